/*
 * What was written last: the ids, in the order written, of tables that have rows without
 * one in the file. Such a row is named after its position, which may change in the new
 * bytes.
 */
#include "document_internal.h"

#include "base/crc32c.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void format_memory_clear(struct format_memory *self)
{
	if (!self)
		return;
	for (size_t i = 0; i < self->n_tables; i++)
		free(self->tables[i].ids);
	free(self->tables);
	*self = (struct format_memory){0};
}

void format_memory_copy(struct format_memory *self, const struct format_memory *other)
{
	*self = *other;
	if (!other->tables)
		return;
	self->tables = mem_zalloc(other->n_tables, sizeof *self->tables);
	for (size_t i = 0; i < other->n_tables; i++) {
		const struct written_rows *rows = &other->tables[i];

		self->tables[i].n = rows->n;
		if (!rows->ids)
			continue;
		self->tables[i].ids = mem_zalloc(rows->n, sizeof *rows->ids);
		memcpy(self->tables[i].ids, rows->ids, rows->n * sizeof *rows->ids);
	}
}

bool rows_have_nameless(const struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->items[i].id[0] == '~')
			return true;
	return false;
}

static void remember_rows(struct written_rows *self, const struct rows *rows)
{
	self->n = rows->n;
	self->ids = mem_zalloc(rows->n, sizeof *self->ids);
	for (size_t i = 0; i < rows->n; i++)
		memcpy(self->ids[i], rows->items[i].id, ROW_ID_SIZE);
}

void format_memory_set(
	struct format_memory *self, const struct document *document, const char *bytes, size_t len)
{
	size_t n = document->form->n_fields;

	for (size_t i = 0; i < n; i++) {
		if (!rows_have_nameless(&document->tables[i]))
			continue;
		if (!self->tables) {
			self->tables = mem_zalloc(n, sizeof *self->tables);
			self->n_tables = n;
			self->sum = crc32c(0, bytes, len);
		}
		remember_rows(&self->tables[i], &document->tables[i]);
	}
}
