/*
 * Two versions of a text that wait for a decision. They stand in the text itself,
 * between the marker lines that git uses, so that the file stays valid YAML, every tool
 * shows both, and a decision is an edit like any other:
 *
 *     <<<<<<< ours
 *     our version
 *     ||||||| base
 *     what both began with (this part may be missing)
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

#define CONFLICT_MARKER                                                                            \
	7 /* signs of a marker, as git has it; more where a text holds such lines                  \
	   */

struct conflict {
	size_t start; /* byte range of all of it, both markers and their newlines included */
	size_t end;
	struct slice ours; /* lines with their newlines, borrowed from the text */
	struct slice base;
	struct slice theirs;
	struct slice our_label; /* what the markers say behind their signs; may be empty */
	struct slice base_label;
	struct slice their_label;
	bool has_base;
};

/*
 * Finds the first conflict of a text that starts at or after from. One inside another is
 * part of the outer one's version. False when there is none; a lone marker line is none.
 * The last marker may lack its newline where the text ends.
 */
bool conflict_find(const char *text, size_t len, size_t from, struct conflict *out);

/*
 * Appends a conflict: base.data NULL leaves the base out. A version that lacks its last
 * newline gets one. size is the number of signs, at least CONFLICT_MARKER; it grows where
 * a version holds marker lines of that size, so that the conflict is always found again.
 */
void conflict_append(struct str *out, const struct conflict *conflict, unsigned size);

/* Appends the label of a side that removed the row with the text: "theirs (row removed)". */
void conflict_append_removal(struct str *label, const char *who);

/* Is it such a label? who, unless NULL, is set to whose it is, borrowed from the label. */
bool conflict_is_removal(struct slice label, struct slice *who);

#endif
