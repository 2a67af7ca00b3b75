/*
 * Keys become actions, pastes become text. Most actions are the session's; what needs
 * a popup or the terminal is done or asked for here.
 */
#include "internal.h"

#include "base/utf8.h"

#include <string.h>

/* --- actions that are the screen's --- */

static enum want open_help(struct screen *screen)
{
	help_open(screen);
	return WANT_NOTHING;
}

static enum want open_palette(struct screen *screen)
{
	palette_open(screen);
	return WANT_NOTHING;
}

static enum want open_choice(struct screen *screen)
{
	if (!choice_open(screen))
		session_say(screen->session, MESSAGE_INFO, "This field has no list of choices");
	return WANT_NOTHING;
}

static enum want open_findings(struct screen *screen)
{
	findings_open(screen);
	return WANT_NOTHING;
}

static enum want open_company(struct screen *screen)
{
	company_open(screen);
	return WANT_NOTHING;
}

static enum want open_find(struct screen *screen)
{
	find_open(screen);
	return WANT_NOTHING;
}

static enum want open_filter(struct screen *screen)
{
	if (session_key_context(screen->session) == KEYS_TABLE)
		filter_open(screen);
	else
		session_say(screen->session, MESSAGE_INFO, "The filter is for tables");
	return WANT_NOTHING;
}

/* The file on disk first: until that is decided nothing is saved. Then what the cursor is on, what
 * the message line asks for, and any other conflict. */
static enum want open_conflict(struct screen *screen)
{
	struct session *session = screen->session;
	bool is_parted = session->save_state == SAVE_CONFLICT || session->is_stale;
	struct conflict conflict;

	if (is_parted)
		conflict_open(screen, false);
	else if (session_conflict(session, &conflict))
		settle_open(screen);
	else if (recovered_open(screen, true))
		return WANT_NOTHING;
	else if (session_go_conflict(session))
		settle_open(screen);
	else
		conflict_open(screen, false);
	return WANT_NOTHING;
}

static enum want open_before(struct screen *screen)
{
	before_open(screen);
	return WANT_NOTHING;
}

static enum want open_changes(struct screen *screen)
{
	changes_open(screen);
	return WANT_NOTHING;
}

static enum want open_revert(struct screen *screen)
{
	revert_open(screen);
	return WANT_NOTHING;
}

static enum want switch_mouse(struct screen *screen)
{
	screen->has_mouse = !screen->has_mouse;
	session_say(screen->session, MESSAGE_INFO,
		screen->has_mouse ? "Mouse on; hold Shift to select text with it" : "Mouse off");
	return WANT_MOUSE;
}

static enum want nothing_to_cancel(struct screen *screen)
{
	const char *key = screen_action_key(screen, ACTION_QUIT);

	session_say(screen->session, MESSAGE_INFO, "%s leaves, nothing is lost",
		key ? key : "The command \"Save and leave\"");
	return WANT_NOTHING;
}

/* A choice opens its list; nothing else is left to Enter. */
static enum want enter(struct screen *screen)
{
	choice_open(screen);
	return WANT_NOTHING;
}

/* Columns of a table that have no room. */
static enum want move_columns(struct screen *screen, int direction)
{
	struct sideways *sideways = &screen->sideways;
	bool is_moved = sideways->field == screen->session->focus.field && sideways->steps > 0;

	if (direction > 0 && sideways->has_more)
		sideways->steps++;
	else if (direction < 0 && is_moved)
		sideways->steps--;
	else
		session_say(screen->session, MESSAGE_INFO, "%s",
			is_moved             ? "That is the last column"
			: sideways->has_more ? "That is the first column"
					     : "All columns are in sight");
	return WANT_NOTHING;
}

static enum want column_left(struct screen *screen)
{
	return move_columns(screen, -1);
}

static enum want column_right(struct screen *screen)
{
	return move_columns(screen, 1);
}

static enum want want_quit(struct screen *screen)
{
	(void)screen;
	return WANT_QUIT;
}

static enum want want_suspend(struct screen *screen)
{
	(void)screen;
	return WANT_SUSPEND;
}

static enum want want_editor(struct screen *screen)
{
	(void)screen;
	return WANT_EDITOR;
}

/* What the session leaves to us. */
static enum want (*const doings[N_ACTIONS])(struct screen *) = {
	[ACTION_ENTER] = enter,
	[ACTION_LEFT] = column_left,
	[ACTION_RIGHT] = column_right,
	[ACTION_CHOOSE] = open_choice,
	[ACTION_EDITOR] = want_editor,
	[ACTION_FINDINGS] = open_findings,
	[ACTION_COMPANY] = open_company,
	[ACTION_FIND] = open_find,
	[ACTION_FIND_NEXT] = open_find,
	[ACTION_FIND_PREVIOUS] = open_find,
	[ACTION_REPLACE] = open_find,
	[ACTION_FILTER] = open_filter,
	[ACTION_HELP] = open_help,
	[ACTION_PALETTE] = open_palette,
	[ACTION_QUIT] = want_quit,
	[ACTION_CANCEL] = nothing_to_cancel,
	[ACTION_SUSPEND] = want_suspend,
	[ACTION_MOUSE] = switch_mouse,
	[ACTION_RESOLVE] = open_conflict,
	[ACTION_CHANGES] = open_changes,
	[ACTION_REVERT] = open_revert,
	[ACTION_BEFORE] = open_before,
};

