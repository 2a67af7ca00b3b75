/*
 * A table: the chart of a timeline, the heads of its columns, and one block with all of its lines.
 * What a line is, table_lines.c knows; what a cell says, table_cells.c. A timeline has lines for
 * its days instead of heads: they have the year and the weekday, and the day of the topmost row is
 * always in sight.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

enum { DAY_LINE_LEAST = 3 };

/* Where the column with the main text begins. */
static unsigned main_offset(const struct block *block, unsigned *width)
{
	const struct table *table = &block->table;
	unsigned main = form_main_column(block->field);
	unsigned offset = 0;

	*width = 0;
	for (unsigned i = 0; i < table->n; i++) {
		if (table->nth[i] == main) {
			*width = table->widths[i];
			break;
		}
		offset += table->widths[i] > 0 ? table->widths[i] + COLUMN_GAP : 0;
	}
	return offset;
}

/* --- lines --- */

static void row_find(
	const struct screen *screen, const struct block *block, size_t nth, struct table_row *out)
{
	const struct editor *editor = screen->editor;
	unsigned field = block->place.field;
	size_t index = editor_row_at(editor, field, nth);

	*out = (struct table_row){.nth = nth,
		.place = {.field = field, .column = FORM_NONE},
		.is_unfolded = block->lines.unfolded == nth};
	memcpy(out->place.row, editor_document(editor)->tables[field].items[index].id,
		sizeof(out->place.row));
	out->is_selected = block->is_focused && editor_row_is_selected(editor, index);
	out->is_here = block->is_focused && editor_focus(editor)->row == index;
}

/* Shows at both ends whether there is more to scroll to. */
static void sideways_draw(const struct table *table, const struct pen *pen)
{
	struct pen edge = *pen;

	if (table->n_left > 0) {
		edge.column = pen->origin + MARK_COLUMNS - 2;
		pen_text(&edge, "<");
	}
	if (table->n_right > 0) {
		edge.column = pen->end - 1;
		pen_text(&edge, ">");
	}
}

/* "Sun 15 Oct 2023 ─────" */
static void day_draw(struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	struct pen edges = *pen;
	struct str day = {0};
	struct table_row row;
	unsigned width;

	row_find(screen, block, nth, &row);
	table_append_day(screen, &row.place, &day);
	pen_move(pen, pen->origin + MARK_COLUMNS);
	pen->style = STYLE_HEADING;
	pen_write(pen, str_text(&day), day.len);
	pen_text(pen, " ");
	/* Up to the main text: a line over all of it would cost as much as a row. */
	width = main_offset(block, &width);
	width = pen->origin + MARK_COLUMNS + width > pen->column + DAY_LINE_LEAST + COLUMN_GAP
			? pen->origin + MARK_COLUMNS + width - COLUMN_GAP - pen->column
			: DAY_LINE_LEAST;
	canvas_rule(pen->canvas, pen->line, pen->column, width, GLYPH_HORIZONTAL, STYLE_DIM);
	edges.style = STYLE_DIM;
	if (block->table.n_left > 0) /* there is no heading that shows it */
		sideways_draw(&block->table, &edges);
	str_release(&day);
}

/* A line of the main text of the unfolded row. */
static void text_line_draw(struct screen *screen, const struct block *block,
	const struct place *row, size_t nth, struct pen *pen)
{
	struct unfolded unfolded;
	struct place place = *row;
	const struct wrap_line *line;
	const struct str *text;

	unfold_find(screen, block, row, &unfolded);
	if (!unfolded.wrap)
		return;
	line = &unfolded.wrap->lines[nth];
	place.column = form_main_column(block->field);
	text = &document_value(editor_document(screen->editor), &place)->text;
	pen->style = STYLE_FOCUS;
	found_write(screen, pen, &place, slice_of(text), line->start, line->end);
	if (nth + 1 == unfolded.n_text && nth + 1 < unfolded.wrap->n_lines)
		pen->is_cut = true;
	pen_finish(pen);
}

/* The first cell shows which row is under the cursor. */
static void row_draw(struct screen *screen, const struct block *block, const struct table_row *row,
	struct pen *pen)
{
	unsigned main = form_main_column(block->field);
	bool is_first = true;

	place_mark_draw(screen, pen, row->is_here, &row->place);
	for (unsigned i = 0; i < block->table.n; i++) {
		unsigned width = block->table.widths[i];
		struct pen cell = table_column_pen(pen, width);

		if (width == 0)
			continue;
		if (row->is_here && is_first) {
			cell.style = STYLE_SELECTION;
			canvas_restyle(pen->canvas, pen->line, pen->column, width, STYLE_SELECTION);
		}
		if (row->is_unfolded && block->table.nth[i] == main)
			text_line_draw(screen, block, &row->place, 0, &cell);
		else
			table_cell_draw(screen, block, row, block->table.nth[i], &cell);
		is_first = false;
		pen_move(pen, pen->column + width + COLUMN_GAP);
	}
	if (row->is_selected)
		canvas_restyle(pen->canvas, pen->line, pen->origin + MARK_COLUMNS,
			pen->end - pen->origin - MARK_COLUMNS, STYLE_SELECTION);
}

