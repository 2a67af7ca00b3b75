/* Drafts as a file's records tell of them. */
#ifndef AFTERWORD_STORE_DRAFT_LIST_H
#define AFTERWORD_STORE_DRAFT_LIST_H

#include "store/drafts.h"

#include <stddef.h>
#include <stdint.h>

/* A part of a cell that becomes another text; all of it may be untrusted. */
struct draft_change {
	uint64_t number; /* of the draft; the next free one: a new one */
	uint64_t cell;
	uint64_t prefix;
	uint64_t removed;
	struct slice inserted;
};

/* False if it does not fit: then nothing has changed. */
bool draft_list_change(struct draft_list *self, const struct draft_change *change);
struct draft *draft_list_add(struct draft_list *self);
/* Adds those of another list that have a text, which are moved. */
void draft_list_take(struct draft_list *self, struct draft_list *other);
bool draft_list_has_text(const struct draft_list *self);
void draft_list_release(struct draft_list *self);

#endif
