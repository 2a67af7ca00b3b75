/* The few numbers that an incident is remembered by, for the head of a report. */
#ifndef AFTERWORD_REPORT_FIGURES_H
#define AFTERWORD_REPORT_FIGURES_H

#include "incident.h"

enum { FIGURES_MOST = 5 };

struct figure {
	struct str label;          /* "To detect" */
	struct str value;          /* "30 min", "ongoing"; an en dash if nothing is known */
	struct str note;           /* what it measures, or why it is missing */
	enum incident_phase phase; /* whose length it is; PHASE_NONE for others */
	bool is_bad;               /* the note is about something overdue */
};

/* Those that the form can have and the report may show; release each of them. Returns how many. */
size_t figures_make(const struct incident *incident, struct figure out[FIGURES_MOST]);
/* Only how long it lasted, into an empty figure; false if that may not be shown. */
bool figures_make_duration(const struct incident *incident, struct figure *out);
/* A length as people remember it: from 48 h on only days and hours. */
void figures_write_span(const struct span *span, struct str *out);
void figure_release(struct figure *self);

struct task_counts {
	size_t all;
	size_t open;
	size_t overdue;
};

/* false if the report has no tasks to show; blank rows are not counted. */
bool task_counts_find(const struct report_plan *plan, struct task_counts *counts);

#endif
