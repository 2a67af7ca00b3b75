#include "here.h"

#include "internal.h"

#include <string.h>

/* --- the place --- */

static unsigned here_of_kind(const struct form_field *field)
{
	const struct kind_info *info = kind_info(field->kind);
	unsigned here = 0;

	if (info->is_picked || info->is_truth)
		here |= HERE_PICK;
	if (info->is_picked || field_is_zone(field))
		here |= HERE_LISTED;
	if (info->takes_text)
		here |= HERE_TYPED;
	if (info->takes_text && !info->is_parsed)
		here |= HERE_WORDS;
	if (info->is_time)
		here |= HERE_TIME;
	return here;
}

static unsigned here_of_table(const struct editor *editor)
{
	struct place place;
	unsigned here = HERE_TABLE;

	if (editor_rows_shown(editor, editor_focus(editor)->field) > 0)
		here |= HERE_ROWS;
	if (editor_state_place(editor, &place))
		here |= HERE_STATE | HERE_LISTED;
	return here;
}

static unsigned here_of_text(const struct form_field *field)
{
	const struct kind_info *info = kind_info(field->kind);

	return HERE_TEXT | (info->has_items ? HERE_ITEMS : 0) |
	       (info->is_one_line ? 0 : HERE_LINES);
}

unsigned here_find(const struct screen *screen)
{
	const struct editor *editor = screen->editor;
	const struct form_field *field = editor_field(editor);
	struct conflict conflict;
	unsigned here = 0;

	if (presenter_is_open(screen))
		return HERE_PRESENTING;
	if (reader_is_open(screen))
		return HERE_READING;
	if (!field)
		return 0;
	if (editor_focus(editor)->in_row)
		here |= HERE_ROW;
	if (editor_key_context(editor) == KEYS_TABLE || editor_on_entry(editor))
		here |= here_of_table(editor);
	else
		here |= here_of_kind(field);
	if (editor_focus(editor)->is_editing)
		here |= here_of_text(field);
	else if (!(here & HERE_TABLE))
		here |= HERE_FIELD;
	if (editor_is_quick(editor))
		here |= HERE_QUICK;
	if (editor_conflict(editor, &conflict) || editor_row_conflict(editor))
		here |= HERE_CONFLICT;
	if (session_remote_change_here(screen->session))
		here |= HERE_NEWS;
	return here;
}

void here_append_name(const struct screen *screen, struct str *out)
{
	static const struct {
		unsigned here;
		const char *word;
	} words[] = {
		{HERE_TABLE, "table"},
		{HERE_ITEMS, "list"},
		{HERE_TIME, "time"},
		{HERE_TEXT, "text"},
		{HERE_PICK, "choice"},
		{HERE_FIELD, "field"},
	};
	const struct form *form = editor_form(screen->editor);
	unsigned here = here_find(screen);

	if (here & (HERE_READING | HERE_PRESENTING)) {
		str_append_text(out, here & HERE_READING ? "reading" : "presenting");
		return;
	}
	if (editor_focus(screen->editor)->on_start && !(here & HERE_ROW)) {
		str_append_text(out, "Start");
		return;
	}
	str_append_text(out, form->pages[editor_focus(screen->editor)->page].title);
	if (here & HERE_QUICK) {
		str_append_text(out, ", new row");
		return;
	}
	if (here & HERE_ROW)
		str_append_text(out, ", row");
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (here & words[i].here) {
			str_appendf(out, ", %s", words[i].word);
			return;
		}
}

/* --- what can be done --- */

