/*
 * Can what is on disk be merged into the document by ops on values? Not when a value is of
 * another kind there than here, and not when rows that come or go have no names to tell
 * them by.
 */
#include "disk.h"

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

/* Are rows still called what their places in the source say? */
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

/* Rows without an id have their place for a name, which says nothing once rows come or go. */
static bool can_tell_rows(const struct session *self, const struct look *look, unsigned field)
{
	const struct rows *ours = &self->document.tables[field];
	const struct rows *base = &look->base.tables[field];
	const struct rows *theirs = &look->theirs.tables[field];

	if (!has_nameless(ours) && !has_nameless(base) && !has_nameless(theirs))
		return true;
	return is_same_table(base, theirs, self->form->fields[field].n_columns) &&
	       keep_names(ours, &look->base, field);
}

/* Where our row of this name is; most are where theirs is. */
static size_t find_row(const struct session *self, unsigned field, const char *id, size_t likely)
{
	const struct rows *rows = &self->document.tables[field];

	if (likely < rows->n && strcmp(rows->items[likely].id, id) == 0)
		return likely;
	return document_row_index(&self->document, field, id);
}

/* A value that is of another kind on one side only can become neither. */
static bool are_cells_alike(const struct session *self, const struct look *look, unsigned field)
{
	const struct rows *ours = &self->document.tables[field];
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

bool arrive_can_merge(const struct session *self, const struct look *look)
{
	for (unsigned i = 0; i < self->form->n_fields; i++)
		if (self->document.values[i].is_foreign != look->theirs.values[i].is_foreign ||
			!can_tell_rows(self, look, i) || !are_cells_alike(self, look, i))
			return false;
	return true;
}
