/* The real program on a pty, seen through libvterm. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* TIOCSCTTY, struct winsize */

#include "terminal.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include <cmocka.h>

enum { /* milliseconds; generous, for sanitizers on a busy machine */
	DEADLINE = 20000,
	AT_WORK_MAX = 3000,
};

struct terminal {
	pid_t pid;
	int fd;
	char *slave; /* the path of the program's side */
	int columns, rows;
	VTerm *vterm;
	VTermScreen *screen;
	struct str output;
	struct termios modes; /* before the program */
	bool is_alternate;
	bool hides_cursor;
	bool has_mouse;
	bool is_unread;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void set_size(int fd, int columns, int rows)
{
	struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};

	assert_int_equal(ioctl(fd, TIOCSWINSZ, &size), 0);
}

/* The child: a new session whose controlling terminal is the slave. Only returns on failure. */
static void run_child(const char *slave, const char *const *argv, const char *const *environment)
{
	setsid();

	int fd = open(slave, O_RDWR);

	if (fd < 0)
		return;
	ioctl(fd, TIOCSCTTY, 0);
	dup2(fd, 0);
	dup2(fd, 1);
	dup2(fd, 2);
	if (fd > 2)
		close(fd);
	signal(SIGHUP, SIG_DFL); /* the tests may run under nohup */
	execve(argv[0], (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)environment);
}

