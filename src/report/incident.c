/* The moments, entries and phases of an incident; see incident.h. */
#include "incident.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool may_show_column(const struct report_plan *plan, unsigned events, enum role role)
{
	const struct form_field *field = report_plan_field(plan, events);
	unsigned column = form_find_column_role(field, role);

	return column == FORM_NONE || report_plan_may_show(&field->columns[column], plan->options);
}

/* May a moment be told that only an event tells? */
static bool may_tell_events(const struct report_plan *plan)
{
	unsigned events = form_find_role(plan->document->form, ROLE_EVENTS);

	return events == FORM_NONE ||
	       (report_plan_may_show(report_plan_field(plan, events), plan->options) &&
		       may_show_column(plan, events, ROLE_EVENT_TIME) &&
		       may_show_column(plan, events, ROLE_EVENT_KIND));
}

static bool may_tell(const struct report_plan *plan, unsigned field)
{
	struct when own;

	document_when(plan->document, field, &own);
	return report_plan_may_show(report_plan_field(plan, field), plan->options) &&
	       (own.kind != WHEN_NONE || may_tell_events(plan));
}

static void find_moments(struct incident *self)
{
	const struct document *document = self->plan->document;

	milestone_times(document, self->moments);
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++) {
		unsigned field = milestone_field(document->form, (enum milestone)i);

		if (field != FORM_NONE && !may_tell(self->plan, field))
			self->moments[i] = (struct when){0};
	}
	self->is_ongoing = self->moments[MILESTONE_END].kind == WHEN_ONGOING;
}

static unsigned shown_column(const struct incident *self, enum role role)
{
	const struct form_field *events = report_plan_field(self->plan, self->events);
	unsigned column = form_find_column_role(events, role);

	return column != FORM_NONE &&
			       report_plan_may_show(&events->columns[column], self->plan->options)
		       ? column
		       : FORM_NONE;
}

static void find_entries(struct incident *self)
{
	const struct rows *rows = &self->plan->document->tables[self->events];
	struct row_layout layout;

	row_layout_init(&layout, report_plan_field(self->plan, self->events), self->plan->options);
	self->entries = mem_zalloc(rows->n, sizeof *self->entries);
	for (size_t i = 0; i < rows->n; i++) {
		if (row_is_blank(&rows->items[i], &layout))
			continue;
		struct incident_entry *entry = &self->entries[self->n_entries++];

		entry->row = i;
		if (self->time_column != FORM_NONE &&
			!when_parse(&entry->when,
				str_text(&rows->items[i].cells[self->time_column].text), NULL))
			entry->when = (struct when){0};
		if (self->kind_column != FORM_NONE)
			entry->milestone = milestone_of_kind(self->plan->document->form,
				str_text(&rows->items[i].cells[self->kind_column].text));
	}
	row_layout_release(&layout);
}

void incident_init(struct incident *self, const struct report_plan *plan)
{
	unsigned events = form_find_role(plan->document->form, ROLE_EVENTS);

	*self = (struct incident){.plan = plan, .events = FORM_NONE};
	find_moments(self);
	if (events == FORM_NONE ||
		!report_plan_may_show(report_plan_field(plan, events), plan->options))
		return;
	self->events = events;
	self->time_column = shown_column(self, ROLE_EVENT_TIME);
	self->kind_column = shown_column(self, ROLE_EVENT_KIND);
	self->text_column = shown_column(self, ROLE_EVENT_TEXT);
	self->who_column = shown_column(self, ROLE_EVENT_WHO);
	find_entries(self);
}

void incident_release(struct incident *self)
{
	free(self->entries);
	*self = (struct incident){0};
}

bool incident_has(const struct incident *self, enum milestone milestone)
{
	return self->moments[milestone].kind == WHEN_INSTANT;
}

static bool is_past(const struct incident *self, enum milestone milestone, int64_t seconds)
{
	return incident_has(self, milestone) && seconds >= self->moments[milestone].seconds;
}

enum incident_phase incident_phase_at(const struct incident *self, int64_t seconds)
{
	bool has_start = incident_has(self, MILESTONE_START);

	if ((has_start && !is_past(self, MILESTONE_START, seconds)) ||
		is_past(self, MILESTONE_END, seconds))
		return PHASE_NONE;
	if (is_past(self, MILESTONE_MITIGATED, seconds))
		return PHASE_RECOVERING;
	if (is_past(self, MILESTONE_DETECTED, seconds))
		return PHASE_MITIGATING;
	return !has_start                               ? PHASE_NONE
	       : incident_has(self, MILESTONE_DETECTED) ? PHASE_UNDETECTED
							: PHASE_UNKNOWN;
}

const char *incident_phase_name(enum incident_phase phase)
{
	static const char *const names[N_PHASES] = {
		[PHASE_NONE] = "",
		[PHASE_UNDETECTED] = "Not yet detected",
		[PHASE_MITIGATING] = "Being mitigated",
		[PHASE_RECOVERING] = "Recovering",
		[PHASE_UNKNOWN] = "Incident",
	};

	return names[phase];
}

const struct str *incident_cell(const struct incident *self, size_t entry, unsigned column)
{
	static const struct str none = {0};

	if (column == FORM_NONE)
		return &none;
	return &self->plan->document->tables[self->events]
			.items[self->entries[entry].row]
			.cells[column]
			.text;
}

struct slice incident_label(const struct incident *self, enum milestone milestone)
{
	unsigned field = milestone_field(self->plan->document->form, milestone);
	struct slice label = field == FORM_NONE
				     ? (struct slice){"", 0}
				     : form_field_short_name(report_plan_field(self->plan, field));

	if (label.len > 0 && label.data[label.len - 1] == ':')
		label.len--;
	return label;
}

bool incident_is_named_before(const struct incident *self, enum milestone milestone)
{
	const struct form *form = self->plan->document->form;
	unsigned field = milestone_field(form, milestone);

	for (unsigned i = MILESTONE_START; i < milestone; i++)
		if (field != FORM_NONE && milestone_field(form, (enum milestone)i) == field)
			return true;
	return false;
}
