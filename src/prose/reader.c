/* Blocks and runs as they come; see reader.h. */
#include "reader.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

enum {
	BLOCKS_PER_BYTE = 4,
	BLOCKS_LEAST = 64,
	/* Leaves room for an item, a table, a row and a cell. */
	CONTAINERS_DEEPEST = PROSE_DEEPEST - 5,
};

void reader_init(struct reader *self, struct prose *prose, struct slice source)
{
	*self = (struct reader){
		.prose = prose,
		.source = source,
		.most_blocks = BLOCKS_LEAST + source.len * BLOCKS_PER_BYTE,
	};
}

static struct prose_block *innermost(const struct reader *self)
{
	assert(self->n_open > 0);
	return &self->prose->blocks[self->open[self->n_open - 1]];
}

/* ------------------------------------------------------------------- blocks */

static bool is_nesting(enum prose_kind kind)
{
	return kind == PROSE_QUOTE || kind == PROSE_LIST || kind == PROSE_ITEM;
}

static bool is_too_deep(const struct reader *self, enum prose_kind kind)
{
	return is_nesting(kind) &&
	       (self->n_skipped > 0 || (kind != PROSE_ITEM && self->n_open >= CONTAINERS_DEEPEST));
}

struct prose_block *reader_open(struct reader *self, enum prose_kind kind)
{
	struct prose *prose = self->prose;

	if (is_too_deep(self, kind)) {
		self->n_skipped++;
		return NULL;
	}
	self->open[self->n_open++] = prose->n_blocks;
	prose->blocks = mem_grow(
		prose->blocks, &prose->cap_blocks, prose->n_blocks + 1, sizeof *prose->blocks);
	prose->blocks[prose->n_blocks] = (struct prose_block){
		.kind = kind,
		.source = {self->at, self->at},
		.first_run = prose->n_runs,
	};
	return &prose->blocks[prose->n_blocks++];
}

/* From the first byte of what is in a block to the last. */
static struct prose_source source_of(const struct prose *prose, const struct prose_block *block)
{
	size_t index = (size_t)(block - prose->blocks);

	if (block->n_runs > 0)
		return (struct prose_source){prose->runs[block->first_run].source.begin,
			prose->runs[block->first_run + block->n_runs - 1].source.end};
	if (index + 1 < prose->n_blocks)
		return (struct prose_source){prose->blocks[index + 1].source.begin,
			prose->blocks[prose->n_blocks - 1].source.end};
	return block->source;
}

void reader_end(struct reader *self)
{
	struct prose *prose = self->prose;
	struct prose_block *block = innermost(self);

	block->end = prose->n_blocks;
	if (!prose_is_container(block->kind))
		block->n_runs = prose->n_runs - block->first_run;
	block->source = source_of(prose, block);
	self->n_open--;
}

void reader_end_implied(struct reader *self)
{
	if (self->is_implied)
		reader_end(self);
	self->is_implied = false;
}

void reader_cut(struct reader *self, size_t line_break)
{
	struct prose *prose = self->prose;
	struct prose_block *before = &prose->blocks[prose->n_blocks - 1];
	size_t end = before->first_run + before->n_runs;

	before->n_runs = line_break - before->first_run;
	before->source = source_of(prose, before);
	(void)reader_open(self, before->kind);
	self->n_open--;
	struct prose_block *after = &prose->blocks[prose->n_blocks - 1];

	after->first_run = line_break + 1;
	after->n_runs = end - after->first_run;
	after->source = source_of(prose, after);
	after->end = prose->n_blocks;
}

void reader_close(struct reader *self, enum prose_kind kind)
{
	if (is_nesting(kind) && self->n_skipped > 0) {
		self->n_skipped--;
		return;
	}
	reader_end(self);
}

/* --------------------------------------------------------------------- runs */

void reader_style(struct reader *self, unsigned styles, int change)
{
	for (unsigned i = 0; i < PROSE_STYLES; i++)
		if (styles >> i & 1)
			self->depths[i] += (unsigned)change;
}

static unsigned current_styles(const struct reader *self)
{
	unsigned styles = 0;

	for (unsigned i = 0; i < PROSE_STYLES; i++)
		if (self->depths[i] > 0)
			styles |= 1u << i;
	return styles;
}

static size_t current_link(const struct reader *self)
{
	return self->n_links > 0 ? self->links[self->n_links - 1].link : 0;
}

/* The bytes are from the answer or from what md4c reads in place of it. */
static bool find_source(const struct reader *self, struct slice piece, size_t *at)
{
	struct slice texts[] = {self->source,
		self->spaced ? slice_of(&self->spaced->text) : (struct slice){NULL, 0}};

	for (size_t i = 0; i < 2; i++) {
		uintptr_t begin = (uintptr_t)texts[i].data;
		uintptr_t from = (uintptr_t)piece.data;

		if (!texts[i].data || from < begin || from + piece.len > begin + texts[i].len)
			continue;
		*at = i == 0 ? from - begin : prose_spaced_source(self->spaced, from - begin);
		return true;
	}
	return false;
}

