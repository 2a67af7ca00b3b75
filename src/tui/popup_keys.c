/* What a popup does with keys and pastes: its prompt, its list, its choice. */
#include "internal.h"

#include "text/motion.h"
#include "text/paste.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { INPUT_MAX = 1000, WRITING_MAX = 20000 }; /* bytes */

static size_t input_most(const struct popup *self)
{
	return self->type->is_writing ? WRITING_MAX : INPUT_MAX;
}

static void input_changed(struct screen *screen)
{
	if (!screen->popup.type->is_writing)
		screen->popup.selected = screen->popup.top = 0;
	popup_list_again(screen);
}

static void insert(struct screen *screen, const char *bytes, size_t len)
{
	struct popup *self = &screen->popup;

	if (!self->type->has_input || len == 0)
		return;
	if (!self->prompt.is_offered && self->prompt.input.len + len > input_most(self)) {
		session_say(screen->session, MESSAGE_INFO, "There is no room for more here");
		return;
	}
	if (self->prompt.is_offered) { /* the first typed character replaces it */
		str_clear(&self->prompt.input);
		self->prompt.cursor = 0;
		self->prompt.is_offered = false;
	}
	str_splice(&self->prompt.input, self->prompt.cursor, 0, bytes, len);
	self->prompt.cursor += len;
	input_changed(screen);
}

static void delete_to(struct screen *screen, size_t to)
{
	struct popup *self = &screen->popup;
	size_t from = self->prompt.cursor < to ? self->prompt.cursor : to;
	size_t end = self->prompt.cursor < to ? to : self->prompt.cursor;

	str_splice(&self->prompt.input, from, end - from, "", 0);
	self->prompt.cursor = from;
	input_changed(screen);
}

struct popup_motion {
	motion *how;
	bool deletes;
};

static const struct popup_motion motions[N_ACTIONS] = {
	[ACTION_LEFT] = {motion_left, false},
	[ACTION_RIGHT] = {motion_right, false},
	[ACTION_WORD_LEFT] = {motion_word_left, false},
	[ACTION_WORD_RIGHT] = {motion_word_right, false},
	[ACTION_LINE_START] = {motion_line_start, false},
	[ACTION_LINE_END] = {motion_line_end, false},
	[ACTION_BACKSPACE] = {motion_left, true},
	[ACTION_DELETE] = {motion_right, true},
	[ACTION_DELETE_WORD_LEFT] = {motion_word_left, true},
	[ACTION_DELETE_WORD_RIGHT] = {motion_word_right, true},
	[ACTION_CUT] = {motion_text_start, true},
};

static void edit_input(struct screen *screen, const struct popup_motion *move)
{
	struct popup *self = &screen->popup;
	size_t to = move->how(
		str_text(&self->prompt.input), self->prompt.input.len, self->prompt.cursor);

	self->prompt.is_offered = false;
	if (move->deletes)
		delete_to(screen, to);
	else
		self->prompt.cursor = to;
}

/* Moves the selection, or the view if items are only read. */
static void step(struct popup *self, int direction, size_t count)
{
	size_t *at = self->type->is_choice ? &self->selected : &self->top;
	size_t most = self->n > 0 ? self->n - 1 : 0;

	if (!self->type->is_choice)
		most = self->n > self->visible ? self->n - self->visible : 0;
	if (*at > most)
		*at = most;
	if (direction < 0)
		*at = *at > count ? *at - count : 0;
	else
		*at = *at + count < most ? *at + count : most;
	if (self->type->is_choice)
		self->selected = popup_find_choice(self, self->selected, direction);
}

/* How an action moves in the list: direction and count, 0 for a screenful. */
static const struct {
	int direction;
	size_t count;
} steps[N_ACTIONS] = {
	[ACTION_UP] = {-1, 1},
	[ACTION_DOWN] = {1, 1},
	[ACTION_PREVIOUS_FIELD] = {-1, 1},
	[ACTION_NEXT_FIELD] = {1, 1},
	[ACTION_PAGE_UP] = {-1, 0},
	[ACTION_PAGE_DOWN] = {1, 0},
	[ACTION_TEXT_START] = {-1, SIZE_MAX / 2},
	[ACTION_TEXT_END] = {1, SIZE_MAX / 2},
};

static enum request choose(struct screen *screen)
{
	struct popup *self = &screen->popup;
	struct popup closed;
	const struct popup_item *item = NULL;
	enum request request = REQUEST_NOTHING;

	/* The popup is closed before its choice is carried out, which may open another one. */
	view_close(&self->view);
	closed = *self;
	*self = (struct popup){.view = closed.view};
	if (closed.type->is_choice && closed.selected < closed.n &&
		!closed.items[closed.selected].is_text)
		item = &closed.items[closed.selected];
	if (closed.type->choose)
		request = closed.type->choose(screen, &closed, item);
	popup_release(&closed);
	return request;
}

static bool closes(const struct key *key, enum action action)
{
	return action == ACTION_LEAVE || action == ACTION_CANCEL || action == ACTION_QUIT ||
	       key->code == KEY_ESCAPE_KEY;
}

