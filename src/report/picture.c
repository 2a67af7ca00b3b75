/* Where the parts of an incident's picture are; see picture.h. */
#include "picture.h"

#include "base/mem.h"
#include "date_words.h"
#include "picture_ticks.h"
#include "text/grapheme.h"

#include <stdlib.h>
#include <string.h>

enum {
	PAD = 8,
	POLE_GAP = 13,
	POLE_GAP_NARROW = 9,
	DOT_NEAR = 10,
	DOT_ROWS_MOST = 6,
	LABEL_NEAR = 8,
	HATCH = 18,
	WEEK = 6 * 86400,
	POINTS_FEW = 4 /* among so few no gap is cut out */
};

#define AROUND 0.25   /* of an incident's length: entries further outside are not drawn */
#define GAP_LEAST 0.6 /* of the whole: a gap that is cut out */

/* -------------------------------------------------------------------- range */

static void include(struct picture *self, int64_t seconds)
{
	if (self->n_known++ == 0)
		self->first = self->last = seconds;
	self->first = seconds < self->first ? seconds : self->first;
	self->last = seconds > self->last ? seconds : self->last;
}

/* Is an entry near enough to what the milestones tell, if they tell a length? */
static bool is_near(const struct picture *bounds, int64_t seconds)
{
	double around = (double)(bounds->last - bounds->first) * AROUND;

	return bounds->n_known < 2 || around <= 0 ||
	       ((double)seconds >= (double)bounds->first - around &&
		       (double)seconds <= (double)bounds->last + around);
}

static void find_range(struct picture *self, const struct incident *incident)
{
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		if (incident_has(incident, (enum milestone)i))
			include(self, incident->moments[i].seconds);
	if (self->is_ongoing)
		include(self, incident->plan->options->now);

	const struct picture bounds = *self;

	for (size_t i = 0; i < incident->n_entries; i++)
		if (incident->entries[i].when.kind == WHEN_INSTANT &&
			is_near(&bounds, incident->entries[i].when.seconds))
			include(self, incident->entries[i].when.seconds);
}

static int compare_seconds(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a;
	int64_t right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

/* All that is drawn at a point. */
static size_t collect_points(
	const struct picture *self, const struct incident *incident, int64_t *points)
{
	size_t n = 0;

	points[n++] = self->last;
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		if (incident_has(incident, (enum milestone)i))
			points[n++] = incident->moments[i].seconds;
	for (size_t i = 0; i < incident->n_entries; i++) {
		int64_t seconds = incident->entries[i].when.seconds;

		if (incident->entries[i].when.kind == WHEN_INSTANT && seconds >= self->first &&
			seconds <= self->last)
			points[n++] = seconds;
	}
	qsort(points, n, sizeof *points, compare_seconds);
	return n;
}

/* Days in which nothing happened would press all the rest into a few dots; but something must be
 * left to be drawn to scale. */
static void find_gap(struct picture *self, const struct incident *incident)
{
	int64_t *points = mem_zalloc(incident->n_entries + N_MILESTONES + 1, sizeof *points);
	size_t n = collect_points(self, incident, points);
	int64_t whole = self->last - self->first;

	for (size_t i = 1; i < n && n > POINTS_FEW; i++) {
		int64_t gap = points[i] - points[i - 1];

		if (gap < whole && (double)gap > GAP_LEAST * (double)whole) {
			self->gap_from = points[i - 1];
			self->gap_to = points[i];
		}
	}
	free(points);
}

/* ---------------------------------------------------------------------- bar */

static void write_length(const struct incident *incident, int64_t from, int64_t to, struct str *out)
{
	struct when begin = {.kind = WHEN_INSTANT, .seconds = from};
	struct when end = {.kind = WHEN_INSTANT, .seconds = to};
	struct span span;

	span_between(&span, &begin, &end, &incident->plan->zone, incident->plan->options->now);
	span_format(&span, out);
}

/* Where a text of that width can begin: behind a hatched end and any pole in its way. */
static double text_begin(const struct picture *self, const struct incident *incident,
	const struct picture_segment *segment, double width)
{
	double x = segment->x + PAD + (self->starts_about && segment->x <= 0 ? HATCH : 0);

	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++) {
		double pole = picture_x(self, incident->moments[i].seconds);

		if (incident_has(incident, (enum milestone)i) && pole > segment->x + 1 &&
			pole < x + width + PAD && pole + PAD > x)
			x = pole + PAD;
	}
	return x;
}

