/* Two versions of a text as one, with the removed and the added words. */
#include "compare.h"

#include "base/visible.h"
#include "merge/text_match.h"

#include <string.h>

enum {
	CONTEXT = 16, /* words, spaces and marks shown on each side of a change */
	SHORT = 60,   /* bytes: two texts this short fit next to each other */
};

void lines_append(struct str *out, const char *text, size_t len, size_t indent)
{
	for (size_t at = 0; at < len;) {
		const char *newline = memchr(text + at, '\n', len - at);
		size_t line = newline ? (size_t)(newline - text) - at : len - at;

		visible_append(out, text + at, line);
		at += line;
		if (newline) {
			str_append_char(out, '\n');
			if (++at < len && text[at] != '\n')
				str_append_repeat(out, ' ', indent);
		}
	}
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* --- putting them together --- */

struct comparison {
	struct text_match match;
	size_t indent;
	struct str *out;
};

static void append_words(struct comparison *self, const struct slice *words, size_t n)
{
	if (n == 0)
		return;

	const char *start = words[0].data;

	lines_append(self->out, start, (size_t)(words[n - 1].data - start) + words[n - 1].len,
		self->indent);
	if (words[n - 1].data[0] == '\n')
		str_append_repeat(self->out, ' ', self->indent);
}

static bool is_blank_word(const struct slice *word)
{
	return is_blank(word->data[0]);
}

/* What both have in common; only the part near a change is shown. */
static void append_common(
	struct comparison *self, const struct slice *words, size_t n, bool is_first, bool is_last)
{
	size_t head = is_first ? 0 : CONTEXT;
	size_t tail = is_last ? 0 : CONTEXT;

	if (n <= head + tail + 1) {
		append_words(self, words, n);
		return;
	}
	head -= head > 0 && is_blank_word(&words[head - 1]);
	tail -= tail > 0 && is_blank_word(&words[n - tail]);
	append_words(self, words, head);
	str_append_text(self->out, head > 0 ? " \xe2\x80\xa6" : "\xe2\x80\xa6"); /* an ellipsis */
	if (tail > 0)
		str_append_char(self->out, ' ');
	append_words(self, words + n - tail, tail);
}

static void append_changed(struct comparison *self, const struct slice *words, size_t n,
	const char *open, const char *close)
{
	if (n == 0)
		return;
	str_append_text(self->out, open);
	append_words(self, words, n);
	str_append_text(self->out, close);
}

static size_t run_of(const struct text_pieces *words, size_t from, bool is_kept)
{
	size_t at = from;

	while (at < words->n && words->is_kept[at] == is_kept)
		at++;
	return at - from;
}

static void put_together(struct comparison *self)
{
	const struct text_pieces *from = &self->match.from;
	const struct text_pieces *to = &self->match.to;
	size_t i = 0;
	size_t j = 0;

	while (i < from->n || j < to->n) {
		size_t same = run_of(from, i, true);
		size_t same_to = run_of(to, j, true);

		same = same < same_to ? same : same_to;
		append_common(self, from->items + i, same, i == 0 && j == 0,
			i + same == from->n && j + same == to->n);
		i += same;
		j += same;

		size_t went = run_of(from, i, false);
		size_t came = run_of(to, j, false);

		append_changed(self, from->items + i, went, "[-", "-]");
		append_changed(self, to->items + j, came, "{+", "+}");
		i += went;
		j += came;
	}
}

static void append_both(struct comparison *self, bool fits)
{
	append_changed(self, self->match.from.items, self->match.from.n, "[-", "-]");
	if (!fits) {
		str_append_char(self->out, '\n');
		str_append_repeat(self->out, ' ', self->indent);
	}
	append_changed(self, self->match.to.items, self->match.to.n, "{+", "+}");
}

void word_diff_append(const struct str *from, const struct str *to, size_t indent, struct str *out)
{
	struct comparison self = {.indent = indent, .out = out};

	if (text_match_shown(&self.match, slice_of(from), slice_of(to)))
		put_together(&self);
	else
		append_both(&self, from->len <= SHORT && to->len <= SHORT);
	text_match_release(&self.match);
}
