/* An answer's blocks as Markdown: each in a form that needs nothing of what is around it. */
#include "markdown_text.h"

#include <stdio.h>
#include <string.h>

enum {
	DEEPEST_HEADING = 6,
	LARGEST_NUMBER = 999999999, /* CommonMark 5.2 */
	MARKER_SIZE = 32,
};

struct writer {
	const struct prose *prose;
	struct str *out;
	struct str indent;              /* what further lines begin with */
	bool is_begun;                  /* the line has its marker already */
	unsigned level;                 /* of the heading that the answer is below */
	unsigned open[DEEPEST_HEADING]; /* levels of the headings that the next one may be below */
	unsigned n_open;
};

/* --------------------------------------------------------------------- lines */

static void begin_line(struct writer *self)
{
	if (!self->is_begun)
		str_append(self->out, str_text(&self->indent), self->indent.len);
	self->is_begun = false;
}

static void end_line(struct writer *self)
{
	while (self->out->len > 0 && self->out->data[self->out->len - 1] == ' ')
		self->out->data[--self->out->len] = '\0';
	str_append_char(self->out, '\n');
}

static void write_blank(struct writer *self)
{
	begin_line(self);
	end_line(self);
}

static void write_lines(struct writer *self, struct slice text)
{
	struct slice line;

	while (slice_next_line(&text, &line)) {
		begin_line(self);
		str_append(self->out, line.data, line.len);
		end_line(self);
	}
}

/* -------------------------------------------------------------------- blocks */

static void write_blocks(struct writer *self, size_t from, size_t end, bool is_tight);

static void write_paragraph(struct writer *self, const struct prose_block *block)
{
	struct str text = {0};

	markdown_runs(self->prose, block, 0, &text);
	write_lines(self, slice_of(&text));
	str_release(&text);
}

/* 4.2: a # at its end would be dropped. */
static void write_heading(struct writer *self, const struct prose_block *block)
{
	while (self->n_open > 0 && self->open[self->n_open - 1] >= block->level)
		self->n_open--;
	self->open[self->n_open++] = block->level;
	unsigned level = self->level + self->n_open;

	begin_line(self);
	str_append_repeat(self->out, '#', level < DEEPEST_HEADING ? level : DEEPEST_HEADING);
	str_append_char(self->out, ' ');
	markdown_runs(self->prose, block, MARKDOWN_ONE_LINE, self->out);
	if (self->out->data[self->out->len - 1] == '#')
		str_splice(self->out, self->out->len - 1, 0, "\\", 1);
	end_line(self);
}

static void read_code(const struct prose *prose, const struct prose_block *block, struct str *out)
{
	for (size_t i = 0; i < block->n_runs; i++) {
		const struct prose_run *run = &prose->runs[block->first_run + i];

		str_append(out, str_text(&prose->text) + run->text, run->len);
		if (run->line_break)
			str_append_char(out, '\n');
	}
}

static bool is_plain_name(struct slice name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!ascii_is_letter(name.data[i]) && !ascii_is_digit(name.data[i]) &&
			!ascii_is_one_of(name.data[i], "+-_.#"))
			return false;
	return true;
}

static void write_code(struct writer *self, const struct prose_block *block)
{
	struct slice language = {
		str_text(&self->prose->text) + block->language, block->language_len};
	struct str code = {0};
	struct slice rest;
	struct slice line;

	read_code(self->prose, block, &code);
	size_t fence = markdown_fence(slice_of(&code));

	begin_line(self);
	str_append_repeat(self->out, '`', fence);
	if (is_plain_name(language))
		str_append(self->out, language.data, language.len);
	end_line(self);
	for (rest = slice_of(&code); slice_next_line(&rest, &line);) {
		begin_line(self);
		markdown_verbatim(line, self->out);
		if (line.len == 0)
			end_line(self);
		else
			str_append_char(self->out, '\n');
	}
	begin_line(self);
	str_append_repeat(self->out, '`', fence);
	end_line(self);
	str_release(&code);
}

/* Blocks whose lines begin with a marker: the first with that, the others with as much. */
static void write_marked(struct writer *self, const struct prose_block *block, const char *first,
	const char *others, bool is_tight)
{
	size_t index = (size_t)(block - self->prose->blocks);
	size_t indent = self->indent.len;

	begin_line(self);
	str_append_text(self->out, first);
	str_append_text(&self->indent, others);
	self->is_begun = true;
	write_blocks(self, index + 1, block->end, is_tight);
	if (self->is_begun)
		end_line(self);
	self->is_begun = false;
	str_splice(&self->indent, indent, self->indent.len - indent, "", 0);
}

static void write_item(
	struct writer *self, const struct prose_block *item, const char *marker, bool is_tight)
{
	static const char *const boxes[] = {
		[PROSE_NO_BOX] = "",
		[PROSE_BOX_OPEN] = "[ ] ",
		[PROSE_BOX_DONE] = "[x] ",
	};
	struct str first = {0};
	struct str others = {0};

	str_appendf(&first, "%s%s", marker, boxes[item->box]);
	str_append_repeat(&others, ' ', strlen(marker));
	write_marked(self, item, str_text(&first), str_text(&others), is_tight);
	str_release(&first);
	str_release(&others);
}

