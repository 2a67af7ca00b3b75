/* Equality of places. */
#include "model/place.h"

#include <string.h>

bool place_is_equal(const struct place *a, const struct place *b)
{
	return a->field == b->field && strcmp(a->row, b->row) == 0 &&
	       (a->row[0] == '\0' || a->column == b->column);
}
