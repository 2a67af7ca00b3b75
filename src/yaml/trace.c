/*
 * Walks a scalar's text and its source in parallel. Styles differ in white space
 * (indentation, folding) and in how single characters are written, so white space is
 * skipped on both sides, and everything else must be the same character.
 */
#include "yaml/trace.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "internal.h"

#include <string.h>

#define ESCAPE_MAX 8 /* hexadecimal digits */

/* --- the text --- */

/* Bytes of leading white space; 0 if there is none. */
static size_t blank_len(const char *text, size_t left)
{
	if (left == 0)
		return 0;
	if (strchr(" \t\n\r", *text) && *text != '\0')
		return 1;
	if (left > 1 && memcmp(text, "\xc2\x85", 2) == 0)
		return 2;
	if (left > 2 &&
		(memcmp(text, "\xe2\x80\xa8", 3) == 0 || memcmp(text, "\xe2\x80\xa9", 3) == 0))
		return 3;
	return 0;
}

static void skip_text_blanks(struct yaml_trace *self)
{
	size_t len;

	while ((len = blank_len(self->text + self->at, self->len - self->at)) > 0)
		self->at += len;
}

/* --- the source --- */

/* Moves over a character, or a line break. */
static void advance(struct yaml_trace *self)
{
	size_t len = yaml_break_at(self->tree, self->source);

	if (len > 0) {
		self->source += len;
		self->line++;
		self->column = 1;
		return;
	}
	do
		self->source++;
	while (self->source < self->tree->source.len &&
		((unsigned char)self->tree->source.data[self->source] & 0xC0) == 0x80);
	self->column++;
}

static void advance_to(struct yaml_trace *self, size_t source)
{
	while (self->source < source)
		advance(self);
}

/* One character of the text as the source has it. */
struct written {
	size_t len; /* bytes of the source */
	char text[UTF8_MAX];
	size_t text_len; /* 0: it produces nothing, as a backslash at the end of a line */
};

static size_t hex_digits(char letter)
{
	return letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? ESCAPE_MAX : 0;
}

static uint32_t read_hex(const char *digits, size_t n)
{
	uint32_t code = 0;

	for (size_t i = 0; i < n; i++) {
		char c = digits[i];

		code = code << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return code;
}

/* The character that a backslash and a letter mean. */
static uint32_t escape_code(char letter)
{
	static const struct {
		char letter;
		uint32_t code;
	} escapes[] = {{'0', 0}, {'a', 7}, {'b', 8}, {'t', 9}, {'n', 10}, {'v', 11}, {'f', 12},
		{'r', 13}, {'e', 27}, {'N', 0x85}, {'_', 0xA0}, {'L', 0x2028}, {'P', 0x2029}};

	for (size_t i = 0; i < sizeof(escapes) / sizeof(*escapes); i++)
		if (escapes[i].letter == letter)
			return escapes[i].code;
	return (unsigned char)letter;
}

static void read_escape(const struct yaml_trace *self, struct written *out)
{
	const char *source = self->tree->source.data + self->source; /* always ends in a NUL */
	size_t end = yaml_break_at(self->tree, self->source + 1);
	size_t digits = hex_digits(source[1]);

	*out = (struct written){.len = 2 + digits};
	if (end > 0)
		out->len = 1 + end;
	else
		out->text_len = utf8_encode(
			digits > 0 ? read_hex(source + 2, digits) : escape_code(source[1]),
			out->text);
}

static void read_written(const struct yaml_trace *self, struct written *out)
{
	const char *source = self->tree->source.data + self->source;
	bool is_quote = self->is_single && source[0] == '\'' && source[1] == '\'';

	if (self->is_double && *source == '\\') {
		read_escape(self, out);
		return;
	}
	*out = (struct written){.len = is_quote ? 2 : 1, .text = {*source}, .text_len = 1};
}

static bool is_blank(const struct yaml_trace *self, const struct written *written)
{
	return written->text_len == 0 || blank_len(written->text, written->text_len) > 0 ||
	       yaml_break_at(self->tree, self->source) > 0;
}

static void skip_source_blanks(struct yaml_trace *self)
{
	while (self->source < self->tree->source.len) {
		struct written written;

		read_written(self, &written);
		if (!is_blank(self, &written))
			return;
		advance_to(self, self->source + written.len);
	}
}

/* --- both --- */

void yaml_trace_init(struct yaml_trace *self, const struct yaml_tree *tree, uint32_t node,
	const char *text, size_t len)
{
	const struct yaml_node *scalar = yaml_node(tree, node);
	bool is_block = scalar->style == YAML_LITERAL || scalar->style == YAML_FOLDED;

	*self = (struct yaml_trace){
		.tree = tree,
		.text = text,
		.len = len,
		.source = scalar->start,
		.line = scalar->line,
		.column = scalar->column,
		.is_double = scalar->style == YAML_DOUBLE,
		.is_single = scalar->style == YAML_SINGLE,
		.is_lost = scalar->kind != YAML_SCALAR || scalar->start == scalar->end,
	};
	if (self->is_lost)
		return;
	advance_to(self, yaml_skip_properties(tree, scalar->start));
	if (is_block)
		advance_to(self, yaml_block_header(tree, self->source).body);
	else if (self->is_double || self->is_single)
		advance(self);
}

/* Moves over one character on both sides. */
static bool step(struct yaml_trace *self)
{
	struct written written;

	if (self->source >= self->tree->source.len)
		return false;
	read_written(self, &written);
	if (self->len - self->at < written.text_len ||
		memcmp(self->text + self->at, written.text, written.text_len) != 0)
		return false;
	self->at += written.text_len;
	if (written.len > 1) {
		advance_to(self, self->source + written.len);
		return true;
	}
	/* A character's bytes arrive one by one; only the first counts as a column. */
	self->column += ((unsigned char)written.text[0] & 0xC0) != 0x80;
	self->source++;
	return true;
}

/* May a character be written otherwise than it is, or take more than a byte? */
static bool is_special(char c)
{
	return c < ' ' || c >= 0x7f || c == '\\' || c == '\'';
}

/* The same of any of eight. */
static bool has_special(uint64_t eight)
{
	uint64_t fine = eight_printable(eight) & eight_other_than(eight, '\\') &
			eight_other_than(eight, '\'');

	return fine != EIGHT_TOP_BITS;
}

/* Moves over characters of ASCII that are the same on both sides, which most are. */
static void skip_same(struct yaml_trace *self, size_t offset)
{
	const char *text = self->text + self->at;
	const char *source = self->tree->source.data + self->source; /* always ends in a NUL */
	size_t most = (offset < self->len ? offset : self->len) - self->at;
	size_t left = self->tree->source.len - self->source;
	size_t n = 0;

	for (size_t end = most < left ? most : left; end - n >= 8; n += 8)
		if (eight_at(text + n) != eight_at(source + n) || has_special(eight_at(text + n)))
			break;
	while (n < most && text[n] == source[n] && !is_special(text[n]))
		n++;
	self->at += n;
	self->source += n;
	self->column += (unsigned)n;
}

bool yaml_trace_seek(struct yaml_trace *self, size_t offset)
{
	while (!self->is_lost) {
		if (self->at < offset)
			skip_same(self, offset);
		skip_text_blanks(self);
		skip_source_blanks(self);
		if (self->at >= offset)
			break;
		self->is_lost = !step(self);
	}
	return !self->is_lost;
}
