/* Drawing the incident to scale, from its first known moment to its last. */
#include "chart_parts.h"

#include "base/mem.h"
#include "model/walk.h"

#include <stdlib.h>
#include <string.h>

enum { CHART_LEAST = 20 /* columns */ };

/* --- the moments --- */

struct moments {
	struct when milestones[N_MILESTONES];
	const struct rows *events;
	unsigned time_column;
	int64_t first;
	int64_t last;
	size_t n_known;
	int64_t *of_events; /* those that have one */
	size_t n_events;
};

static void note_moment(struct moments *self, int64_t seconds)
{
	if (self->n_known == 0 || seconds < self->first)
		self->first = seconds;
	if (self->n_known == 0 || seconds > self->last)
		self->last = seconds;
	self->n_known++;
}

static bool event_time(const struct moments *self, size_t row, int64_t *seconds)
{
	const struct value *value = &self->events->items[row].cells[self->time_column];
	struct when when;

	if (value->text.len == 0 || !when_parse(&when, str_text(&value->text), NULL) ||
		when.kind != WHEN_INSTANT)
		return false;
	*seconds = when.seconds;
	return true;
}

/* Reading them is most of the work in a long timeline, so they are kept. */
static void note_events(struct moments *self)
{
	if (self->time_column == FORM_NONE)
		return;
	self->of_events = mem_zalloc(self->events->n, sizeof *self->of_events);
	for (size_t i = 0; i < self->events->n; i++)
		if (event_time(self, i, &self->of_events[self->n_events]))
			note_moment(self, self->of_events[self->n_events++]);
}

static bool moments_find(struct moments *self, const struct document *document, unsigned field)
{
	*self = (struct moments){
		.events = &document->tables[field],
		.time_column =
			form_find_column_role(&document->form->fields[field], ROLE_EVENT_TIME),
	};
	milestone_times(document, self->milestones);
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		if (self->milestones[i].kind == WHEN_INSTANT)
			note_moment(self, self->milestones[i].seconds);
	note_events(self);
	return self->n_known >= 2 && self->last > self->first;
}

/* --- to scale --- */

/* Above its moment, or next to it if that column is taken. */
static void place_letter(struct chart *self, unsigned column, enum milestone milestone)
{
	for (unsigned i = 0; i < N_MILESTONES && column + i < self->span.columns; i++)
		if (self->letters[column + i] == MILESTONE_NONE) {
			self->letters[column + i] = milestone;
			return;
		}
	for (unsigned i = 1; i < N_MILESTONES && i <= column; i++)
		if (self->letters[column - i] == MILESTONE_NONE) {
			self->letters[column - i] = milestone;
			return;
		}
}

/* From the start, or the first thing known, until it was mitigated, or as far as is known; none if
 * neither is known. */
static void find_harm(struct chart *self, const struct moments *moments)
{
	const struct when *start = &moments->milestones[MILESTONE_START];
	const struct when *over = &moments->milestones[MILESTONE_MITIGATED];

	if (over->kind != WHEN_INSTANT)
		over = &moments->milestones[MILESTONE_END];
	self->harm_from = self->harm_to = 0;
	if (start->kind != WHEN_INSTANT && over->kind != WHEN_INSTANT && over->kind != WHEN_ONGOING)
		return;
	self->harm_from =
		start->kind == WHEN_INSTANT ? chart_column(&self->span, start->seconds) : 0;
	self->harm_to = over->kind == WHEN_INSTANT ? chart_column(&self->span, over->seconds)
						   : self->span.columns;
}

static void place_all(struct chart *self, const struct moments *moments)
{
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		if (moments->milestones[i].kind == WHEN_INSTANT)
			place_letter(self,
				chart_column(&self->span, moments->milestones[i].seconds),
				(enum milestone)i);
	for (size_t i = 0; i < moments->n_events; i++)
		self->ticks[chart_column(&self->span, moments->of_events[i])] = true;
	find_harm(self, moments);
}

void chart_make(struct chart *self, const struct document *document, unsigned field,
	const struct when_style *style, unsigned columns)
{
	struct moments moments = {0};

	memset(self->letters, 0, sizeof(self->letters));
	memset(self->ticks, 0, sizeof(self->ticks));
	self->is_empty = columns < CHART_LEAST || !moments_find(&moments, document, field);
	self->span.columns = columns;
	if (!self->is_empty) {
		self->span.first = moments.first;
		self->span.last = moments.last;
		self->is_ongoing = moments.milestones[MILESTONE_END].kind == WHEN_ONGOING;
		place_all(self, &moments);
		chart_scale_make(&self->scale, &self->span, style);
	}
	free(moments.of_events);
}

unsigned chart_stamp(const struct document *document, unsigned field)
{
	unsigned stamp = document->values[field].revision;

	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++) {
		unsigned other = milestone_field(document->form, (enum milestone)i);

		stamp += other != FORM_NONE ? document->values[other].revision : 0;
	}
	return stamp;
}

unsigned chart_column_of_row(
	const struct chart *self, const struct document *document, unsigned field, size_t row)
{
	const struct moments moments = {
		.events = &document->tables[field],
		.time_column =
			form_find_column_role(&document->form->fields[field], ROLE_EVENT_TIME),
	};
	int64_t seconds;

	if (moments.time_column == FORM_NONE || !event_time(&moments, row, &seconds))
		return CHART_MAX;
	return chart_column(&self->span, seconds);
}

bool chart_is_midnight(const struct chart *self, unsigned column)
{
	for (size_t i = 0; i < self->scale.n; i++)
		if (self->scale.items[i].is_day && self->scale.items[i].column == column)
			return true;
	return false;
}
