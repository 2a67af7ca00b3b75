/* Positions in a typeset document: by lines, to a byte of a value, from row to row. */
#include "internal.h"

#include <string.h>

int reading_compare(const struct reading_at *a, const struct reading_at *b)
{
	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	if (a->piece != b->piece)
		return a->piece < b->piece ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

/* --- by lines --- */

static size_t count_lines(struct reading *self, const struct reading_at *at)
{
	return chunk_find(self, at->part, at->piece)->n_lines;
}

/* To the next piece that has lines; false, and nothing changes, if there is none. */
static bool step_piece(struct reading *self, struct reading_at *at, int direction)
{
	struct reading_at next = *at;

	for (;;) {
		if (direction > 0 && next.piece + 1 < part_pieces(self, next.part)) {
			next.piece++;
		} else if (direction < 0 && next.piece > 0) {
			next.piece--;
		} else if (direction > 0 ? next.part + 1 == self->n_parts : next.part == 0) {
			return false;
		} else {
			next.part += (size_t)direction;
			size_t n = part_pieces(self, next.part);

			if (n == 0) {
				next.piece = 0;
				continue;
			}
			next.piece = direction > 0 ? 0 : n - 1;
		}
		size_t lines = count_lines(self, &next);

		if (lines == 0)
			continue;
		next.line = direction > 0 ? 0 : lines - 1;
		*at = next;
		return true;
	}
}

long reading_move(struct reading *self, struct reading_at *at, long lines)
{
	int direction = lines < 0 ? -1 : 1;
	long left = lines * direction;

	while (left > 0) {
		size_t room = direction > 0 ? count_lines(self, at) - 1 - at->line : at->line;
		size_t step = (size_t)left < room ? (size_t)left : room;

		at->line = direction > 0 ? at->line + step : at->line - step;
		left -= (long)step;
		if (left == 0 || !step_piece(self, at, direction))
			break;
		left--;
	}
	return lines - left * direction;
}

void reading_last(struct reading *self, struct reading_at *out)
{
	*out = (struct reading_at){.part = self->n_parts - 1};
	while (out->part > 0 && part_pieces(self, out->part) == 0)
		out->part--;
	out->piece = part_pieces(self, out->part) - 1;
	size_t n = count_lines(self, out);

	out->line = n > 0 ? n - 1 : 0;
	if (n == 0)
		(void)step_piece(self, out, -1);
}

/* --- to a place --- */

/* The line of a piece with a byte of the place's value, else the first that stands for it. */
static void find_line(
	struct reading *self, const struct place *place, size_t offset, struct reading_at *at)
{
	const struct chunk *chunk = chunk_find(self, at->part, at->piece);
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < chunk->n_lines; i++) {
		const struct reading_line *line = &chunk->lines[i];
		bool is_column = !place->row[0] || place->column == line->place.column;

		if (!line->has_place)
			continue;
		if (found == SIZE_MAX || (line->is_first && !chunk->lines[found].is_first))
			found = i;
		if (is_column && offset != SIZE_MAX && line->begin < line->end &&
			line->begin <= offset)
			found = i;
	}
	at->line = found == SIZE_MAX ? 0 : found;
}

/* The part with the answer of a field, which may be below the question. */
static size_t answer_part(const struct reading *self, unsigned field)
{
	size_t part = self->part_of[field];

	while (part + 1 < self->n_parts && self->parts[part + 1].field == field)
		part++;
	return part;
}

bool reading_find(
	struct reading *self, const struct place *place, size_t offset, struct reading_at *out)
{
	size_t part = place->field < self->document->form->n_fields ? self->part_of[place->field]
								    : SIZE_MAX;

	if (part == SIZE_MAX)
		return false;
	*out = (struct reading_at){.part = part};
	if (place->row[0]) {
		size_t row = document_row_index(self->document, place->field, place->row);

		out->part = answer_part(self, place->field);
		if (row == SIZE_MAX || (self->parts[out->part].kind != PART_ROWS &&
					       self->parts[out->part].kind != PART_EVENTS))
			return false;
		out->piece = row;
	} else if (offset != SIZE_MAX) {
		out->part = answer_part(self, place->field);
		out->piece = part_piece_at(self, out->part, offset);
	}
	find_line(self, place, offset, out);
	return count_lines(self, out) > 0;
}

bool reading_find_page(struct reading *self, unsigned page, struct reading_at *out)
{
	for (size_t i = 0; i < self->n_parts; i++)
		if (self->parts[i].kind == PART_PAGE && self->parts[i].page == page) {
			*out = (struct reading_at){.part = i};
			out->line = count_lines(self, out) - 1;
			return true;
		}
	return false;
}

/* --- rows and open questions --- */

/* Goes to the line of a piece that is one of those; false if it has none. */
static bool find_mark(struct reading *self, struct reading_at *at, bool is_row)
{
	const struct chunk *chunk = chunk_find(self, at->part, at->piece);

	for (size_t i = 0; i < chunk->n_lines; i++)
		if (is_row ? chunk->lines[i].is_row : chunk->lines[i].is_open) {
			at->line = i;
			return true;
		}
	return false;
}

static bool may_have(const struct part *part, bool is_row)
{
	return is_row ? part->kind == PART_ROWS
		      : part->kind == PART_OPEN || part->kind == PART_TITLE;
}

static bool next_mark(struct reading *self, int direction, struct reading_at *at, bool is_row)
{
	struct reading_at next = *at;

	for (;;) {
		struct reading_at found = next;

		if (may_have(&self->parts[next.part], is_row) &&
			next.piece < part_pieces(self, next.part) &&
			find_mark(self, &found, is_row) &&
			reading_compare(&found, at) * direction > 0) {
			*at = found;
			return true;
		}
		bool stays = may_have(&self->parts[next.part], is_row);

		if (stays && direction > 0 && next.piece + 1 < part_pieces(self, next.part)) {
			next.piece++;
		} else if (stays && direction < 0 && next.piece > 0) {
			next.piece--;
		} else if (direction > 0 ? next.part + 1 == self->n_parts : next.part == 0) {
			return false;
		} else {
			next.part += (size_t)direction;
			next.piece = 0;
			if (direction < 0 && may_have(&self->parts[next.part], is_row) &&
				part_pieces(self, next.part) > 0)
				next.piece = part_pieces(self, next.part) - 1;
		}
	}
}

bool reading_next_row(struct reading *self, int direction, struct reading_at *at)
{
	return next_mark(self, direction, at, true);
}

bool reading_next_open(struct reading *self, int direction, struct reading_at *at)
{
	return next_mark(self, direction, at, false);
}

size_t reading_count_rows(const struct reading *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n_parts; i++)
		n += self->parts[i].kind == PART_ROWS
			     ? self->document->tables[self->parts[i].field].n
			     : 0;
	return n;
}

static bool is_untitled(const struct reading *self, const struct part *part)
{
	return part->kind == PART_TITLE && part->field != FORM_NONE &&
	       slice_trim(slice_of(&self->document->values[part->field].text)).len == 0;
}

size_t reading_count_open(const struct reading *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n_parts; i++) {
		const struct part *part = &self->parts[i];

		n += is_untitled(self, part) ||
		     (part->kind == PART_OPEN && part_field(self, part)->required != STATUS_NEVER);
	}
	return n;
}
