/*
 * Reads files in the form that we write ourselves, and most people: blocks of keys and items, each
 * value in its line or a literal block. It costs a tenth of libyaml, which copies each character
 * several times. Whatever else there is, it leaves the whole file to libyaml, so a file means what
 * libyaml says in any case.
 */
#include "base/ensure.h"
#include "builder.h"

#include <string.h>

/* libyaml stops if it has read YAML_MAX_TEXT without an event, and reads ahead by less than this.
 */
#define AHEAD (128u * 1024)
#define MAX_BLOCK (YAML_MAX_TEXT - AHEAD)
#define MAX_LINE (YAML_MAX_TEXT / 4)

struct simple {
	struct builder builder;
	const char *source; /* ends in a NUL */
	size_t len;
	size_t at;
	size_t line_start;
	uint32_t line;
	size_t done;       /* where the last value ended */
	struct found none; /* where the value of the last key is, if it is empty */
};

static bool is_key_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_key_char(char c)
{
	return is_key_start(c) || (c >= '0' && c <= '9') || c == '-';
}

static bool ends_word(char c)
{
	return c == ' ' || c == '\n' || c == '\0';
}

static void skip_spaces(struct simple *self)
{
	while (self->source[self->at] == ' ')
		self->at++;
}

static size_t line_end(const struct simple *self, size_t at)
{
	const char *end = memchr(self->source + at, '\n', self->len - at);
	return end ? (size_t)(end - self->source) : self->len;
}

/* Moves behind the break of the line that ends at an offset. */
static void next_line(struct simple *self, size_t end)
{
	self->at = end < self->len ? end + 1 : end;
	self->line_start = self->at;
	self->line++;
}

/* Skips what may follow a value: spaces and a comment. */
static bool finish_line(struct simple *self)
{
	skip_spaces(self);
	char c = self->source[self->at];
	bool is_comment = c == '#' && self->source[self->at - 1] == ' ';
	if (!is_comment && c != '\n' && self->at < self->len)
		return false;
	next_line(self, line_end(self, self->at));
	return true;
}

/* Skips blank lines and comments up to the first character of the next line with more. */
static bool find_line(struct simple *self)
{
	while (self->at < self->len) {
		skip_spaces(self);
		if (self->source[self->at] != '\n' && self->source[self->at] != '#')
			return self->at < self->len;
		next_line(self, line_end(self, self->at));
	}
	return false;
}

static struct found found_here(const struct simple *self, enum yaml_style style)
{
	return (struct found){
		.start = self->at,
		.end = self->at,
		.line = self->line,
		.column = (uint32_t)(self->at - self->line_start) + 1,
		.style = style,
	};
}

/* Is the way to an offset so short that libyaml would not stop? Others are left to it. */
static bool is_within(struct simple *self, size_t end, size_t most)
{
	bool is_near = end - self->done <= most;
	self->done = end;
	return is_near;
}

/* Adds a scalar whose text has been appended to the strings, from text on. */
static bool add_scalar(struct simple *self, struct found *found, size_t text)
{
	found->end = self->at;
	str_append_char(&self->builder.tree->strings, '\0');
	return is_within(self, self->at, found->style == YAML_LITERAL ? MAX_BLOCK : MAX_LINE) &&
	       builder_scalar(&self->builder, found, text);
}

/* Adds the bytes up to an offset as they are. */
static bool add_bytes(struct simple *self, size_t end)
{
	struct found found = found_here(self, YAML_PLAIN);
	struct str *strings = &self->builder.tree->strings;
	size_t text = strings->len;
	str_append(strings, self->source + self->at, end - self->at);
	self->at = end;
	return add_scalar(self, &found, text);
}

static bool read_plain(struct simple *self)
{
	const char *line = self->source + self->at;
	if (strchr("-?:,[]{}#&*!|>'\"%@`", *line))
		return false;
	size_t len = yaml_plain_len(line, line_end(self, self->at) - self->at);
	return len > 0 && add_bytes(self, self->at + len) && finish_line(self);
}

