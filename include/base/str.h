/*
 * A growing byte string. {0} is a valid empty one; once allocated, data always ends in a
 * NUL that len does not count. The bytes may be anything, including NUL.
 */
#ifndef AFTERWORD_BASE_STR_H
#define AFTERWORD_BASE_STR_H

#include "base/attribute.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
	char *data; /* NULL until something is added */
	size_t len;
	size_t cap;
};

void str_release(struct str *self);
/* Empties it but keeps the memory. */
void str_clear(struct str *self);
void str_reserve(struct str *self, size_t len);
void str_append(struct str *self, const char *bytes, size_t len);
void str_append_text(struct str *self, const char *text);
/* The first line of a text, at most so many bytes of it, with an ellipsis if there is more. */
void str_append_first_line(struct str *self, const char *text, size_t most);
void str_append_char(struct str *self, char c);
void str_append_repeat(struct str *self, char c, size_t count);
void str_appendf(struct str *self, const char *format, ...) PRINTF_LIKE(2, 3);
/* A number in decimal, in room; printf takes ten times as long. */
enum { STR_DIGITS = 3 * sizeof(unsigned) + 1 };
const char *str_digits(unsigned number, char room[STR_DIGITS]);
/* The same, with zeros in front up to width digits. */
void str_append_padded(struct str *self, unsigned number, unsigned width);
void str_appendv(struct str *self, const char *format, va_list arguments) PRINTF_LIKE(2, 0);
/* Replaces removed bytes at offset at by len bytes. The range must be inside the string. */
void str_splice(struct str *self, size_t at, size_t removed, const char *bytes, size_t len);
void str_set(struct str *self, const char *bytes, size_t len);
/* The content as a C string, "" if empty; borrowed until the next change. */
const char *str_text(const struct str *self);
/* Moves the content out; the caller frees it. Never NULL. */
char *str_take(struct str *self);
bool str_equal(const struct str *self, const char *bytes, size_t len);

#endif
