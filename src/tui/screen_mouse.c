/* The mouse on a page: a click goes there, the wheel moves the view. */
#include "internal.h"

#include <string.h>

/* A text that is over the lines below it comes first. */
static const struct block *block_at(const struct screen *self, size_t line)
{
	const struct block *found = NULL;

	for (size_t i = 0; i < self->blocks.n; i++) {
		const struct block *block = &self->blocks.items[i];

		if (line >= block->top && line < block->top + block->height + block->n_over)
			found = block;
		if (found && found->n_over > 0)
			break;
	}
	return found;
}

static void click_row(struct screen *self, const struct block *block, size_t line)
{
	struct editor *editor = self->editor;
	unsigned field = block->place.field;
	size_t nth = table_row_at(block, line);
	struct place place = {.field = field, .column = FORM_NONE};
	size_t index;

	if (nth >= editor_rows_shown(editor, field)) {
		editor_go(editor, &block->place);
		editor_do(editor, ACTION_LINE_END);
		if (editor_on_entry(editor))
			editor_do(editor, ACTION_ROW_ADD);
		return;
	}
	index = editor_row_at(editor, field, nth);
	memcpy(place.row, editor_document(editor)->tables[field].items[index].id,
		sizeof(place.row));
	editor_go(editor, &place);
}

static void click_value(struct screen *self, const struct block *block, size_t nth, unsigned column)
{
	size_t line = nth < block->wrap->n_lines ? nth : block->wrap->n_lines - 1;
	size_t offset = wrap_offset_at(block->wrap, block->text, line,
		column > block->column ? column - block->column : 0);

	editor_go(self->editor, &block->place);
	editor_set_cursor(self->editor, offset, false);
}

static void click_page(struct screen *self, unsigned line, unsigned column)
{
	const struct area *area = &self->layout.page;
	size_t at = self->scroll.top + line - area->line;
	const struct block *block;

	/* Keys in the same turn may have changed texts, rows or the page since the last draw. */
	blocks_build(self);
	block = block_at(self, at);
	if (!block || block->place.field == FORM_NONE || !kind_info(block->field->kind)->is_stored)
		return;
	if (kind_info(block->field->kind)->is_table && table_has_rows(block))
		click_row(self, block, at - block->top);
	else if (block->takes_cursor)
		click_value(self, block, at - block->top, column - area->column);
	else
		editor_go(self->editor, &block->place);
}

static void click_tab(struct screen *self, unsigned page)
{
	if (page != FORM_NONE)
		editor_go_page(self->editor, page);
}

static bool is_inside(const struct area *area, unsigned line, unsigned column)
{
	return line >= area->line && line < area->line + area->lines && column >= area->column &&
	       column < area->column + area->columns;
}

void screen_click(struct screen *self, unsigned line, unsigned column)
{
	const struct layout *layout = &self->layout;

	self->scroll.is_detached = false;
	if (layout->is_too_small)
		return;
	if (layout->has_tabs && is_inside(&layout->tabs, line, column))
		click_tab(self, tabs_page_at(self, column));
	else if (layout->has_side && is_inside(&layout->side, line, column))
		click_tab(self, side_page_at(self, line - layout->side.line));
	else if (is_inside(&layout->page, line, column))
		click_page(self, line, column);
}

void screen_wheel(struct screen *self, int lines)
{
	size_t *top = &self->scroll.top;
	size_t count = (size_t)(lines < 0 ? -lines : lines);

	self->scroll.is_detached = true;
	if (lines < 0)
		*top = *top > count ? *top - count : 0;
	else
		*top += count;
}
