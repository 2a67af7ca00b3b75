/*
 * Block scalars (`|` and `>`): what their header says and where their content is. libyaml
 * reports neither, and ends them only at the next line that is less indented.
 */
#include "internal.h"

#include "base/ensure.h"

static bool is_indicator(char c)
{
	return c == '+' || c == '-' || (c >= '1' && c <= '9');
}

/* Skips spaces, tabs, line breaks and comments. */
static size_t skip_between(const struct yaml_tree *tree, size_t at)
{
	for (;;) {
		size_t next = yaml_skip_blanks(tree, at);
		if (tree->source.data[next] == '#')
			next = yaml_line_end(tree, next);
		next += yaml_break_at(tree, next);
		if (next == at)
			return at;
		at = next;
	}
}

size_t yaml_skip_properties(const struct yaml_tree *tree, size_t at)
{
	const char *source = tree->source.data; /* always ends in a NUL */
	while (source[at] == '&' || source[at] == '!') {
		while (at < tree->source.len && yaml_skip_blanks(tree, at) == at &&
			yaml_break_at(tree, at) == 0)
			at++;
		at = skip_between(tree, at);
	}
	return at;
}

struct yaml_block_header yaml_block_header(const struct yaml_tree *tree, size_t start)
{
	struct yaml_block_header header = {.tail = start + 1};
	ENSURE(start < tree->source.len);
	for (; header.tail < tree->source.len; header.tail++) {
		char c = tree->source.data[header.tail];
		if (!is_indicator(c))
			break;
		if (c == '+' || c == '-')
			header.chomp = c;
		else
			header.indicator = (unsigned)(c - '0');
	}
	header.end = yaml_line_end(tree, header.tail);
	header.body = header.end + yaml_break_at(tree, header.end);
	return header;
}

unsigned yaml_block_indent(const struct yaml_tree *tree, const struct yaml_block_header *header,
	size_t limit, unsigned parent)
{
	if (header->indicator > 0)
		return parent + header->indicator;
	size_t line = header->body;
	while (line < limit) {
		size_t text = yaml_skip_spaces(tree, line);
		size_t end = yaml_line_end(tree, text);
		if (text < end)
			return (unsigned)(text - line);
		line = end + yaml_break_at(tree, end);
	}
	return 0;
}

/* Does the last byte of a line prove that it is not blank? Saves most scalars the full check. */
static bool ends_in_text(const struct yaml_tree *tree, size_t body, size_t end)
{
	return end > body && tree->source.data[end - 1] != ' ' && yaml_break_before(tree, end) == 0;
}

size_t yaml_block_text_end(const struct yaml_tree *tree, const struct yaml_block_header *header,
	size_t limit, unsigned parent)
{
	if (limit <= header->body)
		return header->end;
	size_t end = limit - yaml_break_before(tree, limit);
	if (ends_in_text(tree, header->body, end))
		return end;
	unsigned content = yaml_block_indent(tree, header, limit, parent);
	while (!ends_in_text(tree, header->body, end)) {
		size_t line = yaml_line_start(tree, end);
		if (line < header->body)
			return header->end;
		bool is_blank = yaml_skip_spaces(tree, line) >= end;
		if (!is_blank || (content > 0 && end - line > content))
			return end;
		end = line - yaml_break_before(tree, line);
	}
	return end;
}

size_t yaml_block_end(const struct yaml_tree *tree, size_t start, size_t limit, unsigned parent)
{
	struct yaml_block_header header = yaml_block_header(tree, start);
	if (header.chomp == '+' && limit > header.body)
		return limit - yaml_break_before(tree, limit);
	return yaml_block_text_end(tree, &header, limit, parent);
}
