/*
 * curses, and only here. ncurses paints well but never inserts characters inside a
 * line by itself, so rows that only moved to the side are shifted first, on the
 * terminal and in what ncurses believes of it; then it paints the rest.
 *
 * Keys are not read through curses: it takes a system call per byte and waits inside
 * for what may follow an Escape. Its knowledge of the terminal's keys goes to input.
 */
#include "terminal.h"

#include "output_pipe.h"
#include "restore.h"
#include "scroll_sideways.h"
#include "terminal_info.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { MAX_ESCAPE_DELAY = 60000 /* milliseconds */ };

struct term {
	SCREEN *screen;
	struct termios modes; /* of the shell, to be given back */
	struct canvas shown;  /* what the terminal shows; of no size: unknown */
	bool has_colour;
	bool has_paste;
	bool has_mouse;
	bool can_shift;
	bool is_left; /* the terminal is somebody else's for now */
	struct outlet outlet;
	struct shifts shifts;
	cchar_t *row;  /* scratch of one row's length */
	unsigned room; /* columns it has room for */
};

/* --- styles --- */

/* Colours are those of the user's palette on his own background. */
static const struct {
	short colour;   /* -1: the terminal's own */
	attr_t with;    /* attributes beside the colour */
	attr_t without; /* attributes where there is no colour */
} looks[] = {
	[STYLE_NORMAL] = {-1, A_NORMAL, A_NORMAL},
	[STYLE_TITLE] = {-1, A_BOLD, A_BOLD},
	[STYLE_HEADING] = {COLOR_CYAN, A_BOLD, A_BOLD},
	[STYLE_QUESTION] = {COLOR_CYAN, A_NORMAL, A_NORMAL},
	[STYLE_FOCUS] = {-1, A_BOLD, A_BOLD},
	[STYLE_ERROR] = {COLOR_RED, A_BOLD, A_BOLD},
	[STYLE_WARNING] = {COLOR_YELLOW, A_NORMAL, A_BOLD},
	[STYLE_NOTE] = {COLOR_CYAN, A_NORMAL, A_NORMAL},
	[STYLE_DIM] = {-1, A_DIM, A_NORMAL},
	[STYLE_KEY] = {-1, A_BOLD, A_BOLD},
	[STYLE_SELECTION] = {-1, A_REVERSE, A_REVERSE},
	[STYLE_ESCAPE] = {COLOR_MAGENTA, A_NORMAL, A_UNDERLINE},
};
static_assert(sizeof(looks) / sizeof(*looks) == N_STYLES, "a look for each style");

static void start_colours(struct term *self)
{
	if (!has_colors() || start_color() == ERR || use_default_colors() == ERR)
		return;
	self->has_colour = true;
	for (int i = 0; i < N_STYLES; i++)
		if (looks[i].colour >= 0)
			init_pair((short)(i + 1), looks[i].colour, -1);
}

static void look_of(const struct term *self, enum style style, attr_t *attributes, short *pair)
{
	bool is_coloured = self->has_colour && looks[style].colour >= 0;

	*pair = is_coloured ? (short)(style + 1) : 0;
	*attributes = self->has_colour ? looks[style].with : looks[style].without;
}

/* --- start and stop --- */

/* A string of the terminal's description, NULL when it has none. */
static const char *capability(const char *id)
{
	const char *text = tigetstr(id);

	return text == (const char *)-1 ? NULL : text;
}

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";

/* Appends a capability without the padding that only tputs understands. */
static void keep(struct str *bytes, const char *text)
{
	while (text && *text) {
		size_t len = strcspn(text, "$");
		const char *end = strchr(text, '>');

		str_append(bytes, text, len);
		text += len;
		if (text[0] == '$' && text[1] == '<' && end)
			text = end + 1;
		else if (*text)
			str_append_char(bytes, *text++);
	}
}

/* Beside what curses does itself. */
static void enter(struct term *self)
{
	struct str *bytes = &self->outlet.bytes;

	keep(bytes, capability("smkx"));
	if (self->has_paste)
		keep(bytes, paste_on);
	if (self->has_mouse)
		keep(bytes, mouse_on);
}

static void leave(struct term *self)
{
	struct str *bytes = &self->outlet.bytes;

	if (self->is_left)
		return;
	self->is_left = true;
	if (self->has_mouse)
		keep(bytes, mouse_off);
	if (self->has_paste)
		keep(bytes, paste_off);
	outlet_lead_out(&self->outlet); /* curses sets the terminal's modes through it, too */
	endwin();
}

