/*
 * Walks through a scalar's text and its source in parallel, to find where in the file a
 * byte of the text is, whatever the style. It only moves forward, so asking for one byte
 * after another passes over the value once.
 */
#ifndef AFTERWORD_YAML_TRACE_H
#define AFTERWORD_YAML_TRACE_H

#include "yaml/tree.h"

struct yaml_trace {
	const struct yaml_tree *tree;
	const char *text; /* borrowed */
	size_t len;
	size_t at; /* in the text */
	size_t source;
	unsigned line;
	unsigned column;
	bool is_double; /* escapes are written with a backslash, */
	bool is_single; /* a quote as two */
	bool is_lost;   /* from here on the text is not what the source says */
};

/* Begins at a scalar's first byte. text is its content; white space may differ. */
void yaml_trace_init(struct yaml_trace *self, const struct yaml_tree *tree, uint32_t node,
	const char *text, size_t len);

/*
 * Moves on to the byte at an offset of the text, or past the white space it is in; line and column
 * are then those of that byte.
 *
 * false if text and source differ on the way. Never moves back.
 */
bool yaml_trace_seek(struct yaml_trace *self, size_t offset);

#endif
