/*
 * Where the terminal's bytes go out: one write for each turn. curses writes at every
 * cursor motion, to a descriptor of its own; that one leads into a pipe, so that its
 * bytes and ours leave together.
 */
#ifndef AFTERWORD_TUI_OUTPUT_PIPE_H
#define AFTERWORD_TUI_OUTPUT_PIPE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A pipe takes at least so much before it blocks; curses must not write more at a time. */
enum { OUTPUT_PIPE_MAX = 4096 };

struct output_pipe {
	FILE *for_curses;
	int ends[2];      /* of the pipe */
	struct str bytes; /* not yet written */
};

/* curses' descriptor leads to the terminal at first. False with errno; released all the same. */
bool output_pipe_init(struct output_pipe *self);
void output_pipe_release(struct output_pipe *self);

/* From here on curses' bytes wait, */
void output_pipe_collect(struct output_pipe *self);
/* and from here on they go to the terminal, after those that waited. */
void output_pipe_lead_out(struct output_pipe *self);

/* Takes what curses has written out of the pipe. */
void output_pipe_drain(struct output_pipe *self);

/* Writes all that waits. */
void output_pipe_send(struct output_pipe *self);

#endif