static const struct here_line lines[] = {
	{ACTION_PAGE_DOWN, ACTION_PAGE_UP, "A screen on, back", .needs = HERE_READING},
	{ACTION_DOWN, ACTION_UP, "A line on, back", .needs = HERE_READING},
	{ACTION_LINE_START, ACTION_LINE_END, "Start, end", .needs = HERE_READING},
	{ACTION_READ_NEXT, ACTION_READ_PREVIOUS, "Next, previous", .needs = HERE_READING},
	{ACTION_COMMENT, .does = "Comment", .needs = HERE_READING},
	{ACTION_READ_REPLY, .does = "Reply", .needs = HERE_READING},
	{ACTION_READ_RESOLVE, .does = "Resolve", .needs = HERE_READING},
	{ACTION_READ_ACCEPT, ACTION_READ_DECLINE, "Accept, decline", .needs = HERE_READING},
	{ACTION_READ_AMEND, .does = "Amend your own", .needs = HERE_READING},
	{ACTION_READ_MOVE, .does = "On other words", .needs = HERE_READING},
	{ACTION_THREADS, .does = "Open comments", .needs = HERE_READING},
	{ACTION_AGREE, .does = "What is open", .needs = HERE_READING},
	{ACTION_CHANGES, .does = "What changed", .needs = HERE_READING},
	{ACTION_READ_SIGN, .does = "Sign off", .needs = HERE_READING},
	{ACTION_READ_OBJECT, .does = "Object", .needs = HERE_READING},
	{ACTION_READ_TAKE_BACK, .does = "Take back", .needs = HERE_READING},
	{ACTION_READ_WHAT, .does = "Of what", .needs = HERE_READING},
	{ACTION_FIND, .does = "Find", .needs = HERE_READING},
	{ACTION_ENTER, .does = "Edit these words", .needs = HERE_READING},
	{ACTION_READ_MARK, .does = "Mark as read", .needs = HERE_READING},
	{ACTION_TASK, .does = "Write down a task", .needs = HERE_READING},
	{ACTION_PRESENT, .does = "Present it", .needs = HERE_READING},
	{ACTION_LEAVE, .does = "Back", .needs = HERE_READING},

	{ACTION_PAGE_DOWN, ACTION_PAGE_UP, "Next, back", .needs = HERE_PRESENTING},
	{ACTION_NEXT_FIELD, ACTION_PREVIOUS_FIELD, "Other page", .needs = HERE_PRESENTING},
	{ACTION_LINE_START, ACTION_LINE_END, "Start, end", .needs = HERE_PRESENTING},
	{ACTION_PRESENT_IDEA, .does = "Park an idea", .needs = HERE_PRESENTING},
	{ACTION_COMMENT, .does = "Note, question", .needs = HERE_PRESENTING},
	{ACTION_TASK, .does = "Write down a task", .needs = HERE_PRESENTING},
	{ACTION_PRESENT_BIGGER, .does = "Bigger", .needs = HERE_PRESENTING},
	{ACTION_LEAVE, .does = "End, decide ideas", .needs = HERE_PRESENTING},

	{ACTION_RESOLVE, .does = "Decide between", .needs = HERE_CONFLICT},
	{ACTION_BEFORE, .does = "As it was before", .needs = HERE_NEWS},

	{ACTION_ENTER, .does = "Open the row", .needs = HERE_ROWS},
	{ACTION_ROW_ADD, .does = "Add a row", .needs = HERE_TABLE},
	{ACTION_ROW_DELETE, .does = "Delete the row", .needs = HERE_ROWS},
	{ACTION_TOGGLE, .does = "Next state", .needs = HERE_STATE},
	{ACTION_CHOOSE, .does = "All states", .needs = HERE_STATE},
	{ACTION_ROW_UP, ACTION_ROW_DOWN, "Move the row", .needs = HERE_ROWS},
	{ACTION_SORT, .does = "Sort by time", .needs = HERE_TABLE},
	{ACTION_SELECT_UP, ACTION_SELECT_DOWN, "Select rows", .needs = HERE_ROWS},
	{ACTION_FILTER, .does = "Rows with a word", .needs = HERE_TABLE},
	{ACTION_LEFT, ACTION_RIGHT, "Other columns", .needs = HERE_ROWS},

	{ACTION_ENTER, .does = "Keep, begin next", .needs = HERE_QUICK},
	{ACTION_NEXT_FIELD, .does = "Next cell", .needs = HERE_QUICK},
	{ACTION_LEAVE, .does = "Keep and end", .needs = HERE_QUICK},

	{ACTION_LEAVE, .does = "Back to the table", .needs = HERE_ROW,
		.bars = HERE_TEXT | HERE_QUICK},
	{ACTION_LEAVE, .does = "Out of the text", .needs = HERE_TEXT, .bars = HERE_QUICK},
	{ACTION_ENTER, .does = "Edit the text", .needs = HERE_FIELD | HERE_TYPED},
	{ACTION_ENTER, .does = "List of choices", .needs = HERE_FIELD | HERE_PICK | HERE_LISTED},
	{ACTION_ENTER, .does = "Yes or no", .needs = HERE_FIELD | HERE_PICK, .bars = HERE_LISTED},
	{ACTION_LEFT, ACTION_RIGHT, "Other choice", .needs = HERE_FIELD | HERE_PICK},
	{ACTION_ENTER, .does = "Next item", .needs = HERE_ITEMS},
	{ACTION_ENTER, .does = "New line", .needs = HERE_LINES, .bars = HERE_ITEMS | HERE_QUICK},
	{ACTION_ENTER, .does = "Next field", .needs = HERE_TEXT, .bars = HERE_LINES | HERE_QUICK},
	{ACTION_ROW_UP, ACTION_ROW_DOWN, "Move the item", .needs = HERE_ITEMS},
	{ACTION_NOW, .does = "The time now", .needs = HERE_TYPED | HERE_TIME},
	{ACTION_CHOOSE, .does = "All time zones", .needs = HERE_FIELD | HERE_TYPED | HERE_LISTED},
	{ACTION_PREVIOUS_ROW, ACTION_NEXT_ROW, "Row before, after", .needs = HERE_ROW,
		.bars = HERE_QUICK},
	{ACTION_ROW_ADD, .does = "Another row", .needs = HERE_ROW, .bars = HERE_QUICK},

	{ACTION_WORD_LEFT, ACTION_WORD_RIGHT, "By words", .needs = HERE_TEXT | HERE_WORDS},
	{ACTION_DELETE_WORD_LEFT, .does = "Delete a word", .needs = HERE_TEXT | HERE_WORDS},
	{ACTION_SELECT_MARK, .does = "Select from here", .needs = HERE_TEXT | HERE_WORDS},
	{ACTION_CUT, .does = "Cut the line", .needs = HERE_TEXT | HERE_WORDS},
	{ACTION_CUT, .does = "Cut the row", .needs = HERE_ROWS},
	{ACTION_COPY, .does = "Copy", .needs_one = HERE_TEXT | HERE_ROWS},
	{ACTION_PASTE, .does = "Paste", .needs_one = HERE_TEXT | HERE_TABLE},
	{ACTION_EDITOR, .does = "In your editor", .needs = HERE_WORDS},
	{ACTION_ZONE, .does = "Another time zone", .needs_one = HERE_TABLE | HERE_TIME},
};

