/*
 * Takes over the source of a saved file: the values stay as they are, and are compared
 * with the nodes of the new bytes from now on.
 *
 * Rows find their nodes by id. A row without one in the file is named after its position
 * there, which may change in the new bytes; so the ids of such tables are kept, in the
 * order written, from one format to the next adoption.
 */
#include "document_internal.h"

#include "base/crc32c.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Moves over what saved says about a value's position; its text too, if it is the same. True if
 * nothing else has changed. */
static bool adopt_value(struct value *self, struct value *saved)
{
	self->node = saved->node;
	/* A value of another kind was never ours to change: it is what the file says. */
	bool is_theirs = self->is_foreign && saved->is_foreign;
	self->is_foreign = false;
	if (!is_theirs && !str_equal(&self->text, str_text(&saved->text), saved->text.len)) {
		value_own(self);
		return false;
	}
	struct str text = self->text;
	self->text = saved->text;
	self->revision += is_theirs ? 1 : 0;
	saved->text = text;
	self->is_foreign = saved->is_foreign;
	return !is_theirs;
}

static void forget_nodes(struct row *row, size_t n_columns)
{
	row->node = YAML_NONE;
	row->is_touched = true;
	for (size_t i = 0; i < n_columns; i++) {
		value_own(&row->cells[i]);
		row->cells[i].node = YAML_NONE;
		row->cells[i].is_foreign = false;
	}
}

/* What of a row was never touched is the same in what we wrote ourselves. */
static void adopt_row(struct row *self, struct row *saved, size_t n_columns, bool is_own)
{
	struct value *cells = self->cells;

	self->node = saved->node;
	if (is_own && !self->is_touched) {
		self->cells = saved->cells;
		saved->cells = cells;
		return;
	}
	for (size_t i = 0; i < n_columns; i++)
		if (!adopt_value(&cells[i], &saved->cells[i]))
			self->is_touched = true;
}

/* Our id for the row that saved has at an index. */
static const char *own_name(
	const struct written_rows *written, const struct rows *saved, size_t place)
{
	return written && written->n == saved->n ? written->ids[place] : saved->items[place].id;
}

static void adopt_rows(struct rows *self, struct rows *saved, const struct written_rows *written,
	size_t n_columns, bool is_own)
{
	size_t *matches = mem_zalloc(self->n, sizeof *matches); /* 1 + index in saved */
	size_t next = 0;                                        /* mostly they are in one order */

	row_traces_release(&self->gone);
	self->is_arranged = self->n == saved->n;
	for (size_t i = 0; i < saved->n; i++) {
		const char *id = own_name(written, saved, i);
		bool is_next = next < self->n && strcmp(self->items[next].id, id) == 0;
		size_t row = is_next ? next : rows_find(self, id);

		if (row == SIZE_MAX) {
			row_traces_add(&self->gone, id, saved->items[i].node);
			continue;
		}
		matches[row] = i + 1;
		next = row + 1;
	}
	for (size_t i = 0; i < self->n; i++) {
		self->is_arranged = self->is_arranged && matches[i] == i + 1;
		if (matches[i] > 0)
			adopt_row(
				&self->items[i], &saved->items[matches[i] - 1], n_columns, is_own);
		else
			forget_nodes(&self->items[i], n_columns);
	}
	free(matches);
}

static void adopt(struct document *self, struct document *saved, bool is_own)
{
	const struct format_memory *memory = self->memory;
	const struct str *source = &saved->source.source;
	bool is_as_written =
		memory->tables && memory->sum == crc32c(0, str_text(source), source->len);

	for (size_t i = 0; i < self->form->n_fields; i++) {
		const struct written_rows *written =
			is_as_written && memory->tables[i].ids ? &memory->tables[i] : NULL;

		adopt_value(&self->values[i], &saved->values[i]);
		/* A name by position may be another row's, unless the names are known. */
		bool is_sure = is_own && (written || !rows_have_nameless(&saved->tables[i]));

		adopt_rows(&self->tables[i], &saved->tables[i], written,
			self->form->fields[i].n_columns, is_sure);
	}
	struct yaml_tree old = self->source;
	self->source = saved->source;
	saved->source = old;
	self->is_read_only = saved->is_read_only;
}

void document_adopt(struct document *self, struct document *saved)
{
	adopt(self, saved, false);
	document_release(saved);
}

void document_adopt_own(struct document *self, struct document *saved)
{
	adopt(self, saved, true);
}
