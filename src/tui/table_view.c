/*
 * A table: one line per row, with column widths from the contents, so that they are the
 * same for every row and do not change while scrolling. columns.c decides which of them
 * are visible.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

enum {
	COLUMN_LEAST = 12, /* minimum for columns of free text; at most a share of the room: */
	COLUMN_SHARE = 5,
	SAMPLE_ROWS = 100, /* examined for widths; */
	TIME_ROWS = 5000,  /* for times, which are never cut */
	SHORT_TIMES = 70,  /* narrower tables omit the year, if it is the same in all */
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

/* A time as its cell shows it; anything else as it was typed. */
static void append_time(
	const struct session *session, const struct place *place, bool is_short, struct str *out)
{
	const struct editor *editor = session_editor(session);
	const struct value *value = document_value(editor_document(editor), place);
	struct when when;

	if (when_parse(&when, str_text(&value->text), NULL))
		when_show_short(&when, editor_shown_zone(editor), !is_short, out);
	else
		editor_show(editor, place, out);
}

/* Is it stored in the usual form, "2023-10-15T08:30:00-04:00", perhaps after "~"? */
static bool is_plain_time(const struct str *text)
{
	static const char shape[] = "0000-00-00T00:00:00";
	const char *at = str_text(text);

	at += *at == '~';
	if (text->len < sizeof(shape) - 1 || strncmp(at + 16, ":00", 3) != 0)
		return false;
	for (size_t i = 0; i < sizeof(shape) - 1; i++)
		if (shape[i] == '0' ? at[i] < '0' || at[i] > '9' : at[i] != shape[i])
			return false;
	return true;
}

/* Its year as shown, which a zone can shift on the year's first and last day. */
static void append_year(const struct session *session, const struct place *place,
	const char *stored, struct str *out)
{
	enum { YEAR = 4 };

	stored += *stored == '~';
	if (strncmp(stored + YEAR, "-12-31", 6) != 0 && strncmp(stored + YEAR, "-01-01", 6) != 0) {
		str_append(out, stored, strnlen(stored, YEAR));
		return;
	}
	append_time(session, place, false, out);
	str_splice(out, 0, *str_text(out) == '~', "", 0);
	str_splice(out, YEAR, out->len > YEAR ? out->len - YEAR : 0, "", 0);
}

/* Scans the cells with times in a table: which is the widest, and do all have the same year? */
struct times {
	const struct session *session;
	const struct rows *rows;
	struct place place;
	struct str scratch;
};

static const struct str *time_at(struct times *self, size_t row, unsigned column)
{
	memcpy(self->place.row, self->rows->items[row].id, ROW_ID_SIZE);
	self->place.column = column;
	str_clear(&self->scratch);
	return &self->rows->items[row].cells[column].text;
}

static bool has_number(const struct str *text)
{
	struct when when;

	return when_parse(&when, str_text(text), NULL) &&
	       (when.kind == WHEN_INSTANT || when.kind == WHEN_DATE);
}

/* Of all times; other texts count only so many cells, so that a remark does not take all the
 * room. */
static unsigned times_width(struct times *self, unsigned column, bool is_short, unsigned most)
{
	const unsigned plain = is_short ? 11 : 16;
	unsigned widest = 0;

	for (size_t i = 0; i < self->rows->n && i < TIME_ROWS; i++) {
		const struct str *text = time_at(self, i, column);
		unsigned width = plain + (str_text(text)[0] == '~');

		if (!is_plain_time(text)) {
			append_time(self->session, &self->place, is_short, &self->scratch);
			width = grapheme_width(str_text(&self->scratch), self->scratch.len);
			if (width > most && !has_number(text))
				width = most;
		}
		widest = larger(widest, width);
	}
	return widest;
}

static bool has_one_year(struct times *self, const struct form_field *field)
{
	struct str year = {0};
	bool is_one = self->rows->n <= TIME_ROWS;

	for (size_t i = 0; i < self->rows->n && is_one; i++) {
		for (unsigned j = 0; j < field->n_columns && is_one; j++) {
			const struct str *text;

			if (!kind_info(field->columns[j].kind)->is_time)
				continue;
			text = time_at(self, i, j);
			if (!is_plain_time(text) && !has_number(text))
				continue;
			append_year(self->session, &self->place, str_text(text), &self->scratch);
			if (year.len == 0)
				str_append(&year, str_text(&self->scratch), self->scratch.len);
			is_one = str_equal(&year, str_text(&self->scratch), self->scratch.len);
		}
	}
	str_release(&year);
	return is_one;
}

/* The width that a column would like, leaving room for others. */
static unsigned natural_width(struct times *times, const struct form_field *column, unsigned nth,
	bool is_short, unsigned room)
{
	unsigned width = text_width(column->label);
	unsigned most = larger(COLUMN_LEAST, room / COLUMN_SHARE);

	if (kind_info(column->kind)->is_time) {
		width = larger(width, times_width(times, nth, is_short, most));
		return width < room / 2 ? width : room / 2;
	}
	if (field_has_role(column, ROLE_TASK_STATE)) /* it represents the task */
		most = larger(most, room * 2 / 5);
	for (size_t i = 0; i < column->n_choices; i++)
		width = larger(width, text_width(column->choices[i]));
	if (column->n_choices == 0)
		width = larger(width, sampled_width(times->rows, nth));
	return width < most ? width : most;
}

static enum column_place place_of(const struct form_field *field, unsigned nth, unsigned main)
{
	const struct form_field *column = &field->columns[nth];

