/*
 * Other programs that write the document, each the way its kind does: whole files, read,
 * changed and written back, with a look right before writing whether the file is still
 * the one that was read. What slips in between all the same, the writer overwrites; as far
 * as it can be seen, it is told.
 */
#ifndef TESTS_TWO_WRITERS_H
#define TESTS_TWO_WRITERS_H

#include "ledger.h"

#include <stdint.h>

/* The document that all begin with. */
extern const char two_document[];

/* Puts a word into a document's text, as somebody who edits it by hand: 0 a comment at the end,
 * 1 a line of the overview, 2 a timeline row. What the text has no room for becomes a comment. */
void text_add_word(struct str *text, const char *word, unsigned way);
enum { N_WAYS = 3 };

/* Reads a file; false when there is none. */
bool writer_read(const char *path, struct str *out);

/*
 * Writes it anew and gives it the name, as vim does. *found becomes what was there instead
 * of what was read, when somebody slipped in. False when the file is another one than read.
 */
bool writer_rename(
	const char *path, const struct str *read, const struct str *text, struct str *found);

/* A file being written in place, as nano does it: cut to nothing, then filled. */
struct in_place {
	int fd;
	struct str text;
};

/* Cuts it; false when the file is another one than read. */
bool writer_cut(
	struct in_place *self, const char *path, const struct str *read, const struct str *text);
/* Writes the first half of it: one call of several. */
void writer_fill_half(const struct in_place *self);
/* Fills it. False when the file has lost its name meanwhile: another one has it. */
bool writer_fill(struct in_place *self, const char *path);

#endif
