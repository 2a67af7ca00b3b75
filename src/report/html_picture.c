/*
 * The picture of an incident as inline SVG, once for wide and once for narrow screens. Fill and
 * stroke are attributes as well as classes: WeasyPrint paints black what only a class colours.
 */
#include "html_parts.h"

#include "picture.h"

#include <string.h>

enum { WIDE = 760, NARROW = 360, LABEL_Y = 11, LEADER_Y = 16, BAR_Y = 24, LEVEL = 4, BAR = 26 };
enum { DOT_Y = 13, DOT_STEP = 10, DOT_LABEL_Y = 19, AXIS_Y = 9, TICK_Y = 16, STROKE = 6 };

struct drawing {
	const struct incident *incident;
	const struct picture *picture;
	struct str *out;
	double bar_y;
	double dots_y; /* of the first row */
	double axis_y;
};

static const char *const fills[N_PHASES] = {"", "#9c2b1d", "#df982c", "#a4c4b0"};
static const char *const text_fills[N_PHASES] = {"", "#ffffff", "#231400", "#0f2317"};

/* ------------------------------------------------------------------- pieces */

static void put(const struct drawing *self, const char *name, double number)
{
	str_append_char(self->out, ' ');
	str_append_text(self->out, name);
	str_append_text(self->out, "=\"");
	html_number(number, self->out);
	str_append_char(self->out, '"');
}

enum line_style { LINE_FRAME, LINE_AXIS, LINE_MIDNIGHT, LINE_TICK, LINE_HATCH };

static void put_line(const struct drawing *self, enum line_style style, double x1, double y1,
	double x2, double y2)
{
	static const char *const styles[] = {
		[LINE_FRAME] = "class=\"s\" stroke=\"#3f444a\"",
		[LINE_AXIS] = "class=\"h\" stroke=\"#d8d8d2\"",
		[LINE_MIDNIGHT] = "class=\"h\" stroke=\"#d8d8d2\" stroke-dasharray=\"2 2\"",
		[LINE_TICK] = "class=\"g\" stroke=\"#62676d\"",
		[LINE_HATCH] = "stroke=\"#ffffff\" stroke-width=\"2\"",
	};

	str_appendf(self->out, "<line %s", styles[style]);
	put(self, "x1", x1);
	put(self, "y1", y1);
	put(self, "x2", x2);
	put(self, "y2", y2);
	str_append_text(self->out, "/>\n");
}

enum text_style { TEXT_MUTED, TEXT_BOLD };

static void put_text(const struct drawing *self, enum text_style style, double x, double y,
	int anchor, struct slice text)
{
	static const char *const styles[] = {
		[TEXT_MUTED] = "class=\"m\" fill=\"#62676d\"",
		[TEXT_BOLD] = "class=\"b\" fill=\"#1b1d20\" font-weight=\"600\"",
	};
	static const char *const anchors[] = {"start", "middle", "end"};

	str_appendf(self->out, "<text %s font-size=\"11\" text-anchor=\"%s\"", styles[style],
		anchors[anchor + 1]);
	put(self, "x", x);
	put(self, "y", y);
	str_append_char(self->out, '>');
	html_escape(text, self->out);
	str_append_text(self->out, "</text>\n");
}

/* ---------------------------------------------------------------------- bar */

static void draw_segment(const struct drawing *self, const struct picture_segment *segment)
{
	str_appendf(self->out, "<rect class=\"f%d\" fill=\"%s\"", (int)segment->phase,
		fills[segment->phase]);
	put(self, "x", segment->x);
	put(self, "y", self->bar_y);
	put(self, "width", segment->width);
	put(self, "height", BAR);
	str_append_text(self->out, "/>\n");
	if (segment->name.len == 0 && !segment->shows_length)
		return;
	str_appendf(self->out, "<text class=\"t%d\" fill=\"%s\" font-size=\"11\"",
		(int)segment->phase, text_fills[segment->phase]);
	put(self, "x", segment->text_x);
	put(self, "y", self->bar_y + 17);
	str_append_char(self->out, '>');
	if (segment->name.len > 0) {
		str_append_text(self->out, "<tspan class=\"b\" font-weight=\"600\">");
		html_escape(slice_of(&segment->name), self->out);
		str_append_text(self->out, "</tspan>");
	}
	if (segment->shows_length) {
		str_append_text(self->out, segment->name.len > 0 ? " " : "");
		html_escape(slice_of(&segment->length), self->out);
	}
	str_append_text(self->out, "</text>\n");
}

/* An end that is about, or unknown: cut strokes rather than a pattern, which may not print. */
static void draw_hatch(const struct drawing *self, double from)
{
	for (int i = 0; i < PICTURE_HATCH / STROKE; i++)
		put_line(self, LINE_HATCH, from + i * STROKE, self->bar_y + BAR,
			from + (i + 1) * STROKE, self->bar_y);
}

