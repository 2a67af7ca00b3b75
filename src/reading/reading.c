/* A typeset document: its parts are listed at once, its pieces laid out when they are looked at and
 * kept for the next look. */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void forget_pieces(struct reading *self)
{
	for (size_t i = 0; i < CHUNKS; i++)
		self->chunks[i].is_made = false;
	self->opened.part = SIZE_MAX;
	self->has_figures = false;
	self->charted = FORM_NONE;
	self->shown = NULL;
}

static void begin(struct reading *self)
{
	forget_pieces(self);
	self->revision = self->document->revision;
	parts_find(self);
}

struct reading *reading_new(const struct document *document, const struct reading_options *options)
{
	struct reading *self = mem_zalloc(1, sizeof(*self));

	self->document = document;
	self->options = *options;
	self->part_of = mem_zalloc(document->form->n_fields + 1, sizeof(*self->part_of));
	self->figures = mem_zalloc(document->form->n_fields + 1, sizeof(*self->figures));
	begin(self);
	return self;
}

static void chunk_release(struct chunk *self)
{
	str_release(&self->text);
	free(self->runs);
	free(self->lines);
}

void reading_free(struct reading *self)
{
	if (!self)
		return;
	for (size_t i = 0; i < CHUNKS; i++)
		chunk_release(&self->chunks[i]);
	prose_release(&self->opened.prose);
	leaves_release(&self->opened.leaves);
	free(self->parts);
	free(self->part_of);
	for (size_t i = 0; i < self->document->form->n_fields; i++)
		str_release(&self->figures[i]);
	free(self->figures);
	free(self);
}

/* The time alone changes nothing that is worth laying it out again. */
static bool is_same(const struct reading_options *a, const struct reading_options *b)
{
	return a->columns == b->columns && a->wide == b->wide && a->style.dates == b->style.dates &&
	       a->style.zone == b->style.zone && a->is_presented == b->is_presented;
}

bool reading_update(struct reading *self, const struct reading_options *options)
{
	if (self->revision == self->document->revision && is_same(&self->options, options))
		return false;
	self->options = *options;
	begin(self);
	return true;
}

const struct chunk *chunk_find(struct reading *self, size_t part, size_t piece)
{
	struct chunk *chunk = &self->chunks[(part * 31 + piece) % CHUNKS];

	if (chunk->is_made && chunk->part == part && chunk->piece == piece)
		return chunk;
	chunk->is_made = true;
	chunk->part = part;
	chunk->piece = piece;
	str_clear(&chunk->text);
	chunk->n_runs = chunk->n_lines = 0;
	part_lay(self, part, piece, chunk);
	return chunk;
}

const struct reading_line *reading_line(
	struct reading *self, const struct reading_at *at, const struct reading_run **runs)
{
	const struct chunk *chunk = chunk_find(self, at->part, at->piece);
	const struct reading_line *line = &chunk->lines[at->line];

	self->shown = chunk;
	*runs = chunk->runs + line->first_run;
	return line;
}

struct slice reading_run_text(const struct reading *self, const struct reading_run *run)
{
	return (struct slice){str_text(&self->shown->text) + run->text, run->len};
}

unsigned reading_page(const struct reading *self, const struct reading_at *at)
{
	return self->parts[at->part].page;
}
