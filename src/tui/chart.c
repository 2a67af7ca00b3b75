/*
 * Drawing the incident to scale, from its first known moment to its last. Made anew only when one
 * of the values that it shows has changed.
 */
#include "internal.h"

#include "model/walk.h"

#include <string.h>

enum { CHART_LEAST = 20 /* columns */ };

/* --- the moments --- */

struct moments {
	struct when milestones[N_MILESTONES];
	const struct form_field *field;
	const struct rows *events;
	unsigned time_column;
	int64_t first;
	int64_t last;
	size_t n_known;
};

static void note_moment(struct moments *self, int64_t seconds)
{
	if (self->n_known == 0 || seconds < self->first)
		self->first = seconds;
	if (self->n_known == 0 || seconds > self->last)
		self->last = seconds;
	self->n_known++;
}

static bool event_time(const struct moments *self, size_t row, int64_t *seconds)
{
	const struct value *value = &self->events->items[row].cells[self->time_column];
	struct when when;

	if (value->text.len == 0 || !when_parse(&when, str_text(&value->text), NULL) ||
		when.kind != WHEN_INSTANT)
		return false;
	*seconds = when.seconds;
	return true;
}

static bool moments_find(struct moments *self, const struct document *document, unsigned field)
{
	int64_t seconds;

	*self = (struct moments){
		.field = &document->form->fields[field],
		.events = &document->tables[field],
		.time_column =
			form_find_column_role(&document->form->fields[field], ROLE_EVENT_TIME),
	};
	milestone_times(document, self->milestones);
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		if (self->milestones[i].kind == WHEN_INSTANT)
			note_moment(self, self->milestones[i].seconds);
	if (self->time_column != FORM_NONE)
		for (size_t i = 0; i < self->events->n; i++)
			if (event_time(self, i, &seconds))
				note_moment(self, seconds);
	return self->n_known >= 2 && self->last > self->first;
}

/* --- to scale --- */

/* Above its moment, or next to it if that column is taken. */
static void place_letter(struct chart *self, unsigned column, enum milestone milestone)
{
	for (unsigned i = 0; i < N_MILESTONES && column + i < self->span.columns; i++)
		if (self->letters[column + i] == MILESTONE_NONE) {
			self->letters[column + i] = milestone;
			return;
		}
	for (unsigned i = 1; i < N_MILESTONES && i <= column; i++)
		if (self->letters[column - i] == MILESTONE_NONE) {
			self->letters[column - i] = milestone;
			return;
		}
}

/* From the start, or the first thing known, until it was mitigated, or as far as is known; none if
 * neither is known. */
static void find_harm(struct chart *self, const struct moments *moments)
{
	const struct when *start = &moments->milestones[MILESTONE_START];
	const struct when *over = &moments->milestones[MILESTONE_MITIGATED];

	if (over->kind != WHEN_INSTANT)
		over = &moments->milestones[MILESTONE_END];
	self->harm_from = self->harm_to = 0;
	if (start->kind != WHEN_INSTANT && over->kind != WHEN_INSTANT && over->kind != WHEN_ONGOING)
		return;
	self->harm_from =
		start->kind == WHEN_INSTANT ? chart_column(&self->span, start->seconds) : 0;
	self->harm_to = over->kind == WHEN_INSTANT ? chart_column(&self->span, over->seconds)
						   : self->span.columns;
}

static void chart_make(
	struct chart *self, const struct editor *editor, unsigned field, unsigned columns)
{
	struct when_style style = editor_when_style(editor);
	struct moments moments;
	int64_t seconds;

	memset(self->letters, 0, sizeof(self->letters));
	memset(self->ticks, 0, sizeof(self->ticks));
	self->is_empty =
		columns < CHART_LEAST || !moments_find(&moments, editor_document(editor), field);
	self->span.columns = columns;
	if (self->is_empty)
		return;
	self->span.first = moments.first;
	self->span.last = moments.last;
	self->is_ongoing = moments.milestones[MILESTONE_END].kind == WHEN_ONGOING;
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		if (moments.milestones[i].kind == WHEN_INSTANT)
			place_letter(self, chart_column(&self->span, moments.milestones[i].seconds),
				(enum milestone)i);
	for (size_t i = 0; moments.time_column != FORM_NONE && i < moments.events->n; i++)
		if (event_time(&moments, i, &seconds))
			self->ticks[chart_column(&self->span, seconds)] = true;
	find_harm(self, &moments);
	chart_scale_make(&self->scale, &self->span, &style);
}

/* Grows with each change of a value that the chart shows. */
static unsigned stamp_of(const struct document *document, unsigned field)
{
	unsigned stamp = document->values[field].revision;

	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++) {
		unsigned other = milestone_field(document->form, (enum milestone)i);

		stamp += other != FORM_NONE ? document->values[other].revision : 0;
	}
	return stamp;
}

