/* Are two tables the same? */
#include "internal.h"

#include <string.h>

bool rows_have_same_ids(const struct rows *a, const struct rows *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->items[i].id, b->items[i].id) != 0)
			return false;
	return true;
}

static bool is_same_text(const struct str *a, const struct str *b)
{
	return str_equal(a, str_text(b), b->len);
}

bool rows_hold_same(const struct rows *a, const struct rows *b, size_t n_columns)
{
	if (!rows_have_same_ids(a, b))
		return false;
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < n_columns; k++)
			if (!is_same_text(&a->items[i].cells[k].text, &b->items[i].cells[k].text))
				return false;
	return true;
}
