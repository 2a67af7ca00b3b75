/*
 * A view that the program does not have, run by the program's loop: a list of documents without a
 * session, with a page to read on top of it. Everything for the view is in this file; the loop does
 * not know it. Started with a descriptor, this test is that program itself.
 */
#include "running.h"

#include "tui/app.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* --- the view --- */

enum { ALARM = 30 /* milliseconds */, STATUS_FAILED = 2 };

static const char *const names[] = {"checkout.yaml", "database.yaml", "mail.yaml"};

enum { N_NAMES = sizeof(names) / sizeof(names[0]) };

struct library {
	struct view view;
	struct view reader; /* of the selected one */
	unsigned selected;
	int news;      /* a descriptor */
	int64_t alarm; /* when it is due; 0: never */
	struct time_source time;
	char note[80];
	struct str pasted;
};

static int64_t now(const struct library *self)
{
	return time_source_steady(&self->time);
}

static void library_draw(struct view *view, struct canvas *canvas)
{
	struct library *self = view->state;
	struct pen pen = pen_at(canvas, N_NAMES + 1, 0, canvas->columns, STYLE_DIM);

	canvas_clear(canvas);
	pen_printf(&pen, "note: %s", self->note);
	for (unsigned i = 0; i < N_NAMES; i++) {
		pen = pen_at(canvas, i, 0, canvas->columns, STYLE_NORMAL);
		pen_text(&pen, i == self->selected ? "> " : "  ");
		pen_text(&pen, names[i]);
	}
	pen = pen_at(canvas, N_NAMES + 2, 0, canvas->columns, STYLE_NORMAL);
	pen_write(&pen, str_text(&self->pasted), self->pasted.len);
	canvas_set_cursor(canvas, self->selected, 0);
}

static enum request library_key(struct view *view, const struct key *key, bool after_escape)
{
	struct library *self = view->state;

	(void)after_escape;
	if (key->code == KEY_DOWN_ARROW && self->selected + 1 < N_NAMES)
		self->selected++;
	else if (key->code == KEY_UP_ARROW && self->selected > 0)
		self->selected--;
	else if (key->code == KEY_ENTER_KEY)
		views_open(view->stack, &self->reader);
	else if (key->code == 'a')
		self->alarm = now(self) + ALARM;
	else if (key->code == 'q')
		view_close(view);
	else if (key->code == 'f')
		return REQUEST_LEAVE;
	return REQUEST_NOTHING;
}

static void library_paste(struct view *view, const char *bytes, size_t len, size_t missing)
{
	struct library *self = view->state;

	(void)missing;
	str_set(&self->pasted, bytes, len);
}

static int library_timeout(const struct view *view)
{
	const struct library *self = view->state;
	int64_t left = self->alarm - now(self);

	if (self->alarm == 0)
		return -1;
	return left > 0 ? (int)left : 0;
}

static int library_fd(const struct view *view)
{
	const struct library *self = view->state;

	return self->news;
}

static void take_news(struct library *self)
{
	ssize_t len = read(self->news, self->note, sizeof(self->note) - 1);

	if (len > 0)
		self->note[len] = '\0';
	else
		self->news = -1;
}

static void library_tick(struct view *view)
{
	struct library *self = view->state;
	struct pollfd wait = {.fd = self->news, .events = POLLIN};

	if (self->alarm != 0 && now(self) >= self->alarm) {
		snprintf(self->note, sizeof(self->note), "it rings");
		self->alarm = 0;
	}
	if (poll(&wait, 1, 0) > 0)
		take_news(self);
}

static bool library_serve(struct view *view, enum request request, struct app *app)
{
	struct err err = {0};

	if (request != REQUEST_LEAVE)
		return false;
	err_set(&err, ERR_SYSTEM, "the list is lost");
	app_fail(app, &err);
	view_close(view);
	return true;
}

static void library_closed(struct view *view)
{
	struct library *self = view->state;

	str_release(&self->pasted);
}

static const struct view_type library_type = {
	.draw = library_draw,
	.key = library_key,
	.paste = library_paste,
	.timeout = library_timeout,
	.fd = library_fd,
	.tick = library_tick,
	.serve = library_serve,
	.closed = library_closed,
};

/* The page to read: a second view, which needs less. */
static void reader_draw(struct view *view, struct canvas *canvas)
{
	const struct library *self = view->state;
	struct pen pen = pen_at(canvas, 0, 0, canvas->columns, STYLE_HEADING);

	canvas_clear(canvas);
	pen_printf(&pen, "All of %s", names[self->selected]);
}

