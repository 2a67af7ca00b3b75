/* The source as lines. Breaks must be the same as libyaml's, or an edit would cut a line in two. */
#include "internal.h"

#include "base/ensure.h"

static unsigned char byte_at(const struct yaml_tree *tree, size_t at)
{
	return (unsigned char)tree->source.data[at];
}

size_t yaml_break_at(const struct yaml_tree *tree, size_t at)
{
	size_t left = tree->source.len - at;
	if (left == 0)
		return 0;
	switch (byte_at(tree, at)) {
	case '\n':
		return 1;
	case '\r':
		return left > 1 && byte_at(tree, at + 1) == '\n' ? 2 : 1;
	case 0xC2: /* NEL */
		return left > 1 && byte_at(tree, at + 1) == 0x85 ? 2 : 0;
	case 0xE2: /* LS, PS */
		return left > 2 && byte_at(tree, at + 1) == 0x80 &&
				       (byte_at(tree, at + 2) | 1) == 0xA9
			       ? 3
			       : 0;
	default:
		return 0;
	}
}

size_t yaml_break_before(const struct yaml_tree *tree, size_t at)
{
	ENSURE(at > 0);
	unsigned char last = byte_at(tree, at - 1);
	if (last == '\n')
		return at > 1 && byte_at(tree, at - 2) == '\r' ? 2 : 1;
	if (last == '\r')
		return 1;
	if (last < 0x80)
		return 0;
	for (size_t len = 2; len <= 3; len++)
		if (at >= len && yaml_break_at(tree, at - len) == len)
			return len;
	return 0;
}

size_t yaml_line_start(const struct yaml_tree *tree, size_t at)
{
	size_t first = tree->has_bom ? YAML_BOM_LEN : 0;
	while (at > first && yaml_break_before(tree, at) == 0)
		at--;
	return at;
}

/* May a break start with this byte? */
static bool may_break(unsigned char byte)
{
	return byte == '\n' || byte == '\r' || byte == 0xC2 || byte == 0xE2;
}

size_t yaml_line_end(const struct yaml_tree *tree, size_t at)
{
	const char *text = tree->source.data;
	while (at < tree->source.len &&
		(!may_break((unsigned char)text[at]) || yaml_break_at(tree, at) == 0))
		at++;
	return at;
}

size_t yaml_line_next(const struct yaml_tree *tree, size_t at)
{
	at = yaml_line_end(tree, at);
	return at + yaml_break_at(tree, at);
}

bool yaml_ends_oddly(const struct yaml_tree *tree, size_t at)
{
	size_t end = yaml_line_end(tree, at);
	return end < tree->source.len && byte_at(tree, end) >= 0x80;
}

size_t yaml_skip_spaces(const struct yaml_tree *tree, size_t at)
{
	while (at < tree->source.len && byte_at(tree, at) == ' ')
		at++;
	return at;
}

size_t yaml_skip_blanks(const struct yaml_tree *tree, size_t at)
{
	while (at < tree->source.len && (byte_at(tree, at) == ' ' || byte_at(tree, at) == '\t'))
		at++;
	return at;
}
