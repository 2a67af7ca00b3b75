/*
 * Prose as Markdown blocks: paragraphs, lists up to a few levels, closed code fences. The
 * author's indentation is replaced, so that nothing becomes a block by accident.
 */
#include "markdown_text.h"

#include "base/utf8.h"

#include <string.h>

#define MAX_LEVELS 6
#define TAB_COLUMNS 4
#define MAX_WRAPPED 100 /* characters; anybody who breaks lines by hand breaks them earlier */

struct level {
	size_t source; /* column of the marker in the prose */
	size_t target; /* column of the item's text as written */
	bool is_ordered;
};

struct prose {
	struct slice rest;
	struct str *out;
	struct level levels[MAX_LEVELS];
	size_t n_levels;
	bool has_output;
	bool has_blank;     /* a blank line is needed before what comes next */
	bool in_paragraph;  /* the line above is text that could continue */
	bool is_whole;      /* and long enough to be a paragraph of its own */
	size_t unclosed[2]; /* lengths of ` and ~ fences that are not closed from here on; 0:
			       unknown */
};

/* A line without its indentation and trailing spaces. */
struct source_line {
	struct slice text;
	size_t indent; /* in columns */
};

static struct source_line measure(struct slice line)
{
	struct source_line self = {.text = slice_trim_end(line)};

	while (self.text.len > 0 && ascii_is_space(self.text.data[0])) {
		bool is_tab = self.text.data[0] == '\t';

		self.indent += is_tab ? TAB_COLUMNS - self.indent % TAB_COLUMNS : 1;
		self.text = slice_from(self.text, 1);
	}
	return self;
}

static void begin_block(struct prose *self, bool is_separate)
{
	if (self->has_output && (self->has_blank || is_separate))
		str_append_char(self->out, '\n');
	self->has_output = true;
	self->has_blank = false;
}

static size_t content_column(const struct prose *self)
{
	return self->n_levels > 0 ? self->levels[self->n_levels - 1].target : 0;
}

/* Leaves the items that text at this column does not belong to. */
static void leave_items(struct prose *self, size_t indent)
{
	while (self->n_levels > 0 && indent < self->levels[self->n_levels - 1].source + 2)
		self->n_levels--;
}

/* ------------------------------------------------------------------- fences */

struct fence {
	char mark;
	size_t len;
	size_t indent;
	struct slice info;
	struct slice body; /* up to the line that closes it */
	struct slice after;
};

static size_t mark_run(const struct source_line *line, char mark)
{
	size_t n = 0;

	while (n < line->text.len && line->text.data[n] == mark)
		n++;
	return n;
}

static bool find_fence_end(struct prose *self, struct fence *fence)
{
	size_t *unclosed = &self->unclosed[fence->mark == '~'];
	struct slice rest = self->rest;
	struct slice line;

	if (*unclosed != 0 && fence->len >= *unclosed)
		return false;
	while (slice_next_line(&rest, &line)) {
		struct source_line closing = measure(line);
		size_t run = mark_run(&closing, fence->mark);

		if (run >= fence->len && run == closing.text.len) {
			fence->body.data = self->rest.data;
			fence->body.len = (size_t)(line.data - self->rest.data);
			fence->after = rest;
			return true;
		}
	}
	*unclosed = fence->len;
	return false;
}

/* CommonMark 4.5. An unclosed fence would swallow the report, so it is prose. */
static bool parse_fence(struct prose *self, const struct source_line *line, struct fence *fence)
{
	*fence = (struct fence){.mark = line->text.data[0], .indent = line->indent};
	if (fence->mark != '`' && fence->mark != '~')
		return false;
	fence->len = mark_run(line, fence->mark);
	fence->info.data = line->text.data + fence->len;
	fence->info.len = line->text.len - fence->len;
	if (fence->len < 3 || memchr(fence->info.data, '`', fence->info.len))
		return false;
	return find_fence_end(self, fence);
}

