/* Building the nodes of a tree from its values in the order of the source, whoever reads it. */
#ifndef AFTERWORD_YAML_BUILDER_H
#define AFTERWORD_YAML_BUILDER_H

#include "internal.h"

/* An open collection. */
struct frame {
	uint32_t node;
	uint32_t last; /* its last child so far */
	bool is_value_next;
	bool is_value_sealed; /* the value of a merge or an explicit key */
};

struct builder {
	struct yaml_tree *tree;
	struct err *err;
	struct frame frames[YAML_MAX_DEPTH];
	unsigned depth;
	struct yaml_key_set keys;
};

/* A value, or the start of a collection, as it was found. */
struct found {
	size_t start; /* in bytes */
	size_t end;   /* of an alias or a scalar; a block may end at the next token */
	uint32_t line;
	uint32_t column; /* both from 1, in characters */
	enum yaml_style style;
	bool has_property; /* an anchor or a tag */
};

/* The innermost open collection, or NULL. */
static inline struct frame *builder_top(struct builder *self)
{
	return self->depth > 0 ? &self->frames[self->depth - 1] : NULL;
}

/* All of these fail over a limit, with its place. */

/* A scalar whose text, with its NUL, is what has been appended to the strings from text on. */
bool builder_scalar(struct builder *self, const struct found *found, size_t text);
bool builder_alias(struct builder *self, const struct found *found);
bool builder_open(struct builder *self, const struct found *found, enum yaml_kind kind);

/*
 * Closes the innermost collection. end: of one in flow style, behind its bracket. A block
 * collection, and the pair without braces in `[a: b]`, ends with its last child.
 */
void builder_close(struct builder *self, size_t end);

/* Releases what only building needs. */
void builder_release(struct builder *self);

#endif
