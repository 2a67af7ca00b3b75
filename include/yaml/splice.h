/*
 * Changes a YAML file without touching the rest: a plan of edits over the source of a
 * tree, applied in one go. Every byte outside the edited spans is kept; edits follow the
 * file's newline and indentation, and comments stay where they are. Removing an item
 * removes its own lines, the comment lines directly above it (but not the file's own at
 * the top), and more deeply indented ones right below it.
 *
 * A plan borrows its tree. Edits of different nodes are independent; edits inside an item
 * that moves go with it.
 */
#ifndef AFTERWORD_YAML_SPLICE_H
#define AFTERWORD_YAML_SPLICE_H

#include "base/err.h"
#include "yaml/tree.h"
#include "yaml/value.h"

struct yaml_plan;

struct yaml_plan *yaml_plan_new(const struct yaml_tree *tree);
void yaml_plan_free(struct yaml_plan *self);

/*
 * Gives a scalar node a new text. It keeps its style if that can represent the text (a
 * quoted line stays quoted, a block keeps its indentation, a folded block becomes a
 * literal one); shape says what to write otherwise. An empty value (`key:`) is filled in.
 */
void yaml_plan_set(
	struct yaml_plan *self, uint32_t node, enum yaml_shape shape, const char *text, size_t len);

/* Replaces node with a new value of any kind. Takes the value's content. */
void yaml_plan_replace(struct yaml_plan *self, uint32_t node, struct yaml_value *value);

/*
 * Adds a key with its value (value->key names it) to a mapping, after the pair whose
 * value is after, or as the first if that is YAML_NONE. Several additions after the same
 * pair keep their order. mapping may be YAML_NONE for a file without any content. Takes
 * the value's content.
 */
void yaml_plan_add(
	struct yaml_plan *self, uint32_t mapping, uint32_t after, struct yaml_value *value);

/* One item of a sequence as it should be: an existing one or a new value. */
struct yaml_item {
	uint32_t node;            /* YAML_NONE for a new one */
	struct yaml_value *value; /* of a new one; content is taken */
};

/* Sets the items of a sequence, in order; existing ones that are not listed are removed. */
void yaml_plan_arrange(
	struct yaml_plan *self, uint32_t sequence, const struct yaml_item *items, size_t n_items);

bool yaml_plan_is_empty(const struct yaml_plan *self);

/*
 * Appends the new source to out.
 *
 * Fails with ERR_REFUSED if the tree has problems, an edit would touch an opaque node, two edits
 * overlap, or a value cannot be written in place. (A block inside a flow collection can: it is
 * written in flow style.) The caller must read the result back and compare.
 */
bool yaml_plan_apply(const struct yaml_plan *self, struct str *out, struct err *err);

#endif