/* Below the main text, further to the left if it needs the room. */
static void details_draw(
	struct screen *screen, const struct block *block, const struct place *row, struct pen *pen)
{
	struct str text = {0};
	unsigned width;
	unsigned offset = main_offset(block, &width);
	unsigned room = pen->end - pen->origin - MARK_COLUMNS;
	unsigned wanted;

	unfold_details(screen, &block->table, row, &text);
	wanted = grapheme_width(str_text(&text), text.len);
	if (wanted > room - offset)
		offset = wanted < room ? room - wanted : 0;
	pen_move(pen, pen->origin + MARK_COLUMNS + offset);
	pen->style = STYLE_DIM;
	pen_write(pen, str_text(&text), text.len);
	pen_finish(pen);
	str_release(&text);
}

static void more_draw(struct screen *screen, const struct block *block,
	const struct table_line *line, struct pen *pen)
{
	struct table_row row;
	struct unfolded unfolded;
	struct pen cell;
	unsigned width;

	row_find(screen, block, line->row, &row);
	unfold_find(screen, block, &row.place, &unfolded);
	if (line->more >= unfolded.n_text) {
		details_draw(screen, block, &row.place, pen);
		return;
	}
	pen_move(pen, pen->origin + MARK_COLUMNS + main_offset(block, &width));
	cell = table_column_pen(pen, width);
	text_line_draw(screen, block, &row.place, line->more, &cell);
}

/* --- blocks --- */

/* The topmost line of the page has the day of its row, if that is out of sight. */
static bool is_topmost(const struct screen *screen, const struct block *block, size_t nth)
{
	return block->lines.days && nth > 0 && block->top + nth == screen->scroll.top;
}

