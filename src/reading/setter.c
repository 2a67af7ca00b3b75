/* Sets text in lines: what was added is wrapped, and each line knows the bytes that it shows. */
#include "internal.h"

#include "base/mem.h"
#include "text/grapheme.h"
#include "text/wrap.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM_LEAST = 10 /* columns of a line behind what it begins with */ };

void setter_release(struct setter *self)
{
	str_release(&self->text);
	free(self->pieces);
}

/* Is it the same sort of text, of no value? */
static bool may_extend(const struct setter *self, const struct setter_piece *like)
{
	const struct setter_piece *last =
		self->n > self->n_lead ? &self->pieces[self->n - 1] : NULL;

	return last && last->style == like->style && last->is_own == like->is_own &&
	       last->begin == last->end && like->begin == like->end;
}

static void add(struct setter *self, struct slice text, const struct setter_piece *like)
{
	struct setter_piece *piece;

	if (text.len == 0)
		return;
	if (may_extend(self, like)) {
		self->pieces[self->n - 1].len += text.len;
		str_append(&self->text, text.data, text.len);
		return;
	}
	self->pieces = mem_grow(self->pieces, &self->cap, self->n + 1, sizeof(*self->pieces));
	piece = &self->pieces[self->n++];
	*piece = *like;
	piece->at = self->text.len;
	piece->len = text.len;
	str_append(&self->text, text.data, text.len);
}

void setter_add(
	struct setter *self, struct slice text, enum reading_style style, size_t begin, size_t end)
{
	add(self, text, &(struct setter_piece){.style = style, .begin = begin, .end = end});
}

void setter_say(struct setter *self, enum reading_style style, const char *text)
{
	add(self, slice_of_text(text), &(struct setter_piece){.style = style});
}

void setter_sign(struct setter *self, enum reading_style style, const char *text)
{
	add(self, slice_of_text(text), &(struct setter_piece){.style = style, .is_own = true});
}

/* --- lines --- */

static struct reading_line *begin_line(struct setter *self)
{
	struct chunk *chunk = self->chunk;
	struct reading_line *line;

	chunk->lines = mem_grow(
		chunk->lines, &chunk->cap_lines, chunk->n_lines + 1, sizeof(*chunk->lines));
	line = &chunk->lines[chunk->n_lines++];
	*line = (struct reading_line){.first_run = chunk->n_runs};
	return line;
}

static void put_run(
	struct chunk *chunk, struct reading_line *line, struct slice text, struct reading_run run)
{
	if (text.len == 0)
		return;
	run.text = chunk->text.len;
	run.len = text.len;
	str_append(&chunk->text, text.data, text.len);
	chunk->runs =
		mem_grow(chunk->runs, &chunk->cap_runs, chunk->n_runs + 1, sizeof(*chunk->runs));
	chunk->runs[chunk->n_runs++] = run;
	line->n_runs++;
	if (run.begin == run.end)
		return;
	if (line->begin == line->end || run.begin < line->begin)
		line->begin = run.begin;
	if (run.end > line->end)
		line->end = run.end;
}

void setter_blank(struct setter *self)
{
	begin_line(self);
}

/* The part of a piece that is on a line. Only where it is as long as its source are single bytes
 * known. */
static void put_piece(const struct setter *self, struct reading_line *line,
	const struct setter_piece *piece, size_t from, size_t to)
{
	size_t first = piece->at > from ? piece->at : from;
	size_t last = piece->at + piece->len < to ? piece->at + piece->len : to;
	bool is_exact = piece->end - piece->begin == piece->len;
	struct reading_run run = {.style = piece->style,
		.begin = is_exact ? piece->begin + (first - piece->at) : piece->begin,
		.end = is_exact ? piece->begin + (last - piece->at) : piece->end,
		.is_own = piece->is_own};

	put_run(self->chunk, line, (struct slice){str_text(&self->text) + first, last - first},
		run);
}

static void put_line(struct setter *self, const char *prefix, size_t *piece, size_t from, size_t to)
{
	struct reading_line *line = begin_line(self);

	if (self->place) {
		line->has_place = true;
		line->place = *self->place;
	}
	line->is_first = self->is_first;
	line->is_open = self->is_open && self->is_first;
	line->is_row = self->is_row && self->is_first;
	self->is_first = false;
	put_run(self->chunk, line, slice_of_text(prefix),
		(struct reading_run){.style = READING_NORMAL});
	for (size_t i = 0; i < self->n_lead && from == self->lead; i++)
		put_piece(self, line, &self->pieces[i], 0, self->lead);
	while (*piece < self->n && self->pieces[*piece].at + self->pieces[*piece].len <= from)
		++*piece;
	for (size_t i = *piece; i < self->n && self->pieces[i].at < to; i++)
		put_piece(self, line, &self->pieces[i], from, to);
}

void setter_lead(struct setter *self)
{
	self->n_lead = self->n;
	self->lead = self->text.len;
}

static void forget(struct setter *self)
{
	str_clear(&self->text);
	self->n = self->n_lead = 0;
	self->lead = 0;
}

void setter_end(struct setter *self, const char *first, const char *others, unsigned columns)
{
	unsigned before = grapheme_width(first, strlen(first)) +
			  grapheme_width(str_text(&self->text), self->lead);
	unsigned other = grapheme_width(others, strlen(others));
	struct wrap wrap = {0};
	size_t piece = self->n_lead;

	before = other > before ? other : before;
	wrap_layout(&wrap, str_text(&self->text) + self->lead, self->text.len - self->lead,
		before + ROOM_LEAST < columns ? columns - before : ROOM_LEAST);
	for (size_t i = 0; i < wrap.n_lines; i++)
		put_line(self, i == 0 ? first : others, &piece, self->lead + wrap.lines[i].start,
			self->lead + wrap.lines[i].end);
	wrap_release(&wrap);
	forget(self);
}

void setter_end_line(struct setter *self)
{
	size_t piece = 0;

	put_line(self, "", &piece, 0, self->text.len);
	forget(self);
}