enum want screen_do(struct screen *self, enum action action)
{
	if (action == ACTION_NONE)
		return WANT_NOTHING;
	if (action == ACTION_REDRAW) /* the message, too, is drawn anew */
		return WANT_REDRAW;
	if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
		self->scroll.turns = true;
	if (!session_do(self->session, action))
		return doings[action] ? doings[action](self) : WANT_NOTHING;
	return action == ACTION_COPY || action == ACTION_CUT ? WANT_COPY : WANT_NOTHING;
}

enum want screen_cancel(struct screen *self)
{
	if (!self->popup.type)
		return screen_do(self, ACTION_CANCEL);
	popup_close(&self->popup);
	return WANT_NOTHING;
}

/* --- input --- */

static bool is_typed(const struct key *key)
{
	return key->code < KEY_NAMED && key->modifiers == 0;
}

enum want screen_key(struct screen *self, const struct key *key)
{
	enum action action;
	char bytes[UTF8_MAX];

	self->scroll.is_detached = false;
	if (self->popup.type && !popup_yields(self, key))
		return popup_key(self, key);
	action = keymap_find(self->keys.map, key, session_key_context(self->session));
	if (is_typed(key) && session_is_refusing(self->session))
		action = ACTION_NONE;
	if (action != ACTION_NONE)
		return screen_do(self, action);
	if (!is_typed(key))
		session_say_unbound(self->session, key);
	else if (session_is_refusing(self->session) || !choice_open_at(self, key->code))
		session_type(self->session, bytes, utf8_encode(key->code, bytes));
	return WANT_NOTHING;
}

enum want screen_key_after_escape(struct screen *self, const struct key *key)
{
	enum key_context context = session_key_context(self->session);
	struct key alt = {key->code, KEY_ALT};

	if (self->popup.type || context == KEYS_TEXT || key->modifiers != 0 ||
		keymap_find(self->keys.map, key, context) != ACTION_NONE ||
		keymap_find(self->keys.map, &alt, context) == ACTION_NONE)
		return screen_key(self, key);
	return screen_key(self, &alt);
}

/* After what was said of the rest. */
static void say_missing(struct session *session, size_t missing)
{
	struct str text = {0};

	if (session->message.len > 0)
		str_appendf(&text, "%s; ", str_text(&session->message));
	if (missing == SIZE_MAX)
		str_append_text(&text, "the paste had no end, it may not be all here");
	else
		str_appendf(
			&text, "the paste is too long, %zu bytes at its end are left out", missing);
	session_say(session, MESSAGE_WARNING, "%s", str_text(&text));
	str_release(&text);
}

void screen_paste(struct screen *self, const char *bytes, size_t len, size_t missing)
{
	self->scroll.is_detached = false;
	if (self->popup.type && !popup_yields(self, NULL))
		popup_paste(self, bytes, len);
	else
		session_paste(self->session, bytes, len);
	if (missing > 0)
		say_missing(self->session, missing);
}

/* --- the mouse --- */

static const struct block *block_at(const struct screen *self, size_t line)
{
	for (size_t i = 0; i < self->blocks.n; i++) {
		const struct block *block = &self->blocks.items[i];

		if (line >= block->top && line < block->top + block->height)
			return block;
	}
	return NULL;
}

static void click_row(struct screen *self, const struct block *block, size_t nth)
{
	struct session *session = self->session;
	unsigned field = block->place.field;
	struct place place = {.field = field, .column = FORM_NONE};
	size_t index;

	if (nth >= session_rows_shown(session, field)) {
		session_go(session, &block->place);
		return;
	}
	index = session_row_at(session, field, nth);
	memcpy(place.row, session->document.tables[field].items[index].id, sizeof(place.row));
	session_go(session, &place);
}

static void click_value(struct screen *self, const struct block *block, size_t nth, unsigned column)
{
	size_t offset = wrap_offset_at(
		block->wrap, block->text, nth, column > block->column ? column - block->column : 0);

	session_go(self->session, &block->place);
	session_set_cursor(self->session, offset, false);
}

static void click_page(struct screen *self, unsigned line, unsigned column)
{
	const struct area *area = &self->layout.page;
	size_t at = self->scroll.top + line - area->line;
	const struct block *block;

	/* Keys of the same turn may have changed texts and rows, or the page, since the last draw.
	 */
	blocks_build(self);
	block = block_at(self, at);
	if (!block || block->place.field == FORM_NONE || block->field->kind == KIND_COMPUTED)
		return;
	if (block->field->kind == KIND_ROWS && block->takes_cursor)
		click_row(self, block, at - block->top);
	else if (block->takes_cursor)
		click_value(self, block, at - block->top, column - area->column);
	else
		session_go(self->session, &block->place);
}

static void click_list(struct screen *self, unsigned nth)
{
	unsigned page = list_first(self) + nth;

	if (page < self->session->form->n_pages)
		session_go_page(self->session, page);
}

static bool is_inside(const struct area *area, unsigned line, unsigned column)
{
	return line >= area->line && line < area->line + area->lines && column >= area->column &&
	       column < area->column + area->columns;
}

void screen_click(struct screen *self, unsigned line, unsigned column)
{
	const struct layout *layout = &self->layout;

	self->scroll.is_detached = false;
	if (layout->is_too_small || self->popup.type)
		return;
	if (layout->has_list && is_inside(&layout->list, line, column))
		click_list(self, line - layout->list.line);
	else if (is_inside(&layout->page, line, column))
		click_page(self, line, column);
}

void screen_wheel(struct screen *self, int lines)
{
	size_t *top = &self->scroll.top;
	size_t count = (size_t)(lines < 0 ? -lines : lines);

	if (self->popup.type)
		return;
	self->scroll.is_detached = true;
	if (lines < 0)
		*top = *top > count ? *top - count : 0;
	else
		*top += count;
}
