/*
 * Signals only set flags and wake the loop through a pipe. One set per process.
 */
#ifndef AFTERWORD_TUI_SIGNALS_H
#define AFTERWORD_TUI_SIGNALS_H

#include "base/err.h"

#include <stdbool.h>

/* The signals received since the last call. */
struct signals {
	bool hangup; /* SIGHUP, SIGTERM and the like, SIGINT from another program: save and end */
	bool resize;
	bool suspend;   /* SIGTSTP from another program */
	bool interrupt; /* SIGINT from a terminal shared with a child */
};

bool signals_start(struct err *err);
/* Restores the previous handlers. */
void signals_stop(void);

/* Readable if a signal came, unless signals_wait saw it. */
int signals_fd(void);
void signals_take(struct signals *out);
/* Is there any signal not yet taken? A hangup? */
bool signals_came(void);
bool signals_hung_up(void);

/*
 * Waits for a signal (including the end of a child) or until fd (-1: none) can be read.
 *
 * Returns false if a hangup has come or the terminal is gone. Signals are still to be
 * taken.
 */
bool signals_wait(int fd);

/* Stops the process group, as ^Z does; returns when it continues. */
void signals_suspend_group(void);
/* If the group was stopped without us, stops with it; returns when it continues. */
void signals_follow_group(void);

/* The program now has less than a second to end before it is killed; a hangup signal starts the
 * same timer. */
void signals_end_soon(void);

#endif
