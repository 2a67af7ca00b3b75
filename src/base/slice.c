/* Borrowed pieces of text; see base/slice.h. */
#include "base/slice.h"
#include "base/ensure.h"

#include <string.h>

bool ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool ascii_is_letter(char c)
{
	char lower = ascii_lower(c);

	return lower >= 'a' && lower <= 'z';
}

bool ascii_is_alphanumeric(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c);
}

bool ascii_is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c);
}

struct slice slice_of(const struct str *text)
{
	return (struct slice){str_text(text), text->len};
}

struct slice slice_of_text(const char *text)
{
	return (struct slice){text, strlen(text)};
}

struct slice slice_from(struct slice self, size_t from)
{
	ENSURE(from <= self.len);
	return (struct slice){self.data + from, self.len - from};
}

bool slice_next_line(struct slice *self, struct slice *line)
{
	if (self->len == 0)
		return false;

	const char *newline = memchr(self->data, '\n', self->len);
	size_t len = newline ? (size_t)(newline - self->data) : self->len;

	*line = (struct slice){self->data, len};
	*self = slice_from(*self, newline ? len + 1 : len);
	if (line->len > 0 && line->data[line->len - 1] == '\r')
		line->len--;
	return true;
}

bool slice_next_part(struct slice *self, char sign, struct slice *part)
{
	if (!self->data)
		return false;

	const char *end = memchr(self->data, sign, self->len);

	*part = *self;
	if (end) {
		part->len = (size_t)(end - self->data);
		*self = slice_from(*self, part->len + 1);
	} else {
		self->data = NULL;
	}
	return true;
}

struct slice slice_trim_end(struct slice self)
{
	while (self.len > 0 && ascii_is_space(self.data[self.len - 1]))
		self.len--;
	return self;
}

struct slice slice_trim(struct slice self)
{
	self = slice_trim_end(self);
	while (self.len > 0 && ascii_is_space(self.data[0]))
		self = slice_from(self, 1);
	return self;
}

struct slice slice_trim_lines(struct slice self)
{
	size_t from = 0;

	self = slice_trim_end(self);
	for (size_t i = 0; i < self.len && ascii_is_space(self.data[i]); i++)
		if (self.data[i] == '\n')
			from = i + 1;
	return slice_from(self, from);
}

struct slice slice_trim_blank_lines(struct slice self)
{
	struct slice lines = slice_trim_lines(self);
	const char *end = self.data + self.len;

	if (lines.len == 0)
		return lines;
	while (lines.data + lines.len < end && lines.data[lines.len] != '\n')
		lines.len++;
	return lines;
}

bool slice_equal(struct slice self, const char *text)
{
	return strlen(text) == self.len && memcmp(self.data, text, self.len) == 0;
}

bool slice_equal_fold(struct slice self, const char *text)
{
	if (strlen(text) != self.len)
		return false;
	for (size_t i = 0; i < self.len; i++)
		if (ascii_lower(self.data[i]) != ascii_lower(text[i]))
			return false;
	return true;
}

static uint64_t mix(uint64_t hash, uint64_t bytes)
{
	hash = (hash ^ bytes) * 0x9e3779b97f4a7c15u; /* 2^64 by the golden ratio */
	return hash ^ hash >> 32;
}

/* Eight bytes at a time, because a comparison hashes whole files. */
uint32_t slice_hash(struct slice self)
{
	uint64_t hash = self.len;
	uint64_t bytes;
	size_t at = 0;

	for (; at + sizeof(bytes) <= self.len; at += sizeof(bytes)) {
		memcpy(&bytes, self.data + at, sizeof(bytes));
		hash = mix(hash, bytes);
	}
	for (bytes = 0; at < self.len; at++)
		bytes = bytes << 8 | (unsigned char)self.data[at];
	return (uint32_t)mix(hash, bytes);
}
