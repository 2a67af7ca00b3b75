/*
 * The picture of an incident as inline SVG, once for wide and once for narrow screens. Fill and
 * stroke are attributes as well as classes: WeasyPrint paints black what only a class colours.
 */
#include "html_parts.h"

#include "html_drawing.h"
#include "picture_days.h"

#include <string.h>

enum { WIDE = 760, NARROW = 360, LABEL_Y = 11, LEADER_Y = 16, BAR_Y = 24, LEVEL = 4 };
enum { DOT_Y = 13, DOT_STEP = 10, DOT_LABEL_Y = 19, AXIS_Y = 9, TICK_Y = 16 };

static const char *const fills[N_PHASES] = {"", "#9c2b1d", "#df982c", "#a4c4b0", "#6b7076"};
static const char *const text_fills[N_PHASES] = {"", "#ffffff", "#231400", "#0f2317", "#ffffff"};

/* ---------------------------------------------------------------------- bar */

static void draw_segment(const struct drawing *self, const struct picture_segment *segment)
{
	str_appendf(self->out, "<rect class=\"f%d\" fill=\"%s\"", (int)segment->phase,
		fills[segment->phase]);
	drawing_number(self, "x", segment->x);
	drawing_number(self, "y", self->bar_y);
	drawing_number(self, "width", segment->width);
	drawing_number(self, "height", DRAWING_BAR);
	str_append_text(self->out, "/>\n");
	if (segment->name.len == 0 && !segment->shows_length)
		return;
	str_appendf(self->out, "<text class=\"t%d\" fill=\"%s\" font-size=\"11\"",
		(int)segment->phase, text_fills[segment->phase]);
	drawing_number(self, "x", segment->text_x);
	drawing_number(self, "y", self->bar_y + 17);
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
	for (int i = 0; i < PICTURE_HATCH / DRAWING_STROKE; i++)
		drawing_line(self, LINE_HATCH, from + i * DRAWING_STROKE, self->bar_y + DRAWING_BAR,
			from + (i + 1) * DRAWING_STROKE, self->bar_y);
}

/* An ongoing incident fades out, in the colour of where it has got to. */
static void draw_fade(const struct drawing *self)
{
	const struct picture *picture = self->picture;
	const char *id = picture->is_narrow ? "fade-narrow" : "fade-wide";
	enum incident_phase phase = incident_phase_at(self->incident, picture->last);
	double from = picture->bar_to;

	if (phase == PHASE_NONE)
		return;
	str_appendf(self->out,
		"<defs><linearGradient id=\"%s\"><stop class=\"c%d\" offset=\"0\" stop-color=\"%s\"/>"
		"<stop class=\"c%d\" offset=\"1\" stop-color=\"%s\" stop-opacity=\"0\"/>"
		"</linearGradient></defs>\n<rect fill=\"url(#%s)\"",
		id, (int)phase, fills[phase], (int)phase, fills[phase], id);
	drawing_number(self, "x", from);
	drawing_number(self, "y", self->bar_y);
	drawing_number(self, "width", picture->width - from);
	drawing_number(self, "height", DRAWING_BAR);
	str_append_text(self->out, "/>\n");
	drawing_text(self, TEXT_MUTED, picture->width, LABEL_Y, 1, slice_of_text(PICTURE_ONGOING));
}

static void widen(double *from, double *to, double x, double width)
{
	*from = x < *from ? x : *from;
	*to = x + width > *to ? x + width : *to;
}

/* Phases on paper have little contrast in light colours, so a frame holds them. */
static void draw_frame(const struct drawing *self)
{
	const struct picture *picture = self->picture;
	double from = picture->width;
	double to = 0;

	for (size_t i = 0; i < picture->n_segments; i++)
		widen(&from, &to, picture->segments[i].x, picture->segments[i].width);
	for (size_t i = 0; i < picture->n_bands; i++)
		widen(&from, &to, picture->bands[i].x, picture->bands[i].width);

	drawing_line(self, LINE_FRAME, from, self->bar_y, to, self->bar_y);
	drawing_line(
		self, LINE_FRAME, from, self->bar_y + DRAWING_BAR, to, self->bar_y + DRAWING_BAR);
	drawing_line(self, LINE_FRAME, from, self->bar_y, from, self->bar_y + DRAWING_BAR);
	if (!picture->is_ongoing)
		drawing_line(self, LINE_FRAME, to, self->bar_y, to, self->bar_y + DRAWING_BAR);
}

