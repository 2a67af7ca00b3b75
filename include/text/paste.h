/* What pasted bytes become before they are text, and what of them could not be kept. */
#ifndef AFTERWORD_TEXT_PASTE_H
#define AFTERWORD_TEXT_PASTE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { PASTE_KINDS = 4 };

/* All zero: every character is there as it came. */
struct paste_loss {
	size_t controls;                  /* left out; */
	unsigned char kinds[PASTE_KINDS]; /* the first few different ones of them */
	size_t n_kinds;                   /* PASTE_KINDS + 1: there are more */
	size_t invalid;                   /* bytes that are not UTF-8 */
	size_t joined;                    /* line breaks that became blanks */
	size_t over;                      /* bytes beyond what there is room for */
};

/*
 * Appends pasted bytes as text: CRLF and CR become LF, other C0 and DEL but tab go
 * away, bytes that are not UTF-8 become U+FFFD. For a one-line field line breaks
 * become blanks. *loss (NULL allowed) tells what is not as it came.
 */
void paste_clean(
	struct str *out, const char *bytes, size_t len, bool one_line, struct paste_loss *loss);

/* Cuts a cleaned text to at most some bytes, between two characters, and counts the rest. */
void paste_cut(struct str *text, size_t most, struct paste_loss *loss);

/*
 * Appends what was lost, line breaks apart, with a separator before each part:
 * "; 3 control characters left out (ESC, NUL, BEL)". False: nothing was.
 */
bool paste_loss_append(const struct paste_loss *self, const char *separator, struct str *out);

#endif
