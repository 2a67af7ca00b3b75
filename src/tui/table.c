/*
 * A table: one line per row, column widths from what the columns hold, so that they
 * are the same for every row and do not change while scrolling. The column with the
 * prose takes the room that is left; columns at the right give way to it.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

enum {
	COLUMN_GAP = 2,
	COLUMN_LEAST = 12, /* of one whose texts are free, at most a share of the room: */
	COLUMN_SHARE = 5,
	SAMPLE_ROWS = 100, /* looked at for widths */
	SHORT_TIMES = 70,  /* below so many columns times have no year, if it is the same in all */
	TIME_COLUMNS = 16,
	SHORT_TIME_COLUMNS = 11,
};

/* --- widths --- */

static unsigned text_width(const char *text)
{
	return grapheme_width(text, strlen(text));
}

static unsigned larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static unsigned sampled_width(const struct rows *rows, unsigned column)
{
	unsigned widest = 0;

	for (size_t i = 0; i < rows->n && i < SAMPLE_ROWS; i++) {
		const struct str *text = &rows->items[i].cells[column].text;

		widest = larger(widest, grapheme_width(str_text(text), text->len));
	}
	return widest;
}

/* Are all times of the sampled rows of one year? Stored times begin with it, perhaps after "~". */
static bool has_one_year(const struct form_field *field, const struct rows *rows)
{
	const char *year = NULL;

	for (size_t i = 0; i < rows->n && i < SAMPLE_ROWS; i++) {
		for (unsigned j = 0; j < field->n_columns; j++) {
			const char *text = str_text(&rows->items[i].cells[j].text);

			text += *text == '~';
			if (!kind_info(field->columns[j].kind)->is_time || *text == '\0')
				continue;
			if (year && strncmp(year, text, 4) != 0)
				return false;
			year = text;
		}
	}
	return true;
}

static unsigned natural_width(const struct table *table, const struct form_field *column,
	const struct rows *rows, unsigned nth, unsigned room)
{
	unsigned width = text_width(column->label);
	unsigned most = larger(COLUMN_LEAST, room / COLUMN_SHARE);

	if (column->kind == KIND_DATETIME)
		return larger(width, table->is_short ? SHORT_TIME_COLUMNS : TIME_COLUMNS);
	if (column->kind == KIND_DATE)
		return larger(width, table->is_short ? 5 : 10);
	for (size_t i = 0; i < column->n_choices; i++)
		width = larger(width, text_width(column->choices[i]));
	if (column->n_choices == 0)
		width = larger(width, sampled_width(rows, nth));
	return width < most ? width : most;
}

static unsigned table_width(const struct table *table, size_t n)
{
	unsigned width = 0;

	for (size_t i = 0; i < n; i++)
		if (table->widths[i] > 0)
			width += table->widths[i] + (width > 0 ? COLUMN_GAP : 0);
	return width;
}

static void find_widths(struct table *table, const struct screen *screen, unsigned number)
{
	const struct form_field *field = &screen->session->form->fields[number];
	const struct rows *rows = &screen->session->document.tables[number];
	size_t n = field->n_columns < TABLE_COLUMNS_MAX ? field->n_columns : TABLE_COLUMNS_MAX;
	unsigned room = screen->layout.page.columns - MARK_COLUMNS;
	unsigned prose = form_main_column(field);
	unsigned least = room * 2 / 5; /* of the prose, before other columns give way */

	table->is_short = room < SHORT_TIMES && has_one_year(field, rows);
	memset(table->widths, 0, sizeof(table->widths));
	if (prose >= n) /* more columns than anybody can read */
		prose = 0;
	for (unsigned i = 0; i < n; i++)
		table->widths[i] = (uint16_t)(i == prose ? least
							 : natural_width(table, &field->columns[i],
								   rows, i, room));
	for (size_t i = n; i-- > 0 && table_width(table, n) > room;)
		if (i != prose)
			table->widths[i] = 0;
	if (room > table_width(table, n))
		table->widths[prose] =
			(uint16_t)(table->widths[prose] + room - table_width(table, n));
}

/* --- cells --- */

void time_shorten(struct str *text, bool is_short)
{
	const char *last = strrchr(str_text(text), ' ');
	size_t digit = strcspn(str_text(text), "0123456789");

	if (text->len == 0 || digit == text->len)
		return;
	if (last && !strchr(last, ':') && (last[1] < '0' || last[1] > '9'))
		str_splice(text, (size_t)(last - text->data),
			text->len - (size_t)(last - text->data), "", 0);
	if (is_short && text->len > digit + 5 && text->data[digit + 4] == '-')
		str_splice(text, digit, 5, "", 0);
}

