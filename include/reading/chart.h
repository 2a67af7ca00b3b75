/*
 * The incident to scale: letters of milestones, a line with a tick for each event, and a scale. The
 * line is heavy while users were affected, from the start until it was mitigated.
 */
#ifndef AFTERWORD_READING_CHART_H
#define AFTERWORD_READING_CHART_H

#include "model/document.h"
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

struct chart {
	bool is_empty;
	bool is_ongoing;
	struct chart_span span;
	unsigned harm_from; /* columns where the line is heavy */
	unsigned harm_to;
	enum milestone letters[CHART_MAX]; /* above the line */
	bool ticks[CHART_MAX];             /* events on it */
	struct chart_scale scale;
};

/* Draws the events of a rows field in at most CHART_MAX columns. It is empty if there are too few
 * columns, or less than two moments. */
void chart_make(struct chart *self, const struct document *document, unsigned field,
	const struct when_style *style, unsigned columns);

/* Grows with each change of a value that the chart of a field shows. */
unsigned chart_stamp(const struct document *document, unsigned field);

/* The column of a row of the field; CHART_MAX if it has none. */
unsigned chart_column_of_row(
	const struct chart *self, const struct document *document, unsigned field, size_t row);

/* Is the day marked there that begins? */
bool chart_is_midnight(const struct chart *self, unsigned column);

#endif
