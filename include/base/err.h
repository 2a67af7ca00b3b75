/*
 * A failure: I/O, syntax, a bad form. The caller owns a struct err, starting at
 * {0}; functions that can fail return bool and take it as the last parameter.
 * NULL is allowed. The first error wins; success leaves it untouched.
 */
#ifndef AFTERWORD_BASE_ERR_H
#define AFTERWORD_BASE_ERR_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

enum err_code {
	ERR_NONE,
	ERR_USAGE,    /* the command line */
	ERR_SYSTEM,   /* a system call failed; number holds errno */
	ERR_MISSING,  /* no such file, field, form */
	ERR_ENCODING, /* not UTF-8, or a character YAML does not allow */
	ERR_SYNTAX,   /* not YAML, not JSON */
	ERR_LIMIT,    /* too large, too deep */
	ERR_FORM,     /* a form with a mistake in it */
	ERR_VALUE,    /* a value that does not fit its field */
	ERR_REFUSED,  /* lossless or not at all: better no save than a changed file */
	ERR_CHANGED,  /* the file on disk is not the one that was opened */
	ERR_UNSYNCED, /* the text is in the file, but may not survive a power cut */
};

struct err {
	enum err_code code;
	int number;        /* errno of ERR_SYSTEM, else 0 */
	unsigned line;     /* from 1; 0: unknown */
	unsigned column;   /* from 1, in characters; 0: unknown */
	char path[512];    /* "" if there is none */
	char message[512]; /* one sentence without a final full stop, position or newline */
	size_t reason; /* where the reason begins in the message; 0: the message is nothing else */
};

/* Sets code and message unless an error is already set. Returns false, for `return
 * err_set(...)`. */
bool err_set(struct err *self, enum err_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* As err_set with "what: why"; err_reason returns the second part, for callers who have already
 * said the first. */
bool err_set_reason(struct err *self, enum err_code code, const char *what, const char *why, ...)
	PRINTF_LIKE(4, 5);
const char *err_reason(const struct err *self);

/* As err_set for a failed system call: adds ": " and the text of number. */
bool err_system(struct err *self, int number, const char *format, ...) PRINTF_LIKE(3, 4);

/* Adds the path (NULL: leave) and position (0: leave) to an error that has none yet. Returns
 * false. */
bool err_locate(struct err *self, const char *path, unsigned line, unsigned column);

/* Appends "path:line:column: message", without the unknown parts. Not yet safe for a terminal. */
void err_format(const struct err *self, struct str *out);

#endif