/* An ongoing incident fades out. */
static void draw_fade(const struct drawing *self)
{
	const struct picture *picture = self->picture;
	const char *id = picture->is_narrow ? "fade-narrow" : "fade-wide";
	const struct picture_segment *last = &picture->segments[picture->n_segments - 1];
	double from = last->x + last->width;

	str_appendf(self->out,
		"<defs><linearGradient id=\"%s\"><stop class=\"c%d\" offset=\"0\" stop-color=\"%s\"/>"
		"<stop class=\"c%d\" offset=\"1\" stop-color=\"%s\" stop-opacity=\"0\"/>"
		"</linearGradient></defs>\n<rect fill=\"url(#%s)\"",
		id, (int)last->phase, fills[last->phase], (int)last->phase, fills[last->phase], id);
	put(self, "x", from);
	put(self, "y", self->bar_y);
	put(self, "width", picture->width - from);
	put(self, "height", BAR);
	str_append_text(self->out, "/>\n");
	put_text(self, TEXT_MUTED, picture->width, LABEL_Y, 1, slice_of_text(PICTURE_ONGOING));
}

/* Phases on paper have little contrast in light colours, so a frame holds them. */
static void draw_frame(const struct drawing *self)
{
	const struct picture *picture = self->picture;
	const struct picture_segment *last = &picture->segments[picture->n_segments - 1];
	double from = picture->segments[0].x;
	double to = last->x + last->width;

	put_line(self, LINE_FRAME, from, self->bar_y, to, self->bar_y);
	put_line(self, LINE_FRAME, from, self->bar_y + BAR, to, self->bar_y + BAR);
	put_line(self, LINE_FRAME, from, self->bar_y, from, self->bar_y + BAR);
	if (!picture->is_ongoing)
		put_line(self, LINE_FRAME, to, self->bar_y, to, self->bar_y + BAR);
}

/* Where time is cut out, the bar and the axis are broken by a white zigzag. */
static void draw_gap(const struct drawing *self)
{
	const struct picture *picture = self->picture;
	double x =
		(picture_x(picture, picture->gap_from) + picture_x(picture, picture->gap_to)) / 2;
	const double ys[] = {self->bar_y - 2, self->axis_y - 5};
	const double heights[] = {BAR + 4, 10};

	for (size_t i = 0; i < 2; i++) {
		str_append_text(self->out, "<path class=\"gap\" fill=\"none\" stroke=\"#fdfdfb\" "
					   "stroke-width=\"5\" d=\"M");
		html_number(x - 3, self->out);
		str_append_char(self->out, ' ');
		html_number(ys[i], self->out);
		for (int k = 1; k <= 4; k++) {
			str_append_char(self->out, ' ');
			html_number(x + (k % 2 ? 3 : -3), self->out);
			str_append_char(self->out, ' ');
			html_number(ys[i] + heights[i] * k / 4, self->out);
		}
		str_append_text(self->out, "\"/>\n");
	}
}

static void draw_bar(const struct drawing *self)
{
	const struct picture *picture = self->picture;

	if (picture->n_segments == 0)
		return;
	for (size_t i = 0; i < picture->n_segments; i++)
		draw_segment(self, &picture->segments[i]);
	bool has_room = picture->bar_to - picture->bar_from > 2 * PICTURE_HATCH;

	if (picture->starts_about && has_room)
		draw_hatch(self, picture->bar_from);
	if (picture->ends_about && has_room)
		draw_hatch(self, picture->bar_to - PICTURE_HATCH);
	draw_frame(self);
	if (picture->is_ongoing)
		draw_fade(self);
}

/* --------------------------------------------------------------- milestones */

static void draw_label(const struct drawing *self, const struct picture_label *label)
{
	double bottom = self->bar_y + BAR;
	double right = label->x + label->width;

	put_text(self, TEXT_BOLD, label->is_at_right ? right : label->x, LABEL_Y,
		label->is_at_right ? 1 : -1, slice_of(&label->text));
	if (label->level < 0) {
		put_line(self, LINE_FRAME, label->pole, LEADER_Y, label->pole, bottom);
		return;
	}

	double elbow = LEADER_Y + (label->level + 1) * LEVEL;
	double at = label->pole < label->x ? label->x + 3 : right - 3;

	put_line(self, LINE_FRAME, at, LEADER_Y, at, elbow);
	put_line(self, LINE_FRAME, at, elbow, label->pole, elbow);
	put_line(self, LINE_FRAME, label->pole, elbow, label->pole, bottom);
}

/* --------------------------------------------------------------------- dots */

static void draw_dot(const struct drawing *self, const struct picture_dot *dot)
{
	const struct incident *incident = self->incident;
	double y = self->dots_y + dot->row * DOT_STEP;
	struct civil civil;

	zone_civil(&incident->plan->zone, incident->entries[dot->entry].when.seconds, &civil);
	str_appendf(self->out, "<a href=\"#e%zu\"><title>", dot->entry + 1);
	if (picture_is_long(self->picture)) {
		date_write(&civil, DATE_SHORTEST, self->out);
		str_append_text(self->out, ", ");
	}
	clock_write(&civil, self->out);
	str_append_char(self->out, ' ');
	html_escape(
		slice_trim(slice_of(incident_cell(incident, dot->entry, incident->text_column))),
		self->out);
	str_append_text(self->out, "</title><circle fill=\"#ffffff\" fill-opacity=\"0\"");
	put(self, "cx", dot->x);
	put(self, "cy", y);
	put(self, "r", 9);
	str_append_text(self->out,
		"/><circle class=\"d\" fill=\"#fdfdfb\" stroke=\"#1b1d20\" stroke-width=\"2\"");
	put(self, "cx", dot->x);
	put(self, "cy", y);
	put(self, "r", 4);
	str_append_text(self->out, "/></a>\n");
}

