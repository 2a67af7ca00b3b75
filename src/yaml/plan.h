/*
 * Inside the splice: what a plan holds, and the patch it is worked out to.
 *
 * A plan is a list of wishes. Applying it makes edits of them: a byte range of the
 * source each, with the pieces that take its place. A piece is new text or a range of
 * the source, and a range is copied with the edits that lie in it: that is how an
 * item that moves takes its own changes along.
 */
#ifndef AFTERWORD_YAML_PLAN_H
#define AFTERWORD_YAML_PLAN_H

#include "internal.h"
#include "yaml/splice.h"

struct plan_set {
	uint32_t node;
	enum yaml_shape shape;
	struct str text;
};

/* Both a replacement (of node) and an addition (to the mapping node, after a value). */
struct plan_value {
	uint32_t node;
	uint32_t after;
	struct yaml_value value;
};

struct plan_arrangement {
	uint32_t sequence;
	size_t first; /* in the plan's items */
	size_t count;
};

struct plan_item {
	uint32_t node;
	struct yaml_value value;
};

struct yaml_plan {
	const struct yaml_tree *tree;
	struct plan_set *sets;
	size_t n_sets, cap_sets;
	struct plan_value *replacements;
	size_t n_replacements, cap_replacements;
	struct plan_value *additions;
	size_t n_additions, cap_additions;
	struct plan_arrangement *arrangements;
	size_t n_arrangements, cap_arrangements;
	struct plan_item *items;
	size_t n_items, cap_items;
};

struct patch_piece {
	bool is_source;
	size_t start; /* in the source, or in the patch's text */
	size_t end;
	uint32_t node; /* of a source piece: whose edits are in it */
};

struct patch_edit {
	size_t start;
	size_t end;
	uint32_t node; /* the node it changes, or changes the content of */
	unsigned depth;
	size_t order;
	size_t first_piece;
	size_t n_pieces;
};

/* Blank lines that an edit takes along after a `+` block; what would go to from goes to to. */
struct patch_growth {
	size_t from;
	size_t to;
};

enum {
	NODE_KEPT = 1, /* it will end in a block whose blank lines count */
	NODE_NOT_KEPT = 2,
};

/* One new pair, with the old one that it follows. */
struct patch_addition {
	uint32_t mapping;
	uint32_t after;
	size_t order;
	unsigned depth; /* of the mapping */
	const struct yaml_value *value;
};

struct patch {
	const struct yaml_plan *plan;
	const struct yaml_tree *tree;
	struct err *err;
	struct patch_edit *edits;
	size_t n_edits, cap_edits;
	struct patch_piece *pieces;
	size_t n_pieces, cap_pieces;
	struct str text;
	size_t text_taken; /* what of it is in a piece */
	struct patch_growth *growths;
	size_t n_growths, cap_growths;
	struct patch_addition *additions; /* by place */
	uint8_t *flags;                   /* per node */
	uint32_t *ranks; /* per node: its place among its siblings, from 1, while arranging */
	size_t n_written;
	bool is_ended; /* an edit at the end of the source has ended its last line */
};

/* patch.c: edits and their pieces. */

/* Starts an edit; everything added to the patch's text until patch_end is its new content. */
void patch_begin(struct patch *self, uint32_t node, size_t start, size_t end);
void patch_copy(struct patch *self, uint32_t node, size_t start, size_t end);
void patch_end(struct patch *self);
/*
 * Blank lines after a block that counts them would become text, so the edit takes in
 * those from line on, and blanks that end the source. Returns the line after them.
 */
size_t patch_grow(struct patch *self, size_t line);
/* The same, where as many bare lines are to stand for them: patch_newlines writes these. */
size_t patch_grow_bare(struct patch *self, size_t line, size_t *n_lines);
void patch_newlines(struct patch *self, size_t n);
/* The same for an edit up to the end of a line, before its break; blanks that end the source
 * stay. Returns its new end. */
