/* The lines of an answer: where one begins, which is a rule, and whether they were wrapped by hand.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

enum { WRAP_LEAST = 60, WRAP_MOST = 100, RULE_MARKS = 3 };

static bool ends_line(char c)
{
	return c == '\n' || c == '\r';
}

struct slice prose_line_at(struct slice text, size_t at)
{
	size_t begin = at;
	size_t end = at;

	while (begin > 0 && !ends_line(text.data[begin - 1]))
		begin--;
	while (end < text.len && !ends_line(text.data[end]))
		end++;
	return (struct slice){text.data + begin, end - begin};
}

size_t prose_next_line(struct slice text, size_t at)
{
	while (at < text.len && !ends_line(text.data[at]))
		at++;
	if (at < text.len && text.data[at] == '\r')
		at++;
	if (at < text.len && text.data[at] == '\n')
		at++;
	return at;
}

static unsigned first_word_width(struct slice line)
{
	size_t len = 0;

	while (len < line.len && !ascii_is_space(line.data[len]))
		len++;
	return grapheme_width(line.data, len);
}

/* Every character of ASCII takes a column at least, so most long lines need not be measured. */
static bool is_too_long(struct slice line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.len && n <= WRAP_MOST; i++)
		n += line.data[i] >= ' ' && line.data[i] <= '~';
	return n > WRAP_MOST;
}

/* More than WRAP_MOST is not measured. */
static unsigned longest_width(struct slice lines)
{
	unsigned longest = 0;
	struct slice line;

	while (slice_next_line(&lines, &line)) {
		line = slice_trim(line);
		if (is_too_long(line))
			return WRAP_MOST + 1;
		unsigned width = grapheme_width(line.data, line.len);

		longest = width > longest ? width : longest;
	}
	return longest;
}

bool prose_is_hard_wrapped(struct slice lines)
{
	unsigned longest = longest_width(lines);
	unsigned before = longest;
	struct slice line;

	if (longest < WRAP_LEAST || longest > WRAP_MOST)
		return false;
	while (slice_next_line(&lines, &line)) {
		line = slice_trim(line);
		if (before + 1 + first_word_width(line) <= longest)
			return false;
		before = grapheme_width(line.data, line.len);
	}
	return true;
}

bool prose_is_rule(struct slice line)
{
	size_t marks = 0;
	char mark = 0;

	line = slice_trim(line);
	for (size_t i = 0; i < line.len; i++) {
		if (ascii_is_one_of(line.data[i], " \t"))
			continue;
		if (!ascii_is_one_of(line.data[i], "-*_") || (mark && line.data[i] != mark))
			return false;
		mark = line.data[i];
		marks++;
	}
	return marks >= RULE_MARKS;
}

struct slice prose_find_rule(struct slice text, size_t at)
{
	while (at < text.len) {
		size_t next = prose_next_line(text, at);
		struct slice line = slice_trim_end((struct slice){text.data + at, next - at});

		for (; line.len > 0; line = slice_from(line, 1))
			if (!ascii_is_space(line.data[0]) && prose_is_rule(line))
				return line;
		at = next;
	}
	return (struct slice){text.data + text.len, 0};
}
