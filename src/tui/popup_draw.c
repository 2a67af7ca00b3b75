/*
 * Draws a popup's box in the middle of the screen. It is as high as its items need; with
 * a prompt that filters them it keeps its height while the user types.
 */
#include "internal.h"

#include "text/grapheme.h"

enum { BOX_LINES = 18, LINE_GAP = 2 };

static void box_draw(struct canvas *canvas, const struct area *box, const char *title)
{
	unsigned right = box->column + box->columns - 1;
	unsigned bottom = box->line + box->lines - 1;
	struct pen pen;

	canvas_clear_area(canvas, box);
	canvas_rule(canvas, box->line, box->column, box->columns, GLYPH_HORIZONTAL, STYLE_NORMAL);
	canvas_rule(canvas, bottom, box->column, box->columns, GLYPH_HORIZONTAL, STYLE_NORMAL);
	for (unsigned line = box->line + 1; line < bottom; line++) {
		canvas_glyph(canvas, line, box->column, GLYPH_VERTICAL, STYLE_NORMAL);
		canvas_glyph(canvas, line, right, GLYPH_VERTICAL, STYLE_NORMAL);
	}
	canvas_glyph(canvas, box->line, box->column, GLYPH_TOP_LEFT, STYLE_NORMAL);
	canvas_glyph(canvas, box->line, right, GLYPH_TOP_RIGHT, STYLE_NORMAL);
	canvas_glyph(canvas, bottom, box->column, GLYPH_BOTTOM_LEFT, STYLE_NORMAL);
	canvas_glyph(canvas, bottom, right, GLYPH_BOTTOM_RIGHT, STYLE_NORMAL);
	pen = pen_at(canvas, box->line, box->column + 2, box->columns - 4, STYLE_TITLE);
	pen_printf(&pen, " %s ", title);
	pen_finish(&pen);
}

static void hint_draw(const struct popup *self, struct canvas *canvas, const struct area *box)
{
	struct pen pen = pen_at(
		canvas, box->line + box->lines - 1, box->column + 2, box->columns - 4, STYLE_DIM);

	if (self->top + self->visible < self->n || self->top > 0)
		pen_printf(&pen, " %zu-%zu of %zu ", self->top + 1,
			self->top + self->visible < self->n ? self->top + self->visible : self->n,
			self->n);
	if (self->is_unexpected)
		pen_text(&pen, " type on: decide later ");
	else if (self->type->hint)
		pen_printf(&pen, " %s ", self->type->hint);
	pen_finish(&pen);
}

/* Where to begin so that the cursor is visible, with signs for text left out at the ends. */
static size_t input_start(const struct popup *self, unsigned columns)
{
	const char *text = str_text(&self->input);
	unsigned sign = self->cursor < self->input.len;
	size_t start = 0;

	while (start < self->cursor &&
		grapheme_width(text + start, self->cursor - start) + (start > 0) + sign >= columns)
		start = grapheme_next(text, self->input.len, start);
	return start;
}

static void input_draw(const struct popup *self, struct canvas *canvas, unsigned line,
	unsigned column, unsigned columns)
{
	const char *text = str_text(&self->input);
	size_t start = input_start(self, columns);
	enum style style = self->is_offered ? STYLE_SELECTION : STYLE_NORMAL;
	struct pen pen = pen_at(canvas, line, column, columns, style);

	if (start > 0)
		pen_glyph(&pen, GLYPH_ELLIPSIS);
	canvas_set_cursor(
		canvas, line, pen.column + grapheme_width(text + start, self->cursor - start));
	pen_write(&pen, text + start, self->input.len - start);
	pen_finish(&pen);
}

/* The name before an item's text; one without a text gets the complete line. */
static void name_draw(const struct popup *self, const struct popup_item *item, struct pen *pen,
	unsigned column, unsigned columns, bool is_selected)
{
	struct pen cell = *pen;
	unsigned left = self->left;

	if (left > columns * 2 / 3 && !self->type->is_fitted)
		left = columns * 2 / 3;
	if (left == 0 || item->is_heading || (item->is_text && !item->is_more))
		return;
	cell.end = item->right.len > 0 ? column + left - 2 : column + columns;
	cell.style = is_selected ? STYLE_SELECTION : STYLE_KEY;
	pen_write(&cell, str_text(&item->left), item->left.len);
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

/* Marks are reversed, even on a reversed line. */
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
			pen->style = style == STYLE_SELECTION ? STYLE_NORMAL : STYLE_SELECTION;
		pen_write(pen, str_text(text) + at, end - at);
		pen->style = style;
	}
}

