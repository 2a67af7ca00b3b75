/*
 * The left side of wide screens: the pages with what is to be done on each, the questions of
 * the current one, and below them the help and the findings of the place, for which narrower
 * screens have the foot.
 */
#include "finding_lines.h"
#include "finding_place.h"
#include "internal.h"

#include "check/check.h"

#include <stdio.h>
#include <string.h>

enum { INDENT = 3, HELP_LEAST = 6 /* lines, without the heading */ };

/* Where the next line goes. */
struct cursor {
	struct screen *screen;
	struct canvas *canvas;
	unsigned line; /* of the side */
	unsigned end;
};

static struct pen line_pen(const struct cursor *self, unsigned column, enum style style)
{
	const struct area *area = &self->screen->layout.side;

	return pen_at(
		self->canvas, area->line + self->line, column, area->columns - column - 1, style);
}

/* --- pages and questions --- */

/* The page that is shown, and the field that is focused on it. */
static unsigned page_of(const struct screen *screen)
{
	unsigned page = screen->layout.is_reading ? reader_page(screen)
						  : editor_focus(screen->editor)->page;

	return page == FORM_NONE ? 0 : page;
}

static unsigned field_of(const struct screen *screen)
{
	return screen->layout.is_reading ? FORM_NONE : editor_focus(screen->editor)->field;
}

/* Which pages have room: all, as a rule. */
static unsigned first_page(const struct screen *screen)
{
	unsigned current = page_of(screen);
	unsigned lines = screen->layout.side.lines;

	return current < lines ? 0 : current + 1 - lines;
}

static void page_line_draw(struct cursor *self, unsigned page)
{
	const struct editor *editor = self->screen->editor;
	bool is_current = page == page_of(self->screen);
	struct page_state state;
	struct pen pen;
	unsigned width;

	page_state_find(self->screen, page, &state);
	width = (unsigned)strlen(state.words);
	pen = line_pen(self, 0, is_current ? STYLE_CURRENT : STYLE_NORMAL);
	pen.end -= width + 2;
	pen_text(&pen, is_current ? ">" : " ");
	pen_number(&pen, page + 1);
	pen_text(&pen, " ");
	pen_text(&pen, editor_form(editor)->pages[page].title);
	pen_text(&pen, editor_form(editor)->pages[page].is_private ? " #" : "");
	if (is_current)
		pen_text(&pen, " ");
	pen_finish(&pen);
	pen = line_pen(self, pen.end + 2, state.word_style);
	pen_text(&pen, state.words);
	self->line++;
}

static bool is_empty(const struct document *document, unsigned field)
{
	return document->values[field].text.len == 0 && document->tables[field].n == 0;
}

static void question_draw(struct cursor *self, unsigned field)
{
	const struct editor *editor = self->screen->editor;
	const struct form_field *definition = &editor_form(editor)->fields[field];
	const struct finding *finding = marks_find_worst(&self->screen->marks, field);
	bool is_here = field_of(self->screen) == field;
	struct slice name = form_field_short_name(definition);
	struct pen pen = line_pen(self, INDENT, STYLE_DIM);

	if (finding && finding->level > LEVEL_NOTE)
		finding_sign_draw(&pen, finding->level);
	else if (is_empty(editor_document(editor), field))
		pen_text(&pen, ".");
	pen_move(&pen, INDENT + 2);
	pen.style = is_here ? STYLE_FOCUS : STYLE_DIM;
	pen_write(&pen, name.data, name.len);
	pen_finish(&pen);
	self->line++;
}

static unsigned pages_shown(const struct screen *screen)
{
	unsigned n = (unsigned)editor_form(screen->editor)->n_pages - first_page(screen);
	unsigned lines = screen->layout.side.lines;

	return n < lines ? n : lines;
}

/* What is computed asks nothing. */
static bool is_question(const struct form *form, unsigned field)
{
	return form->fields[field].kind != KIND_COMPUTED;
}

