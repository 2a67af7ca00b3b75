/* Draws the reading view: the title, the rule with page and counts, the text with its signs, and
 * the foot. */
#include "finding_lines.h"
#include "reader.h"

#include "text/search.h"

#include <string.h>

enum { SIGNS = 2 /* columns before the text */ };

/* --- the text --- */

static const enum style styles[N_READING_STYLES] = {
	[READING_NORMAL] = STYLE_NORMAL,
	[READING_TITLE] = STYLE_TITLE,
	[READING_HEADING] = STYLE_HEADING,
	[READING_QUESTION] = STYLE_QUESTION,
	[READING_STRONG] = STYLE_QUESTION,
	[READING_DIM] = STYLE_DIM,
	[READING_OPEN] = STYLE_WARNING,
	[READING_CONFLICT] = STYLE_ERROR,
	[READING_SEVERE] = STYLE_SEVERE,
	[READING_DRAFT] = STYLE_DRAFT,
	[READING_REVIEW] = STYLE_REVIEW,
	[READING_FINAL] = STYLE_FINAL,
	[READING_STARTED_SIGN] = STYLE_STARTED_SIGN,
	[READING_STARTED] = STYLE_STARTED,
	[READING_SEEN_SIGN] = STYLE_SEEN_SIGN,
	[READING_SEEN] = STYLE_SEEN,
	[READING_OVER_SIGN] = STYLE_OVER_SIGN,
	[READING_OVER] = STYLE_OVER,
	[READING_HARM] = STYLE_HARM,
	[READING_AFTERMATH] = STYLE_AFTERMATH,
	[READING_LATE] = STYLE_LATE,
	[READING_UNDATED] = STYLE_UNDATED,
	[READING_DONE] = STYLE_DONE,
	[READING_DOING] = STYLE_DOING,
	[READING_DROPPED] = STYLE_DROPPED,
};

/* Content, with what is searched for marked. */
static void content_write(const struct screen *screen, struct pen *pen, struct slice text)
{
	const struct str *needle = match_sought(screen);
	enum style style = pen->style;
	size_t from = 0;
	size_t len = 0;

	while (needle && needle->len > 0 && from < text.len) {
		size_t at =
			search_text(text.data, text.len, str_text(needle), needle->len, from, &len);

		if (at == SIZE_MAX)
			break;
		pen_write(pen, text.data + from, at - from);
		pen->style = STYLE_SELECTION;
		pen_write(pen, text.data + at, len);
		pen->style = style;
		from = at + len;
	}
	pen_write(pen, text.data + from, text.len - from);
}

void reading_line_draw(const struct screen *screen, struct reading *reading,
	const struct reading_at *at, struct pen *pen)
{
	const struct reading_run *runs;
	const struct reading_line *line = reading_line(reading, at, &runs);

	for (size_t i = 0; i < line->n_runs; i++) {
		struct slice text = reading_run_text(reading, &runs[i]);

		pen->style = styles[runs[i].style];
		if (runs[i].is_own)
			pen_signs(pen, text.data, text.len);
		else
			content_write(screen, pen, text);
	}
	pen_finish(pen);
}

/* The cursor, then what is new, else what was found. */
static void signs_draw(struct reader *self, const struct reading_at *at, struct pen *pen,
	const struct reading_note *note)
{
	const struct reading_run *runs;
	const struct reading_line *line = reading_line(self->reading, at, &runs);
	unsigned column = pen->column;

	if (reading_compare(at, &self->here) == 0) {
		pen_styled(pen, STYLE_FOCUS, ">");
		canvas_set_cursor(pen->canvas, pen->line, column);
	}
	pen_move(pen, column + 1);
	if (news_on_line(self, line))
		pen_styled(pen, STYLE_CHANGED_SIGN, "+");
	else if (note)
		finding_sign_draw(pen, note->level);
	else if (line->is_open)
		pen_styled(pen, STYLE_NOTE_SIGN, "-");
}

