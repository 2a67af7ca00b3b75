/* Blocks and runs of an answer as HTML. */
#include "html_text.h"

#include "prose/prose.h"
#include "report/report.h"

#include <string.h>

enum { DEEPEST_HEADING = 6 };

struct writer {
	const struct prose *prose;
	struct str *out;
	struct image_source *images;    /* NULL: none is to be shown */
	unsigned level;                 /* of the heading that the answer is below */
	unsigned open[DEEPEST_HEADING]; /* levels of the headings that the next one may be below */
	unsigned n_open;
};

/* ---------------------------------------------------------------------- runs */

struct style_tag {
	unsigned style;
	const char *name;
};

static const struct style_tag tags[] = {
	{PROSE_STRONG, "strong"},
	{PROSE_EMPHASIS, "em"},
	{PROSE_DELETED, "del"},
	{PROSE_MONOSPACE, "code"},
};

enum { N_TAGS = sizeof tags / sizeof tags[0] };

static void open_link(const struct writer *self, const struct prose_run *run, size_t target)
{
	const struct prose_link *link = &self->prose->links[target - 1];
	const char *text = self->prose->text.data;

	html_open_link((struct slice){text + link->address, link->len},
		(struct slice){text + run->text, run->len}, self->out);
}

/* Do two runs look the same, so that they need one element? Code over the end of a line is several.
 */
static bool is_same_style(const struct prose_run *a, const struct prose_run *b)
{
	return a->styles == b->styles && a->link == b->link && !a->line_break && !b->line_break;
}

static void write_text(
	const struct writer *self, const struct prose_run *run, bool begins, bool ends)
{
	for (unsigned i = 0; i < N_TAGS && begins; i++)
		if (run->styles & tags[i].style)
			str_appendf(self->out, "<%s>", tags[i].name);
	html_escape((struct slice){self->prose->text.data + run->text, run->len}, self->out);
	for (unsigned i = N_TAGS; i-- > 0 && ends;)
		if (run->styles & tags[i].style)
			str_appendf(self->out, "</%s>", tags[i].name);
}

static bool is_same_image(const struct prose_run *a, const struct prose_run *b)
{
	return a->link == b->link && (a->styles & b->styles & PROSE_IMAGE);
}

/* The runs of its description. */
static size_t count_of_image(const struct prose_run *runs, size_t n)
{
	size_t count = 1;

	while (count < n && is_same_image(&runs[count], runs))
		count++;
	return count;
}

/* False if only its description can be shown. */
static bool write_image(const struct writer *self, const struct prose_run *runs, size_t n)
{
	const struct prose_link *link = runs->link ? &self->prose->links[runs->link - 1] : NULL;
	const char *text = self->prose->text.data;
	struct str description = {0};
	bool done = false;

	for (size_t i = 0; i < n; i++)
		str_append(&description, text + runs[i].text, runs[i].len);
	if (link)
		done = html_write_image(self->images,
			(struct slice){text + link->address, link->len}, slice_of(&description),
			self->out);
	else
		self->images->refuse(self->images, str_text(&description));
	str_release(&description);
	return done;
}

static void write_run(const struct writer *self, const struct prose_run *runs, size_t i, size_t n)
{
	const struct prose_run *run = &runs[i];

	if (run->line_break)
		str_append_text(self->out, run->line_break == PROSE_HARD_BREAK ? "<br>\n" : "\n");
	else
		write_text(self, run, i == 0 || !is_same_style(&runs[i - 1], run),
			i + 1 == n || !is_same_style(&runs[i + 1], run));
}

/* How many runs from one on are an image that may be shown; 0: none begins there. */
static size_t image_at(const struct writer *self, const struct prose_run *runs, size_t i, size_t n)
{
	return self->images && (runs[i].styles & PROSE_IMAGE) &&
			       (i == 0 || !is_same_image(&runs[i - 1], &runs[i]))
		       ? count_of_image(runs + i, n - i)
		       : 0;
}

