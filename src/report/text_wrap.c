/* Lines of a text report for mail; see text_wrap.h. */
#include "text_wrap.h"

#include "base/mem.h"
#include "prose/prose.h"
#include "text/grapheme.h"
#include "text/wrap.h"

#include <stdlib.h>
#include <string.h>

enum {
	ROOM_LEAST = 10, /* columns of a line behind what it begins with */
	NARROW_HANG = 4, /* below a prefix that takes more than half of a line */
};

/* ----------------------------------------------------------------------- one line */

/* Where the code that opens at a backtick ends; at itself if nothing closes it. */
static size_t code_end(struct slice line, size_t at)
{
	size_t n = 0;

	while (at + n < line.len && line.data[at + n] == '`')
		n++;
	for (size_t i = at + n; i < line.len;) {
		size_t run = 0;

		while (i + run < line.len && line.data[i + run] == '`')
			run++;
		if (run == n)
			return i + run;
		i += run > 0 ? run : 1;
	}
	return at;
}

/* Where the target of a link goes to from the "](" before it: to its parenthesis or, before a
 * title, to a space. At itself if there is none. */
static size_t target_end(struct slice line, size_t at)
{
	size_t depth = 1;
	size_t i = at + 2;

	if (i > line.len || line.data[at + 1] != '(')
		return at;
	const char *close = i < line.len && line.data[i] == '<'
				    ? memchr(line.data + i, '>', line.len - i)
				    : NULL;

	if (close)
		i = (size_t)(close - line.data);
	for (; i < line.len && line.data[i] != ' ' && depth > 0; i++) {
		if (line.data[i] == '\\')
			i++;
		else
			depth = depth + (line.data[i] == '(') - (line.data[i] == ')');
	}
	return i < line.len ? i : line.len;
}

/* Where what begins here and must not be broken ends; at itself if nothing does. */
static size_t whole_end(struct slice line, size_t at)
{
	bool has_next = at + 1 < line.len;

	if (line.data[at] == '`')
		return code_end(line, at);
	if (line.data[at] == ']' && has_next)
		return target_end(line, at);
	return line.data[at] == '!' && has_next && line.data[at + 1] == '[' ? at + 2 : at;
}

/* As wide as the line, and as long, but code is one word, and so is where a link leads, together
 * with the word before it. */
static void hide_whole(struct slice line, struct str *out)
{
	size_t end = 0;

	for (size_t at = 0; at < line.len; at++) {
		if (at >= end)
			end = whole_end(line, at);
		str_append_char(out, at < end && !(line.data[at] & 0x80) ? 'x' : line.data[at]);
	}
}

static void begin_line(struct slice before, struct str *out)
{
	str_append(out, before.data, before.len);
}

static void end_line(struct str *out)
{
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	str_append_char(out, '\n');
}

/* Each line of the result begins with before, the first one with prefix. */
static void write_pieces(
	struct slice prefix, struct slice before, struct slice line, unsigned room, struct str *out)
{
	struct str hidden = {0};
	struct wrap wrap = {.keeps_words = true};

	hide_whole(line, &hidden);
	wrap_layout(&wrap, str_text(&hidden), hidden.len, room);
	for (size_t i = 0; i < wrap.n_lines; i++) {
		begin_line(i == 0 ? prefix : before, out);
		str_append(out, line.data + wrap.lines[i].start,
			wrap.lines[i].end - wrap.lines[i].start);
		end_line(out);
	}
	wrap_release(&wrap);
	str_release(&hidden);
}

/* Lines get narrower where much is before them, but not without end. */
static void write_line(struct slice prefix, struct slice before, struct slice line, unsigned width,
	struct str *out)
{
	unsigned first = grapheme_width(prefix.data, prefix.len);
	unsigned others = grapheme_width(before.data, before.len);
	unsigned taken = first > others ? first : others;

	write_pieces(
		prefix, before, line, taken + ROOM_LEAST < width ? width - taken : ROOM_LEAST, out);
}

void text_wrap_line(struct slice line, size_t hang, unsigned width, struct str *out)
{
	struct str spaces = {0};

	str_append_repeat(&spaces, ' ', hang);
	write_pieces((struct slice){"", 0}, slice_of(&spaces), line, width - (unsigned)hang, out);
	str_release(&spaces);
}

/* ------------------------------------------------------------------------- answers */

enum mark { MARK_NONE, MARK_JOINED, MARK_VERBATIM };

/* By byte of the answer: newlines that are spaces to a reader, and what keeps its lines. */
static void mark_block(const struct prose *prose, const struct prose_block *block,
	struct slice answer, char *marks)
{
	if (block->kind == PROSE_CODE || block->kind == PROSE_TABLE) {
		size_t begin = block->source.begin;

		/* A bar before its first cell is no part of its source. */
		while (block->kind == PROSE_TABLE && begin > 0 && answer.data[begin - 1] != '\n')
			begin--;
		memset(marks + begin, MARK_VERBATIM, block->source.end - begin);
		return;
	}
	for (size_t i = 0; i < block->n_runs; i++) {
		const struct prose_run *run = &prose->runs[block->first_run + i];
		const char *newline =
			run->line_break == PROSE_SOFT_BREAK && run->source.begin < answer.len
				? memchr(answer.data + run->source.begin, '\n',
					  answer.len - run->source.begin)
				: NULL;

		if (newline)
			marks[newline - answer.data] = MARK_JOINED;
	}
}