/* The letter that leaves the view below, such as q while reading, closes a list over it, too. */
static bool leaves(const struct screen *screen, const struct key *key)
{
	return !screen->popup.type->has_input && key->modifiers == 0 &&
	       keymap_find(screen->keys.map, key, screen_context(screen)) == ACTION_LEAVE;
}

static bool is_typed(const struct key *key)
{
	return key->code < KEY_NAMED && key->modifiers == 0;
}

static bool is_digit(const struct key *key)
{
	return key->modifiers == 0 && key->code >= '0' && key->code <= '9';
}

/* Actions that only concern the terminal leave the popup unchanged. */
static bool is_of_terminal(enum action action)
{
	return action == ACTION_REDRAW || action == ACTION_SUSPEND || action == ACTION_MOUSE;
}

bool popup_yields(struct screen *screen, const struct key *key)
{
	struct popup *self = &screen->popup;

	if (!self->opening.is_unexpected)
		return false;
	if (key && !is_typed(key)) {
		enum action action = keymap_find(screen->keys.map, key, KEYS_FIELD);

		if (key->code == KEY_ENTER_KEY || steps[action].direction != 0 ||
			action == ACTION_HELP || (closes(key, action) && action != ACTION_QUIT) ||
			is_of_terminal(action))
			return false;
	}
	popup_close(self);
	return true;
}

/* Was the key pressed before anybody could have read the question? */
static bool is_too_early(const struct screen *screen)
{
	enum { READING = 1000 }; /* milliseconds */

	return screen->popup.opening.is_unexpected &&
	       session_clock(screen->session) - screen->popup.opening.at < READING;
}

/* The frame or the key bar shows the other keys. */
static void say_unbound(struct screen *screen, const struct key *key)
{
	struct str name = {0};
	struct str leave = {0};

	key_format(key, &name);
	keymap_describe(screen->keys.map, ACTION_LEAVE, 1, &leave);
	session_say(screen->session, MESSAGE_INFO, "%s does nothing here: %s closes",
		str_text(&name), str_text(&leave));
	str_release(&name);
	str_release(&leave);
}

static enum request take_request(struct popup *self)
{
	enum request request = self->request;

	self->request = REQUEST_NOTHING;
	return request;
}

enum request popup_key(struct screen *screen, const struct key *key)
{
	struct popup *self = &screen->popup;
	enum key_context context = self->type->context     ? self->type->context
				   : self->type->has_input ? KEYS_TEXT
							   : KEYS_FIELD;
	enum action action = keymap_find(screen->keys.map, key, context);
	bool is_enter = key->code == KEY_ENTER_KEY || action == ACTION_ENTER;
	int64_t now = session_clock(screen->session);
	char bytes[UTF8_MAX];

	if (is_enter && is_too_early(screen))
		return REQUEST_NOTHING;
	editor_begin(screen->editor); /* what was said before goes, as on the page */
	if (!is_typed(key))
		str_clear(&self->prompt.letters.typed);
	if (is_of_terminal(action))
		return view_act(screen_page(screen), action);
	if (closes(key, action) || leaves(screen, key))
		popup_dismiss(screen);
	else if (self->type->key && self->type->key(screen, self, key))
		return take_request(self);
	else if (action == ACTION_HELP)
		help_open(screen);
	else if (is_enter && self->type->is_writing)
		insert(screen, "\n", 1);
	else if (is_enter)
		return choose(screen);
	else if (self->type->has_numbers && is_digit(key) && popup_jump(self, key->code, now))
		return choose(screen);
	else if (self->type->has_input && is_typed(key))
		insert(screen, bytes, utf8_encode(key->code, bytes));
	else if (self->type->has_input && motions[action].how)
		edit_input(screen, &motions[action]);
	else if (self->type->is_writing && steps[action].count == 1)
		popup_writing_step(self, popup_columns(screen), steps[action].direction);
	else if (steps[action].direction != 0)
		step(self, steps[action].direction,
			steps[action].count > 0 ? steps[action].count : self->visible);
	else if (!self->type->is_choice || !is_typed(key) || !popup_jump(self, key->code, now))
		say_unbound(screen, key);
	return REQUEST_NOTHING;
}

void popup_paste(struct screen *screen, const char *bytes, size_t len)
{
	struct popup *self = &screen->popup;
	struct paste_loss loss = {0};
	struct str text = {0};
	struct str said = {0};

	editor_begin(screen->editor);
	if (self->type->paste) {
		self->type->paste(screen, bytes, len);
		return;
	}
	if (!self->type->has_input) {
		session_say(screen->session, MESSAGE_INFO,
			"There is no text to paste into: Esc closes the list");
		return;
	}
	while (len > 0 && (bytes[len - 1] == '\r' || bytes[len - 1] == '\n'))
		len--; /* it was a complete line */
	paste_clean(&text, bytes, len, !self->type->is_writing, &loss);
	paste_cut(&text, input_most(self) - (self->prompt.is_offered ? 0 : self->prompt.input.len),
		&loss);
	insert(screen, str_text(&text), text.len);
	if (paste_loss_append(&loss, "; ", &said))
		session_say(screen->session, MESSAGE_WARNING, "Pasted%s", str_text(&said));
	str_release(&text);
	str_release(&said);
}
