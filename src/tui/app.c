/*
 * The loop. A turn waits for the terminal, the saver, a signal or the clock; reads all
 * that is there, acts on it, and draws once. A key is in the journal before its turn
 * draws, since session does that first.
 */
#include "tui/app.h"

#include "external_editor.h"
#include "restore.h"
#include "signals.h"
#include "terminal.h"
#include "terminal_clipboard.h"
#include "terminal_input.h"

#include "base/mem.h"
#include "base/visible.h"
#include "tui/screen.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	READ_SIZE = 65536,
	READ_MANY = 1024,   /* a terminal gives 4 kB at a time: less was all there is */
	READ_MAX = 1 << 20, /* bytes of one turn */
	EXIT_WRONG = 2,
};

struct app {
	const struct app_config *config;
	struct session *session;
	struct screen *screen;
	struct term *term;
	struct input input;
	struct canvas canvas;
	struct err *err;
	bool is_kept; /* as the words for a sudden end have it */
	bool is_gone; /* nobody is there any more */
	bool is_done;
	int status;
};

static int64_t now(const struct app *self)
{
	return time_source_steady(&self->config->time);
}

/* --- leaving --- */

/*
 * Saves, as long as somebody is there to wait for it. A slow disk holds up a user who
 * leaves, never a program whose terminal has gone.
 */
static enum flush save_all(struct app *self, enum flush (*step)(struct session *))
{
	enum flush flush;

	while ((flush = step(self->session)) == FLUSH_WAITS) {
		if (!signals_wait(session_fd(self->session))) {
			self->is_gone = true;
			break;
		}
	}
	return flush;
}

static void quit(struct app *self)
{
	struct err err = {0};
	enum flush flush;

	session_leave(self->session);
	flush = save_all(self, session_flush_step);
	if (self->is_gone)
		return;
	if (session_end(self->session, flush, &err))
		self->is_done = true;
	else
		screen_quit_failed(self->screen, &err);
}

static void leave_unsaved(struct app *self)
{
	self->is_done = true;
	self->status = EXIT_WRONG;
	err_set(self->err, ERR_SYSTEM, "%s",
		session_is_kept(self->session)
			? "not saved; the journal keeps the text for the next time"
			: "not saved, and no journal could keep the text");
}

/* Nobody is there any more: save and be gone. What takes longer than a second is in the journal. */
static void hang_up(struct app *self)
{
	self->is_done = true;
	signals_end_soon();
	if (!session_hang_up(self->session, self->err))
		self->status = EXIT_WRONG;
}

/* Who is told to end while others have the terminal leaves it to them. */
static void take_back(struct app *self)
{
	if (signals_hung_up())
		self->is_gone = true;
	else
		term_resume(self->term);
}

static void suspend(struct app *self)
{
	save_all(self, session_pause_step);
	if (self->is_gone)
		return;
	term_suspend(self->term);
	signals_suspend_group();
	take_back(self);
}

/* --- the user's editor --- */

static bool is_for_editor(enum kind kind)
{
	return kind_info(kind)->takes_text && !kind_info(kind)->is_parsed;
}

static void edit_outside(struct app *self, const struct place *place, const char *name)
{
	struct str text = {0};
	struct err err = {0};

	save_all(self, session_pause_step);
	if (self->is_gone)
		return;
	if (document_value(&self->session->document, place) == NULL)
		return; /* the save met somebody who removed the row, and said so */
	session_shown(self->session, place, &text);
	term_suspend(self->term);
	if (editor_run(&text, name, &err))
		session_set(self->session, place, str_text(&text), text.len);
	else
		session_say(self->session, MESSAGE_ERROR, "%s", err.message);
	take_back(self);
	str_release(&text);
}

static void open_editor(struct app *self)
{
	struct session *session = self->session;
	const struct form_field *field = NULL;
	struct place place;

	if (session->focus.field != FORM_NONE) {
		session_place(session, &place);
		field = document_field(&session->document, &place);
	}
	if (!field || !is_for_editor(field->kind))
		session_say(session, MESSAGE_INFO, "The editor is for texts");
	else if (session->save_state == SAVE_READ_ONLY)
		session_say(session, MESSAGE_INFO, "Read-only: %s", str_text(&session->read_only));
	else
		edit_outside(self, &place, field->key);
}

/* What is said of the text when the program ends on the spot. */
static void set_last_words(struct app *self)
{
	const char *folder = session_state_folder(self->session);
	struct str words = {0};

	self->is_kept = session_is_kept(self->session);
	if (self->is_kept) {
		str_append_text(&words, "what you typed is kept in ");
		visible_append(&words, folder, strlen(folder));
		str_append_text(&words, " and comes back when you open the file again");
	} else {
		str_append_text(&words, "there is no journal: what was not saved is lost");
	}
	restore_set_words(str_text(&words));
	str_release(&words);
}

static void copy_outside(struct app *self)
{
	const struct str *clip = &self->session->clip;

	if (clip->len > 0 && !clipboard_copy(self->term, str_text(clip), clip->len))
		session_say(self->session, MESSAGE_WARNING,
			"Kept to be pasted here; the terminal's clipboard did not take it");
}

/* --- a turn --- */