static void cell_draw(struct screen *screen, const struct place *place,
	const struct form_field *column, bool is_short, struct pen *pen)
{
	struct str scratch = {0};
	size_t len, line;
	const char *text = screen_text(screen, place, &scratch, &len);

	if (kind_info(column->kind)->is_time) {
		time_shorten(&scratch, is_short);
		text = str_text(&scratch);
		len = scratch.len;
	}
	for (line = 0; line < len && text[line] != '\n';)
		line++;
	pen_write(pen, text, line);
	if (line + 1 < len)
		pen->is_cut = true;
	pen_finish(pen);
	str_release(&scratch);
}

/* A pen with the room of one column, where pen stands. */
static struct pen column_pen(const struct pen *pen, unsigned width)
{
	struct pen cell = *pen;

	cell.origin = pen->column;
	cell.is_cut = false;
	if (cell.column + width < cell.end)
		cell.end = cell.column + width;
	return cell;
}

static void row_draw(
	struct screen *screen, const struct block *block, const struct row *row, struct pen *pen)
{
	struct place place = {.field = block->place.field};

	memcpy(place.row, row->id, sizeof(place.row));
	for (unsigned i = 0; i < block->field->n_columns && i < TABLE_COLUMNS_MAX; i++) {
		unsigned width = block->table.widths[i];
		struct pen cell = column_pen(pen, width);

		if (width == 0)
			continue;
		place.column = i;
		cell_draw(screen, &place, &block->field->columns[i], block->table.is_short, &cell);
		pen_move(pen, pen->column + width + COLUMN_GAP);
	}
}

/* --- blocks --- */

static void no_rows_draw(struct screen *screen, struct pen *pen)
{
	const char *key = screen_action_key(screen, ACTION_ROW_ADD);

	pen->style = STYLE_DIM;
	if (screen->session->filter.len > 0)
		pen_text(pen, "no row holds that");
	else if (key)
		pen_printf(pen, "no rows yet, %s adds one", key);
	else
		pen_text(pen, "no rows yet");
}

static void rows_draw(struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	struct session *session = screen->session;
	unsigned field = block->place.field;
	struct place place = {.field = field, .column = FORM_NONE};
	const struct row *row;
	bool is_here;
	size_t index;

	if (session_rows_shown(session, field) == 0) {
		mark_draw(pen, block->is_focused, NULL, NULL);
		no_rows_draw(screen, pen);
		return;
	}
	index = session_row_at(session, field, nth);
	row = &session->document.tables[field].items[index];
	memcpy(place.row, row->id, sizeof(place.row));
	is_here = block->is_focused && session->focus.row == index;
	mark_draw(pen, is_here, marks_find(&screen->marks, &place), session_news(session, &place));
	if (is_here) {
		canvas_restyle(pen->canvas, pen->line, pen->column, pen->end - pen->column,
			STYLE_SELECTION);
		pen->style = STYLE_SELECTION;
	}
	row_draw(screen, block, row, pen);
}

static void columns_draw(
	struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	(void)screen;
	(void)nth;
	pen->style = STYLE_DIM;
	pen_move(pen, pen->origin + MARK_COLUMNS);
	for (unsigned i = 0; i < block->field->n_columns && i < TABLE_COLUMNS_MAX; i++) {
		unsigned width = block->table.widths[i];
		struct pen cell = column_pen(pen, width);

		if (width == 0)
			continue;
		pen_text(&cell, block->field->columns[i].label);
		pen_finish(&cell);
		pen_move(pen, pen->column + width + COLUMN_GAP);
	}
}

static const struct block_type columns_type = {columns_draw};
static const struct block_type rows_type = {rows_draw};

static struct block *add_block(struct screen *screen, const struct block_type *type, unsigned field,
	const struct table *table, size_t height)
{
	struct block *block = blocks_add(&screen->blocks, type, height, 0);

	block->field = &screen->session->form->fields[field];
	block->place.field = field;
	block->table = *table;
	return block;
}

void table_add_blocks(struct screen *screen, unsigned field, unsigned gap)
{
	const struct session *session = screen->session;
	const struct form_field *definition = &session->form->fields[field];
	struct place place = {.field = field};
	size_t n = session_rows_shown(session, field);
	struct table table = {0};
	struct block *block;

	find_widths(&table, screen, field);
	ask_add_block(screen, &place, definition, gap);
	if (definition->role == ROLE_EVENTS)
		chart_add_blocks(screen, field);
	if (n > 0)
		add_block(screen, &columns_type, field, &table, 1);
	block = add_block(screen, &rows_type, field, &table, n > 0 ? n : 1);
	block->is_focused = session->focus.field == field && !session->focus.in_row;
	block->takes_cursor = true;
	block->column = MARK_COLUMNS;
}
