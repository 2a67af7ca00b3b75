/* Two versions of a text as one, with the words that went and those that came. */
#include "compare.h"

#include "base/mem.h"
#include "base/visible.h"

#include <stdlib.h>
#include <string.h>

enum {
	CONTEXT = 16, /* words, blanks and marks shown on each side of a change */
	SHORT = 60,   /* bytes: two such texts fit beside each other */
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

/* --- words --- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_letter(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80 || c == '_';
}

static size_t run_length(const char *text, size_t len, bool (*is_part)(char c))
{
	size_t n = 0;

	while (n < len && is_part(text[n]))
		n++;
	return n;
}

/* Words, runs of blanks, and each other sign alone. */
static void split(const struct str *text, struct slices *words)
{
	const char *data = str_text(text);

	for (size_t at = 0; at < text->len;) {
		size_t len = run_length(data + at, text->len - at, is_letter);

		if (len == 0)
			len = run_length(data + at, text->len - at, is_blank);
		if (len == 0)
			len = 1;
		slices_add(words, data + at, len);
		at += len;
	}
}

/* --- putting them together --- */

struct comparison {
	struct slices from, to;
	bool *kept_from, *kept_to;
	size_t indent;
	struct str *out;
};

/* A blank that alone stayed between two changes reads better as a part of both. */
static void drop_lone_blanks(struct comparison *self)
{
	size_t j = 0;

	for (size_t i = 0; i < self->from.n; i++) {
		if (!self->kept_from[i])
			continue;
		while (!self->kept_to[j])
			j++;

		bool is_lone = i > 0 && i + 1 < self->from.n && j > 0 && j + 1 < self->to.n &&
			       is_blank(self->from.items[i].data[0]) &&
			       (!self->kept_from[i - 1] || !self->kept_to[j - 1]) &&
			       (!self->kept_from[i + 1] || !self->kept_to[j + 1]);

		if (is_lone)
			self->kept_from[i] = self->kept_to[j] = false;
		j++;
	}
}

static size_t count_letters(const struct slices *words, const bool *kept)
{
	size_t n = 0;

	for (size_t i = 0; i < words->n; i++)
		if ((!kept || kept[i]) && is_letter(words->items[i].data[0]))
			n += words->items[i].len;
	return n;
}

/* Of a text that was written anew, the few words that happen to be in both tell nothing. */
static bool is_rewritten(const struct comparison *self)
{
	size_t from = count_letters(&self->from, NULL);
	size_t to = count_letters(&self->to, NULL);

	return count_letters(&self->from, self->kept_from) * 2 < (from < to ? from : to);
}

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

/* What both have; only what is near a change is shown. */
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

static size_t run_of(const bool *kept, size_t from, size_t n, bool is_kept)
{
	size_t at = from;

	while (at < n && kept[at] == is_kept)
		at++;
	return at - from;
}

static void put_together(struct comparison *self)
{
	size_t i = 0;
	size_t j = 0;

	while (i < self->from.n || j < self->to.n) {
		size_t same = run_of(self->kept_from, i, self->from.n, true);
		size_t same_to = run_of(self->kept_to, j, self->to.n, true);

		same = same < same_to ? same : same_to;
		append_common(self, self->from.items + i, same, i == 0 && j == 0,
			i + same == self->from.n && j + same == self->to.n);
		i += same;
		j += same;

		size_t went = run_of(self->kept_from, i, self->from.n, false);
		size_t came = run_of(self->kept_to, j, self->to.n, false);

		append_changed(self, self->from.items + i, went, "[-", "-]");
		append_changed(self, self->to.items + j, came, "{+", "+}");
		i += went;
		j += came;
	}
}

static void append_both(struct comparison *self, bool fits)
{
	append_changed(self, self->from.items, self->from.n, "[-", "-]");
	if (!fits) {
		str_append_char(self->out, '\n');
		str_append_repeat(self->out, ' ', self->indent);
	}
	append_changed(self, self->to.items, self->to.n, "{+", "+}");
}

void words_compare(const struct str *from, const struct str *to, size_t indent, struct str *out)
{
	struct comparison self = {.indent = indent, .out = out};

	split(from, &self.from);
	split(to, &self.to);
	self.kept_from = mem_zalloc(self.from.n + 1, sizeof(bool));
	self.kept_to = mem_zalloc(self.to.n + 1, sizeof(bool));
	slices_match(&self.from, &self.to, self.kept_from, self.kept_to);
	drop_lone_blanks(&self);
	if (is_rewritten(&self))
		append_both(&self, from->len <= SHORT && to->len <= SHORT);
	else
		put_together(&self);
	free(self.kept_from);
	free(self.kept_to);
	slices_release(&self.from);
	slices_release(&self.to);
}
