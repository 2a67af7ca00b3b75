/*
 * The surroundings of a place in a document, as the context of a time typed there: the rows above
 * and below a cell, the steps before and after a field (start, detected, end).
 */
#include "model/when_place.h"

#include "model/milestone.h"
#include "model/walk.h"

#include <string.h>

#define REACH 200 /* how many rows without a time are skipped */
#define DAY_SECONDS INT64_C(86400)
#define LIVE_DAYS 7 /* a row logged this long after the last one may still belong to it */

struct when_place when_place_of(const struct document *document, const struct place *place)
{
	struct when_place self = {
		.document = document,
		.field = place->field,
		.row = WHEN_NO_ROW,
		.column = place->column,
	};

	if (place->row[0] != '\0')
		self.row = document_row_index(document, place->field, place->row);
	return self;
}

const struct form_field *when_place_field(const struct when_place *self)
{
	const struct form_field *field = &self->document->form->fields[self->field];

	return self->row == WHEN_NO_ROW ? field : &field->columns[self->column];
}

static bool is_known(const struct when *when)
{
	return when->kind == WHEN_INSTANT || when->kind == WHEN_DATE;
}

static bool read_text(const char *text, struct when *out)
{
	if (when_parse(out, text, NULL) && is_known(out))
		return true;
	*out = (struct when){0};
	return false;
}

static bool read_field(const struct when_place *self, unsigned field, struct when *out)
{
	return read_text(field == FORM_NONE ? "" : document_text(self->document, field), out);
}

static bool is_bound(const struct form_field *field)
{
	return field->n_after + field->n_before + field->n_within > 0 ||
	       field->milestone[0] != '\0';
}

static bool is_day(const struct form_field *field)
{
	return kind_info(field->kind)->is_time && !kind_info(field->kind)->is_moment;
}

/* Dates with no tie to the incident may be at any time. */
static enum when_tense tense_of(const struct when_place *self)
{
	const struct form_field *field = when_place_field(self);
	const struct form_field *table = &self->document->form->fields[self->field];

	if (field->is_to_come || field_has_role(field, ROLE_TASK_DUE))
		return WHEN_TO_COME;
	if (is_day(field) && field->roles == 0 && !is_bound(field) &&
		!field_has_role(table, ROLE_EVENTS))
		return WHEN_EITHER;
	return WHEN_PAST;
}

/* --- rows --- */

static bool read_cell(const struct when_place *self, size_t row, unsigned column, struct when *out)
{
	const struct rows *rows = &self->document->tables[self->field];

	*out = (struct when){0};
	if (row == self->row && self->cells != NULL)
		return read_text(str_text(&self->cells[column]), out);
	return row < rows->n && read_text(str_text(&rows->items[row].cells[column].text), out);
}

static bool is_in_gap(const struct when_gap *gap, size_t row)
{
	return gap != NULL && row >= gap->first && row < gap->end;
}

/* A row that is not next to the gap begins another. */
static void add_to_gap(struct when_gap *gap, size_t row)
{
	if (gap == NULL || is_in_gap(gap, row))
		return;
	if (row != gap->end && row + 1 != gap->first)
		*gap = (struct when_gap){row, row};
	if (row == gap->end)
		gap->end++;
	else
		gap->first--;
}

static bool find_above(const struct when_place *self, struct when *out)
{
	size_t last = self->row > REACH ? self->row - REACH : 0;

	for (size_t i = self->row; i > last;) {
		if (is_in_gap(self->gap, i - 1)) {
			i = self->gap->first;
			continue;
		}
		if (read_cell(self, --i, self->column, out))
			return true;
		add_to_gap(self->gap, i);
	}
	return false;
}

static bool find_below(const struct when_place *self, struct when *out)
{
	size_t n = self->document->tables[self->field].n;

	for (size_t i = self->row + 1; i < n && i <= self->row + REACH; i++) {
		if (is_in_gap(self->gap, i)) {
			i = self->gap->end - 1;
			continue;
		}
		if (read_cell(self, i, self->column, out))
			return true;
		add_to_gap(self->gap, i);
	}
	return false;
}

/* The time to the left in the same row: from, for to. */
static bool find_left(const struct when_place *self, struct when *out)
{
	const struct form_field *rows = &self->document->form->fields[self->field];
	struct when_place left = *self;

	while (left.column-- > 0)
		if (kind_info(rows->columns[left.column].kind)->is_time &&
			tense_of(&left) == WHEN_PAST &&
			read_cell(self, self->row, left.column, out))
			return true;
	return false;
}

/* A row at the end is between the one above and now, as long as the incident is recent. */
static void bound_by_now(struct when_context *out, int64_t days)
{
	int64_t since = out->now - out->before.seconds;

	if (out->before.kind != WHEN_INSTANT || out->after.kind != WHEN_NONE || since < 0 ||
		since > days * DAY_SECONDS)
		return;
	out->after = (struct when){.kind = WHEN_INSTANT, .seconds = out->now + WHEN_CLOCK_SKEW};
	out->order = WHEN_IN_ROWS;
}

static void look_at_rows(const struct when_place *self, struct when_context *out)
{
	if (!read_cell(self, self->row, self->column, &out->former))
		add_to_gap(self->gap, self->row);
	(void)find_below(self, &out->after);
	if (find_left(self, &out->before)) {
		out->order = WHEN_IN_STEPS;
	} else if (find_above(self, &out->before)) {
		out->order = WHEN_IN_ROWS;
		bound_by_now(out, 1);
	} else {
		(void)read_field(
			self, form_find_role(self->document->form, ROLE_START), &out->before);
		out->order =
			is_known(&out->before) && is_known(&out->after) ? WHEN_LOOSE : WHEN_IN_ROWS;
	}
}