const struct here_line *here_lines(size_t *n)
{
	*n = sizeof(lines) / sizeof(*lines);
	return lines;
}

bool here_has(unsigned here, const struct here_line *line)
{
	return (here & line->needs) == line->needs && (here & line->bars) == 0 &&
	       (line->needs_one == 0 || (here & line->needs_one) != 0);
}

/* --- what cannot --- */

/* Where an action can be done; those without an entry can be done everywhere. */
struct need {
	unsigned one_of;
	const char *why;
	bool changes; /* it changes the document, which may be read-only */
};

static const struct need needs[N_ACTIONS] = {
	[ACTION_ROW_ADD] = {HERE_TABLE | HERE_ROW, "only in a table", true},
	[ACTION_ROW_DELETE] = {HERE_ROWS | HERE_ROW, "only on a row", true},
	[ACTION_ROW_UP] = {HERE_ROWS | HERE_ROW | HERE_ITEMS, "only in table, list", true},
	[ACTION_ROW_DOWN] = {HERE_ROWS | HERE_ROW | HERE_ITEMS, "only in table, list", true},
	[ACTION_SORT] = {HERE_TABLE | HERE_ROW, "only in a table", true},
	[ACTION_FILTER] = {HERE_TABLE, "only in a table"},
	[ACTION_CHOOSE] = {HERE_LISTED, "only on a choice", true},
	[ACTION_TOGGLE] = {HERE_PICK | HERE_STATE, "only on a choice", true},
	[ACTION_NOW] = {HERE_TYPED, "only in text or time", true},
	[ACTION_EDITOR] = {HERE_WORDS, "only for texts", true},
	[ACTION_BEFORE] = {HERE_NEWS, "no change by others"},
	[ACTION_CUT] = {.changes = true},
	[ACTION_PASTE] = {.changes = true},
	[ACTION_BACKSPACE] = {.changes = true},
	[ACTION_DELETE] = {.changes = true},
	[ACTION_DELETE_WORD_LEFT] = {.changes = true},
	[ACTION_DELETE_WORD_RIGHT] = {.changes = true},
	[ACTION_REPLACE] = {.changes = true},
};

