/* An answer read by md4c into blocks and runs; see prose.h. */
#include "reader.h"

#include "base/ensure.h"
#include "base/mem.h"

#include <limits.h>
#include <md4c.h>
#include <stdlib.h>
#include <string.h>

enum {
	FLAGS = MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEURLAUTOLINKS |
		MD_FLAG_NOHTML,
	TOO_MANY = 1, /* what a callback returns to end the reading */
};

struct block_kind {
	bool is_kept;
	enum prose_kind kind;
};

/* The document, a table's head and its body are no blocks of ours; a rule is text. */
static const struct block_kind block_kinds[] = {
	[MD_BLOCK_QUOTE] = {true, PROSE_QUOTE},
	[MD_BLOCK_UL] = {true, PROSE_LIST},
	[MD_BLOCK_OL] = {true, PROSE_LIST},
	[MD_BLOCK_LI] = {true, PROSE_ITEM},
	[MD_BLOCK_H] = {true, PROSE_HEADING},
	[MD_BLOCK_CODE] = {true, PROSE_CODE},
	[MD_BLOCK_P] = {true, PROSE_PARAGRAPH},
	[MD_BLOCK_TABLE] = {true, PROSE_TABLE},
	[MD_BLOCK_TR] = {true, PROSE_TABLE_ROW},
	[MD_BLOCK_TH] = {true, PROSE_CELL},
	[MD_BLOCK_TD] = {true, PROSE_CELL},
};

static const unsigned span_styles[] = {
	[MD_SPAN_EM] = PROSE_EMPHASIS,
	[MD_SPAN_STRONG] = PROSE_STRONG,
	[MD_SPAN_CODE] = PROSE_MONOSPACE,
	[MD_SPAN_DEL] = PROSE_DELETED,
	[MD_SPAN_IMG] = PROSE_IMAGE,
	[MD_SPAN_A] = 0,
};

static void read_code(
	struct reader *self, struct prose_block *block, const MD_BLOCK_CODE_DETAIL *code)
{
	self->has_info = code->info.size > 0;
	block->language = self->prose->text.len;
	block->language_len = code->lang.size;
	if (code->lang.size > 0)
		str_append(&self->prose->text, code->lang.text, code->lang.size);
}

/* What md4c says of a block beside its kind. */
static void read_detail(
	struct reader *self, struct prose_block *block, MD_BLOCKTYPE type, void *detail)
{
	static const enum prose_align aligns[] = {
		[MD_ALIGN_DEFAULT] = PROSE_ALIGN_NONE,
		[MD_ALIGN_LEFT] = PROSE_ALIGN_LEFT,
		[MD_ALIGN_CENTER] = PROSE_ALIGN_CENTER,
		[MD_ALIGN_RIGHT] = PROSE_ALIGN_RIGHT,
	};
	const MD_BLOCK_LI_DETAIL *item = detail;

	block->is_head = self->is_in_head;
	if (type == MD_BLOCK_UL) {
		block->is_tight = ((MD_BLOCK_UL_DETAIL *)detail)->is_tight;
	} else if (type == MD_BLOCK_OL) {
		block->is_tight = ((MD_BLOCK_OL_DETAIL *)detail)->is_tight;
		block->start = ((MD_BLOCK_OL_DETAIL *)detail)->start;
		block->is_ordered = true;
	} else if (type == MD_BLOCK_LI && item->is_task) {
		block->box = item->task_mark == ' ' ? PROSE_BOX_OPEN : PROSE_BOX_DONE;
	} else if (type == MD_BLOCK_H) {
		block->level = ((MD_BLOCK_H_DETAIL *)detail)->level;
	} else if (type == MD_BLOCK_CODE) {
		read_code(self, block, detail);
	} else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
		block->align = aligns[((MD_BLOCK_TD_DETAIL *)detail)->align];
	}
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct reader *self = data;

	reader_end_implied(self);
	if (type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
		self->is_in_head = type == MD_BLOCK_THEAD;
	if (type == MD_BLOCK_HR)
		as_typed_add_rule(self);
	if (!block_kinds[type].is_kept)
		return 0;
	struct prose_block *block = reader_open(self, block_kinds[type].kind);

	if (block)
		read_detail(self, block, type, detail);
	return self->prose->n_blocks > self->most_blocks ? TOO_MANY : 0;
}

