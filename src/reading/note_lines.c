/* Notes in the order of the document, and the lines that they belong to. */
#include "reading/notes.h"

#include "internal.h"

#include "base/mem.h"
#include "check/check.h"

#include <stdlib.h>
#include <string.h>

void reading_notes_clear(struct reading_notes *self)
{
	for (size_t i = 0; i < self->n; i++) {
		str_release(&self->items[i].text);
	}
	self->n = 0;
}

void reading_notes_release(struct reading_notes *self)
{
	reading_notes_clear(self);
	free(self->items);
	*self = (struct reading_notes){0};
}

struct reading_note *reading_notes_add(struct reading_notes *self)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n] = (struct reading_note){0};
	return &self->items[self->n++];
}

void reading_notes_add_findings(struct reading_notes *self, const struct findings *findings)
{
	static const char *const signs[N_LEVELS] = {
		[LEVEL_NOTE] = "-", [LEVEL_WARNING] = "?", [LEVEL_ERROR] = "!"};

	self->items =
		mem_grow(self->items, &self->cap, self->n + findings->n + 1, sizeof(*self->items));
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->items[i];
		struct reading_note *note;

		if (strcmp(finding->rule->id, "open-thread") == 0)
			continue;
		note = reading_notes_add(self);
		note->kind = NOTE_FINDING;
		note->has_place = finding->has_place;
		note->place = finding->place;
		note->begin = finding->start;
		note->end = finding->end;
		note->level = finding->level;
		note->sign = signs[finding->level];
		str_append_text(&note->text, finding->brief ? finding->brief : finding->text);
	}
}

/* --- their order --- */

/* By which one is sorted, so that rows are looked up once. */
struct note_key {
	size_t part;
	size_t field;
	size_t row;
	size_t begin;
	size_t nth;
};

static int compare_sizes(size_t a, size_t b)
{
	return a < b ? -1 : a > b;
}

static int compare(const void *a, const void *b)
{
	const struct note_key *one = a;
	const struct note_key *other = b;
	int order = compare_sizes(one->part, other->part);

	if (order == 0)
		order = compare_sizes(one->field, other->field);
	if (order == 0)
		order = compare_sizes(one->row, other->row);
	if (order == 0)
		order = compare_sizes(one->begin, other->begin);
	return order != 0 ? order : compare_sizes(one->nth, other->nth);
}

static struct note_key key_of(
	const struct reading *reading, const struct reading_note *note, size_t nth)
{
	struct note_key key = {.begin = note->begin, .nth = nth};

	if (!note->has_place)
		return key;
	key.part = reading->part_of[note->place.field] + 1;
	key.field = note->place.field;
	if (note->place.row[0])
		key.row = 1 +
			  document_row_index(reading->document, note->place.field, note->place.row);
	return key;
}

static void arrange(struct reading_notes *self, const struct note_key *keys)
{
	struct reading_note *items = mem_zalloc(self->n + 1, sizeof(*items));

	for (size_t i = 0; i < self->n; i++)
		items[i] = self->items[keys[i].nth];
	free(self->items);
	self->items = items;
	self->cap = self->n + 1;
}

void reading_notes_sort(struct reading_notes *self, const struct reading *reading)
{
	struct note_key *keys = mem_zalloc(self->n + 1, sizeof(*keys));
	bool is_sorted = true;

	for (size_t i = 0; i < self->n; i++) {
		keys[i] = key_of(reading, &self->items[i], i);
		is_sorted = is_sorted && (i == 0 || compare(&keys[i - 1], &keys[i]) < 0);
	}
	if (!is_sorted) {
		qsort(keys, self->n, sizeof(*keys), compare);
		arrange(self, keys);
	}
	free(keys);
}

/* --- their lines --- */

bool reading_note_at(
	struct reading *reading, const struct reading_note *note, struct reading_at *out)
{
	size_t offset = note->begin < note->end ? note->begin : SIZE_MAX;

	*out = (struct reading_at){0};
	return !note->has_place || reading_find(reading, &note->place, offset, out);
}

size_t reading_notes_from(
	const struct reading_notes *self, struct reading *reading, const struct reading_at *at)
{
	size_t low = 0;
	size_t high = self->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct reading_at found;

		if (!reading_note_at(reading, &self->items[middle], &found) ||
			reading_compare(&found, at) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
