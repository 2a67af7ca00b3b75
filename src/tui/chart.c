/*
 * The incident to scale: a line from its first known moment to its last, a tick per
 * event, and above it the letters of the milestones. Rebuilt only when the document has
 * changed.
 */
#include "internal.h"

#include "model/walk.h"
#include "text/grapheme.h"

#include <ctype.h>
#include <string.h>

enum {
	CHART_LEAST = 20,   /* columns */
	MANY_EVENTS = 2000, /* too many to reread for every typed key */
	LEGEND_GAP = 2,
};

/* --- the moments --- */

struct moment {
	int64_t seconds;
	char letter; /* 0: an event */
	const char *word;
	bool is_edge; /* start or end */
};

struct moments {
	struct moment milestones[16];
	size_t n;
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

static bool is_milestone(const struct form_field *field)
{
	return kind_info(field->kind)->is_moment &&
	       (field->milestone[0] || field_has_role(field, ROLE_START) ||
		       field_has_role(field, ROLE_END));
}

static const char *milestone_word(const struct form_field *field)
{
	if (field_has_role(field, ROLE_START))
		return "start";
	if (field_has_role(field, ROLE_END))
		return "end";
	return field->milestone;
}

static void find_milestones(struct moments *self, const struct document *document)
{
	const struct form *form = document->form;

	for (unsigned i = 0; i < form->n_fields && self->n < 16; i++) {
		struct moment *moment = &self->milestones[self->n];
		struct when when;

		if (!is_milestone(&form->fields[i]))
			continue;
		document_when(document, i, &when);
		if (when.kind != WHEN_INSTANT)
			continue;
		moment->seconds = when.seconds;
		moment->word = milestone_word(&form->fields[i]);
		moment->is_edge = field_has_role(&form->fields[i], ROLE_START) ||
				  field_has_role(&form->fields[i], ROLE_END);
		moment->letter = (char)toupper((unsigned char)moment->word[0]);
		note_moment(self, when.seconds);
		self->n++;
	}
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
		.events = &document->tables[field],
		.time_column =
			form_find_column_role(&document->form->fields[field], ROLE_EVENT_TIME),
	};
	find_milestones(self, document);
	if (self->time_column != FORM_NONE)
		for (size_t i = 0; i < self->events->n; i++)
			if (event_time(self, i, &seconds))
				note_moment(self, seconds);
	return self->n_known >= 2 && self->last > self->first;
}

/* --- to scale --- */

static unsigned column_of(const struct chart *self, const struct moments *moments, int64_t seconds)
{
	double share =
		(double)(seconds - moments->first) / (double)(moments->last - moments->first);

	return (unsigned)(share * (self->columns - 1) + 0.5);
}

/* Above its moment, or next to it if that column is taken. */
static void place_letter(struct chart *self, unsigned column, char letter)
{
	for (unsigned i = 0; i < 3 && column + i < self->columns; i++)
		if (!self->letters[column + i] || self->letters[column + i] == letter) {
			self->letters[column + i] = letter;
			return;
		}
	for (unsigned i = 1; i < 3 && i <= column; i++)
		if (!self->letters[column - i]) {
			self->letters[column - i] = letter;
			return;
		}
}

static void show_end(const struct session *session, int64_t seconds, struct str *out)
{
	struct when when = {.kind = WHEN_INSTANT, .seconds = seconds};

	str_clear(out);
	when_show_short(&when, editor_shown_zone(session_editor(session)), false, out);
}

static bool add_to_legend(struct chart *self, const struct moment *moment, unsigned room)
{
	size_t before = self->legend.len;

	str_appendf(&self->legend, "%s%c %s", before > 0 ? "  " : "", moment->letter, moment->word);
	if (grapheme_width(str_text(&self->legend), self->legend.len) <= room)
		return true;
	str_splice(&self->legend, before, self->legend.len - before, "", 0);
	return false;
}

/* "S start  D detected", as far as it fits between the ends of the line; those need no legend. */
static void make_legend(struct chart *self, const struct moments *moments)
{
	unsigned ends = grapheme_width(str_text(&self->start), self->start.len) +
			grapheme_width(str_text(&self->end), self->end.len);
	unsigned room =
		self->columns > ends + 2 * LEGEND_GAP ? self->columns - ends - 2 * LEGEND_GAP : 0;
	bool fits = true;

	str_clear(&self->legend);
	for (size_t i = 0; i < moments->n; i++)
		fits = add_to_legend(self, &moments->milestones[i], room) && fits;
	if (fits)
		return;
	str_clear(&self->legend);
	for (size_t i = 0; i < moments->n; i++)
		if (!moments->milestones[i].is_edge)
			add_to_legend(self, &moments->milestones[i], room);
}

static void chart_make(
	struct chart *self, const struct session *session, unsigned field, unsigned columns)
{
	struct moments moments;
	unsigned end = form_find_role(editor_form(session_editor(session)), ROLE_END);
	struct when when = {0};
	int64_t seconds;

