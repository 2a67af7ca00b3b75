/*
 * The foot: what is to say about the focused place, most urgent first: how a typed
 * time is understood, what is wrong here, what the field is for. Its height is
 * fixed, so the page never moves because of it. A message takes its last line.
 */
#include "finding_lines.h"
#include "internal.h"

#include "check/check.h"

#include <string.h>

void notes_write(struct notes *self, enum style style, const char *sign, const char *text)
{
	const struct area *area = self->area;
	unsigned indent = 1 + (unsigned)strlen(sign);
	const struct wrap *wrap;

	if (self->used >= area->lines || area->columns <= indent + 1)
		return;
	wrap = label_cache_find(
		&self->screen->drawn.cache, text, strlen(text), area->columns - indent - 1);
	for (size_t i = 0; i < wrap->n_lines && self->used < area->lines; i++, self->used++) {
		struct pen pen = pen_at(self->canvas, area->line + self->used, area->column + 1,
			area->columns - 2, style);

		if (i == 0)
			pen_text(&pen, sign);
		if (*sign)
			pen.style = STYLE_NORMAL;
		pen_move(&pen, area->column + indent);
		pen_write(&pen, text + wrap->lines[i].start,
			wrap->lines[i].end - wrap->lines[i].start);
		if (self->used + 1 == area->lines && i + 1 < wrap->n_lines)
			pen.is_cut = true;
		pen_finish(&pen);
	}
}

/* How what is being typed is understood, or the time under the cursor in full. */
static void echo_write(struct notes *self)
{
	struct str text = {0};
	bool is_problem = false;

	if (editor_echo(self->screen->editor, &text, &is_problem) && text.len > 0)
		notes_write(self, is_problem ? STYLE_WARNING_SIGN : STYLE_NOTE_SIGN,
			is_problem ? "? " : "= ", str_text(&text));
	str_release(&text);
}

void notes_write_finding(struct notes *self, const struct finding *finding, const char *where)
{
	const struct finding_level *level = &finding_levels[finding->level];
	struct str text = {0};

	str_append_text(&text, where);
	str_append_text(&text, *where ? finding_words(finding) : finding->text);
	if (finding->rule)
		str_appendf(&text, " [%s]", finding->rule->id);
	notes_write(self, level->style, level->mark, str_text(&text));
	str_release(&text);
}

/* All that is found here, the worst first, as far as there is room. */
static void findings_write(struct notes *self)
{
	const struct screen *screen = self->screen;
	const struct finding *finding;
	struct place place;

	marks_place(&screen->marks, screen->session, &place);
	for (size_t i = 0; self->used < self->area->lines; i++) {
		finding = marks_find_nth(&screen->marks, &place, i);
		if (!finding)
			break;
		notes_write_finding(self, finding, "");
	}
}

/* What others did here, and how to see more of it. */
static void news_write(struct notes *self)
{
	const struct screen *screen = self->screen;
	static const char *const words[] = {
		[REMOTE_CHANGED] = "Changed",
		[REMOTE_ADDED] = "Added",
		[REMOTE_REMOVED] = "A row was removed",
		[REMOTE_MOVED] = "Moved",
	};
	const struct remote_change *remote = session_remote_change_here(screen->session);
	const char *before = screen_action_key(screen, ACTION_BEFORE);
	const char *next = screen_action_key(screen, ACTION_NEXT_CHANGE);
	struct str text = {0};

	if (!remote)
		return;
	str_appendf(&text, "%s by %s", words[remote->kind], editor_others(screen->editor));
	if (before && (remote->kind == REMOTE_CHANGED || remote->kind == REMOTE_REMOVED))
		str_appendf(&text, "; %s shows what it was", before);
	if (next && session_count_all_remote_changes(screen->session) > 1)
		str_appendf(&text, "; %s goes to the next", next);
	notes_write(self, STYLE_CHANGED_SIGN, "* ", str_text(&text));
	str_release(&text);
}

static void private_write(struct notes *self)
{
	const char *words = private_words(self->screen);

	if (words)
		notes_write(self, STYLE_DIM, "# ", words);
}

/* When the event under the cursor was, in full; in the side each part on a line of its own. */
static void row_write(struct notes *self)
{
	const char *separator = self->screen->layout.has_side ? "\n" : "  ";
	struct str text = {0};

	if (row_time_append(self->screen, separator, &text))
		notes_write(self, STYLE_NORMAL, "", str_text(&text));
	str_release(&text);
}

/* The foot is there for a message first, from its last line up; a long one goes on over the page,
 * but not over the cursor. Where nothing but text is above a prompt, it is above that. Returns its
 * lines. */
static unsigned message_write(struct screen *screen, struct canvas *canvas, enum style style,
	const char *text, size_t len)
{
	const struct area *area = &screen->layout.message;
	const struct popup_type *popup = screen->popup.type;
	size_t most = area->line > canvas->cursor_line ? area->line - canvas->cursor_line
						       : screen->layout.info.lines;
	const struct wrap *wrap =
		label_cache_find(&screen->drawn.cache, text, len, area->columns - 2);
	size_t n = wrap->n_lines < most ? wrap->n_lines : most;
	bool has_prompt = screen->layout.is_reading && popup && popup->is_line;
	unsigned last = area->line - (has_prompt ? 1 : 0);

	for (size_t i = 0; i < n; i++) {
		const struct wrap_line *line = &wrap->lines[i];
		unsigned at = last + 1 - (unsigned)(n - i);
		struct pen pen = pen_at(canvas, at, 1, area->columns - 1, style);

		canvas_clear_area(canvas, &(struct area){at, 0, 1, area->columns});
		pen_write(&pen, text + line->start, line->end - line->start);
		pen.is_cut = i + 1 == n && n < wrap->n_lines;
		pen_finish(&pen);
	}
	return (unsigned)n;
}

