/*
 * A file as the hierarchy of its keys and items: the extent of each, the lines above it,
 * and whether the form knows it. Merging uses it to carry what is not a value from one
 * file to another.
 */
#ifndef AFTERWORD_MERGE_YAML_OUTLINE_H
#define AFTERWORD_MERGE_YAML_OUTLINE_H

#include "internal.h"

/*
 * A key or an item. Unknown ones are a single unit with everything in them, and so are values and
 * anything in brackets; for other mappings and lists a unit is only the line of the key.
 */
struct unit {
	struct str path; /* the same in all versions of a file: keys, ids and texts of items */
	uint32_t key;    /* YAML_NONE for an item */
	uint32_t value;  /* YAML_NONE for the end of the file */
	size_t parent;   /* NOWHERE at the root */
	size_t last;     /* the last unit in it, or itself */
	size_t gap;      /* where the lines above it begin */
	size_t line;     /* where its own line begins */
	size_t start;    /* of the key, or the dash */
	size_t end;      /* after its own lines */
	unsigned column; /* of start, from 0 */
	bool is_known;
	bool is_leaf;
};

struct outline {
	const struct yaml_tree *tree;
	const struct form *form;
	const bool *by_place; /* of each field: rows without an id are identified by index */
	struct unit *units;   /* in the file's order; the last one is the end of the file */
	size_t n;
	size_t cap;
	bool is_odd; /* some of its lines end in a break that is not a newline here: its outline is
		      wrong */
	size_t cursor; /* while reading: after the lines of the last unit */
};

/* The outline of the file that a document was read from. */
void units_read(struct outline *self, const struct document *document, const bool *by_place);
void units_release(struct outline *self);

/* A file's lines up to its `---`, if there is one; and what follows its end. */
struct slice head_of(const struct yaml_tree *tree);
struct slice foot_of(const struct yaml_tree *tree);

/* NULL for NOWHERE. */
const struct unit *unit_at(const struct outline *self, size_t place);

/* The lines above a unit from the first comment on; empty if there is none. */
struct slice unit_comment(const struct outline *self, const struct unit *unit);
/* What follows its value or key on that line: spaces and a comment. */
struct slice unit_tail(const struct outline *self, const struct unit *unit);
/* Key and value, with the newline. */
struct slice unit_text(const struct outline *self, const struct unit *unit);

/* The end of a unit and everything in it. */
size_t unit_last_end(const struct outline *self, size_t unit);

/* Is the value of the kind that the form wants? */
bool value_is_as_form_has(const struct yaml_tree *tree, uint32_t value, enum kind kind);

/* Appends all texts in a node, each with its length. */
void append_texts(const struct outline *self, uint32_t node, struct str *out);

/* Appends lines, moved to another column; each gets newline. */
void append_indented(
	struct str *out, struct slice lines, unsigned from, unsigned to, const char *newline);

#endif
