/* What carries comments and keys of other tools from theirs into the merged file, inside. */
#ifndef AFTERWORD_MERGE_CARRY_H
#define AFTERWORD_MERGE_CARRY_H

#include "yaml_outline.h"

/*
 * At one place: what goes in front of all, what goes behind a last line without a newline, then
 * keys, which go below the one before them, then comments, above the one they are of.
 */
enum carry_kind { CARRY_HEAD, CARRY_TAIL, CARRY_KEY, CARRY_COMMENT, CARRY_VALUE };

/* Bytes of the merged file that get others. */
struct carry_edit {
	size_t at;
	size_t removed;
	enum carry_kind kind;
	size_t order;
	struct str text;
};

struct carry {
	const struct merge_labels *labels;
	struct outline base, ours, merged, theirs;
	size_t *in_base; /* of each unit of theirs: which one it is there, or NOWHERE */
	size_t *in_ours;
	size_t *in_merged;
	size_t *left; /* behind which one of merged it goes if it is not there, or NOWHERE */
	struct carry_edit *edits;
	size_t n;
	size_t cap;
	size_t n_conflicts;
	bool is_refused;
};

/* A unit on all sides; NULL where it is not. */
struct carried {
	const struct unit *base, *merged, *theirs;
};

/* --- carry_edit.c --- */

/* Starts an edit; its text is to be filled, borrowed until the next. */
struct str *carry_edit(struct carry *self, enum carry_kind kind, size_t at, size_t removed);

/* The same, of lines that come behind a unit of merged and all that is in it. */
struct str *carry_behind(struct carry *self, size_t left);

/* Appends the merged file with all edits done; false when two of them meet. */
bool carry_write(struct carry *self, struct str *out);

/* --- carry_brackets.c --- */

/* A value in brackets; true when it was put in whole, with the comment behind it. */
bool carry_brackets(struct carry *self, size_t place, const struct carried *unit);
/* A file that is one pair of brackets. */
void carry_root(struct carry *self);

/* --- carry_ends.c --- */

/* What stands around the mapping. */
void carry_ends(struct carry *self);

/* --- carry_keys.c --- */

/* Key and value as lines at a column; the first line has no blanks in front of it. */
void append_unit(struct str *out, const struct outline *from, const struct unit *unit,
	unsigned column, const char *newline);

/* Carries a key of theirs as a whole; false when theirs has it as the base. */
bool carry_key(struct carry *self, size_t place, const struct carried *unit);
/* What theirs took out goes, unless ours changed it. */
void carry_removal(struct carry *self, const struct carried *unit);

/* --- carry_comments.c --- */

/* The lines above a unit. */
void carry_comments(struct carry *self, const struct carried *unit);
/* What stands behind it. */
void carry_tail(struct carry *self, const struct carried *unit);
/* Ours took the unit out: what theirs wrote about it since stays, where it was. */
void carry_orphans(struct carry *self, size_t place, const struct carried *unit);

#endif
