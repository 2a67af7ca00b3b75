/*
 * Lines pasted where rows are added: each becomes a row, as quick_line.c reads it.
 */
#include "internal.h"

#include "base/mem.h"
#include "base/slice.h"
#include "model/kind.h"
#include "model/table_text.h"
#include "model/typed.h"
#include "text/mark.h"
#include "text/paste.h"

#include <stdlib.h>
#include <string.h>

static void set_cell(struct editor *self, unsigned column, const char *text, size_t len)
{
	struct place place;

	self->focus.column = column;
	editor_place(self, &place);
	change_set(self, &place, text, len);
}

/* The text of a row in one line. */
static void set_text(struct editor *self, unsigned column, struct slice line)
{
	struct str text = {0};

	line = slice_trim(line);
	for (size_t i = 0; i < line.len; i++)
		str_append_char(&text, line.data[i] == '\t' ? ' ' : line.data[i]);
	set_cell(self, column, str_text(&text), text.len);
	str_release(&text);
}

/* --- rows --- */

/* What is pasted, and what was made of it. */
struct lines {
	struct str text;
	struct slice rest;
	size_t n_rows;
	size_t n_timeless;
	struct str last_time; /* stored; of the line before */
};

static void fill_event(struct editor *self, struct lines *lines, struct slice line)
{
	const struct form_field *table = table_field(self);
	unsigned time = form_find_column_role(table, ROLE_EVENT_TIME);
	unsigned kind = form_find_column_role(table, ROLE_EVENT_KIND);
	unsigned text = form_find_column_role(table, ROLE_EVENT_TEXT);
	const char *choice;

	if (time != FORM_NONE) {
		self->focus.column = time;
		if (!quick_take_time(self, &line, &lines->last_time)) {
			lines->n_timeless++;
			if (lines->last_time.len == 0)
				quick_append_time(self, time, &lines->last_time);
		}
		set_cell(self, time, str_text(&lines->last_time), lines->last_time.len);
	}
	choice = kind != FORM_NONE ? typed_take_choice(&table->columns[kind], &line) : NULL;
	if (choice)
		set_cell(self, kind, choice, strlen(choice));
	set_text(self, text != FORM_NONE ? text : form_main_column(table), line);
}

/* A task; after a tab its owner and when it is due, as a spreadsheet has them. */
static void fill_task(struct editor *self, struct slice line)
{
	unsigned cells[QUICK_CELLS] = {0};
	size_t n = quick_find_cells(self, cells);
	struct str text = {0};

	for (size_t i = 0; i < n && line.len > 0; i++) {
		const char *tab = i + 1 < n ? memchr(line.data, '\t', line.len) : NULL;
		struct slice cell = {line.data, tab ? (size_t)(tab - line.data) : line.len};
		struct str stored = {0};

		line = slice_from(line, cell.len + (tab ? 1 : 0));
		cell = slice_trim(cell);
		str_clear(&text);
		str_append(&text, cell.data, cell.len);
		self->focus.column = cells[i];
		if (entry_parse(self, str_text(&text), &stored, NULL))
			set_cell(self, cells[i], str_text(&stored), stored.len);
		else /* a finding says what is wrong with it */
			set_cell(self, cells[i], str_text(&text), text.len);
		str_release(&stored);
	}
	str_release(&text);
}

/* A row below the one under the cursor, which then is under it. */
static bool insert_row(struct editor *self)
{
	struct op op = {0};
	size_t at = self->focus.row + (editor_on_entry(self) ? 0 : 1);
	char id[ROW_ID_SIZE];

	row_new_id(self, id);
	document_op_insert(&self->document, self->focus.field, at, id, &op);
	if (!change_apply(self, &op))
		return false;
	focus_set_row(self, at);
	self->focus.in_row = true;
	return true;
}

/* To where it belongs by its time. */
static void place_row(struct editor *self)
{
	struct op op = {0};
	int64_t own;
	size_t to;

	if (!quick_read_moment(self, self->focus.row, &own))
		return;
	to = quick_find_place(self, own);
	if (to == self->focus.row)
		return;
	document_op_move(&self->document, self->focus.field, self->focus.row, to, &op);
	if (change_apply(self, &op))
		focus_set_row(self, to);
}

