/* Turns pasted bytes into text, and says what could not be kept. */
#ifndef AFTERWORD_TEXT_PASTE_H
#define AFTERWORD_TEXT_PASTE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { PASTE_KINDS = 4 };

/* All zero: every character was kept. */
struct paste_loss {
	size_t controls;                  /* left out */
	unsigned char kinds[PASTE_KINDS]; /* the first few different ones */
	size_t n_kinds;                   /* PASTE_KINDS + 1: there are more */
	size_t invalid;                   /* bytes that are not UTF-8 */
	size_t joined;                    /* line breaks that became spaces */
	size_t over;                      /* bytes beyond the available room */
};

/*
 * Appends pasted bytes as text: CRLF and CR become LF, other C0 controls (except tab) and
 * DEL are dropped, bytes that are not UTF-8 become U+FFFD. In a one-line field line
 * breaks become spaces. *loss (may be NULL) says what was changed.
 */
void paste_clean(
	struct str *out, const char *bytes, size_t len, bool one_line, struct paste_loss *loss);

/* The same for a log: there, the control characters were said by somebody or something, and are
 * kept as far as a text can hold them, which is all but NUL. */
void paste_clean_log(struct str *out, const char *bytes, size_t len, struct paste_loss *loss);

/* Cuts a cleaned text to at most this many bytes, between two characters, and counts the rest. */
void paste_cut(struct str *text, size_t most, struct paste_loss *loss);

/*
 * Appends what was lost, except line breaks, with a separator before each part: "; 3
 * control characters left out (ESC, NUL, BEL)". Returns false if nothing was.
 */
bool paste_loss_append(const struct paste_loss *self, const char *separator, struct str *out);

#endif
