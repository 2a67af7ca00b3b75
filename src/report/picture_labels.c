/* The milestones above the bar: what they are called, where their labels and leaders are. */
#include "date_words.h"
#include "picture_parts.h"

#include "text/grapheme.h"

#include <string.h>

enum { POLE_GAP = 13, POLE_GAP_NARROW = 9, POLE_NEAR = 3, WEEK = 6 * 86400 };

static void write_moment(const struct picture *self, const struct incident *incident,
	const struct when *when, struct str *out)
{
	struct civil first;
	struct civil civil;

	if (self->is_by_day) {
		zone_civil(&incident->plan->zone, when->seconds, &civil);
		str_append_text(out, when->is_about ? " \xE2\x89\x88" : " ");
		date_write(&civil, DATE_SHORTEST, out);
		return;
	}
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
	picture_write_clock(self, &civil, out);
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

/* Milestones of the same minute share a label if their poles are hardly apart. */
static bool joins_last(const struct picture *self, int64_t seconds)
{
	return self->n_labels > 0 && self->label_seconds / 60 == seconds / 60 &&
	       picture_x(self, seconds) - self->labels[self->n_labels - 1].pole < POLE_NEAR;
}

static void add_label(
	struct picture *self, const struct incident *incident, enum milestone milestone)
{
	const struct when *when = &incident->moments[milestone];
	bool joins = joins_last(self, when->seconds);
	struct picture_label *label = &self->labels[joins ? self->n_labels - 1 : self->n_labels];

	if (joins && incident_is_named_before(incident, milestone))
		return;

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

static double gap_of(const struct picture *self)
{
	return self->is_narrow ? POLE_GAP_NARROW : POLE_GAP;
}

/* How wide all of them may be; where it goes on, the right end says so. */
static double room_for_labels(const struct picture *self)
{
	return self->width - (self->is_ongoing ? picture_text_width(PICTURE_ONGOING,
							 strlen(PICTURE_ONGOING), false) +
							 gap_of(self)
					       : 0);
}

static double width_of_labels(const struct picture *self)
{
	double width = 0;

	for (size_t i = 0; i < self->n_labels; i++)
		width += self->labels[i].width + (i > 0 ? gap_of(self) : 0);
	return width;
}

/* To so many bytes, and a mark for what is missing. */
static void cut_label(struct picture_label *label, size_t len, const char *mark)
{
	str_splice(&label->text, len, label->text.len - len, "", 0);
	str_append_text(&label->text, mark);
	label->width = picture_text_width(str_text(&label->text), label->text.len, true);
}

/* The text of the widest one loses its last letter. */
static bool shorten_widest(struct picture *self)
{
	static const char mark[] = "\xE2\x80\xA6";
	struct picture_label *widest = &self->labels[0];

	for (size_t i = 1; i < self->n_labels; i++)
		if (self->labels[i].width > widest->width)
			widest = &self->labels[i];

	size_t len = widest->word_len;

	widest->word_len = grapheme_previous(str_text(&widest->text), len, len);
	if (widest->word_len == 0)
		return false;
	cut_label(widest, widest->word_len, mark);
	return true;
}

/* Where not all fit, the times go first: the axis and the timeline have them. */
static void fit_labels(struct picture *self)
{
	double room = room_for_labels(self);

	if (width_of_labels(self) <= room)
		return;
	for (size_t i = 0; i < self->n_labels; i++)
		cut_label(&self->labels[i], self->labels[i].word_len, "");
	while (width_of_labels(self) > room && shorten_widest(self))
		;
}

/* Each above its pole if there is room, else pushed to the right, then back to the left. */
static void place_labels(struct picture *self)
{
	double gap = gap_of(self);
	double least = 0;
	double most = room_for_labels(self);

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

void picture_labels_place(struct picture *self, const struct incident *incident)
{
	add_labels(self, incident);
	fit_labels(self);
	place_labels(self);
	place_leaders(self);
}
