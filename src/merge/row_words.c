/* Finds rows in the outline of their file, and compares the words of two of them. */
#include "row_words.h"

#include "base/mem.h"
#include "words.h"

#include <stdlib.h>

void row_words_release(struct row_words *self)
{
	units_release(&self->outline);
	unit_paths_release(&self->paths);
}

/* The names of rows do not matter here. */
static void read_outline(struct row_words *self)
{
	size_t n = self->document->form->n_fields;
	bool *by_place = mem_zalloc(n + 1, sizeof(*by_place));

	units_read(&self->outline, self->document, by_place, &self->paths, NULL);
	free(by_place);
}

/* The unit whose value begins at an offset, or before it; units are in the file's order. */
static size_t find_unit(const struct outline *outline, size_t start)
{
	size_t from = 0;
	size_t to = outline->n;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (outline->units[middle].start < start)
			from = middle + 1;
		else
			to = middle;
	}
	return from > 0 ? from - 1 : 0;
}

/* From the comment above a row to the end of its last line; for one in brackets, what is inside
 * them. */
static struct slice row_range(struct row_words *self, uint32_t row)
{
	const struct yaml_node *node = yaml_node(&self->document->source, row);
	const char *source = self->document->source.source.data;

	if (!self->outline.tree)
		read_outline(self);
	size_t at = find_unit(&self->outline, node->start);
	const struct unit *unit = &self->outline.units[at];

	if (unit->key != YAML_NONE || unit->value != row)
		return (struct slice){source + node->start, node->end - node->start};
	const char *start = unit_comment(&self->outline, unit).data;

	return (struct slice){
		start, (size_t)(source + unit_last_end(&self->outline, (uint32_t)at) - start)};
}

bool row_words_gained(struct row_words *before, uint32_t row, struct row_words *after,
	uint32_t same_row, const struct form_field *table)
{
	struct words words = {0};

	words_read_row(
		&words, WORDS_BASE, &before->document->source, row_range(before, row), row, table);
	words_read_row(&words, WORDS_OURS, &after->document->source, row_range(after, same_row),
		same_row, table);
	bool has_gained = words_gained(&words, WORDS_BASE, WORDS_OURS);

	words_release(&words);
	return has_gained;
}
