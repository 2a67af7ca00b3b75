/* The scale below a chart, for the chart alone. */
#ifndef AFTERWORD_READING_CHART_PARTS_H
#define AFTERWORD_READING_CHART_PARTS_H

#include "reading/chart.h"

void chart_scale_make(
	struct chart_scale *self, const struct chart_span *span, const struct when_style *style);

#endif
