/*
 * Other programs that write the document, each in its typical way: complete files, read, changed
 * and written back, with a check right before writing whether the file is still the one that was
 * read. Changes in the remaining gap are overwritten; as far as that can be observed, it is
 * reported.
 */
#ifndef TESTS_TWO_WRITERS_H
#define TESTS_TWO_WRITERS_H

#include "ledger.h"

#include <stdint.h>

/* The initial document. */
extern const char two_document[];

/* Puts a word into a document's text as somebody would by hand: 0 a comment at the end, 1 a line of
 * the overview, 2 a timeline row. If it does not fit, it becomes a comment. */
void text_add_word(struct str *text, const char *word, unsigned way);
enum { N_WAYS = 3 };

/* Reads a file; false if there is none. */
bool writer_read(const char *path, struct str *out);

/*
 * Writes a new file and gives it the name, as vim does. If somebody wrote in between, *found is
 * what was there instead of what was read. False if the file is not the one that was read.
 */
bool writer_rename(
	const char *path, const struct str *read, const struct str *text, struct str *found);

/* A file being written in place, as nano does it: truncated, then filled. */
struct in_place {
	int fd;
	struct str text;
};

/* Truncates it; false if the file is not the one that was read. */
bool writer_cut(
	struct in_place *self, const char *path, const struct str *read, const struct str *text);
/* Writes the first half of it: one call of several. */
void writer_fill_half(const struct in_place *self);
/* Fills it. False if the file was replaced meanwhile. */
bool writer_fill(struct in_place *self, const char *path);

#endif