/* How many questions a page has before a field. */
static unsigned questions_before(
	const struct form *form, const struct form_page *page, unsigned field)
{
	unsigned n = 0;

	for (unsigned i = page->first; i < page->first + page->n_fields && i < field; i++)
		n += is_question(form, i);
	return n;
}

/* How many questions of the current page there is room for. */
static unsigned questions_shown(const struct screen *screen)
{
	const struct form *form = editor_form(screen->editor);
	const struct form_page *page = &form->pages[page_of(screen)];
	unsigned below = pages_shown(screen) + 1 + HELP_LEAST;
	unsigned lines = screen->layout.side.lines;
	unsigned room = lines > below ? lines - below : 0;
	unsigned n = questions_before(form, page, FORM_NONE);

	if (editor_focus(screen->editor)->on_start && !screen->layout.is_reading) /* has others */
		return 0;
	return n < room ? n : room;
}

/* Those around the current one, if not all have room. */
static void questions_draw(struct cursor *self, const struct form_page *page)
{
	const struct form *form = editor_form(self->screen->editor);
	unsigned here = field_of(self->screen);
	unsigned n = questions_shown(self->screen);
	unsigned before = here == FORM_NONE ? 0 : questions_before(form, page, here);
	unsigned first = before >= n ? before + 1 - n : 0;
	unsigned nth = 0;

	for (unsigned i = page->first; n > 0 && i < page->first + page->n_fields; i++) {
		if (!is_question(form, i))
			continue;
		if (nth >= first && nth < first + n)
			question_draw(self, i);
		nth++;
	}
}

static void pages_draw(struct cursor *self)
{
	const struct form *form = editor_form(self->screen->editor);
	unsigned first = first_page(self->screen);
	unsigned n = pages_shown(self->screen);

	for (unsigned i = first; i < first + n; i++) {
		page_line_draw(self, i);
		if (i == page_of(self->screen))
			questions_draw(self, &form->pages[i]);
	}
}

/* --- help and findings --- */

static void heading_draw(struct cursor *self, struct slice text, const char *more)
{
	const struct area *area = &self->screen->layout.side;
	unsigned line = area->line + self->line;
	struct pen pen;

	canvas_rule(self->canvas, line, 0, area->columns, GLYPH_HORIZONTAL, STYLE_DIM);
	canvas_glyph(self->canvas, line, area->columns, GLYPH_TEE_LEFT, STYLE_DIM);
	pen = line_pen(self, 2, STYLE_HEADING);
	pen.end -= 1;
	pen_text(&pen, " ");
	pen_write(&pen, text.data, text.len);
	pen_text(&pen, more);
	pen_text(&pen, " ");
	pen_finish(&pen);
	self->line++;
}

/* The lines that are left, down to the end of the side. */
static struct area rest(const struct cursor *self)
{
	const struct area *area = &self->screen->layout.side;

	return (struct area){area->line + self->line, 0, self->end - self->line, area->columns};
}

static void place_draw(struct cursor *self)
{
	struct editor *editor = self->screen->editor;
	const struct focus *focus = editor_focus(editor);
	const struct form_field *field = editor_field(editor);
	struct area area;
	struct notes notes = {.screen = self->screen, .canvas = self->canvas, .area = &area};
	struct str row = {0};
	struct slice name;

	if (!field || self->line + 2 > self->end)
		return;
	name = form_field_short_name(field);
	if (kind_info(field->kind)->is_table && editor_on_entry(editor)) {
		str_appendf(&row, ", new %s", field_row_name(field));
	} else if (editor_on_row(editor)) {
		if (field->row[0] != '\0')
			name = slice_of_text("");
		str_append_text(&row, name.len > 0 ? ", " : "");
		field_append_row(field, name.len == 0, &row);
		str_appendf(&row, " %zu", focus->row + 1);
	}
	heading_draw(self, name, str_text(&row));
	str_release(&row);
	area = rest(self);
	notes_write_place(&notes, false);
	self->line += notes.used;
}

/* How many are listed. */
static size_t count_findings(const struct screen *screen)
{
	unsigned page = editor_focus(screen->editor)->page;

	return marks_count(&screen->marks, page, LEVEL_ERROR) +
	       marks_count(&screen->marks, page, LEVEL_WARNING);
}

