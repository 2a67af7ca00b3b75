/*
 * ncurses paints well but never inserts characters inside a line, so rows that only moved are
 * scrolled and shifted first, both on the terminal and in ncurses' own copy of it; then ncurses
 * paints the rest.
 */
#include "terminal_paint.h"

#include "sgr.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* --- styles --- */

/* The colours are from the user's palette, on the user's background: pair n is colour n. */
static bool start_colours(void)
{
	if (!has_colors() || start_color() == ERR || use_default_colors() == ERR)
		return false;
	for (int i = COLOUR_NONE + 1; i < N_COLOURS && i < COLORS; i++)
		init_pair((short)i, (short)i, -1);
	return true;
}

void painter_set_theme(struct painter *self, enum theme theme)
{
	if (self->n_colours == 0 && theme_has_colours(theme) && start_colours())
		self->n_colours = COLORS;
	self->theme = theme;
	painter_forget(self);
}

/* The colour included. */
static attr_t look_of(const struct painter *self, enum style style)
{
	struct look look = theme_look(self->theme, style, self->n_colours);

	return (look.attributes & LOOK_BOLD ? A_BOLD : 0) |
	       (look.attributes & LOOK_DIM ? A_DIM : 0) |
	       (look.attributes & LOOK_UNDERLINE ? A_UNDERLINE : 0) |
	       (look.attributes & LOOK_REVERSE ? A_REVERSE : 0) | (attr_t)COLOR_PAIR(look.colour);
}

/* --- room --- */

void painter_make_room(struct painter *self)
{
	free(self->row);
	free(self->plain_row);
	self->room = (unsigned)COLS;
	self->row = mem_zalloc((size_t)COLS + 1, sizeof(*self->row));
	self->plain_row = mem_zalloc((size_t)COLS + 1, sizeof(*self->plain_row));
	painter_forget(self);
}

void painter_forget(struct painter *self)
{
	canvas_release(&self->shown);
	self->is_normal = false;
	clearok(curscr, TRUE);
}

void painter_release(struct painter *self)
{
	canvas_release(&self->shown);
	shifts_release(&self->shifts);
	free(self->row);
	free(self->plain_row);
	*self = (struct painter){0};
}

/* --- painting --- */

static bool is_shown(const struct painter *self, const struct canvas *canvas, unsigned line)
{
	return is_same_row(&self->shown, line, canvas, line);
}

static bool is_blank(const struct cell *cell)
{
	return cell->len == 1 && cell->text[0] == ' ' && cell->style == STYLE_NORMAL;
}

/* The next cell in a direction that is not blank, if it is near and its style does not show on
 * blanks. */
static const struct cell *find_near(
	const struct painter *self, const struct cell *cells, unsigned n, unsigned at, int step)
{
	enum { NEAR = 12 };

	for (unsigned i = 0; i < NEAR; i++) {
		at += (unsigned)step;
		if (at >= n)
			return NULL;
		if (!is_blank(&cells[at]))
			return theme_look(self->theme, (enum style)cells[at].style, self->n_colours)
						       .attributes &
					       (LOOK_REVERSE | LOOK_UNDERLINE)
				       ? NULL
				       : &cells[at];
	}
	return NULL;
}

/* Blanks between words are written with the attributes that hold anyway: those of the word before
 * them, if the one after them has the same, or if the next begins right away. */
static enum style style_at(
	const struct painter *self, const struct cell *cells, unsigned n, unsigned at)
{
	const struct cell *before, *after;

	if (!is_blank(&cells[at]))
		return (enum style)cells[at].style;
	after = find_near(self, cells, n, at, 1);
	before = after ? find_near(self, cells, n, at, -1) : NULL;
	if (!before || (before->style != after->style && after - before > 3))
		return STYLE_NORMAL;
	return (enum style)before->style;
}

static void make_cell(const struct cell *cell, attr_t look, cchar_t *out)
{
	wchar_t text[1 + CELL_MARKS + 1];
	size_t n = 0;

	for (size_t at = 0; at < cell->len && n <= CELL_MARKS;) {
		uint32_t code;

		at += utf8_decode(cell->text + at, cell->len - at, &code);
		text[n++] = (wchar_t)code;
	}
	text[n] = L'\0';
	setcchar(out, text, look & ~A_COLOR, (short)PAIR_NUMBER(look), NULL);
}

