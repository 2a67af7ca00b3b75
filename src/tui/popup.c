/* What all popups share: items, the prompt's text, keys, the box. */
#include "internal.h"

#include "base/mem.h"
#include "text/grapheme.h"
#include "text/motion.h"
#include "text/paste.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { BOX_COLUMNS_MAX = 66, BOX_EXTRA = 4, INPUT_MAX = 1000 };

/* --- items --- */

void popup_clear_items(struct popup *self)
{
	for (size_t i = 0; i < self->n; i++) {
		str_release(&self->items[i].left);
		str_release(&self->items[i].right);
	}
	self->n = 0;
}

struct popup_item *popup_add(struct popup *self)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n] = (struct popup_item){0};
	return &self->items[self->n++];
}

struct popup_item *popup_add_text(struct popup *self, const char *left, const char *right)
{
	struct popup_item *item = popup_add(self);

	if (left)
		str_append_text(&item->left, left);
	str_append_text(&item->right, right);
	return item;
}

enum action popup_nth_action(int nth)
{
	int first = ACTION_NEXT_FIELD;
	int n_named = N_ACTIONS - first;

	return (enum action)(nth < n_named ? first + nth : ACTION_NONE + 1 + nth - n_named);
}

void popup_add_wrapped(struct popup *self, const char *text, unsigned columns)
{
	struct wrap wrap = {0};

	wrap_layout(&wrap, text, strlen(text), columns);
	for (size_t i = 0; i < wrap.n_lines; i++)
		str_append(&popup_add(self)->right, text + wrap.lines[i].start,
			wrap.lines[i].end - wrap.lines[i].start);
	wrap_release(&wrap);
}

void popup_release(struct popup *self)
{
	popup_close(self);
	free(self->items);
	str_release(&self->input);
	*self = (struct popup){0};
}

void popup_close(struct popup *self)
{
	popup_clear_items(self);
	self->type = NULL;
}

static void list_again(struct screen *screen)
{
	struct popup *self = &screen->popup;

	if (!self->type->list)
		return;
	popup_clear_items(self);
	self->type->list(screen, self);
	if (self->selected >= self->n)
		self->selected = self->n > 0 ? self->n - 1 : 0;
}

void popup_open(struct screen *screen, const struct popup_type *type, const char *input)
{
	struct popup *self = &screen->popup;

	popup_close(self);
	self->type = type;
	self->selected = 0;
	self->top = 0;
	str_set(&self->input, input, strlen(input));
	self->cursor = self->input.len;
	self->is_offered = self->input.len > 0;
	list_again(screen);
}

/* --- keys --- */

static void input_changed(struct screen *screen)
{
	screen->popup.selected = 0;
	screen->popup.top = 0;
	list_again(screen);
}

static void insert(struct screen *screen, const char *bytes, size_t len)
{
	struct popup *self = &screen->popup;

	if (!self->type->has_input || self->input.len + len > INPUT_MAX)
		return;
	if (self->is_offered) { /* the first character takes its place */
		str_clear(&self->input);
		self->cursor = 0;
		self->is_offered = false;
	}
	str_splice(&self->input, self->cursor, 0, bytes, len);
	self->cursor += len;
	input_changed(screen);
}

static void delete_to(struct screen *screen, size_t to)
{
	struct popup *self = &screen->popup;
	size_t from = self->cursor < to ? self->cursor : to;
	size_t end = self->cursor < to ? to : self->cursor;

	str_splice(&self->input, from, end - from, "", 0);
	self->cursor = from;
	input_changed(screen);
}

struct popup_motion {
	motion *how;
	bool deletes;
};

