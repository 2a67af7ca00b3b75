/*
 * The rules above and below the page. The upper one says what holds for all of the page: which
 * row is open, which rows are shown, in what zone times are. The lower one has the name of the
 * field, which may have scrolled out of sight, and what keys are meant for.
 */
#include "internal.h"

#include "base/ensure.h"
#include "check/check.h"
#include "text/grapheme.h"

#include <string.h>

enum { EDGE = 2 /* columns of line before the first word and after the last */ };

enum { PARTS_MAX = 6, FILTER_SHARE = 3 /* of the line, for its text at most */ };

/* What a rule says at its right end, with a line between the parts. */
struct words {
	struct str parts[PARTS_MAX];
	size_t n;
	enum style style;
};

/* The next part, to be filled. */
static struct str *words_begin(struct words *self)
{
	ENSURE(self->n < PARTS_MAX);
	return &self->parts[self->n++];
}

static void words_release(struct words *self)
{
	for (size_t i = 0; i < self->n; i++)
		str_release(&self->parts[i]);
}

/* --- the upper one --- */

static void add_filter(const struct screen *screen, struct words *words)
{
	const struct editor *editor = screen->editor;
	const struct str *filter = editor_filter(editor);
	unsigned field = editor_focus(editor)->field;
	struct str *text;
	size_t len;

	if (filter->len == 0 || field == FORM_NONE)
		return;
	text = words_begin(words);
	str_append_text(text, "filter \"");
	len = grapheme_fit(str_text(filter), filter->len, screen->drawn.columns / FILTER_SHARE);
	str_append(text, str_text(filter), len);
	str_appendf(text, "%s\": %zu of %zu", len < filter->len ? "..." : "",
		editor_rows_shown(editor, field), editor_document(editor)->tables[field].n);
	words->style = STYLE_WARNING;
}

static void add_answers(const struct screen *screen, struct words *words)
{
	const unsigned *fields;
	size_t n = editor_start_fields(screen->editor, &fields);

	str_appendf(words_begin(words), "%zu %s, then the rest in any order", n,
		n == 1 ? "answer" : "answers");
}

/* The rows of the page's only table. */
static void add_count(struct screen *screen, struct words *words)
{
	const struct editor *editor = screen->editor;
	const struct form *form = editor_form(editor);
	const struct form_page *page = &form->pages[editor_focus(editor)->page];
	const struct table_counts *counts;
	unsigned table = FORM_NONE;

	if ((editor_focus(editor)->in_row && !editor_is_quick(editor)) ||
		editor_filter(editor)->len > 0)
		return;
	for (unsigned i = page->first; i < page->first + page->n_fields; i++)
		if (kind_info(form->fields[i].kind)->is_table) {
			if (table != FORM_NONE)
				return;
			table = i;
		}
	if (table == FORM_NONE || editor_document(editor)->tables[table].n == 0)
		return;
	counts = table_counts_find(screen, table);
	if (counts->rows.len == 0)
		return;
	str_append(words_begin(words), str_text(&counts->rows), counts->rows.len);
	if (counts->states.len > 0)
		str_append(words_begin(words), str_text(&counts->states), counts->states.len);
}

/* The keys that lead from one open row to the next. */
static void add_row_keys(const struct screen *screen, struct words *words)
{
	const char *before = screen_action_key(screen, ACTION_PREVIOUS_ROW);
	const char *after = screen_action_key(screen, ACTION_NEXT_ROW);

	if (!editor_focus(screen->editor)->in_row || editor_is_quick(screen->editor) || !before ||
		!after)
		return;
	str_appendf(words_begin(words), "row before and after: %s %s", before, after);
}

static bool field_has_moments(const struct form_field *field)
{
	if (kind_info(field->kind)->is_moment)
		return true;
	for (size_t i = 0; i < field->n_columns; i++)
		if (kind_info(field->columns[i].kind)->is_moment)
			return true;
	return false;
}

static bool page_has_moments(const struct form *form, const struct form_page *page)
{
	for (unsigned i = page->first; i < page->first + page->n_fields; i++)
		if (field_has_moments(&form->fields[i]))
			return true;
	return false;
}