/* --- fields --- */

static bool names(char *const *paths, size_t n, const struct form_field *field)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(paths[i], field->path) == 0)
			return true;
	return false;
}

static bool is_said_to_precede(const struct form_field *a, const struct form_field *b)
{
	return names(b->after, b->n_after, a) || names(a->before, a->n_before, b) ||
	       (b->n_within > 0 && names(b->within, 1, a)) ||
	       (a->n_within > 1 && names(a->within + 1, 1, b));
}

/* Is it one of the steps of an incident, which have an order? */
static bool is_step(const struct form_field *field)
{
	return field->milestone[0] != '\0' || milestone_of_field(field) != MILESTONE_NONE;
}

/* Milestones have their order; other steps that of the form. */
static bool is_earlier_step(const struct form_field *a, const struct form_field *b)
{
	enum milestone first = milestone_of_field(a);
	enum milestone second = milestone_of_field(b);

	if (first != MILESTONE_NONE && second != MILESTONE_NONE && first != second)
		return first < second;
	return a < b;
}

/* Can a time of the one field not be later than that of the other? */
static bool precedes(const struct form_field *a, const struct form_field *b)
{
	if (is_said_to_precede(a, b))
		return true;
	return !is_said_to_precede(b, a) && is_step(a) && is_step(b) && is_earlier_step(a, b);
}

static void look_at_steps(const struct when_place *self, struct when_context *out)
{
	const struct form *form = self->document->form;
	const struct form_field *own = &form->fields[self->field];

	for (unsigned i = 0; i < form->n_fields; i++) {
		const struct form_field *other = &form->fields[i];
		struct when when;

		if (i == self->field || !kind_info(other->kind)->is_time ||
			!read_field(self, i, &when))
			continue;
		if (precedes(other, own)) {
			if (!is_known(&out->before) || when.seconds > out->before.seconds)
				out->before = when;
		} else if (precedes(own, other)) {
			if (!is_known(&out->after) || when.seconds < out->after.seconds)
				out->after = when;
		}
	}
	out->order = WHEN_IN_STEPS;
}

/* The same moment in the timeline: the first row of the field's kind. */
static bool find_twin(const struct when_place *self, const struct when_place *events,
	unsigned kinds, struct when *out)
{
	const struct rows *rows = &self->document->tables[events->field];
	const char *milestone = when_place_field(self)->milestone;

	for (size_t i = 0; milestone[0] != '\0' && i < rows->n; i++)
		if (strcmp(str_text(&rows->items[i].cells[kinds].text), milestone) == 0)
			return read_cell(events, i, events->column, out);
	return false;
}

/* What the timeline says about a field: its moment, or else when things were seen. */
static void look_at_events(const struct when_place *self, struct when_context *out)
{
	const struct form *form = self->document->form;
	struct when_place events = {
		.document = self->document,
		.field = form_find_role(form, ROLE_EVENTS),
		.row = 0,
	};

	if (events.field == FORM_NONE)
		return;
	const struct form_field *rows = &form->fields[events.field];
	unsigned kinds = form_find_column_role(rows, ROLE_EVENT_KIND);

	events.column = form_find_column_role(rows, ROLE_EVENT_TIME);
	if (events.column == FORM_NONE)
		return;
	if (!is_known(&out->former) && kinds != FORM_NONE)
		(void)find_twin(self, &events, kinds, &out->former);
	if (is_known(&out->before) || is_known(&out->after))
		return;
	out->order = WHEN_LOOSE;
	if (field_has_role(when_place_field(self), ROLE_END)) {
		events.row = self->document->tables[events.field].n;
		(void)find_above(&events, &out->before);
	} else if (!read_cell(&events, 0, events.column, &out->before)) {
		(void)find_below(&events, &out->before);
	}
}

static void look_at_fields(const struct when_place *self, struct when_context *out)
{
	unsigned start = form_find_role(self->document->form, ROLE_START);

	(void)read_field(self, self->field, &out->former);
	look_at_steps(self, out);
	if (!is_known(&out->before) && !is_known(&out->after) && start != self->field) {
		(void)read_field(self, start, &out->before);
		out->order = WHEN_LOOSE;
	}
	look_at_events(self, out);
}

void when_place_context(const struct when_place *self, const struct zone *zone, int64_t now,
	struct when_context *out)
{
	const struct form_field *field = when_place_field(self);

	*out = (struct when_context){
		.zone = zone,
		.now = now,
		.date_only = is_day(field),
		.may_be_ongoing = field_has_role(field, ROLE_END),
	};
	if (!kind_info(field->kind)->is_time)
		return;
	out->tense = tense_of(self);
	if (out->tense == WHEN_TO_COME)
		(void)read_field(
			self, form_find_role(self->document->form, ROLE_START), &out->before);
	else if (out->tense == WHEN_PAST && self->row != WHEN_NO_ROW)
		look_at_rows(self, out);
	else if (out->tense == WHEN_PAST)
		look_at_fields(self, out);
}

void when_context_replace(struct when_context *self, const char *stored)
{
	struct when former;

	if (self->tense == WHEN_PAST && read_text(stored, &former))
		self->former = former;
}

void when_context_log(struct when_context *self)
{
	if (self->before.kind == WHEN_INSTANT && self->before.seconds > self->now + WHEN_CLOCK_SKEW)
		self->before = (struct when){0};
	bound_by_now(self, LIVE_DAYS);
	self->is_live = self->before.kind == WHEN_NONE || self->after.kind != WHEN_NONE;
}
