/* The notes beside the lines that they are about: each begins at its line, or below the one
 * before. */
#include "finding_lines.h"
#include "reader.h"

#include <string.h>

enum { LINES_MOST = 3 /* of a note that is not at the cursor */ };

const struct reading_note *margin_note(
	struct reader *self, const struct reading_at *at, size_t *from)
{
	const struct reading_note *worst = NULL;

	for (; *from < self->notes.n; ++*from) {
		const struct reading_note *note = &self->notes.items[*from];
		struct reading_at found;

		if (!reading_note_at(self->reading, note, &found))
			continue;
		int order = reading_compare(&found, at);

		if (order > 0)
			break;
		if (order == 0 && (!worst || note->level > worst->level))
			worst = note;
	}
	return worst;
}

/* Where the next note goes. */
struct margin {
	struct reader *reader;
	struct canvas *canvas;
	unsigned column;
	unsigned line;
	unsigned end;
};

static void note_write(struct margin *self, const struct reading_note *note, bool is_here)
{
	const struct finding_level *level = &finding_levels[note->level];
	unsigned columns = self->reader->margin - 3;
	const struct wrap *wrap = label_cache_find(
		&self->reader->screen->drawn.cache, str_text(&note->text), note->text.len, columns);
	size_t most = is_here ? wrap->n_lines : LINES_MOST;

	for (size_t i = 0; i < wrap->n_lines && i < most && self->line < self->end;
		i++, self->line++) {
		struct pen pen = pen_at(
			self->canvas, self->line, self->column, self->reader->margin, level->style);

		if (i == 0)
			pen_text(&pen, note->sign);
		pen.style = is_here ? STYLE_QUESTION : STYLE_NORMAL;
		pen_move(&pen, self->column + 2);
		pen_write(&pen, str_text(&note->text) + wrap->lines[i].start,
			wrap->lines[i].end - wrap->lines[i].start);
		if (i + 1 < wrap->n_lines && (i + 1 == most || self->line + 1 == self->end))
			pen.is_cut = true;
		pen_finish(&pen);
	}
}

/* Is the note that n has led to on this line? */
static bool has_note(struct reader *self, const struct reading_at *at)
{
	struct reading_at found;

	return self->note < self->notes.n && self->notes.items[self->note].kind != NOTE_FINDING &&
	       reading_note_at(self->reading, &self->notes.items[self->note], &found) &&
	       reading_compare(&found, at) == 0;
}

/* All notes of a line. */
static void line_write(
	struct margin *self, const struct reading_at *at, unsigned line, size_t *from)
{
	struct reader *reader = self->reader;
	bool is_here = reading_compare(at, &reader->here) == 0;

	for (; *from < reader->notes.n; ++*from) {
		struct reading_at found;

		if (!reading_note_at(reader->reading, &reader->notes.items[*from], &found))
			continue;
		int order = reading_compare(&found, at);

		if (order > 0)
			return;
		if (order < 0)
			continue;
		if (self->line < line)
			self->line = line;
		note_write(self, &reader->notes.items[*from],
			is_here && (!has_note(reader, at) || *from == reader->note));
	}
}

/* Those about all of the answer at the cursor whose line is above the screen. */
static void above_write(struct margin *self, const struct reading_at *at, unsigned line)
{
	struct reader *reader = self->reader;
	struct reading_notes *notes = &reader->notes;

	if (reading_compare(at, &reader->here) != 0)
		return;
	for (size_t i = reader_thread_about(reader, 0); i < notes->n;
		i = reader_thread_about(reader, i + 1)) {
		struct reading_at found;

		if (self->line >= self->end ||
			!reading_note_at(reader->reading, &notes->items[i], &found) ||
			reading_compare(&found, &reader->top) >= 0)
			break;
		if (self->line < line)
			self->line = line;
		note_write(self, &notes->items[i], true);
	}
}

void margin_draw(struct reader *self, struct canvas *canvas)
{
	const struct area *area = &self->screen->layout.page;
	struct margin margin = {.reader = self,
		.canvas = canvas,
		.column = area->column + area->columns - self->margin,
		.line = area->line,
		.end = area->line + area->lines};
	struct reading_at at = self->top;
	size_t from = reading_notes_from(&self->notes, self->reading, &at);

	for (unsigned i = 0; i < area->lines; i++) {
		canvas_glyph(canvas, area->line + i, margin.column - 2, GLYPH_VERTICAL, STYLE_DIM);
		line_write(&margin, &at, area->line + i, &from);
		above_write(&margin, &at, area->line + i);
		if (reading_move(self->reading, &at, 1) == 0)
			break;
	}
}