/* What the escape at this place stands for; '\0' if there is none, or a rarer one. */
static char read_escape(const struct simple *self, char quote)
{
	const char *at = self->source + self->at;
	if (quote == '\'')
		return at[0] == quote && at[1] == quote ? quote : '\0';
	if (at[0] != '\\')
		return '\0';
	switch (at[1]) {
	case '"':
	case '\\':
		return at[1];
	case 'n':
		return '\n';
	case 't':
		return '\t';
	default:
		return '\0';
	}
}

/* Not strcspn(), which a sanitizer lets pass over the whole file each time. */
static size_t find_stop(const struct simple *self, char quote)
{
	const char *at = self->source + self->at;
	while (*at != quote && *at != '\n' && *at != '\t' && *at != '\0' &&
		(*at != '\\' || quote == '\''))
		at++;
	return (size_t)(at - self->source);
}

static bool read_quoted(struct simple *self, enum yaml_style style)
{
	struct found found = found_here(self, style);
	struct str *strings = &self->builder.tree->strings;
	size_t text = strings->len;
	char quote = self->source[self->at++];
	for (;;) {
		size_t stop = find_stop(self, quote);
		str_append(strings, self->source + self->at, stop - self->at);
		self->at = stop;
		char meant = read_escape(self, quote);
		if (!meant)
			break;
		str_append(strings, &meant, 1);
		self->at += 2;
	}
	if (self->source[self->at] != quote)
		return false;
	self->at++;
	return add_scalar(self, &found, text) && finish_line(self);
}

/* Only an empty list or mapping in brackets. */
static bool read_brackets(struct simple *self)
{
	struct found found = found_here(self, YAML_FLOW);
	bool is_list = self->source[self->at] == '[';
	if (self->source[self->at + 1] != (is_list ? ']' : '}') ||
		!builder_open(&self->builder, &found, is_list ? YAML_SEQUENCE : YAML_MAPPING))
		return false;
	self->at += 2;
	builder_close(&self->builder, self->at);
	return finish_line(self);
}

/* The column, from 0, of the innermost collection. */
static size_t top_column(struct simple *self)
{
	const struct frame *top = builder_top(&self->builder);
	ENSURE(top);
	return self->builder.tree->nodes[top->node].column - 1;
}

/*
 * Appends the lines of a literal block, the first of which begins at self->at, and moves behind the
 * blank lines after it. Returns how many line breaks its text may end in.
 */
static size_t read_lines(struct simple *self, size_t indent)
{
	struct str *strings = &self->builder.tree->strings;
	size_t breaks = 0;
	while (self->at < self->len) {
		size_t spaces = 0;
		while (spaces < indent && self->source[self->at + spaces] == ' ')
			spaces++;
		size_t text = self->at + spaces;
		if (text == self->len || (spaces < indent && self->source[text] != '\n'))
			break;
		size_t end = line_end(self, text);
		if (end > text) {
			str_append_repeat(strings, '\n', breaks);
			str_append(strings, self->source + text, end - text);
			breaks = 0;
		}
		breaks += end < self->len;
		next_line(self, end);
	}
	return breaks;
}

/* A literal block whose first line has text. */
static bool read_literal(struct simple *self)
{
	struct found found = found_here(self, YAML_LITERAL);
	struct str *strings = &self->builder.tree->strings;
	size_t text = strings->len;
	char chomp = self->source[self->at + 1];
	bool is_chomped = chomp == '-' || chomp == '+';
	self->at += is_chomped ? 2 : 1;
	if (self->source[self->at] != '\n')
		return false;
	next_line(self, self->at);
	size_t indent = yaml_skip_spaces(self->builder.tree, self->at) - self->at;
	char first = self->source[self->at + indent];
	if (indent <= top_column(self) || first == '\n' || first == '\t' || first == '\0')
		return false;
	size_t breaks = read_lines(self, indent);
	size_t most = chomp == '+' ? breaks : chomp == '-' ? 0 : 1;
	str_append_repeat(strings, '\n', breaks < most ? breaks : most);
	return add_scalar(self, &found, text);
}

static bool read_value(struct simple *self)
{
	switch (self->source[self->at]) {
	case '"':
		return read_quoted(self, YAML_DOUBLE);
	case '\'':
		return read_quoted(self, YAML_SINGLE);
	case '|':
		return read_literal(self);
	case '[':
	case '{':
		return read_brackets(self);
	default:
		return read_plain(self);
	}
}

