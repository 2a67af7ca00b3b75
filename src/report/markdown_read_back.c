/* Does what was written of a block say what the block says? */
#include "markdown_text.h"

#include <string.h>

/* What a reader sees, so far. */
struct seen {
	const struct prose *prose;
	unsigned styles;
	size_t link;
	bool is_apart;
	struct str *out;
};

static struct slice address_of(const struct seen *self, size_t link)
{
	const struct prose_link *info = &self->prose->links[link - 1];

	return (struct slice){str_text(&self->prose->text) + info->address, info->len};
}

static void see_style(struct seen *self, unsigned styles, size_t link)
{
	struct slice address = link ? address_of(self, link) : (struct slice){"", 0};

	if (styles != self->styles || link != self->link)
		str_appendf(self->out, "\x01%u:%.*s\x02", styles, (int)address.len, address.data);
	self->styles = styles;
	self->link = link;
}

static void see(struct seen *self, struct slice text, unsigned styles, size_t link)
{
	for (size_t at = 0; at < text.len; at++) {
		if (ascii_is_one_of(text.data[at], " \t")) {
			self->is_apart = true;
			continue;
		}
		if (self->is_apart && self->out->len > 0)
			str_append_char(self->out, ' ');
		self->is_apart = false;
		see_style(self, styles, link);
		str_append_char(self->out, text.data[at]);
	}
}

/* Each letter with its style and address, spaces as one, and the paths of images as text. */
static void describe(const struct prose *prose, const struct prose_block *block, struct str *out)
{
	struct seen seen = {.prose = prose, .out = out};

	for (size_t i = 0; i < block->n_runs; i++) {
		const struct prose_run *run = &prose->runs[block->first_run + i];
		struct slice text = {str_text(&prose->text) + run->text, run->len};
		unsigned styles = run->styles & ~(unsigned)PROSE_IMAGE;
		size_t link = prose_run_target(prose, run);
		bool is_last = i + 1 == block->n_runs || run[1].link != run->link;

		seen.is_apart = seen.is_apart || run->line_break;
		see(&seen, text, styles, link);
		if (run->link == 0 || link > 0 || !is_last)
			continue;
		struct slice path = address_of(&seen, run->link);

		if (path.len == text.len && memcmp(path.data, text.data, text.len) == 0)
			continue;
		styles &= ~(unsigned)PROSE_MONOSPACE;
		see(&seen, slice_of_text(" ("), styles, 0);
		see(&seen, path, styles, 0);
		see(&seen, slice_of_text(")"), styles, 0);
	}
}

bool markdown_reads_back(
	const struct prose *prose, const struct prose_block *block, const struct str *written)
{
	struct prose again;
	struct str expected = {0};
	struct str found = {0};

	prose_parse(&again, str_text(written), written->len);
	bool reads = again.n_blocks == 1 && again.blocks[0].kind == PROSE_PARAGRAPH;

	if (reads) {
		describe(prose, block, &expected);
		describe(&again, &again.blocks[0], &found);
		reads = str_equal(&found, str_text(&expected), expected.len);
	}
	prose_release(&again);
	str_release(&expected);
	str_release(&found);
	return reads;
}