static bool is_in_link(const struct writer *self, const struct prose_run *run)
{
	return run->link && self->prose->links[run->link - 1].around;
}

static void write_runs(const struct writer *self, const struct prose_block *block)
{
	const struct prose_run *runs = &self->prose->runs[block->first_run];
	size_t open = 0;
	size_t n;

	for (size_t i = 0; i<block->n_runs; i += n> 0 ? n : 1) {
		const struct prose_run *run = &runs[i];
		size_t target = prose_run_target(self->prose, run);

		n = image_at(self, runs, i, block->n_runs);
		if (open && open != target) {
			str_append_text(self->out, "</a>");
			open = 0;
		}
		/* An image that is shown needs no link to itself. */
		if (n > 0 && !is_in_link(self, run) && write_image(self, run, n))
			continue;
		if (target && !open)
			open_link(self, run, target);
		open = target;
		if (n > 0 && is_in_link(self, run) && write_image(self, run, n))
			continue;
		write_run(self, runs, i, block->n_runs);
		n = 0;
	}
	if (open)
		str_append_text(self->out, "</a>");
}

/* -------------------------------------------------------------------- blocks */

static void write_blocks(struct writer *self, size_t from, size_t end, bool is_tight);

static struct slice run_text(const struct writer *self, const struct prose_run *run)
{
	return (struct slice){self->prose->text.data + run->text, run->line_break ? 0 : run->len};
}

/* Of all that is in a block. */
static bool is_right_to_left(const struct writer *self, const struct prose_block *block)
{
	const struct prose *prose = self->prose;
	size_t at = (size_t)(block - prose->blocks);
	size_t end = block->end > at ? block->end : at + 1;

	for (; at < end; at++) {
		const struct prose_block *part = &prose->blocks[at];

		for (size_t i = 0; i < part->n_runs; i++) {
			enum html_direction direction =
				html_direction(run_text(self, &prose->runs[part->first_run + i]));

			if (direction != HTML_NO_DIRECTION)
				return direction == HTML_RIGHT_TO_LEFT;
		}
	}
	return false;
}

static const char *direction_of(const struct writer *self, const struct prose_block *block)
{
	return is_right_to_left(self, block) ? "rtl" : "auto";
}

static void write_paragraph(struct writer *self, const struct prose_block *block)
{
	str_appendf(self->out, "<p dir=\"%s\">", direction_of(self, block));
	write_runs(self, block);
	str_append_text(self->out, "</p>\n");
}

/* Its level says how it is nested among the others of the answer; none is left out. */
static void write_heading(struct writer *self, const struct prose_block *block)
{
	while (self->n_open > 0 && self->open[self->n_open - 1] >= block->level)
		self->n_open--;
	self->open[self->n_open++] = block->level;
	unsigned level = self->level + self->n_open;

	level = level < DEEPEST_HEADING ? level : DEEPEST_HEADING;
	str_appendf(self->out, "<h%u dir=\"%s\">", level, direction_of(self, block));
	write_runs(self, block);
	str_appendf(self->out, "</h%u>\n", level);
}

static void write_code(struct writer *self, const struct prose_block *block)
{
	str_append_text(self->out, "<pre tabindex=\"0\"><code>");
	write_runs(self, block);
	str_append_text(self->out, "</code></pre>\n");
}

static void write_list(struct writer *self, const struct prose_block *block, size_t first)
{
	if (!block->is_ordered)
		str_append_text(self->out, "<ul>\n");
	else if (block->start == 1)
		str_append_text(self->out, "<ol>\n");
	else
		str_appendf(self->out, "<ol start=\"%u\">\n", block->start);
	write_blocks(self, first, block->end, block->is_tight);
	str_append_text(self->out, block->is_ordered ? "</ol>\n" : "</ul>\n");
}

static void write_item(
	struct writer *self, const struct prose_block *block, size_t first, bool is_tight)
{
	static const char *const boxes[] = {
		[PROSE_NO_BOX] = "",
		[PROSE_BOX_OPEN] = "\xE2\x98\x90 ",
		[PROSE_BOX_DONE] = "\xE2\x98\x91 ",
	};

