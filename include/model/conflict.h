/*
 * Two versions of a text that await a decision. They are in the text itself, between
 * git's marker lines, so that the file stays valid YAML, every tool shows both, and a
 * decision is an edit like any other:
 *
 *     <<<<<<< ours
 *     our version
 *     ||||||| base
 *     what both started from (this part may be missing)
 *     =======
 *     their version
 *     >>>>>>> theirs
 */
#ifndef AFTERWORD_MODEL_CONFLICT_H
#define AFTERWORD_MODEL_CONFLICT_H

#include "base/slice.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Length of a marker, as in git; longer if a text contains such lines. */
#define CONFLICT_MARKER 7

struct conflict {
	size_t start; /* byte range of the conflict, including both markers and their newlines */
	size_t end;
	struct slice ours; /* lines with their newlines, borrowed from the text */
	struct slice base;
	struct slice theirs;
	struct slice our_label; /* the text after the markers; may be empty */
	struct slice base_label;
	struct slice their_label;
	bool has_base;
};

/*
 * Finds the first conflict of a text that starts at or after from. A nested one is part
 * of the outer one's version. False if there is none; a lone marker line is not one. The
 * last marker may lack its newline at the end of the text.
 */
bool conflict_find(const char *text, size_t len, size_t from, struct conflict *out);

/* False if a text certainly has no conflict, which is quicker to see: no marker begins one. */
bool conflict_is_possible(struct slice text);

/* Is it a line between versions, if it is in a text that has a conflict? */
bool conflict_is_marker(struct slice line);

/*
 * Appends a conflict: base.data NULL leaves the base out. A version that lacks its last
 * newline gets one. size is the length of the markers, at least CONFLICT_MARKER; it grows
 * if a version contains marker lines of that size, so that the conflict is always found
 * again.
 */
void conflict_append(struct str *out, const struct conflict *conflict, unsigned size);

/* Appends the label of a side that removed the row: "theirs (row removed)". */
void conflict_append_removal(struct str *label, const char *who);

/* Is it such a label? *who (may be NULL) is set to whose it is, borrowed from the label. */
bool conflict_is_removal(struct slice label, struct slice *who);

#endif
