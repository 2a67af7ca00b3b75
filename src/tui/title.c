/*
 * The title line: which document this is and whether it is safe. The save state has a
 * constant width at the right end, so that it never moves anything else.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <stdio.h>
#include <string.h>

enum { STATE_COLUMNS = 15, SIDE_COLUMNS = 10, TITLE_LEAST = 20 };

static const struct {
	const char *text;
	enum style style;
} save_states[] = {
	[SAVE_CLEAN] = {"unchanged", STYLE_DIM},
	[SAVE_EDITED] = {"edited", STYLE_NORMAL},
	[SAVE_RUNNING] = {"saving", STYLE_NORMAL},
	[SAVE_FAILED] = {"NOT SAVED", STYLE_ERROR},
	[SAVE_CONFLICT] = {"CHANGED ON DISK", STYLE_ERROR},
	[SAVE_READ_ONLY] = {"read-only", STYLE_WARNING},
};

/* In the user's own zone, which needs no name; UTC has one. */
static const char *saved_text(struct screen *screen)
{
	const struct session *session = screen->session;
	struct saved *saved = &screen->saved;
	struct civil civil;

	if (saved->at == session_saved_at(session) &&
		saved->is_utc == editor_shows_utc(screen->editor))
		return saved->text;
	saved->at = session_saved_at(session);
	saved->is_utc = editor_shows_utc(screen->editor);
	find_moment(session, saved->at / 1000, &civil);
	if (saved->is_utc)
		snprintf(saved->text, sizeof(saved->text), "saved %02d:%02d UTC", civil.hour,
			civil.minute);
	else
		snprintf(saved->text, sizeof(saved->text), "saved %02d:%02d:%02d", civil.hour,
			civil.minute, civil.second);
	return saved->text;
}

static void save_state_draw(struct screen *screen, struct pen *pen)
{
	const struct session *session = screen->session;

	if (session_save_state(session) == SAVE_CONFLICT &&
		session_file_conflict(session) == FILE_CONFLICT_GONE)
		pen_styled(pen, STYLE_ERROR, "FILE IS GONE");
	else if (session_save_state(session) != SAVE_CLEAN || session_saved_at(session) == 0)
		pen_styled(pen, save_states[session_save_state(session)].style,
			save_states[session_save_state(session)].text);
	else
		pen_text(pen, saved_text(screen));
}

static const char *role_text(const struct session *session, enum role role)
{
	unsigned field = form_find_role(editor_form(session_editor(session)), role);

	return field == FORM_NONE ? ""
				  : document_text(editor_document(session_editor(session)), field);
}

/* Cells of a text, at most SIDE_COLUMNS. */
static unsigned side_width(const char *text)
{
	unsigned width = grapheme_width(text, strlen(text));

	return width < SIDE_COLUMNS ? width : SIDE_COLUMNS;
}

/* Writes a short text ending at column end, followed by a separator; returns where it begins. */
static unsigned side_draw(struct canvas *canvas, unsigned line, unsigned end, const char *text)
{
	unsigned width = side_width(text);
	struct pen pen;

	if (width == 0 || end < width + 3)
		return end;
	canvas_glyph(canvas, line, end - 2, GLYPH_VERTICAL, STYLE_DIM);
	pen = pen_at(canvas, line, end - 3 - width, width, STYLE_NORMAL);
	pen_text(&pen, text);
	pen_finish(&pen);
	return end - 3 - width;
}

/* "2/6 Impact 2 !", for screens without a page list. */
static void page_name_draw(const struct screen *screen, struct pen *pen)
{
	const struct editor *editor = screen->editor;
	struct page_state state;
	unsigned page = editor_focus(editor)->page;

	page_state_find(screen, page, &state);
	pen->style = STYLE_TITLE;
	pen_printf(pen, "%u/%zu ", page + 1, editor_form(editor)->n_pages);
	pen_text(pen, editor_form(editor)->pages[page].title);
	pen_text(pen, " ");
	pen_styled(pen, state.style, state.text);
	pen_text(pen, "  ");
}

/* The first version of a title that has two. */
static void title_text_draw(const struct session *session, struct pen *pen)
{
	const char *title = role_text(session, ROLE_TITLE);
	struct conflict conflict;
	struct slice first;

	if (conflict_find(title, strlen(title), 0, &conflict)) {
		first = slice_trim(conflict.ours);
		pen_write(pen, first.data, first.len);
	} else {
		pen_text(pen, *title ? title : editor_form(session_editor(session))->title);
	}
}

void title_draw(struct screen *screen, struct canvas *canvas)
{
	const struct session *session = screen->session;
	const struct area *area = &screen->layout.title;
	unsigned end = area->columns - STATE_COLUMNS - 1;
	struct pen pen = pen_at(canvas, area->line, end, STATE_COLUMNS, STYLE_NORMAL);

	save_state_draw(screen, &pen);
	if (screen->layout.has_list) {
		end = side_draw(canvas, area->line, end, role_text(session, ROLE_STATUS));
		end = side_draw(canvas, area->line, end, role_text(session, ROLE_SEVERITY));
	}
	if (screen->layout.has_list)
		end = company_draw(session, canvas, area->line, TITLE_LEAST + 2, end);
	pen = pen_at(canvas, area->line, 1, end > 2 ? end - 2 : 0, STYLE_TITLE);
	if (!screen->layout.has_list) {
		page_name_draw(screen, &pen);
		end = company_draw(session, canvas, area->line, pen.column - 1, end);
		pen.end = end - 1;
	}
	if (pen.end - pen.column >= TITLE_LEAST || screen->layout.has_list) {
		pen.origin = pen.column;
		title_text_draw(session, &pen);
		pen_finish(&pen);
	}
}