static size_t longest_backtick_run(const struct slice *text)
{
	size_t longest = 0;
	size_t run = 0;

	for (size_t i = 0; i < text->len; i++) {
		run = text->data[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

/* The language, if it is a plain word. */
static void write_info(const struct slice *info, struct str *out)
{
	size_t from = 0;
	size_t to;

	while (from < info->len && info->data[from] == ' ')
		from++;
	for (to = from; to < info->len && info->data[to] != ' '; to++)
		if (!ascii_is_letter(info->data[to]) && !ascii_is_digit(info->data[to]) &&
			!ascii_is_one_of(info->data[to], "+#_.-"))
			return;
	str_append(out, info->data + from, to - from);
}

static void write_fence(struct prose *self, const struct fence *fence)
{
	size_t longest = longest_backtick_run(&fence->body);
	size_t marks = longest < 3 ? 3 : longest + 1;
	struct slice rest = fence->body;
	struct slice line;

	leave_items(self, fence->indent);
	begin_block(self, true);
	str_append_repeat(self->out, ' ', content_column(self));
	str_append_repeat(self->out, '`', marks);
	write_info(&fence->info, self->out);
	str_append_char(self->out, '\n');
	while (slice_next_line(&rest, &line)) {
		size_t skip = 0;

		while (skip < line.len && skip < fence->indent && line.data[skip] == ' ')
			skip++;
		if (line.len > skip)
			str_append_repeat(self->out, ' ', content_column(self));
		markdown_verbatim(line.data + skip, line.len - skip, self->out);
		str_append_char(self->out, '\n');
	}
	str_append_repeat(self->out, ' ', content_column(self));
	str_append_repeat(self->out, '`', marks);
	str_append_char(self->out, '\n');
	self->rest = fence->after;
	self->has_blank = true;
	self->in_paragraph = false;
}

/* -------------------------------------------------------------------- lists */

struct marker {
	size_t len; /* digits, or 0 for a bullet */
	struct slice text;
};

static bool is_in_ordered(const struct prose *self)
{
	return self->n_levels > 0 && self->levels[self->n_levels - 1].is_ordered;
}

/*
 * CommonMark 5.2: a marker and a space, then text (a lone one is left to be escaped).
 * Inside a paragraph only a bullet or the number 1 begins a list.
 */
static bool parse_marker(
	const struct prose *self, const struct source_line *line, struct marker *marker)
{
	const struct slice *text = &line->text;
	size_t digits = 0;

	while (digits < text->len && digits < 9 && ascii_is_digit(text->data[digits]))
		digits++;
	if (digits + 1 >= text->len ||
		!ascii_is_one_of(text->data[digits], digits > 0 ? ".)" : "-*+") ||
		!ascii_is_space(text->data[digits + 1]))
		return false;
	if (digits > 0 && self->in_paragraph && !is_in_ordered(self) &&
		!(digits == 1 && text->data[0] == '1'))
		return false;
	marker->len = digits;
	marker->text = (struct slice){text->data + digits + 1, text->len - digits - 1};
	return true;
}

/* Finds the level of an item at this column: deeper, the same, or further out. */
static void enter_item(struct prose *self, size_t indent)
{
	while (self->n_levels > 1 && indent < self->levels[self->n_levels - 1].source)
		self->n_levels--;
	if (self->n_levels == 0 || (indent >= self->levels[self->n_levels - 1].source + 2 &&
					   self->n_levels < MAX_LEVELS)) {
		self->levels[self->n_levels++] = (struct level){.source = indent};
	}
}

static void write_item(
	struct prose *self, const struct source_line *line, const struct marker *marker)
{
	size_t before = self->n_levels;
	bool is_ordered = marker->len > 0;

	enter_item(self, line->indent);
	struct level *level = &self->levels[self->n_levels - 1];
	size_t column = self->n_levels > 1 ? self->levels[self->n_levels - 2].target : 0;
	bool is_new = self->n_levels > before;

	/* Inside a paragraph a number can begin a list only if it is 1. */
	begin_block(self, before == 0 || (is_new ? is_ordered : level->is_ordered != is_ordered));
	level->source = line->indent;
	level->is_ordered = is_ordered;
	str_append_repeat(self->out, ' ', column);
	if (is_ordered) {
		str_append(self->out, line->text.data, marker->len);
		str_append_text(self->out, ". ");
		level->target = column + marker->len + 2;
	} else {
		str_append_text(self->out, "- ");
		level->target = column + 2;
	}
	markdown_line_start(marker->text.data, marker->text.len, self->out);
	str_append_char(self->out, '\n');
	self->in_paragraph = true;
}

/* --------------------------------------------------------------- paragraphs */

/* An editor that wraps lines puts each paragraph on one line, so only short lines are joined. */
static void write_text(struct prose *self, const struct source_line *line)
{
	bool is_new = self->in_paragraph && self->is_whole && self->n_levels == 0;

	if (self->has_blank)
		leave_items(self, line->indent);
	begin_block(self, is_new);
	str_append_repeat(self->out, ' ', content_column(self));
	markdown_line_start(line->text.data, line->text.len, self->out);
	str_append_char(self->out, '\n');
	self->in_paragraph = true;
	self->is_whole = utf8_count(line->text.data, line->text.len) > MAX_WRAPPED;
}

/* A bare carriage return ends a line in Markdown, so it does here. */
static void copy_lines(const struct str *text, struct str *out)
{
	struct slice trimmed = slice_trim_lines(slice_of(text));

	str_append(out, trimmed.data, trimmed.len);
	for (size_t i = 0; i < out->len; i++)
		if (out->data[i] == '\r')
			out->data[i] = i + 1 < out->len && out->data[i + 1] == '\n' ? ' ' : '\n';
}

void markdown_prose(const struct str *text, struct str *out)
{
	struct str lines = {0};
	struct slice next;

	copy_lines(text, &lines);
	struct prose self = {.rest = slice_of(&lines), .out = out};
	while (slice_next_line(&self.rest, &next)) {
		struct source_line line = measure(next);
		struct marker marker;
		struct fence fence;

		if (line.text.len == 0) {
			self.has_blank = true;
			self.in_paragraph = false;
		} else if (parse_fence(&self, &line, &fence)) {
			write_fence(&self, &fence);
		} else if (parse_marker(&self, &line, &marker)) {
			write_item(&self, &line, &marker);
		} else {
			write_text(&self, &line);
		}
	}
	str_release(&lines);
}
