/*
 * The runs of a block as Markdown: emphasis, code, links. Delimiters are read by rules that depend
 * on what is around them, so what was written is read back; where it says something else, it is
 * written without emphasis.
 */
#include "markdown_text.h"

#include <string.h>

enum element { ELEMENT_LINK, ELEMENT_STRONG, ELEMENT_EMPHASIS, ELEMENT_DELETED, N_ELEMENTS };

static const unsigned styles_of[N_ELEMENTS] = {
	[ELEMENT_STRONG] = PROSE_STRONG,
	[ELEMENT_EMPHASIS] = PROSE_EMPHASIS,
	[ELEMENT_DELETED] = PROSE_DELETED,
};

static const unsigned emphasis = PROSE_STRONG | PROSE_EMPHASIS | PROSE_DELETED;

struct writer {
	const struct prose *prose;
	const struct prose_run *runs;
	size_t n;
	unsigned flags;
	unsigned styles; /* those that are written */
	enum element open[N_ELEMENTS];
	char marks[N_ELEMENTS]; /* of the emphasis that is open: * or _ */
	size_t n_open;
	size_t link; /* the open one */
	size_t from; /* where the block begins in out */
	struct str *out;
};

/* ----------------------------------------------------------------- what is where */

static bool is_same(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static struct slice address_of(const struct writer *self, size_t link)
{
	const struct prose_link *info = &self->prose->links[link - 1];

	return (struct slice){self->prose->text.data + info->address, info->len};
}

static size_t link_of(const struct writer *self, const struct prose_run *run)
{
	return prose_run_target(self->prose, run);
}

static bool has(const struct writer *self, size_t index, enum element element)
{
	const struct prose_run *run = &self->runs[index];

	return element == ELEMENT_LINK ? link_of(self, run) != 0
				       : (run->styles & self->styles & styles_of[element]) != 0;
}

/* How far it goes on from a run. */
static size_t extent(const struct writer *self, size_t index, enum element element)
{
	size_t end = index;

	while (end < self->n && has(self, end, element) &&
		(element != ELEMENT_LINK ||
			link_of(self, &self->runs[end]) == link_of(self, &self->runs[index])))
		end++;
	return end;
}

/* The text of a run and of those after it that differ in nothing; returns the next one. */
static size_t join(const struct writer *self, size_t index, struct str *text)
{
	const struct prose_run *first = &self->runs[index];
	size_t end = index;

	str_clear(text);
	for (; end < self->n; end++) {
		const struct prose_run *run = &self->runs[end];

		if (run->line_break || run->link != first->link ||
			((run->styles ^ first->styles) & (self->styles | PROSE_MONOSPACE)))
			break;
		str_append(text, str_text(&self->prose->text) + run->text, run->len);
	}
	return end;
}

/* ------------------------------------------------------------------- delimiters */

static bool is_at_line_start(const struct writer *self)
{
	return self->out->len == self->from || self->out->data[self->out->len - 1] == '\n';
}

static bool ends_in_word(const struct writer *self)
{
	unsigned char c = self->out->len > self->from
				  ? (unsigned char)self->out->data[self->out->len - 1]
				  : ' ';

	return ascii_is_letter((char)c) || ascii_is_digit((char)c) || c >= 0x80;
}

/* Is the text behind a word's, so that _ would not end emphasis? */
static bool is_word_at(const struct writer *self, size_t index)
{
	if (index >= self->n || self->runs[index].line_break || self->runs[index].len == 0)
		return false;
	unsigned char c = (unsigned char)self->prose->text.data[self->runs[index].text];

	return ascii_is_letter((char)c) || ascii_is_digit((char)c) || c >= 0x80;
}

static void write_mark(const struct writer *self, size_t at)
{
	switch (self->open[at]) {
	case ELEMENT_STRONG:
		str_append_text(self->out, "**");
		break;
	case ELEMENT_DELETED:
		str_append_text(self->out, "~~");
		break;
	case ELEMENT_EMPHASIS:
		str_append_char(self->out, self->marks[at]);
		break;
	default:
		break;
	}
}

static void open_element(struct writer *self, size_t index, enum element element)
{
	bool is_in_word = ends_in_word(self) || is_word_at(self, extent(self, index, element));

	self->open[self->n_open] = element;
	self->marks[self->n_open] = is_in_word ? '*' : '_';
	write_mark(self, self->n_open++);
	if (element != ELEMENT_LINK)
		return;
	self->link = link_of(self, &self->runs[index]);
	/* 6.4: it would be an image. */
	if (self->out->len > self->from && self->out->data[self->out->len - 1] == '!')
		str_splice(self->out, self->out->len - 1, 0, "\\", 1);
	str_append_char(self->out, '[');
}

/* Spaces at the end are put behind the delimiter, which would not be one after them. */
static void close_last(struct writer *self)
{
	size_t spaces = 0;

	while (self->out->len > self->from && self->out->data[self->out->len - 1] == ' ') {
		self->out->data[--self->out->len] = '\0';
		spaces++;
	}
	self->n_open--;
	if (self->open[self->n_open] == ELEMENT_LINK) {
		str_append_char(self->out, ']');
		markdown_destination(address_of(self, self->link), self->flags, self->out);
		self->link = 0;
	} else {
		write_mark(self, self->n_open);
	}
	str_append_repeat(self->out, ' ', spaces);
}

static bool goes_on(const struct writer *self, size_t index, size_t at)
{
	return has(self, index, self->open[at]) &&
	       (self->open[at] != ELEMENT_LINK || link_of(self, &self->runs[index]) == self->link);
}

static void close_ended(struct writer *self, size_t index)
{
	for (size_t i = 0; i < self->n_open; i++)
		if (!goes_on(self, index, i)) {
			while (self->n_open > i)
				close_last(self);
			return;
		}
}

static bool is_open(const struct writer *self, enum element element)
{
	for (size_t i = 0; i < self->n_open; i++)
		if (self->open[i] == element)
			return true;
	return false;
}

/* Those that go on longest are outside. */
static void open_begun(struct writer *self, size_t index)
{
	for (;;) {
		enum element longest = N_ELEMENTS;
		size_t end = 0;

		for (enum element i = 0; i < N_ELEMENTS; i++) {
			if (!has(self, index, i) || is_open(self, i))
				continue;
			size_t until = extent(self, index, i);

			if (until > end) {
				end = until;
				longest = i;
			}
		}
		if (longest == N_ELEMENTS)
			return;
		open_element(self, index, longest);
	}
}

/* ------------------------------------------------------------------------- text */

static void write_break(struct writer *self, const struct prose_run *run)
{
	while (self->out->len > self->from && self->out->data[self->out->len - 1] == ' ')
		self->out->data[--self->out->len] = '\0';
	if (self->flags & MARKDOWN_ONE_LINE)
		str_append_char(self->out, ' ');
	else if (self->flags & MARKDOWN_CELL)
		str_append_text(self->out, run->line_break == PROSE_HARD_BREAK ? "<br>" : " ");
	else
		str_append_text(self->out, run->line_break == PROSE_HARD_BREAK ? "\\\n" : "\n");
}

static struct slice skip_spaces(struct slice text)
{
	while (text.len > 0 && ascii_is_one_of(text.data[0], " \t"))
		text = slice_from(text, 1);
	return text;
}

static void write_text(
	struct writer *self, size_t index, struct slice text, bool is_code, unsigned flags)
{
	struct slice rest = is_code ? text : skip_spaces(text);

	if (rest.len < text.len && !is_at_line_start(self))
		str_append_char(self->out, ' ');
	open_begun(self, index);
	if (is_code) {
		markdown_code(text, flags, self->out);
		return;
	}
	if (is_at_line_start(self) && !(flags & MARKDOWN_CELL))
		flags |= MARKDOWN_LINE_START;
	if (self->link)
		flags |= MARKDOWN_LINK_TEXT;
	markdown_escape(rest, flags, self->out);
}

/* An address that is called by itself, "<https://...>". */
static bool is_autolink(const struct writer *self, size_t index, size_t end, struct slice text)
{
	const struct prose_run *run = &self->runs[index];
	size_t link = link_of(self, run);

	if (link == 0 || self->link || (run->styles & PROSE_MONOSPACE) ||
		extent(self, index, ELEMENT_LINK) != end || memchr(text.data, '<', text.len) ||
		memchr(text.data, '>', text.len))
		return false;
	struct slice address = address_of(self, link);

	return is_same(address, text) && !(self->prose->links[link - 1].is_image && text.len == 0);
}

static void write_autolink(struct writer *self, size_t index, struct slice text, unsigned flags)
{
	/* Only what is around the address. */
	for (enum element i = ELEMENT_STRONG; i < N_ELEMENTS; i++)
		if (has(self, index, i) && !is_open(self, i))
			open_element(self, index, i);
	markdown_autolink(text, flags, self->out);
}

/* Behind the description of an image that cannot be linked. */
static void write_path(struct writer *self, size_t index, size_t end, struct slice text)
{
	const struct prose_run *run = &self->runs[index];
	bool is_last = end == self->n || self->runs[end].link != run->link;

	if (run->link == 0 || link_of(self, run) || !is_last)
		return;
	struct slice address = address_of(self, run->link);

	if (is_same(address, text))
		return;
	str_append_text(self->out, " (");
	markdown_escape(address, self->flags, self->out);
	str_append_char(self->out, ')');
}

static void write_all(struct writer *self)
{
	struct str text = {0};
	unsigned flags = self->flags;

	for (size_t i = 0; i < self->n; i++)
		if (self->runs[i].styles & self->styles & PROSE_DELETED)
			flags |= MARKDOWN_STRUCK;
	for (size_t i = 0, end; i < self->n; i = end) {
		close_ended(self, i);
		if (self->runs[i].line_break) {
			write_break(self, &self->runs[i]);
			end = i + 1;
			continue;
		}
		end = join(self, i, &text);
		if (is_autolink(self, i, end, slice_of(&text)))
			write_autolink(self, i, slice_of(&text), flags);
		else if (text.len > 0)
			write_text(self, i, slice_of(&text), self->runs[i].styles & PROSE_MONOSPACE,
				flags);
		write_path(self, i, end, slice_of(&text));
	}
	while (self->n_open > 0)
		close_last(self);
	str_release(&text);
}

/* ----------------------------------------------------------------------- a block */

static void write_as(const struct prose *prose, const struct prose_block *block, unsigned flags,
	unsigned styles, struct str *out)
{
	struct writer writer = {
		.prose = prose,
		.runs = prose->runs + block->first_run,
		.n = block->n_runs,
		.flags = flags,
		.styles = styles,
		.from = out->len,
		.out = out,
	};

	write_all(&writer);
}

static bool has_emphasis(const struct prose *prose, const struct prose_block *block)
{
	for (size_t i = 0; i < block->n_runs; i++)
		if (prose->runs[block->first_run + i].styles & emphasis)
			return true;
	return false;
}

void markdown_runs(
	const struct prose *prose, const struct prose_block *block, unsigned flags, struct str *out)
{
	unsigned styles = 0;

	if (has_emphasis(prose, block)) {
		struct str trial = {0};

		write_as(prose, block, MARKDOWN_ONE_LINE, emphasis, &trial);
		if (markdown_reads_back(prose, block, &trial))
			styles = emphasis;
		str_release(&trial);
	}
	size_t from = out->len;

	write_as(prose, block, flags, styles, out);
	while (out->len > from && ascii_is_one_of(out->data[out->len - 1], " \t"))
		out->data[--out->len] = '\0';
}
