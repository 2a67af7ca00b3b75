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

/* Writes the notes that belong to a line, of those that are left. */
static size_t write_notes(struct reading *reading, const struct reading_notes *notes, size_t next,
	const struct reading_at *at, unsigned columns, struct str *out)
{
	struct reading_at found;

	for (; next < notes->n; next++) {
		const struct reading_note *note = &notes->items[next];

		if (reading_note_at(reading, note, &found) && reading_compare(&found, at) > 0)
			break;
		write_note(note, columns, out);
	}
	return next;
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
