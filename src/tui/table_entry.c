/*
 * Where a new row begins: the last line of a table, with what goes into its columns and the key;
 * and the row that is being added, whose cells are typed in.
 */
#include "internal.h"

#include "text/grapheme.h"

/* What goes into a column: its question if that fits, else its label, but no more than the
 * beginning of that; nothing where a sign goes. */
static struct slice column_name(const struct form_field *column, unsigned width)
{
	enum { SHORTEST = 4 };
	struct slice name = form_field_name(column);

	if (grapheme_width(name.data, name.len) <= width)
		return name;
	name = slice_of_text(column->label);
	if (width < SHORTEST && grapheme_width(name.data, name.len) > width)
		name.len = 0;
	return name;
}

/* After the name of the main column: how a row begins here. */
static void append_how(const struct screen *screen, const struct block *block, struct str *out)
{
	const struct editor *editor = screen->editor;
	bool is_filtered = editor_filter(editor)->len > 0;

	if (!block->is_focused)
		return;
	str_append_text(out, ": ");
	if (editor_on_entry(editor)) {
		str_append_text(out, "type, or ");
		screen_key_in(screen, ACTION_ENTER, KEYS_TEXT, out);
		str_append_text(out, is_filtered ? "; ends the filter" : "");
	} else {
		screen_key_in(screen, ACTION_ROW_ADD, KEYS_TABLE, out);
		str_append_text(
			out, is_filtered ? " starts a row, ends the filter" : " starts a row here");
	}
}

static void entry_names_draw(const struct block *block, const char *how, struct pen *pen)
{
	unsigned main = form_main_column(block->field);

	for (unsigned i = 0; i < block->table.n; i++) {
		unsigned nth = block->table.nth[i];
		unsigned width = block->table.widths[i];
		struct pen cell = table_column_pen(pen, width);

		if (width == 0)
			continue;
		if (nth != GAP_BEFORE) {
			const struct form_field *column = &block->field->columns[nth];
			struct slice name = column_name(column, width);

			if (field_has_role(column, ROLE_EVENT_KIND) && !block->table.is_narrow)
				pen_move(&cell, cell.column + 2);
			pen_write(&cell, name.data, name.len);
			if (nth == main)
				pen_text(&cell, how);
			pen_finish(&cell);
		}
		pen_move(pen, pen->column + width + COLUMN_GAP);
	}
}

void table_entry_draw(struct screen *screen, const struct block *block, struct pen *pen)
{
	const struct editor *editor = screen->editor;
	bool is_hidden = block->lines.n_rows == 0 && editor_filter(editor)->len > 0;
	bool is_here = block->is_focused && (editor_on_entry(editor) || block->lines.n_rows == 0);
	struct str how = {0};

	if (is_here)
		pen_styled(pen, STYLE_FOCUS, ">");
	pen->style = STYLE_DIM;
	if (is_hidden || !editor_takes_rows(editor, block->place.field)) {
		pen_move(pen, pen->origin + MARK_COLUMNS);
		pen_text(pen, is_hidden ? "no row contains that" : "no rows");
		return;
	}
	pen_move(pen, pen->origin + 1);
	pen_styled(pen, STYLE_KEY, "+");
	pen_move(pen, pen->origin + MARK_COLUMNS);
	append_how(screen, block, &how);
	entry_names_draw(block, str_text(&how), pen);
	str_release(&how);
}

/* --- the row that is being added --- */

/* A column's place in the row. Where it is out of sight, the main text's is used. */
struct slot {
	unsigned offset;
	unsigned width;
	bool is_visible;
};

static struct slot slot_find(const struct block *block, unsigned column)
{
	const struct table *table = &block->table;
	unsigned main = form_main_column(block->field);
	struct slot slot = {0};
	unsigned offset = MARK_COLUMNS;

	for (unsigned i = 0; i < table->n; i++) {
		if (table->widths[i] == 0)
			continue;
		if (table->nth[i] == column || (table->nth[i] == main && !slot.is_visible))
			slot = (struct slot){offset, table->widths[i], table->nth[i] == column};
		offset += table->widths[i] + COLUMN_GAP;
		if (slot.is_visible)
			break;
	}
	return slot;
}

/* The text of a cell, borrowed from scratch or the document. */
static struct slice cell_text(
	struct screen *screen, const struct place *row, unsigned column, struct str *scratch)
{
	struct place place = *row;
	struct slice text;

	place.column = column;
	text.data = screen_text(screen, &place, scratch, &text.len);
	return text;
}

const struct wrap *entry_wrap(
	struct screen *screen, const struct block *block, const struct place *row)
{
	struct str scratch = {0};
	unsigned main = form_main_column(block->field);
	struct slice text = cell_text(screen, row, main, &scratch);
	unsigned width = slot_find(block, main).width;
	/* One column is for the cursor after the last character. */
	const struct wrap *wrap = label_cache_find(
		&screen->drawn.cache, text.data, text.len, width > 1 ? width - 1 : 1);

	str_release(&scratch);
	return wrap;
}

/* A part of the focused text, with what is selected of it. */
static void typed_draw(
	const struct screen *screen, struct slice text, size_t from, size_t to, struct pen *pen)
{
	size_t low, high;

	editor_selection(screen->editor, &low, &high);
	if (low == high || high <= from || low >= to)
		low = high = to;
	low = low > from ? low : from;
	high = high < to ? high : to;
	pen->origin = pen->column;
	pen_write(pen, text.data + from, low - from);
	pen->style = STYLE_SELECTION;
	pen_write(pen, text.data + low, high - low);
	pen->style = STYLE_NORMAL;
	pen_write(pen, text.data + high, to - high);
}

