/* A text of several lines that is typed into a popup, below its items. */
#include "internal.h"

#include "text/wrap.h"

enum { LINES_LEAST = 3 };

/* Up to half of the box. */
static unsigned lines_for(const struct popup_room *room, size_t n)
{
	unsigned most = (room->last - room->first) / 2;
	size_t wanted = n < LINES_LEAST ? LINES_LEAST : n;

	return wanted < most ? (unsigned)wanted : most;
}

void popup_writing_draw(const struct popup *self, struct canvas *canvas, struct popup_room *room)
{
	const char *text = str_text(&self->prompt.input);
	size_t len = self->prompt.input.len;
	struct wrap wrap = {0};
	size_t at, top;
	unsigned lines;

	wrap_layout(&wrap, text, len, room->columns);
	at = wrap_line_of(&wrap, self->prompt.cursor);
	lines = lines_for(room, wrap.n_lines);
	top = at >= lines ? at + 1 - lines : 0;
	room->last -= lines;
	for (unsigned i = 0; i < lines && top + i < wrap.n_lines; i++) {
		const struct wrap_line *line = &wrap.lines[top + i];
		struct pen pen =
			pen_at(canvas, room->last + i, room->column, room->columns, STYLE_NORMAL);

		pen_write(&pen, text + line->start, line->end - line->start);
		pen_finish(&pen);
	}
	canvas_set_cursor(canvas, room->last + (unsigned)(at - top),
		room->column + wrap_column_of(&wrap, text, self->prompt.cursor));
	if (room->last > room->first)
		canvas_rule(canvas, --room->last, room->column, room->columns, GLYPH_HORIZONTAL,
			STYLE_DIM);
	wrap_release(&wrap);
}

void popup_writing_step(struct popup *self, unsigned columns, int direction)
{
	const char *text = str_text(&self->prompt.input);
	struct wrap wrap = {0};
	size_t at;

	wrap_layout(&wrap, text, self->prompt.input.len, columns);
	at = wrap_line_of(&wrap, self->prompt.cursor);
	if (direction < 0 ? at > 0 : at + 1 < wrap.n_lines)
		self->prompt.cursor = wrap_offset_at(&wrap, text, direction < 0 ? at - 1 : at + 1,
			wrap_column_of(&wrap, text, self->prompt.cursor));
	wrap_release(&wrap);
}
