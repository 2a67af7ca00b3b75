/*
 * The rows of a table: an array in the file's order, with an index that finds a row by id
 * without scanning a hundred thousand of them. The index notes where a row was; rows have
 * moved by at most a known distance since, and the search covers that far.
 */
#include "document_internal.h"

#include "base/ensure.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FEW_ROWS 16

static bool is_of_id(unsigned char c)
{
	return (c | 0x20u) - 'a' < 26 || (unsigned)(c - '0') < 10 || c == '_' || c == '-';
}

/* Not by strspn, which first makes a table of what is allowed. */
bool row_id_is_usable(const char *id)
{
	size_t len = 0;

	while (is_of_id((unsigned char)id[len]))
		len++;

	return len > 0 && len < ROW_ID_SIZE && id[len] == '\0';
}

bool row_id_is_valid(const char *id)
{
	if (id[0] != '~')
		return row_id_is_usable(id);
	size_t digits = strspn(id + 1, "0123456789");
	return digits > 0 && digits < 11 && id[1 + digits] == '\0';
}

void rows_index(struct rows *self)
{
	row_index_begin(&self->index, self->n);
	for (size_t i = 0; i < self->n; i++)
		row_index_note(&self->index, self->items[i].id, i);
}

/* Notes a row that is now at place, and that others were shifted by it. */
static void note_change(struct rows *self, const char *id, size_t place, bool has_shifted)
{
	struct row_index *index = &self->index;

	self->is_arranged = false;
	if (has_shifted)
		index->drift++;
	if (index->cap == 0 || index->n * 2 >= index->cap || index->drift > 64 + self->n / 16)
		rows_index(self);
	else if (id)
		row_index_note(index, id, place);
}

static bool is_row(const struct rows *self, size_t place, const char *id)
{
	return place < self->n && strcmp(self->items[place].id, id) == 0;
}

/* Searches outwards from place. */
static size_t find_around(const struct rows *self, size_t place, const char *id)
{
	if (is_row(self, place, id))
		return place;
	for (size_t i = 1; i <= self->index.drift; i++) {
		if (i <= place && is_row(self, place - i, id))
			return place - i;
		if (is_row(self, place + i, id))
			return place + i;
	}
	return SIZE_MAX;
}

static size_t find_in_few(const struct rows *self, const char *id)
{
	for (size_t i = 0; i < self->n; i++)
		if (is_row(self, i, id))
			return i;
	return SIZE_MAX;
}

size_t rows_find(const struct rows *self, const char *id)
{
	const struct row_index *index = &self->index;

	if (self->n <= FEW_ROWS || index->cap == 0)
		return find_in_few(self, id);

	size_t from = 0, place, found = SIZE_MAX;

	while (found == SIZE_MAX && (place = row_index_next(index, id, &from)) != SIZE_MAX)
		found = find_around(self, place, id);
	return found;
}

static void make_room(struct rows *self, size_t index)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof *self->items);
	memmove(&self->items[index + 1], &self->items[index],
		(self->n - index) * sizeof *self->items);
	self->n++;
}

static void close_gap(struct rows *self, size_t index)
{
	self->n--;
	memmove(&self->items[index], &self->items[index + 1],
		(self->n - index) * sizeof *self->items);
}

void rows_insert(struct rows *self, size_t index, const struct row *row)
{
	ENSURE(index <= self->n);
	make_room(self, index);
	self->items[index] = *row;
	note_change(self, row->id, index, index + 1 < self->n);
}

struct row rows_take(struct rows *self, size_t index)
{
	struct row row = rows_empty(self, index);

	close_gap(self, index);
	note_change(self, NULL, 0, index < self->n);
	return row;
}

struct row rows_empty(struct rows *self, size_t index)
{
	struct row row = self->items[index];

	self->items[index] = (struct row){.node = YAML_NONE};
	self->is_arranged = false;
	if (row.node != YAML_NONE)
		row_traces_add(&self->gone, row.id, row.node);
	return row;
}

void rows_move(struct rows *self, size_t from, size_t to)
{
	struct row row = self->items[from];
	struct row *items = self->items;

	if (from < to)
		memmove(&items[from], &items[from + 1], (to - from) * sizeof *items);
	else
		memmove(&items[to + 1], &items[to], (from - to) * sizeof *items);
	items[to] = row;
	note_change(self, row.id, to, true);
}