/* What a crash sends, made while there is time for it. */
static void arm(const struct term *self)
{
	struct str bytes = {0};

	keep(&bytes, mouse_off);
	if (self->has_paste)
		keep(&bytes, paste_off);
	keep(&bytes, capability("rmkx"));
	keep(&bytes, capability("sgr0"));
	keep(&bytes, capability("op"));
	keep(&bytes, capability("rmcup"));
	keep(&bytes, capability("cnorm")); /* last: what was saved may say otherwise */
	str_append_text(&bytes, "\r\n");
	restore_arm(&self->modes, str_text(&bytes), bytes.len);
	str_release(&bytes);
}

static void set_modes(void)
{
	raw();
	noecho();
	nonl();
	typeahead(-1); /* a turn's painting is never broken off half-way */
}

static void make_room(struct term *self)
{
	free(self->row);
	self->room = (unsigned)COLS;
	self->row = mem_zalloc((size_t)COLS + 1, sizeof(*self->row));
	term_forget(self);
}

static bool start_curses(struct term *self)
{
	errno = 0;
	self->screen = newterm(NULL, self->outlet.for_curses, stdin);
	if (!self->screen && errno == ENOMEM)
		mem_exhausted();
	if (!self->screen)
		return false;
	if (capability("cup")) {
		wresize(stdscr, 1, 1); /* the canvas is our copy: it goes to newscr */
		return true;
	}
	endwin();
	delscreen(self->screen);
	return false;
}

/* The terminal taken over by curses; nothing is changed when that fails. */
static bool take_over(struct term *self, const char *name, struct err *err)
{
	if (!outlet_init(&self->outlet))
		return err_system(err, errno, "the terminal cannot be written to");
	tcgetattr(STDIN_FILENO, &self->modes);
	restore_arm(&self->modes, "", 0); /* curses falls over when it gets no memory to begin */
	if (start_curses(self))
		return true;
	restore_disarm();
	tcsetattr(STDIN_FILENO, TCSADRAIN, &self->modes);
	return err_set(err, ERR_USAGE, "the terminal \"%s\" cannot show a full screen", name);
}

static int escape_delay(int otherwise)
{
	const char *delay = getenv("ESCDELAY");
	long milliseconds = delay ? strtol(delay, NULL, 10) : 0;

	return milliseconds > 0 && milliseconds <= MAX_ESCAPE_DELAY ? (int)milliseconds : otherwise;
}

struct term *term_start(struct input *input, bool no_colour, struct err *err)
{
	const char *name = getenv("TERM");
	struct term *self = mem_zalloc(1, sizeof(*self));

	name = name ? name : "";
	if (!take_over(self, name, err)) {
		outlet_release(&self->outlet);
		free(self);
		return NULL;
	}
	set_modes();
	if (!no_colour)
		start_colours(self);
	self->has_paste = terminal_has_paste(name);
	self->can_shift = terminal_follows_xterm(name) && capability("ich") && capability("dch");
	input->escape_delay = escape_delay(input->escape_delay);
	terminal_define_keys(input, capability);
	make_room(self);
	enter(self);
	outlet_collect(&self->outlet);
	arm(self);
	return self;
}

void term_stop(struct term *self)
{
	if (!self)
		return;
	leave(self);
	restore_disarm();
	delscreen(self->screen);
	canvas_release(&self->shown);
	shifts_release(&self->shifts);
	outlet_release(&self->outlet);
	free(self->row);
	free(self);
}

void term_suspend(struct term *self)
{
	leave(self);
	restore_disarm();
}

void term_resume(struct term *self)
{
	self->is_left = false;
	arm(self);
	doupdate(); /* takes the terminal back */
	enter(self);
	outlet_collect(&self->outlet);
	term_resize(self);
	term_forget(self);
}

void term_forget(struct term *self)
{
	canvas_release(&self->shown);
	clearok(curscr, TRUE);
}

void term_resize(struct term *self)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0 ||
		(size.ws_row == LINES && size.ws_col == COLS))
		return;
	resizeterm(size.ws_row, size.ws_col);
	make_room(self);
}

void term_size(const struct term *self, unsigned *columns, unsigned *lines)
{
	(void)self;
	*columns = (unsigned)COLS;
	*lines = (unsigned)LINES;
}

void term_set_mouse(struct term *self, bool is_on)
{
	self->has_mouse = is_on;
	str_append_text(&self->outlet.bytes, is_on ? mouse_on : mouse_off);
}

void term_send(struct term *self, const char *bytes, size_t len)
{
	str_append(&self->outlet.bytes, bytes, len);
}

/* --- painting --- */

static const struct cell *row_of(const struct canvas *canvas, unsigned line)
{
	return canvas->cells + (size_t)line * canvas->columns;
}