/* The most bytes that curses may need for a row. */
static size_t cost_of_row(const struct canvas *canvas, unsigned line)
{
	enum { MOST_ROW = 48, MOST_STYLE = 24 };
	const struct cell *cells = row_of(canvas, line);
	size_t cost = MOST_ROW;

	for (unsigned i = 0; i < canvas->columns; i++)
		cost += cells[i].len +
			(i > 0 && cells[i].style != cells[i - 1].style ? MOST_STYLE : 0u);
	return cost;
}

/* The cells of a row that are not shown yet; a wide character counts with both halves. */
static void find_changed(
	const struct cell *cells, const struct cell *shown, unsigned *first, unsigned *end)
{
	while (*first < *end && memcmp(&cells[*first], &shown[*first], sizeof(*cells)) == 0)
		++*first;
	while (*end > *first && memcmp(&cells[*end - 1], &shown[*end - 1], sizeof(*cells)) == 0)
		--*end;
	while (*first > 0 && (cells[*first].width == 0 || shown[*first].width == 0))
		--*first;
}

static bool is_ascii(const struct cell *cells, unsigned first, unsigned end)
{
	for (unsigned column = first; column < end; column++)
		if (cells[column].len != 1)
			return false;
	return true;
}

/* Hands cells of a row to curses, which takes ASCII, as nearly all of them are, much faster. */
static void put_cells(struct painter *self, const struct cell *cells, unsigned columns,
	unsigned line, unsigned first, unsigned end)
{
	bool is_plain = is_ascii(cells, first, end);
	enum style style, last = N_STYLES;
	attr_t look = A_NORMAL;
	int n = 0;

	for (unsigned column = first; column < end; column++) {
		if (cells[column].width == 0)
			continue;
		style = style_at(self, cells, columns, column);
		if (style != last)
			look = look_of(self, style);
		last = style;
		if (is_plain)
			self->plain_row[n++] = (unsigned char)cells[column].text[0] | look;
		else
			make_cell(&cells[column], look, &self->row[n++]);
	}
	if (is_plain)
		mvwaddchnstr(newscr, (int)line, (int)first, self->plain_row, n);
	else
		mvwadd_wchnstr(newscr, (int)line, (int)first, self->row, n);
}

/*
 * Curses would scroll where the hashes of lines tell it that they have moved; but we have scrolled
 * already, and its hashes do not know. It looks only at lines that are touched in newscr, and
 * paints those that are touched in curscr as well.
 */
static void keep_from_scrolling(unsigned line)
{
	wtouchln(newscr, (int)line, 1, 0);
	wtouchln(curscr, (int)line, 1, 1);
}

static void put_row(struct painter *self, const struct canvas *canvas, unsigned line)
{
	const struct cell *cells = row_of(canvas, line);
	unsigned first = 0;
	unsigned end = canvas->columns;

	if (self->shown.cells)
		find_changed(cells, row_of(&self->shown, line), &first, &end);
	if (first < end)
		put_cells(self, cells, canvas->columns, line, first, end);
	if (self->can_move)
		keep_from_scrolling(line);
}

static void shift_window(WINDOW *window, const struct shift *shift)
{
	size_t written = strlen(shift->text);

	wmove(window, (int)shift->line, (int)shift->column);
	for (int n = 0; n < shift->count; n++)
		winsch(window, written ? (chtype)(unsigned char)shift->text[--written] : ' ');
	for (int n = 0; n > shift->count; n--)
		wdelch(window);
}

static void scroll_window(WINDOW *window, const struct scroll *scroll)
{
	scrollok(window, TRUE);
	wsetscrreg(window, (int)scroll->first, (int)scroll->end - 1);
	wscrl(window, scroll->by);
	wsetscrreg(window, 0, LINES - 1);
	scrollok(window, FALSE);
}

/* Moves what the terminal shows, as far as that takes fewer bytes than painting it again. */
static void move_shown(
	struct painter *self, const struct canvas *canvas, const struct changed *changed)
{
	/* Curses' copies of what the terminal shows and of what it should show. */
	WINDOW *windows[] = {curscr, newscr};