static void item_draw(const struct popup *self, struct canvas *canvas, size_t nth, unsigned line,
	unsigned column, unsigned columns)
{
	const struct popup_item *item = &self->items[nth];
	bool is_selected = is_chosen(self, nth);
	enum style style = is_selected ? STYLE_SELECTION : item->style;
	struct pen pen = pen_at(canvas, line, column, columns, style);

	if (is_selected)
		canvas_restyle(canvas, line, column, columns, style);
	else if (item->is_heading)
		pen.style = STYLE_HEADING;
	if (is_selected && !item->is_more && !self->type->has_input)
		canvas_set_cursor(canvas, line, column);
	if (self->type->is_choice)
		pen_text(&pen, is_selected && !item->is_more ? "> " : "  ");
	name_draw(self, item, &pen, column, columns, is_selected);
	if (item->sign)
		pen_text(&pen, item->sign);
	if (item->is_onward)
		pen_glyph(&pen, GLYPH_ELLIPSIS);
	right_draw(item, &pen);
	pen_finish(&pen);
}

static struct area box_find(const struct screen *screen, const struct canvas *canvas)
{
	const struct popup *self = &screen->popup;
	unsigned columns = popup_columns(canvas->columns) + POPUP_FRAME;
	unsigned most = canvas->lines - 2;
	size_t lines = self->n + 2 + (self->type->has_input ? 1 : 0);
	unsigned fits = lines < most ? (unsigned)lines : most;

	if (self->type->list && self->type->has_input) /* does not shrink while the user types */
		fits = most < BOX_LINES ? most : BOX_LINES;
	return (struct area){
		(canvas->lines - fits) / 2, (canvas->columns - columns) / 2, fits, columns};
}

/* Scrolls the selected item into view, with all of its lines. */
static void follow(struct popup *self, unsigned lines)
{
	size_t last = self->selected;

	self->visible = lines;
	if (!self->type->is_choice)
		return;
	while (last + 1 < self->n && self->items[last + 1].is_more)
		last++;
	if (last >= self->top + lines)
		self->top = last + 1 - lines;
	if (self->selected < self->top)
		self->top = self->selected;
}

/* "Find: lock_      3 of 12" */
static void line_draw(struct screen *screen, struct canvas *canvas)
{
	const struct popup *self = &screen->popup;
	const struct area *area = &screen->layout.message;
	struct str state = {0};
	unsigned width, room;
	struct pen pen;

	if (self->type->state)
		self->type->state(screen, &state);
	width = grapheme_width(str_text(&state), state.len);
	canvas_clear_area(canvas, area);
	pen = pen_at(canvas, area->line, 1, area->columns - 1, STYLE_TITLE);
	pen_text(&pen, self->about.len > 0 ? str_text(&self->about) : self->type->title);
	pen_finish(&pen);
	room = pen.end > pen.column + width + LINE_GAP ? pen.end - pen.column - width - LINE_GAP
						       : 0;
	canvas_set_cursor(canvas, area->line, pen.column);
	if (self->type->has_input && room > 0)
		input_draw(self, canvas, area->line, pen.column, room);
	if (room > 0) {
		pen = pen_at(canvas, area->line, pen.end - width, width, STYLE_NORMAL);
		pen_write(&pen, str_text(&state), state.len);
		pen_finish(&pen);
	}
	str_release(&state);
}

void popup_draw(struct screen *screen, struct canvas *canvas)
{
	struct popup *self = &screen->popup;

	if (self->columns != canvas->columns)
		popup_list_again(screen);
	if (self->type->is_line) {
		line_draw(screen, canvas);
		return;
	}

	struct area box = box_find(screen, canvas);
	unsigned line = box.line + 1;
	unsigned last = box.line + box.lines - 1;

	box_draw(canvas, &box, self->type->title);
	canvas_set_cursor(canvas, line, box.column + 2);
	if (self->type->has_input) {
		struct pen pen = pen_at(canvas, line, box.column + 2, 2, STYLE_KEY);

		pen_text(&pen, "> ");
		input_draw(self, canvas, line++, box.column + 4, box.columns - 6);
	}
	follow(self, last - line);
	for (size_t i = self->top; i < self->n && line < last; i++)
		item_draw(self, canvas, i, line++, box.column + 2, box.columns - 4);
	hint_draw(self, canvas, &box);
}