/* Where time is cut out, the bar and the axis are broken by a white zigzag. */
static void draw_gap(const struct drawing *self)
{
	const struct picture *picture = self->picture;
	double x =
		(picture_x(picture, picture->gap_from) + picture_x(picture, picture->gap_to)) / 2;
	const double ys[] = {self->bar_y - 2, self->axis_y - 5};
	const double heights[] = {DRAWING_BAR + 4, 10};

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

	for (size_t i = 0; i < picture->n_segments; i++)
		draw_segment(self, &picture->segments[i]);
	drawing_bands(self);
	if (picture->n_segments == 0 && picture->n_bands == 0)
		return;
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
	/* In the day it would be at its noon. */
	double bottom = self->bar_y + (self->picture->is_by_day ? 0 : DRAWING_BAR);
	double right = label->x + label->width;

	drawing_text(self, TEXT_BOLD, label->is_at_right ? right : label->x, LABEL_Y,
		label->is_at_right ? 1 : -1, slice_of(&label->text));
	if (label->level < 0) {
		drawing_line(self, LINE_FRAME, label->pole, LEADER_Y, label->pole, bottom);
		return;
	}

	double elbow = LEADER_Y + (label->level + 1) * LEVEL;
	double at = label->pole < label->x ? label->x + 3 : right - 3;

	drawing_line(self, LINE_FRAME, at, LEADER_Y, at, elbow);
	drawing_line(self, LINE_FRAME, at, elbow, label->pole, elbow);
	drawing_line(self, LINE_FRAME, label->pole, elbow, label->pole, bottom);
}

/* --------------------------------------------------------------------- dots */

static void draw_dot(const struct drawing *self, const struct picture_dot *dot)
{
	const struct incident *incident = self->incident;
	double y = self->dots_y + dot->row * DOT_STEP;
	struct civil civil;

	zone_civil(&incident->plan->zone, incident->entries[dot->entry].when.seconds, &civil);
	str_appendf(self->out, "<a href=\"#e%zu\"><title>", dot->entry + 1);
	if (picture_is_long(self->picture) || self->picture->is_by_day)
		date_write(&civil, DATE_SHORTEST, self->out);
	if (!self->picture->is_by_day) {
		str_append_text(self->out, picture_is_long(self->picture) ? ", " : "");
		clock_write(&civil, self->out);
	}
	str_append_char(self->out, ' ');
	html_escape(
		slice_trim(slice_of(incident_cell(incident, dot->entry, incident->text_column))),
		self->out);
	str_append_text(self->out, "</title><circle fill=\"#ffffff\" fill-opacity=\"0\"");
	drawing_number(self, "cx", dot->x);
	drawing_number(self, "cy", y);
	drawing_number(self, "r", 9);
	str_append_text(self->out,
		"/><circle class=\"d\" fill=\"#fdfdfb\" stroke=\"#1b1d20\" stroke-width=\"2\"");
	drawing_number(self, "cx", dot->x);
	drawing_number(self, "cy", y);
	drawing_number(self, "r", 4);
	str_append_text(self->out, "/></a>\n");
}

static void draw_dots(const struct drawing *self)
{
	const struct picture *picture = self->picture;
	double bottom = self->dots_y + (picture->dot_rows - 1) * DOT_STEP;

	for (size_t i = 0; i < picture->n_dots; i++) {
		const struct picture_dot *dot = &picture->dots[i];

		if (dot->label.len > 0) {
			drawing_line(self, LINE_TICK, dot->x,
				self->dots_y + dot->row * DOT_STEP + 4, dot->x,
				bottom + DOT_LABEL_Y - 10);
			drawing_text(self, TEXT_MUTED, dot->label_x, bottom + DOT_LABEL_Y, 0,
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

	drawing_line(self, LINE_AXIS, 0, self->axis_y, picture->width, self->axis_y);
	for (size_t i = 0; i < picture->n_ticks; i++) {
		const struct picture_tick *tick = &picture->ticks[i];

		if (tick->is_line && tick->is_midnight)
			drawing_line(self, LINE_MIDNIGHT, tick->x, self->bar_y + DRAWING_BAR + 1,
				tick->x, self->axis_y);
		if (tick->is_line)
			drawing_line(
				self, LINE_TICK, tick->x, self->axis_y, tick->x, self->axis_y + 4);
		if (tick->text.len > 0)
			drawing_text(self, tick->is_midnight ? TEXT_BOLD : TEXT_MUTED, tick->text_x,
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
	if (picture->n_bands > 0)
		str_append_text(out,
			"<span><span class=\"swatch day\"></span>At some time of this day</span> ");
	if (picture->n_dots > 0)
		str_append_text(
			out, "<span><span class=\"dot\"></span>Entry of the timeline</span>");
	str_append_text(out, "</p>\n");
}

/* told is the incident with its times, if it is drawn without them. */
static void write_picture(const struct incident *incident, const struct incident *told,
	double width, bool is_narrow, struct str *out)
{
	struct picture picture;

	if (!picture_init(&picture, incident, width, is_narrow))
		return;
	double bar_y = BAR_Y + LEVEL * picture.levels;
	double dots_y = bar_y + DRAWING_BAR + DOT_Y;
	double below = picture.n_dots == 0 ? bar_y + DRAWING_BAR
					   : dots_y + (picture.dot_rows - 1) * DOT_STEP + 4;

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
	html_write_picture_text(told, incident->is_by_day, out);
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
	struct picture_days days;
	bool is_by_day = picture_days_init(&days, incident);
	const struct incident *drawn = is_by_day ? &days.incident : incident;

	str_append_text(out, "<figure class=\"chart\">\n");
	inside = out->len;
	write_picture(drawn, incident, WIDE, false, out);
	write_picture(drawn, incident, NARROW, true, out);
	if (is_by_day)
		picture_days_release(&days);
	if (out->len == inside)
		str_splice(out, from, out->len - from, "", 0);
	else
		str_append_text(out, "</figure>\n");
}
