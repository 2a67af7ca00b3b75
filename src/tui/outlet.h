/*
 * Where the terminal's bytes go out: one write for each turn. curses writes to a
 * descriptor of its own, which leads to the terminal, or for a while into a pipe, so
 * that its bytes and ours leave together.
 */
#ifndef AFTERWORD_TUI_OUTLET_H
#define AFTERWORD_TUI_OUTLET_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* More than a pipe surely takes would block for ever: what may be longer is not collected. */
enum { OUTLET_COLLECT_MAX = 4096 };

struct outlet {
	int terminal;     /* a descriptor of standard output */
	FILE *for_curses; /* on a descriptor that is switched */
	int ends[2];      /* of the pipe */
	struct str bytes; /* ours, not yet written */
};

bool outlet_init(struct outlet *self);
void outlet_release(struct outlet *self);

/* From here to outlet_send curses writes at most OUTLET_COLLECT_MAX bytes, which wait. */
void outlet_collect(struct outlet *self);

/* Writes all that waits. */
void outlet_send(struct outlet *self);

#endif