typedef const char *refusal(const struct screen *screen);

static const char *undo_refuses(const struct screen *screen)
{
	return editor_can_undo(screen->editor) ? NULL : "nothing to undo";
}

static const char *paste_refuses(const struct screen *screen)
{
	return editor_clip(screen->editor)->len > 0 ? NULL : "nothing was copied";
}

static const char *findings_refuse(const struct screen *screen)
{
	bool is_known = editor_is_checked(screen->editor);

	return is_known && editor_findings(screen->editor)->n == 0 ? "nothing was found" : NULL;
}

static const char *change_refuses(const struct screen *screen)
{
	if (reader_is_open(screen))
		return session_count_unread(screen->session) > 0 ? NULL : "nothing is new";
	return session_count_all_remote_changes(screen->session) > 0 ? NULL
								     : "no changes by others";
}

static const char *company_refuses(const struct screen *screen)
{
	return session_company(screen->session)->n > 0 ? NULL : "nobody else is here";
}

static refusal *const refusals[N_ACTIONS] = {
	[ACTION_UNDO] = undo_refuses,
	[ACTION_PASTE] = paste_refuses,
	[ACTION_FINDINGS] = findings_refuse,
	[ACTION_NEXT_FINDING] = findings_refuse,
	[ACTION_PREVIOUS_FINDING] = findings_refuse,
	[ACTION_NEXT_CHANGE] = change_refuses,
	[ACTION_COMPANY] = company_refuses,
};

const char *here_refuses(const struct screen *screen, unsigned here, enum action action)
{
	const struct need *need = &needs[action];

	if (action >= ACTION_GO_PAGE_1 && action <= ACTION_GO_PAGE_9 &&
		(size_t)(action - ACTION_GO_PAGE_1) >= editor_form(screen->editor)->n_pages)
		return "no such page";
	if ((here & HERE_READING) && !reader_does(action))
		return "not while reading";
	if ((here & HERE_PRESENTING) && !presenter_does(action))
		return "not while presenting";
	if (!(here & HERE_PRESENTING) &&
		(action == ACTION_PRESENT_IDEA || action == ACTION_PRESENT_BIGGER))
		return "only while presenting";
	if (!(here & HERE_READING) && action >= ACTION_READ_NEXT && action <= ACTION_READ_MARK)
		return "only while reading";
	if (need->one_of != 0 && (here & need->one_of) == 0)
		return need->why;
	if (need->changes && session_save_state(screen->session) == SAVE_READ_ONLY)
		return "read-only";
	return refusals[action] ? refusals[action](screen) : NULL;
}
