/* Ids of a log and the places of what they name. */
#ifndef AFTERWORD_LOG_IDS_H
#define AFTERWORD_LOG_IDS_H

#include "base/slice.h"

#include <stddef.h>

struct ids {
	struct id_place *places; /* a power of two of them, at most half of which are taken */
	size_t n;
	size_t cap;
};

void ids_release(struct ids *self);

/* Keeps the place of an id, which must stay where it is; a later one replaces an earlier one. */
void ids_put(struct ids *self, const char *id, size_t place);
/* SIZE_MAX: there is none. */
size_t ids_find(const struct ids *self, struct slice id);

#endif
