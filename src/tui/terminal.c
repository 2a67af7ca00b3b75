/*
 * Takes over the terminal with curses, and gives it back. Only this file and terminal_paint.c use
 * curses.
 *
 * Keys are not read through curses: it needs a system call per byte and blocks while waiting for
 * what may follow an Escape. Its key definitions are passed to input.
 */
#include "terminal.h"

#include "restore.h"
#include "terminal_answer.h"
#include "terminal_info.h"
#include "terminal_paint.h"

#include "base/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

struct term {
	SCREEN *screen;
	struct termios modes; /* of the shell, to be restored */
	bool has_paste;
	bool has_mouse;
	bool follows_xterm;
	enum cursor_choice cursor;
	bool is_left; /* the terminal currently belongs to somebody else */
	struct output_pipe out;
	struct painter painter;
};

/* A string of the terminal's description; NULL if it has none. */
static const char *capability(const char *id)
{
	const char *text = tigetstr(id);

	return text == (const char *)-1 ? NULL : text;
}

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";
/* The steady ones; the terminal's own may blink. */
static const char *const cursors[] = {
	[CHOICE_CURSOR_TERMINAL] = "\033[0 q",
	[CHOICE_CURSOR_BAR] = "\033[6 q",
	[CHOICE_CURSOR_BLOCK] = "\033[2 q",
};

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

/* In addition to what curses does itself. */
static void enter(struct term *self)
{
	struct str *bytes = &self->out.bytes;

	keep(bytes, capability("smkx"));
	if (self->has_paste)
		keep(bytes, paste_on);
	if (self->has_mouse)
		keep(bytes, mouse_on);
	if (self->cursor != CHOICE_CURSOR_TERMINAL)
		keep(bytes, cursors[self->cursor]);
}

static void leave(struct term *self)
{
	struct str *bytes = &self->out.bytes;

	if (self->is_left)
		return;
	self->is_left = true;
	if (self->cursor != CHOICE_CURSOR_TERMINAL)
		keep(bytes, cursors[CHOICE_CURSOR_TERMINAL]);
	if (self->has_mouse)
		keep(bytes, mouse_off);
	if (self->has_paste)
		keep(bytes, paste_off);
	output_pipe_lead_out(&self->out); /* curses sets the terminal's modes through it, too */
	endwin();
}

/* What a crash sends, prepared while there is time. */
static void arm(const struct term *self)
{
	struct str bytes = {0};

	if (self->cursor != CHOICE_CURSOR_TERMINAL)
		keep(&bytes, cursors[CHOICE_CURSOR_TERMINAL]);
	keep(&bytes, mouse_off);
	if (self->has_paste)
		keep(&bytes, paste_off);
	keep(&bytes, capability("rmkx"));
	keep(&bytes, capability("sgr0"));
	keep(&bytes, capability("op"));
	keep(&bytes, capability("rmcup"));
	keep(&bytes, capability("cnorm")); /* last, because the saved one may differ */
	str_append_text(&bytes, "\r\n");
	restore_arm(&self->modes, str_text(&bytes), bytes.len);
	str_release(&bytes);
}

static void set_modes(void)
{
	raw();
	noecho();
	nonl();
	typeahead(-1); /* never interrupt the painting of a turn */
}

static bool start_curses(struct term *self)
{
	errno = 0;
	self->screen = newterm(NULL, self->out.for_curses, stdin);
	if (!self->screen && errno == ENOMEM)
		mem_exhausted();
	if (!self->screen)
		return false;
	if (capability("cup")) {
		wresize(stdscr, 1, 1); /* the canvas is our copy, which is passed to newscr */
		return true;
	}
	endwin();
	delscreen(self->screen);
	return false;
}

/* Does a change of attributes begin as sgr_shorten expects it? */
static bool has_known_reset(void)
{
	const char *reset = capability("sgr0");

	return reset && (strcmp(reset, "\033(B\033[m") == 0 || strcmp(reset, "\033[m\017") == 0);
}

/* Takes over the terminal with curses; changes nothing if that fails. */
static bool take_over(struct term *self, const char *name, struct err *err)
{
	if (!output_pipe_init(&self->out))
		return err_system(err, errno, "the terminal cannot be written to");
	tcgetattr(STDIN_FILENO, &self->modes);
	restore_arm(&self->modes, "", 0); /* curses crashes if it gets no memory at the start */
	if (start_curses(self))
		return true;
	restore_disarm();
	tcsetattr(STDIN_FILENO, TCSADRAIN, &self->modes);
	return err_set(err, ERR_USAGE, "the terminal \"%s\" cannot show a full screen", name);
}

struct term *term_start(struct input *input, struct err *err)
{
	const char *name = getenv("TERM");
	struct term *self = mem_zalloc(1, sizeof(*self));

	name = name ? name : "";
	if (!take_over(self, name, err)) {
		output_pipe_release(&self->out);
		free(self);
		return NULL;
	}
	set_modes();
	self->painter.out = &self->out;
	self->has_paste = terminal_has_paste(name);
	self->follows_xterm = terminal_follows_xterm(name);
	self->painter.can_move = self->follows_xterm && capability("ich") && capability("dch") &&
				 capability("il") && capability("dl") && capability("csr");
	self->painter.shortens = self->follows_xterm && has_known_reset();
	terminal_define_keys(input, capability);
	painter_make_room(&self->painter);
	enter(self);
	output_pipe_collect(&self->out);
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
	painter_release(&self->painter);
	output_pipe_release(&self->out);
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
	output_pipe_collect(&self->out);
	term_resize(self);
	term_forget(self);
}

void term_forget(struct term *self)
{
	painter_forget(&self->painter);
}

void term_resize(struct term *self)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0 ||
		(size.ws_row == LINES && size.ws_col == COLS))
		return;
	resizeterm(size.ws_row, size.ws_col);
	painter_make_room(&self->painter);
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
	str_append_text(&self->out.bytes, is_on ? mouse_on : mouse_off);
}

void term_set_cursor(struct term *self, enum cursor_choice cursor)
{
	if (cursor == self->cursor || !self->follows_xterm)
		return;
	self->cursor = cursor;
	str_append_text(&self->out.bytes, cursors[cursor]);
	arm(self);
}

void term_ask_background(struct term *self)
{
	if (self->follows_xterm)
		str_append_text(&self->out.bytes, ANSWER_ASK);
}

void term_ring(struct term *self)
{
	str_append_text(&self->out.bytes, "\a");
}

int term_colours(const struct term *self)
{
	(void)self;
	return has_colors() ? tigetnum("colors") : 0;
}

void term_set_theme(struct term *self, enum theme theme)
{
	painter_set_theme(&self->painter, theme);
}

void term_send(struct term *self, const char *bytes, size_t len)
{
	str_append(&self->out.bytes, bytes, len);
}

void term_draw(struct term *self, const struct canvas *canvas)
{
	painter_draw(&self->painter, canvas);
}