/* The place whose findings come first; false while the cursor moves through rows. */
static bool find_place(const struct screen *screen, struct place *place)
{
	if (editor_focus(screen->editor)->field == FORM_NONE ||
		(editor_key_context(screen->editor) == KEYS_TABLE && !screen->tables.rest.is_over))
		return false;
	marks_place(&screen->marks, screen->session, place);
	return true;
}

static bool is_at(
	const struct screen *screen, const struct finding *finding, const struct place *place)
{
	const struct finding *other;

	for (size_t i = 0; (other = marks_find_nth(&screen->marks, place, i)); i++)
		if (other == finding)
			return true;
	return false;
}

static void finding_write(struct notes *notes, const struct finding *finding)
{
	struct str where = {0};

	finding_place_append(notes->screen, finding, &where);
	str_append_text(&where, ": ");
	notes_write_finding(notes, finding, str_text(&where));
	str_release(&where);
}

static void here_write(struct notes *notes, const struct place *place)
{
	const struct finding *finding;

	for (size_t i = 0; notes->used < notes->area->lines &&
			   (finding = marks_find_nth(&notes->screen->marks, place, i));
		i++)
		if (finding->level > LEVEL_NOTE)
			finding_write(notes, finding);
}

/* Those elsewhere on the page; place is NULL if none were written yet. */
static void others_write(struct notes *notes, const struct place *place)
{
	const struct screen *screen = notes->screen;
	unsigned page = editor_focus(screen->editor)->page;
	size_t n = count_findings(screen);

	for (size_t i = 0; i < n && notes->used < notes->area->lines; i++) {
		const struct finding *finding = marks_of_page(&screen->marks, page, i);

		if (!place || !is_at(screen, finding, place))
			finding_write(notes, finding);
	}
}

/* Those of the page: first where the cursor is, then the worst. */
static void findings_draw(struct cursor *self)
{
	struct area area;
	struct notes notes = {.screen = self->screen, .canvas = self->canvas, .area = &area};
	struct place here;
	const struct place *place = find_place(self->screen, &here) ? &here : NULL;

	if (count_findings(self->screen) == 0 || self->line + 3 > self->end)
		return;
	self->line++;
	heading_draw(self, slice_of_text("Findings here"), "");
	area = rest(self);
	if (place)
		here_write(&notes, place);
	others_write(&notes, place);
	self->line += notes.used;
}

/* --- the side --- */

static void border_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct layout *layout = &screen->layout;
	const struct area *area = &layout->side;

	if (layout->has_rules)
		canvas_glyph(canvas, layout->upper_rule, area->columns, GLYPH_TEE_DOWN, STYLE_DIM);
	for (unsigned i = 0; i < area->lines; i++)
		canvas_glyph(canvas, area->line + i, area->columns, GLYPH_VERTICAL, STYLE_DIM);
	if (layout->has_rules)
		canvas_glyph(canvas, layout->lower_rule, area->columns, GLYPH_TEE_UP, STYLE_DIM);
}

void side_draw(struct screen *screen, struct canvas *canvas)
{
	struct cursor cursor = {screen, canvas, 0, screen->layout.side.lines};

	if (!screen->layout.has_side)
		return;
	border_draw(screen, canvas);
	pages_draw(&cursor);
	if (screen->layout.is_reading) /* the rest is beside the text */
		return;
	cursor.line++;
	place_draw(&cursor);
	findings_draw(&cursor);
}

unsigned side_page_at(const struct screen *screen, unsigned line)
{
	const struct form *form = editor_form(screen->editor);
	unsigned current = page_of(screen);
	unsigned first = first_page(screen);
	unsigned questions = questions_shown(screen);
	unsigned page;

	if (first + line <= current)
		page = first + line;
	else if (first + line <= current + questions)
		return FORM_NONE;
	else
		page = first + line - questions;
	return page < form->n_pages ? page : FORM_NONE;
}
