/*
 * A walk through a scalar's text beside the source it came from: where in the file a byte
 * of the text stands, whatever the style it is written in. It only goes on: asked for one
 * byte after another it goes over a value once.
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
	bool is_lost;   /* the text is not what the source says from here on */
};

/* Begins at a scalar's first byte. text is what it says; white space may differ. */
void yaml_trace_init(struct yaml_trace *self, const struct yaml_tree *tree, uint32_t node,
	const char *text, size_t len);

/*
 * Goes on to the byte at an offset of the text, or to the first one behind the white space
 * it is in; line and column are those of that byte then.
 *
 * false when the source has something else on the way there. Never goes back.
 */
bool yaml_trace_seek(struct yaml_trace *self, size_t offset);

#endif