/* The length of the key at an offset, 0 if there is none. */
static size_t key_len(const struct simple *self)
{
	const char *key = self->source + self->at;
	size_t len = 0;
	if (is_key_start(*key))
		while (is_key_char(key[len]))
			len++;
	return key[len] == ':' && ends_word(key[len + 1]) ? len : 0;
}

static bool is_value_next(struct simple *self)
{
	const struct frame *top = builder_top(&self->builder);
	return top && top->is_value_next;
}

static bool read_pair(struct simple *self, size_t len)
{
	if (!add_bytes(self, self->at + len))
		return false;
	self->at++;
	self->none = found_here(self, YAML_PLAIN);
	skip_spaces(self);
	bool is_inside = self->at < self->len && self->source[self->at] != '\n' &&
			 self->source[self->at] != '#';
	return is_inside ? read_value(self) : finish_line(self);
}

/* Opens a block at this place, unless the one that is open continues here. */
static bool open_block(struct simple *self, enum yaml_kind kind)
{
	struct found found = found_here(self, YAML_BLOCK);
	const struct frame *top = builder_top(&self->builder);
	bool is_open = top && !top->is_value_next && top_column(self) + 1 == found.column;
	return is_open || builder_open(&self->builder, &found, kind);
}

static bool read_item(struct simple *self)
{
	if (!open_block(self, YAML_SEQUENCE))
		return false;
	self->at++;
	skip_spaces(self);
	size_t key = key_len(self);
	if (key > 0)
		return open_block(self, YAML_MAPPING) && read_pair(self, key);
	bool is_inside = self->at < self->len && self->source[self->at] != '\n';
	return is_inside && read_value(self);
}

/* Adds the empty value that the last key turns out to have. */
static bool add_none(struct simple *self)
{
	struct str *strings = &self->builder.tree->strings;
	size_t text = strings->len;
	str_append_char(strings, '\0');
	return builder_scalar(&self->builder, &self->none, text);
}

/* Closes what ends before a key or an item of a column. false if neither may be there. */
static bool close_blocks(struct simple *self, size_t column, bool is_item)
{
	for (;;) {
		const struct frame *top = builder_top(&self->builder);
		if (!top)
			return column == 0 && self->builder.tree->n_nodes == 0;
		size_t open = top_column(self);
		bool is_list = self->builder.tree->nodes[top->node].kind == YAML_SEQUENCE;
		if (top->is_value_next) {
			if (column > open || (column == open && is_item))
				return true;
			if (!add_none(self))
				return false;
			continue;
		}
		if (column == open && is_list == is_item)
			return true;
		if (column > open || (column == open && !is_list))
			return false;
		builder_close(&self->builder, 0);
	}
}

static bool read_line(struct simple *self)
{
	size_t key = key_len(self);
	bool is_item = self->source[self->at] == '-' && ends_word(self->source[self->at + 1]);
	if ((key == 0 && !is_item) || !close_blocks(self, self->at - self->line_start, is_item))
		return false;
	if (is_item)
		return read_item(self);
	return open_block(self, YAML_MAPPING) && read_pair(self, key);
}

static bool read_file(struct simple *self)
{
	while (find_line(self))
		if (!read_line(self))
			return false;
	if (!is_within(self, self->len, MAX_LINE) || (is_value_next(self) && !add_none(self)))
		return false;
	while (builder_top(&self->builder))
		builder_close(&self->builder, 0);
	return self->builder.tree->n_nodes > 0;
}

bool yaml_simple_read(struct yaml_tree *tree)
{
	struct err err = {0};
	struct simple simple = {
		.builder = {.tree = tree, .err = &err},
		.source = str_text(&tree->source),
		.len = tree->source.len,
		.line = 1,
	};
	if (!yaml_is_ordinary(simple.source, simple.len))
		return false;
	str_reserve(&tree->strings, tree->source.len);
	bool is_simple = read_file(&simple);
	builder_release(&simple.builder);
	if (is_simple)
		return true;
	tree->n_nodes = tree->n_problems = 0;
	tree->root = YAML_NONE;
	str_clear(&tree->strings);
	return false;
}