static enum request reader_key(struct view *view, const struct key *key, bool after_escape)
{
	(void)after_escape;
	if (key->code == KEY_ESCAPE_KEY)
		view_close(view);
	return key->code == 'f' ? REQUEST_LEAVE : REQUEST_NOTHING;
}

static const struct view_type reader_type = {.draw = reader_draw, .key = reader_key};

static int run_library(int news)
{
	struct library self = {.news = news, .time = time_source_system()};
	struct settings settings;
	struct err err = {0};
	int status;

	settings_init(&settings, getenv);

	self.view = (struct view){.type = &library_type, .state = &self};
	self.reader = (struct view){.type = &reader_type, .state = &self};
	status = app_run(
		&(struct app_config){.view = &self.view, .settings = &settings, .time = self.time},
		&err);
	settings_release(&settings);
	printf("ended: %s\n", err.message);
	return status;
}

/* --- the test --- */

struct screen_test {
	struct running editor;
	int news; /* our end */
};

static int set_up(void **state)
{
	static struct screen_test self;
	char path[512];
	char number[16];
	int ends[2];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);

	assert_true(len > 0);
	path[len] = '\0';
	assert_int_equal(pipe(ends), 0);
	snprintf(number, sizeof(number), "%d", ends[0]);
	running_init(&self.editor);
	running_start_words(&self.editor, (const char *const[]){path, number, NULL}, 60, 12);
	close(ends[0]);
	self.news = ends[1];
	*state = &self;
	return 0;
}

static int tear_down(void **state)
{
	struct screen_test *self = *state;

	close(self->news);
	running_release(&self->editor);
	return 0;
}

static struct terminal *open_library(void **state)
{
	struct screen_test *self = *state;

	terminal_wait(self->editor.terminal, "> checkout.yaml");
	return self->editor.terminal;
}

static void expect_end(struct terminal *terminal, int status, const char *said)
{
	int ended = terminal_wait_end(terminal);

	assert_true(WIFEXITED(ended));
	assert_int_equal(WEXITSTATUS(ended), status);
	assert_non_null(strstr(str_text(terminal_output(terminal)), said));
}

static void test_takes_input(void **state)
{
	struct terminal *terminal = open_library(state);

	terminal_type(terminal, "\033[B");
	terminal_wait(terminal, "> database.yaml");
	terminal_type(terminal, "\033[200~q is no key here\033[201~");
	terminal_wait(terminal, "q is no key here");
	terminal_resize(terminal, 40, 10);
	terminal_wait(terminal, "> database.yaml");
	terminal_type(terminal, "q");
	expect_end(terminal, 0, "ended: ");
}

static void test_wakes_by_itself(void **state)
{
	struct screen_test *self = *state;
	struct terminal *terminal = open_library(state);

	terminal_type(terminal, "a");
	terminal_wait(terminal, "note: it rings");
	assert_int_equal(write(self->news, "a file came", 11), 11);
	terminal_wait(terminal, "note: a file came");
}

/* A covered view stays active, and comes back in its present state. */
static void test_opens_another(void **state)
{
	struct screen_test *self = *state;
	struct terminal *terminal = open_library(state);

	terminal_type(terminal, "\033[B\r");
	terminal_wait(terminal, "All of database.yaml");
	terminal_wait_gone(terminal, "> database.yaml");
	assert_int_equal(write(self->news, "meanwhile", 9), 9);
	terminal_type(terminal, "q\033");
	terminal_wait(terminal, "> database.yaml");
	terminal_wait(terminal, "note: meanwhile");
	terminal_type(terminal, "q");
	expect_end(terminal, 0, "ended: ");
}

/* A request that the top view does not serve is served by one below. */
static void test_fails(void **state)
{
	struct terminal *terminal = open_library(state);

	terminal_type(terminal, "\r");
	terminal_wait(terminal, "All of checkout.yaml");
	terminal_type(terminal, "f");
	expect_end(terminal, STATUS_FAILED, "ended: the list is lost");
}

static void test_ends_with_its_terminal(void **state)
{
	struct terminal *terminal = open_library(state);
	int ended;

	terminal_type(terminal, "\r");
	terminal_wait(terminal, "All of checkout.yaml");
	terminal_signal(terminal, SIGTERM);
	ended = terminal_wait_end(terminal);
	assert_true(WIFEXITED(ended));
	assert_int_equal(WEXITSTATUS(ended), 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_takes_input, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_wakes_by_itself, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_opens_another, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_fails, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ends_with_its_terminal, set_up, tear_down),
	};

	if (argc == 2)
		return run_library(atoi(argv[1]));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
