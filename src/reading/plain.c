/* A typeset document as plain text; see reading/plain.h. */
#include "reading/plain.h"

#include "internal.h"

#include "text/wrap.h"

enum { ROOM_LEAST = 20 };

void plain_end_line(struct str *out)
{
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	str_append_char(out, '\n');
}

void plain_write_wrapped(
	struct slice text, const char *first, size_t hang, unsigned columns, struct str *out)
{
	struct wrap wrap = {0};

	wrap_layout(&wrap, text.data, text.len,
		columns > hang + ROOM_LEAST ? columns - (unsigned)hang : ROOM_LEAST);
	for (size_t i = 0; i < wrap.n_lines; i++) {
		if (i == 0)
			str_append_text(out, first);
		else
			str_append_repeat(out, ' ', hang);
		str_append(out, text.data + wrap.lines[i].start,
			wrap.lines[i].end - wrap.lines[i].start);
		plain_end_line(out);
	}
	wrap_release(&wrap);
}

static void write_note(const struct reading_note *note, unsigned columns, struct str *out)
{
	struct str first = {0};
	struct str text = {0};

	str_appendf(&first, "    %s ", note->sign);
	str_append(&text, str_text(&note->text), note->text.len);
	plain_write_wrapped(slice_of(&text), str_text(&first), first.len, columns, out);
	str_release(&first);
	str_release(&text);
}

static void write_line(struct reading *reading, const struct reading_at *at, struct str *out)
{
	const struct reading_run *runs;
	const struct reading_line *line = reading_line(reading, at, &runs);

	for (size_t i = 0; i < line->n_runs; i++) {
		struct slice text = reading_run_text(reading, &runs[i]);

		str_append(out, text.data, text.len);
	}
	plain_end_line(out);
}

/* One about all of a row comes behind its last line, not between two of them. */
static bool is_about_row(const struct reading_note *note)
{
	return note->place.row[0] && note->begin >= note->end;
}

static bool ends_piece(struct reading *reading, const struct reading_at *at)
{
	struct reading_at next = *at;

	return reading_move(reading, &next, 1) == 0 || next.part != at->part ||
	       next.piece != at->piece;
}

/* Writes the notes that belong to a line, and at the end of a row those about it. Returns the first
 * that is left, which is one about the row until then. */
static size_t write_notes(struct reading *reading, const struct reading_notes *notes, size_t next,
	const struct reading_at *at, unsigned columns, struct str *out)
{
	bool is_end = ends_piece(reading, at);
	size_t left = notes->n;
	size_t i = next;

	for (; i < notes->n; i++) {
		const struct reading_note *note = &notes->items[i];
		struct reading_at found;
		bool is_shown = reading_note_at(reading, note, &found);
		int order = is_shown ? reading_compare(&found, at) : 0;

		if (order > 0)
			break;
		if (!is_end && (is_about_row(note) || (!is_shown && left < i)))
			left = left < i ? left : i;
		else if (order == 0 || is_about_row(note))
			write_note(note, columns, out);
	}
	return left < i ? left : i;
}

void reading_write_plain(struct reading *reading, const struct reading_notes *notes,
	unsigned columns, struct str *out)
{
	struct reading_at at = {0};
	size_t next = 0;

	do {
		write_line(reading, &at, out);
		next = write_notes(reading, notes, next, &at, columns, out);
	} while (reading_move(reading, &at, 1) > 0);
	for (; next < notes->n; next++)
		write_note(&notes->items[next], columns, out);
}