/* What keeps the file from being saved stays in sight until it is settled. */
static unsigned trouble_write(struct screen *screen, struct canvas *canvas)
{
	const struct session *session = screen->session;
	const char *key = screen_action_key(screen, ACTION_RESOLVE);
	struct str text = {0};
	unsigned lines;

	if (session_save_state(session) == SAVE_FAILED)
		str_appendf(&text, "Not saved: %s. Your text is %s",
			session_save_error(session)->message,
			session_is_kept(session) ? "in the journal" : "only in memory");
	else
		str_appendf(&text, "%s: %s to choose",
			session_file_conflict(session) == FILE_CONFLICT_GONE
				? "The file is gone from the disk"
			: session_is_stale(session) ? "The file changed on disk since it was opened"
						    : "The file changed on disk and is left alone",
			key ? key : "\"resolve\"");
	lines = message_write(screen, canvas, STYLE_ERROR, str_text(&text), text.len);
	str_release(&text);
	return lines;
}

/* The notice may have been closed unread by typing. */
static unsigned recovery_write(struct screen *screen, struct canvas *canvas)
{
	const char *key = screen_action_key(screen, ACTION_RESOLVE);
	struct str text = {0};
	unsigned lines;

	str_appendf(&text, "An earlier session left text unsaved: %s to choose",
		key ? key : "\"resolve\"");
	lines = message_write(screen, canvas, STYLE_WARNING, str_text(&text), text.len);
	str_release(&text);
	return lines;
}

static unsigned message_draw(struct screen *screen, struct canvas *canvas)
{
	static const enum style styles[] = {
		[MESSAGE_NONE] = STYLE_NORMAL,
		[MESSAGE_INFO] = STYLE_NORMAL,
		[MESSAGE_WARNING] = STYLE_WARNING,
		[MESSAGE_ERROR] = STYLE_ERROR,
	};
	const struct session *session = screen->session;

	if (editor_message(screen->editor)->level != MESSAGE_NONE)
		return message_write(screen, canvas, styles[editor_message(screen->editor)->level],
			str_text(&editor_message(screen->editor)->text),
			editor_message(screen->editor)->text.len);
	if (session_save_state(session) == SAVE_CONFLICT ||
		session_save_state(session) == SAVE_FAILED || session_is_stale(session))
		return trouble_write(screen, canvas);
	if (session_recovery(session) == RECOVERY_WAITS || session_moved_from(session))
		return recovery_write(screen, canvas);
	return 0;
}

static bool is_same_focus(const struct focus *a, const struct focus *b)
{
	return a->field == b->field && a->row == b->row && a->in_row == b->in_row &&
	       a->column == b->column && a->is_editing == b->is_editing && a->cursor == b->cursor &&
	       a->has_selection == b->has_selection;
}

/* Was a page just entered, and nothing done there since? */
static bool has_just_arrived(struct screen *screen)
{
	const struct focus *focus = editor_focus(screen->editor);
	struct arrival *arrival = &screen->drawn.arrival;

	if (arrival->page != focus->page)
		*arrival = (struct arrival){
			focus->page, editor_document(screen->editor)->revision, *focus, true};
	arrival->is_there = arrival->is_there &&
			    arrival->revision == editor_document(screen->editor)->revision &&
			    is_same_focus(&arrival->focus, focus);
	return arrival->is_there;
}

/* What the page is for, until the first move there. */
static bool about_write(struct notes *self)
{
	struct screen *screen = self->screen;
	const struct form *form = editor_form(screen->editor);
	const char *about = form->pages[editor_focus(screen->editor)->page].about;

	if (!has_just_arrived(screen) || editor_focus(screen->editor)->on_start ||
		about[0] == '\0' ||
		settings_number(screen->settings, SETTING_HELP) == CHOICE_HELP_OFF)
		return false;
	notes_write(self, STYLE_DIM, "", about);
	return true;
}

/* Is nothing answered here yet, and could not be? A row just begun lacks everything, and Start asks
 * for what is missing. */
static bool is_just_asked(const struct editor *editor)
{
	const struct focus *focus = editor_focus(editor);

	return editor_is_quick(editor) ||
	       (focus->on_start && editor_document(editor)->values[focus->field].text.len == 0);
}

void notes_write_place(struct notes *self, bool has_findings)
{
	struct editor *editor = self->screen->editor;
	const struct form_field *field;

	if (about_write(self) || editor_focus(editor)->field == FORM_NONE)
		return;
	if (editor_key_context(editor) == KEYS_TABLE && !self->screen->tables.rest.is_over)
		return;
	field = editor_field(editor);
	echo_write(self);
	if (has_findings && !is_just_asked(editor))
		findings_write(self);
	news_write(self);
	private_write(self);
	row_write(self);
	if (settings_number(self->screen->settings, SETTING_HELP) == CHOICE_HELP_OFF)
		return;
	if (field && field->help[0])
		notes_write(self, STYLE_DIM, "", field->help);
}

/* An open popup may have its own foot. */
void info_draw(struct screen *screen, struct canvas *canvas)
{
	const struct popup_type *popup = screen->popup.type;
	struct area area = screen->layout.info;
	struct notes notes = {.screen = screen, .canvas = canvas, .area = &area};
	unsigned taken = message_draw(screen, canvas);

	area.lines -= taken < area.lines ? taken : area.lines;
	if (popup && popup->foot)
		popup->foot(screen, &notes);
	else if (!screen->layout.has_side && !screen->layout.is_reading)
		notes_write_place(&notes, true);
}
