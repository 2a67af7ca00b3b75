/*
 * The loop: runs views on a terminal, from the first paint to the end. A view uses the functions
 * below, from serve, pause and hang_up, for what it needs of the terminal or the program.
 */
#ifndef AFTERWORD_TUI_APP_H
#define AFTERWORD_TUI_APP_H

#include "base/err.h"
#include "base/source.h"
#include "keys/settings.h"
#include "tui/view.h"

#include <stdbool.h>
#include <stddef.h>

struct app;

struct app_config {
	struct view *view;               /* the first one; borrowed */
	const struct settings *settings; /* borrowed; what changes in them is followed */
	struct time_source time;
};

/*
 * Runs until the last view has closed or the terminal is gone. Standard input and output must be
 * the same terminal. Sets LC_CTYPE, because widths depend on it. Respects NO_COLOR.
 *
 * Returns the exit status; if that is not 0, err says why in one sentence.
 */
int app_run(const struct app_config *config, struct err *err);

/* Has the user typed what was not read yet, or has a signal come? The context is not looked at. */
bool app_has_input(void *context);

/* --- for views --- */

/* Waits until fd can be read. False: the terminal is gone, so do not wait any longer. */
bool app_wait(struct app *self, int fd);

/* Gives the terminal to another program, and takes it back. */
void app_lend_terminal(struct app *self);
void app_take_terminal(struct app *self);

void app_set_mouse(struct app *self, bool is_on);

/* Copies to the terminal's clipboard; false if it did not accept it. */
bool app_copy(struct app *self, const char *text, size_t len);

/* Makes the exit status indicate a failure, which err describes. */
void app_fail(struct app *self, const struct err *err);

#endif
