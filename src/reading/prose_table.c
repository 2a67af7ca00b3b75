/* A table in an answer: in columns where they fit, else row by row with the heads before the
 * cells. */
#include "internal.h"

#include "text/grapheme.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 16, GAP = 2 };

struct grid {
	const struct prose *prose;
	size_t table;
	size_t end;
	unsigned widths[COLUMNS_MOST];
	size_t n;
	size_t head; /* the first row */
};

static size_t text_of(const struct prose *prose, const struct prose_block *cell, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < cell->n_runs; i++) {
		const struct prose_run *run = &prose->runs[cell->first_run + i];

		str_append(out, str_text(&prose->text) + run->text, run->len);
	}
	return out->len;
}

static struct slice cell_text(const struct prose *prose, size_t cell, struct str *out)
{
	text_of(prose, &prose->blocks[cell], out);
	return slice_trim(slice_of(out));
}

/* Of what is set, with its marks. */
static unsigned cell_width(const struct prose *prose, size_t cell)
{
	struct setter setter = {0};
	unsigned width;

	runs_add(prose, &prose->blocks[cell], &(struct origin){0}, READING_NORMAL, &setter);
	width = grapheme_width(str_text(&setter.text), setter.text.len);
	setter_release(&setter);
	return width;
}

static void measure(struct grid *self)
{
	const struct prose_block *blocks = self->prose->blocks;

	for (size_t row = self->table + 1; row < self->end; row = blocks[row].end) {
		size_t nth = 0;

		for (size_t cell = row + 1; cell < blocks[row].end; cell++, nth++) {
			unsigned width = cell_width(self->prose, cell);

			if (nth < COLUMNS_MOST && width > self->widths[nth])
				self->widths[nth] = width;
			if (nth >= self->n)
				self->n = nth + 1;
		}
	}
}

static bool fits(const struct grid *self, unsigned columns)
{
	unsigned width = 0;

	for (size_t i = 0; i < self->n && i < COLUMNS_MOST; i++)
		width += self->widths[i] + (i > 0 ? GAP : 0);
	return self->n <= COLUMNS_MOST && width <= columns;
}

static void fill(struct setter *setter, unsigned columns)
{
	while (columns-- > 0)
		setter_say(setter, READING_NORMAL, " ");
}

static void row_set(const struct grid *self, size_t row, const struct origin *origin,
	struct setter *setter, const char *before)
{
	const struct prose_block *blocks = self->prose->blocks;
	enum reading_style style = blocks[row].is_head ? READING_STRONG : READING_NORMAL;
	size_t nth = 0;

	setter_say(setter, READING_NORMAL, before);
	for (size_t cell = row + 1; cell < blocks[row].end; cell++, nth++) {
		unsigned left = self->widths[nth] - cell_width(self->prose, cell);

		if (blocks[cell].align == PROSE_ALIGN_RIGHT)
			fill(setter, left);
		runs_add(self->prose, &blocks[cell], origin, style, setter);
		if (cell + 1 == blocks[row].end)
			break;
		fill(setter, GAP + (blocks[cell].align == PROSE_ALIGN_RIGHT ? 0 : left));
	}
	setter_end_line(setter);
}

/* "Head: cell", one below the other. */
static void row_list(const struct grid *self, size_t row, const struct origin *origin,
	struct setter *setter, const char *before, unsigned columns)
{
	const struct prose_block *blocks = self->prose->blocks;
	struct str first = {0};
	struct str others = {0};
	struct str head = {0};
	size_t name = self->head + 1;

	for (size_t cell = row + 1; cell < blocks[row].end; cell++, name++) {
		str_clear(&first);
		str_clear(&others);
		str_appendf(&first, "%s%s", before, cell == row + 1 ? "- " : "  ");
		str_appendf(&others, "%s    ", before);
		if (name < blocks[self->head].end) {
			struct slice text = cell_text(self->prose, name, &head);

			setter_add(setter, text, READING_DIM, 0, 0);
			setter_say(setter, READING_DIM, text.len > 0 ? ": " : "");
		}
		runs_add(self->prose, &blocks[cell], origin, READING_NORMAL, setter);
		setter_end(setter, str_text(&first), str_text(&others), columns);
	}
	str_release(&first);
	str_release(&others);
	str_release(&head);
}

void prose_table_set(const struct prose *prose, size_t table, const struct origin *origin,
	struct setter *setter, const char *before, unsigned columns)
{
	const struct prose_block *blocks = prose->blocks;
	struct grid grid = {prose, table, blocks[table].end, .head = table + 1};

	measure(&grid);
	bool is_grid = fits(&grid, columns - (unsigned)strlen(before));

	for (size_t row = table + 1; row < grid.end; row = blocks[row].end)
		if (is_grid)
			row_set(&grid, row, origin, setter, before);
		else if (!blocks[row].is_head)
			row_list(&grid, row, origin, setter, before, columns);
}