size_t patch_grow_from(struct patch *self, size_t end);
/* Notes whether what a node ends in will be a block whose blank lines count. */
void patch_set_kept(struct patch *self, uint32_t node, bool is_kept);
/* How many collections and values it stands in, itself counted; 0 for YAML_NONE. */
unsigned patch_depth(const struct patch *self, uint32_t node);
/* The line after a value's last, and after comment lines that are indented by more than column. */
size_t patch_after(const struct patch *self, uint32_t node, unsigned column);
bool patch_write(struct patch *self, struct str *out);
/* Sets a refusal at a node's place. Returns false. */
bool patch_refuse(struct patch *self, uint32_t node, const char *reason);
/* Refuses a node that is opaque. */
bool patch_check_opaque(struct patch *self, uint32_t node);

/* surroundings.c: where things stand between the nodes. */

/* The node after the last one in it. */
uint32_t place_subtree_end(const struct yaml_tree *tree, uint32_t node);
bool place_is_flow(const struct yaml_tree *tree, uint32_t node);
/* The column, from 0, of the block collection a node stands in. */
unsigned place_column(const struct yaml_tree *tree, uint32_t node);
struct yaml_layout place_layout(const struct yaml_tree *tree, unsigned column);
/* Is there nothing but blanks or a comment from at to the end of its line? */
bool place_is_tail(const struct yaml_tree *tree, size_t at);
bool place_is_blank_line(const struct yaml_tree *tree, size_t line);
bool place_is_comment_line(const struct yaml_tree *tree, size_t line, unsigned *column);
/* The first line from line on that is not blank. */
size_t place_skip_blank_lines(const struct yaml_tree *tree, size_t line);
/* Is at the first thing on its line? */
bool place_is_first_on_line(const struct yaml_tree *tree, size_t at);
/* The same, and past blanks that end the source. */
size_t place_skip_blanks(const struct yaml_tree *tree, size_t line);
/* Does a tab, or more than column spaces, stand in these? A block above would have them as text. */
bool place_has_wide_blanks(const struct yaml_tree *tree, size_t line, unsigned column);
/*
 * The first of the comment lines directly above line, down from limit, that are
 * indented by column at most; line itself when they reach the top, for then they are
 * the file's own.
 */
size_t place_comments_above(
	const struct yaml_tree *tree, size_t line, size_t limit, unsigned column);
/*
 * The column a block must be indented by at least so that it does not take in the
 * comments and blanks that follow from line on.
 */
unsigned place_clear_column(const struct yaml_tree *tree, size_t line);
/*
 * Does the line around at end in a break that is not a newline, or, below a block that keeps its
 * last newlines, one of the blank lines that follow?
 */
bool place_ends_oddly(const struct yaml_tree *tree, size_t at, bool is_kept);
/*
 * Is there a tab in the blank lines from line on, or in front of a comment there? libyaml
 * takes it below plain text alone.
 */
bool place_has_tab_below(const struct yaml_tree *tree, size_t line);
/* Right after the `:` or `-` of a value in a block collection; 0 when it cannot be told. */
size_t place_sign_end(const struct yaml_tree *tree, uint32_t node);
/* The end of a block scalar without the blank lines it may count. */
size_t place_block_text_end(const struct yaml_tree *tree, uint32_t node);
/* Does a node end in a block whose blank lines count? */
bool place_ends_kept(const struct patch *patch, uint32_t node);
/* Is at the end of a source whose last line lacks its break, and no edit has added it yet? */
bool place_is_cut_off(const struct patch *patch, size_t at);

/*
 * set.c, replace_value.c, add.c, arrange.c: wishes to edits. What is done within a
 * collection of one depth rests on what has been done deeper.
 */

bool patch_sets(struct patch *self);
bool patch_replacements(struct patch *self);
bool patch_arrangements(struct patch *self, unsigned depth);
void patch_prepare_additions(struct patch *self);
bool patch_additions(struct patch *self, unsigned depth);

/* Puts a value where a node stands. */
bool patch_replace(struct patch *self, uint32_t node, const struct yaml_value *value);
/* Does the text of a node, as it is read, equal this one? */
bool set_is_same(const struct yaml_tree *tree, uint32_t node, enum yaml_shape shape,
	const char *text, size_t len);

#endif
