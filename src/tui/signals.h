/*
 * Signals only set flags and wake the loop through a pipe. One set per process.
 */
#ifndef AFTERWORD_TUI_SIGNALS_H
#define AFTERWORD_TUI_SIGNALS_H

#include "base/err.h"

#include <stdbool.h>

/* What came since the last time it was asked for. */
struct signals {
	bool hangup; /* SIGHUP, SIGTERM: save and end */
	bool resize;
	bool suspend;   /* SIGTSTP, as another program sends it */
	bool interrupt; /* SIGINT likewise */
};

bool signals_start(struct err *err);
/* Puts back what was there before. */
void signals_stop(void);

/* Readable when a signal came. */
int signals_fd(void);
void signals_take(struct signals *out);
/* Has a hangup come that was not taken yet? */
bool signals_hung_up(void);

/* Stops the whole process group, as ^Z does; returns when it goes on. */
void signals_suspend_self(void);

/* From now on the program has a second to end; then it is ended. So has it after SIGHUP, SIGTERM.
 */
void signals_end_soon(void);

#endif
