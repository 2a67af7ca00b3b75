/*
 * Inside the splice: what a plan holds, and the patch made from it.
 *
 * A plan is a list of requests. Applying it turns them into edits: a byte range of the
 * source each, with the pieces that replace it. A piece is new text or a range of the
 * source, and a range is copied with the edits inside it; this is how an item that moves
 * takes its own changes along.
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
	struct yaml_value *value; /* of a new one, owned: most are old */
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
	uint32_t last; /* and those of the nodes up to this one */
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

/* Blank lines that an edit takes along after a `+` block; text meant for from moves to to. */
struct patch_growth {
	size_t from;
	size_t to;
};

enum {
	NODE_KEPT = 1, /* it will end in a block whose blank lines count */
	NODE_NOT_KEPT = 2,
};

/* One new pair, and the old one that it follows. */
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
	size_t text_taken; /* how much of it is in pieces */
	struct patch_growth *growths;
	size_t n_growths, cap_growths;
	struct patch_addition *additions; /* by position */
	uint8_t *flags;                   /* per node */
	uint32_t *ranks; /* per node: its rank among its siblings, from 1, while arranging */
	size_t n_written;
	bool is_ended; /* an edit at the end of the source has added the newline of its last line */
};

/* patch.c: edits and their pieces. */

/* Starts an edit; everything added to the patch's text until patch_end is its new content. */
void patch_begin(struct patch *self, uint32_t node, size_t start, size_t end);
void patch_copy(struct patch *self, uint32_t node, size_t start, size_t end);
/* Goes on with the last copy to the end of another node, which follows that one's in the source. */
void patch_copy_on(struct patch *self, uint32_t node, size_t end);
void patch_end(struct patch *self);
/*
 * Blank lines after a block that counts them would become text, so the edit takes over
 * those from line on, and whitespace at the end of the source. Returns the line after
 * them.
 */
size_t patch_grow(struct patch *self, size_t line);
/* The same, if as many empty lines will replace them; patch_newlines writes these. */
size_t patch_grow_bare(struct patch *self, size_t line, size_t *n_lines);
void patch_newlines(struct patch *self, size_t n);
/* The same for an edit up to the end of a line, before its break; whitespace at the end of the
 * source stays. Returns its new end. */
size_t patch_grow_from(struct patch *self, size_t end);
/* Records whether a node will end in a block whose blank lines count. */
void patch_set_kept(struct patch *self, uint32_t node, bool is_kept);
/* Its nesting depth in collections and values, counting itself; 0 for YAML_NONE. */
unsigned patch_depth(const struct patch *self, uint32_t node);
/* The line after a value's last, and after comment lines that are indented by more than column. */
size_t patch_after(const struct patch *self, uint32_t node, unsigned column);
bool patch_write(struct patch *self, struct str *out);
/* Sets a refusal at a node's position. Returns false. */
bool patch_refuse(struct patch *self, uint32_t node, const char *reason);
/* Refuses a node that is opaque. */
bool patch_check_opaque(struct patch *self, uint32_t node);

/* surroundings.c: where things are between the nodes. */

/* The node after the last one in it. */
uint32_t place_subtree_end(const struct yaml_tree *tree, uint32_t node);
bool place_is_flow(const struct yaml_tree *tree, uint32_t node);
/* The column, from 0, of the block collection that a node is in. */
unsigned place_column(const struct yaml_tree *tree, uint32_t node);
struct yaml_layout place_layout(const struct yaml_tree *tree, unsigned column);
/* Are there only spaces, tabs or a comment from at to the end of its line? */
bool place_is_tail(const struct yaml_tree *tree, size_t at);
bool place_is_blank_line(const struct yaml_tree *tree, size_t line);
bool place_is_comment_line(const struct yaml_tree *tree, size_t line, unsigned *column);
/* The first line from line on that is not blank. */
size_t place_skip_blank_lines(const struct yaml_tree *tree, size_t line);
/* Is at the first non-blank on its line? */
bool place_is_first_on_line(const struct yaml_tree *tree, size_t at);
/* The same, also skipping whitespace at the end of the source. */
size_t place_skip_blanks(const struct yaml_tree *tree, size_t line);
/* Do these lines contain a tab or more than column spaces? A block above would include them as
 * text. */
bool place_has_wide_blanks(const struct yaml_tree *tree, size_t line, unsigned column);
/*
 * The first of the comment lines directly above line, down from limit, that are indented
 * by at most column; line itself if they reach the top, because then they are the file's
 * own.
 */
size_t place_comments_above(
	const struct yaml_tree *tree, size_t line, size_t limit, unsigned column);
/*
 * The minimum column of a block so that it does not swallow the comments and blank lines
 * from line on.
 */
unsigned place_clear_column(const struct yaml_tree *tree, size_t line);
/*
 * Does the line around at end in a break that is not a newline, or, below a block that keeps its
 * last newlines, does one of the blank lines that follow?
 */
bool place_ends_oddly(const struct yaml_tree *tree, size_t at, bool is_kept);
/*
 * Is there a tab in the blank lines from line on, or before a comment there? libyaml
 * accepts it only below plain text.
 */
bool place_has_tab_below(const struct yaml_tree *tree, size_t line);
/* Right after the `:` or `-` of a value in a block collection; 0 if it cannot be found. */
size_t place_sign_end(const struct yaml_tree *tree, uint32_t node);
/* The end of a block scalar without the blank lines that it may count. */
size_t place_block_text_end(const struct yaml_tree *tree, uint32_t node);
/* Does a node end in a block whose blank lines count? */
bool place_ends_kept(const struct patch *patch, uint32_t node);
/* Is at the end of a source whose last line lacks its newline, which no edit has added yet? */
bool place_is_cut_off(const struct patch *patch, size_t at);

/*
 * set.c, replace_value.c, add.c, arrange.c: turn requests into edits. Work inside a
 * collection depends on what was done at deeper levels.
 */

bool patch_sets(struct patch *self);
bool patch_replacements(struct patch *self);
bool patch_arrangements(struct patch *self, unsigned depth);
void patch_prepare_additions(struct patch *self);
bool patch_additions(struct patch *self, unsigned depth);

/* Replaces a node with a value. */
bool patch_replace(struct patch *self, uint32_t node, const struct yaml_value *value);
/* Does the text of a node, as read back, equal this one? */
bool set_is_same(const struct yaml_tree *tree, uint32_t node, enum yaml_shape shape,
	const char *text, size_t len);

#endif