	scrolls_apply(&self->scrolls, &self->shown, canvas, changed, &self->out->bytes);
	shifts_apply(&self->shifts, &self->shown, canvas, changed, &self->out->bytes);
	for (int i = 0; i < 2; i++) {
		for (size_t n = 0; n < self->scrolls.n; n++)
			scroll_window(windows[i], &self->scrolls.items[n]);
		for (size_t n = 0; n < self->shifts.n; n++)
			shift_window(windows[i], &self->shifts.items[n]);
		untouchwin(windows[i]);
	}
}

/* Lets curses paint what it was given, which takes at most cost bytes. */
static void paint(struct painter *self, size_t cost)
{
	size_t from = self->out->bytes.len;

	if (cost <= OUTPUT_PIPE_MAX) {
		doupdate();
		output_pipe_drain(self->out);
		if (self->shortens && self->shown.cells) /* anew, nothing is known */
			sgr_shorten(&self->out->bytes, from, &self->is_normal);
		return;
	}
	self->is_normal = false;
	output_pipe_lead_out(self->out);
	doupdate();
	output_pipe_collect(self->out);
}

static void remember_row(struct painter *self, const struct canvas *canvas, unsigned line)
{
	memmove(self->shown.cells + (size_t)line * canvas->columns, row_of(canvas, line),
		canvas->columns * sizeof(*canvas->cells));
}

/* All lines, if nothing is known. */
static void find_changed_lines(
	const struct painter *self, const struct canvas *canvas, struct changed *changed)
{
	*changed = (struct changed){0, canvas->lines};
	if (!self->shown.cells)
		return;
	while (changed->first < changed->end && is_shown(self, canvas, changed->first))
		changed->first++;
	while (changed->end > changed->first && is_shown(self, canvas, changed->end - 1))
		changed->end--;
}

/* Passes the changed rows to curses, as many at a time as the pipe has room for. */
static void paint_changes(
	struct painter *self, const struct canvas *canvas, const struct changed *changed)
{
	size_t cost = 0;

	leaveok(newscr, TRUE);
	for (unsigned line = changed->first; line < changed->end; line++) {
		size_t more;

		if (self->shown.cells && is_shown(self, canvas, line))
			continue;
		more = cost_of_row(canvas, line);
		if (cost > 0 && cost + more > OUTPUT_PIPE_MAX) {
			paint(self, cost);
			cost = 0;
		}
		put_row(self, canvas, line);
		if (self->shown.cells)
			remember_row(self, canvas, line);
		cost += more;
	}
	leaveok(newscr, FALSE);
	if (canvas->has_cursor)
		wmove(newscr, (int)canvas->cursor_line, (int)canvas->cursor_column);
	paint(self, cost);
}

/* Where the cursor is; and all rows, if they were painted anew. */
static void remember(struct painter *self, const struct canvas *canvas)
{
	if (!self->shown.cells) {
		canvas_init(&self->shown, canvas->columns, canvas->lines);
		for (unsigned line = 0; line < canvas->lines; line++)
			remember_row(self, canvas, line);
	}
	self->shown.has_cursor = canvas->has_cursor;
	self->shown.cursor_line = canvas->cursor_line;
	self->shown.cursor_column = canvas->cursor_column;
}

/* When it paints after a resize, curses adopts the new size by itself, without reporting it. */
static void follow_size(struct painter *self, const struct canvas *canvas)
{
	const struct canvas *shown = &self->shown;

	if (self->room != canvas->columns ||
		(shown->cells &&
			(shown->columns != canvas->columns || shown->lines != canvas->lines)))
		painter_make_room(self);
}

void painter_draw(struct painter *self, const struct canvas *canvas)
{
	struct changed changed;

	assert(canvas->columns == (unsigned)COLS && canvas->lines == (unsigned)LINES);
	follow_size(self, canvas);
	find_changed_lines(self, canvas, &changed);
	if (self->shown.cells && self->can_move)
		move_shown(self, canvas, &changed);
	paint_changes(self, canvas, &changed);
	output_pipe_send(self->out);
	remember(self, canvas);
}
