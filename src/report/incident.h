/* An incident as figures, the picture and the timeline need it: its moments, entries and phases. */
#ifndef AFTERWORD_REPORT_INCIDENT_H
#define AFTERWORD_REPORT_INCIDENT_H

#include "report_plan.h"

#include "model/milestone.h"

/* What users and the team go through, one after the other. */
enum incident_phase {
	PHASE_NONE, /* before it began, or after its end */
	PHASE_UNDETECTED,
	PHASE_MITIGATING,
	PHASE_RECOVERING,
	PHASE_UNKNOWN, /* nothing says when it was noticed */
	N_PHASES,
};

struct incident_entry {
	size_t row; /* of the events */
	struct when when;
	enum milestone milestone; /* what its kind says */
};

struct incident {
	const struct report_plan *plan;
	struct when moments[N_MILESTONES]; /* those that the report may show */
	unsigned events;                   /* FORM_NONE if there are none to show, else: */
	unsigned time_column;
	unsigned kind_column;
	unsigned text_column;
	unsigned who_column; /* each FORM_NONE if the report may not show it */
	struct incident_entry *entries;
	size_t n_entries;
	bool is_ongoing;
	bool is_by_day; /* only days are known, and all moments are noons; see picture_days.h */
};

void incident_init(struct incident *self, const struct report_plan *plan);
void incident_release(struct incident *self);

/* Is it a moment in time, exact or about? */
bool incident_has(const struct incident *self, enum milestone milestone);

/* The phase that a moment is in; the start of one is in it. */
enum incident_phase incident_phase_at(const struct incident *self, int64_t seconds);

/* "Not yet detected"; "" for none. */
const char *incident_phase_name(enum incident_phase phase);

/* The text of an entry's cell, "" where the report may not show it. */
const struct str *incident_cell(const struct incident *self, size_t entry, unsigned column);

/* The label of the field that tells a milestone, without its colon; "" if the form has none. */
struct slice incident_label(const struct incident *self, enum milestone milestone);

/* Is the field that tells it an earlier milestone, too, which then has its label? */
bool incident_is_named_before(const struct incident *self, enum milestone milestone);

/* "15 October 2023, 08:00 – 16 October, 14:00 EDT (America/New_York)"; nothing if not known. */
void incident_write_when(const struct incident *self, struct str *out);

/* Appends "08:00", "â08:00", "day", or what was typed if it is no time. */
void incident_write_time(const struct incident *self, size_t entry, struct str *out);

/* The day that the entries of a table are on; {0} before the first. */
struct incident_day {
	struct civil civil;
	bool is_open;
	bool is_known;   /* else none of them has said a day yet */
	bool has_offset; /* it was a moment that began it, not a date */
};

/*
 * Does an entry begin another day, which then is in self? So does a change of the zone's offset;
 * an entry without a day is on the one before it.
 */
bool incident_day_begins(struct incident_day *self, const struct incident *incident, size_t entry);

#endif