static void make_marker(const struct prose_block *list, size_t nth, bool is_other, char *marker)
{
	size_t number = list->start + nth;

	if (!list->is_ordered)
		(void)snprintf(marker, MARKER_SIZE, is_other ? "* " : "- ");
	else
		(void)snprintf(marker, MARKER_SIZE, is_other ? "%zu) " : "%zu. ",
			number < LARGEST_NUMBER ? number : LARGEST_NUMBER);
}

/* is_other: with the marker that keeps it apart from the list before it or around it. */
static void write_list(struct writer *self, const struct prose_block *list, bool is_other)
{
	char marker[MARKER_SIZE];
	size_t nth = 0;
	size_t first = (size_t)(list - self->prose->blocks) + 1;

	for (size_t i = first; i < list->end; i = self->prose->blocks[i].end) {
		if (i > first && !list->is_tight)
			write_blank(self);
		make_marker(list, nth++, is_other, marker);
		write_item(self, &self->prose->blocks[i], marker, list->is_tight);
	}
}

/* -------------------------------------------------------------------- tables */

static void write_row(struct writer *self, const struct prose_block *row)
{
	size_t index = (size_t)(row - self->prose->blocks);

	begin_line(self);
	str_append_char(self->out, '|');
	for (size_t i = index + 1; i < row->end; i = self->prose->blocks[i].end) {
		str_append_char(self->out, ' ');
		markdown_runs(self->prose, &self->prose->blocks[i], MARKDOWN_CELL, self->out);
		str_append_text(self->out, " |");
	}
	str_append_char(self->out, '\n');
}

static void write_aligns(struct writer *self, const struct prose_block *row)
{
	static const char *const aligns[] = {
		[PROSE_ALIGN_NONE] = " --- |",
		[PROSE_ALIGN_LEFT] = " :-- |",
		[PROSE_ALIGN_CENTER] = " :-: |",
		[PROSE_ALIGN_RIGHT] = " --: |",
	};
	size_t index = (size_t)(row - self->prose->blocks);

	begin_line(self);
	str_append_char(self->out, '|');
	for (size_t i = index + 1; i < row->end; i = self->prose->blocks[i].end)
		str_append_text(self->out, aligns[self->prose->blocks[i].align]);
	str_append_char(self->out, '\n');
}

static void write_table(struct writer *self, const struct prose_block *table)
{
	size_t first = (size_t)(table - self->prose->blocks) + 1;

	for (size_t i = first; i < table->end; i = self->prose->blocks[i].end) {
		write_row(self, &self->prose->blocks[i]);
		if (i == first)
			write_aligns(self, &self->prose->blocks[i]);
	}
}

/* --------------------------------------------------------------------- order */

/* A list that begins in the middle of a paragraph: 5.2, exceptions to rule 1. */
static bool may_follow_at_once(const struct prose *prose, const struct prose_block *block)
{
	size_t item = (size_t)(block - prose->blocks) + 1;

	if (block->kind == PROSE_CODE)
		return true;
	return block->kind == PROSE_LIST && (!block->is_ordered || block->start == 1) &&
	       item + 1 < prose->blocks[item].end &&
	       prose->blocks[item + 1].kind == PROSE_PARAGRAPH &&
	       prose->blocks[item + 1].n_runs > 0;
}

static void write_block(struct writer *self, const struct prose_block *block, bool is_other)
{
	switch (block->kind) {
	case PROSE_PARAGRAPH:
		write_paragraph(self, block);
		break;
	case PROSE_HEADING:
		write_heading(self, block);
		break;
	case PROSE_CODE:
		write_code(self, block);
		break;
	case PROSE_QUOTE:
		write_marked(self, block, "> ", "> ", false);
		break;
	case PROSE_LIST:
		write_list(self, block, is_other);
		break;
	case PROSE_TABLE:
		write_table(self, block);
		break;
	case PROSE_ITEM: /* these are written by the block around them */
	case PROSE_TABLE_ROW:
	case PROSE_CELL:
		break;
	}
}

/* Is it a list right behind another one of its kind, or the first thing in an item of one? */
static bool would_merge(const struct writer *self, size_t index, size_t from, size_t before)
{
	const struct prose_block *block = &self->prose->blocks[index];
	const struct prose_block *other = NULL;

	if (block->kind != PROSE_LIST)
		return false;
	if (index > from)
		other = &self->prose->blocks[before];
	else if (from > 1 && self->prose->blocks[from - 1].kind == PROSE_ITEM)
		return self->prose->blocks[from - 2].kind == PROSE_LIST;
	return other && other->kind == PROSE_LIST && other->is_ordered == block->is_ordered;
}

static void write_blocks(struct writer *self, size_t from, size_t end, bool is_tight)
{
	bool is_other = false;

	for (size_t i = from, before = from; i < end; before = i, i = self->prose->blocks[i].end) {
		const struct prose_block *block = &self->prose->blocks[i];

		if (i > from && !(is_tight && may_follow_at_once(self->prose, block)))
			write_blank(self);
		is_other = would_merge(self, i, from, before) && !is_other;
		write_block(self, block, is_other);
	}
}

void markdown_prose(struct slice text, unsigned level, const char *first, struct str *out)
{
	struct prose prose;

	prose_parse(&prose, text.data, text.len);
	struct writer writer = {.prose = &prose, .out = out, .level = level};

	if (prose.n_blocks > 0) {
		str_append_text(out, first);
		str_append_repeat(&writer.indent, ' ', strlen(first));
		writer.is_begun = true;
		write_blocks(&writer, 0, prose.n_blocks, false);
	}
	str_release(&writer.indent);
	prose_release(&prose);
}