void row_release(struct row *self, size_t n_columns)
{
	for (size_t i = 0; i < n_columns; i++)
		value_release(&self->cells[i]);
	free(self->cells);
}

void rows_release(struct rows *self, size_t n_columns)
{
	for (size_t i = 0; i < self->n; i++)
		row_release(&self->items[i], n_columns);
	free(self->items);
	free(self->index.slots);
	row_traces_release(&self->gone);
	*self = (struct rows){0};
}

/* An item that is not a mapping is shown in the main column. */
static void read_foreign_row(
	struct row *self, const struct yaml_tree *tree, const struct form_field *field)
{
	value_read(&self->cells[form_main_column(field)], tree, self->node, KIND_LINE);
	for (size_t i = 0; i < field->n_columns; i++)
		self->cells[i].is_foreign = true;
}

/* The column of a key; keys are mostly in the form's order, so guess is tried first. */
static unsigned find_column(const struct form_field *field, const char *key, size_t guess)
{
	if (guess < field->n_columns && strcmp(field->columns[guess].key, key) == 0)
		return (unsigned)guess;
	return form_find_column(field, key);
}

/* "<<", or a key that is written elsewhere */
static bool is_merge(const struct yaml_tree *tree, uint32_t key)
{
	return yaml_node(tree, key)->kind != YAML_SCALAR ||
	       strcmp(yaml_text(tree, key, NULL), "<<") == 0;
}

static void read_pairs(
	struct row *self, const struct yaml_tree *tree, const struct form_field *field)
{
	size_t guess = 0;

	for (uint32_t key = yaml_node(tree, self->node)->first; key != YAML_NONE;) {
		uint32_t node = yaml_node(tree, key)->next;
		unsigned column = find_column(field, yaml_text(tree, key, NULL), guess);

		self->is_merged = self->is_merged || is_merge(tree, key);
		key = yaml_node(tree, node)->next;
		if (column == FORM_NONE)
			continue;
		guess = column + 1;
		/* The first of two equal keys counts. */
		if (self->cells[column].node == YAML_NONE)
			value_read(&self->cells[column], tree, node, field->columns[column].kind);
	}
}

void row_read_cells(struct row *self, const struct yaml_tree *tree, const struct form_field *field)
{
	bool is_sealed = self->node != YAML_NONE && yaml_node(tree, self->node)->is_sealed;

	self->cells = mem_zalloc(field->n_columns, sizeof *self->cells);
	for (size_t i = 0; i < field->n_columns; i++) {
		self->cells[i].node = YAML_NONE;
		self->cells[i].is_foreign = is_sealed;
	}
	if (self->node == YAML_NONE)
		return;
	if (yaml_node(tree, self->node)->kind == YAML_MAPPING)
		read_pairs(self, tree, field);
	else
		read_foreign_row(self, tree, field);
}

const char *row_written_id(const struct yaml_tree *tree, uint32_t node)
{
	uint32_t id = yaml_node(tree, node)->kind == YAML_MAPPING ? yaml_find(tree, node, "id")
								  : YAML_NONE;
	if (id == YAML_NONE || yaml_node(tree, id)->kind != YAML_SCALAR)
		return NULL;

	size_t len;
	const char *text = yaml_text(tree, id, &len);
	return strlen(text) == len && row_id_is_usable(text) ? text : NULL;
}

void rows_read(struct rows *self, const struct yaml_tree *tree, uint32_t sequence,
	const struct form_field *field)
{
	const struct yaml_node *at = yaml_node(tree, sequence);

	self->items = mem_grow(self->items, &self->cap, at->count, sizeof *self->items);
	for (uint32_t item = at->first; item != YAML_NONE; item = yaml_node(tree, item)->next) {
		struct row row = {.node = item};
		const char *id = row_written_id(tree, item);

		if (id && rows_find(self, id) == SIZE_MAX)
			strcpy(row.id, id);
		else
			snprintf(row.id, sizeof row.id, "~%zu", self->n + 1);
		row_read_cells(&row, tree, field);
		rows_insert(self, self->n, &row);
	}
	self->is_arranged = true;
}