static void do_want(struct app *self, enum want want)
{
	if (self->is_gone)
		return;
	switch (want) {
	case WANT_NOTHING:
		break;
	case WANT_QUIT:
		quit(self);
		break;
	case WANT_LEAVE:
		leave_unsaved(self);
		break;
	case WANT_SUSPEND:
		suspend(self);
		break;
	case WANT_REDRAW:
		term_forget(self->term);
		break;
	case WANT_EDITOR:
		open_editor(self);
		break;
	case WANT_MOUSE:
		term_set_mouse(self->term, screen_mouse(self->screen));
		break;
	case WANT_COPY:
		copy_outside(self);
		break;
	}
}

static void act(struct app *self, const struct input_event *event)
{
	switch (event->kind) {
	case INPUT_KEY:
		do_want(self, event->follows_escape
				      ? screen_key_after_escape(self->screen, &event->key)
				      : screen_key(self->screen, &event->key));
		break;
	case INPUT_PASTE:
		screen_paste(self->screen, event->bytes, event->len, event->missing);
		break;
	case INPUT_CLICK:
		screen_click(self->screen, event->line, event->column);
		break;
	case INPUT_WHEEL:
		screen_wheel(self->screen, event->lines);
		break;
	}
}

static bool has_more(void)
{
	struct pollfd terminal = {.fd = STDIN_FILENO, .events = POLLIN};

	return poll(&terminal, 1, 0) > 0 && (terminal.revents & POLLIN);
}

/* Reads all that is there; the terminal's end is a hangup, after the keys before it. */
static void read_input(struct app *self)
{
	static char bytes[READ_SIZE];
	size_t total = 0;
	ssize_t size;

	do {
		size = read(STDIN_FILENO, bytes, sizeof(bytes));

		if (size < 0 && (errno == EINTR || errno == EAGAIN))
			return;
		if (size <= 0) {
			self->is_gone = true;
			return;
		}
		input_feed(&self->input, bytes, (size_t)size, now(self));
		total += (size_t)size;
	} while (size >= READ_MANY && total < READ_MAX && has_more());
}

static void take_signals(struct app *self)
{
	struct signals signals;

	signals_take(&signals);
	if (signals.hangup)
		self->is_gone = true;
	if (signals.resize)
		term_resize(self->term);
	if (signals.interrupt)
		do_want(self, screen_cancel(self->screen));
	if (signals.suspend)
		do_want(self, WANT_SUSPEND);
}

static int earlier(int a, int b)
{
	if (a < 0 || b < 0)
		return a < 0 ? b : a;
	return a < b ? a : b;
}

static void wait_and_read(struct app *self)
{
	struct pollfd fds[] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = signals_fd(), .events = POLLIN},
		{.fd = session_fd(self->session), .events = POLLIN},
	};
	int timeout =
		earlier(session_timeout(self->session), input_timeout(&self->input, now(self)));

	int n = poll(fds, sizeof(fds) / sizeof(*fds), signals_came() ? 0 : timeout);

	if (n < 0)
		fds[0].revents = 0; /* a signal; its byte is in the pipe */
	if (n < 0 || fds[1].revents != 0 || signals_came())
		take_signals(self);
	if (fds[0].revents & POLLIN)
		read_input(self);
	else if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL))
		self->is_gone = true;
}

static void draw(struct app *self)
{
	unsigned columns, lines;

	term_size(self->term, &columns, &lines);
	if (columns != self->canvas.columns || lines != self->canvas.lines)
		canvas_resize(&self->canvas, columns, lines);
	screen_draw(self->screen, &self->canvas);
	term_draw(self->term, &self->canvas);
}

static void turn(struct app *self)
{
	struct input_event event;

	wait_and_read(self);
	while (!self->is_done &&
		input_next(&self->input, self->is_gone ? INT64_MAX : now(self), &event))
		act(self, &event);
	if (self->is_gone)
		hang_up(self);
	if (self->is_done)
		return;
	session_tick(self->session);
	if (self->is_kept != session_is_kept(self->session))
		set_last_words(self);
	draw(self);
}

/* --- from start to end --- */

/* Is the locale one of UTF-8? If not, texts are drawn as UTF-8 all the same, our lines as ASCII. */
static bool set_locale(void)
{
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	setlocale(LC_CTYPE, "C.UTF-8");
	return false;
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

static void run(struct app *self)
{
	set_last_words(self);
	draw(self);
	mem_trim(); /* opening read and parsed the whole file */
	while (!self->is_done)
		turn(self);
}

int app_run(const struct app_config *config, struct err *err)
{
	struct app self = {.config = config, .session = config->session, .err = err};
	bool is_utf8 = set_locale();

	if (!signals_start(err))
		return EXIT_WRONG;
	input_init(&self.input);
	self.term = term_start(&self.input, is_set("NO_COLOR"), err);
	if (self.term) {
		self.screen = screen_new(config->session, config->keymap);
		self.canvas.is_ascii = is_set("AFTERWORD_ASCII") || !is_utf8;
		run(&self);
		term_stop(self.term);
		screen_free(self.screen);
		canvas_release(&self.canvas);
	} else {
		self.status = EXIT_WRONG;
	}
	input_release(&self.input);
	signals_stop();
	return self.status;
}
