/*
 * A growing byte string: every writer first makes room for len + 1 bytes and ends with
 * the NUL, so the content is a C string at all times.
 */
#include "base/str.h"
#include "base/ensure.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void str_release(struct str *self)
{
	free(self->data);
	*self = (struct str){0};
}

void str_clear(struct str *self)
{
	self->len = 0;
	if (self->data)
		self->data[0] = '\0';
}

void str_reserve(struct str *self, size_t len)
{
	bool is_new = !self->data;

	/* len + 1 wraps only for a size that mem_grow refuses. */
	self->data = mem_grow(self->data, &self->cap, len < SIZE_MAX ? len + 1 : len, 1);
	if (is_new)
		self->data[0] = '\0';
}

/* Makes room for more bytes, which the caller fills in, and puts the NUL after them. */
static char *extend(struct str *self, size_t more)
{
	size_t at = self->len;

	if (!self->data || self->cap <= at || self->cap - at <= more)
		str_reserve(self, more <= SIZE_MAX - at ? at + more : SIZE_MAX);
	self->len = at + more;
	self->data[self->len] = '\0';
	return self->data + at;
}

void str_append(struct str *self, const char *bytes, size_t len)
{
	if (len > 0)
		memcpy(extend(self, len), bytes, len);
}

void str_append_text(struct str *self, const char *text)
{
	str_append(self, text, strlen(text));
}

void str_append_first_line(struct str *self, const char *text, size_t most)
{
	size_t line = strcspn(text, "\n");
	size_t len = utf8_prefix(text, line, most);

	str_append(self, text, len);
	if (len < line || (text[line] != '\0' && text[line + 1] != '\0'))
		str_append_text(self, "\xe2\x80\xa6"); /* an ellipsis */
}

/* Mostly there is room. */
void str_append_char(struct str *self, char c)
{
	if (self->cap - self->len < 2)
		str_reserve(self, self->len + 1);
	self->data[self->len++] = c;
	self->data[self->len] = '\0';
}

void str_append_repeat(struct str *self, char c, size_t count)
{
	if (count > 0)
		memset(extend(self, count), c, count);
}

const char *str_digits(unsigned number, char room[STR_DIGITS])
{
	char *first = room + STR_DIGITS - 1;

	*first = '\0';
	do {
		*--first = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	return first;
}

void str_append_padded(struct str *self, unsigned number, unsigned width)
{
	char room[STR_DIGITS];
	const char *digits = str_digits(number, room);
	size_t len = strlen(digits);

	if (len < width)
		str_append_repeat(self, '0', width - len);
	str_append(self, digits, len);
}

void str_appendf(struct str *self, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	str_appendv(self, format, arguments);
	va_end(arguments);
}

/* Mostly there is room, and then it is formatted once. */
void str_appendv(struct str *self, const char *format, va_list arguments)
{
	size_t room = self->data ? self->cap - self->len : 0;
	va_list again;

	va_copy(again, arguments);
	int len = vsnprintf(self->data ? self->data + self->len : NULL, room, format, arguments);

	ENSURE(len >= 0);
	if ((size_t)len < room)
		self->len += (size_t)len;
	else if (len > 0)
		vsnprintf(extend(self, (size_t)len), (size_t)len + 1, format, again);
	va_end(again);
}

void str_splice(struct str *self, size_t at, size_t removed, const char *bytes, size_t len)
{
	ENSURE(at <= self->len && removed <= self->len - at);

	size_t tail = self->len - at - removed;

	if (len > removed)
		extend(self, len - removed);
	if (tail > 0 && len != removed)
		memmove(self->data + at + len, self->data + at + removed, tail);
	if (len > 0)
		memcpy(self->data + at, bytes, len);
	if (len < removed) {
		self->len -= removed - len;
		self->data[self->len] = '\0';
	}
}

void str_set(struct str *self, const char *bytes, size_t len)
{
	str_clear(self);
	str_append(self, bytes, len);
}

const char *str_text(const struct str *self)
{
	return self->data ? self->data : "";
}

char *str_take(struct str *self)
{
	char *text = self->data ? self->data : mem_strdup("");

	*self = (struct str){0};
	return text;
}

bool str_equal(const struct str *self, const char *bytes, size_t len)
{
	return self->len == len && (len == 0 || memcmp(self->data, bytes, len) == 0);
}