static void text_draw(struct reader *self, struct canvas *canvas)
{
	const struct area *area = &self->screen->layout.page;
	unsigned columns = area->columns - (self->margin > 0 ? self->margin + 2 : 0);
	struct reading_at at = self->top;
	size_t from = reading_notes_from(&self->notes, self->reading, &at);

	for (unsigned i = 0; i < area->lines; i++) {
		struct pen pen =
			pen_at(canvas, area->line + i, area->column, columns, STYLE_NORMAL);

		signs_draw(self, &at, &pen, margin_note(self, &at, &from));
		pen = pen_at(canvas, area->line + i, area->column + SIGNS, columns - SIGNS,
			STYLE_NORMAL);
		reading_line_draw(self->screen, self->reading, &at, &pen);
		if (reading_move(self->reading, &at, 1) == 0) {
			self->seen.has_end = self->seen.has_end || self->seen.has_moved;
			break;
		}
	}
}

/* --- the rule --- */

static void counts_append(const struct reader *self, struct str *out)
{
	const struct findings *findings = editor_findings(self->screen->editor);

	for (int level = N_LEVELS - 1; level >= 0; level--)
		if (findings->counts[level] > 0)
			str_appendf(out, "%s%zu%c", out->len > 0 ? " " : "",
				findings->counts[level], finding_levels[level].mark[0]);
	if (out->len == 0)
		str_append_text(out, editor_is_checked(self->screen->editor) ? "nothing found"
									     : "not checked yet");
}

static void turn_append(const struct reader_turn *turn, struct str *out)
{
	str_appendf(out, "%zu comment%s", turn->n_open, turn->n_open == 1 ? "" : "s");
	if (turn->n_mine > 0)
		str_appendf(out, ", %zu for you", turn->n_mine);
}

static void rule_write(struct reader *self, struct canvas *canvas)
{
	const struct form *form = editor_form(self->screen->editor);
	unsigned page = reader_page(self->screen);
	size_t open = reading_count_open(self->reading);
	size_t news = session_count_unread(self->screen->session);
	struct str parts[5] = {{0}};
	size_t n = 0;
	struct str name = {0};

	if (page != FORM_NONE)
		str_appendf(&name, "%u %s", page + 1, form->pages[page].title);
	counts_append(self, &parts[n++]);
	if (self->turn.n_open > 0)
		turn_append(&self->turn, &parts[n++]);
	if (self->turn.is_asked)
		str_append_text(&parts[n++], "sign-off for you");
	if (news > 0)
		str_appendf(&parts[n++], "%zu new", news);
	if (open > 0)
		str_appendf(&parts[n++], "%zu missing", open);
	reading_rule_draw(self->screen, canvas, &name, parts, n);
	for (size_t i = 0; i < n; i++)
		str_release(&parts[i]);
	str_release(&name);
}

/* --- the foot --- */

static void foot_write(struct notes *notes, const struct reading_note *note)
{
	notes_write(notes, finding_levels[note->level].style, finding_levels[note->level].mark,
		str_text(&note->text));
}

/* What is said about the line with the cursor, where nothing is beside it, then about all of the
 * answer that it is in. */
static void foot_draw(struct reader *self, struct canvas *canvas)
{
	struct screen *screen = self->screen;
	struct notes notes = {.screen = screen, .canvas = canvas, .area = &screen->layout.info};
	size_t from;

	if (self->margin > 0)
		return;
	from = reading_notes_from(&self->notes, self->reading, &self->here);
	for (; from < self->notes.n; from++) {
		const struct reading_note *note = &self->notes.items[from];
		struct reading_at at;

		if (!reading_note_at(self->reading, note, &at) ||
			reading_compare(&at, &self->here) != 0)
			break;
		foot_write(&notes, note);
	}
	for (from = reader_thread_about(self, 0);
		from < self->notes.n && notes.used < notes.area->lines;
		from = reader_thread_about(self, from + 1))
		if (!reader_note_is_here(self, from))
			foot_write(&notes, &self->notes.items[from]);
}

void reader_draw(struct reader *self, struct canvas *canvas)
{
	struct screen *screen = self->screen;

	if (!screen_begin_drawing(screen, canvas))
		return;
	reader_update(self);
	if (screen->popup.type || self->follows)
		reader_follow(self);
	self->follows = screen->popup.type != NULL;
	reader_show(self);
	title_draw(screen, canvas);
	rule_write(self, canvas);
	text_draw(self, canvas);
	if (self->margin > 0)
		margin_draw(self, canvas);
	if (screen->layout.has_rules)
		reading_lower_rule_draw(screen, canvas);
	side_draw(screen, canvas);
	foot_draw(self, canvas);
	info_draw(screen, canvas); /* a message is over that */
	keybar_draw(screen, canvas);
	reader_keep(self);
}