static void close_block(struct reader *self, enum prose_kind kind)
{
	reader_close(self, kind);
	as_typed_finish(self, kind);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct reader *self = data;

	(void)detail;
	reader_end_implied(self);
	if (type == MD_BLOCK_THEAD)
		self->is_in_head = false;
	if (block_kinds[type].is_kept)
		close_block(self, block_kinds[type].kind);
	return 0;
}

/* An address with its entities resolved, at the end of the prose's text. */
static void append_attribute(struct str *out, const MD_ATTRIBUTE *attribute)
{
	for (size_t i = 0; attribute->size > 0 && attribute->substr_offsets[i] < attribute->size;
		i++) {
		MD_OFFSET from = attribute->substr_offsets[i];
		struct slice part = {
			attribute->text + from, attribute->substr_offsets[i + 1] - from};

		if (attribute->substr_types[i] == MD_TEXT_ENTITY)
			entity_append(out, part);
		else
			str_append(out, part.data, part.len);
	}
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct reader *self = data;
	size_t from = self->prose->text.len;

	reader_style(self, span_styles[type], 1);
	if (type != MD_SPAN_A && type != MD_SPAN_IMG)
		return 0;
	append_attribute(&self->prose->text, type == MD_SPAN_A
						     ? &((MD_SPAN_A_DETAIL *)detail)->href
						     : &((MD_SPAN_IMG_DETAIL *)detail)->src);
	reader_enter_link(self, from, type == MD_SPAN_IMG);
	return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct reader *self = data;

	(void)detail;
	if (type == MD_SPAN_A || type == MD_SPAN_IMG)
		reader_leave_link(self);
	reader_style(self, span_styles[type], -1);
	return 0;
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE len, void *data)
{
	struct reader *self = data;
	struct slice piece = {text, len};

	if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
		reader_add_break(self, type == MD_TEXT_BR ? PROSE_HARD_BREAK : PROSE_SOFT_BREAK);
	else if (type == MD_TEXT_ENTITY)
		reader_add_entity(self, piece);
	else
		reader_add_text(self, piece);
	return 0;
}

static int read_with(
	struct prose *prose, struct slice text, const struct prose_spaced *spaced, unsigned flags)
{
	static const MD_PARSER callbacks = {
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = add_text,
	};
	MD_PARSER parser = callbacks;
	struct reader reader;
	struct slice read = spaced ? slice_of(&spaced->text) : text;

	*prose = (struct prose){0};
	parser.flags = flags;
	reader_init(&reader, prose, text);
	reader.spaced = spaced;
	return md_parse(read.data, (MD_SIZE)read.len, &parser, &reader);
}

/* An empty line in a list would set its items apart. */
static void keep_tightness(struct prose *self, const struct prose *before)
{
	size_t from = 0;

	for (size_t i = 0; i < self->n_blocks; i++) {
		if (self->blocks[i].kind != PROSE_LIST)
			continue;
		while (from < before->n_blocks && before->blocks[from].kind != PROSE_LIST)
			from++;
		if (from < before->n_blocks)
			self->blocks[i].is_tight = before->blocks[from++].is_tight;
	}
}

static int read_twice(struct prose *self, struct slice source)
{
	struct prose_spaced spaced;
	int result = read_with(self, source, NULL, FLAGS | MD_FLAG_TABLES);

	if (result == 0 && prose_space(&spaced, self, source)) {
		struct prose before = *self;

		ENSURE(spaced.text.len < UINT_MAX);
		result = read_with(self, source, &spaced, FLAGS | MD_FLAG_TABLES);
		if (spaced.has_lines)
			keep_tightness(self, &before);
		prose_release(&before);
		prose_spaced_release(&spaced);
	}
	return result;
}

void prose_parse(struct prose *self, const char *text, size_t len)
{
	struct slice source = {text ? text : "", len};

	ENSURE(len < UINT_MAX);
	int result = read_twice(self, source);

	/* A row of one byte has as many cells as its table, so a table can be far larger than
	 * its text; one that is is shown as its text. */
	if (result == TOO_MANY) {
		prose_release(self);
		result = read_with(self, source, NULL, FLAGS);
	}
	if (result != 0)
		mem_exhausted();
	prose_keep_definitions(self, source);
}

void prose_release(struct prose *self)
{
	free(self->blocks);
	free(self->runs);
	free(self->links);
	str_release(&self->text);
	*self = (struct prose){0};
}
