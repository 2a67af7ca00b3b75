/*
 * The loop. A turn waits for the terminal, the views, a signal or the clock, reads all
 * available input, acts on it, and draws once. Its view journals a key before the turn
 * draws.
 */
#include "tui/app.h"

#include "restore.h"
#include "signals.h"
#include "terminal.h"
#include "terminal_clipboard.h"
#include "terminal_input.h"
#include "terminal_settings.h"

#include "base/mem.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	READ_SIZE = 65536,
	READ_MANY = 1024,   /* a terminal delivers 4 kB at a time: less means there is no more */
	READ_MAX = 1 << 20, /* bytes of one turn */
	EXIT_WRONG = 2,
};

struct app {
	const struct app_config *config;
	struct views views;
	struct term *term;
	struct input input;
	struct canvas canvas;
	struct terminal_settings settings;
	struct err *err;
	bool is_utf8; /* the terminal can draw it */
	bool is_gone; /* the terminal is gone */
	bool is_done;
	int status;
};

static int64_t now(const struct app *self)
{
	return time_source_steady(&self->config->time);
}

static bool is_over(const struct app *self)
{
	return self->is_done || self->views.n == 0;
}

/* --- services for views --- */

bool app_wait(struct app *self, int fd)
{
	if (!signals_wait(fd))
		self->is_gone = true;
	return !self->is_gone;
}

void app_lend_terminal(struct app *self)
{
	term_suspend(self->term);
}

/* If a hangup arrives while others have the terminal, it is left to them. */
void app_take_terminal(struct app *self)
{
	if (signals_hung_up())
		self->is_gone = true;
	else
		term_resume(self->term);
}

void app_set_mouse(struct app *self, bool is_on)
{
	term_set_mouse(self->term, is_on);
}

bool app_copy(struct app *self, const char *text, size_t len)
{
	return clipboard_copy(self->term, text, len);
}

void app_fail(struct app *self, const struct err *err)
{
	self->status = EXIT_WRONG;
	if (self->err->code == ERR_NONE)
		*self->err = *err;
}

/* --- requests --- */

/* The terminal is gone: drop whatever takes longer than a second. */
static void hang_up(struct app *self)
{
	self->is_done = true;
	signals_end_soon();
	for (size_t i = 0; i < self->views.n; i++) {
		struct view *view = self->views.items[i];

		if (view->type->hang_up)
			view->type->hang_up(view, self);
	}
}

static void suspend(struct app *self)
{
	for (size_t i = 0; i < self->views.n && !self->is_gone; i++) {
		struct view *view = self->views.items[i];

		if (view->type->pause)
			view->type->pause(view, self);
	}
	if (self->is_gone)
		return;
	app_lend_terminal(self);
	signals_suspend_group();
	app_take_terminal(self);
}

static void redraw(struct app *self)
{
	term_forget(self->term);
}

/* Wants of the loop itself; the topmost view that can does the rest. */
static void (*const doings[N_REQUESTS])(struct app *self) = {
	[REQUEST_SUSPEND] = suspend,
	[REQUEST_REDRAW] = redraw,
};

static void do_request(struct app *self, enum request request)
{
	if (self->is_gone || request == REQUEST_NOTHING)
		return;
	if (doings[request]) {
		doings[request](self);
		return;
	}
	for (size_t i = self->views.n; i-- > 0;) {
		struct view *view = self->views.items[i];

		if (view->type->serve && view->type->serve(view, request, self))
			return;
	}
}

/* --- a turn --- */

static void act(struct app *self, const struct input_event *event)
{
	switch (event->kind) {
	case INPUT_KEY:
		do_request(self, views_key(&self->views, &event->key, event->follows_escape));
		break;
	case INPUT_PASTE:
		views_paste(&self->views, event->bytes, event->len, event->missing);
		break;
	case INPUT_CLICK:
		views_click(&self->views, event->line, event->column);
		break;
	case INPUT_WHEEL:
		views_wheel(&self->views, event->lines);
		break;
	case INPUT_BACKGROUND:
		terminal_settings_answer(&self->settings, self->term, event->is_light);
		break;
	}
}

static bool has_more(void)
{
	struct pollfd terminal = {.fd = STDIN_FILENO, .events = POLLIN};

	return poll(&terminal, 1, 0) > 0 && (terminal.revents & POLLIN);
}

bool app_has_input(void *context)
{
	(void)context;
	return has_more() || signals_came();
}

/* Reads all available input; the terminal's end is a hangup, after the keys before it. */
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
		do_request(self, views_cancel(&self->views));
	if (signals.suspend)
		do_request(self, REQUEST_SUSPEND);
}

static int earlier(int a, int b)
{
	if (a < 0 || b < 0)
		return a < 0 ? b : a;
	return a < b ? a : b;
}

static void wait_and_read(struct app *self)
{
	struct pollfd fds[2 + VIEWS_MAX] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = signals_fd(), .events = POLLIN},
	};
	nfds_t n_fds = 2;
	int timeout = earlier(views_timeout(&self->views), input_timeout(&self->input, now(self)));
	int n;

	for (size_t i = 0; i < self->views.n; i++) {
		const struct view *view = self->views.items[i];

		if (view->type->fd)
			fds[n_fds++] = (struct pollfd){view->type->fd(view), POLLIN, 0};
	}
	n = poll(fds, n_fds, signals_came() ? 0 : timeout);
	if (n < 0)
		fds[0].revents = 0; /* a signal; its byte is still in the pipe */
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
	terminal_settings_apply(
		&self->settings, self->term, &self->input, &self->canvas, self->is_utf8);
	views_draw(&self->views, &self->canvas);
	if (self->canvas.rings && settings_number(self->config->settings, SETTING_BELL))
		term_ring(self->term);
	term_draw(self->term, &self->canvas);
}

static void turn(struct app *self)
{
	struct input_event event;

	wait_and_read(self);
	while (!is_over(self) &&
		input_next(&self->input, self->is_gone ? INT64_MAX : now(self), &event))
		act(self, &event);
	if (self->is_gone)
		hang_up(self);
	if (!is_over(self))
		views_tick(&self->views);
	if (!is_over(self))
		draw(self);
}

/* --- from start to end --- */

/* Is the locale UTF-8? If not, texts are still drawn as UTF-8, our lines as ASCII. */
static bool set_locale(void)
{
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	setlocale(LC_CTYPE, "C.UTF-8");
	return false;
}

static void run(struct app *self)
{
	draw(self);
	if (views_timeout(&self->views) == 0)
		turn(self); /* what is found in it follows its first paint */
	mem_give_back();
	mem_trim(); /* opening the first view may have used a lot */
	while (!is_over(self))
		turn(self);
}

int app_run(const struct app_config *config, struct err *err)
{
	struct app self = {.config = config, .err = err};

	self.settings.settings = config->settings;
	self.is_utf8 = set_locale();

	if (!signals_start(err))
		return EXIT_WRONG;
	input_init(&self.input);
	self.term = term_start(&self.input, err);
	if (self.term) {
		views_open(&self.views, config->view);
		run(&self);
		if (self.views.n > 0) /* the terminal is gone */
			view_close(self.views.items[0]);
		term_stop(self.term);
		canvas_release(&self.canvas);
	} else {
		self.status = EXIT_WRONG;
	}
	input_release(&self.input);
	signals_stop();
	return self.status;
}
