/* A canvas as tests look at it: a cell, all text, all styles. */
#ifndef SUPPORT_CANVAS_TEXT_H
#define SUPPORT_CANVAS_TEXT_H

#include "base/str.h"
#include "tui/canvas.h"

#include <assert.h>

static const char style_letters[] = {
	[STYLE_NORMAL] = '.',
	[STYLE_TITLE] = 'T',
	[STYLE_HEADING] = 'H',
	[STYLE_QUESTION] = 'Q',
	[STYLE_FOCUS] = 'F',
	[STYLE_KEY] = 'K',
	[STYLE_DIM] = 'd',
	[STYLE_SELECTION] = 'S',
	[STYLE_CURRENT] = 'C',
	[STYLE_ESCAPE] = 'X',
	[STYLE_ERROR] = 'E',
	[STYLE_WARNING] = 'W',
	[STYLE_ERROR_SIGN] = '!',
	[STYLE_WARNING_SIGN] = '?',
	[STYLE_NOTE_SIGN] = '-',
	[STYLE_CHANGED_SIGN] = '*',
	[STYLE_COMPANY] = 'P',
	[STYLE_SEVERE] = 'V',
	[STYLE_DRAFT] = '1',
	[STYLE_REVIEW] = '2',
	[STYLE_FINAL] = '3',
	[STYLE_STARTED_SIGN] = 'A',
	[STYLE_STARTED] = 'a',
	[STYLE_SEEN_SIGN] = 'B',
	[STYLE_SEEN] = 'b',
	[STYLE_OVER_SIGN] = 'O',
	[STYLE_OVER] = 'o',
	[STYLE_HARM] = '=',
	[STYLE_AFTERMATH] = '~',
	[STYLE_LATE] = 'L',
	[STYLE_UNDATED] = 'U',
	[STYLE_DONE] = 'x',
	[STYLE_DOING] = '>',
	[STYLE_DROPPED] = '/',
	[STYLE_REMOVED] = 'R',
	[STYLE_ADDED] = '+',
	[STYLE_COMMENTED] = '_',
};
static_assert(sizeof(style_letters) == N_STYLES, "a letter for each style");

/* NULL outside. */
static inline const struct cell *canvas_cell(
	const struct canvas *self, unsigned line, unsigned column)
{
	if (line >= self->lines || column >= self->columns)
		return NULL;
	return &self->cells[(size_t)line * self->columns + column];
}

static inline void trim_line(struct str *out, size_t start, char fill)
{
	while (out->len > start && out->data[out->len - 1] == fill)
		out->data[--out->len] = '\0';
	str_append_char(out, '\n');
}

/* Appends the text of all lines, without blanks at their ends, each with a newline. */
static inline void canvas_dump(const struct canvas *self, struct str *out)
{
	for (unsigned line = 0; line < self->lines; line++) {
		size_t start = out->len;

		for (unsigned column = 0; column < self->columns; column++) {
			const struct cell *cell = canvas_cell(self, line, column);

			assert(cell);
			str_append(out, cell->text, cell->len);
		}
		trim_line(out, start, ' ');
	}
}

/* Appends the styles likewise: a letter per cell, '.' for normal. */
static inline void canvas_dump_styles(const struct canvas *self, struct str *out)
{
	for (unsigned line = 0; line < self->lines; line++) {
		size_t start = out->len;

		for (unsigned column = 0; column < self->columns; column++) {
			const struct cell *cell = canvas_cell(self, line, column);

			assert(cell);
			str_append_char(out, style_letters[cell->style]);
		}
		trim_line(out, start, '.');
	}
}

#endif