static void chart_update(
	struct chart *self, const struct editor *editor, unsigned field, unsigned columns)
{
	struct when_style style = editor_when_style(editor);
	const char *zone = style.zone->name;
	unsigned stamp = stamp_of(editor_document(editor), field);

	bool is_same = self->stamp == stamp || editor_is_quick(editor);

	if (self->is_made && self->field == field && is_same && self->span.columns == columns &&
		self->dates == style.dates && strcmp(self->zone, zone) == 0)
		return;
	self->is_made = true;
	self->field = field;
	self->stamp = stamp;
	self->dates = style.dates;
	memcpy(self->zone, zone, strlen(zone) + 1);
	chart_make(self, editor, field, columns);
}

/* --- drawing --- */

/* The column of the row under the cursor; CHART_MAX if it has none. */
static unsigned column_here(const struct screen *screen)
{
	const struct editor *editor = screen->editor;
	const struct focus *focus = editor_focus(editor);
	const struct chart *chart = &screen->tables.chart;
	const struct moments moments = {
		.events = &editor_document(editor)->tables[chart->field],
		.time_column = form_find_column_role(
			&editor_form(editor)->fields[chart->field], ROLE_EVENT_TIME),
	};
	int64_t seconds;

	if (focus->field != chart->field || !editor_on_row(editor) ||
		moments.time_column == FORM_NONE || !event_time(&moments, focus->row, &seconds))
		return CHART_MAX;
	return chart_column(&chart->span, seconds);
}

static bool is_midnight(const struct chart *chart, unsigned column)
{
	for (size_t i = 0; i < chart->scale.n; i++)
		if (chart->scale.items[i].is_day && chart->scale.items[i].column == column)
			return true;
	return false;
}

static void axis_draw(const struct screen *screen, struct pen *pen)
{
	const struct chart *chart = &screen->tables.chart;
	unsigned here = column_here(screen);

	for (unsigned i = 0; i < chart->span.columns; i++) {
		bool is_heavy = i >= chart->harm_from && i < chart->harm_to;
		enum style style = is_heavy ? STYLE_HARM : STYLE_AFTERMATH;
		enum glyph glyph = is_heavy ? GLYPH_HEAVY : GLYPH_HORIZONTAL;

		if (chart->ticks[i])
			glyph = is_heavy ? GLYPH_HEAVY_TICK : GLYPH_TICK;
		if (is_midnight(chart, i))
			glyph = GLYPH_MIDNIGHT;
		if (chart->is_ongoing && i + 1 == chart->span.columns)
			glyph = GLYPH_ONWARD;
		if (i == here) {
			glyph = GLYPH_HERE;
			style = STYLE_SELECTION;
		}
		canvas_glyph(pen->canvas, pen->line, pen->column + i, glyph, style);
	}
}

static void letters_draw(const struct screen *screen, struct pen *pen)
{
	const struct chart *chart = &screen->tables.chart;
	unsigned start = pen->column;

	for (unsigned i = 0; i < chart->span.columns; i++)
		if (chart->letters[i] != MILESTONE_NONE) {
			const char letter[] = {milestone_letter(chart->letters[i]), '\0'};

			pen_move(pen, start + i);
			pen_styled(pen, table_milestone_style(chart->letters[i]), letter);
		}
}

/* The day of a midnight is as bright as the lines of days are. */
static void scale_draw(const struct screen *screen, struct pen *pen)
{
	const struct chart_scale *scale = &screen->tables.chart.scale;

	for (size_t i = 0; i < scale->n; i++) {
		const struct chart_label *label = &scale->items[i];
		struct pen at = pen_at(pen->canvas, pen->line, pen->column + label->column,
			CHART_LABEL, label->is_day ? STYLE_NORMAL : STYLE_DIM);

		if (label->is_day)
			pen_glyph(&at, GLYPH_VERTICAL);
		pen_text(&at, label->text);
	}
}

static void chart_draw(
	struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	static void (*const lines[CHART_LINES])(const struct screen *, struct pen *) = {
		letters_draw, axis_draw, scale_draw};

	pen_move(pen, pen->origin + block->column);
	lines[nth](screen, pen);
}

static const struct block_type chart_type = {chart_draw};

void chart_add_blocks(struct screen *screen, unsigned field)
{
	unsigned columns = screen->layout.page.columns - MARK_COLUMNS - 2;
	struct block *block;

	chart_update(&screen->tables.chart, screen->editor, field,
		columns < CHART_MAX ? columns : CHART_MAX);
	if (screen->tables.chart.is_empty)
		return;
	block = blocks_add(&screen->blocks, &chart_type, CHART_LINES, 0);
	block->column = MARK_COLUMNS;
}
