/* The filter of a table, which hides rows without changing them. */
#include "internal.h"

#include "base/mem.h"

#include <string.h>

static bool row_holds(
	const struct editor *self, unsigned field, size_t row, struct seeking *seeking)
{
	const struct form_field *table = &self->form->fields[field];
	const struct value *cells = self->document.tables[field].items[row].cells;

	for (size_t i = 0; i < table->n_columns; i++) {
		struct slice shown = seeking_show(seeking, self, &table->columns[i], &cells[i]);

		if (needle_find(&seeking->needle, shown.data, shown.len, 0, NULL) != SIZE_MAX)
			return true;
	}
	return false;
}

/* Is the filter active on this field? */
static bool is_filtered(const struct editor *self, unsigned field)
{
	return self->filter.len > 0 && field == self->focus.field;
}

/* While a row is open the list is not updated, so that typing cannot hide it. */
static bool is_current(const struct editor *self, unsigned field)
{
	const struct filtered *kept = &self->caches->filtered;

	return kept->is_valid && kept->field == field &&
	       (self->focus.in_row || (kept->revision == self->document.revision &&
					      kept->clock == self->display.clock &&
					      kept->dates == self->display.dates));
}

static const struct filtered *filter_rows(const struct editor *self, unsigned field)
{
	struct filtered *kept = &self->caches->filtered;
	size_t n_rows = self->document.tables[field].n;
	struct seeking seeking;

	if (is_current(self, field))
		return kept;
	kept->rows = mem_grow(kept->rows, &kept->cap, n_rows + 1, sizeof(*kept->rows));
	kept->n = 0;
	seeking_init(&seeking, self, str_text(&self->filter), self->filter.len);
	for (size_t i = 0; i < n_rows; i++)
		if (row_holds(self, field, i, &seeking))
			kept->rows[kept->n++] = i;
	seeking_release(&seeking);
	kept->is_valid = true;
	kept->field = field;
	kept->revision = self->document.revision;
	kept->clock = self->display.clock;
	kept->dates = self->display.dates;
	return kept;
}

size_t editor_rows_shown(const struct editor *self, unsigned field)
{
	if (is_filtered(self, field))
		return filter_rows(self, field)->n;
	return self->document.tables[field].n;
}

size_t editor_row_at(const struct editor *self, unsigned field, size_t nth)
{
	return is_filtered(self, field) ? filter_rows(self, field)->rows[nth] : nth;
}

bool editor_on_row(const struct editor *self)
{
	return focus_is_table(self) && self->focus.row < table_rows(self)->n &&
	       editor_rows_shown(self, self->focus.field) > 0;
}

void editor_row_place(const struct editor *self, struct place *place)
{
	editor_place(self, place);
	if (place->row[0] || !editor_on_row(self))
		return;
	memcpy(place->row, table_rows(self)->items[self->focus.row].id, ROW_ID_SIZE);
	place->column = FORM_NONE;
}

bool editor_takes_rows(const struct editor *self, unsigned field)
{
	return !self->document.is_read_only && !self->document.values[field].is_foreign;
}

size_t table_lines(const struct editor *self, unsigned field)
{
	size_t n = editor_rows_shown(self, field);

	if (is_filtered(self, field) && n == 0)
		return 0;
	return n + (editor_takes_rows(self, field) ? 1 : 0);
}

/* The first shown row at or after one; the number of shown rows if there is none. */
static size_t shown_from(const struct editor *self, size_t row)
{
	unsigned field = self->focus.field;
	size_t low = 0;
	size_t high = editor_rows_shown(self, field);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (editor_row_at(self, field, middle) < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t table_nth(const struct editor *self)
{
	return shown_from(self, self->focus.row);
}

bool table_settle(struct editor *self)
{
	size_t n = editor_rows_shown(self, self->focus.field);
	size_t nth;

	if (n == 0)
		return false;
	if (editor_on_entry(self))
		return true;
	nth = shown_from(self, self->focus.row);
	focus_set_row(self, editor_row_at(self, self->focus.field, nth < n ? nth : n - 1));
	return true;
}

void editor_set_filter(struct editor *self, const char *filter)
{
	editor_begin(self);
	if (!focus_is_table(self) && filter[0] != '\0') {
		editor_say(self, MESSAGE_INFO, "Filters work in tables only");
		return;
	}
	str_set(&self->filter, filter, strlen(filter));
	self->caches->filtered.is_valid = false;
	if (!focus_is_table(self))
		return;
	if (!table_settle(self) && self->filter.len > 0)
		editor_say(self, MESSAGE_INFO, "No row contains \"%s\"", filter);
}

void table_end_filter(struct editor *self)
{
	if (self->filter.len == 0)
		return;
	str_clear(&self->filter);
	self->caches->filtered.is_valid = false;
	editor_say(self, MESSAGE_INFO, "The filter has ended: all rows are shown again");
}
