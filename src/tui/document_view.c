/*
 * The view of a session. Keys become actions, pastes become text; what else the program must do
 * about the document (save before suspending, leave, open the user's editor) is done here, with the
 * loop's help.
 */
#include "tui/document_view.h"

#include "external_editor.h"
#include "internal.h"
#include "restore.h"

#include "base/utf8.h"
#include "base/visible.h"
#include "tui/app.h"

#include <string.h>

/* --- keys and pastes --- */

static bool is_typed(const struct key *key)
{
	return key->code < KEY_NAMED && key->modifiers == 0;
}

static enum request take_key(struct screen *self, const struct key *key)
{
	enum action action;
	char bytes[UTF8_MAX];

	self->scroll.is_detached = false;
	action = keymap_find(self->keys.map, key, editor_key_context(self->editor));
	if (is_typed(key) && editor_is_refusing(self->editor))
		action = ACTION_NONE;
	editor_note_letter(self->editor, is_typed(key) && action != ACTION_NONE);
	if (action != ACTION_NONE)
		return screen_do(self, action);
	if (is_typed(key) && move_is_asked(self))
		move_refuse(self);
	else if (!is_typed(key))
		editor_say_unbound(self->editor, key);
	else if (editor_is_refusing(self->editor) || !choice_open_at(self, key->code))
		editor_type(self->editor, bytes, utf8_encode(key->code, bytes));
	return REQUEST_NOTHING;
}

/* Outside a text, a key after a lone Escape means Alt and that key, unless the key has a meaning of
 * its own there. */
static bool is_alt_meant(const struct screen *self, const struct key *key)
{
	enum key_context context = editor_key_context(self->editor);
	struct key alt = {key->code, KEY_ALT};

	return context != KEYS_TEXT && key->modifiers == 0 &&
	       keymap_find(self->keys.map, key, context) == ACTION_NONE &&
	       keymap_find(self->keys.map, &alt, context) != ACTION_NONE;
}

static enum request document_key(struct view *self, const struct key *key, bool after_escape)
{
	struct screen *screen = self->state;
	struct key alt = {key->code, KEY_ALT};

	return take_key(screen, after_escape && is_alt_meant(screen, key) ? &alt : key);
}

static void document_paste(struct view *self, const char *bytes, size_t len, size_t missing)
{
	struct screen *screen = self->state;

	screen->scroll.is_detached = false;
	if (move_is_asked(screen)) {
		move_refuse(screen);
		return;
	}
	if (!log_preview_take(screen, bytes, len))
		editor_paste(screen->editor, bytes, len);
	say_missing(screen->session, missing);
}

static enum request document_act(struct view *self, enum action action)
{
	return screen_do(self->state, action);
}

static enum request document_cancel(struct view *self)
{
	return document_act(self, ACTION_CANCEL);
}

/* --- time --- */

/* What to say about the text if the program ends suddenly. */
static void set_last_words(struct screen *self)
{
	const char *folder = session_state_folder(self->session);
	struct str words = {0};

	self->drawn.is_kept = session_is_kept(self->session);
	if (self->drawn.is_kept) {
		str_append_text(&words, "what you typed is kept in ");
		visible_append(&words, folder, strlen(folder));
		str_append_text(&words, " and comes back when you open the file again");
	} else {
		str_append_text(&words, "there is no journal: what was not saved is lost");
	}
	restore_set_words(str_text(&words));
	str_release(&words);
}

static void document_tick(struct view *self)
{
	struct screen *screen = self->state;

	session_tick(screen->session);
	changes_tick(screen);
	rest_tick(screen);
	if (screen->drawn.is_kept != session_is_kept(screen->session))
		set_last_words(screen);
}

/* The sooner of two timeouts; negative: none. */
static int sooner(int a, int b)
{
	if (a < 0 || b < 0)
		return a < 0 ? b : a;
	return a < b ? a : b;
}

static int document_timeout(const struct view *self)
{
	const struct screen *screen = self->state;

	return sooner(sooner(session_timeout(screen->session), changes_timeout(screen)),
		sooner(rest_timeout(screen), still_timeout(screen)));
}

static int document_fd(const struct view *self)
{
	const struct screen *screen = self->state;

	return session_fd(screen->session);
}

/* --- leaving --- */

/*
 * Saves, as long as somebody is there to wait for it. A slow disk delays a user who
 * leaves, but never a program whose terminal is gone. False: the terminal is gone.
 */
static bool save_all(struct screen *self, struct app *app, enum flush (*step)(struct session *),
	enum flush *flush)
{
	while ((*flush = step(self->session)) == FLUSH_WAITS)
		if (!app_wait(app, session_fd(self->session)))
			return false;
	return true;
}

static bool pause(struct screen *self, struct app *app)
{
	enum flush flush;

	return save_all(self, app, session_pause_step, &flush);
}

static void document_pause(struct view *self, struct app *app)
{
	pause(self->state, app);
}

static void quit(struct screen *self, struct app *app)
{
	struct err err = {0};
	enum flush flush;

	session_leave(self->session);
	if (!save_all(self, app, session_flush_step, &flush))
		return;
	if (session_end(self->session, flush, &err))
		view_close(&self->view);
	else
		document_view_quit_failed(&self->view, &err);
}

static void leave_unsaved(struct screen *self, struct app *app)
{
	struct err err = {0};

	err_set(&err, ERR_SYSTEM, "%s",
		session_is_kept(self->session)
			? "not saved; the journal keeps the text for the next time"
			: "not saved, and no journal could keep the text");
	app_fail(app, &err);
	view_close(&self->view);
}

