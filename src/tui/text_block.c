/* Blocks of text that cannot be edited: headings, and what the program says on a page. */
#include "internal.h"

#include <string.h>

static void text_draw(struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	const struct wrap_line *line = &block->wrap->lines[nth];

	(void)screen;
	pen->style = block->style;
	pen_move(pen, pen->origin + block->column);
	pen_write(pen, block->text + line->start, line->end - line->start);
}

static const struct block_type text_type = {text_draw};

void text_add_block(
	struct screen *screen, const char *text, enum style style, unsigned column, unsigned gap)
{
	size_t len = strlen(text);
	unsigned columns = screen->layout.page.columns - column - 1;
	const struct wrap *wrap;
	struct block *block;

	if (len == 0)
		return;
	if (columns > screen->layout.prose_columns)
		columns = screen->layout.prose_columns;
	wrap = label_cache_find(&screen->drawn.cache, text, len, columns);
	block = blocks_add(&screen->blocks, &text_type, wrap->n_lines, gap);
	block->wrap = wrap;
	block->text = text;
	block->len = len;
	block->style = style;
	block->column = column;
}

void text_add_made_block(struct screen *screen, const struct str *text, enum style style,
	unsigned column, unsigned gap)
{
	struct block *block;

	if (text->len == 0)
		return;
	text_add_block(screen, str_text(text), style, column, gap);
	block = &screen->blocks.items[screen->blocks.n - 1];
	str_set(&block->shown, str_text(text), text->len);
	block->text = str_text(&block->shown);
}
