/* The view of a file that is no document; see tui/unread_view.h. */
#include "tui/unread_view.h"

#include "base/mem.h"
#include "reading/unread.h"
#include "store/file.h"
#include "store/path.h"
#include "text/wrap.h"

#include <stdlib.h>
#include <string.h>

enum {
	LOOK = 1000,   /* milliseconds between two looks at the file */
	FOOT = 2,      /* the message line and the keys */
	ROOM_LEAST = 3 /* lines of the file that the trouble leaves */
};

/* What is shown, laid out for so many columns. */
struct unread_lines {
	enum reading_unread as;
	struct str text;
	struct reading_marked marked;
	size_t *starts;
	size_t n;
	size_t cap;
	unsigned columns;
};

struct unread {
	struct view view;
	struct unread_view_config config;
	struct err trouble;
	struct str bytes;
	struct file_stamp stamp;
	struct unread_lines lines;
	size_t top;
	unsigned room;       /* lines of the last drawing */
	const char *message; /* NULL: none */
	int64_t looked;
};

static int64_t now(const struct unread *self)
{
	return time_source_steady(&self->config.time);
}

/* --- the lines --- */

static void lay_out(struct unread *self, unsigned columns)
{
	struct unread_lines *lines = &self->lines;
	struct slice rest, line;

	if (lines->columns == columns)
		return;
	lines->columns = columns;
	lines->n = 0;
	str_clear(&lines->text);
	lines->as = reading_write_unread(
		slice_of(&self->bytes), &self->trouble, columns, &lines->text, &lines->marked);
	rest = slice_of(&lines->text);
	while (slice_next_line(&rest, &line)) {
		lines->starts =
			mem_grow(lines->starts, &lines->cap, lines->n + 1, sizeof(*lines->starts));
		lines->starts[lines->n++] = (size_t)(line.data - lines->text.data);
	}
}

static struct slice line_text(const struct unread_lines *self, size_t nth)
{
	struct slice rest = slice_from(slice_of(&self->text), self->starts[nth]);
	struct slice line = {0};

	slice_next_line(&rest, &line);
	return line;
}

static bool is_marked(const struct unread_lines *self, size_t nth)
{
	return self->starts[nth] >= self->marked.begin && self->starts[nth] < self->marked.end;
}

static size_t last_top(const struct unread *self)
{
	return self->lines.n > self->room ? self->lines.n - self->room : 0;
}

static void show(struct unread *self, size_t top)
{
	self->top = top < last_top(self) ? top : last_top(self);
}

/* The trouble in the upper half, with what leads to it. */
static void show_trouble(struct unread *self)
{
	size_t at = 0;

	while (at < self->lines.n && !is_marked(&self->lines, at))
		at++;
	if (at < self->lines.n)
		show(self, at > self->room / 3 ? at - self->room / 3 : 0);
}

/* --- the file --- */

static void set_trouble(struct unread *self, const struct err *trouble)
{
	self->trouble = *trouble;
	self->lines.columns = 0;
}

/* Once more, as a document: its bytes come first, so that what is written meanwhile is seen at the
 * next look. */
static void look(struct unread *self)
{
	struct str bytes = {0};
	struct err err = {0};
	struct view *opened = NULL;

	if (file_load(self->config.io, self->config.path, &bytes, &self->stamp, &err)) {
		opened = self->config.open(self->config.context, &err);
		str_release(&self->bytes);
		self->bytes = bytes;
	} else {
		self->stamp = (struct file_stamp){0}; /* what was there is still to be seen */
	}
	if (opened) {
		struct views *stack = self->view.stack;

		view_close(&self->view);
		views_open(stack, opened);
	} else {
		set_trouble(self, &err);
	}
}

/* A form that was not there may have come without a change of the file. */
static void tick(struct view *view)
{
	struct unread *self = view->state;

	if (now(self) - self->looked < LOOK)
		return;
	self->looked = now(self);
	if (self->lines.as == READING_KEYS ||
		!file_is_same(self->config.io, self->config.path, &self->stamp))
		look(self);
}

static int timeout(const struct view *view)
{
	const struct unread *self = view->state;
	int64_t left = self->looked + LOOK - now(self);

	return left > 0 ? (int)left : 0;
}

/* --- keys --- */

static void up(struct unread *self)
{
	show(self, self->top > 0 ? self->top - 1 : 0);
}

static void down(struct unread *self)
{
	show(self, self->top + 1);
}

static void page_up(struct unread *self)
{
	size_t lines = self->room > 1 ? self->room - 1 : 1;

	show(self, self->top > lines ? self->top - lines : 0);
}

static void page_down(struct unread *self)
{
	show(self, self->top + (self->room > 1 ? self->room - 1 : 1));
}

static void to_start(struct unread *self)
{
	self->top = 0;
}

static void to_end(struct unread *self)
{
	self->top = last_top(self);
}

static void enter(struct unread *self)
{
	show_trouble(self);
	self->message =
		"Fix it in a text editor; the document opens here as soon as it can be read";
}

static void help(struct unread *self)
{
	self->message = "Space and b: a screen; j and k: a line; Enter: where it is wrong; q: back";
}

static void close(struct unread *self)
{
	view_close(&self->view);
}

static void (*const doings[N_ACTIONS])(struct unread *self) = {
	[ACTION_UP] = up,
	[ACTION_DOWN] = down,
	[ACTION_PAGE_UP] = page_up,
	[ACTION_PAGE_DOWN] = page_down,
	[ACTION_LINE_START] = to_start,
	[ACTION_TEXT_START] = to_start,
	[ACTION_LINE_END] = to_end,
	[ACTION_TEXT_END] = to_end,
	[ACTION_ENTER] = enter,
	[ACTION_HELP] = help,
	[ACTION_LEAVE] = close,
	[ACTION_QUIT] = close,
};

