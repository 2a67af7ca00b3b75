/* The editor on a terminal: everything from the first paint to leaving. */
#ifndef AFTERWORD_TUI_APP_H
#define AFTERWORD_TUI_APP_H

#include "base/err.h"
#include "base/source.h"
#include "keys/keymap.h"
#include "session/session.h"

struct app_config {
	struct session *session; /* borrowed; ended (session_finish) but not freed */
	const struct keymap *keymap;
	struct time_source time;
};

/*
 * Runs until the user leaves or the terminal goes away. Standard input and output
 * must be one terminal. Sets LC_CTYPE, since widths depend on it. NO_COLOR and
 * AFTERWORD_ASCII are heeded.
 *
 * Returns the exit status; when that is not 0, err says why in one sentence.
 */
int app_run(const struct app_config *config, struct err *err);

#endif
