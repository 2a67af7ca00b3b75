/*
 * The title line: what document this is and whether it is safe. The state of saving has a
 * place at the right end that is as wide as its usual words, so that nothing moves while it
 * changes between them.
 */
#include "internal.h"

#include "store/path.h"
#include "text/grapheme.h"

#include <stdio.h>
#include <string.h>

enum {
	STATE_COLUMNS = 11,      /* "saved 14:32" */
	STATE_LONG_COLUMNS = 14, /* "saved 14:32:07", on screens with */
	LONG_LEAST_SCREEN = 100, /* so many columns */
	ASIDE_COLUMNS = 10,      /* of the severity, and of a status without progress */
	PROGRESS_COLUMNS = 30,   /* "draft, 100 of 100 for review" */
	TITLE_LEAST = 20,
};

static const struct {
	const char *text;
	enum style style;
} save_states[] = {
	[SAVE_CLEAN] = {"unchanged", STYLE_DIM},
	[SAVE_EDITED] = {"edited", STYLE_NORMAL},
	[SAVE_RUNNING] = {"saving", STYLE_NORMAL},
	[SAVE_FAILED] = {"not saved", STYLE_ERROR},
	[SAVE_CONFLICT] = {"changed on disk", STYLE_ERROR},
	[SAVE_READ_ONLY] = {"read only", STYLE_WARNING},
};

static bool has_seconds(const struct screen *screen)
{
	return screen->layout.title.columns >= LONG_LEAST_SCREEN;
}

/* In the user's own zone, which needs no name; UTC has one. */
static const char *saved_text(struct screen *screen)
{
	const struct session *session = screen->session;
	struct saved *saved = &screen->drawn.saved;
	struct civil civil;

	if (saved->at == session_saved_at(session) &&
		saved->is_utc == editor_shows_utc(screen->editor) &&
		saved->has_seconds == has_seconds(screen))
		return saved->text;
	saved->at = session_saved_at(session);
	saved->is_utc = editor_shows_utc(screen->editor);
	saved->has_seconds = has_seconds(screen);
	session_civil(session, saved->at / 1000, &civil);
	if (saved->is_utc)
		snprintf(saved->text, sizeof(saved->text), "saved %02d:%02dZ", civil.hour,
			civil.minute);
	else if (saved->has_seconds)
		snprintf(saved->text, sizeof(saved->text), "saved %02d:%02d:%02d", civil.hour,
			civil.minute, civil.second);
	else
		snprintf(saved->text, sizeof(saved->text), "saved %02d:%02d", civil.hour,
			civil.minute);
	return saved->text;
}

/* That a text is in two versions is more than when it was saved, but less than that it was not. */
static const char *save_state_text(struct screen *screen, enum style *style)
{
	const struct session *session = screen->session;
	enum save_state state = session_save_state(session);

	*style = save_states[state].style;
	if (state == SAVE_CONFLICT && session_file_conflict(session) == FILE_CONFLICT_GONE)
		return "file is gone";
	if (state < SAVE_FAILED && screen->marks.has_conflict) {
		*style = STYLE_ERROR;
		return "conflict";
	}
	if (state == SAVE_CLEAN && session_is_new(session))
		return "new";
	if (state != SAVE_CLEAN || session_saved_at(session) == 0)
		return save_states[state].text;
	return saved_text(screen);
}

/* Returns where it begins. */
static unsigned save_state_draw(struct screen *screen, struct canvas *canvas)
{
	const struct area *area = &screen->layout.title;
	enum style style;
	const char *text = save_state_text(screen, &style);
	unsigned width = (unsigned)strlen(text);
	unsigned least = has_seconds(screen) ? STATE_LONG_COLUMNS : STATE_COLUMNS;
	unsigned begin = area->columns - 1 - (width > least ? width : least);
	struct pen pen = pen_at(canvas, area->line, begin, area->columns - 1 - begin, style);

	pen_text(&pen, text);
	return begin;
}

static const char *role_text(const struct session *session, enum role role)
{
	unsigned field = form_find_role(editor_form(session_editor(session)), role);

	return field == FORM_NONE ? ""
				  : document_text(editor_document(session_editor(session)), field);
}

/* The worse half of the severities, two at most: forms list the worst first. */
static enum style severity_style(const struct session *session)
{
	const struct form *form = editor_form(session_editor(session));
	const char *severity = role_text(session, ROLE_SEVERITY);
	unsigned field = form_find_role(form, ROLE_SEVERITY);
	size_t n = field == FORM_NONE ? 0 : field_pick_count(&form->fields[field]);

