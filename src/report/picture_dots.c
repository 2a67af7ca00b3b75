/* The dots below the bar, one for each other entry, in rows, with a label where there is room. */
#include "base/mem.h"
#include "date_words.h"
#include "picture_parts.h"

#include <stdlib.h>

enum { DOT_NEAR = 10, DOT_ROWS_MOST = 6, LABEL_NEAR = 8 };

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

/* -------------------------------------------------------------- their labels */

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
	str_appendf(&text, "%s ", str_text(kind));
	if (picture_is_long(self) || self->is_by_day)
		date_write(&civil, DATE_SHORTEST, &text);
	else
		picture_write_clock(self, &civil, &text);
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

void picture_dots_place(struct picture *self, const struct incident *incident)
{
	add_dots(self, incident);
	place_dots(self);
	if (!self->is_narrow)
		label_dots(self, incident);
}
