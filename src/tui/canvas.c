/*
 * The canvas: a grid of cells. A cell holds one character and its zero-width marks; a
 * cluster wider than two cells (by wcwidth, a family of emoji) is spread over as many
 * cells as the terminal library will give it.
 */
#include "tui/canvas.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/grapheme.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static const struct {
	const char *text;
	char ascii;
	bool is_border;
} glyphs[] = {
	[GLYPH_HORIZONTAL] = {"─", '-', true},
	[GLYPH_VERTICAL] = {"│", '|', true},
	[GLYPH_TEE_DOWN] = {"┬", '+', true},
	[GLYPH_TEE_UP] = {"┴", '+', true},
	[GLYPH_TEE_LEFT] = {"┤", '+', true},
	[GLYPH_TOP_LEFT] = {"┌", '+', true},
	[GLYPH_TOP_RIGHT] = {"┐", '+', true},
	[GLYPH_BOTTOM_LEFT] = {"└", '+', true},
	[GLYPH_BOTTOM_RIGHT] = {"┘", '+', true},
	[GLYPH_HEAVY] = {"━", '='},
	[GLYPH_HEAVY_TICK] = {"┿", '+'},
	[GLYPH_TICK] = {"┼", '+'},
	[GLYPH_MIDNIGHT] = {"╋", '|'},
	[GLYPH_ONWARD] = {"▸", '>'},
	[GLYPH_HERE] = {"▲", '^'},
	[GLYPH_ELLIPSIS] = {"…", '>'},
};
static_assert(sizeof(glyphs) / sizeof(*glyphs) == N_GLYPHS, "a text for each glyph");

static const struct cell blank = {.text = " ", .len = 1, .width = 1, .style = STYLE_NORMAL};

static struct cell *cell_at(struct canvas *self, unsigned line, unsigned column)
{
	if (line >= self->lines || column >= self->columns)
		return NULL;
	return &self->cells[(size_t)line * self->columns + column];
}

void canvas_init(struct canvas *self, unsigned columns, unsigned lines)
{
	*self = (struct canvas){0};
	canvas_resize(self, columns, lines);
}

void canvas_release(struct canvas *self)
{
	free(self->cells);
	*self = (struct canvas){0};
}

void canvas_resize(struct canvas *self, unsigned columns, unsigned lines)
{
	if (self->columns != columns || self->lines != lines || !self->cells) {
		size_t count = (size_t)columns * lines;

		self->cells = mem_resize(self->cells, count ? count : 1, sizeof(*self->cells));
		self->columns = columns;
		self->lines = lines;
	}
	canvas_clear(self);
}

void canvas_clear(struct canvas *self)
{
	size_t columns = self->lines > 0 ? self->columns : 0;

	for (size_t i = 0; i < columns; i++)
		self->cells[i] = blank;
	for (size_t line = 1; line < self->lines; line++) /* which, unlike memcpy, is not inlined */
		memmove(self->cells + line * columns, self->cells, columns * sizeof(*self->cells));
	self->has_cursor = false;
	self->rings = false;
}

/* Clears the other half of a wide character that is about to be overwritten. */
static void heal(struct canvas *self, unsigned line, unsigned column)
{
	struct cell *cell = cell_at(self, line, column);
	struct cell *other = NULL;

	if (cell && cell->width == 0 && column > 0)
		other = cell_at(self, line, column - 1);
	else if (cell && cell->width == 2)
		other = cell_at(self, line, column + 1);
	if (other)
		*other = blank;
}

/* Writes one character, if it fits. */
static void put(struct canvas *self, unsigned line, unsigned column, const char *text, size_t len,
	unsigned width, enum style style)
{
	struct cell *cell = cell_at(self, line, column);

	if (!cell || column + width > self->columns)
		return;
	if (cell->width != 1)
		heal(self, line, column);
	if (width == 2) {
		heal(self, line, column + 1);
		cell[1] = (struct cell){.width = 0, .style = (uint8_t)style};
	}
	*cell = (struct cell){
		.len = (uint8_t)len, .width = (uint8_t)width, .style = (uint8_t)style};
	memcpy(cell->text, text, len);
}

