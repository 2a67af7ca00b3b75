/*
 * Link definitions ("[note]: text"). Markdown takes them out of the text, whether or not a
 * link uses them; somebody who wrote one without knowing would miss the line.
 */
#include "internal.h"

#include "base/mem.h"

#include <string.h>

/* Walks the lines of an answer and the runs together. */
struct line_walk {
	const struct prose *prose;
	size_t n_runs; /* as read; those that are added are not looked at */
	size_t run;    /* the first that may end behind the line */
};

static bool is_covered(struct line_walk *self, size_t begin, size_t end)
{
	const struct prose_run *runs = self->prose->runs;

	while (self->run < self->n_runs && runs[self->run].source.end <= begin)
		self->run++;
	return self->run < self->n_runs && runs[self->run].source.begin < end;
}

/* Without the markers of quotes and lists around it. */
static struct slice strip_markers(struct slice line)
{
	while (line.len > 0 && line.data[0] != '[' &&
		(ascii_is_space(line.data[0]) || ascii_is_one_of(line.data[0], ">-*+.)") ||
			ascii_is_digit(line.data[0])))
		line = slice_from(line, 1);
	return slice_trim_end(line);
}

static bool contains(struct slice line, const char *text, size_t len)
{
	for (size_t i = 0; i + len <= line.len; i++)
		if (memcmp(line.data + i, text, len) == 0)
			return true;
	return false;
}

static bool has_link_of(const struct prose *prose, struct slice line)
{
	for (size_t i = 0; i < prose->n_links; i++) {
		const struct prose_link *link = &prose->links[i];

		if (contains(line, prose->text.data + link->address, link->len))
			return true;
	}
	return false;
}

/* The outermost block that an offset is before; n_blocks behind all of them. */
static size_t block_after(const struct prose *prose, size_t at)
{
	size_t i = 0;

	while (i < prose->n_blocks && prose->blocks[i].source.begin < at)
		i = prose->blocks[i].end;
	return i;
}

static void insert_paragraph(struct prose *prose, struct slice line, size_t begin)
{
	size_t index = block_after(prose, begin);
	struct prose_source source = {begin, begin + line.len};

	prose->runs =
		mem_grow(prose->runs, &prose->cap_runs, prose->n_runs + 1, sizeof *prose->runs);
	prose->runs[prose->n_runs] =
		(struct prose_run){.source = source, .text = prose->text.len, .len = line.len};
	str_append(&prose->text, line.data, line.len);
	prose->blocks = mem_grow(
		prose->blocks, &prose->cap_blocks, prose->n_blocks + 1, sizeof *prose->blocks);
	memmove(&prose->blocks[index + 1], &prose->blocks[index],
		(prose->n_blocks - index) * sizeof *prose->blocks);
	prose->n_blocks++;
	prose->blocks[index] = (struct prose_block){.kind = PROSE_PARAGRAPH,
		.source = source,
		.end = index + 1,
		.first_run = prose->n_runs++,
		.n_runs = 1};
	for (size_t i = index + 1; i < prose->n_blocks; i++)
		prose->blocks[i].end++;
}

static bool is_fence(struct slice line)
{
	return line.len >= 3 &&
	       (memcmp(line.data, "```", 3) == 0 || memcmp(line.data, "~~~", 3) == 0);
}

/* Its label, address and title may be on lines of their own. */
static bool continues(struct line_walk *walk, struct slice text, size_t at)
{
	struct slice line = strip_markers(prose_line_at(text, at));

	return line.len > 0 && line.data[0] != '[' && !is_fence(line) &&
	       !is_covered(walk, at, prose_next_line(text, at));
}

static size_t definition_end(struct line_walk *walk, struct slice text, size_t at)
{
	size_t next = prose_next_line(text, at);

	while (next < text.len && continues(walk, text, next))
		next = prose_next_line(text, next);
	return next;
}

/* A quick look, as hardly any answer has one. */
static bool may_have_some(struct slice text)
{
	const char *end = text.data + text.len;

	for (const char *at = text.data;
		at < end && (at = memchr(at, ']', (size_t)(end - at))) != NULL; at++)
		if (at + 1 < end && at[1] == ':')
			return true;
	return false;
}

void prose_keep_definitions(struct prose *self, struct slice text)
{
	struct line_walk walk = {.prose = self, .n_runs = self->n_runs};
	size_t next;

	if (!may_have_some(text))
		return;
	for (size_t at = 0; at < text.len; at = next) {
		struct slice line = strip_markers(prose_line_at(text, at));

		next = prose_next_line(text, at);
		if (line.len == 0 || line.data[0] != '[' || is_covered(&walk, at, next))
			continue;
		next = definition_end(&walk, text, at);
		line = slice_trim_end(
			(struct slice){line.data, (size_t)(text.data + next - line.data)});
		if (!has_link_of(self, line))
			insert_paragraph(self, line, (size_t)(line.data - text.data));
	}
}
