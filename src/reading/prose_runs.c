/* Runs of an answer with light Markdown: words that matter are bold, code and what was struck out
 * keep their marks, and the address of a link follows its words. */
#include "internal.h"

#include <string.h>

/* --- where it comes from --- */

/* Further lines of an item begin with two spaces in the value. */
static size_t origin_of(const struct origin *self, size_t at)
{
	size_t newlines = 0;

	for (size_t i = 0; i < at && i < self->item.len; i++)
		newlines += self->item.data[i] == '\n';
	return self->begin + at + 2 * newlines;
}

/* --- runs --- */

static const char *mark_of(const struct prose_run *run)
{
	if (!run || run->line_break)
		return "";
	return run->styles & PROSE_MONOSPACE ? "`" : run->styles & PROSE_DELETED ? "~~" : "";
}

/* Does another run go on with it? */
static bool goes_on(const struct prose_run *run, const struct prose_run *other)
{
	return other && other->link == run->link && !other->line_break == !run->line_break;
}

static void add_address(
	const struct prose *prose, const struct prose_run *run, struct setter *setter)
{
	const struct prose_link *link = &prose->links[run->link - 1];
	const char *address = str_text(&prose->text) + link->address;
	const char *shown = str_text(&prose->text) + run->text;

	if (link->len == run->len && memcmp(address, shown, run->len) == 0)
		return;
	setter_say(setter, READING_DIM, " <");
	setter_add(setter, (struct slice){address, link->len}, READING_DIM, 0, 0);
	setter_say(setter, READING_DIM, ">");
}

static enum reading_style style_of(const struct prose_run *run, enum reading_style style)
{
	return run->styles & (PROSE_STRONG | PROSE_EMPHASIS) ? READING_STRONG : style;
}

static void add_run(const struct prose *prose, const struct prose_run *run,
	const struct origin *origin, enum reading_style style, struct setter *setter)
{
	struct slice text = {str_text(&prose->text) + run->text, run->len};
	size_t begin = origin_of(origin, run->source.begin);
	size_t end = origin_of(origin, run->source.end);

	if (run->line_break == PROSE_SOFT_BREAK)
		setter_add(setter, slice_of_text(" "), style, begin, end);
	else if (run->line_break == PROSE_HARD_BREAK)
		setter_add(setter, slice_of_text("\n"), style, begin, end);
	else
		setter_add(setter, text, style_of(run, style), begin, end);
}

void runs_add(const struct prose *prose, const struct prose_block *block,
	const struct origin *origin, enum reading_style style, struct setter *setter)
{
	for (size_t i = 0; i < block->n_runs; i++) {
		const struct prose_run *run = &prose->runs[block->first_run + i];
		const struct prose_run *before = i > 0 ? run - 1 : NULL;
		const struct prose_run *after = i + 1 < block->n_runs ? run + 1 : NULL;
		const char *mark = mark_of(run);

		if (strcmp(mark_of(before), mark) != 0)
			setter_say(setter, style, mark);
		if (run->styles & PROSE_IMAGE && !goes_on(run, before))
			setter_say(setter, READING_DIM, "image: ");
		add_run(prose, run, origin, style, setter);
		if (strcmp(mark_of(after), mark) != 0)
			setter_say(setter, style, mark);
		if (run->link != 0 && !goes_on(run, after))
			add_address(prose, run, setter);
	}
}