static int on_property(VTermProp property, VTermValue *value, void *context)
{
	struct terminal *self = context;

	if (property == VTERM_PROP_ALTSCREEN)
		self->is_alternate = value->boolean;
	else if (property == VTERM_PROP_CURSORVISIBLE)
		self->hides_cursor = !value->boolean;
	else if (property == VTERM_PROP_MOUSE)
		self->has_mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static void start_screen(struct terminal *self)
{
	self->vterm = vterm_new(self->rows, self->columns);
	vterm_set_utf8(self->vterm, 1);
	self->screen = vterm_obtain_screen(self->vterm);
	vterm_screen_set_callbacks(self->screen, &callbacks, self);
	vterm_screen_enable_altscreen(self->screen, 1);
	vterm_screen_reset(self->screen, 1);
}

struct terminal *terminal_start(
	const char *const *argv, const char *const *environment, int columns, int rows)
{
	struct terminal *self = mem_zalloc(1, sizeof(*self));

	self->columns = columns;
	self->rows = rows;
	self->fd = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(self->fd >= 0);
	assert_int_equal(grantpt(self->fd), 0);
	assert_int_equal(unlockpt(self->fd), 0);
	fcntl(self->fd, F_SETFD, FD_CLOEXEC);
	set_size(self->fd, columns, rows);
	assert_int_equal(tcgetattr(self->fd, &self->modes), 0);

	self->slave = mem_strdup(ptsname(self->fd));
	self->pid = fork();
	assert_true(self->pid >= 0);
	if (self->pid == 0) {
		run_child(self->slave, argv, environment);
		_exit(127);
	}
	start_screen(self);
	return self;
}

void terminal_free(struct terminal *self)
{
	if (!self)
		return;
	if (self->pid > 0) {
		kill(self->pid, SIGKILL);
		waitpid(self->pid, NULL, 0);
	}
	if (self->fd >= 0)
		close(self->fd);
	vterm_free(self->vterm);
	str_release(&self->output);
	free(self->slave);
	free(self);
}

/* Reads what is there, waiting at most so long; false if nothing came or it is over. */
static bool read_some(struct terminal *self, int milliseconds)
{
	struct pollfd wait = {.fd = self->fd, .events = POLLIN};
	char bytes[65536];

	if (self->fd < 0 || poll(&wait, 1, milliseconds) <= 0 || !(wait.revents & POLLIN))
		return false;

	ssize_t len = read(self->fd, bytes, sizeof(bytes));

	if (len <= 0)
		return false;
	str_append(&self->output, bytes, (size_t)len);
	vterm_input_write(self->vterm, bytes, (size_t)len);
	return true;
}

void terminal_type_bytes(struct terminal *self, const char *bytes, size_t len)
{
	for (size_t done = 0; done < len;) {
		ssize_t written = write(self->fd, bytes + done, len - done);

		if (written < 0) {
			assert_int_equal(errno, EINTR);
			continue;
		}
		done += (size_t)written;
	}
}

void terminal_type(struct terminal *self, const char *bytes)
{
	terminal_type_bytes(self, bytes, strlen(bytes));
}

void terminal_resize(struct terminal *self, int columns, int rows)
{
	self->columns = columns;
	self->rows = rows;
	vterm_set_size(self->vterm, rows, columns);
	set_size(self->fd, columns, rows);
}

static void append_cell(const struct terminal *self, VTermPos at, struct str *out)
{
	VTermScreenCell cell;
	char bytes[VTERM_MAX_CHARS_PER_CELL * 4];

	vterm_screen_get_cell(self->screen, at, &cell);
	if (cell.chars[0] == 0) {
		str_append_char(out, ' ');
		return;
	}

	VTermRect rect = {at.row, at.row + 1, at.col, at.col + 1};
	size_t len = vterm_screen_get_text(self->screen, bytes, sizeof(bytes), rect);

	str_append(out, bytes, len);
}

static void append_row(const struct terminal *self, int row, struct str *out)
{
	size_t start = out->len;

	for (int column = 0; column < self->columns;) {
		VTermPos at = {.row = row, .col = column};
		VTermScreenCell cell;

		vterm_screen_get_cell(self->screen, at, &cell);
		append_cell(self, at, out);
		column += cell.width > 0 ? cell.width : 1;
	}
	while (out->len > start && out->data[out->len - 1] == ' ')
		str_splice(out, out->len - 1, 1, "", 0);
	str_append_char(out, '\n');
}

void terminal_screen(const struct terminal *self, struct str *out)
{
	vterm_screen_flush_damage(self->screen);
	for (int row = 0; row < self->rows; row++)
		append_row(self, row, out);
}

bool terminal_shows(const struct terminal *self, const char *text)
{
	struct str screen = {0};

	terminal_screen(self, &screen);

	bool found = strstr(str_text(&screen), text) != NULL;

	str_release(&screen);
	return found;
}

static void show(const struct terminal *self)
{
	struct str screen = {0};

	terminal_screen(self, &screen);
	/* Line by line: cmocka cuts long messages. */
	for (char *line = strtok(screen.data, "\n"); line; line = strtok(NULL, "\n"))
		print_message("%s\n", line);
	str_release(&screen);
}

static bool has_ended(const struct terminal *self)
{
	siginfo_t info = {0};

	/* It can still be waited for. */
	return waitid(P_PID, (id_t)self->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       info.si_pid == self->pid;
}

static void wait_for(struct terminal *self, const char *text, bool wanted)
{
	int64_t deadline = now_ms() + DEADLINE;

	while (terminal_shows(self, text) != wanted) {
		if (read_some(self, 100))
			continue;
		if (now_ms() < deadline && kill(self->pid, 0) == 0)
			continue;
		show(self);
		fail_msg("the screen %s \"%s\"", wanted ? "never showed" : "kept showing", text);
	}
}

void terminal_wait_output(struct terminal *self)
{
	int64_t deadline = now_ms() + DEADLINE;

	while (!read_some(self, 100)) {
		if (now_ms() < deadline && kill(self->pid, 0) == 0)
			continue;
		show(self);
		fail_msg("the program wrote no more");
	}
}

void terminal_wait(struct terminal *self, const char *text)
{
	wait_for(self, text, true);
}

bool terminal_wait_either(struct terminal *self, const char *text)
{
	int64_t deadline = now_ms() + DEADLINE;

	while (!terminal_shows(self, text)) {
		if (now_ms() > deadline) {
			show(self);
			return false;
		}
		if (!read_some(self, 20) && has_ended(self))
			return false;
	}
	return true;
}

void terminal_wait_gone(struct terminal *self, const char *text)
{
	wait_for(self, text, false);
}

bool terminal_wait_output_or_end(struct terminal *self)
{
	int64_t deadline = now_ms() + DEADLINE;
	bool is_over;

	do {
		is_over = has_ended(self);
		if (read_some(self, is_over ? 0 : 20))
			return true;
	} while (!is_over && now_ms() < deadline);
	if (!is_over) {
		show(self);
		fail_msg("the program neither wrote nor ended");
	}
	return false;
}

void terminal_cursor(const struct terminal *self, int *column, int *row)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(self->vterm), &at);
	*column = at.col;
	*row = at.row;
}

