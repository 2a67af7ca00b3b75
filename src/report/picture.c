/* Where the parts of an incident's picture are; see picture.h. */
#include "picture.h"

#include "base/mem.h"
#include "picture_parts.h"
#include "picture_ticks.h"

#include <stdlib.h>

enum {
	POINTS_FEW = 4,           /* among so few no gap is cut out */
	GAP_SHORTEST = 48 * 3600, /* nor one of fewer seconds */
};

#define AROUND 0.25   /* of an incident's length: entries further outside are not drawn */
#define GAP_LEAST 0.9 /* of the whole: a gap that is cut out */

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

/* A moment, or the whole of its day. */
static void include_moment(struct picture *self, int64_t seconds)
{
	int64_t half = self->is_by_day ? PICTURE_DAY / 2 : 0;

	include(self, seconds - half);
	if (half > 0)
		include(self, seconds + half);
}

static void find_range(struct picture *self, const struct incident *incident)
{
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		if (incident_has(incident, (enum milestone)i))
			include_moment(self, incident->moments[i].seconds);
	if (self->is_ongoing)
		include(self, incident->plan->options->now);

	const struct picture bounds = *self;

	for (size_t i = 0; i < incident->n_entries; i++)
		if (incident->entries[i].when.kind == WHEN_INSTANT &&
			is_near(&bounds, incident->entries[i].when.seconds))
			include_moment(self, incident->entries[i].when.seconds);
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

/* Days in which nothing happened would press all the rest into a few dots. What took only hours is
 * drawn to scale: an empty stretch may be the longest phase of it. */
static void find_gap(struct picture *self, const struct incident *incident)
{
	int64_t *points = mem_zalloc(incident->n_entries + N_MILESTONES + 1, sizeof *points);
	size_t n = collect_points(self, incident, points);
	int64_t whole = self->last - self->first;

	for (size_t i = 1; i < n && n > POINTS_FEW; i++) {
		int64_t gap = points[i] - points[i - 1];

		if (gap < whole && gap > GAP_SHORTEST && (double)gap > GAP_LEAST * (double)whole) {
			self->gap_from = points[i - 1];
			self->gap_to = points[i];
		}
	}
	free(points);
}

bool picture_init(
	struct picture *self, const struct incident *incident, double width, bool is_narrow)
{
	*self = (struct picture){.width = width,
		.is_narrow = is_narrow,
		.is_by_day = incident->is_by_day,
		.is_ongoing = incident->is_ongoing};
	find_range(self, incident);
	if (self->n_known < 2 || self->last <= self->first)
		return false;
	if (!self->is_by_day)
		find_gap(self, incident);
	self->starts_about = !self->is_by_day && incident->moments[MILESTONE_START].is_about;
	self->ends_about = !self->is_by_day && !self->is_ongoing &&
			   (!incident_has(incident, MILESTONE_END) ||
				   incident->moments[MILESTONE_END].is_about);
	picture_bar_place(self, incident);
	picture_labels_place(self, incident);
	picture_dots_place(self, incident);
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
