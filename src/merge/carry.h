/* Inside the carrying of what the form does not know from their file into the merged one. */
#ifndef AFTERWORD_MERGE_CARRY_H
#define AFTERWORD_MERGE_CARRY_H

#include "outline.h"

/* At one place: keys that come go below the one before them, comments above the one they are of. */
enum carry_kind { CARRY_KEY, CARRY_COMMENT, CARRY_VALUE };

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
	size_t *in_ours;
	size_t *in_base; /* of each unit of theirs: which it is there, or NOWHERE */
	size_t *left;    /* behind which one of merged it goes if it is not there, or NOWHERE */
	size_t *in_merged;
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

/* Starts an edit; its text is to be filled, borrowed until the next. */
struct str *carry_edit(struct carry *self, enum carry_kind kind, size_t at, size_t removed);

void carry_comments(struct carry *self, const struct carried *unit);
void carry_tail(struct carry *self, const struct carried *unit);

#endif