	for (size_t i = 0; i < n / 2 && i < 2; i++)
		if (strcmp(field_pick(&form->fields[field], i).value, severity) == 0)
			return STYLE_SEVERE;
	return STYLE_NORMAL;
}

static enum style status_style(const struct session *session)
{
	static const enum style styles[] = {
		[STATUS_DRAFT] = STYLE_DRAFT,
		[STATUS_REVIEW] = STYLE_REVIEW,
		[STATUS_FINAL] = STYLE_FINAL,
	};

	return styles[document_status(editor_document(session_editor(session)))];
}

/* Writes a short text ending at column end, with a separator behind it, in at most so many columns;
 * returns where it begins. */
static unsigned aside_draw(struct canvas *canvas, unsigned line, unsigned end, enum style style,
	const char *text, unsigned most)
{
	unsigned width = grapheme_width(text, strlen(text));
	struct pen pen;

	if (width > most)
		width = most;
	if (width == 0 || end < width + 3)
		return end;
	canvas_glyph(canvas, line, end - 2, GLYPH_VERTICAL, STYLE_DIM);
	pen = pen_at(canvas, line, end - 3 - width, width, style);
	pen_text(&pen, text);
	pen_finish(&pen);
	return end - 3 - width;
}

static bool is_draft(const char *status_text)
{
	enum status status;

	return status_parse(status_text, &status) && status == STATUS_DRAFT;
}

/* A draft's is followed by how far it is, "draft, 4 of 11 for review", but not on Start, where the
 * number would appear with the first key. */
static unsigned status_draw(struct screen *screen, struct canvas *canvas, unsigned end)
{
	const struct area *area = &screen->layout.title;
	const char *status = role_text(screen->session, ROLE_STATUS);
	struct progress *progress = &screen->drawn.progress;
	unsigned most = is_draft(status) ? PROGRESS_COLUMNS : ASIDE_COLUMNS;
	struct str text = {0};

	progress_update(progress, screen->editor);
	str_append_text(&text, status);
	if (is_draft(status) && progress->required > 0 && !editor_focus(screen->editor)->on_start) {
		str_append_text(&text, ", ");
		str_append_padded(&text, progress->answered, 1);
		str_append_text(&text, " of ");
		str_append_padded(&text, progress->required, 1);
		str_append_text(&text, " for review");
	}
	end = aside_draw(
		canvas, area->line, end, status_style(screen->session), str_text(&text), most);
	str_release(&text);
	return end;
}

/* A name in as many columns as what is behind it leaves: that is never cut. */
static void name_draw(struct pen *pen, const char *name, enum style style, const char *behind)
{
	unsigned end = pen->end;
	unsigned width = 1 + grapheme_width(behind, strlen(behind));

	pen->end = end > pen->column + width ? end - width : end;
	pen_text(pen, name);
	pen_finish(pen);
	if (pen->is_cut)
		pen_move(pen, pen->column + 1);
	pen->is_cut = false;
	pen->end = end;
	pen_text(pen, " ");
	pen_styled(pen, style, behind);
}

/* "2/6 Impact 2!", in an open row "4/6 Events 6 of 10", with a filter "4/6 Timeline 2 of 10". */
static void page_name_draw(const struct screen *screen, struct pen *pen)
{
	const struct editor *editor = screen->editor;
	const struct focus *focus = editor_focus(editor);
	const struct form *form = editor_form(editor);
	struct page_state state;
	char rows[64];

	page_state_find(screen, focus->page, &state);
	pen->style = STYLE_TITLE;
	if (focus->on_start && !focus->in_row) {
		pen_text(pen, "Start  ");
		return;
	}
	pen_number(pen, focus->page + 1);
	pen_text(pen, "/");
	pen_number(pen, (unsigned)form->n_pages);
	pen_text(pen, " ");
	if (focus->in_row) {
		snprintf(rows, sizeof(rows), "%zu of %zu", focus->row + 1,
			editor_document(editor)->tables[focus->field].n);
		name_draw(pen, form->fields[focus->field].label, STYLE_TITLE, rows);
	} else if (editor_filter(editor)->len > 0 && focus->field != FORM_NONE) {
		snprintf(rows, sizeof(rows), "%zu of %zu rows",
			editor_rows_shown(editor, focus->field),
			editor_document(editor)->tables[focus->field].n);
		name_draw(pen, form->pages[focus->page].title, STYLE_WARNING, rows);
	} else {
		name_draw(pen, form->pages[focus->page].title, state.style, state.sign);
	}
	pen_text(pen, "  ");
}

