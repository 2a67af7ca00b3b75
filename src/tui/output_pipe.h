/*
 * Where the terminal's bytes go: one write for each turn. curses writes at every cursor
 * motion, to a descriptor of its own; that leads into a pipe, so that its bytes and ours
 * are written together.
 */
#ifndef AFTERWORD_TUI_OUTPUT_PIPE_H
#define AFTERWORD_TUI_OUTPUT_PIPE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A pipe takes at least this many bytes before it blocks; curses must not write more at a time. */
enum { OUTPUT_PIPE_MAX = 4096 };

struct output_pipe {
	FILE *for_curses;
	int ends[2];      /* of the pipe */
	struct str bytes; /* not yet written */
};

/* At first curses' descriptor leads to the terminal. False with errno, and with everything
 * released. */
bool output_pipe_init(struct output_pipe *self);
void output_pipe_release(struct output_pipe *self);

/* From now on curses' bytes wait, */
void output_pipe_collect(struct output_pipe *self);
/* and from now on they go to the terminal, after those that waited. */
void output_pipe_lead_out(struct output_pipe *self);

/* Takes curses' output from the pipe. */
void output_pipe_drain(struct output_pipe *self);

/* Writes everything that waits. */
void output_pipe_send(struct output_pipe *self);

#endif
