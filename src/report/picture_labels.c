/* The milestones above the bar: what they are called, where their labels and leaders are. */
#include "date_words.h"
#include "picture_parts.h"

enum { POLE_GAP = 13, POLE_GAP_NARROW = 9, WEEK = 6 * 86400 };

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

void picture_labels_place(struct picture *self, const struct incident *incident)
{
	add_labels(self, incident);
	place_labels(self);
	place_leaders(self);
}
