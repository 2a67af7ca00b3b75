/* Where libyaml's marks are in the source: they count characters. */
#ifndef AFTERWORD_YAML_MARK_CURSOR_H
#define AFTERWORD_YAML_MARK_CURSOR_H

#include "yaml/tree.h"

struct mark_cursor {
	size_t byte;
	size_t index;  /* in characters */
	bool is_ascii; /* the whole source is: then index is not kept */
};

/* At the start, behind a byte order mark. */
void mark_cursor_init(struct mark_cursor *self, const struct yaml_tree *tree);
/* Moves to a mark, or to the end of the source. */
void mark_cursor_seek(struct mark_cursor *self, const struct yaml_tree *tree, size_t index);

#endif
