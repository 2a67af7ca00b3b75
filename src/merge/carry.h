/* Internals of carrying comments and other tools' keys from theirs into the merged file. */
#ifndef AFTERWORD_MERGE_CARRY_H
#define AFTERWORD_MERGE_CARRY_H

#include "yaml_outline.h"

/*
 * The order at one position: what goes before everything, what goes after a last line without a
 * newline, then keys, which go below the one before them, then comments, above the one they belong
 * to.
 */
enum carry_kind { CARRY_HEAD, CARRY_TAIL, CARRY_KEY, CARRY_COMMENT, CARRY_VALUE };

/* Bytes of the merged file to be replaced. */
struct carry_edit {
	size_t at;
	size_t removed;
	enum carry_kind kind;
	size_t order;
	struct str text;
};

struct carry {
	const struct merge_labels *labels;
	struct unit_paths paths;
	struct brief_rows brief; /* nothing in them is carried */
	struct outline base, ours, merged, theirs;
	uint32_t *in_base; /* of each unit of theirs: its index there, or NO_UNIT */
	uint32_t *in_ours;
	uint32_t *in_merged;
	uint32_t *left; /* the unit of merged that it goes after if it is missing, or NO_UNIT */
	struct carry_edit *edits;
	size_t n;
	size_t cap;
	size_t n_conflicts;
	bool is_refused;
};

/* A unit on all sides; NULL where it does not exist. */
struct carried {
	const struct unit *base, *merged, *theirs;
};

/* --- carry_edit.c --- */

/* Starts an edit; the caller fills in the text, borrowed until the next. */
struct str *carry_edit(struct carry *self, enum carry_kind kind, size_t at, size_t removed);

/* The same, for lines that follow a unit of merged and everything in it. */
struct str *carry_behind(struct carry *self, uint32_t left);

/* Appends the merged file with all edits applied, if there are any; false if two of them overlap.
 */
bool carry_write(struct carry *self, struct str *out);

/* --- carry_brackets.c --- */

/* Handles a value in brackets; true if it was inserted completely, with the comment after it. */
bool carry_brackets(struct carry *self, uint32_t place, const struct carried *unit);
/* A file that is one pair of brackets. */
void carry_root(struct carry *self);

/* --- carry_ends.c --- */

/* Carries what is around the mapping. */
void carry_ends(struct carry *self);

/* --- carry_keys.c --- */

/* Key and value as lines at a column; the first line is not indented. */
void append_unit(struct str *out, const struct outline *from, const struct unit *unit,
	unsigned column, const char *newline);

/* Carries a complete key of theirs; false if theirs has it as in the base. */
bool carry_key(struct carry *self, uint32_t place, const struct carried *unit);
/* Removes what theirs removed, unless ours changed it. */
void carry_removal(struct carry *self, const struct carried *unit);

/* --- carry_comments.c --- */

/* Carries the lines above a unit. */
void carry_comments(struct carry *self, const struct carried *unit);
/* Carries what follows it on its line. */
void carry_tail(struct carry *self, const struct carried *unit);
/* Ours removed the unit: comments that theirs has since added to it stay where it was. */
void carry_orphans(struct carry *self, uint32_t place, const struct carried *unit);

#endif