static const struct popup_motion motions[N_ACTIONS] = {
	[ACTION_LEFT] = {motion_left, false},
	[ACTION_RIGHT] = {motion_right, false},
	[ACTION_WORD_LEFT] = {motion_word_left, false},
	[ACTION_WORD_RIGHT] = {motion_word_right, false},
	[ACTION_LINE_START] = {motion_line_start, false},
	[ACTION_LINE_END] = {motion_line_end, false},
	[ACTION_BACKSPACE] = {motion_left, true},
	[ACTION_DELETE] = {motion_right, true},
	[ACTION_DELETE_WORD_LEFT] = {motion_word_left, true},
	[ACTION_DELETE_WORD_RIGHT] = {motion_word_right, true},
	[ACTION_CUT] = {motion_text_start, true},
};

static void edit_input(struct screen *screen, const struct popup_motion *move)
{
	struct popup *self = &screen->popup;
	size_t to = move->how(str_text(&self->input), self->input.len, self->cursor);

	self->is_offered = false;
	if (move->deletes)
		delete_to(screen, to);
	else
		self->cursor = to;
}

/* Moves the selected item; where items are only read, the view. */
static void step(struct popup *self, int direction, size_t count)
{
	size_t *at = self->type->is_choice ? &self->selected : &self->top;
	size_t most = self->n > 0 ? self->n - 1 : 0;

	if (!self->type->is_choice)
		most = self->n > self->visible ? self->n - self->visible : 0;
	if (direction < 0)
		*at = *at > count ? *at - count : 0;
	else
		*at = *at + count < most ? *at + count : most;
}

/* How an action walks the list: a direction and a count, 0 for a screenful. */
static const struct {
	int direction;
	size_t count;
} steps[N_ACTIONS] = {
	[ACTION_UP] = {-1, 1},
	[ACTION_DOWN] = {1, 1},
	[ACTION_PREVIOUS_FIELD] = {-1, 1},
	[ACTION_NEXT_FIELD] = {1, 1},
	[ACTION_PAGE_UP] = {-1, 0},
	[ACTION_PAGE_DOWN] = {1, 0},
	[ACTION_TEXT_START] = {-1, SIZE_MAX / 2},
	[ACTION_TEXT_END] = {1, SIZE_MAX / 2},
};

static enum want choose(struct screen *screen)
{
	struct popup closed = screen->popup;
	const struct popup_item *item = NULL;
	enum want want = WANT_NOTHING;

	/* The popup is away while its choice is carried out, which may open another one. */
	screen->popup = (struct popup){0};
	if (closed.type->is_choice && closed.selected < closed.n)
		item = &closed.items[closed.selected];
	if (closed.type->choose)
		want = closed.type->choose(screen, &closed, item);
	popup_release(&closed);
	return want;
}

static bool closes(const struct popup *self, const struct key *key, enum action action)
{
	return self->type->any_key_closes || action == ACTION_LEAVE || action == ACTION_CANCEL ||
	       action == ACTION_QUIT || key->code == KEY_ESCAPE_KEY ||
	       (action == ACTION_HELP && !self->type->has_input);
}

static bool is_typed(const struct key *key)
{
	return key->code < KEY_NAMED && key->modifiers == 0;
}

enum want popup_key(struct screen *screen, const struct key *key)
{
	struct popup *self = &screen->popup;
	enum key_context context = self->type->has_input ? KEYS_TEXT : KEYS_FIELD;
	enum action action = keymap_find(screen->keymap, key, context);
	char bytes[UTF8_MAX];

	/* What concerns the terminal alone leaves the popup as it is. */
	if (action == ACTION_REDRAW || action == ACTION_SUSPEND)
		return screen_do(screen, action);
	if (closes(self, key, action))
		popup_close(self);
	else if (key->code == KEY_ENTER_KEY || action == ACTION_ENTER)
		return choose(screen);
	else if (self->type->has_input && is_typed(key))
		insert(screen, bytes, utf8_encode(key->code, bytes));
	else if (self->type->has_input && motions[action].how)
		edit_input(screen, &motions[action]);
	else if (steps[action].direction != 0)
		step(self, steps[action].direction,
			steps[action].count > 0 ? steps[action].count : self->visible);
	return WANT_NOTHING;
}