/* The next line that is not blank, without the mark of a list before it. */
static bool next_line(struct slice *rest, struct slice *line)
{
	struct mark mark;

	while (slice_next_line(rest, line)) {
		*line = slice_trim(*line);
		if (mark_parse(&mark, line->data, line->len))
			*line = slice_trim(slice_from(*line, mark.end));
		if (line->len > 0)
			return true;
	}
	return false;
}

static void add_rows(struct editor *self, struct lines *lines, bool is_begun)
{
	bool is_events = field_has_role(table_field(self), ROLE_EVENTS);
	struct slice line;

	editor_finish_typed(self);
	self->focus.is_editing = false;
	focus_end_selection(self);
	undo_begin(self, STEP_WHOLE);
	while (next_line(&lines->rest, &line)) {
		if (lines->n_rows > 0)
			place_row(self);
		if ((lines->n_rows > 0 || !is_begun) && !insert_row(self))
			break;
		lines->n_rows++;
		if (is_events)
			fill_event(self, lines, line);
		else
			fill_task(self, line);
	}
	undo_end(self);
	undo_close(self);
}

/* The last row stays open, so that more can be said about it. */
static void open_last(struct editor *self, bool is_begun)
{
	unsigned cells[QUICK_CELLS] = {0};
	size_t n = quick_find_cells(self, cells);

	if (!self->focus.in_row)
		return;
	memcpy(self->quick.row, table_row_id(self), sizeof(self->quick.row));
	if (!is_begun)
		self->quick.step = self->undo.done - 1;
	self->gesture.is_browsing = false;
	focus_set_column(
		self, field_has_role(table_field(self), ROLE_EVENTS) ? cells[n - 1] : cells[0]);
}

static void say_added(struct editor *self, const struct lines *lines, const struct paste_loss *loss)
{
	struct str text = {0};
	bool is_lossy;

	if (lines->n_rows > 1) {
		str_appendf(&text, "%zu rows", lines->n_rows);
		if (lines->n_timeless > 0)
			str_appendf(&text, ", %zu without a time of %s own", lines->n_timeless,
				lines->n_timeless == 1 ? "its" : "their");
		str_append_text(&text, "; ");
		editor_append_key(self, ACTION_UNDO, &text);
		str_append_text(&text, " takes them back");
	}
	is_lossy = paste_loss_append(loss, text.len > 0 ? "; " : "", &text);
	if (text.len > 0)
		editor_say(self, is_lossy ? MESSAGE_WARNING : MESSAGE_INFO, "%s", str_text(&text));
	str_release(&text);
}

/* --- rows that were copied --- */

static const char *find_named(const struct form_field *field, const char *typed)
{
	for (size_t i = 0; i < field->n_choices; i++)
		if (choice_is_named(field->choices[i], typed))
			return field->choices[i];
	return NULL;
}

/* Appends what a spreadsheet may have made of a stored text as what it was; false: it is as it is
 * stored, or nothing that can be. */
static bool read_copied(const struct editor *self, const struct form_field *field, const char *text,
	struct str *stored)
{
	const struct kind_info *kind = kind_info(field->kind);
	const char *choice = kind->takes_choices ? find_named(field, text) : NULL;
	struct when when;

	if (choice)
		str_append_text(stored, choice);
	if (kind->takes_choices || (!kind->is_parsed && !kind->is_truth))
		return choice;
	return !(kind->is_time && when_parse(&when, text, NULL)) &&
	       entry_parse(self, text, stored, NULL);
}

static void set_copied(struct editor *self, unsigned column, const struct str *cell)
{
	struct str stored = {0};

	self->focus.column = column;
	if (cell->len > 0 &&
		read_copied(self, &table_field(self)->columns[column], str_text(cell), &stored))
		set_cell(self, column, str_text(&stored), stored.len);
	else
		set_cell(self, column, str_text(cell), cell->len);
	str_release(&stored);
}

