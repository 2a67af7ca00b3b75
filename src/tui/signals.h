/*
 * Signals only set flags and wake the loop through a pipe. One set per process.
 */
#ifndef AFTERWORD_TUI_SIGNALS_H
#define AFTERWORD_TUI_SIGNALS_H

#include "base/err.h"

#include <stdbool.h>

/* What came since the last time it was asked for. */
struct signals {
	bool hangup; /* SIGHUP, SIGTERM and the like, SIGINT by another program: save and end */
	bool resize;
	bool suspend;   /* SIGTSTP, as another program sends it */
	bool interrupt; /* SIGINT, as a terminal sends it that is not ours alone */
};

bool signals_start(struct err *err);
/* Puts back what was there before. */
void signals_stop(void);

/* Readable when a signal came, unless signals_wait saw it. */
int signals_fd(void);
void signals_take(struct signals *out);
/* Has any come that was not taken yet? Has a hangup? */
bool signals_came(void);
bool signals_hung_up(void);

/*
 * Waits for a signal (the end of a child is one) or until fd (-1: none) can be read.
 *
 * Returns false when a hangup has come or the terminal is gone. What came is still to be
 * taken.
 */
bool signals_wait(int fd);

/* Stops the whole process group, as ^Z does; returns when it goes on. */
void signals_suspend_group(void);
/* If the group was stopped without us, stops with it; returns when it goes on. */
void signals_follow_group(void);

/* From now on the program has less than a second to end; then it is ended. So has it from the
 * moment a hangup's signal comes. */
void signals_end_soon(void);

#endif