static void draw_dots(const struct drawing *self)
{
	const struct picture *picture = self->picture;
	double bottom = self->dots_y + (picture->dot_rows - 1) * DOT_STEP;

	for (size_t i = 0; i < picture->n_dots; i++) {
		const struct picture_dot *dot = &picture->dots[i];

		if (dot->label.len > 0) {
			put_line(self, LINE_TICK, dot->x, self->dots_y + dot->row * DOT_STEP + 4,
				dot->x, bottom + DOT_LABEL_Y - 10);
			put_text(self, TEXT_MUTED, dot->label_x, bottom + DOT_LABEL_Y, 0,
				slice_of(&dot->label));
		}
	}
	for (size_t i = 0; i < picture->n_dots; i++)
		draw_dot(self, &picture->dots[i]);
}

/* --------------------------------------------------------------------- axis */

static void draw_axis(const struct drawing *self)
{
	const struct picture *picture = self->picture;

	put_line(self, LINE_AXIS, 0, self->axis_y, picture->width, self->axis_y);
	for (size_t i = 0; i < picture->n_ticks; i++) {
		const struct picture_tick *tick = &picture->ticks[i];

		if (tick->is_line && tick->is_midnight)
			put_line(self, LINE_MIDNIGHT, tick->x, self->bar_y + BAR + 1, tick->x,
				self->axis_y);
		if (tick->is_line)
			put_line(self, LINE_TICK, tick->x, self->axis_y, tick->x, self->axis_y + 4);
		if (tick->text.len > 0)
			put_text(self, tick->is_midnight ? TEXT_BOLD : TEXT_MUTED, tick->text_x,
				self->axis_y + TICK_Y, tick->anchor, slice_of(&tick->text));
	}
}

/* ---------------------------------------------------------------- the whole */

static void write_legend(const struct picture *picture, struct str *out)
{
	str_append_text(out, "<p class=\"legend\">");
	for (size_t i = 0; i < picture->n_segments; i++) {
		const struct picture_segment *segment = &picture->segments[i];

		if (segment->is_named && !picture->is_narrow)
			continue;
		str_appendf(out, "<span><span class=\"swatch p%d\"></span>%s", (int)segment->phase,
			incident_phase_name(segment->phase));
		if (segment->length.len > 0) {
			str_append_char(out, ' ');
			html_escape(slice_of(&segment->length), out);
		}
		str_append_text(out, "</span> ");
	}
	if (picture->n_dots > 0)
		str_append_text(
			out, "<span><span class=\"dot\"></span>Entry of the timeline</span>");
	str_append_text(out, "</p>\n");
}

static void write_picture(
	const struct incident *incident, double width, bool is_narrow, struct str *out)
{
	struct picture picture;

	if (!picture_init(&picture, incident, width, is_narrow))
		return;
	double bar_y = BAR_Y + LEVEL * picture.levels;
	double dots_y = bar_y + BAR + DOT_Y;
	double below =
		picture.n_dots == 0 ? bar_y + BAR : dots_y + (picture.dot_rows - 1) * DOT_STEP + 4;

	if (picture.has_dot_labels)
		below += DOT_LABEL_Y - 4;
	const struct drawing drawing = {.incident = incident,
		.picture = &picture,
		.out = out,
		.bar_y = bar_y,
		.dots_y = dots_y,
		.axis_y = below + AXIS_Y};

	str_appendf(out,
		"<div class=\"%s\">\n<svg viewBox=\"0 0 %d %d\" role=\"group\" "
		"aria-label=\"",
		is_narrow ? "narrow" : "wide", (int)width, (int)drawing.axis_y + TICK_Y + 4);
	html_write_picture_text(incident, out);
	str_append_text(out, "\">\n");
	draw_bar(&drawing);
	if (picture.gap_to > picture.gap_from)
		draw_gap(&drawing);
	for (size_t i = 0; i < picture.n_labels; i++)
		draw_label(&drawing, &picture.labels[i]);
	draw_axis(&drawing);
	draw_dots(&drawing);
	str_append_text(out, "</svg>\n");
	write_legend(&picture, out);
	str_append_text(out, "</div>\n");
	picture_release(&picture);
}

void html_write_picture(const struct incident *incident, struct str *out)
{
	size_t from = out->len;
	size_t inside;

	str_append_text(out, "<figure class=\"chart\">\n");
	inside = out->len;
	write_picture(incident, WIDE, false, out);
	write_picture(incident, NARROW, true, out);
	if (out->len == inside)
		str_splice(out, from, out->len - from, "", 0);
	else
		str_append_text(out, "</figure>\n");
}
