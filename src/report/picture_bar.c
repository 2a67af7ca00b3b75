/* The bar of an incident's picture: its phases, named where there is room. */
#include "figures.h"
#include "picture_parts.h"

#include <string.h>

enum { PAD = 8, ZIGZAG = 6 };

static void write_length(const struct incident *incident, int64_t from, int64_t to, struct str *out)
{
	struct when begin = {.kind = WHEN_INSTANT, .seconds = from};
	struct when end = {.kind = WHEN_INSTANT, .seconds = to};
	struct span span;

	span_between(&span, &begin, &end, &incident->plan->zone, incident->plan->options->now);
	figures_write_span(&span, out);
}

/* Behind what is drawn from one x to another, if a text of that width would meet it. */
static double pass_by(double x, double width, double from, double to)
{
	return from < x + width + PAD && to + PAD > x ? to + PAD : x;
}

/* Where a text of that width can begin: behind a hatched end, a cut and any pole in its way. */
static double text_begin(const struct picture *self, const struct incident *incident,
	const struct picture_segment *segment, double width)
{
	double cut = (picture_x(self, self->gap_from) + picture_x(self, self->gap_to)) / 2;
	double x = segment->x + PAD;

	if (self->starts_about && x < self->bar_from + PICTURE_HATCH + PAD)
		x = self->bar_from + PICTURE_HATCH + PAD;
	if (self->gap_to > self->gap_from)
		x = pass_by(x, width, cut - ZIGZAG, cut + ZIGZAG);

	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++) {
		double pole = picture_x(self, incident->moments[i].seconds);

		if (incident_has(incident, (enum milestone)i) && pole > segment->x + 1)
			x = pass_by(x, width, pole, pole);
	}
	return x;
}

static bool fits(struct picture *self, const struct incident *incident,
	struct picture_segment *segment, double width)
{
	double right = segment->x + segment->width;
	double most = self->ends_about && right > self->bar_to - PICTURE_HATCH
			      ? self->bar_to - PICTURE_HATCH
			      : right;

	segment->text_x = text_begin(self, incident, segment, width);
	return segment->text_x + width + PAD <= most;
}

/* Its name and length where they fit, else one of them. */
static void name_segment(
	struct picture *self, const struct incident *incident, struct picture_segment *segment)
{
	const char *name = incident_phase_name(segment->phase);
	double named = picture_text_width(name, strlen(name), true);
	double length = picture_text_width(str_text(&segment->length), segment->length.len, false);
	bool has_length = segment->length.len > 0;

	segment->shows_length =
		has_length &&
		fits(self, incident, segment, named + picture_text_width(" ", 1, false) + length);
	segment->is_named = segment->shows_length || fits(self, incident, segment, named);
	if (segment->is_named)
		str_append_text(&segment->name, name);
	else
		segment->shows_length = has_length && fits(self, incident, segment, length);
}

static void add_segment(
	struct picture *self, const struct incident *incident, int64_t from, int64_t to)
{
	enum incident_phase phase = incident_phase_at(incident, from);
	struct picture_segment *segment = &self->segments[self->n_segments];

	if (to <= from || phase == PHASE_NONE)
		return;
	if (self->is_by_day) { /* only the days between are certain */
		from += PICTURE_DAY / 2;
		to -= to == self->last ? 0 : PICTURE_DAY / 2;
	}
	if (to <= from)
		return;
	*segment = (struct picture_segment){.phase = phase, .x = picture_x(self, from)};
	segment->width = picture_x(self, to) - segment->x;
	if (!self->is_by_day && !(self->is_ongoing && to == self->last))
		write_length(incident, from, to, &segment->length);
	name_segment(self, incident, segment);
	self->n_segments++;
}

static void add_bands(struct picture *self, const struct incident *incident)
{
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++) {
		int64_t noon = incident->moments[i].seconds;
		struct picture_band band = {.x = picture_x(self, noon - PICTURE_DAY / 2)};
		bool is_there = !incident_has(incident, (enum milestone)i);

		band.width = picture_x(self, noon + PICTURE_DAY / 2) - band.x;
		for (unsigned j = MILESTONE_START; j < i; j++)
			is_there = is_there || (incident_has(incident, (enum milestone)j) &&
						       incident->moments[j].seconds == noon);
		if (!is_there)
			self->bands[self->n_bands++] = band;
	}
}

void picture_bar_place(struct picture *self, const struct incident *incident)
{
	static const enum milestone cuts[] = {MILESTONE_DETECTED, MILESTONE_MITIGATED};
	int64_t from = incident_has(incident, MILESTONE_START)
			       ? incident->moments[MILESTONE_START].seconds
			       : self->first;
	int64_t end = incident_has(incident, MILESTONE_END)
			      ? incident->moments[MILESTONE_END].seconds
			      : self->last;

	int64_t half = self->is_by_day ? PICTURE_DAY / 2 : 0;

	self->bar_from = picture_x(self, from - (from == self->first ? 0 : half));
	self->bar_to = picture_x(self, end + (end == self->last ? 0 : half));
	if (self->is_by_day)
		add_bands(self, incident);
	for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
		int64_t cut = incident->moments[cuts[i]].seconds;

		if (!incident_has(incident, cuts[i]) || cut <= from || cut >= end)
			continue;
		add_segment(self, incident, from, cut);
		from = cut;
	}
	add_segment(self, incident, from, end);
}