static void document_hang_up(struct view *self, struct app *app)
{
	struct screen *screen = self->state;
	struct err err = {0};

	if (!session_hang_up(screen->session, &err))
		app_fail(app, &err);
}

/* --- other programs --- */

static bool is_for_editor(enum kind kind)
{
	return kind_info(kind)->takes_text && !kind_info(kind)->is_parsed;
}

static void edit_outside(
	struct screen *self, struct app *app, const struct place *place, const char *name)
{
	struct session *session = self->session;
	struct str text = {0};
	struct err err = {0};

	if (!pause(self, app))
		return;
	if (document_value(editor_document(self->editor), place) == NULL)
		return; /* the save found that somebody removed the row, and said so */
	editor_show(self->editor, place, &text);
	app_lend_terminal(app);
	if (editor_run(&text, name, settings_text(self->settings, SETTING_EDITOR), &err))
		editor_set(self->editor, place, str_text(&text), text.len);
	else
		session_say(session, MESSAGE_ERROR, "%s", err.message);
	app_take_terminal(app);
	str_release(&text);
}

static void open_editor(struct screen *self, struct app *app)
{
	struct session *session = self->session;
	const struct form_field *field = NULL;
	struct place place;

	if (editor_focus(self->editor)->field != FORM_NONE) {
		editor_place(self->editor, &place);
		field = document_field(editor_document(self->editor), &place);
	}
	if (!field || !is_for_editor(field->kind))
		session_say(session, MESSAGE_INFO, "The external editor is for texts only");
	else if (session_save_state(session) == SAVE_READ_ONLY)
		session_say(session, MESSAGE_INFO, "Read-only: %s", session_read_only(session));
	else
		edit_outside(self, app, &place, field->key);
}

static void open_report(struct screen *self, struct app *app)
{
	const char *path = str_text(&self->exporting.written);
	struct err err = {0};

	if (!pause(self, app))
		return;
	app_lend_terminal(app);
	if (!editor_open(path, settings_text(self->settings, SETTING_EDITOR), &err))
		session_say(self->session, MESSAGE_ERROR, "The report was written to %s, but %s",
			path, err.message);
	app_take_terminal(app);
}

static void copy_report(struct screen *self, struct app *app)
{
	if (!app_copy(app, str_text(&self->exporting.outgoing), self->exporting.outgoing.len))
		session_say(self->session, MESSAGE_WARNING,
			"The terminal's clipboard did not accept it; Enter writes it to the file");
	str_clear(&self->exporting.outgoing);
}

static void copy_clip(struct screen *self, struct app *app)
{
	const struct str *clip = editor_clip(self->editor);

	if (clip->len > 0 && !app_copy(app, str_text(clip), clip->len))
		session_say(self->session, MESSAGE_WARNING,
			"Kept for pasting here; the terminal's clipboard did not accept it");
}

static void copy_outside(struct screen *self, struct app *app)
{
	(self->exporting.outgoing.len > 0 ? copy_report : copy_clip)(self, app);
}

static void set_mouse(struct screen *self, struct app *app)
{
	app_set_mouse(app, self->switched.has_mouse);
}

static void (*const services[N_REQUESTS])(struct screen *self, struct app *app) = {
	[REQUEST_QUIT] = quit,
	[REQUEST_LEAVE] = leave_unsaved,
	[REQUEST_EDITOR] = open_editor,
	[REQUEST_MOUSE] = set_mouse,
	[REQUEST_COPY] = copy_outside,
	[REQUEST_OPEN] = open_report,
};

static bool document_serve(struct view *self, enum request request, struct app *app)
{
	if (services[request])
		services[request](self->state, app);
	return services[request];
}

/* --- the view --- */

static void document_draw(struct view *self, struct canvas *canvas)
{
	struct screen *screen = self->state;

	if (screen->switched.reads_first) {
		screen->switched.reads_first = false;
		reader_view_open_first(screen);
		if (screen->switched.presents_first)
			presenter_open(screen);
		return;
	}
	screen_draw(screen, canvas);
}

static void document_click(struct view *self, unsigned line, unsigned column)
{
	screen_click(self->state, line, column);
}

static void document_wheel(struct view *self, int lines)
{
	screen_wheel(self->state, lines);
}

static const struct view_type document_type = {
	.draw = document_draw,
	.key = document_key,
	.paste = document_paste,
	.click = document_click,
	.wheel = document_wheel,
	.cancel = document_cancel,
	.tick = document_tick,
	.timeout = document_timeout,
	.fd = document_fd,
	.act = document_act,
	.serve = document_serve,
	.pause = document_pause,
	.hang_up = document_hang_up,
};

struct view *document_view_new(struct session *session, const struct keymap *keymap,
	struct settings *settings, const struct config_file *config)
{
	struct screen *screen = screen_new(session, keymap, settings);

	screen->config = config;

	screen->view = (struct view){.type = &document_type, .state = screen};
	set_last_words(screen);
	return &screen->view;
}

void document_view_read(struct view *self)
{
	struct screen *screen = self->state;

	screen->switched.reads_first = true;
}

void document_view_present(struct view *self)
{
	struct screen *screen = self->state;

	screen->switched.reads_first = screen->switched.presents_first = true;
}

void document_view_free(struct view *self)
{
	if (self)
		screen_free(self->state);
}

void document_view_quit_failed(struct view *self, const struct err *err)
{
	struct screen *screen = self->state;

	if (session_save_state(screen->session) == SAVE_CONFLICT)
		conflict_open(screen, true);
	else if (session_save_state(screen->session) == SAVE_CLEAN)
		session_say(screen->session, MESSAGE_WARNING, "%s", err->message);
	else
		quit_failed_open(screen, err);
}
