/* The chart of the page, as it is kept from one drawing to the next. */
#ifndef AFTERWORD_TUI_CHART_H
#define AFTERWORD_TUI_CHART_H

#include "reading/chart.h"

struct kept_chart {
	bool is_made;
	unsigned field;
	unsigned stamp; /* of all values that it shows */
	char zone[64];
	enum date_style dates;
	struct chart chart;
};

#endif
