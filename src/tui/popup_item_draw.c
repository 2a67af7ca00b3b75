/* Draws a line of a popup: its marks and texts, each in its column. */
#include "internal.h"

#include "text/grapheme.h"

enum {
	GAP = 2,
	SPLIT = 62,     /* where the second pair of a line begins, in percent */
	ALSO_LEFT = 12, /* columns of its left part */
};

static void part_write(struct pen *pen, const struct popup_item *item, const struct str *text)
{
	if (item->has_signs)
		pen_signs(pen, str_text(text), text->len);
	else
		pen_write(pen, str_text(text), text->len);
}

static unsigned left_columns(
	const struct popup *self, const struct popup_item *item, unsigned columns)
{
	unsigned left = item->columns.left > 0 ? item->columns.left : self->left;

	return left > columns * 2 / 3 && !self->type->is_fitted ? columns * 2 / 3 : left;
}

/* The name before an item's text; one without a text gets the complete line. */
static void name_draw(const struct popup *self, const struct popup_item *item, struct pen *pen,
	unsigned column, unsigned columns, bool is_selected)
{
	struct pen cell = *pen;
	unsigned left = left_columns(self, item, columns);

	if (left == 0 || item->is_heading || (item->is_text && !item->is_more))
		return;
	cell.end = item->right.len > 0 ? column + left - 2 : column + columns;
	if (!is_selected && !self->type->has_plain_names)
		cell.style = STYLE_KEY;
	part_write(&cell, item, &item->left);
	pen_finish(&cell);
	pen_move(pen, column + left);
}

/* Is it selected, or a continuation of the selected item? */
static bool is_chosen(const struct popup *self, size_t nth)
{
	while (nth > 0 && self->items[nth].is_more)
		nth--;
	return self->type->is_choice && nth == self->selected && !self->items[nth].is_text;
}

/* Marks without a style of their own are reversed, even on a reversed line. */
static enum style mark_style(const struct popup_item *item, enum style around)
{
	if (around == STYLE_SELECTION)
		return STYLE_NORMAL;
	return item->mark_word != STYLE_NORMAL ? item->mark_word : STYLE_SELECTION;
}

static void right_draw(const struct popup_item *item, struct pen *pen)
{
	const struct str *text = &item->right;
	enum style style = pen->style;

	for (size_t at = 0, end; at < text->len; at = end) {
		bool is_marked = item->marks.len > 0 && item->marks.data[at] == MARK;

		for (end = at + 1; end < text->len; end++)
			if (item->marks.len > 0 && (item->marks.data[end] == MARK) != is_marked)
				break;
		if (is_marked)
			pen->style = mark_style(item, style);
		pen_write(pen, str_text(text) + at, end - at);
		pen->style = style;
	}
}

/* The text at the right end; the others get what is left of the line. */
static void end_draw(const struct popup_item *item, struct pen *pen)
{
	unsigned width = grapheme_width(str_text(&item->end), item->end.len);
	struct pen end = *pen;

	if (width == 0 || pen->column + width + GAP >= pen->end)
		return;
	pen->end -= width + GAP;
	pen_move(&end, end.end - width);
	if (end.style != STYLE_SELECTION)
		end.style = STYLE_DIM;
	pen_write(&end, str_text(&item->end), item->end.len);
}

/* The second pair, in the right half. */
static void also_draw(
	const struct popup_item *item, struct pen *pen, unsigned column, unsigned columns)
{
	unsigned split =
		column + columns * (item->columns.split > 0 ? item->columns.split : SPLIT) / 100;
	struct pen cell = *pen;

	if (item->also.left.len == 0)
		return;
	pen->end = split - GAP;
	pen_move(&cell, split);
	cell.style = STYLE_KEY;
	part_write(&cell, item, &item->also.left);
	cell.style = pen->style;
	pen_move(&cell, split + (item->columns.left > 0 ? item->columns.left : ALSO_LEFT));
	part_write(&cell, item, &item->also.right);
	pen_finish(&cell);
}

static void mark_write(const struct popup_item *item, struct pen *pen, bool is_selected)
{
	struct pen mark = *pen;

	if (!item->mark.text)
		return;
	if (!is_selected)
		mark.style = item->mark.style;
	pen_text(&mark, item->mark.text);
	pen_move(pen, mark.column);
}

void popup_item_draw(const struct popup *self, struct canvas *canvas, size_t nth, unsigned line,
	const struct popup_room *room)
{
	const struct popup_item *item = &self->items[nth];
	unsigned column = room->column;
	unsigned columns = room->columns;
	bool is_selected = is_chosen(self, nth);
	enum style style = is_selected ? STYLE_SELECTION : item->style;
	struct pen pen = pen_at(canvas, line, column, columns, style);

	if (is_selected)
		canvas_restyle(canvas, line, column, columns, style);
	else if (item->is_heading)
		pen.style = STYLE_HEADING;
	if (self->type->is_choice)
		pen_text(&pen, is_selected && !item->is_more ? "> " : "  ");
	mark_write(item, &pen, is_selected);
	if (is_selected && !item->is_more && !self->type->has_input)
		canvas_set_cursor(canvas, line, pen.column);
	end_draw(item, &pen);
	also_draw(item, &pen, column, columns);
	name_draw(self, item, &pen, column, columns, is_selected);
	if (item->mark.has_cursor)
		canvas_set_cursor(canvas, line, pen.column);
	if (item->sign)
		pen_text(&pen, item->sign);
	if (item->is_onward)
		pen_glyph(&pen, GLYPH_ELLIPSIS);
	if (item->has_signs)
		part_write(&pen, item, &item->right);
	else
		right_draw(item, &pen);
	pen_finish(&pen);
}