static enum request key(struct view *view, const struct key *key, bool after_escape)
{
	struct unread *self = view->state;
	enum action action = keymap_find(self->config.keymap, key, KEYS_READING);

	(void)after_escape;
	self->message = NULL;
	if (action == ACTION_SUSPEND)
		return REQUEST_SUSPEND;
	if (action == ACTION_REDRAW)
		return REQUEST_REDRAW;
	if (doings[action])
		doings[action](self);
	else
		self->message = action == ACTION_NONE
					? "That key does nothing here; ? shows those that do"
					: "Not possible: this file cannot be read as a document";
	return REQUEST_NOTHING;
}

static void wheel(struct view *view, int lines)
{
	struct unread *self = view->state;

	for (int i = 0; i < abs(lines); i++)
		(lines < 0 ? up : down)(self);
}

/* --- drawing --- */

static void title_draw(const struct unread *self, struct canvas *canvas)
{
	static const char state[] = "read only";
	unsigned width = (unsigned)sizeof(state) + 1;
	struct pen pen = pen_at(canvas, 0, 1, canvas->columns - width - 2, STYLE_TITLE);

	pen_text(&pen, path_name(self->config.path));
	pen_finish(&pen);
	pen = pen_at(canvas, 0, canvas->columns - width, width, STYLE_WARNING);
	pen_text(&pen, state);
	canvas_rule(canvas, 1, 0, canvas->columns, GLYPH_HORIZONTAL, STYLE_DIM);
}

/* Returns the first line below it. */
static unsigned trouble_draw(const struct unread *self, struct canvas *canvas)
{
	unsigned columns = canvas->columns - 2;
	unsigned line = 2;
	struct wrap wrap = {0};
	struct str text = {0};

	if (self->trouble.line > 0)
		str_appendf(
			&text, "Line %u, column %u: ", self->trouble.line, self->trouble.column);
	else
		str_append_text(&text, "It cannot be read: ");
	str_append_text(&text, self->trouble.message);
	wrap_layout(&wrap, str_text(&text), text.len, columns);
	for (size_t i = 0; i < wrap.n_lines && line + FOOT + ROOM_LEAST < canvas->lines; i++) {
		struct pen pen = pen_at(canvas, line++, 1, columns, STYLE_ERROR);

		pen_write(&pen, str_text(&text) + wrap.lines[i].start,
			wrap.lines[i].end - wrap.lines[i].start);
	}
	wrap_release(&wrap);
	str_release(&text);
	return line;
}

static void lines_draw(const struct unread *self, struct canvas *canvas, unsigned line)
{
	for (unsigned i = 0; i < self->room && self->top + i < self->lines.n; i++) {
		size_t nth = self->top + i;
		struct slice text = line_text(&self->lines, nth);
		struct pen pen = pen_at(canvas, line + i, 1, canvas->columns - 2,
			is_marked(&self->lines, nth) ? STYLE_ERROR : STYLE_NORMAL);

		pen_write(&pen, text.data, text.len);
		pen_finish(&pen);
	}
}

static void keys_draw(const struct unread *self, struct canvas *canvas)
{
	static const struct {
		enum action action;
		const char *word;
	} hints[] = {{ACTION_HELP, "Help"}, {ACTION_PAGE_DOWN, "More"}, {ACTION_ENTER, "Line"},
		{ACTION_LEAVE, "Back"}};
	struct pen pen = pen_at(canvas, canvas->lines - 1, 1, canvas->columns - 2, STYLE_NORMAL);
	struct str name = {0};

	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++) {
		str_clear(&name);
		keymap_describe_in(self->config.keymap, hints[i].action, KEYS_READING, 1, &name);
		pen_styled(&pen, STYLE_KEY, str_text(&name));
		pen_text(&pen, " ");
		pen_styled(&pen, STYLE_DIM, hints[i].word);
		pen_text(&pen, "  ");
	}
	str_release(&name);
}

static void draw(struct view *view, struct canvas *canvas)
{
	struct unread *self = view->state;
	struct pen pen;
	unsigned line;

	canvas_clear(canvas);
	if (canvas->columns < 24 || canvas->lines < 8)
		return;
	title_draw(self, canvas);
	line = trouble_draw(self, canvas) + 1;
	lay_out(self, canvas->columns - 2);
	self->room = canvas->lines - FOOT - line;
	show(self, self->top);
	lines_draw(self, canvas, line);
	pen = pen_at(canvas, canvas->lines - 2, 1, canvas->columns - 2, STYLE_NORMAL);
	pen_text(&pen, self->message ? self->message : "");
	pen_finish(&pen);
	keys_draw(self, canvas);
}

static const struct view_type unread_type = {
	.draw = draw,
	.key = key,
	.wheel = wheel,
	.tick = tick,
	.timeout = timeout,
};

/* --- from start to end --- */

struct view *unread_view_new(
	const struct unread_view_config *config, const struct err *trouble, struct err *err)
{
	struct unread *self = mem_zalloc(1, sizeof(*self));

	self->view = (struct view){.type = &unread_type, .state = self};
	self->config = *config;
	self->trouble = *trouble;
	self->looked = now(self);
	/* Without a stamp, as it may have been mended since it was tried. */
	if (file_load(config->io, config->path, &self->bytes, NULL, err))
		return &self->view;
	unread_view_free(&self->view);
	return NULL;
}

void unread_view_free(struct view *view)
{
	struct unread *self = view ? view->state : NULL;

	if (!self)
		return;
	str_release(&self->bytes);
	str_release(&self->lines.text);
	free(self->lines.starts);
	free(self);
}