/* The zone times are shown in, and the key for the other one. */
static void add_zone(const struct screen *screen, struct words *words)
{
	const struct editor *editor = screen->editor;
	const struct form *form = editor_form(editor);
	const char *key = screen_action_key(screen, ACTION_ZONE);
	enum shown_clock next = editor_next_clock(editor);
	struct str *text;

	if (!page_has_moments(form, &form->pages[editor_focus(editor)->page]))
		return;
	text = words_begin(words);
	zone_append_words(screen, editor_clock(editor), text);
	if (!key || next == editor_clock(editor))
		return;
	str_appendf(text, ", %s ", key);
	zone_append_words(screen, next, text);
}

void row_append_name(const struct editor *editor, const char *separator, struct str *out)
{
	const struct focus *focus = editor_focus(editor);
	const struct form_field *table = &editor_form(editor)->fields[focus->field];

	if (table->row[0] == '\0')
		str_appendf(out, "%s%s", table->label, separator);
	field_append_row(table, table->row[0] != '\0', out);
	str_appendf(out, " %zu of %zu", focus->row + 1,
		editor_document(editor)->tables[focus->field].n);
}

static void append_part_name(const struct screen *screen, struct str *out)
{
	const struct editor *editor = screen->editor;
	const struct focus *focus = editor_focus(editor);

	if (focus->in_row && !editor_is_quick(editor))
		row_append_name(editor, ", ", out);
	else if (focus->on_start)
		str_append_text(out, "Start");
}

/* --- the lower one --- */

static void append_field_name(const struct screen *screen, struct str *out)
{
	const struct editor *editor = screen->editor;
	const struct form_field *field;
	struct place place;
	struct slice name;

	if (editor_focus(editor)->field == FORM_NONE)
		return;
	editor_place(editor, &place);
	field = document_field(editor_document(editor), &place);
	if (!field)
		return;
	name = form_field_short_name(field);
	str_append(out, name.data, name.len);
}

/* By the findings, which are there anyway; not again with each key. */
static void count_conflicts(struct conflict_count *self, const struct editor *editor)
{
	const struct findings *findings = editor_findings(editor);
	struct place here;

	editor_place(editor, &here);
	if (self->is_made && self->revision == editor_findings_revision(editor) &&
		place_is_equal(&self->place, &here))
		return;
	*self = (struct conflict_count){
		.is_made = true, .revision = editor_findings_revision(editor), .place = here};
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->items[i];

		if (!finding_is_conflict(finding))
			continue;
		self->n++;
		if (self->nth == 0 && finding->has_place && place_is_equal(&finding->place, &here))
			self->nth = self->n;
	}
}

/* "conflict 1 of 3" */
static void append_conflict(struct screen *screen, struct str *out)
{
	struct conflict_count *count = &screen->drawn.conflicts;

	count_conflicts(count, screen->editor);
	str_append_text(out, "conflict");
	if (count->nth > 0)
		str_appendf(out, " %zu of %zu", count->nth, count->n);
}

static void append_selected(size_t n, struct str *out)
{
	str_appendf(out, "selecting %zu row%s", n, n == 1 ? "" : "s");
}

/* What the keys are meant for. */
static void append_state(struct screen *screen, struct words *words)
{
	const struct editor *editor = screen->editor;
	const struct focus *focus = editor_focus(editor);
	struct conflict conflict;
	struct str *text;

	if (focus->field == FORM_NONE)
		return;
	text = words_begin(words);
	if (editor_conflict(editor, &conflict) || editor_row_conflict(editor)) {
		append_conflict(screen, text);
		words->style = STYLE_ERROR;
	} else if (session_save_state(screen->session) == SAVE_READ_ONLY) {
		str_append_text(text, "read only");
		words->style = STYLE_WARNING;
	} else if (focus->has_selection) {
		str_append_text(text, "selecting");
	} else if (editor_count_selected_rows(editor) > 0) {
		append_selected(editor_count_selected_rows(editor), text);
	} else if (editor_on_entry(editor)) {
		str_append_text(text, "table: new ");
		field_append_row(editor_field(editor), false, text);
	} else if (editor_key_context(editor) == KEYS_TABLE &&
		   editor_rows_shown(editor, focus->field) == 0) {
		str_append_text(text, "table: no row shown");
	} else if (editor_key_context(editor) == KEYS_TABLE) {
		str_append_text(text, "table: ");
		field_append_row(editor_field(editor), false, text);
		str_appendf(text, " %zu", focus->row + 1);
	} else if (focus->is_editing) {
		str_append_text(text, "text");
	} else {
		const struct kind_info *info = kind_info(editor_field(editor)->kind);

		str_append_text(text, info->is_picked || info->is_truth ? "choice" : "field");
	}
}