static bool fits(struct picture *self, const struct incident *incident,
	struct picture_segment *segment, double width)
{
	segment->text_x = text_begin(self, incident, segment, width);
	return segment->text_x + width + PAD <= segment->x + segment->width;
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
	*segment = (struct picture_segment){.phase = phase, .x = picture_x(self, from)};
	segment->width = picture_x(self, to) - segment->x;
	if (!(self->is_ongoing && to == self->last))
		write_length(incident, from, to, &segment->length);
	name_segment(self, incident, segment);
	self->n_segments++;
}

static void lay_out_bar(struct picture *self, const struct incident *incident)
{
	static const enum milestone cuts[] = {MILESTONE_DETECTED, MILESTONE_MITIGATED};
	int64_t from = incident_has(incident, MILESTONE_START)
			       ? incident->moments[MILESTONE_START].seconds
			       : self->first;
	int64_t end = incident_has(incident, MILESTONE_END)
			      ? incident->moments[MILESTONE_END].seconds
			      : self->last;

	for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
		int64_t cut = incident->moments[cuts[i]].seconds;

		if (!incident_has(incident, cuts[i]) || cut <= from || cut >= end)
			continue;
		add_segment(self, incident, from, cut);
		from = cut;
	}
	add_segment(self, incident, from, end);
}

/* --------------------------------------------------------------- milestones */

static void write_moment(const struct picture *self, const struct incident *incident,
	const struct when *when, struct str *out)
{
	struct civil first;
	struct civil civil;

	zone_civil(&incident->plan->zone, self->first, &first);
	zone_civil(&incident->plan->zone, when->seconds, &civil);
	str_append_text(out, " ");
	if (when->seconds - self->first > WEEK) {
		date_write(&civil, DATE_SHORTEST, out);
		str_append_text(out, ", ");
	} else if (civil.day != first.day || civil.month != first.month ||
		   civil.year != first.year) {
		str_appendf(out, "%.3s ", date_weekday(&civil));
	}
	str_append_text(out, when->is_about ? "\xE2\x89\x88" : "");
	clock_write(&civil, out);
}

static const char *word_of(enum milestone milestone)
{
	static const char *const words[N_MILESTONES] = {
		"", "Started", "Detected", "Acknowledged", "Mitigated", "Ended"};

	return words[milestone];
}

/* What a milestone is called: the kind of its event, as the timeline has it, or its field. */
static void write_word(const struct incident *incident, enum milestone milestone, struct str *out)
{
	const struct form *form = incident->plan->document->form;
	unsigned field = milestone_field(form, milestone);
	const char *kind = field == FORM_NONE ? "" : form->fields[field].milestone;
	size_t from = out->len;

	if (*kind == '\0') {
		struct slice label = incident_label(incident, milestone);

		str_append(out, label.data, label.len);
	} else {
		str_append_text(out, kind);
	}
	if (out->len == from)
		str_append_text(out, word_of(milestone));
	if (out->data[from] >= 'a' && out->data[from] <= 'z')
		out->data[from] = (char)(out->data[from] - 'a' + 'A');
}

/* Milestones of the same minute share a label. */
static bool joins_last(const struct picture *self, int64_t seconds)
{
	return self->n_labels > 0 && self->label_seconds / 60 == seconds / 60;
}

static void add_label(
	struct picture *self, const struct incident *incident, enum milestone milestone)
{
	const struct when *when = &incident->moments[milestone];
	bool joins = joins_last(self, when->seconds);
	struct picture_label *label = &self->labels[joins ? self->n_labels - 1 : self->n_labels];

	if (joins) {
		str_splice(&label->text, label->word_len, label->text.len - label->word_len, "", 0);
		str_append_text(&label->text, ", ");
	} else {
		*label =
			(struct picture_label){.pole = picture_x(self, when->seconds), .level = -1};
		self->n_labels++;
	}
	write_word(incident, milestone, &label->text);
	label->word_len = label->text.len;
	self->label_seconds = when->seconds;
	if (!self->is_narrow)
		write_moment(self, incident, when, &label->text);
	label->width = picture_text_width(str_text(&label->text), label->text.len, true);
}