static size_t add_copied(struct editor *self, const struct table_head *head, struct slice text)
{
	unsigned n_columns = table_field(self)->n_columns;
	struct str *cells = mem_zalloc(n_columns, sizeof *cells);
	size_t n = 0;

	undo_begin(self, STEP_WHOLE);
	while (table_row_take(head, &text, cells) && insert_row(self)) {
		for (unsigned i = 0; i < n_columns; i++)
			if (kind_info(table_field(self)->columns[i].kind)->is_stored)
				set_copied(self, i, &cells[i]);
		place_row(self);
		n++;
	}
	self->focus.in_row = false;
	undo_end(self);
	undo_close(self);
	for (unsigned i = 0; i < n_columns; i++)
		str_release(&cells[i]);
	free(cells);
	return n;
}

bool quick_paste_copied(struct editor *self, const char *bytes, size_t len)
{
	struct lines lines = {0};
	struct paste_loss loss = {0};
	struct table_head head;
	bool is_copied = false;

	if (!focus_is_table(self) && !editor_is_quick(self))
		return false;
	paste_clean(&lines.text, bytes, len, false, &loss);
	lines.rest = slice_of(&lines.text);
	if (table_head_take(&head, table_field(self), &lines.rest)) {
		is_copied = true;
		editor_finish_typed(self);
		if (table_prepare(self)) {
			table_end_filter(self);
			lines.n_rows = add_copied(self, &head, lines.rest);
			say_added(self, &lines, &loss);
		}
		table_head_release(&head);
	}
	str_release(&lines.text);
	return is_copied;
}

/* --- deciding --- */

static size_t count_lines(const struct str *text)
{
	struct slice rest = slice_of(text);
	struct slice line;
	size_t n = 0;

	while (next_line(&rest, &line))
		n++;
	return n;
}

/* Is one line no more than the time, or in the cell for the text no more than that? */
static bool is_for_cell(struct editor *self, struct slice line)
{
	struct str stored = {0};
	bool is_for_it = false;

	if (!self->focus.is_editing || !field_has_role(table_field(self), ROLE_EVENTS))
		return self->focus.is_editing;
	if (field_has_role(editor_field(self), ROLE_EVENT_TIME))
		is_for_it = quick_take_time(self, &line, &stored) && slice_trim(line).len == 0;
	else
		is_for_it = !quick_take_time(self, &line, &stored);
	str_release(&stored);
	return is_for_it;
}

/* The rest of a row that is begun gets the first line where the cursor is. */
static void finish_row(struct editor *self, struct lines *lines)
{
	struct slice line;

	if (self->focus.is_editing && next_line(&lines->rest, &line))
		edit_insert(self, line.data, line.len, STEP_WHOLE);
	editor_finish_typed(self);
	focus_close(self);
}

bool quick_paste(struct editor *self, const char *bytes, size_t len)
{
	unsigned cells[QUICK_CELLS];
	struct lines lines = {0};
	struct paste_loss loss = {0};
	bool is_begun = editor_is_quick(self);
	bool is_empty;
	size_t n;

	if (quick_find_cells(self, cells) == 0)
		return false;
	is_empty = !is_begun || row_is_empty(self);
	paste_clean(&lines.text, bytes, len, false, &loss);
	lines.rest = slice_of(&lines.text);
	n = count_lines(&lines.text);
	if (n == 0 ||
		(n == 1 && is_begun && (!is_empty || is_for_cell(self, slice_trim(lines.rest))))) {
		str_release(&lines.text);
		return false;
	}
	if (!is_begun && !table_prepare(self)) {
		str_release(&lines.text);
		return true;
	}
	if (!is_empty) {
		finish_row(self, &lines);
		is_begun = false;
	}
	table_end_filter(self);
	add_rows(self, &lines, is_begun);
	open_last(self, is_begun);
	say_added(self, &lines, &loss);
	str_release(&lines.text);
	str_release(&lines.last_time);
	return true;
}