	memset(self->letters, 0, sizeof(self->letters));
	memset(self->ticks, 0, sizeof(self->ticks));
	self->columns = columns < CHART_MAX ? columns : CHART_MAX;
	self->is_empty = columns < CHART_LEAST ||
			 !moments_find(&moments, editor_document(session_editor(session)), field);
	if (self->is_empty)
		return;
	if (end != FORM_NONE)
		document_when(editor_document(session_editor(session)), end, &when);
	self->is_ongoing = when.kind == WHEN_ONGOING;
	for (size_t i = 0; i < moments.n; i++)
		place_letter(self, column_of(self, &moments, moments.milestones[i].seconds),
			moments.milestones[i].letter);
	for (size_t i = 0; moments.time_column != FORM_NONE && i < moments.events->n; i++)
		if (event_time(&moments, i, &seconds))
			self->ticks[column_of(self, &moments, seconds)] = true;
	show_end(session, moments.first, &self->start);
	show_end(session, moments.last, &self->end);
	make_legend(self, &moments);
}

/* Typing prose does not change times; with very many events that is worth checking. */
static bool is_current(
	const struct chart *self, const struct session *session, unsigned field, unsigned columns)
{
	const struct form_field *focused =
		&editor_form(session_editor(session))
			 ->fields[editor_focus(session_editor(session))->field];
	bool is_typing = editor_focus(session_editor(session))->is_editing &&
			 !editor_focus(session_editor(session))->in_row &&
			 !kind_info(focused->kind)->is_time;

	if (!self->is_made || self->shows_utc != editor_shows_utc(session_editor(session)) ||
		self->columns != (columns < CHART_MAX ? columns : CHART_MAX) ||
		self->n_rows != editor_document(session_editor(session))->tables[field].n)
		return false;
	return self->revision == editor_document(session_editor(session))->revision ||
	       (is_typing && self->n_rows > MANY_EVENTS);
}

/* --- drawing --- */

static void axis_draw(const struct chart *chart, struct pen *pen)
{
	for (unsigned i = 0; i < chart->columns; i++) {
		enum glyph glyph = GLYPH_HORIZONTAL;

		if (i == 0)
			glyph = GLYPH_LINE_START;
		else if (i + 1 == chart->columns)
			glyph = chart->is_ongoing ? GLYPH_LINE_ONWARD : GLYPH_LINE_END;
		else if (chart->ticks[i])
			glyph = GLYPH_TICK;
		canvas_glyph(pen->canvas, pen->line, pen->column + i, glyph, STYLE_NOTE);
	}
}

static void letters_draw(const struct chart *chart, struct pen *pen)
{
	unsigned start = pen->column;

	pen->style = STYLE_KEY;
	for (unsigned i = 0; i < chart->columns; i++)
		if (chart->letters[i]) {
			pen_move(pen, start + i);
			pen_write(pen, &chart->letters[i], 1);
		}
}

static void ends_draw(const struct chart *chart, struct pen *pen)
{
	unsigned start = pen->column;
	unsigned end = start + chart->columns;
	unsigned width = grapheme_width(str_text(&chart->legend), chart->legend.len);
	unsigned middle = start + (chart->columns - width) / 2;
	unsigned least;

	pen->style = STYLE_DIM;
	pen_write(pen, str_text(&chart->start), chart->start.len);
	least = pen->column + LEGEND_GAP;
	pen_move(pen, middle > least ? middle : least);
	pen_write(pen, str_text(&chart->legend), chart->legend.len);
	pen_move(pen, end - grapheme_width(str_text(&chart->end), chart->end.len));
	pen_write(pen, str_text(&chart->end), chart->end.len);
}

static void chart_draw(
	struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	static void (*const lines[CHART_LINES])(const struct chart *, struct pen *) = {
		letters_draw, axis_draw, ends_draw};

	pen_move(pen, pen->origin + block->column);
	lines[nth](&screen->chart, pen);
}

static const struct block_type chart_type = {chart_draw};

void chart_release(struct chart *self)
{
	str_release(&self->legend);
	str_release(&self->start);
	str_release(&self->end);
	*self = (struct chart){0};
}

void chart_add_blocks(struct screen *screen, unsigned field)
{
	struct chart *chart = &screen->chart;
	const struct session *session = screen->session;
	unsigned columns = screen->layout.page.columns - MARK_COLUMNS - 2;
	struct block *block;

	if (!is_current(chart, session, field, columns)) {
		chart_make(chart, session, field, columns);
		chart->is_made = true;
		chart->n_rows = editor_document(screen->editor)->tables[field].n;
		chart->revision = editor_document(screen->editor)->revision;
		chart->shows_utc = editor_shows_utc(screen->editor);
	}
	if (chart->is_empty)
		return;
	block = blocks_add(&screen->blocks, &chart_type, CHART_LINES, 0);
	block->column = MARK_COLUMNS;
}
