/* Draws the open popup: its frame, its prompt, its items, and the detail below them. */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

enum { LINE_GAP = 2, INPUT_LEAST = 10 };

static void box_draw(struct canvas *canvas, const struct area *box, const char *title)
{
	unsigned right = box->column + box->columns - 1;
	unsigned bottom = box->line + box->lines - 1;
	struct pen pen;

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

/* Without a frame there is only the title. */
static void bare_draw(struct canvas *canvas, const struct area *box, const char *title)
{
	struct pen pen = pen_at(canvas, box->line, box->column + 1, box->columns - 1, STYLE_TITLE);

	pen_text(&pen, title);
	pen_finish(&pen);
}

/* "1-20 of 48": of the choices in a list of them, else of the lines. Nothing if all are visible. */
static void append_range(const struct popup *self, struct str *out)
{
	size_t end = self->top + self->visible < self->n ? self->top + self->visible : self->n;
	bool counts_choices =
		self->type->is_choice && (self->type->is_page || self->type->has_input);

	if (end == 0 || (end == self->n && self->top == 0 && self->rest.after == 0))
		return;
	if (counts_choices)
		str_appendf(out, " %zu-%zu of %zu ", self->items[self->top].nth,
			self->items[end - 1].nth, self->items[self->n - 1].nth + self->rest.after);
	else
		str_appendf(out, " %zu-%zu of %zu%s ", self->top + 1, end, self->n,
			self->rest.after > 0 ? "+" : "");
}

static void append_hint(const struct screen *screen, struct str *out)
{
	const struct popup *self = &screen->popup;

	if (!self->type->counts_itself)
		append_range(self, out);
	if (self->opening.is_unexpected) {
		str_append_text(out, " type on: decide later ");
	} else if (self->type->bottom) {
		str_append_char(out, ' ');
		self->type->bottom(screen, self, out);
		str_append_char(out, ' ');
	} else if (self->type->hint) {
		str_appendf(out, " %s ", self->type->hint);
	}
}

/* A message takes its place if the popup covers the message line. */
static void hint_draw(
	const struct screen *screen, struct canvas *canvas, const struct popup_room *room)
{
	unsigned column = room->has_frame ? room->column : room->column - 1;
	struct pen pen = pen_at(canvas, room->bottom, column, room->columns, STYLE_DIM);
	const struct message *message = editor_message(screen->editor);
	struct str text = {0};

	if (message->level != MESSAGE_NONE && !screen->popup.opening.is_unexpected &&
		room->bottom >= screen->layout.info.line) {
		pen.style = STYLE_NORMAL;
		str_appendf(&text, " %s ", str_text(&message->text));
	} else {
		append_hint(screen, &text);
	}
	pen_write(&pen, str_text(&text), text.len);
	pen_finish(&pen);
	str_release(&text);
}

static void input_draw(const struct popup *self, struct canvas *canvas, unsigned line,
	unsigned column, unsigned columns)
{
	const char *text = str_text(&self->prompt.input);
	size_t len = self->prompt.input.len;
	size_t start = typed_line_start(text, len, self->prompt.cursor, columns);
	enum style style = self->prompt.is_offered ? STYLE_SELECTION : STYLE_NORMAL;
	struct pen pen = pen_at(canvas, line, column, columns, style);

	if (start > 0)
		pen_glyph(&pen, GLYPH_ELLIPSIS);
	canvas_set_cursor(
		canvas, line, column + typed_line_column(text, len, self->prompt.cursor, columns));
	pen_write(&pen, text + start, len - start);
	pen_finish(&pen);
}

/* What can be typed; without the examples if they do not fit. */
static void idle_draw(const struct popup_type *type, struct pen *pen)
{
	const char *idle = type->idle ? type->idle : "";
	size_t len = strlen(idle);

	if (pen->column + len + 2 * LINE_GAP > pen->end)
		len = strcspn(idle, ":");
	if (pen->column + len + 2 * LINE_GAP > pen->end)
		return;
	pen_move(pen, pen->end - (unsigned)len);
	pen->style = STYLE_DIM;
	pen_write(pen, idle, len);
}

/* The line above the list in which one types what to look for. */
static void prompt_draw(const struct popup *self, struct canvas *canvas, unsigned line,
	unsigned column, unsigned columns)
{
	struct pen pen = pen_at(canvas, line, column, columns, STYLE_KEY);

	if (self->about.len > 0)
		pen_text(&pen, str_text(&self->about));
	else
		pen_text(&pen, self->type->prompt ? self->type->prompt : "> ");
	input_draw(self, canvas, line, pen.column, pen.end - pen.column);
	if (self->prompt.input.len == 0)
		idle_draw(self->type, &pen);
}

/* The first of the headings right above an item. */
static size_t heading_of(const struct popup *self, size_t nth)
{
	while (nth > 0 && self->items[nth - 1].is_text && !self->items[nth - 1].is_more)
		nth--;
	return nth;
}

/* Scrolls the selected item into view, with all of its lines, and with its heading if that fits. */
static void follow(struct popup *self, unsigned lines)
{
	size_t first = heading_of(self, self->selected);
	size_t last = self->selected;

	self->visible = lines;
	if (!self->type->is_choice) {
		if (self->top + lines > self->n)
			self->top = self->n > lines ? self->n - lines : 0;
		return;
	}
	while (last + 1 < self->n && self->items[last + 1].is_more)
		last++;
	if (first + lines <= last)
		first = self->selected;
	if (last >= self->top + lines)
		self->top = last + 1 - lines;
	if (first < self->top)
		self->top = first;
	if (self->top + lines > self->n)
		self->top = self->n > lines ? self->n - lines : 0;
}

/* Where the end of a text begins that is kept if its middle is left out: with a word, if it has one
 * there. */
static size_t tail_start(const char *text, size_t len, unsigned columns)
{
	size_t start = len;
	size_t word = len;

	while (start > 0) {
		size_t before = grapheme_previous(text, len, start);

		if (grapheme_width(text + before, len - before) > columns)
			break;
		start = before;
		if (start > 0 && text[start - 1] == ' ' && start + 1 < len)
			word = start;
	}
	return word < len ? word : start;
}

/* What is asked for: where something is typed it leaves half of the line to that, without its
 * middle. */
static void ask_write(const struct popup *self, struct pen *pen)
{
	const char *text = self->about.len > 0 ? str_text(&self->about) : popup_title(self);
	size_t len = strlen(text);
	unsigned room = (pen->end - pen->column) / (self->type->has_input ? 2 : 1);
	size_t tail, head;

	if (grapheme_width(text, len) <= room || room == 0) {
		pen_write(pen, text, len);
		return;
	}
	tail = tail_start(text, len, room * 2 / 3);
	head = grapheme_fit(text, len, room - 1 - grapheme_width(text + tail, len - tail));
	while (head > 0 && text[head - 1] == ' ')
		head--;
	pen_write(pen, text, head);
	pen_glyph(pen, GLYPH_ELLIPSIS);
	pen_write(pen, text + tail, len - tail);
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
	canvas_clear_area(canvas, area);
	pen = pen_at(canvas, area->line, 1, area->columns - 1, STYLE_TITLE);
	ask_write(self, &pen);
	pen_finish(&pen);
	room = pen.end > pen.column ? pen.end - pen.column : 0;
	width = grapheme_width(str_text(&state), state.len);
	if (self->type->has_input && room < width + LINE_GAP + INPUT_LEAST)
		width = 0; /* what is typed comes first */
	room = room > width + LINE_GAP ? room - width - LINE_GAP : 0;
	canvas_set_cursor(canvas, area->line, pen.column);
	if (self->type->has_input && room > 0)
		input_draw(self, canvas, area->line, pen.column, room);
	if (room > 0 && width > 0) {
		pen = pen_at(canvas, area->line, pen.end - width, width, STYLE_NORMAL);
		pen_write(&pen, str_text(&state), state.len);
		pen_finish(&pen);
	}
	str_release(&state);
}

/* The detail of the selected item, below the list. */
static void detail_draw(struct screen *screen, struct canvas *canvas, const struct popup_room *room)
{
	const struct popup *self = &screen->popup;
	struct area area = {
		room->detail + 1, room->column, room->bottom - room->detail - 1, room->columns};
	struct notes notes = {.screen = screen, .canvas = canvas, .area = &area};
	struct str text = {0};
	struct pen pen;

	if (room->detail == 0 || self->selected >= self->n)
		return;
	self->type->detail(screen, &self->items[self->selected], &text);
	pen = pen_at(canvas, room->detail, room->column, room->columns, STYLE_HEADING);
	if (text.len > 0)
		pen_text(&pen, self->type->detail_title);
	notes_write(&notes, STYLE_NORMAL, " ", str_text(&text));
	str_release(&text);
}

/* For another width; the same choice stays selected, although it is on another line. */
static void list_anew(struct screen *screen)
{
	struct popup *self = &screen->popup;
	size_t nth = self->selected < self->n ? self->items[self->selected].nth : 0;

	popup_list_again(screen);
	if (self->type->resized)
		self->type->resized(screen, self);
	for (size_t i = 0; i < self->n; i++)
		if (!self->items[i].is_text && self->items[i].nth == nth)
			self->selected = i;
}

void popup_draw(struct screen *screen, struct canvas *canvas)
{
	struct popup *self = &screen->popup;
	unsigned about = canvas->cursor_line; /* of the page */
	struct popup_room room;
	unsigned line;

	if (self->type->is_line) {
		line_draw(screen, canvas);
		return;
	}
	popup_room_find(screen, about, &room);
	if (self->columns != room.columns) {
		list_anew(screen);
		popup_room_find(screen, about, &room);
	}
	/* Without borders the page beside it would read as part of its lines. */
	if (canvas->is_borderless && !self->type->is_page) {
		room.covered.column = screen->layout.page.column;
		room.covered.columns = screen->layout.page.columns;
	}
	canvas_clear_area(canvas, &room.covered);
	(room.has_frame ? box_draw : bare_draw)(canvas, &room.box, popup_title(self));
	line = room.first;
	canvas_set_cursor(canvas, line, room.column);
	if (self->type->is_writing)
		popup_writing_draw(self, canvas, &room);
	else if (self->type->has_input)
		prompt_draw(self, canvas, line++, room.column, room.columns);
	follow(self, room.last - line);
	for (size_t i = self->top; i < self->n && line < room.last; i++)
		popup_item_draw(self, canvas, i, line++, &room);
	detail_draw(screen, canvas, &room);
	hint_draw(screen, canvas, &room);
}
