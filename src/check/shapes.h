/* What addresses, hosts and keys of tickets look like. Each takes a word without the signs around
 * it. */
#ifndef AFTERWORD_CHECK_SHAPES_H
#define AFTERWORD_CHECK_SHAPES_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* Is a word among others, in any case? */
bool shape_is_in(struct slice word, const char *const *words, size_t n);

/* "ida@example.com" */
bool shape_is_mail(struct slice word);

/* IPv4, IPv6 or the address of a network card; not those that mean the same everywhere. */
bool shape_is_number_address(struct slice word);

/* "host-01.prod", "db.internal", "payments-db-03" */
bool shape_is_host(struct slice word);

/* The host in "https://grafana:3000/x"; of length 0 if the word is not the address of anything. */
struct slice shape_url_host(struct slice word);

/* Is it a host of an address that only resolves inside a network, such as "grafana"? */
bool shape_is_inside(struct slice host);

/* Is it where a company has rooms or pages of its own, such as "acme.slack.com"? */
bool shape_is_room(struct slice host);

/* Finds the next "ABC-123" or "INC0012345" in a word at or after *start. */
bool shape_find_ticket(struct slice word, size_t *start, size_t *end);

#endif