/* The same for ASCII characters, which nearly all text consists of, as far as they fit. */
static void put_plain(struct canvas *self, unsigned line, unsigned column, const char *text,
	size_t len, enum style style)
{
	struct cell *cell = cell_at(self, line, column);

	if (!cell)
		return;
	if (len > self->columns - column)
		len = self->columns - column;
	for (size_t i = 0; i < len; i++, cell++) {
		if (cell->width != 1)
			heal(self, line, column + (unsigned)i);
		memset(cell->text, 0, sizeof(cell->text));
		cell->text[0] = text[i];
		cell->len = cell->width = 1;
		cell->style = (uint8_t)style;
	}
}

/* The same for a narrow cell, so many times. */
static void put_cells(struct canvas *self, unsigned line, unsigned column, unsigned count,
	const struct cell *narrow)
{
	struct cell *cell = cell_at(self, line, column);

	if (!cell)
		return;
	if (count > self->columns - column)
		count = self->columns - column;
	for (unsigned i = 0; i < count; i++, cell++) {
		if (cell->width != 1)
			heal(self, line, column + i);
		*cell = *narrow;
	}
}

void canvas_clear_area(struct canvas *self, const struct area *area)
{
	for (unsigned line = 0; line < area->lines; line++)
		put_cells(self, area->line + line, area->column, area->columns, &blank);
}

void canvas_set_cursor(struct canvas *self, unsigned line, unsigned column)
{
	self->has_cursor = line < self->lines && self->columns > 0;
	self->cursor_line = line;
	self->cursor_column = column < self->columns ? column : self->columns - 1;
}

void canvas_glyph(
	struct canvas *self, unsigned line, unsigned column, enum glyph glyph, enum style style)
{
	canvas_rule(self, line, column, 1, glyph, style);
}

void canvas_rule(struct canvas *self, unsigned line, unsigned column, unsigned count,
	enum glyph glyph, enum style style)
{
	struct cell cell = {.len = 1, .width = 1, .style = (uint8_t)style};

	if (self->is_borderless && glyphs[glyph].is_border) {
		cell = blank;
	} else if (self->is_ascii) {
		cell.text[0] = glyphs[glyph].ascii;
	} else {
		cell.len = (uint8_t)strlen(glyphs[glyph].text);
		memcpy(cell.text, glyphs[glyph].text, cell.len);
	}
	put_cells(self, line, column, count, &cell);
}

void canvas_restyle(
	struct canvas *self, unsigned line, unsigned column, unsigned count, enum style style)
{
	for (unsigned i = 0; i < count; i++) {
		struct cell *cell = cell_at(self, line, column + i);

		if (cell)
			cell->style = (uint8_t)style;
	}
}

/* --- the pen --- */

struct pen pen_at(
	struct canvas *canvas, unsigned line, unsigned column, unsigned columns, enum style style)
{
	unsigned end = column + columns;

	if (end > canvas->columns)
		end = canvas->columns;
	return (struct pen){
		.canvas = canvas,
		.line = line,
		.column = column,
		.end = end,
		.origin = column,
		.style = style,
	};
}

/* The width of a character by the table that curses draws with. */
static unsigned width_of(uint32_t code)
{
	int width = code == UTF8_INVALID ? 1 : wcwidth((wchar_t)code);

	return width < 0 ? 1 : (unsigned)width;
}

/* Adds a zero-width mark to the character before; drops what does not fit in the cell. */
static void put_mark(struct pen *self, const char *text, size_t len)
{
	unsigned column = self->column;
	struct cell *cell;

	if (column == 0)
		return;
	cell = cell_at(self->canvas, self->line, column - 1);
	if (cell && cell->width == 0 && column > 1)
		cell--;
	if (!cell || cell->len == 0 || cell->len + len > CELL_BYTES)
		return;
	memcpy(cell->text + cell->len, text, len);
	cell->len = (uint8_t)(cell->len + len);
}

