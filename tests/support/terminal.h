/*
 * A terminal in a test: the real program on a pty, its output drawn by libvterm.
 * Waiting is for what the screen shows, never for time to pass; a deadline only
 * ends a test that has failed.
 */
#ifndef AFTERWORD_TESTS_TERMINAL_H
#define AFTERWORD_TESTS_TERMINAL_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct terminal;

/*
 * Starts argv[0] (a path) with exactly this environment, NULL-terminated like argv, on a
 * terminal of columns x rows. Fails the test when it cannot.
 */
struct terminal *terminal_start(
	const char *const *argv, const char *const *environment, int columns, int rows);

/* Kills what still runs. */
void terminal_free(struct terminal *self);

/* Types bytes as a keyboard would send them. */
void terminal_type(struct terminal *self, const char *bytes);
void terminal_type_bytes(struct terminal *self, const char *bytes, size_t len);

void terminal_resize(struct terminal *self, int columns, int rows);

/* Waits until some line of the screen holds text; fails the test, showing the screen, at the
 * deadline. */
void terminal_wait(struct terminal *self, const char *text);
/* The same without failing: false at the deadline, or when the program has ended. */
bool terminal_wait_either(struct terminal *self, const char *text);
/* Waits until no line does. */
void terminal_wait_gone(struct terminal *self, const char *text);

bool terminal_shows(const struct terminal *self, const char *text);

/* Appends the screen as text, trailing blanks cut, a newline after each row. */
void terminal_screen(const struct terminal *self, struct str *out);

void terminal_cursor(const struct terminal *self, int *column, int *row);

/* Appends in words what is not as it was before the program; nothing when all is. */
void terminal_changes(struct terminal *self, struct str *out);

/* All bytes the program has written so far. */
const struct str *terminal_output(const struct terminal *self);

/* Waits for more output; fails the test, showing the screen, at the deadline or the end. */
void terminal_wait_output(struct terminal *self);
/* The same, but when the program ends it returns false. */
bool terminal_wait_output_or_end(struct terminal *self);

/* Reads what the program writes until nothing came for so many milliseconds. */
void terminal_read(struct terminal *self, int quiet);
/*
 * Reads what the program writes until it has taken all that was typed, sleeps, and has been
 * quiet for so many milliseconds.
 */
void terminal_settle(struct terminal *self, int quiet);

void terminal_signal(struct terminal *self, int signal);

/* Closes our side, as a dropped connection does. */
void terminal_hang_up(struct terminal *self);

/* From here on nobody reads what the program writes, until it has ended. */
void terminal_leave_unread(struct terminal *self);

/* Waits for the end; returns the status of waitpid. Fails the test at the deadline. */
int terminal_wait_end(struct terminal *self);

pid_t terminal_pid(const struct terminal *self);

#endif