void popup_paste(struct screen *screen, const char *bytes, size_t len)
{
	struct str text = {0};

	paste_clean(&text, bytes, len < INPUT_MAX ? len : INPUT_MAX, true, NULL);
	insert(screen, str_text(&text), text.len);
	str_release(&text);
}

/* --- drawing --- */

unsigned popup_columns(unsigned screen_columns)
{
	unsigned most = screen_columns - BOX_EXTRA - 2;

	return most < BOX_COLUMNS_MAX ? most : BOX_COLUMNS_MAX;
}

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
	if (self->type->hint)
		pen_printf(&pen, " %s ", self->type->hint);
	pen_finish(&pen);
}

/* The prompt's text, with as much of it left of the cursor as fits. */
static void input_draw(const struct popup *self, struct canvas *canvas, unsigned line,
	unsigned column, unsigned columns)
{
	const char *text = str_text(&self->input);
	size_t start = 0;
	enum style style = self->is_offered ? STYLE_SELECTION : STYLE_NORMAL;
	struct pen pen = pen_at(canvas, line, column, columns, style);

	while (grapheme_width(text + start, self->cursor - start) >= columns)
		start = grapheme_next(text, self->input.len, start);
	pen_write(&pen, text + start, self->input.len - start);
	canvas_set_cursor(
		canvas, line, column + grapheme_width(text + start, self->cursor - start));
}

static void item_draw(const struct popup *self, struct canvas *canvas, size_t nth, unsigned line,
	unsigned column, unsigned columns)
{
	const struct popup_item *item = &self->items[nth];
	bool is_selected = self->type->is_choice && nth == self->selected;
	enum style style = is_selected ? STYLE_SELECTION : STYLE_NORMAL;
	struct pen pen = pen_at(canvas, line, column, columns, style);
	unsigned left = self->type->left_columns;

	if (left > columns * 2 / 3)
		left = columns * 2 / 3;
	if (is_selected) {
		canvas_restyle(canvas, line, column, columns, style);
		if (!self->type->has_input)
			canvas_set_cursor(canvas, line, column);
	} else if (item->is_heading) {
		pen.style = STYLE_HEADING;
	}
	if (self->type->is_choice)
		pen_text(&pen, is_selected ? "> " : "  ");
	if (left > 0 && !item->is_heading) {
		struct pen cell = pen;

		cell.end = column + left - 2;
		cell.style = is_selected ? STYLE_SELECTION : STYLE_KEY;
		pen_write(&cell, str_text(&item->left), item->left.len);
		pen_finish(&cell);
		pen_move(&pen, column + left);
	}
	pen_write(&pen, str_text(&item->right), item->right.len);
	pen_finish(&pen);
}

static struct area box_find(const struct screen *screen, const struct canvas *canvas)
{
	const struct popup *self = &screen->popup;
	unsigned columns = popup_columns(canvas->columns) + BOX_EXTRA;
	unsigned most = canvas->lines - 2;
	size_t lines = self->n + 2 + (self->type->has_input ? 1 : 0);
	unsigned fits = lines < most ? (unsigned)lines : most;

	if (self->type->list && self->type->has_input) /* does not shrink while typing */
		fits = most < 18 ? most : 18;
	return (struct area){
		(canvas->lines - fits) / 2, (canvas->columns - columns) / 2, fits, columns};
}

/* Brings the selected item into view. */
static void follow(struct popup *self, unsigned lines)
{
	self->visible = lines;
	if (!self->type->is_choice)
		return;
	if (self->selected < self->top)
		self->top = self->selected;
	if (self->selected >= self->top + lines)
		self->top = self->selected + 1 - lines;
}

void popup_draw(struct screen *screen, struct canvas *canvas)
{
	struct popup *self = &screen->popup;
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
