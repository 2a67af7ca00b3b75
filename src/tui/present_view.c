/* Presenting as a view: its keys, and how it is opened and closed. */
#include "presenter.h"

#include "base/mem.h"

static enum request key(struct view *self, const struct key *key, bool after_escape)
{
	struct presenter *presenter = self->state;
	const struct screen *screen = presenter->screen;
	struct key alt = {key->code, KEY_ALT};
	enum action action = keymap_find(screen->keys.map, key, KEYS_PRESENTING);

	if (after_escape && key->modifiers == 0 && action == ACTION_NONE)
		action = keymap_find(screen->keys.map, &alt, KEYS_PRESENTING);
	if (action != ACTION_NONE)
		return presenter_do(presenter, action);
	editor_begin(screen->editor);
	session_say(
		screen->session, MESSAGE_INFO, "That key does nothing here; ? shows those that do");
	return REQUEST_NOTHING;
}

static void paste(struct view *self, const char *bytes, size_t len, size_t missing)
{
	const struct presenter *presenter = self->state;

	(void)bytes;
	(void)len;
	(void)missing;
	editor_begin(presenter->screen->editor);
	session_say(presenter->screen->session, MESSAGE_INFO,
		"Nothing was pasted: here the document is presented");
}

static enum request cancel(struct view *self)
{
	return presenter_do(self->state, ACTION_CANCEL);
}

static enum request act(struct view *self, enum action action)
{
	return presenter_do(self->state, action);
}

static void draw(struct view *self, struct canvas *canvas)
{
	presenter_draw(self->state, canvas);
	present_kept_update(self->state);
}

static int timeout(const struct view *self)
{
	return present_kept_timeout(self->state, present_timeout(self->state));
}

static void closed(struct view *self)
{
	struct presenter *presenter = self->state;
	const struct screen *screen = presenter->screen;

	present_clock_stop(presenter);
	session_set_reading(screen->session, reader_is_open(screen));
}

static const struct view_type presenting_type = {
	.draw = draw,
	.key = key,
	.paste = paste,
	.cancel = cancel,
	.act = act,
	.timeout = timeout,
	.closed = closed,
};

static struct presenter *presenter_of(struct screen *screen)
{
	struct presenter *self = screen->over.presenter;

	if (self)
		return self;
	self = screen->over.presenter = mem_zalloc(1, sizeof(*self));
	self->screen = screen;
	self->view = (struct view){.type = &presenting_type, .state = self};
	self->events = form_find_role(editor_form(screen->editor), ROLE_EVENTS);
	return self;
}

/* After a crash the meeting is the same one; drafts that it left are told of instead. */
static void say_resumed(const struct screen *screen, int64_t began)
{
	struct str text = {0};

	if (session_count_drafts(screen->session) > 0)
		return;
	append_moment(screen->session, began, &text);
	session_say(screen->session, MESSAGE_INFO,
		"The meeting that began %s was not ended, so it goes on", str_text(&text));
	str_release(&text);
}

/* What the meeting adds is told from here on. */
static void begin(struct presenter *self)
{
	struct session *session = self->screen->session;
	int64_t began;
	bool goes_on = session_begin_meeting(session, &began);

	self->at = self->above = 0;
	present_clock_start(self);
	present_kept_begin(self, goes_on);
	if (goes_on) {
		present_clock_begin_at(self, began);
		self->counts = (struct present_counts){0};
		say_resumed(self->screen, began);
	} else {
		present_counts_begin(self);
	}
}

/* It was left, by mistake or for a look at something else. */
static void go_on(struct presenter *self)
{
	session_end_meeting(self->screen->session, false);
	session_say(self->screen->session, MESSAGE_INFO,
		"It goes on where you left it; Home is the beginning");
}

void presenter_open(struct screen *screen)
{
	struct presenter *self = presenter_of(screen);

	editor_leave(screen->editor);
	over_begin(screen);
	session_set_reading(screen->session, true);
	if (present_clock_go_on(self))
		go_on(self);
	else
		begin(self);
	views_open(screen->view.stack, &self->view);
}