/* In the order of time; those that contradict the order of an incident come where they are. */
static void add_labels(struct picture *self, const struct incident *incident)
{
	bool is_done[N_MILESTONES] = {false};

	for (unsigned round = MILESTONE_START; round < N_MILESTONES; round++) {
		enum milestone next = MILESTONE_NONE;

		for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
			if (!is_done[i] && incident_has(incident, (enum milestone)i) &&
				(next == MILESTONE_NONE || incident->moments[i].seconds <
								   incident->moments[next].seconds))
				next = (enum milestone)i;
		if (next == MILESTONE_NONE)
			return;
		is_done[next] = true;
		add_label(self, incident, next);
	}
}

/* Each above its pole if there is room, else pushed to the right, then back to the left. */
static void place_labels(struct picture *self)
{
	double gap = self->is_narrow ? POLE_GAP_NARROW : POLE_GAP;
	double least = 0;
	double most = self->width;

	for (size_t i = 0; i < self->n_labels; i++) {
		struct picture_label *label = &self->labels[i];

		label->x = label->pole - label->width / 2;
		label->x = label->x > least ? label->x : least;
		least = label->x + label->width + gap;
	}
	for (size_t i = self->n_labels; i-- > 0;) {
		struct picture_label *label = &self->labels[i];

		if (label->x + label->width > most)
			label->x = most - label->width;
		most = label->x - gap;
	}
}

static bool is_above_pole(const struct picture_label *label)
{
	return label->pole >= label->x - 1 && label->pole <= label->x + label->width + 1;
}

/*
 * A label beside its pole has an elbow as leader. Of those pushed to the right the farther one
 * runs lower, of those pushed to the left likewise, so no two leaders cross.
 */
static void place_leaders(struct picture *self)
{
	int level = 0;

	for (size_t i = 0; i < self->n_labels; i++) {
		struct picture_label *label = &self->labels[i];

		label->is_at_right = label->x + label->width / 2 > self->width / 2;
		if (is_above_pole(label) || label->pole > label->x) {
			level = 0;
			continue;
		}
		label->level = level++;
		self->levels = level > self->levels ? level : self->levels;
	}
	level = 0;
	for (size_t i = self->n_labels; i-- > 0;) {
		struct picture_label *label = &self->labels[i];

		if (is_above_pole(label) || label->pole < label->x) {
			level = 0;
			continue;
		}
		label->level = level++;
		self->levels = level > self->levels ? level : self->levels;
	}
}

/* --------------------------------------------------------------------- dots */

/* The first row in which no dot is near; the last one takes what has none. */
static int dot_row(const double *last_x, double x)
{
	for (int row = 0; row < DOT_ROWS_MOST; row++)
		if (last_x[row] < 0 || x - last_x[row] >= DOT_NEAR)
			return row;
	return DOT_ROWS_MOST - 1;
}

static int compare_dots(const void *a, const void *b)
{
	const struct picture_dot *left = a;
	const struct picture_dot *right = b;

	if (left->x < right->x || left->x > right->x)
		return left->x < right->x ? -1 : 1;
	return (left->entry > right->entry) - (left->entry < right->entry);
}

static void add_dots(struct picture *self, const struct incident *incident)
{
	self->dots = mem_zalloc(incident->n_entries + 1, sizeof *self->dots);
	for (size_t i = 0; i < incident->n_entries; i++) {
		const struct incident_entry *entry = &incident->entries[i];

		if (entry->when.kind == WHEN_INSTANT && entry->milestone == MILESTONE_NONE &&
			entry->when.seconds >= self->first && entry->when.seconds <= self->last)
			self->dots[self->n_dots++] = (struct picture_dot){
				.entry = i, .x = picture_x(self, entry->when.seconds)};
	}
	qsort(self->dots, self->n_dots, sizeof *self->dots, compare_dots);
}

