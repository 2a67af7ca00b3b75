/*
 * Drawing the incident to scale above its timeline. Made anew only when one of the values that it
 * shows has changed.
 */
#include "internal.h"

#include <string.h>

enum { LONG = 10000 /* rows */ };

/* A long timeline is looked through when its changes are checked, and not with each of them. */
static bool may_wait(const struct editor *editor, unsigned field)
{
	return editor_document(editor)->tables[field].n > LONG &&
	       editor_check_due(editor) != INT64_MAX;
}

void kept_chart_update(
	struct kept_chart *self, const struct editor *editor, unsigned field, unsigned columns)
{
	struct when_style style = editor_when_style(editor);
	const char *zone = style.zone->name;
	unsigned stamp = chart_stamp(editor_document(editor), field);

	bool is_same = self->stamp == stamp || editor_is_quick(editor) || may_wait(editor, field);

	if (self->is_made && self->field == field && is_same &&
		self->chart.span.columns == columns && self->dates == style.dates &&
		strcmp(self->zone, zone) == 0)
		return;
	self->is_made = true;
	self->field = field;
	self->stamp = stamp;
	self->dates = style.dates;
	memcpy(self->zone, zone, strlen(zone) + 1);
	chart_make(&self->chart, editor_document(editor), field, &style, columns);
}

/* The column of the row under the cursor; CHART_MAX if it has none. */
static unsigned column_here(const struct screen *screen)
{
	const struct editor *editor = screen->editor;
	const struct focus *focus = editor_focus(editor);
	const struct kept_chart *kept = &screen->tables.chart;

	if (focus->field != kept->field || !editor_on_row(editor))
		return CHART_MAX;
	return chart_column_of_row(&kept->chart, editor_document(editor), kept->field, focus->row);
}

/* --- drawing --- */

static void axis_draw(const struct chart *chart, unsigned here, struct pen *pen)
{
	for (unsigned i = 0; i < chart->span.columns; i++) {
		bool is_heavy = i >= chart->harm_from && i < chart->harm_to;
		enum style style = is_heavy ? STYLE_HARM : STYLE_AFTERMATH;
		enum glyph glyph = is_heavy ? GLYPH_HEAVY : GLYPH_HORIZONTAL;

		if (chart->ticks[i])
			glyph = is_heavy ? GLYPH_HEAVY_TICK : GLYPH_TICK;
		if (chart_is_midnight(chart, i))
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

static void letters_draw(const struct chart *chart, unsigned here, struct pen *pen)
{
	unsigned start = pen->column;

	(void)here;
	for (unsigned i = 0; i < chart->span.columns; i++)
		if (chart->letters[i] != MILESTONE_NONE) {
			const char letter[] = {milestone_letter(chart->letters[i]), '\0'};

			pen_move(pen, start + i);
			pen_styled(pen, table_milestone_style(chart->letters[i]), letter);
		}
}

/* The day of a midnight is as bright as the lines of days are. */
static void scale_draw(const struct chart *chart, unsigned here, struct pen *pen)
{
	const struct chart_scale *scale = &chart->scale;

	(void)here;
	for (size_t i = 0; i < scale->n; i++) {
		const struct chart_label *label = &scale->items[i];
		struct pen at = pen_at(pen->canvas, pen->line, pen->column + label->column,
			CHART_LABEL, label->is_day ? STYLE_NORMAL : STYLE_DIM);

		if (label->is_day)
			pen_glyph(&at, GLYPH_VERTICAL);
		pen_text(&at, label->text);
	}
}

void chart_line_draw(const struct chart *chart, unsigned here, size_t nth, struct pen *pen)
{
	static void (*const lines[CHART_LINES])(const struct chart *, unsigned, struct pen *) = {
		letters_draw, axis_draw, scale_draw};

	lines[nth](chart, here, pen);
}

static void chart_draw(
	struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	pen_move(pen, pen->origin + block->column);
	chart_line_draw(&screen->tables.chart.chart, column_here(screen), nth, pen);
}

static const struct block_type chart_type = {chart_draw};

void chart_add_blocks(struct screen *screen, unsigned field)
{
	unsigned columns = screen->layout.page.columns - MARK_COLUMNS - 2;
	struct block *block;

	kept_chart_update(&screen->tables.chart, screen->editor, field,
		columns < CHART_MAX ? columns : CHART_MAX);
	if (screen->tables.chart.chart.is_empty)
		return;
	block = blocks_add(&screen->blocks, &chart_type, CHART_LINES, 0);
	block->column = MARK_COLUMNS;
}
