/*
 * The loop: runs views on a terminal, from the first paint to leaving. A view gets itself
 * what it needs of the terminal or the program by the functions below, from serve, pause and
 * hang_up.
 */
#ifndef AFTERWORD_TUI_APP_H
#define AFTERWORD_TUI_APP_H

#include "base/err.h"
#include "base/source.h"
#include "tui/view.h"

#include <stdbool.h>
#include <stddef.h>

struct app;

struct app_config {
	struct view *view; /* the first one; borrowed */
	struct time_source time;
};

/*
 * Runs until the last view has closed or the terminal goes away. Standard input and output
 * must be one terminal. Sets LC_CTYPE, since widths depend on it. NO_COLOR and
 * AFTERWORD_ASCII are heeded.
 *
 * Returns the exit status; when that is not 0, err says why in one sentence.
 */
int app_run(const struct app_config *config, struct err *err);

/* --- for views --- */

/* Waits until fd can be read. False: nobody is there any more, and nothing is to be waited for. */
bool app_wait(struct app *self, int fd);

/* Gives the terminal to another program, and takes it back. */
void app_lend_terminal(struct app *self);
void app_take_terminal(struct app *self);

void app_set_mouse(struct app *self, bool is_on);

/* To the clipboard of the terminal; false when it did not take it. */
bool app_copy(struct app *self, const char *text, size_t len);

/* The program's exit status says that something went wrong, and err what. */
void app_fail(struct app *self, const struct err *err);

#endif