static void main_draw(struct screen *screen, const struct block *block, const struct table_row *row,
	size_t nth, struct pen *pen)
{
	unsigned main = form_main_column(block->field);
	const struct wrap *wrap = entry_wrap(screen, block, &row->place);
	struct str scratch = {0};
	struct slice text = cell_text(screen, &row->place, main, &scratch);
	bool is_focused = editor_focus(screen->editor)->column == main;

	if (text.len == 0 && !is_focused) {
		struct slice name = form_field_name(&block->field->columns[main]);

		pen->style = STYLE_DIM;
		pen_write(pen, name.data, name.len);
	} else if (nth < wrap->n_lines && is_focused) {
		typed_draw(screen, text, wrap->lines[nth].start, wrap->lines[nth].end, pen);
	} else if (nth < wrap->n_lines) {
		pen_write(pen, text.data + wrap->lines[nth].start,
			wrap->lines[nth].end - wrap->lines[nth].start);
	}
	str_release(&scratch);
}

/* The cell that is typed in may cover the ones after it, and scrolls at the end of the line. */
static void typed_line_draw(const struct screen *screen, struct slice text, struct pen *pen)
{
	size_t cursor = editor_focus(screen->editor)->cursor;
	size_t start = typed_line_start(text.data, text.len, cursor, pen->end - pen->column);

	if (start > 0)
		pen_glyph(pen, GLYPH_ELLIPSIS);
	typed_draw(screen, text, start, text.len, pen);
	pen_finish(pen);
}

/* The cell with the focus; a choice is reversed. */
static void focused_draw(struct screen *screen, const struct block *block,
	const struct table_row *row, struct pen *pen)
{
	unsigned column = editor_focus(screen->editor)->column;
	const struct form_field *field = &block->field->columns[column];
	struct slice name = form_field_name(field);
	struct str scratch = {0};
	struct slice text = cell_text(screen, &row->place, column, &scratch);

	if (!slot_find(block, column).is_visible) {
		pen_write(pen, name.data, name.len);
		pen_text(pen, ": ");
	}
	if (!editor_focus(screen->editor)->is_editing) {
		pen->style = STYLE_SELECTION;
		pen_write(pen, text.len > 0 ? text.data : name.data,
			text.len > 0 ? text.len : name.len);
	} else {
		typed_line_draw(screen, text, pen);
	}
	str_release(&scratch);
}

static void other_draw(struct screen *screen, const struct block *block,
	const struct table_row *row, unsigned column, unsigned width, struct pen *pen)
{
	struct str scratch = {0};
	struct slice name = column_name(&block->field->columns[column], width);

	if (cell_text(screen, &row->place, column, &scratch).len > 0) {
		table_cell_draw(screen, block, row, column, pen);
	} else {
		pen->style = STYLE_DIM;
		pen_write(pen, name.data, name.len);
		pen_finish(pen);
	}
	str_release(&scratch);
}

void entry_row_draw(struct screen *screen, const struct block *block, const struct table_row *row,
	size_t nth, struct pen *pen)
{
	unsigned main = form_main_column(block->field);
	unsigned focused = editor_focus(screen->editor)->column;
	struct slot here = slot_find(block, focused);
	unsigned left = pen->origin;
	unsigned covered = 0;

	if (nth == 0) {
		pen_styled(pen, STYLE_FOCUS, ">");
		pen_styled(pen, STYLE_KEY, "+");
	}
	if (focused != main && nth == 0) {
		struct pen cell = pen_at(pen->canvas, pen->line, left + here.offset,
			pen->end - left - here.offset, STYLE_NORMAL);

		focused_draw(screen, block, row, &cell);
		covered = cell.column;
	}
	for (unsigned i = 0; i < block->table.n; i++) {
		unsigned column = block->table.nth[i];
		struct slot slot = slot_find(block, column);
		struct pen cell = pen_at(
			pen->canvas, pen->line, left + slot.offset, slot.width, STYLE_NORMAL);
		bool is_covered = slot.offset >= here.offset && covered > left + slot.offset;

		if (block->table.widths[i] == 0 || column == GAP_BEFORE || is_covered ||
			(column == focused && column != main) || (nth > 0 && column != main))
			continue;
		if (column == main)
			main_draw(screen, block, row, nth, &cell);
		else
			other_draw(screen, block, row, column, slot.width, &cell);
	}
}

void entry_cursor(struct screen *screen, const struct block *block, size_t *line, unsigned *column)
{
	const struct focus *focus = editor_focus(screen->editor);
	struct slot slot = slot_find(block, focus->column);
	struct str scratch = {0};
	struct place place;
	struct slice text;

	if (!block->is_focused || !editor_is_quick(screen->editor))
		return;
	editor_place(screen->editor, &place);
	text = cell_text(screen, &place, focus->column, &scratch);
	*column = slot.offset;
	if (focus->column == form_main_column(block->field)) {
		const struct wrap *wrap = entry_wrap(screen, block, &place);

		*line += wrap_line_of(wrap, focus->cursor);
		*column += wrap_column_of(wrap, text.data, focus->cursor);
	} else {
		struct slice name = form_field_name(&block->field->columns[focus->column]);

		*column += slot.is_visible ? 0 : grapheme_width(name.data, name.len) + 2;
		if (focus->is_editing && focus->cursor <= text.len)
			*column += typed_line_column(text.data, text.len, focus->cursor,
				screen->layout.page.columns - *column);
	}
	str_release(&scratch);
}
