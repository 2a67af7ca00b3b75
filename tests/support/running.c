/* Starts the editor, types, and waits for the screen. */
#include "running.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

enum { QUIET = 20 /* milliseconds after the last byte of a frame */, FIELDS_MAX = 40 };

void running_init(struct running *self)
{
	program_init(&self->program);
	self->terminal = NULL;
	program_environment(&self->environment, self->program.folder.path, "xterm-256color");
}

void running_release(struct running *self)
{
	terminal_free(self->terminal);
	program_release(&self->program);
}

int running_set_up(void **state)
{
	static struct running editor;

	running_init(&editor);
	RUN(&editor.program, 0, "new", "a.yaml");
	*state = &editor;
	return 0;
}

int running_tear_down(void **state)
{
	running_release(*state);
	return 0;
}

void running_set(struct running *self, const char *name, const char *value)
{
	program_environment_set(&self->environment, name, value);
}

void running_start_words(struct running *self, const char *const *words, int columns, int rows)
{
	const char *argv[PROGRAM_ARGUMENTS + 2] = {program_path()};
	size_t n = words[0] && words[0][0] == '/' ? 0 : 1;

	for (size_t i = 0; words[i] && n <= PROGRAM_ARGUMENTS; i++)
		argv[n++] = words[i];
	argv[n] = NULL;
	terminal_free(self->terminal);
	self->terminal =
		terminal_start(argv, (const char *const *)self->environment.list, columns, rows);
}

void running_start(struct running *self, const char *name, int columns, int rows)
{
	char path[512];

	/* After "--" and with a folder before it, any name is a file's. */
	snprintf(path, sizeof(path), "%s", folder_path(&self->program.folder, name));
	running_start_words(self, (const char *const[]){"edit", path, NULL}, columns, rows);
	terminal_wait(self->terminal, "Summary");
	terminal_settle(self->terminal, QUIET);
}

/* What an action changes: all lines except the first, and the cursor's position. */
static void look(const struct running *self, struct str *out)
{
	struct str screen = {0};
	int column, row;

	terminal_screen(self->terminal, &screen);
	terminal_cursor(self->terminal, &column, &row);
	str_appendf(out, "%d,%d%s", column, row, strchr(str_text(&screen), '\n'));
	str_release(&screen);
}

static bool has_changed(const struct running *self, const struct str *before)
{
	struct str now = {0};

	look(self, &now);

	bool differs = !str_equal(&now, str_text(before), before->len);

	str_release(&now);
	return differs;
}

void running_press(struct running *self, const char *keys)
{
	struct str before = {0};

	look(self, &before);
	terminal_type(self->terminal, keys);
	while (!has_changed(self, &before))
		terminal_wait_output(self->terminal);
	terminal_settle(self->terminal, QUIET);
	str_release(&before);
}

void running_type(struct running *self, const char *text)
{
	terminal_type(self->terminal, text);
	terminal_wait(self->terminal, text);
}

/* The focus sign, signs for a finding and others' changes or spaces, the label. */
static bool is_focus_line(const char *line, const char *label)
{
	const char *at = strstr(line, label);

	if (!at || at - line < 3 || at[-3] != '>')
		return false;
	return strchr(" *", at[-1]) && strchr(" ?!-x*", at[-2]);
}

bool running_is_on(const struct running *self, const char *label)
{
	struct str screen = {0};
	bool found = false;

	terminal_screen(self->terminal, &screen);
	for (char *line = strtok(screen.data, "\n"); line && !found; line = strtok(NULL, "\n"))
		found = is_focus_line(line, label);
	str_release(&screen);
	return found;
}

void running_go(struct running *self, const char *label)
{
	for (int i = 0; i < FIELDS_MAX; i++) {
		if (running_is_on(self, label))
			return;
		running_press(self, KEY_TAB);
	}
	fail_msg("no field \"%s\"", label);
}

int running_wait_end(struct running *self)
{
	int status = terminal_wait_end(self->terminal);

	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void running_quit(struct running *self)
{
	terminal_type(self->terminal, KEY_CTRL_X);
	assert_int_equal(running_wait_end(self), 0);
}

void running_kill(struct running *self)
{
	terminal_signal(self->terminal, SIGKILL);
	assert_int_equal(running_wait_end(self), 128 + SIGKILL);
}

void running_assert_value(
	struct running *self, const char *name, const char *path, const char *text)
{
	struct program *program = &self->program;
	struct str wanted = {0};

	str_appendf(&wanted, "%s\n", text);
	RUN(program, 0, "get", name, path);
	assert_string_equal(str_text(&program->out), str_text(&wanted));
	str_release(&wanted);
}