static bool is_same_row(const struct term *self, const struct canvas *canvas, unsigned line)
{
	return memcmp(row_of(&self->shown, line), row_of(canvas, line),
		       canvas->columns * sizeof(struct cell)) == 0;
}

static void make_cell(const struct term *self, const struct cell *cell, cchar_t *out)
{
	wchar_t text[1 + CELL_MARKS + 1];
	attr_t attributes;
	short pair;
	size_t n = 0;

	for (size_t at = 0; at < cell->len && n <= CELL_MARKS;) {
		uint32_t code;

		at += utf8_decode(cell->text + at, cell->len - at, &code);
		text[n++] = (wchar_t)code;
	}
	text[n] = L'\0';
	look_of(self, (enum style)cell->style, &attributes, &pair);
	setcchar(out, text, attributes, pair, NULL);
}

/* The most bytes curses may need for a row. */
static size_t cost_of_row(const struct canvas *canvas, unsigned line)
{
	enum { COST_ROW = 48, COST_STYLE = 24 };
	const struct cell *cells = row_of(canvas, line);
	size_t cost = COST_ROW;

	for (unsigned i = 0; i < canvas->columns; i++)
		cost += cells[i].len +
			(i > 0 && cells[i].style != cells[i - 1].style ? COST_STYLE : 0u);
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

/* Hands the changed cells of a row to curses. */
static void put_row(struct term *self, const struct canvas *canvas, unsigned line)
{
	const struct cell *cells = row_of(canvas, line);
	unsigned first = 0;
	unsigned end = canvas->columns;
	int n = 0;

	if (self->shown.cells)
		find_changed(cells, row_of(&self->shown, line), &first, &end);
	for (unsigned column = first; column < end; column++)
		if (cells[column].width > 0)
			make_cell(self, &cells[column], &self->row[n++]);
	if (n > 0)
		mvwadd_wchnstr(newscr, (int)line, (int)first, self->row, n);
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

/* Our shifts, in what curses believes the terminal shows and in what it is to show. */
static void tell_curses(const struct shifts *shifts)
{
	for (size_t i = 0; i < shifts->n; i++) {
		shift_window(curscr, &shifts->items[i]);
		shift_window(newscr, &shifts->items[i]);
	}
}

/* Lets curses paint what it was handed, of which it needs at most cost bytes. */
static void paint(struct term *self, size_t cost)
{
	if (cost <= OUTLET_PIPE_MAX) {
		doupdate();
		outlet_drain(&self->outlet);
		return;
	}
	outlet_lead_out(&self->outlet);
	doupdate();
	outlet_collect(&self->outlet);
}

/* Hands the changed rows to curses, as many at a time as the pipe has room for. */
static void paint_changes(struct term *self, const struct canvas *canvas)
{
	size_t cost = 0;

	leaveok(newscr, TRUE);
	for (unsigned line = 0; line < canvas->lines; line++) {
		size_t more;

		if (self->shown.cells && is_same_row(self, canvas, line))
			continue;
		more = cost_of_row(canvas, line);
		if (cost > 0 && cost + more > OUTLET_PIPE_MAX) {
			paint(self, cost);
			cost = 0;
		}
		put_row(self, canvas, line);
		cost += more;
	}
	leaveok(newscr, FALSE);
	if (canvas->has_cursor)
		wmove(newscr, (int)canvas->cursor_line, (int)canvas->cursor_column);
	paint(self, cost);
}

static void remember(struct term *self, const struct canvas *canvas)
{
	size_t count = (size_t)canvas->columns * canvas->lines;

	if (!self->shown.cells)
		canvas_init(&self->shown, canvas->columns, canvas->lines);
	memcpy(self->shown.cells, canvas->cells, count * sizeof(*canvas->cells));
	self->shown.has_cursor = canvas->has_cursor;
	self->shown.cursor_line = canvas->cursor_line;
	self->shown.cursor_column = canvas->cursor_column;
}

/* curses takes over a new size by itself, too, when it paints after one: no resize tells of it. */
static void follow_size(struct term *self, const struct canvas *canvas)
{
	const struct canvas *shown = &self->shown;

	if (self->room != canvas->columns ||
		(shown->cells &&
			(shown->columns != canvas->columns || shown->lines != canvas->lines)))
		make_room(self);
}

void term_draw(struct term *self, const struct canvas *canvas)
{
	assert(canvas->columns == (unsigned)COLS && canvas->lines == (unsigned)LINES);
	follow_size(self, canvas);
	if (self->shown.cells && self->can_shift) {
		shifts_apply(&self->shifts, &self->shown, canvas, &self->outlet.bytes);
		tell_curses(&self->shifts);
	}
	paint_changes(self, canvas);
	outlet_send(&self->outlet);
	remember(self, canvas);
}
