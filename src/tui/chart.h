/*
 * The incident to scale: letters of milestones, a line with a tick for each event, and a scale. The
 * line is heavy while users were affected, from the start until it was mitigated.
 */
#ifndef AFTERWORD_TUI_CHART_H
#define AFTERWORD_TUI_CHART_H

#include "model/milestone.h"
#include "model/when.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CHART_MAX = 200, CHART_LINES = 3 };

/* From the moment in its first column to that in its last. */
struct chart_span {
	int64_t first;
	int64_t last;
	unsigned columns;
};

/* --- chart_scale.c --- */

unsigned chart_column(const struct chart_span *self, int64_t seconds);

enum { CHART_LABEL = 16, CHART_LABELS = 40 };

struct chart_label {
	unsigned column;
	bool is_day; /* a midnight: marked on the line, too */
	char text[CHART_LABEL];
};

/* The ends of a span, and round moments between them as far as their labels fit. */
struct chart_scale {
	struct chart_label items[CHART_LABELS];
	size_t n;
};

void chart_scale_make(
	struct chart_scale *self, const struct chart_span *span, const struct when_style *style);

/* --- chart.c --- */

struct chart {
	bool is_made;
	unsigned field;
	unsigned stamp; /* of all values that it shows */
	char zone[64];
	enum date_style dates;
	bool is_empty;
	bool is_ongoing;
	struct chart_span span;
	unsigned harm_from; /* columns where the line is heavy */
	unsigned harm_to;
	enum milestone letters[CHART_MAX]; /* above the line */
	bool ticks[CHART_MAX];             /* events on it */
	struct chart_scale scale;
};

#endif
