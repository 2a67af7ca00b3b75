/*
 * The foot: what there is to say about the focused place, most urgent first: how typed
 * text is understood, what is wrong here, what the field is for. Its height is fixed, so
 * that it never moves the page. The message line is below.
 */
#include "internal.h"

#include "check/check.h"
#include "text/grapheme.h"

#include <string.h>

/* Writes a wrapped text into the remaining lines. */
static void info_write(struct screen *screen, struct canvas *canvas, unsigned *used,
	enum style style, const char *sign, const char *text)
{
	const struct area *area = &screen->layout.info;
	unsigned indent = 1 + (unsigned)strlen(sign);
	size_t len = strlen(text);
	const struct wrap *wrap;

	if (*used >= area->lines || area->columns <= indent + 1)
		return;
	wrap = label_cache_find(&screen->cache, text, len, area->columns - indent - 1);
	for (size_t i = 0; i < wrap->n_lines && *used < area->lines; i++, ++*used) {
		struct pen pen = pen_at(canvas, area->line + *used, 1, area->columns - 1, style);

		if (i == 0)
			pen_text(&pen, sign);
		pen_move(&pen, indent);
		pen_write(&pen, text + wrap->lines[i].start,
			wrap->lines[i].end - wrap->lines[i].start);
		if (*used + 1 == area->lines && i + 1 < wrap->n_lines)
			pen.is_cut = true;
		pen_finish(&pen);
	}
}

/* How the text being typed is understood, or the time under the cursor in full. */
static void echo_write(struct screen *screen, struct canvas *canvas, unsigned *used)
{
	struct str text = {0};
	bool is_problem = false;

	if (editor_echo(screen->editor, &text, &is_problem) && text.len > 0)
		info_write(screen, canvas, used, is_problem ? STYLE_WARNING : STYLE_NOTE,
			is_problem ? "? " : "= ", str_text(&text));
	str_release(&text);
}

/* All findings here, the worst first, as far as they fit. */
static void findings_write(struct screen *screen, struct canvas *canvas, unsigned *used)
{
	static const struct {
		const char *sign;
		enum style style;
	} levels[] = {
		[LEVEL_NOTE] = {"- ", STYLE_NOTE},
		[LEVEL_WARNING] = {"? ", STYLE_WARNING},
		[LEVEL_ERROR] = {"! ", STYLE_ERROR},
	};
	const struct finding *finding;
	struct place place;
	struct str text = {0};

	marks_place(&screen->marks, screen->session, &place);
	for (size_t i = 0; *used < screen->layout.info.lines; i++) {
		finding = marks_find_nth(&screen->marks, &place, i);
		if (!finding)
			break;
		str_clear(&text);
		str_append_text(&text, finding->text);
		if (finding->rule)
			str_appendf(&text, " [%s]", finding->rule->id);
		info_write(screen, canvas, used, levels[finding->level].style,
			levels[finding->level].sign, str_text(&text));
	}
	str_release(&text);
}

/* What others did here, and how to see more of it. */
static void news_write(struct screen *screen, struct canvas *canvas, unsigned *used)
{
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
	info_write(screen, canvas, used, STYLE_NOTE, "* ", str_text(&text));
	str_release(&text);
}

/* The row under the cursor in full, because the table only has room for its beginning. */
static bool row_write(struct screen *screen, struct canvas *canvas, unsigned *used)
{
	const struct editor *editor = screen->editor;
	unsigned number = editor_focus(editor)->field;
	const struct form_field *field = &editor_form(editor)->fields[number];
	const struct rows *rows = &editor_document(editor)->tables[number];
	const struct str *text;

	if (editor_key_context(editor) != KEYS_TABLE || editor_focus(editor)->row >= rows->n)
		return false;
	text = &rows->items[editor_focus(editor)->row].cells[form_main_column(field)].text;
	if (text->len == 0)
		return false;
	info_write(screen, canvas, used, STYLE_NORMAL, "", str_text(text));
	return true;
}

void info_draw(struct screen *screen, struct canvas *canvas)
{
	struct editor *editor = screen->editor;
	struct place place;
	const struct form_field *field;
	unsigned used = 0;

	if (editor_focus(editor)->field == FORM_NONE)
		return;
	editor_place(editor, &place);
	field = document_field(editor_document(editor), &place);
	echo_write(screen, canvas, &used);
	findings_write(screen, canvas, &used);
	news_write(screen, canvas, &used);
	if (!row_write(screen, canvas, &used) && field && field->help[0])
		info_write(screen, canvas, &used, STYLE_DIM, "", field->help);
}

