/*
 * The objects of a JSON text that may be messages, whatever is around them: one to a line, in an
 * array, in an array in an object. A text that breaks off gives those that are whole.
 */
#ifndef AFTERWORD_LOG_JSON_ITEMS_H
#define AFTERWORD_LOG_JSON_ITEMS_H

#include "internal.h"

#include <jansson.h>

struct json_format {
	/* Is it an entry, rather than something around entries? */
	bool (*takes)(const json_t *object);
	/* Adds the entries that it makes. */
	void (*add)(struct log *log, const json_t *object, unsigned line, void *context);
	/* Is it one at least where entries stand, by itself or in an array, if none is inside?
	 * NULL: none is. */
	bool (*takes_item)(const json_t *object);
	/* Names with their quotes: it takes no object that has none of them. None: any may do. */
	const char *needs[3];
};

/* Adds all entries of a text, with a context for add; false if there are none. */
bool json_items_read(
	struct log *log, struct slice text, const struct json_format *format, void *context);
/* How many there are at the beginning of a text, as far as a format is recognised by. */
size_t json_items_count(struct slice text, const struct json_format *format);

/* The text of a member, or of the member of a member with "user/name", or the first one of an
 * array; "" if there is none. Borrowed from the object. */
struct slice json_member(const json_t *object, const char *path);
/* The first of several that is a text; ends with NULL. */
struct slice json_first_member(const json_t *object, const char *const *paths);

/* A number as text, as times since 1970 are; "" if the member is none. */
#define NUMBER_ROOM 48
struct slice json_number(const json_t *object, const char *path, char room[NUMBER_ROOM]);

/* Appends a text as it is, and anything else as JSON. */
void json_append_value(const json_t *value, struct str *out);

/* Adds an entry of these parts. */
struct log_entry *json_add(
	struct log *log, unsigned line, struct slice stamp, struct slice who, struct slice what);
/* Adds that what an entry says is over. */
void json_add_resolved(
	struct log *log, unsigned line, struct slice stamp, struct slice who, struct slice what);

#endif
