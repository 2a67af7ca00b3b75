/* The last line: what the most useful keys do here, from the current key map, as many as fit. */
#include "internal.h"

#include <string.h>

#define HINTS_MAX 12

/* In the fields of an open row. */
static const struct hint row_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_LEAVE, "Table"},
	{ACTION_ENTER, "Edit"},
	{ACTION_NEXT_FIELD, "Next"},
	{ACTION_NEXT_ROW, "Row"},
	{ACTION_ROW_ADD, "New row"},
	{ACTION_NOW, "Now"},
	{ACTION_UNDO, "Undo"},
	{ACTION_NONE, NULL},
};

static const struct hint row_text_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_LEAVE, "Done"},
	{ACTION_NEXT_FIELD, "Next"},
	{ACTION_NEXT_ROW, "Row"},
	{ACTION_ROW_ADD, "New row"},
	{ACTION_NOW, "Now"},
	{ACTION_UNDO, "Undo"},
	{ACTION_EDITOR, "Editor"},
	{ACTION_NONE, NULL},
};

static const struct hint hints[N_KEY_CONTEXTS][HINTS_MAX] = {
	[KEYS_ANYWHERE] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_SAVE, "Save"},
			{ACTION_NEXT_ROW, "Page"},
			{ACTION_QUIT, "Leave"},
		},
	[KEYS_TEXT] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_LEAVE, "Done"},
			{ACTION_NEXT_FIELD, "Next"},
			{ACTION_UNDO, "Undo"},
			{ACTION_EDITOR, "Editor"},
			{ACTION_SAVE, "Save"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_QUIT, "Leave"},
		},
	[KEYS_FIELD] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_ENTER, "Edit"},
			{ACTION_NEXT_FIELD, "Next"},
			{ACTION_NEXT_ROW, "Page"},
			{ACTION_NEXT_FINDING, "Finding"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_QUIT, "Leave"},
		},
	[KEYS_TABLE] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_ENTER, "Open"},
			{ACTION_ROW_ADD, "Add"},
			{ACTION_ROW_DELETE, "Delete"},
			{ACTION_FILTER, "Filter"},
			{ACTION_NEXT_FIELD, "Next"},
			{ACTION_NEXT_ROW, "Page"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_QUIT, "Leave"},
		},
};

/* Where two versions await a decision. */
static const struct hint conflict_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_RESOLVE, "Decide"},
	{ACTION_NEXT_FINDING, "Finding"},
	{ACTION_LEAVE, "Done"},
	{ACTION_NEXT_FIELD, "Next"},
	{ACTION_UNDO, "Undo"},
	{ACTION_SAVE, "Save"},
	{ACTION_QUIT, "Leave"},
	{ACTION_NONE, NULL},
};

static const struct hint *hints_find(const struct session *session)
{
	struct conflict conflict;
	enum key_context context = editor_key_context(session_editor(session));

	if (editor_conflict(session_editor(session), &conflict))
		return conflict_hints;
	if (editor_focus(session_editor(session))->in_row)
		return context == KEYS_TEXT ? row_text_hints : row_hints;
	return hints[context];
}

/* Is a decision needed that the keys for this place do not show? */
static bool is_to_decide(const struct session *session)
{
	return session_save_state(session) == SAVE_CONFLICT || session_is_stale(session) ||
	       session_recovery(session) == RECOVERY_WAITS || session_moved_from(session) ||
	       editor_row_conflict(session_editor(session));
}

/* The key of an action in this context, else its best one. */
static void find_key(
	const struct screen *screen, enum action action, enum key_context context, struct str *out)
{
	const struct keymap *keymap = screen->keys.map;

	for (size_t i = 0; i < keymap->n && context != KEYS_ANYWHERE; i++)
		if (keymap->items[i].action == action && keymap->items[i].context == context) {
			key_format(&keymap->items[i].key, out);
			return;
		}
	str_append(out, str_text(&screen->keys.names[action]), screen->keys.names[action].len);
}

/* False if there is no room for it. */
static bool key_draw(struct pen *pen, const char *key, const char *word)
{
	size_t width = key ? strlen(key) + 1 + strlen(word) : 0;

	if (width == 0)
		return true;
	if (pen->column + width > pen->end)
		return false;
	pen_styled(pen, STYLE_KEY, key);
	pen_text(pen, " ");
	pen_styled(pen, STYLE_DIM, word);
	pen_move(pen, pen->column + 2);
	return true;
}

static bool hint_draw(const struct screen *screen, struct pen *pen, const struct hint *hint)
{
	return key_draw(pen, screen_action_key(screen, hint->action), hint->word);
}

static bool has_more_columns(const struct screen *screen)
{
	return editor_key_context(screen->editor) == KEYS_TABLE && screen->sideways.has_more;
}

static bool prompt_hint_draw(
	const struct screen *screen, struct pen *pen, const struct hint *hint, unsigned reserved)
{
	struct str key = {0};
	bool fits = true;

	find_key(screen, hint->action, screen->popup.type->context, &key);
	if (key.len > 0 && pen->column + key.len + 1 + strlen(hint->word) + reserved > pen->end)
		fits = false;
	else if (key.len > 0)
		key_draw(pen, str_text(&key), hint->word);
	str_release(&key);
	return fits;
}

static unsigned prompt_hint_width(const struct screen *screen, const struct hint *hint)
{
	struct str key = {0};
	unsigned width;

	find_key(screen, hint->action, screen->popup.type->context, &key);
	width = key.len > 0 ? (unsigned)(2 + key.len + 1 + strlen(hint->word)) : 0;
	str_release(&key);
	return width;
}

/* What the keys do in a prompt; the last one, the way out, is always shown. */
static void prompt_hints_draw(const struct screen *screen, struct pen *pen)
{
	const struct hint *hint = screen->popup.type->hints;
	const struct hint *last = hint;
	unsigned reserved;

	while (last[1].word)
		last++;
	reserved = prompt_hint_width(screen, last);
	while (hint < last && prompt_hint_draw(screen, pen, hint, reserved))
		hint++;
	prompt_hint_draw(screen, pen, last, 0);
}

void keybar_draw(struct screen *screen, struct canvas *canvas)
{
	static const struct hint columns = {ACTION_RIGHT, "Columns"};
	static const struct hint state = {ACTION_TOGGLE, "State"};
	static const struct hint decide = {ACTION_RESOLVE, "Decide"};
	const struct area *area = &screen->layout.keys;
	const struct hint *list = hints_find(screen->session);
	bool is_missing = list != conflict_hints && is_to_decide(screen->session);
	unsigned end = screen->layout.has_rules
			       ? area->columns
			       : filter_draw(screen, canvas, area->line, area->columns);
	struct place place;
	struct pen pen = pen_at(canvas, area->line, 1, end - 1, STYLE_NORMAL);

	if (screen->popup.type && screen->popup.type->hints) {
		prompt_hints_draw(screen, &pen);
		return;
	}
	for (size_t i = 0; list[i].word; i++) {
		if (list[i].action == ACTION_ROW_ADD &&
			editor_state_place(screen->editor, &place) &&
			!hint_draw(screen, &pen, &state))
			break;
		if (list[i].action == ACTION_NEXT_FIELD && has_more_columns(screen) &&
			!hint_draw(screen, &pen, &columns))
			break;
		if (i == 1 && is_missing && !hint_draw(screen, &pen, &decide))
			break;
		if (!hint_draw(screen, &pen, &list[i]))
			break;
	}
}