/* What the terminal sends for a key or a paste depends on its modes. */
static bool sends(struct terminal *self, const char *bytes)
{
	char sent[64];
	size_t len = vterm_output_read(self->vterm, sent, sizeof(sent) - 1);

	sent[len] = '\0';
	return strstr(sent, bytes) != NULL;
}

static bool has_other_modes(const struct terminal *self)
{
	struct termios now;

	assert_int_equal(tcgetattr(self->fd, &now), 0);
	return now.c_iflag != self->modes.c_iflag || now.c_oflag != self->modes.c_oflag ||
	       now.c_cflag != self->modes.c_cflag || now.c_lflag != self->modes.c_lflag ||
	       memcmp(now.c_cc, self->modes.c_cc, sizeof(now.c_cc)) != 0;
}

void terminal_changes(struct terminal *self, struct str *out)
{
	char dropped[256];

	while (vterm_output_read(self->vterm, dropped, sizeof(dropped)) > 0)
		continue;
	if (self->is_alternate)
		str_append_text(out, "the alternate screen, ");
	if (self->hides_cursor)
		str_append_text(out, "no cursor, ");
	if (self->has_mouse)
		str_append_text(out, "the mouse, ");
	vterm_keyboard_start_paste(self->vterm);
	if (sends(self, "200~"))
		str_append_text(out, "pastes between marks, ");
	vterm_keyboard_key(self->vterm, VTERM_KEY_UP, VTERM_MOD_NONE);
	if (sends(self, "\033O"))
		str_append_text(out, "keypad keys, ");
	if (has_other_modes(self))
		str_append_text(out, "line modes, ");
}

const struct str *terminal_output(const struct terminal *self)
{
	return &self->output;
}

/* Has it not yet read everything that was typed? */
static bool has_unread_keys(const struct terminal *self)
{
	int fd = open(self->slave, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	int n_bytes = 0;

	if (fd < 0)
		return false;
	if (ioctl(fd, FIONREAD, &n_bytes) != 0)
		n_bytes = 0;
	close(fd);
	return n_bytes > 0;
}

/* Is its first thread running rather than asleep? False if /proc does not say. */
static bool is_running(const struct terminal *self)
{
	char text[512];
	char path[64];
	FILE *stat;

	snprintf(path, sizeof(path), "/proc/%ld/stat", (long)self->pid);
	stat = fopen(path, "r");
	if (!stat)
		return false;
	text[fread(text, 1, sizeof(text) - 1, stat)] = '\0';
	fclose(stat);

	/* proc(5): the name in parentheses may contain any character; the state follows. */
	const char *state = strrchr(text, ')');

	return state && (strncmp(state, ") R", 3) == 0 || strncmp(state, ") D", 3) == 0);
}

void terminal_read(struct terminal *self, int quiet)
{
	while (read_some(self, quiet))
		;
}

void terminal_settle(struct terminal *self, int quiet)
{
	int64_t deadline = now_ms() + AT_WORK_MAX;

	do {
		terminal_read(self, quiet);
	} while (self->fd >= 0 && now_ms() < deadline && !has_ended(self) &&
		 (has_unread_keys(self) || is_running(self) || read_some(self, 0)));
}

void terminal_signal(struct terminal *self, int signal)
{
	assert_int_equal(kill(self->pid, signal), 0);
}

void terminal_hang_up(struct terminal *self)
{
	close(self->fd);
	self->fd = -1;
}

void terminal_leave_unread(struct terminal *self)
{
	self->is_unread = true;
}

int terminal_wait_end(struct terminal *self)
{
	int64_t deadline = now_ms() + DEADLINE;
	int status = 0;

	for (;;) {
		pid_t ended = waitpid(self->pid, &status, WNOHANG);

		assert_true(ended >= 0);
		if (ended == self->pid)
			break;
		if (now_ms() > deadline) {
			show(self);
			fail_msg("the program did not end");
		}
		/* Reading lets a program continue that waits for room on the terminal. */
		if (self->is_unread || self->fd < 0 || !read_some(self, 10))
			poll(NULL, 0, 5);
	}
	self->pid = -1;
	while (read_some(self, 0))
		;
	return status;
}

pid_t terminal_pid(const struct terminal *self)
{
	return self->pid;
}