/*
 * Where a piece that md4c hands over is in the answer. The newlines of code are its own
 * constants; what else is not in the answer is at no byte of it.
 */
static struct prose_source locate(struct reader *self, struct slice piece)
{
	size_t at;

	if (find_source(self, piece, &at)) {
		self->at = at + piece.len;
		return (struct prose_source){at, self->at};
	}
	size_t from = self->at;

	self->at += piece.len == 1 && from < self->source.len &&
		    piece.data[0] == self->source.data[from];
	return (struct prose_source){from, self->at};
}

static bool is_verbatim(size_t len, struct prose_source source)
{
	return source.end - source.begin == len;
}

/* May text be added to the last run, being of the same kind and the next bytes? */
static bool may_extend(const struct reader *self, size_t len, struct prose_source source)
{
	const struct prose *prose = self->prose;
	const struct prose_block *block = innermost(self);
	const struct prose_run *last = prose->n_runs > 0 ? &prose->runs[prose->n_runs - 1] : NULL;

	return last && prose->n_runs > block->first_run && !last->line_break &&
	       last->styles == current_styles(self) && last->link == current_link(self) &&
	       last->source.end == source.begin && is_verbatim(len, source) &&
	       is_verbatim(last->len, last->source) && last->text + last->len == prose->text.len;
}

static void add_run(struct reader *self, struct prose_run run)
{
	struct prose *prose = self->prose;

	run.styles = current_styles(self);
	run.link = current_link(self);
	prose->runs =
		mem_grow(prose->runs, &prose->cap_runs, prose->n_runs + 1, sizeof *prose->runs);
	prose->runs[prose->n_runs++] = run;
}

/* Text needs a block of runs; in the items of a tight list md4c gives none. */
static void need_leaf(struct reader *self)
{
	if (self->n_open > 0 && !prose_is_container(innermost(self)->kind))
		return;
	(void)reader_open(self, PROSE_PARAGRAPH);
	self->is_implied = true;
}

static void add_shown(struct reader *self, struct slice shown, struct prose_source source)
{
	struct prose *prose = self->prose;

	if (may_extend(self, shown.len, source)) {
		prose->runs[prose->n_runs - 1].len += shown.len;
		prose->runs[prose->n_runs - 1].source.end = source.end;
	} else {
		add_run(self, (struct prose_run){
				      .source = source,
				      .text = prose->text.len,
				      .len = shown.len,
			      });
	}
	str_append(&prose->text, shown.data, shown.len);
}

/* Where a bar must be written \| to be in the code of a cell; GFM 4.10, example 200. */
static size_t escaped_bar(const struct reader *self, struct slice text)
{
	const struct prose_block *block = innermost(self);

	if (block->kind != PROSE_CELL || !(current_styles(self) & PROSE_MONOSPACE))
		return text.len;
	for (size_t i = 0; i + 1 < text.len; i++)
		if (text.data[i] == '\\' && text.data[i + 1] == '|')
			return i;
	return text.len;
}

static void add_piece(struct reader *self, struct slice text)
{
	for (size_t bar = escaped_bar(self, text); bar < text.len; bar = escaped_bar(self, text)) {
		struct slice before = {text.data, bar};

		if (bar > 0)
			add_shown(self, before, locate(self, before));
		text = slice_from(text, bar + 1);
		/* The bar itself is not looked at again. */
		struct slice sign = {text.data, 1};

		add_shown(self, sign, locate(self, sign));
		text = slice_from(text, 1);
	}
	if (text.len > 0)
		add_shown(self, text, locate(self, text));
}

/* What was added to the answer is only text where it did not do what it was for. */
static struct slice add_up_to_added(struct reader *self, struct slice text)
{
	uintptr_t begin = (uintptr_t)str_text(&self->spaced->text);
	uintptr_t at = (uintptr_t)text.data;
	size_t added;
	size_t end;

	if (at < begin || at + text.len > begin + self->spaced->text.len ||
		!prose_spaced_added(self->spaced, at - begin, at - begin + text.len, &added, &end))
		return text;
	add_piece(self, (struct slice){text.data, added - (at - begin)});
	return slice_from(text, end - (at - begin));
}

void reader_add_text(struct reader *self, struct slice text)
{
	size_t len;

	if (text.len == 0)
		return;
	need_leaf(self);
	do {
		len = text.len;
		text = self->spaced ? add_up_to_added(self, text) : text;
	} while (text.len < len);
	add_piece(self, text);
}

void reader_add_entity(struct reader *self, struct slice entity)
{
	struct str shown = {0};

	need_leaf(self);
	entity_append(&shown, entity);
	add_shown(self, slice_of(&shown), locate(self, entity));
	str_release(&shown);
}

void reader_add_break(struct reader *self, enum prose_break line_break)
{
	need_leaf(self);
	add_run(self, (struct prose_run){
			      .source = {self->at, self->at},
			      .text = self->prose->text.len,
			      .line_break = line_break,
		      });
}
