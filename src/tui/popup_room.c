/*
 * Where a popup is: in a box in the middle of the page, as high as its items need, or on all of
 * the page. With a prompt that filters its items a box is as high as possible, so that it keeps
 * its height while the user types. On screens without rules a popup on the page has no frame.
 */
#include "internal.h"

enum {
	COLUMNS_MAX = 68,      /* of text in a box, */
	PAGE_COLUMNS_MAX = 96, /* and in one over all of the page: nobody reads longer lines */
	FRAME = 4,             /* columns of it */
	DETAIL_LINES = 5,      /* a blank one, the title, the text */
	DETAIL_LEAST = 15,     /* lines of a popup that has it */
};

static unsigned box_columns(const struct screen *screen)
{
	unsigned most = screen->layout.page.columns - FRAME - 1;

	return most < COLUMNS_MAX ? most : COLUMNS_MAX;
}

/* What a box may cover: on screens without rules the foot, too, unless the popup uses it. */
static struct area box_area(const struct layout *layout, bool has_foot)
{
	unsigned bare_end = has_foot ? layout->info.line : layout->keys.line;
	unsigned first = layout->has_rules ? layout->upper_rule : 1;
	unsigned end = layout->has_rules ? layout->lower_rule + 1 : bare_end;

	return (struct area){first, layout->page.column, end - first, layout->page.columns};
}

static void find_box(const struct screen *screen, struct popup_room *out)
{
	const struct popup *popup = &screen->popup;
	struct area most = box_area(&screen->layout, popup->type->foot);
	unsigned columns = box_columns(screen) + FRAME;
	size_t lines = popup->n + 2 + (popup->type->has_input ? 1 : 0);

	if (lines > most.lines || (popup->type->list && popup->type->has_input))
		lines = most.lines;
	out->has_frame = true;
	out->box = (struct area){most.line + (most.lines - (unsigned)lines) / 2,
		most.column + (most.columns - columns) / 2, (unsigned)lines, columns};
	out->covered = out->box;
	if (out->box.line + out->box.lines > screen->layout.info.line) {
		/* Beside the box the ends of the foot's lines would read as part of it. */
		out->covered.column = 0;
		out->covered.columns = screen->layout.keys.columns;
	}
}

static void find_page(const struct screen *screen, struct popup_room *out)
{
	const struct layout *layout = &screen->layout;
	struct area most = box_area(layout, true);

	out->has_frame = layout->has_rules;
	if (out->has_frame && screen->popup.type->is_tall) {
		most.line = layout->title.line + 1;
		most.lines = layout->keys.line - most.line;
	}
	if (!out->has_frame)
		most = (struct area){0, 0, layout->keys.line, layout->keys.columns};
	out->covered = out->box = most;
	if (out->has_frame)
		out->box.column++;
	out->box.columns--;
}

/* Without a frame, too, the first line is the title and the last one the hint. */
void popup_room_find(const struct screen *screen, struct popup_room *out)
{
	unsigned edge;

	*out = (struct popup_room){0};
	if (screen->popup.type->is_page)
		find_page(screen, out);
	else
		find_box(screen, out);
	edge = out->has_frame ? FRAME / 2 : 1;
	out->column = out->box.column + edge;
	out->columns = out->box.columns - edge - (out->has_frame ? edge : 0);
	if (out->columns > PAGE_COLUMNS_MAX)
		out->columns = PAGE_COLUMNS_MAX;
	out->first = out->box.line + 1;
	out->bottom = out->box.line + out->box.lines - 1;
	out->last = out->bottom;
	if (!screen->popup.type->detail || out->box.lines < DETAIL_LEAST || !out->has_frame)
		return;
	out->last -= DETAIL_LINES;
	out->detail = out->last + 1;
}

unsigned popup_columns(const struct screen *screen)
{
	struct popup_room room;

	popup_room_find(screen, &room);
	return room.columns;
}
