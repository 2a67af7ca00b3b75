/* The pieces of an incident's picture as SVG. */
#ifndef AFTERWORD_REPORT_HTML_DRAWING_H
#define AFTERWORD_REPORT_HTML_DRAWING_H

#include "picture.h"

enum { DRAWING_BAR = 26 /* its height */, DRAWING_STROKE = 6 };

struct drawing {
	const struct incident *incident;
	const struct picture *picture;
	struct str *out;
	double bar_y;
	double dots_y; /* of the first row */
	double axis_y;
};

enum line_style { LINE_FRAME, LINE_AXIS, LINE_MIDNIGHT, LINE_TICK, LINE_HATCH };
enum text_style { TEXT_MUTED, TEXT_BOLD };

/* Appends a number as an attribute. */
void drawing_number(const struct drawing *self, const char *name, double number);
void drawing_line(const struct drawing *self, enum line_style style, double x1, double y1,
	double x2, double y2);
/* anchor: -1 x is where it begins, 0 its middle, 1 its end. */
void drawing_text(const struct drawing *self, enum text_style style, double x, double y, int anchor,
	struct slice text);

/* The days of milestones in a picture by days: somewhere in each of them one was. */
void drawing_bands(const struct drawing *self);

#endif