/* Spreads text that is safe to show over cells, one character with its marks in each. */
static void put_shown(struct pen *self, const char *text, size_t len, enum style style)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t size = utf8_decode(text + at, len - at, &code);
		unsigned width = width_of(code);

		if (width == 0) {
			put_mark(self, text + at, size);
		} else {
			put(self->canvas, self->line, self->column, text + at, size, width, style);
			self->column += width;
		}
		at += size;
	}
}

static void put_cluster(struct pen *self, const char *text, size_t len, struct str *shown)
{
	bool is_escaped = false;
	enum style style = self->style;
	unsigned width;

	str_clear(shown);
	width = grapheme_show(text, len, self->column - self->origin, shown, &is_escaped);
	if (self->column + width > self->end) {
		self->is_cut = true;
		return;
	}
	if (is_escaped && style != STYLE_SELECTION)
		style = STYLE_ESCAPE;
	put_shown(self, str_text(shown), shown->len, style);
}

/* How many ASCII characters a text begins with; one that is followed by others may be only a part
 * of a cluster. */
static size_t count_plain(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && text[n] >= 0x20 && text[n] < 0x7f)
		n++;
	return n > 0 && n < len && (text[n] & 0x80) ? n - 1 : n;
}

/* Writes the characters that a text begins with if they are plain; returns how many. */
static size_t write_plain(struct pen *self, const char *text, size_t len)
{
	size_t room = self->end - self->column;
	size_t n = count_plain(text, len);

	if (n > room)
		n = room;
	put_plain(self->canvas, self->line, self->column, text, n, self->style);
	self->column += (unsigned)n;
	return n;
}

void pen_write(struct pen *self, const char *text, size_t len)
{
	struct str shown = {0};

	for (size_t at = 0; at < len && !self->is_cut;) {
		size_t next;

		if (self->column >= self->end) {
			self->is_cut = true;
			break;
		}
		at += write_plain(self, text + at, len - at);
		if (at == len || self->column >= self->end)
			continue;
		next = grapheme_next(text, len, at);
		put_cluster(self, text + at, next - at, &shown);
		at = next;
	}
	str_release(&shown);
}

void pen_text(struct pen *self, const char *text)
{
	pen_write(self, text, strlen(text));
}

void pen_styled(struct pen *self, enum style style, const char *text)
{
	enum style before = self->style;

	self->style = style;
	pen_text(self, text);
	self->style = before;
}

void pen_printf(struct pen *self, const char *format, ...)
{
	struct str text = {0};
	va_list arguments;

	va_start(arguments, format);
	str_appendv(&text, format, arguments);
	va_end(arguments);
	pen_write(self, str_text(&text), text.len);
	str_release(&text);
}

void pen_number(struct pen *self, unsigned number)
{
	char room[STR_DIGITS];

	pen_text(self, str_digits(number, room));
}

void pen_glyph(struct pen *self, enum glyph glyph)
{
	if (self->column >= self->end)
		self->is_cut = true;
	else
		canvas_glyph(self->canvas, self->line, self->column++, glyph, self->style);
}

/* The glyph that a text begins with; N_GLYPHS: none. */
static enum glyph glyph_at(const char *text, size_t len)
{
	for (int i = 0; i < N_GLYPHS; i++)
		if (strlen(glyphs[i].text) <= len &&
			memcmp(text, glyphs[i].text, strlen(glyphs[i].text)) == 0)
			return (enum glyph)i;
	return N_GLYPHS;
}

void pen_signs(struct pen *self, const char *text, size_t len)
{
	size_t from = 0;

	for (size_t at = 0; at < len;) {
		enum glyph glyph = glyph_at(text + at, len - at);

		if (glyph == N_GLYPHS) {
			at++;
			continue;
		}
		pen_write(self, text + from, at - from);
		pen_glyph(self, glyph);
		at += strlen(glyphs[glyph].text);
		from = at;
	}
	pen_write(self, text + from, len - from);
}

void pen_move(struct pen *self, unsigned column)
{
	if (column > self->column)
		self->column = column < self->end ? column : self->end;
}

void pen_finish(struct pen *self)
{
	unsigned column = self->column < self->end ? self->column : self->end - 1;

	if (self->is_cut && self->end > self->origin)
		canvas_glyph(self->canvas, self->line, column, GLYPH_ELLIPSIS, self->style);
}
