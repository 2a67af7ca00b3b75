/* A text of several lines that is typed into a popup, below its items. */
#include "internal.h"

#include "text/wrap.h"

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t most(size_t a, size_t b)
{
	return a > b ? a : b;
}

size_t popup_writing_above(const struct popup *self)
{
	return self->n > 0 ? self->n + 1 : 0;
}

size_t popup_writing_lines(const struct popup *self, unsigned columns)
{
	struct wrap wrap = {0};
	size_t n;

	wrap_layout(&wrap, str_text(&self->prompt.input), self->prompt.input.len, columns);
	n = wrap.n_lines;
	wrap_release(&wrap);
	return most(n, WRITING_LEAST);
}

/* What is above leaves at least half of the box. */
static unsigned lines_for(const struct popup *self, const struct popup_room *room, size_t n)
{
	size_t all = room->last - room->first;
	size_t above = popup_writing_above(self);
	size_t rest = all > above ? all - above : 0;

	return (unsigned)least(most(n, WRITING_LEAST), most(rest, all / 2));
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
	lines = lines_for(self, room, wrap.n_lines);
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
	if (self->n > 0 && room->last > room->first)
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
