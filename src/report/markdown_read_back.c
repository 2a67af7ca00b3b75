/* Does what was written of a block say what the block says? */
#include "markdown_text.h"

/* What a reader sees: each letter with its style and address, spaces as one. */
static void describe(const struct prose *prose, const struct prose_block *block, struct str *out)
{
	unsigned styles = 0;
	size_t link = 0;
	bool is_apart = false;

	for (size_t i = 0; i < block->n_runs; i++) {
		const struct prose_run *run = &prose->runs[block->first_run + i];
		struct slice text = {str_text(&prose->text) + run->text, run->len};

		is_apart = is_apart || run->line_break;
		for (size_t at = 0; at < text.len; at++) {
			if (ascii_is_one_of(text.data[at], " \t")) {
				is_apart = true;
				continue;
			}
			if (is_apart && out->len > 0)
				str_append_char(out, ' ');
			is_apart = false;
			unsigned shown = run->styles & ~(unsigned)PROSE_IMAGE;

			if (styles != shown || link != run->link)
				str_appendf(out, "\x01%u:%.*s\x02", shown,
					run->link ? (int)prose->links[run->link - 1].len : 0,
					run->link ? prose->text.data +
							    prose->links[run->link - 1].address
						  : "");
			styles = shown;
			link = run->link;
			str_append_char(out, text.data[at]);
		}
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
