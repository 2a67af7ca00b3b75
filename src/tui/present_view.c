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
}

static int timeout(const struct view *self)
{
	return present_timeout(self->state);
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

/* What the meeting adds is told from here on. */
static void begin(struct presenter *self)
{
	self->at = self->above = 0;
	self->counts.is_made = false;
	session_mark(self->screen->session, READ_MARK_PRESENT, NULL);
	present_clock_start(self);
}

void presenter_open(struct screen *screen)
{
	struct presenter *self = presenter_of(screen);

	editor_leave(screen->editor);
	session_set_reading(screen->session, true);
	if (present_clock_go_on(self))
		session_say(screen->session, MESSAGE_INFO,
			"It goes on where you left it; Home is the beginning");
	else
		begin(self);
	views_open(screen->view.stack, &self->view);
}
