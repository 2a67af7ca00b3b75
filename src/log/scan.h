/* Reading a line from left to right. Each function moves on only if what it looks for is there. */
#ifndef AFTERWORD_LOG_SCAN_H
#define AFTERWORD_LOG_SCAN_H

#include "base/slice.h"

#include <stdint.h>

struct scan {
	const char *at;
	const char *end;
};

static inline struct scan scan_of(struct slice text)
{
	return (struct scan){text.data, text.data + text.len};
}

static inline struct slice scan_rest(const struct scan *self)
{
	return (struct slice){self->at, (size_t)(self->end - self->at)};
}

static inline struct slice scan_since(const struct scan *self, const char *from)
{
	return (struct slice){from, (size_t)(self->at - from)};
}

static inline bool scan_is_at_end(const struct scan *self)
{
	return self->at == self->end;
}

/* The next byte; NUL at the end. */
static inline char scan_peek(const struct scan *self)
{
	return self->at < self->end ? *self->at : '\0';
}

bool scan_char(struct scan *self, char c);
/* One of these. */
bool scan_any(struct scan *self, const char *set);
bool scan_text(struct scan *self, const char *text);
/* The same in any case; what follows must not be a letter. */
bool scan_word(struct scan *self, const char *word);
/* Spaces and tabs, with no-break spaces; false if there are none. */
bool scan_blank(struct scan *self);
/* How long such a blank is at the beginning of a text, and at its end; 0: there is none. */
size_t blank_first(struct slice text);
size_t blank_last(struct slice text);
/* Without such blanks at its ends. */
struct slice trim_blanks(struct slice text);
/* At least `least` and at most `most` digits, and no more after them. */
bool scan_digits(struct scan *self, size_t least, size_t most, int64_t *number);
/* All bytes before a sign, and the sign; false, and nothing is read, if it does not come. */
bool scan_until(struct scan *self, char sign, struct slice *before);
/* What stands between quotes, in which a backslash protects one; false, and nothing is read, if
 * they are not there. */
bool scan_quoted(struct scan *self, struct slice *inside);
/* All up to a blank or the end; false if that is nothing. */
bool scan_token(struct scan *self, struct slice *token);

/* The first line of a text, without its end; *used (may be NULL) is its length with it. */
struct slice first_line(struct slice text, size_t *used);
/* How many lines end in a text. */
unsigned count_lines(struct slice text);
/* Are these words anywhere in a text? */
bool slice_has(struct slice text, const char *words);
/* Does a text begin or end with these, whatever their case? */
bool slice_begins(struct slice text, const char *words);
bool slice_ends(struct slice text, const char *words);

#endif
