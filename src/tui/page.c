/*
 * The page at the right: draws the visible blocks, and keeps the cursor in view. The view
 * moves only if it must, and then by a third of its height, so that moving on costs a
 * repaint every few keys and not with each.
 */
#include "internal.h"

#include <string.h>

/* Where the cursor is on the page, and the first line of its item. */
struct target {
	bool is_there;
	size_t line;
	size_t lead;
	size_t tail; /* its last line that is shown */
	unsigned column;
	bool is_last; /* nothing below it can be focused */
	bool is_row;  /* of a table */
};

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* A row has all of its lines in sight, and in a timeline the line above it for its day. */
static void target_row(const struct block *block, size_t line, struct target *target)
{
	target->is_row = true;
	if (block->lines.unfolded < block->lines.n_rows)
		target->tail += block->lines.n_more;
	if (line > (block->table.has_days ? 1 : 0))
		target->lead = target->line - (block->table.has_days ? 1 : 0);
}

static void target_find(struct screen *screen, struct target *target)
{
	const struct blocks *blocks = &screen->blocks;
	size_t line;

	*target = (struct target){0};
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *block = &blocks->items[i];

		if (block->takes_cursor && kind_info(block->field->kind)->is_stored)
			target->is_last = false;
		if (!block->is_focused || !block->takes_cursor)
			continue;
		target->is_last = true;
		target->is_there = true;
		if (kind_info(block->field->kind)->is_table) {
			line = table_focus_line(screen, block);
			target->column = block->column;
			entry_cursor(screen, block, &line, &target->column);
		} else {
			field_cursor(screen, block, &line, &target->column);
		}
		target->line = block->top + least(line, block->height + block->n_over - 1);
		target->tail = target->line;
		target->lead = block->top;
		if (i > 0 && blocks->items[i - 1].is_focused)
			target->lead = blocks->items[i - 1].top;
		if (kind_info(block->field->kind)->is_table)
			target_row(block, line, target);
	}
}

static bool is_same_place(
	const struct scroll *scroll, const struct session *session, const struct place *place)
{
	const struct focus *focus = editor_focus(session_editor(session));

	if (scroll->on_start || focus->on_start)
		return scroll->on_start == focus->on_start && scroll->in_row == focus->in_row;
	return scroll->page == focus->page && scroll->in_row == focus->in_row &&
	       (!focus->in_row || strcmp(scroll->row, place->row) == 0);
}

/* A newly entered page is shown from its top. */
static void scroll_follow(struct screen *screen)
{
	struct session *session = screen->session;
	struct scroll *scroll = &screen->scroll;
	struct place place = {0};

	if (editor_focus(screen->editor)->field != FORM_NONE)
		editor_place(screen->editor, &place);
	if (is_same_place(scroll, session, &place))
		return;
	*scroll = (struct scroll){.page = editor_focus(screen->editor)->page,
		.in_row = editor_focus(screen->editor)->in_row,
		.on_start = editor_focus(screen->editor)->on_start};
	memcpy(scroll->row, place.row, sizeof(scroll->row));
}

/* Moves the view as far as the cursor moved, but without skipping a line; at the last focusable
 * item, all the way down. */
static void scroll_turn(
	struct scroll *scroll, const struct target *target, size_t lines, size_t height)
{
	bool is_down = target->line > scroll->line;
	size_t count = is_down ? target->line - scroll->line : scroll->line - target->line;

	if (count >= lines)
		count = lines - 1;
	if (is_down)
		scroll->top += count;
	else
		scroll->top = scroll->top > count ? scroll->top - count : 0;
	if (target->is_last && scroll->top + lines < height && height - target->lead <= lines)
		scroll->top = height - lines;
}

static void scroll_to(struct screen *screen, const struct target *target)
{
	struct scroll *scroll = &screen->scroll;
	size_t lines = screen->layout.page.lines;
	size_t height = screen->blocks.height;
	/* Some room below the end, so that typing there does not scroll with each line. */
	size_t most = height > lines ? height - lines + lines / 3 : 0;
	size_t lead = target->line - target->lead < lines ? target->lead : target->line;
	/* Each jump paints all lines anew; in a table a key is often held down. */
	size_t jump = target->is_row ? lines / 2 : lines / 3;

	if (scroll->turns && target->is_there)
		scroll_turn(scroll, target, lines, height);
	scroll->turns = false;
	scroll->line = target->line;
	if (scroll->top > most)
		scroll->top = most;
	if (target->is_there && !scroll->is_detached) {
		if (lead < scroll->top)
			scroll->top = lead > jump ? lead - jump : 0;
		if (target->line >= scroll->top + lines)
			scroll->top = target->line + 1 + jump - lines;
		if (target->tail >= scroll->top + lines)
			scroll->top = target->tail + 1 - lines;
		if (scroll->top > lead)
			scroll->top = lead;
	}
	if (scroll->top > most)
		scroll->top = most;
}

/* Lines from one on. */
static void lines_draw(struct screen *screen, const struct block *block, size_t from, size_t end,
	struct canvas *canvas)
{
	const struct area *area = &screen->layout.page;
	size_t top = screen->scroll.top;
	size_t first = block->top + from > top ? from : top - block->top;

	for (size_t nth = first; nth < end; nth++) {
		size_t line = block->top + nth - top;
		struct pen pen;

		if (line >= area->lines)
			return;
		if (from > 0)
			canvas_clear_area(canvas, &(struct area){area->line + (unsigned)line,
							  area->column, 1, area->columns});
		pen = pen_at(canvas, area->line + (unsigned)line, area->column, area->columns,
			STYLE_NORMAL);
		block->type->draw(screen, block, nth, &pen);
	}
}

static bool is_in_view(const struct screen *screen, const struct target *target)
{
	return target->line >= screen->scroll.top &&
	       target->line < screen->scroll.top + screen->layout.page.lines;
}

/* If the view has to move, all lines are painted anew anyway. */
static void build(struct screen *screen, struct target *target)
{
	scroll_follow(screen);
	blocks_build(screen);
	target_find(screen, target);
	if (is_in_view(screen, target) || !screen->drawn.still.is_behind)
		return;
	still_end(screen);
	blocks_build(screen);
	target_find(screen, target);
}

static void blocks_draw(struct screen *screen, struct canvas *canvas)
{
	const struct blocks *blocks = &screen->blocks;

	for (size_t i = 0; i < blocks->n; i++)
		if (blocks->items[i].top + blocks->items[i].height > screen->scroll.top)
			lines_draw(screen, &blocks->items[i], 0, blocks->items[i].height, canvas);
	for (size_t i = 0; i < blocks->n; i++)
		if (blocks->items[i].n_over > 0)
			lines_draw(screen, &blocks->items[i], blocks->items[i].height,
				blocks->items[i].height + blocks->items[i].n_over, canvas);
}

void page_draw(struct screen *screen, struct canvas *canvas)
{
	const struct area *area = &screen->layout.page;
	struct target target;

	build(screen, &target);
	scroll_to(screen, &target);
	blocks_draw(screen, canvas);
	if (target.is_there && is_in_view(screen, &target))
		canvas_set_cursor(canvas, area->line + (unsigned)(target.line - screen->scroll.top),
			area->column + target.column);
	else /* the wheel moved it out of view, or nothing can be focused */
		canvas_set_cursor(canvas, area->line, area->column);
}
