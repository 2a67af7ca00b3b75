/*
 * A borrowed piece of text, for reading line by line. Letters and white space are ASCII
 * whatever the locale.
 */
#ifndef AFTERWORD_BASE_SLICE_H
#define AFTERWORD_BASE_SLICE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
	const char *data;
	size_t len;
};

struct slice slice_of(const struct str *text);
struct slice slice_of_text(const char *text);
/* The bytes from an offset on; from may be at most len. */
struct slice slice_from(struct slice self, size_t from);

/* Takes off the next line, without its newline (LF or CRLF); false if nothing is left. */
bool slice_next_line(struct slice *self, struct slice *line);

/* Takes off the part before the next sign, or all that is left; false after the last part. Begin
 * with a slice whose data is not NULL. */
bool slice_next_part(struct slice *self, char sign, struct slice *part);

struct slice slice_trim(struct slice self);
struct slice slice_trim_end(struct slice self);
/* Without leading blank lines and trailing white space; the first line keeps its indentation. */
struct slice slice_trim_lines(struct slice self);
/* Without leading and trailing blank lines; what is between them is unchanged. */
struct slice slice_trim_blank_lines(struct slice self);

bool slice_equal(struct slice self, const char *text);
/* As slice_equal, ignoring case. */
bool slice_equal_fold(struct slice self, const char *text);

/* For hash tables that live as long as the program at most: it is not the same everywhere. */
uint32_t slice_hash(struct slice self);

bool ascii_is_space(char c); /* space, tab, newline, carriage return, vertical tab, form feed */
bool ascii_is_digit(char c);
bool ascii_is_letter(char c);
bool ascii_is_alphanumeric(char c);
/* Is it in set? NUL never is. */
bool ascii_is_one_of(char c, const char *set);
char ascii_lower(char c);

#endif