/* --- drawing --- */

static unsigned words_width(const struct words *self)
{
	unsigned width = 2 + (self->n > 0 ? 3 * (unsigned)(self->n - 1) : 0);

	for (size_t i = 0; i < self->n; i++)
		width += grapheme_width(str_text(&self->parts[i]), self->parts[i].len);
	return width;
}

static void words_draw(const struct words *self, struct canvas *canvas, unsigned line,
	unsigned column, unsigned columns)
{
	struct pen pen = pen_at(canvas, line, column, columns, self->style);

	for (size_t i = 0; i < self->n; i++) {
		if (i > 0)
			pen_glyph(&pen, GLYPH_VERTICAL);
		pen_text(&pen, " ");
		pen_write(&pen, str_text(&self->parts[i]), self->parts[i].len);
		pen_text(&pen, " ");
	}
	pen_finish(&pen);
}

/* With the spaces and the rule around it. */
static unsigned name_room(const struct str *name)
{
	return name->len > 0 ? (unsigned)grapheme_width(str_text(name), name->len) + EDGE + 2 : 0;
}

/* A line with a name at its left and words at its right; the words matter more. */
static void rule_draw(struct canvas *canvas, unsigned line, unsigned column, const struct str *name,
	const struct words *words)
{
	unsigned end = canvas->columns - 1;
	unsigned width = words_width(words);
	unsigned room = end - column - 2 * EDGE;
	struct pen pen;

	canvas_rule(canvas, line, column, end - column, GLYPH_HORIZONTAL, STYLE_DIM);
	if (words->n > 0) {
		if (width > room)
			width = room;
		words_draw(words, canvas, line, end - EDGE - width, width);
		room -= width;
	}
	if (name->len == 0 || room < EDGE + 6)
		return;
	width = grapheme_width(str_text(name), name->len);
	if (width > room - EDGE - 2)
		width = room - EDGE - 2;
	canvas_clear_area(canvas, &(struct area){line, column + EDGE, 1, width + 2});
	pen = pen_at(canvas, line, column + EDGE + 1, width, STYLE_HEADING);
	pen_write(&pen, str_text(name), name->len);
	pen_finish(&pen);
}

void upper_rule_draw(struct screen *screen, struct canvas *canvas)
{
	const struct focus *focus = editor_focus(screen->editor);
	struct words words = {.style = STYLE_DIM};
	struct str name = {0};

	append_part_name(screen, &name);
	if (focus->on_start && !focus->in_row) {
		add_answers(screen, &words);
	} else {
		add_filter(screen, &words);
		add_count(screen, &words);
		add_row_keys(screen, &words);
		add_zone(screen, &words);
	}
	rule_draw(canvas, screen->layout.upper_rule, 0, &name, &words);
	words_release(&words);
	str_release(&name);
}

void reading_rule_draw(const struct screen *screen, struct canvas *canvas, const struct str *name,
	const struct str *parts, size_t n)
{
	struct words words = {.style = STYLE_DIM};

	for (size_t i = 0; i < n; i++)
		str_append(words_begin(&words), str_text(&parts[i]), parts[i].len);
	/* Where one is comes first; the last counts matter least. */
	while (words.n > 1 &&
		words_width(&words) + name_room(name) > canvas->columns - 1 - 2 * EDGE)
		str_release(&words.parts[--words.n]);
	rule_draw(canvas, screen->layout.upper_rule, 0, name, &words);
	words_release(&words);
}

void reading_lower_rule_draw(const struct screen *screen, struct canvas *canvas)
{
	struct words words = {.style = STYLE_DIM};
	struct str name = {0};
	bool is_read_only = session_save_state(screen->session) == SAVE_READ_ONLY;

	str_append_text(words_begin(&words), is_read_only ? "reading, read only" : "reading");
	rule_draw(canvas, screen->layout.lower_rule, 0, &name, &words);
	words_release(&words);
}

void lower_rule_draw(struct screen *screen, struct canvas *canvas)
{
	struct words words = {.style = STYLE_DIM};
	struct str name = {0};

	if (!screen->layout.has_side) /* which names it */
		append_field_name(screen, &name);
	append_state(screen, &words);
	rule_draw(canvas, screen->layout.lower_rule, 0, &name, &words);
	words_release(&words);
	str_release(&name);
}
