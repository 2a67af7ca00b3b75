/*
 * Where an answer is not read as a Markdown file would be: lines that stay lines, and signs
 * that people type without meaning them as Markdown.
 */
#include "reader.h"

#include <string.h>

/* A paragraph of its own with bytes of the answer as they are. */
static void add_paragraph(struct reader *self, struct slice text)
{
	if (text.len == 0)
		return;
	(void)reader_open(self, PROSE_PARAGRAPH);
	reader_add_text(self, text);
	reader_end(self);
}

void as_typed_add_rule(struct reader *self)
{
	add_paragraph(self, prose_find_rule(self->source, self->at));
}

/* --------------------------------------------------------------- paragraphs */

static struct slice lines_of(const struct reader *self, const struct prose_block *block)
{
	struct slice first = prose_line_at(self->source, block->source.begin);
	size_t begin = (size_t)(first.data - self->source.data);

	return (struct slice){first.data, block->source.end - begin};
}

/* What is in a quote or a list is wrapped as Markdown is. */
static bool has_own_lines(const struct reader *self, const struct prose_block *block)
{
	return self->n_open == 0 && !prose_is_hard_wrapped(lines_of(self, block));
}

static void split_paragraph(struct reader *self, size_t index)
{
	struct prose *prose = self->prose;
	size_t first = prose->blocks[index].first_run;
	size_t end = first + prose->blocks[index].n_runs;

	if (!has_own_lines(self, &prose->blocks[index]))
		return;
	for (size_t i = first; i < end; i++)
		if (prose->runs[i].line_break == PROSE_SOFT_BREAK)
			reader_cut(self, i);
}

/* ----------------------------------------------------------------- headings */

/* Does a # begin the heading? In the other form the text comes first, then a line of - or =. */
static bool has_number_sign(const struct reader *self, size_t at)
{
	struct slice line = prose_line_at(self->source, at);
	size_t before = at - (size_t)(line.data - self->source.data);

	return memchr(line.data, '#', before) != NULL;
}

/* The - or = below, without the markers of what they are in. */
static struct slice underline_below(const struct reader *self)
{
	size_t next = prose_next_line(self->source, self->at);
	struct slice line = slice_trim(prose_line_at(self->source, next));

	while (line.len > 0 && !ascii_is_one_of(line.data[0], "-="))
		line = slice_from(line, 1);
	return line;
}

static void finish_heading(struct reader *self)
{
	size_t index = self->prose->n_blocks - 1;
	struct prose_block *block = &self->prose->blocks[index];

	if (block->n_runs == 0) { /* a lone # */
		self->prose->n_blocks--;
		size_t from = self->at;
		while (from < self->source.len && self->source.data[from] != '#')
			from++;
		add_paragraph(self, slice_trim((struct slice){self->source.data + from,
					    prose_next_line(self->source, from) - from}));
	} else if (!has_number_sign(self, block->source.begin)) {
		block->kind = PROSE_PARAGRAPH;
		block->level = 0;
		split_paragraph(self, index);
		add_paragraph(self, underline_below(self));
	}
}

static bool is_fence_at(struct slice text)
{
	return text.len >= 3 && ascii_is_one_of(text.data[0], "`~") &&
	       text.data[1] == text.data[0] && text.data[2] == text.data[0];
}

/* The next fence with something behind it, to the end of its line; empty if there is none. md4c's
 * own text of that is gone by now, where it had entities. */
static struct slice find_fence(const struct reader *self)
{
	for (size_t at = self->at; at < self->source.len; at++) {
		struct slice text = slice_from(self->source, at);
		size_t run = 0;

		if (!is_fence_at(text))
			continue;
		text.len = prose_next_line(self->source, at) - at;
		while (run < text.len && text.data[run] == text.data[0])
			run++;
		if (slice_trim(slice_from(text, run)).len > 0)
			return slice_trim_end(text);
		at += run - 1;
	}
	return (struct slice){self->source.data + self->source.len, 0};
}

/* A fence around nothing has been typed for what is behind it, or by accident. */
static void finish_code(struct reader *self)
{
	const struct prose_block *block = &self->prose->blocks[self->prose->n_blocks - 1];

	if (block->n_runs > 0)
		return;
	self->prose->n_blocks--;
	if (self->has_info)
		add_paragraph(self, find_fence(self));
}

void as_typed_finish(struct reader *self, enum prose_kind kind)
{
	if (kind == PROSE_HEADING)
		finish_heading(self);
	else if (kind == PROSE_CODE)
		finish_code(self);
	else if (kind == PROSE_PARAGRAPH)
		split_paragraph(self, self->prose->n_blocks - 1);
}