static void place_dots(struct picture *self)
{
	double last_x[DOT_ROWS_MOST];

	for (int row = 0; row < DOT_ROWS_MOST; row++)
		last_x[row] = -1;
	for (size_t i = 0; i < self->n_dots; i++) {
		struct picture_dot *dot = &self->dots[i];

		dot->row = dot_row(last_x, dot->x);
		last_x[dot->row] = dot->x;
		self->dot_rows = dot->row + 1 > self->dot_rows ? dot->row + 1 : self->dot_rows;
	}
}

/* ---------------------------------------------------------- labels of dots */

static size_t count_kind(
	const struct picture *self, const struct incident *incident, const struct str *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n_dots; i++)
		n += str_equal(incident_cell(incident, self->dots[i].entry, incident->kind_column),
			kind->data, kind->len);
	return n;
}

static bool has_room(const struct picture *self, const struct picture_dot *dot, double width)
{
	for (size_t i = 0; i < self->n_dots; i++) {
		const struct picture_dot *other = &self->dots[i];
		double half =
			picture_text_width(str_text(&other->label), other->label.len, false) / 2;

		if (other->label.len > 0 && other != dot &&
			dot->label_x - width / 2 < other->label_x + half + LABEL_NEAR &&
			dot->label_x + width / 2 > other->label_x - half - LABEL_NEAR)
			return false;
	}
	return true;
}

static void label_dot(
	struct picture *self, const struct incident *incident, struct picture_dot *dot)
{
	const struct str *kind = incident_cell(incident, dot->entry, incident->kind_column);
	struct str text = {0};
	struct civil civil;

	zone_civil(&incident->plan->zone, incident->entries[dot->entry].when.seconds, &civil);
	str_appendf(&text, "%s %02d:%02d", str_text(kind), civil.hour, civil.minute);
	double width = picture_text_width(text.data, text.len, false);

	dot->label_x = dot->x < width / 2                 ? width / 2
		       : dot->x > self->width - width / 2 ? self->width - width / 2
							  : dot->x;
	if (has_room(self, dot, width)) {
		dot->label = text;
		self->has_dot_labels = true;
	} else {
		str_release(&text);
	}
}

/* The rarest kinds first: they say more than the many actions. */
static void label_dots(struct picture *self, const struct incident *incident)
{
	enum { COUNTED = 200 }; /* with more there is no room anyway */

	if (self->n_dots > COUNTED || incident->kind_column == FORM_NONE)
		return;
	for (size_t n = 1; n <= self->n_dots; n++)
		for (size_t i = 0; i < self->n_dots; i++) {
			const struct str *kind =
				incident_cell(incident, self->dots[i].entry, incident->kind_column);

			if (kind->len > 0 && count_kind(self, incident, kind) == n)
				label_dot(self, incident, &self->dots[i]);
		}
}

/* ---------------------------------------------------------------- the whole */

bool picture_init(
	struct picture *self, const struct incident *incident, double width, bool is_narrow)
{
	*self = (struct picture){
		.width = width, .is_narrow = is_narrow, .is_ongoing = incident->is_ongoing};
	find_range(self, incident);
	if (self->n_known < 2 || self->last <= self->first)
		return false;
	find_gap(self, incident);
	self->starts_about = incident->moments[MILESTONE_START].is_about;
	self->ends_unknown = !self->is_ongoing && !incident_has(incident, MILESTONE_END);
	lay_out_bar(self, incident);
	add_labels(self, incident);
	place_labels(self);
	place_leaders(self);
	add_dots(self, incident);
	place_dots(self);
	if (!is_narrow)
		label_dots(self, incident);
	picture_ticks_place(self, &incident->plan->zone);
	return true;
}

void picture_release(struct picture *self)
{
	for (size_t i = 0; i < self->n_segments; i++) {
		str_release(&self->segments[i].name);
		str_release(&self->segments[i].length);
	}
	for (size_t i = 0; i < self->n_labels; i++)
		str_release(&self->labels[i].text);
	for (size_t i = 0; i < self->n_dots; i++)
		str_release(&self->dots[i].label);
	for (size_t i = 0; i < self->n_ticks; i++)
		str_release(&self->ticks[i].text);
	free(self->dots);
	*self = (struct picture){0};
}
