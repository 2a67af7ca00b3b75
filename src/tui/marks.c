/*
 * Findings by place. Their list is in the form's order and may be long, and every line of
 * the screen looks up its own, so they are sorted once for each check.
 */
#include "internal.h"

#include "base/mem.h"
#include "check/check.h"

#include <stdlib.h>
#include <string.h>

void marks_release(struct marks *self)
{
	free(self->items);
	free(self->counts);
	free(self->are_empty);
	free(self->worst);
	free(self->next_worst);
	free(self->by_page);
	*self = (struct marks){0};
}

static int compare_place(const struct finding *a, unsigned field, const char *row)
{
	if (a->place.field != field)
		return a->place.field < field ? -1 : 1;
	return strcmp(a->place.row, row);
}

/* By field and row, the worst first, else in their own order. */
static int compare(const void *left, const void *right)
{
	const struct finding *a = *(const struct finding *const *)left;
	const struct finding *b = *(const struct finding *const *)right;
	int order = compare_place(a, b->place.field, b->place.row);

	if (order != 0)
		return order;
	if (a->level != b->level)
		return a->level > b->level ? -1 : 1;
	return (a > b) - (a < b);
}

static bool page_is_empty(const struct document *document, const struct form_page *page)
{
	for (unsigned i = page->first; i < page->first + page->n_fields; i++)
		if (document->values[i].text.len > 0 || document->tables[i].n > 0)
			return false;
	return true;
}

static void find_empty_pages(struct marks *self, const struct document *document)
{
	const struct form *form = document->form;

	free(self->are_empty);
	self->are_empty = mem_zalloc(form->n_pages + 1, sizeof(*self->are_empty));
	for (size_t i = 0; i < form->n_pages; i++)
		self->are_empty[i] = page_is_empty(document, &form->pages[i]);
}

/* Where in by_page those of a level begin. */
static size_t first_on_page(const struct marks *self, unsigned page, enum level level)
{
	size_t first = 0;

	for (size_t i = 0; i < (size_t)page * N_LEVELS; i++)
		first += self->counts[i];
	for (int worse = N_LEVELS - 1; worse > (int)level; worse--)
		first += self->counts[page * N_LEVELS + (unsigned)worse];
	return first;
}

/* Each in its own place, so that their order is kept. */
static void sort_by_page(
	struct marks *self, const struct findings *findings, const struct form *form)
{
	size_t *next = mem_zalloc(form->n_pages + 1, N_LEVELS * sizeof(*next));

	free(self->by_page);
	self->by_page = mem_zalloc(self->n + 1, sizeof(*self->by_page));
	for (unsigned page = 0; page < form->n_pages; page++)
		for (unsigned level = 0; level < N_LEVELS; level++)
			next[page * N_LEVELS + level] =
				first_on_page(self, page, (enum level)level);
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->has_place)
			self->by_page[next[form->fields[finding->place.field].page * N_LEVELS +
					   finding->level]++] = finding;
	}
	free(next);
}

/* Of each field, and for the time in which that is hidden the worst one at another place. */
static void find_worst(struct marks *self, const struct form *form)
{
	const struct finding **worst, **other;

	free(self->worst);
	free(self->next_worst);
	worst = self->worst = mem_zalloc(form->n_fields + 1, sizeof(*worst));
	other = self->next_worst = mem_zalloc(form->n_fields + 1, sizeof(*other));
	for (size_t i = 0; i < self->n; i++) {
		const struct finding *finding = self->items[i];
		unsigned field = finding->place.field;

		if (!worst[field] || finding->level > worst[field]->level)
			worst[field] = finding;
	}
	for (size_t i = 0; i < self->n; i++) {
		const struct finding *finding = self->items[i];
		unsigned field = finding->place.field;

		if (!place_is_equal(&finding->place, &worst[field]->place) &&
			(!other[field] || finding->level > other[field]->level))
			other[field] = finding;
	}
}

bool finding_is_conflict(const struct finding *finding)
{
	return finding->rule && strcmp(finding->rule->id, "open-conflict") == 0;
}

void marks_update(struct marks *self, const struct session *session)
{
	const struct findings *findings = editor_findings(session_editor(session));

	self->has_typed = editor_typed_place(session_editor(session), &self->typed);
	if (self->is_made && self->revision == editor_findings_revision(session_editor(session)))
		return;
	find_empty_pages(self, editor_document(session_editor(session)));
	free(self->counts);
	self->counts = mem_zalloc(editor_form(session_editor(session))->n_pages + 1,
		N_LEVELS * sizeof(*self->counts));
	self->n = 0;
	self->has_conflict = false;
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding_is_conflict(finding))
			self->has_conflict = true;
		if (!finding->has_place)
			continue;
		self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
		self->items[self->n++] = finding;
		self->counts
			[editor_form(session_editor(session))->fields[finding->place.field].page *
					N_LEVELS +
				finding->level]++;
	}
	if (self->n > 0)
		qsort(self->items, self->n, sizeof(*self->items), compare);
	find_worst(self, editor_form(session_editor(session)));
	sort_by_page(self, findings, editor_form(session_editor(session)));
	self->is_made = true;
	self->revision = editor_findings_revision(session_editor(session));
}

/* Findings on unfinished words would be a nuisance. */
static bool is_typed_in(const struct marks *self, const struct finding *finding)
{
	return self->has_typed && place_is_equal(&self->typed, &finding->place);
}

/* The first one of a field and row, or where it would be. */
static size_t first_of(const struct marks *self, const struct place *place)
{
	size_t low = 0;
	size_t high = self->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_place(self->items[middle], place->field, place->row) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct finding *marks_find_nth(
	const struct marks *self, const struct place *place, size_t nth)
{
	for (size_t i = first_of(self, place); i < self->n; i++) {
		const struct finding *finding = self->items[i];
		bool is_meant = place->row[0] == '\0' || place->column == FORM_NONE ||
				finding->place.column == place->column;

		if (compare_place(finding, place->field, place->row) != 0)
			return NULL;
		if (is_meant && !is_typed_in(self, finding) && nth-- == 0)
			return finding;
	}
	return NULL;
}

const struct finding *marks_find(const struct marks *self, const struct place *place)
{
	return marks_find_nth(self, place, 0);
}

const struct finding *marks_find_worst(const struct marks *self, unsigned field)
{
	const struct finding *worst = self->worst[field];

	return worst && is_typed_in(self, worst) ? self->next_worst[field] : worst;
}

size_t marks_count(const struct marks *self, unsigned page, enum level level)
{
	return self->counts[page * N_LEVELS + level];
}

const struct finding *marks_of_page(const struct marks *self, unsigned page, size_t nth)
{
	return self->by_page[first_on_page(self, page, N_LEVELS - 1) + nth];
}

bool marks_page_is_empty(const struct marks *self, unsigned page)
{
	return self->are_empty[page];
}

void marks_place(const struct marks *self, const struct session *session, struct place *place)
{
	const struct focus *focus = editor_focus(session_editor(session));
	const struct rows *rows = &editor_document(session_editor(session))->tables[focus->field];
	struct place row = {.field = focus->field, .column = FORM_NONE};

	editor_place(session_editor(session), place);
	if (!editor_on_row(session_editor(session)))
		return;
	memcpy(row.row, rows->items[focus->row].id, sizeof(row.row));
	if (marks_find(self, &row))
		*place = row;
}