	if (nth == main)
		return COLUMN_MAIN;
	if (field_has_role(column, ROLE_EVENT_TIME) || field_has_role(column, ROLE_TASK_STATE))
		return COLUMN_STAYS;
	for (unsigned i = 0; i < nth; i++) /* the first time of a row represents it */
		if (kind_info(field->columns[i].kind)->is_moment)
			return COLUMN_FREE;
	return kind_info(column->kind)->is_moment ? COLUMN_STAYS : COLUMN_FREE;
}

static void find_widths(struct table *table, struct screen *screen, unsigned number)
{
	const struct form_field *field = &editor_form(screen->editor)->fields[number];
	struct times times = {.session = screen->session,
		.rows = &editor_document(screen->editor)->tables[number],
		.place = {.field = number}};
	unsigned n = field->n_columns < TABLE_COLUMNS_MAX ? (unsigned)field->n_columns
							  : TABLE_COLUMNS_MAX;
	unsigned room = screen->layout.page.columns - MARK_COLUMNS;
	unsigned main = form_main_column(field);
	struct column columns[TABLE_COLUMNS_MAX];

	if (main >= n) /* more columns than anybody can read */
		main = 0;
	table->is_short = room < SHORT_TIMES && has_one_year(&times, field);
	for (unsigned i = 0; i < n; i++)
		columns[i] = (struct column){.place = place_of(field, i, main),
			.width = i == main ? 0
					   : natural_width(&times, &field->columns[i], i,
						     table->is_short, room)};
	columns_fit(table, columns, n, room,
		screen->sideways.field == number ? screen->sideways.steps : 0);
	if (editor_focus(screen->editor)->field == number)
		screen->sideways = (struct sideways){number, table->steps, table->n_right > 0};
	str_release(&times.scratch);
}

/* --- cells --- */

static void cell_draw(struct screen *screen, const struct place *place,
	const struct form_field *column, bool is_short, struct pen *pen)
{
	struct str scratch = {0};
	size_t len, line;
	const char *text = screen_text(screen, place, &scratch, &len);

	if (kind_info(column->kind)->is_time) {
		str_clear(&scratch);
		append_time(screen->session, place, is_short, &scratch);
		text = str_text(&scratch);
		len = scratch.len;
	}
	for (line = 0; line < len && text[line] != '\n';)
		line++;
	found_write(screen, pen, place, (struct slice){text, len}, 0, line);
	if (line + 1 < len)
		pen->is_cut = true;
	pen_finish(pen);
	str_release(&scratch);
}

/* A pen for one column, at pen's position. */
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
	if (editor_filter(screen->editor)->len > 0)
		pen_text(pen, "no row contains that");
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

	if (editor_rows_shown(screen->editor, field) == 0) {
		mark_draw(pen, block->is_focused, NULL, NULL);
		no_rows_draw(screen, pen);
		return;
	}
	index = editor_row_at(screen->editor, field, nth);
	row = &editor_document(screen->editor)->tables[field].items[index];
	memcpy(place.row, row->id, sizeof(place.row));
	is_here = block->is_focused && editor_focus(screen->editor)->row == index;
	mark_draw(pen, is_here, marks_find(&screen->marks, &place),
		session_remote_change(session, &place));
	if (is_here) {
		canvas_restyle(pen->canvas, pen->line, pen->column, pen->end - pen->column,
			STYLE_SELECTION);
		pen->style = STYLE_SELECTION;
	}
	row_draw(screen, block, row, pen);
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

static void columns_draw(
	struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	(void)nth;
	pen->style = STYLE_DIM;
	pen_move(pen, pen->origin + MARK_COLUMNS);
	for (unsigned i = 0; i < block->field->n_columns && i < TABLE_COLUMNS_MAX; i++) {
		unsigned width = block->table.widths[i];
		struct pen cell = column_pen(pen, width);

		if (width == 0)
			continue;
		pen_text(&cell, block->field->columns[i].label);
		if (editor_shows_utc(screen->editor) &&
			kind_info(block->field->columns[i].kind)->is_moment)
			pen_text(&cell, " (UTC)");
		pen_finish(&cell);
		pen_move(pen, pen->column + width + COLUMN_GAP);
	}
	sideways_draw(&block->table, pen);
}

static const struct block_type columns_type = {columns_draw};
static const struct block_type rows_type = {rows_draw};

static struct block *add_block(struct screen *screen, const struct block_type *type, unsigned field,
	const struct table *table, size_t height)
{
	struct block *block = blocks_add(&screen->blocks, type, height, 0);

	block->field = &editor_form(screen->editor)->fields[field];
	block->place.field = field;
	block->table = *table;
	return block;
}

void table_add_blocks(struct screen *screen, unsigned field, unsigned gap)
{
	const struct editor *editor = screen->editor;
	const struct form_field *definition = &editor_form(editor)->fields[field];
	struct place place = {.field = field};
	size_t n = editor_rows_shown(editor, field);
	struct table table = {0};
	struct block *block;

	find_widths(&table, screen, field);
	ask_add_block(screen, &place, definition, gap);
	if (field_has_role(definition, ROLE_EVENTS))
		chart_add_blocks(screen, field);
	if (n > 0)
		add_block(screen, &columns_type, field, &table, 1);
	block = add_block(screen, &rows_type, field, &table, n > 0 ? n : 1);
	block->is_focused = editor_focus(editor)->field == field && !editor_focus(editor)->in_row;
	block->takes_cursor = true;
	block->column = MARK_COLUMNS;
}