static void mark_answer(struct slice answer, char *marks)
{
	struct prose prose = {0};

	prose_parse(&prose, answer.data, answer.len);
	for (size_t i = 0; i < prose.n_blocks; i++)
		mark_block(&prose, &prose.blocks[i], answer, marks);
	prose_release(&prose);
}

/* Bytes of "> ", "- ", "12. " and the like at the start of a line; spaces count. */
static size_t marker_len(struct slice line)
{
	size_t at = 0;
	size_t digits = 0;

	while (at < line.len && ascii_is_one_of(line.data[at], " >"))
		at++;
	while (at + digits < line.len && ascii_is_digit(line.data[at + digits]))
		digits++;
	size_t sign = at + digits;

	if (sign + 1 >= line.len || line.data[sign + 1] != ' ' ||
		!ascii_is_one_of(line.data[sign], digits > 0 ? ".)" : "-*+"))
		return at;
	for (at = sign + 1; at < line.len && line.data[at] == ' ';)
		at++;
	return at;
}

/* Takes the lines that are one to a reader; what they begin with is dropped from all but the
 * first. */
static void join_lines(struct slice answer, const char *marks, size_t *at, struct str *out)
{
	for (bool is_first = true;; is_first = false) {
		struct slice rest = slice_from(answer, *at);
		struct slice line = {"", 0};

		(void)slice_next_line(&rest, &line);
		size_t end = (size_t)(line.data - answer.data) + line.len;
		bool goes_on = end < answer.len && marks[end] == MARK_JOINED;

		while (!is_first && line.len > 0 && ascii_is_one_of(line.data[0], " \t>"))
			line = slice_from(line, 1);
		str_append_text(out, is_first ? "" : " ");
		line = goes_on ? slice_trim_end(line) : line;
		str_append(out, line.data, line.len);
		*at = answer.len - rest.len;
		if (!goes_on)
			return;
	}
}

/* As many columns as the marker, with the marks of quotes. */
static void append_below(struct slice marker, struct str *out)
{
	for (size_t i = 0; i < marker.len; i++)
		str_append_char(out, marker.data[i] == '>' ? '>' : ' ');
}

static void write_joined(struct slice prefix, struct slice below, const struct str *line,
	unsigned width, struct str *out)
{
	size_t len = marker_len(slice_of(line));
	struct slice marker = {str_text(line), len};
	struct str first = {0};
	struct str others = {0};

	str_append(&first, prefix.data, prefix.len);
	str_append(&first, marker.data, marker.len);
	str_append(&others, below.data, below.len);
	append_below(marker, &others);
	write_line(
		slice_of(&first), slice_of(&others), slice_from(slice_of(line), len), width, out);
	str_release(&first);
	str_release(&others);
}

static void write_verbatim(struct slice prefix, const struct str *line, struct str *out)
{
	begin_line(prefix, out);
	str_append(out, str_text(line), line->len);
	end_line(out);
}

/* Does the next line begin a paragraph right below the one that was written? */
static bool begins_paragraph(struct slice answer, const char *marks, size_t at)
{
	struct slice rest = slice_from(answer, at);
	struct slice line = {"", 0};

	(void)slice_next_line(&rest, &line);
	return slice_trim(line).len > 0 && marks[at] != MARK_VERBATIM && marker_len(line) == 0;
}

static void write_answer(struct slice prefix, struct slice answer, const struct str *spaces,
	unsigned width, struct str *out)
{
	char *marks = mem_zalloc(answer.len + 1, 1);
	struct str line = {0};
	bool is_first = true;
	bool is_paragraph = false;

	mark_answer(answer, marks);
	for (size_t at = 0; at < answer.len || is_first; is_first = false) {
		struct slice before = is_first ? prefix : slice_of(spaces);
		bool was_paragraph = is_paragraph;
		size_t start = at;

		is_paragraph = begins_paragraph(answer, marks, at);
		if (was_paragraph && is_paragraph)
			str_append_char(out, '\n');
		str_clear(&line);
		join_lines(answer, marks, &at, &line);
		if (marks[start] == MARK_VERBATIM)
			write_verbatim(before, &line, out);
		else
			write_joined(before, slice_of(spaces), &line, width, out);
	}
	free(marks);
	str_release(&line);
}

void text_wrap_answer(
	struct slice prefix, struct slice answer, size_t hang, unsigned width, struct str *out)
{
	struct str spaces = {0};

	if (hang > NARROW_HANG && hang * 2 > width) {
		begin_line(prefix, out);
		end_line(out);
		str_append_repeat(&spaces, ' ', NARROW_HANG);
		write_answer(slice_of(&spaces), answer, &spaces, width, out);
	} else {
		str_append_repeat(&spaces, ' ', hang);
		write_answer(prefix, answer, &spaces, width, out);
	}
	str_release(&spaces);
}
