/*
 * A file as the hierarchy of its keys and items: the extent of each, the lines above it,
 * and whether the form knows it. Merging uses it to carry what is not a value from one
 * file to another.
 */
#ifndef AFTERWORD_MERGE_YAML_OUTLINE_H
#define AFTERWORD_MERGE_YAML_OUTLINE_H

#include "internal.h"
#include "unit_paths.h"

#define NO_UNIT UINT32_MAX

/*
 * A key or an item. Unknown ones are a single unit with everything in them, and so are values and
 * anything in brackets; for other mappings and lists a unit is only the line of the key. A large
 * file has half a million of them, and merging has four outlines at once.
 */
struct unit {
	uint32_t path;        /* the same in all versions of a file: keys, ids and texts of items */
	uint32_t key;         /* YAML_NONE for an item */
	uint32_t value;       /* YAML_NONE for the end of the file */
	uint32_t parent;      /* NO_UNIT at the root */
	uint32_t last;        /* the last unit in it, or itself */
	uint32_t gap;         /* where the lines above it begin */
	uint32_t line;        /* where its own line begins */
	uint32_t start;       /* of the key, or the dash */
	uint32_t end;         /* after its own lines */
	uint32_t column : 30; /* of start, from 0 */
	uint32_t is_known : 1;
	uint32_t is_leaf : 1;
};

/* Rows that are read as single units, without their cells. */
struct brief_rows {
	bool are_all;
	bool *is_brief; /* by path */
	size_t n;
};

struct outline {
	const struct yaml_tree *tree;
	const struct form *form;
	const bool *by_place; /* of each field: rows without an id are identified by index */
	const struct brief_rows *brief;
	struct unit *units; /* in the file's order; the last one is the end of the file */
	size_t n;
	size_t cap;
	bool is_odd; /* some of its lines end in a break that is not a newline here: its outline is
		      wrong */
	bool has_twins;           /* two rows have the same path at first */
	size_t cursor;            /* while reading: after the lines of the last unit */
	struct unit_paths *paths; /* those of all versions */
	uint32_t *seen;           /* while reading: how often each path has occurred */
	size_t n_seen;
};

/* The outline of the file that a document was read from. Paths are numbered in paths; without brief
 * all rows have their cells. */
void units_read(struct outline *self, const struct document *document, const bool *by_place,
	struct unit_paths *paths, const struct brief_rows *brief);
void units_release(struct outline *self);

/* A file's lines up to its `---`, if there is one; and what follows its end. */
struct slice head_of(const struct yaml_tree *tree);
struct slice foot_of(const struct yaml_tree *tree);

/* Where the line after that of an offset begins. */
size_t outline_line_next(const struct outline *self, size_t offset);

/* NULL for NO_UNIT. */
const struct unit *unit_at(const struct outline *self, uint32_t place);

/* The lines above a unit from the first comment on; empty if there is none. */
struct slice unit_comment(const struct outline *self, const struct unit *unit);
/* What follows its value or key on that line: spaces and a comment. */
struct slice unit_tail(const struct outline *self, const struct unit *unit);
/* Key and value, with the newline. */
struct slice unit_text(const struct outline *self, const struct unit *unit);

/* The end of a unit and everything in it. */
size_t unit_last_end(const struct outline *self, uint32_t unit);

/* Is the value of the kind that the form wants? */
bool value_is_as_form_has(const struct yaml_tree *tree, uint32_t value, enum kind kind);

/* Appends all texts in a node, each with its length. */
void append_texts(const struct outline *self, uint32_t node, struct str *out);

/* Appends lines, moved to another column; each gets newline. */
void append_indented(
	struct str *out, struct slice lines, unsigned from, unsigned to, const char *newline);

#endif
