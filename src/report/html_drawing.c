/* The pieces of an incident's picture as SVG; see html_drawing.h. */
#include "html_drawing.h"

#include "html_text.h"

void drawing_number(const struct drawing *self, const char *name, double number)
{
	str_append_char(self->out, ' ');
	str_append_text(self->out, name);
	str_append_text(self->out, "=\"");
	html_number(number, self->out);
	str_append_char(self->out, '"');
}

void drawing_line(const struct drawing *self, enum line_style style, double x1, double y1,
	double x2, double y2)
{
	static const char *const styles[] = {
		[LINE_FRAME] = "class=\"s\" stroke=\"#3f444a\"",
		[LINE_AXIS] = "class=\"h\" stroke=\"#d8d8d2\"",
		[LINE_MIDNIGHT] = "class=\"h\" stroke=\"#d8d8d2\" stroke-dasharray=\"2 2\"",
		[LINE_TICK] = "class=\"g\" stroke=\"#62676d\"",
		[LINE_HATCH] = "class=\"k\" stroke=\"#ffffff\" stroke-width=\"2\"",
	};

	str_appendf(self->out, "<line %s", styles[style]);
	drawing_number(self, "x1", x1);
	drawing_number(self, "y1", y1);
	drawing_number(self, "x2", x2);
	drawing_number(self, "y2", y2);
	str_append_text(self->out, "/>\n");
}

void drawing_text(const struct drawing *self, enum text_style style, double x, double y, int anchor,
	struct slice text)
{
	static const char *const styles[] = {
		[TEXT_MUTED] = "class=\"m\" fill=\"#62676d\"",
		[TEXT_BOLD] = "class=\"b\" fill=\"#1b1d20\" font-weight=\"600\"",
	};
	static const char *const anchors[] = {"start", "middle", "end"};

	str_appendf(self->out, "<text %s font-size=\"11\" text-anchor=\"%s\"", styles[style],
		anchors[anchor + 1]);
	drawing_number(self, "x", x);
	drawing_number(self, "y", y);
	str_append_char(self->out, '>');
	html_escape(text, self->out);
	str_append_text(self->out, "</text>\n");
}

/* A stroke from the lower left to the upper right, cut off at the edges of the band. */
static void draw_stroke(const struct drawing *self, const struct picture_band *band, double x)
{
	double left = x > band->x ? x : band->x;
	double right = x + DRAWING_BAR;
	double bottom = self->bar_y + DRAWING_BAR;

	if (right > band->x + band->width)
		right = band->x + band->width;
	if (left < right)
		drawing_line(
			self, LINE_TICK, left, bottom - (left - x), right, bottom - (right - x));
}

void drawing_bands(const struct drawing *self)
{
	for (size_t i = 0; i < self->picture->n_bands; i++) {
		const struct picture_band *band = &self->picture->bands[i];
		double right = band->x + band->width;

		str_append_text(self->out, "<rect class=\"u\" fill=\"#f4f4ef\"");
		drawing_number(self, "x", band->x);
		drawing_number(self, "y", self->bar_y);
		drawing_number(self, "width", band->width);
		drawing_number(self, "height", DRAWING_BAR);
		str_append_text(self->out, "/>\n");
		for (int n = 0; n * DRAWING_STROKE < DRAWING_BAR + band->width; n++)
			draw_stroke(self, band, band->x - DRAWING_BAR + n * DRAWING_STROKE);
		drawing_line(
			self, LINE_FRAME, band->x, self->bar_y, band->x, self->bar_y + DRAWING_BAR);
		drawing_line(
			self, LINE_FRAME, right, self->bar_y, right, self->bar_y + DRAWING_BAR);
	}
}