/* The first version of a title that has two. */
static void append_title(const struct session *session, struct str *out)
{
	const char *title = role_text(session, ROLE_TITLE);
	struct conflict conflict;
	struct slice first;

	if (conflict_find(title, strlen(title), 0, &conflict)) {
		first = slice_trim(conflict.ours);
		str_append(out, first.data, first.len);
	} else if (*title) {
		str_append_text(out, title);
	} else {
		str_appendf(out, "Untitled: %s", path_name(session_path(session)));
	}
}

static void title_text_draw(struct screen *screen, struct pen *pen)
{
	struct str title = {0};
	const struct str *shown;

	append_title(screen->session, &title);
	shown = still_title(screen, &title);
	pen_write(pen, str_text(shown), shown->len);
	str_release(&title);
}

/* Screens with neither tabs nor a side. */
static void narrow_title_draw(struct screen *screen, struct canvas *canvas, unsigned end)
{
	const struct area *area = &screen->layout.title;
	struct pen pen = pen_at(canvas, area->line, 1, end > 2 ? end - 2 : 0, STYLE_TITLE);

	page_name_draw(screen, &pen);
	end = company_draw(screen->session, canvas, area->line, pen.column - 1, end);
	pen.end = end - 1;
	if (pen.end < pen.column + TITLE_LEAST)
		return;
	pen.origin = pen.column;
	title_text_draw(screen, &pen);
	pen_finish(&pen);
}

/* Which rows a filter shows, where no rule says it. */
static unsigned filter_draw(const struct screen *screen, struct canvas *canvas, unsigned end)
{
	const struct editor *editor = screen->editor;
	unsigned field = editor_focus(editor)->field;
	char text[64];

	if (screen->layout.has_rules || editor_filter(editor)->len == 0 || field == FORM_NONE)
		return end;
	snprintf(text, sizeof(text), "%zu of %zu", editor_rows_shown(editor, field),
		editor_document(editor)->tables[field].n);
	return aside_draw(
		canvas, screen->layout.title.line, end, STYLE_WARNING, text, ASIDE_COLUMNS);
}

static void wide_title_draw(struct screen *screen, struct canvas *canvas, unsigned end)
{
	const struct session *session = screen->session;
	const struct area *area = &screen->layout.title;
	struct pen pen;

	end = filter_draw(screen, canvas, end);
	end = status_draw(screen, canvas, end);
	end = aside_draw(canvas, area->line, end, severity_style(session),
		role_text(session, ROLE_SEVERITY), ASIDE_COLUMNS);
	end = company_draw(session, canvas, area->line, TITLE_LEAST + 2, end);
	pen = pen_at(canvas, area->line, 1, end - 2, STYLE_TITLE);
	title_text_draw(screen, &pen);
	pen_finish(&pen);
}

/* Times are shown in another zone than usual: said here where no rule does. */
static unsigned zone_draw(const struct screen *screen, struct canvas *canvas, unsigned end)
{
	enum shown_clock clock = editor_clock(screen->editor);
	struct str zone = {0};

	if (screen->layout.has_rules || clock == CLOCK_DOCUMENT)
		return end;
	zone_append_words(screen, clock, &zone);
	end = aside_draw(canvas, screen->layout.title.line, end, STYLE_NORMAL, str_text(&zone),
		ASIDE_COLUMNS);
	str_release(&zone);
	return end;
}

void presenting_title_draw(const struct screen *screen, struct canvas *canvas, const char *parts)
{
	const struct area *area = &screen->layout.title;
	unsigned width = (unsigned)grapheme_width(parts, strlen(parts));
	unsigned end = area->columns > width + 1 ? area->columns - 1 - width : 0;
	struct pen pen = pen_at(canvas, area->line, end, width, STYLE_DIM);
	struct str title = {0};

	pen_signs(&pen, parts, strlen(parts));
	pen = pen_at(canvas, area->line, 1, end > 3 ? end - 3 : 0, STYLE_TITLE);
	append_title(screen->session, &title);
	pen_write(&pen, str_text(&title), title.len);
	pen_finish(&pen);
	str_release(&title);
}

void title_draw(struct screen *screen, struct canvas *canvas)
{
	unsigned end = zone_draw(screen, canvas, save_state_draw(screen, canvas));

	if (screen->layout.has_tabs || screen->layout.has_side || screen->layout.is_reading)
		wide_title_draw(screen, canvas, end);
	else
		narrow_title_draw(screen, canvas, end);
}
