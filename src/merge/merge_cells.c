/* Merges the cells of a table whose rows nobody added, removed or moved, as mostly. */
#include "internal.h"

#include <string.h>

static bool is_same_text(const struct value *a, const struct value *b)
{
	return str_equal(&a->text, str_text(&b->text), b->text.len);
}

/* Appends the ops on ours; what a side holds as another kind is left as it is. */
static size_t merge_cell(struct ops *ops, const struct place *place, enum kind kind,
	const struct value *base, const struct value *ours, const struct value *theirs,
	const struct merge_labels *labels)
{
	struct value merged = {.node = YAML_NONE};

	if (ours->is_foreign || theirs->is_foreign ||
		(!base->is_foreign && is_same_text(base, theirs)))
		return 0;
	size_t n = merge_value(kind, base->is_foreign ? NULL : &base->text, &ours->text,
		&theirs->text, labels, &merged.text);

	diff_value(ops, place, kind, ours, &merged);
	str_release(&merged.text);
	return n;
}

size_t merge_cells(const struct rows *const sides[3], const struct form_field *table,
	unsigned field, const struct merge_labels *labels, struct ops *ops)
{
	size_t n = 0;

	for (size_t i = 0; i < sides[0]->n; i++) {
		const struct row *base = &sides[0]->items[i];
		const struct row *ours = &sides[1]->items[i];
		const struct row *theirs = &sides[2]->items[i];
		struct place place = {.field = field};

		strcpy(place.row, ours->id);
		for (; place.column < table->n_columns; place.column++)
			n += merge_cell(ops, &place, table->columns[place.column].kind,
				&base->cells[place.column], &ours->cells[place.column],
				&theirs->cells[place.column], labels);
	}
	return n;
}
