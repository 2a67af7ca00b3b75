/* A place in a document: a field, or one cell of one of its rows. */
#ifndef AFTERWORD_MODEL_PLACE_H
#define AFTERWORD_MODEL_PLACE_H

#include <stdbool.h>

#define ROW_ID_SIZE 32

struct place {
	unsigned field;        /* of the form */
	char row[ROW_ID_SIZE]; /* "" for the field itself */
	unsigned column;       /* of the rows field, if row is not "" */
};

/* Do both name the same place? For the field itself the column is ignored. */
bool place_is_equal(const struct place *a, const struct place *b);

#endif
