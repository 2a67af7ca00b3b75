/*
 * Where a popup is: in a box in the middle of the page, as high as its items need, or on all of
 * the page. With a prompt that filters its items a box is as high as possible, so that it keeps
 * its height while the user types. One that is beside the words that it is about is at the end of
 * the page, or at its beginning where those are low; it grows with what is written in it. On
 * screens without rules a popup on the page has no frame.
 */
#include "internal.h"

enum {
	COLUMNS_MAX = 68,      /* of text in a box, */
	PAGE_COLUMNS_MAX = 96, /* and in one over all of the page: nobody reads longer lines */
	FRAME = 4,             /* columns of it */
	DETAIL_LINES = 5,      /* a blank one, the title, the text */
	DETAIL_LEAST = 15,     /* lines of a popup that has it */
	EDGES = 2,             /* lines of a box */
	BESIDE_LEAST = 5,      /* lines of a box that leaves what it is about visible */
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

static size_t wanted_lines(const struct popup *self, unsigned columns)
{
	if (self->type->is_writing)
		return popup_writing_above(self) + EDGES + popup_writing_lines(self, columns);
	if (self->type->list && self->type->has_input)
		return SIZE_MAX;
	return self->n + EDGES + (self->type->has_input ? 1 : 0);
}

/* The same before anything is written. */
static size_t least_lines(const struct popup *self)
{
	if (self->type->is_writing)
		return popup_writing_above(self) + EDGES + WRITING_LEAST;
	return self->n + EDGES;
}

/* Below a line, or else above it; it depends on nothing that is being typed. */
static bool find_beside(
	const struct popup *self, unsigned line, const struct area *most, struct area *out)
{
	unsigned end = most->line + most->lines;
	unsigned above = line > most->line ? line - most->line : 0;
	unsigned below = end > line + 1 ? end - line - 1 : 0;
	bool is_above = below < above && below < least_lines(self);

	*out = *most;
	out->line = is_above ? most->line : end - below;
	out->lines = is_above ? above : below;
	if (out->lines < BESIDE_LEAST)
		*out = *most;
	return is_above;
}

static void find_box(const struct screen *screen, unsigned line, struct popup_room *out)
{
	const struct popup *popup = &screen->popup;
	struct area most = box_area(&screen->layout, popup->type->foot);
	struct area room = most;
	unsigned columns = box_columns(screen) + FRAME;
	size_t lines = wanted_lines(popup, columns - FRAME);
	bool is_above = popup->type->is_beside && find_beside(popup, line, &most, &room);

	if (lines > room.lines)
		lines = room.lines;
	out->has_frame = true;
	out->box = (struct area){
		room.line, most.column + (most.columns - columns) / 2, (unsigned)lines, columns};
	if (!popup->type->is_beside)
		out->box.line += (room.lines - (unsigned)lines) / 2;
	else if (!is_above)
		out->box.line += room.lines - (unsigned)lines;
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
void popup_room_find(const struct screen *screen, unsigned line, struct popup_room *out)
{
	unsigned edge;

	*out = (struct popup_room){0};
	if (screen->popup.type->is_page)
		find_page(screen, out);
	else
		find_box(screen, line, out);
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

	popup_room_find(screen, 0, &room);
	return room.columns;
}