/* A message that needs more than its line takes room from the info above. */
static void message_write(struct screen *screen, struct canvas *canvas, enum style style,
	const char *text, size_t len)
{
	const struct area *area = &screen->layout.message;
	size_t most = screen->layout.info.lines + 1;
	const struct wrap *wrap = label_cache_find(&screen->cache, text, len, area->columns - 2);
	size_t n = wrap->n_lines < most ? wrap->n_lines : most;

	for (size_t i = 0; i < n; i++) {
		const struct wrap_line *line = &wrap->lines[i];
		unsigned at = area->line + 1 - (unsigned)(n - i);
		struct pen pen = pen_at(canvas, at, 1, area->columns - 1, style);

		canvas_clear_area(canvas, &(struct area){at, 0, 1, area->columns});
		pen_write(&pen, text + line->start, line->end - line->start);
		pen.is_cut = i + 1 == n && n < wrap->n_lines;
		pen_finish(&pen);
	}
}

unsigned filter_draw(
	const struct screen *screen, struct canvas *canvas, unsigned line, unsigned end)
{
	static const char head[] = "filter: ";
	const struct editor *editor = screen->editor;
	const struct str *filter = editor_filter(editor);
	unsigned field = editor_focus(editor)->field;
	unsigned width = grapheme_width(str_text(filter), filter->len);
	struct str count = {0};
	unsigned around, begin;
	struct pen pen;

	if (filter->len == 0 || field == FORM_NONE)
		return end;
	str_appendf(&count, ", %zu of %zu", editor_rows_shown(editor, field),
		editor_document(editor)->tables[field].n);
	around = (unsigned)(sizeof(head) - 1 + count.len);
	if (width > end / 2)
		width = end / 2;
	begin = end > around + width + 2 ? end - around - width - 2 : 0;
	canvas_clear_area(canvas, &(struct area){line, begin, 1, end - begin});
	pen = pen_at(canvas, line, begin + 1, around - (unsigned)count.len + width, STYLE_WARNING);
	pen_text(&pen, head);
	pen_write(&pen, str_text(filter), filter->len);
	pen_finish(&pen);
	pen = pen_at(
		canvas, line, end - 1 - (unsigned)count.len, (unsigned)count.len, STYLE_WARNING);
	pen_text(&pen, str_text(&count));
	str_release(&count);
	return begin;
}

/* What keeps the file from being saved stays visible until it is settled. */
static void trouble_write(struct screen *screen, struct canvas *canvas)
{
	const struct session *session = screen->session;
	const char *key = screen_action_key(screen, ACTION_RESOLVE);
	struct str text = {0};

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
	message_write(screen, canvas, STYLE_ERROR, str_text(&text), text.len);
	str_release(&text);
}

/* The notice may have been closed unread by typing. */
static void recovery_write(struct screen *screen, struct canvas *canvas)
{
	const char *key = screen_action_key(screen, ACTION_RESOLVE);
	struct str text = {0};

	str_appendf(&text, "An earlier session left text unsaved: %s to choose",
		key ? key : "\"resolve\"");
	message_write(screen, canvas, STYLE_WARNING, str_text(&text), text.len);
	str_release(&text);
}

void message_draw(struct screen *screen, struct canvas *canvas)
{
	static const enum style styles[] = {
		[MESSAGE_NONE] = STYLE_NORMAL,
		[MESSAGE_INFO] = STYLE_NORMAL,
		[MESSAGE_WARNING] = STYLE_WARNING,
		[MESSAGE_ERROR] = STYLE_ERROR,
	};
	const struct session *session = screen->session;

	if (editor_message(screen->editor)->level != MESSAGE_NONE)
		message_write(screen, canvas, styles[editor_message(screen->editor)->level],
			str_text(&editor_message(screen->editor)->text),
			editor_message(screen->editor)->text.len);
	else if (session_save_state(session) == SAVE_CONFLICT ||
		 session_save_state(session) == SAVE_FAILED || session_is_stale(session))
		trouble_write(screen, canvas);
	else if (session_recovery(session) == RECOVERY_WAITS || session_moved_from(session))
		recovery_write(screen, canvas);
}