static size_t day_of(const struct day_index *days, size_t row)
{
	size_t at = 0;

	for (size_t low = 0, high = days->n; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (days->firsts[middle] <= row) {
			at = days->firsts[middle];
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return at;
}

static void rows_draw(struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	struct table_line line;
	struct table_row row;

	table_line_find(&block->lines, nth, &line);
	if (line.kind == TABLE_LINE_ENTRY) {
		table_entry_draw(screen, block, pen);
	} else if (line.row == block->lines.unfolded && line.kind != TABLE_LINE_DAY &&
		   editor_is_quick(screen->editor)) {
		row_find(screen, block, line.row, &row);
		entry_row_draw(screen, block, &row, line.more, pen);
	} else if (line.kind == TABLE_LINE_DAY) {
		day_draw(screen, block, line.row, pen);
	} else if (is_topmost(screen, block, nth) && block->lines.days->n > 0 &&
		   block->lines.days->firsts[0] <= line.row) {
		day_draw(screen, block, day_of(block->lines.days, line.row), pen);
	} else if (line.kind == TABLE_LINE_MORE) {
		more_draw(screen, block, &line, pen);
	} else {
		row_find(screen, block, line.row, &row);
		row_draw(screen, block, &row, pen);
	}
}

/* The zone, if it is not the usual one. */
static void clock_write(const struct screen *screen, struct pen *pen)
{
	enum shown_clock clock = editor_clock(screen->editor);
	struct str zone = {0};

	if (clock == CLOCK_DOCUMENT)
		return;
	zone_append_words(screen, clock, &zone);
	pen_printf(pen, " (%s)", str_text(&zone));
	str_release(&zone);
}

static void columns_draw(
	struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	(void)nth;
	pen->style = STYLE_DIM;
	pen_move(pen, pen->origin + MARK_COLUMNS);
	for (unsigned i = 0; i < block->table.n; i++) {
		const struct form_field *column = &block->field->columns[block->table.nth[i]];
		unsigned width = block->table.widths[i];
		struct pen cell = table_column_pen(pen, width);

		if (width == 0)
			continue;
		if (!block->table.is_narrow || !field_has_role(column, ROLE_TASK_STATE))
			pen_text(&cell, column->label);
		if (kind_info(column->kind)->is_moment)
			clock_write(screen, &cell);
		pen_finish(&cell);
		pen_move(pen, pen->column + width + COLUMN_GAP);
	}
	sideways_draw(&block->table, pen);
}

/* A row before or after the open one. */
static void neighbour_draw(
	struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	struct table_row row;

	row_find(screen, block, block->first_row + nth, &row);
	row_draw(screen, block, &row, pen);
	canvas_restyle(pen->canvas, pen->line, pen->origin + MARK_COLUMNS,
		pen->end - pen->origin - MARK_COLUMNS, STYLE_DIM);
}

static const struct block_type columns_type = {columns_draw};
static const struct block_type rows_type = {rows_draw};
static const struct block_type neighbour_type = {neighbour_draw};

bool table_has_rows(const struct block *block)
{
	return block->type == &rows_type || block->type == &neighbour_type;
}

size_t table_row_at(const struct block *block, size_t line)
{
	struct table_line found;

	if (block->type == &neighbour_type)
		return block->first_row + line;
	table_line_find(&block->lines, line, &found);
	return found.kind == TABLE_LINE_ENTRY ? SIZE_MAX : found.row;
}

static struct block *add_block(struct screen *screen, const struct block_type *type, unsigned field,
	const struct table *table, size_t height)
{
	struct block *block = blocks_add(&screen->blocks, type, height, 0);

	block->field = &editor_form(screen->editor)->fields[field];
	block->place.field = field;
	block->table = *table;
	return block;
}

/* The row of the focus among those shown. */
static size_t focused_row(const struct screen *screen, unsigned field)
{
	const struct editor *editor = screen->editor;
	size_t low = 0;
	size_t high = editor_rows_shown(editor, field);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (editor_row_at(editor, field, middle) < editor_focus(editor)->row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t table_focus_line(const struct screen *screen, const struct block *block)
{
	return table_line_of(&block->lines, focused_row(screen, block->place.field));
}

/* Which lines there are. */
static void find_lines(struct screen *screen, struct block *block)
{
	const struct editor *editor = screen->editor;
	unsigned field = block->place.field;
	struct table_lines *lines = &block->lines;
	struct unfolded unfolded;
	struct table_row row;

	*lines = (struct table_lines){
		.n_rows = editor_rows_shown(editor, field), .unfolded = SIZE_MAX};
	lines->has_entry = lines->n_rows == 0 || editor_takes_rows(editor, field);
	if (block->table.has_days) {
		day_index_update(&screen->tables.days, screen, field);
		lines->days = &screen->tables.days;
	}
	if (!block->is_focused || lines->n_rows == 0 ||
		!(unfold_is_due(screen) || editor_is_quick(editor)))
		return;
	lines->unfolded = focused_row(screen, field);
	if (lines->unfolded >= lines->n_rows) {
		lines->unfolded = SIZE_MAX;
		return;
	}
	row_find(screen, block, lines->unfolded, &row);
	if (editor_is_quick(editor)) {
		lines->n_more = entry_wrap(screen, block, &row.place)->n_lines - 1;
		return;
	}
	unfold_find(screen, block, &row.place, &unfolded);
	lines->n_more = unfolded.n_text - 1 + unfolded.n_details;
}

void table_add_blocks(struct screen *screen, unsigned field, unsigned gap, bool has_ask)
{
	const struct editor *editor = screen->editor;
	const struct form_field *definition = &editor_form(editor)->fields[field];
	struct place place = {.field = field};
	struct table table = {0};
	struct block *block;

	table_find_columns(&table, screen, field);
	if (has_ask)
		ask_add_block(screen, &place, definition, gap);
	if (field_has_role(definition, ROLE_EVENTS))
		chart_add_blocks(screen, field);
	if (!table.has_days && editor_rows_shown(editor, field) > 0)
		add_block(screen, &columns_type, field, &table, 1);
	block = add_block(screen, &rows_type, field, &table, 1);
	block->is_focused = editor_focus(editor)->field == field &&
			    (!editor_focus(editor)->in_row || editor_is_quick(editor));
	block->takes_cursor = true;
	block->column = MARK_COLUMNS;
	find_lines(screen, block);
	block->height = table_lines_count(&block->lines);
	screen->blocks.height = block->top + block->height;
}

void table_add_neighbours(struct screen *screen, unsigned gap, int direction, size_t most)
{
	unsigned field = editor_focus(screen->editor)->field;
	size_t n = editor_rows_shown(screen->editor, field);
	size_t here = focused_row(screen, field);
	size_t first = direction > 0 ? here + 1 : here > most ? here - most : 0;
	size_t end = direction < 0 ? here : first + most;
	struct table table = {0};
	struct block *block;

	if (end > n)
		end = n;
	if (first >= end)
		return;
	table_find_columns(&table, screen, field);
	block = blocks_add(&screen->blocks, &neighbour_type, end - first, gap);
	block->field = &editor_form(screen->editor)->fields[field];
	block->place.field = field;
	block->table = table;
	block->first_row = first;
	block->lines.unfolded = SIZE_MAX;
}