	str_appendf(self->out, "<li%s dir=\"%s\">%s", block->box ? " class=\"box\"" : "",
		direction_of(self, block), boxes[block->box]);
	write_blocks(self, first, block->end, is_tight);
	str_append_text(self->out, "</li>\n");
}

static void write_cell(struct writer *self, const struct prose_block *block)
{
	static const char *const classes[] = {
		[PROSE_ALIGN_NONE] = "",
		[PROSE_ALIGN_LEFT] = "",
		[PROSE_ALIGN_CENTER] = " class=\"middle\"",
		[PROSE_ALIGN_RIGHT] = " class=\"right\"",
	};

	str_appendf(self->out, block->is_head ? "<th scope=\"col\"%s>" : "<td%s>",
		classes[block->align]);
	write_runs(self, block);
	str_append_text(self->out, block->is_head ? "</th>" : "</td>");
}

static void write_around(struct writer *self, const struct prose_block *block, size_t first,
	const char *before, const char *after)
{
	str_append_text(self->out, before);
	write_blocks(self, first, block->end, false);
	str_append_text(self->out, after);
}

static void write_block(struct writer *self, size_t index, bool is_tight)
{
	const struct prose_block *block = &self->prose->blocks[index];

	switch (block->kind) {
	case PROSE_PARAGRAPH:
		if (is_tight)
			write_runs(self, block);
		else
			write_paragraph(self, block);
		break;
	case PROSE_HEADING:
		write_heading(self, block);
		break;
	case PROSE_CODE:
		write_code(self, block);
		break;
	case PROSE_QUOTE:
		write_around(self, block, index + 1,
			is_right_to_left(self, block) ? "<blockquote dir=\"rtl\">\n"
						      : "<blockquote>\n",
			"</blockquote>\n");
		break;
	case PROSE_LIST:
		write_list(self, block, index + 1);
		break;
	case PROSE_ITEM:
		write_item(self, block, index + 1, is_tight);
		break;
	case PROSE_TABLE:
		write_around(self, block, index + 1,
			is_right_to_left(self, block)
				? "<div class=\"scroll\" tabindex=\"0\" dir=\"rtl\"><table>\n"
				: "<div class=\"scroll\" tabindex=\"0\" dir=\"auto\"><table>\n",
			"</table></div>\n");
		break;
	case PROSE_TABLE_ROW:
		write_around(self, block, index + 1, "<tr>", "</tr>\n");
		break;
	case PROSE_CELL:
		write_cell(self, block);
		break;
	}
}

static void write_blocks(struct writer *self, size_t from, size_t end, bool is_tight)
{
	for (size_t i = from; i < end; i = self->prose->blocks[i].end) {
		/* Two texts in a row would run together without the element. */
		bool is_next = i > from && self->prose->blocks[i].kind == PROSE_PARAGRAPH;

		write_block(self, i, is_tight && !is_next);
	}
}

void html_prose(const struct str *text, unsigned level, struct image_source *images,
	struct str *first, struct str *rest)
{
	struct prose prose;

	prose_parse(&prose, text->data, text->len);
	struct writer writer = {.prose = &prose, .out = first, .level = level, .images = images};

	if (prose.n_blocks > 0)
		write_block(&writer, 0, false);
	writer.out = rest;
	if (prose.n_blocks > 0)
		write_blocks(&writer, prose.blocks[0].end, prose.n_blocks, false);
	prose_release(&prose);
}

void html_prose_inline(
	struct slice text, unsigned level, struct image_source *images, struct str *out)
{
	struct prose prose;

	prose_parse(&prose, text.data, text.len);
	struct writer writer = {.prose = &prose, .out = out, .level = level, .images = images};

	write_blocks(&writer, 0, prose.n_blocks,
		prose.n_blocks == 1 && prose.blocks[0].kind == PROSE_PARAGRAPH);
	prose_release(&prose);
}
