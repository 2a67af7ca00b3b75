/* An answer's blocks one after the other on one line, as a cell of a table has them. */
#include "markdown_text.h"

#include <string.h>

struct writer {
	const struct prose *prose;
	struct str *out;
	size_t from;   /* where the answer begins in out */
	bool is_begun; /* what is next follows a mark on its line */
};

static void write_blocks(struct writer *self, size_t from, size_t end, const char *between);

static void write_between(struct writer *self, const char *between)
{
	if (!self->is_begun && self->out->len > self->from)
		str_append_text(self->out, between);
	self->is_begun = false;
}

static void write_code_lines(struct writer *self, const struct prose_block *block)
{
	struct str code = {0};
	struct slice rest;
	struct slice line;
	bool is_first = true;

	for (size_t i = 0; i < block->n_runs; i++) {
		const struct prose_run *run = &self->prose->runs[block->first_run + i];

		str_append(&code, str_text(&self->prose->text) + run->text, run->len);
		if (run->line_break)
			str_append_char(&code, '\n');
	}
	for (rest = slice_of(&code); slice_next_line(&rest, &line); is_first = false) {
		if (!is_first)
			str_append_text(self->out, "<br>");
		if (slice_trim(line).len > 0)
			markdown_code(line, MARKDOWN_CELL, self->out);
	}
	str_release(&code);
}

static void write_item(struct writer *self, const struct prose_block *list,
	const struct prose_block *item, size_t nth)
{
	static const char *const boxes[] = {
		[PROSE_NO_BOX] = "\xE2\x80\xA2 ",
		[PROSE_BOX_OPEN] = "\xE2\x98\x90 ",
		[PROSE_BOX_DONE] = "\xE2\x98\x91 ",
	};

	write_between(self, "<br>");
	if (list->is_ordered)
		str_appendf(self->out, "%zu. ", list->start + nth);
	else
		str_append_text(self->out, boxes[item->box]);
	self->is_begun = true;
	write_blocks(self, (size_t)(item - self->prose->blocks) + 1, item->end, "<br>");
	self->is_begun = false;
}

static void write_row(struct writer *self, const struct prose_block *row)
{
	size_t first = (size_t)(row - self->prose->blocks) + 1;

	write_between(self, "<br>");
	for (size_t i = first; i < row->end; i = self->prose->blocks[i].end) {
		if (i > first)
			str_append_text(self->out, " \\| ");
		markdown_runs(self->prose, &self->prose->blocks[i], MARKDOWN_CELL, self->out);
	}
}

static void write_parts(struct writer *self, const struct prose_block *block)
{
	const struct prose_block *blocks = self->prose->blocks;
	size_t nth = 0;

	for (size_t i = (size_t)(block - blocks) + 1; i < block->end; i = blocks[i].end)
		if (block->kind == PROSE_LIST)
			write_item(self, block, &blocks[i], nth++);
		else
			write_row(self, &blocks[i]);
}

static void write_block(struct writer *self, const struct prose_block *block)
{
	switch (block->kind) {
	case PROSE_CODE:
		write_code_lines(self, block);
		break;
	case PROSE_QUOTE:
		str_append_text(self->out, "> ");
		self->is_begun = true;
		write_blocks(self, (size_t)(block - self->prose->blocks) + 1, block->end, "<br>");
		self->is_begun = false;
		break;
	case PROSE_LIST:
	case PROSE_TABLE:
		self->is_begun = true;
		write_parts(self, block);
		break;
	default:
		markdown_runs(self->prose, block, MARKDOWN_CELL, self->out);
	}
}

static void write_blocks(struct writer *self, size_t from, size_t end, const char *between)
{
	for (size_t i = from; i < end; i = self->prose->blocks[i].end) {
		const struct prose_block *block = &self->prose->blocks[i];
		bool is_list = block->kind == PROSE_LIST || block->kind == PROSE_TABLE;

		write_between(self, is_list ? "<br>" : between);
		write_block(self, block);
	}
}

void markdown_prose_flat(struct slice text, struct str *out)
{
	struct prose prose;

	prose_parse(&prose, text.data, text.len);
	struct writer writer = {.prose = &prose, .out = out, .from = out->len};

	write_blocks(&writer, 0, prose.n_blocks, "<br><br>");
	prose_release(&prose);
}
