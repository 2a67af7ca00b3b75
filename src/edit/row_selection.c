/*
 * Rows that are selected in a table: those that are shown from the one where the selection began to
 * the one under the cursor. What is copied is what is stored.
 */
#include "internal.h"

#include "base/mem.h"
#include "model/table_text.h"

#include <stdlib.h>
#include <string.h>

/* What leaves a selection of rows as it is, besides moving while one is marked. */
static const bool keeps[N_ACTIONS] = {
	[ACTION_SELECT_UP] = true,
	[ACTION_SELECT_DOWN] = true,
	[ACTION_SELECT_MARK] = true,
	[ACTION_COPY] = true,
	[ACTION_ROW_UP] = true,
	[ACTION_ROW_DOWN] = true,
	[ACTION_ROW_DELETE] = true, /* ends it itself, */
	[ACTION_CUT] = true,        /* as do these */
	[ACTION_LEAVE] = true,
	[ACTION_CANCEL] = true,
};

static const bool moves[N_ACTIONS] = {
	[ACTION_UP] = true,
	[ACTION_DOWN] = true,
	[ACTION_PAGE_UP] = true,
	[ACTION_PAGE_DOWN] = true,
	[ACTION_TEXT_START] = true,
	[ACTION_TEXT_END] = true,
};

static void end_selection(struct editor *self)
{
	self->gesture.rows_from[0] = '\0';
}

void rows_note_action(struct editor *self, enum action action)
{
	if (!keeps[action] && !(moves[action] && self->gesture.is_marking))
		end_selection(self);
}

bool rows_begin_selection(struct editor *self)
{
	if (!editor_on_row(self))
		return false;
	if (self->gesture.rows_from[0] == '\0')
		memcpy(self->gesture.rows_from, table_row_id(self), ROW_ID_SIZE);
	return true;
}

void rows_select_step(struct editor *self, int direction)
{
	size_t row = self->focus.row;

	if (!rows_begin_selection(self))
		return;
	table_step(self, direction, 1);
	if (editor_on_entry(self)) /* that is no row */
		focus_set_row(self, row);
}

void rows_select_all(struct editor *self)
{
	end_selection(self);
	table_go_edge_row(self, -1);
	if (rows_begin_selection(self))
		table_go_edge_row(self, 1);
}

/* From the first to the last one; false if none is selected. */
static bool find_ends(const struct editor *self, size_t *first, size_t *last)
{
	size_t from;

	if (self->gesture.rows_from[0] == '\0' || !editor_on_row(self))
		return false;
	from = document_row_index(&self->document, self->focus.field, self->gesture.rows_from);
	if (from == SIZE_MAX)
		return false;
	*first = from < self->focus.row ? from : self->focus.row;
	*last = from < self->focus.row ? self->focus.row : from;
	return true;
}

bool editor_row_is_selected(const struct editor *self, size_t row)
{
	size_t first, last;

	return find_ends(self, &first, &last) && row >= first && row <= last;
}

size_t editor_count_selected_rows(const struct editor *self)
{
	struct chosen_rows chosen;
	size_t first, last;

	if (!find_ends(self, &first, &last))
		return 0;
	rows_choose(self, &chosen);
	chosen_rows_release(&chosen);
	return chosen.n;
}

/* --- what a key is meant for --- */

void rows_choose(const struct editor *self, struct chosen_rows *out)
{
	size_t first = self->focus.row;
	size_t last = first;
	size_t n_shown;

	*out = (struct chosen_rows){0};
	if (!editor_on_row(self))
		return;
	(void)find_ends(self, &first, &last);
	n_shown = editor_rows_shown(self, self->focus.field);
	out->rows = mem_zalloc(n_shown, sizeof *out->rows);
	for (size_t i = 0; i < n_shown; i++) {
		size_t row = editor_row_at(self, self->focus.field, i);

		if (row < first || row > last)
			continue;
		if (out->n == 0)
			out->nth = i;
		out->rows[out->n++] = row;
	}
}

void chosen_rows_release(struct chosen_rows *self)
{
	free(self->rows);
	self->rows = NULL;
}

/* --- copying --- */

static void append_row(const struct editor *self, size_t row, struct str *out)
{
	const struct form_field *table = table_field(self);
	const struct value *values = table_rows(self)->items[row].cells;
	struct str *cells = mem_zalloc(table->n_columns, sizeof *cells);

	for (unsigned i = 0; i < table->n_columns; i++)
		str_append(&cells[i], str_text(&values[i].text), values[i].text.len);
	table_text_append_row(table, cells, out);
	for (unsigned i = 0; i < table->n_columns; i++)
		str_release(&cells[i]);
	free(cells);
}

size_t rows_copy(const struct editor *self, bool has_head, struct str *out)
{
	struct chosen_rows chosen;

	rows_choose(self, &chosen);
	if (chosen.n > 0 && has_head)
		table_text_append_head(table_field(self), out);
	for (size_t i = 0; i < chosen.n; i++)
		append_row(self, chosen.rows[i], out);
	chosen_rows_release(&chosen);
	return chosen.n;
}
