/*
 * Rows in order of their time, by as few moves as there can be: the longest part of them that is in
 * order already stays, and each of the others moves behind the one before it.
 */
#include "merge/sort_rows.h"

#include "internal.h"

#include "base/mem.h"
#include "base/slots.h"
#include "model/kind.h"
#include "model/walk.h"

#include <stdlib.h>

struct timed_row {
	int64_t seconds;
	size_t index; /* at the beginning */
};

unsigned sort_column(const struct form_field *rows)
{
	for (unsigned i = 0; i < rows->n_columns; i++)
		if (kind_info(rows->columns[i].kind)->is_time)
			return i;
	return FORM_NONE;
}

static void read_times(
	const struct document *document, unsigned field, unsigned column, struct timed_row *rows)
{
	const struct rows *table = &document->tables[field];
	int64_t last = INT64_MIN;
	struct zone zone;

	document_zone(document, &zone);
	for (size_t i = 0; i < table->n; i++) {
		struct when when;

		if (when_parse(&when, str_text(&table->items[i].cells[column].text), NULL) &&
			(when.kind == WHEN_INSTANT || when.kind == WHEN_DATE))
			last = when_begin(&when, &zone);
		rows[i] = (struct timed_row){.seconds = last, .index = i};
	}
}

static int compare(const void *left, const void *right)
{
	const struct timed_row *a = left;
	const struct timed_row *b = right;

	if (a->seconds != b->seconds)
		return a->seconds < b->seconds ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static void add_moves(const struct document *document, unsigned field,
	const struct timed_row *sorted, const bool *stays, struct ops *ops)
{
	size_t n = document->tables[field].n;
	struct slots slots;
	size_t joined = 0;

	slots_init(&slots, n + 1);
	for (size_t i = 0; i < n; i++)
		slots_put(&slots, i + 1, 1);
	for (size_t i = 0; i < n; i++) {
		size_t slot = sorted[i].index + 1;

		if (stays[i]) {
			joined = slot;
			continue;
		}

		size_t from = slots_before(&slots, slot);
		size_t to = slots_before(&slots, joined + 1);
		struct op *op = ops_add(ops);

		document_op_move(document, field, sorted[i].index, to - (from < to), op);
		op->from = from;
		slots_take(&slots, slot, 1);
		slots_put(&slots, joined, 1);
	}
	slots_release(&slots);
}

void sort_rows(const struct document *document, unsigned field, struct ops *ops)
{
	unsigned column = sort_column(&document->form->fields[field]);
	size_t n = document->tables[field].n;
	struct timed_row *rows;

	if (column == FORM_NONE || n < 2)
		return;
	rows = mem_zalloc(n, sizeof *rows);
	read_times(document, field, column, rows);
	qsort(rows, n, sizeof *rows, compare);

	size_t *places = mem_zalloc(n, sizeof *places);
	bool *stays = mem_zalloc(n, sizeof *stays);

	for (size_t i = 0; i < n; i++)
		places[i] = rows[i].index;
	mark_longest_run(places, n, stays);
	add_moves(document, field, rows, stays, ops);
	free(places);
	free(stays);
	free(rows);
}
