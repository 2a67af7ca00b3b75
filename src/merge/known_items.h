/*
 * The items of the lists in a file, as they are written. Versions of a file have most of them in
 * common, in the same order.
 */
#ifndef AFTERWORD_MERGE_KNOWN_ITEMS_H
#define AFTERWORD_MERGE_KNOWN_ITEMS_H

#include "internal.h"

struct known_items {
	struct names names;
	struct slice *items; /* by number; borrowed */
	size_t cap;
	size_t next; /* mostly the one that is asked for next */
};

void known_items_release(struct known_items *self);
void known_items_add(struct known_items *self, struct slice item);
/* Is there one just like it? */
bool known_items_have(struct known_items *self, struct slice item);
/* Passes the next one, which must be the earlier version of an item that is not known; empty if
 * there is none. */
struct slice known_items_pass(struct known_items *self);

#endif
