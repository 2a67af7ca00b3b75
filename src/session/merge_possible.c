/*
 * Can the file on disk be merged into the document by ops on values? Not if a value is of another
 * kind there, if added or removed rows cannot be identified, or if somebody wrote something besides
 * values at what is removed here.
 */
#include "internal.h"

#include "merge/merge.h"

#include <stdlib.h>
#include <string.h>

static bool has_nameless(const struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->items[i].id[0] == '~')
			return true;
	return false;
}

static bool is_same_row(const struct row *a, const struct row *b, size_t n_columns)
{
	if (strcmp(a->id, b->id) != 0)
		return false;
	for (size_t i = 0; i < n_columns; i++)
		if (!str_equal(
			    &a->cells[i].text, str_text(&b->cells[i].text), b->cells[i].text.len))
			return false;
	return true;
}

static bool is_same_table(const struct rows *a, const struct rows *b, size_t n_columns)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (!is_same_row(&a->items[i], &b->items[i], n_columns))
			return false;
	return a->n == b->n;
}

/* Are rows still named after their positions in the source? */
static bool keep_names(const struct rows *ours, const struct document *base, unsigned field)
{
	for (size_t i = 0; i < ours->n; i++) {
		const struct row *row = &ours->items[i];
		size_t at;
		if (row->id[0] != '~' || row->node == YAML_NONE)
			continue;
		at = document_row_index(base, field, row->id);
		if (at == SIZE_MAX || base->tables[field].items[at].node != row->node)
			return false;
	}
	return true;
}

static unsigned long number_of(const struct row *row)
{
	return row->id[0] == '~' ? strtoul(row->id + 1, NULL, 10) : 0;
}

/* The row of a name that is a position; NULL if there is another one, or none. */
static const struct row *row_at(const struct rows *rows, unsigned long number)
{
	const struct row *row = number > 0 && number <= rows->n ? &rows->items[number - 1] : NULL;

	return row && number_of(row) == number ? row : NULL;
}

/* Is each row without an id in rows the same in others? */
static bool are_in(const struct rows *rows, const struct rows *others, size_t n_columns)
{
	for (size_t i = 0; i < rows->n; i++) {
		unsigned long number = number_of(&rows->items[i]);
		const struct row *other = row_at(others, number);
		if (number > 0 && (!other || !is_same_row(&rows->items[i], other, n_columns)))
			return false;
	}
	return true;
}

/* Are the rows without an id still those of the base, with new ones after all of ours? */
static bool only_came(const struct rows *base, const struct rows *ours, const struct rows *theirs,
	size_t n_columns)
{
	unsigned long last = 0;

	for (size_t i = 0; i < ours->n; i++)
		last = number_of(&ours->items[i]) > last ? number_of(&ours->items[i]) : last;
	for (size_t i = 0; i < theirs->n; i++) {
		unsigned long number = number_of(&theirs->items[i]);
		if (number > 0 && number <= last && !row_at(base, number))
			return false;
	}
	return are_in(base, theirs, n_columns) && are_in(ours, base, n_columns);
}

/*
 * Rows without an id are named after their position, which is useless once rows before them are
 * added or removed. Somebody who edits by hand adds a row without one at the end; that can be
 * recognized.
 */
static bool can_match_rows(
	const struct session *self, const struct file_probe *look, unsigned field)
{
	const struct rows *ours = &session_document(self)->tables[field];
	const struct rows *base = &look->base.tables[field];
	const struct rows *theirs = &look->theirs.tables[field];
	size_t n_columns = self->form->fields[field].n_columns;

	if (!has_nameless(ours) && !has_nameless(base) && !has_nameless(theirs))
		return true;
	return keep_names(ours, &look->base, field) &&
	       (is_same_table(base, theirs, n_columns) || only_came(base, ours, theirs, n_columns));
}

/* Where our row of this name is; usually at the same index as theirs. */
static size_t find_row(const struct session *self, unsigned field, const char *id, size_t likely)
{
	const struct rows *rows = &session_document(self)->tables[field];

	if (likely < rows->n && strcmp(rows->items[likely].id, id) == 0)
		return likely;
	return document_row_index(session_document(self), field, id);
}

/* A value that is of another kind on only one side cannot be merged. */
static bool are_cells_alike(
	const struct session *self, const struct file_probe *look, unsigned field)
{
	const struct rows *ours = &session_document(self)->tables[field];
	const struct rows *theirs = &look->theirs.tables[field];

	for (size_t i = 0; i < theirs->n; i++) {
		const struct row *row = &theirs->items[i];
		size_t at = find_row(self, field, row->id, i);
		for (size_t k = 0; at != SIZE_MAX && k < self->form->fields[field].n_columns; k++)
			if (row->cells[k].is_foreign != ours->items[at].cells[k].is_foreign)
				return false;
	}
	return true;
}

bool incoming_can_merge(const struct session *self, const struct file_probe *look)
{
	for (unsigned i = 0; i < self->form->n_fields; i++)
		if (session_document(self)->values[i].is_foreign !=
				look->theirs.values[i].is_foreign ||
			!can_match_rows(self, look, i) || !are_cells_alike(self, look, i))
			return false;
	return true;
}

bool incoming_keeps_theirs(const struct session *self, const struct file_probe *look)
{
	struct ops own = {0};

	diff_documents(&look->theirs, session_document(self), &own);
	bool keeps = merge_ops_keep_words(&look->base, &look->theirs, &own);

	ops_release(&own);
	return keeps;
}
