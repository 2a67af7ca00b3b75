/* The tokens of two texts as pieces, with those marked that are outside all hunks. */
#include "merge/text_match.h"

#include "base/mem.h"
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static void add_piece(struct text_pieces *self, struct slice piece, bool is_kept)
{
	if (self->n == self->cap) {
		self->cap = self->cap > 0 ? self->cap * 2 : 64;
		self->items = mem_resize(self->items, self->cap, sizeof(*self->items));
		self->is_kept = mem_resize(self->is_kept, self->cap, sizeof(*self->is_kept));
	}
	self->items[self->n] = piece;
	self->is_kept[self->n++] = is_kept;
}

static void add_tokens(
	struct text_pieces *self, const struct tokens *tokens, size_t from, size_t to, bool is_kept)
{
	for (size_t i = from; i < to; i++)
		add_piece(self, tokens_text(tokens, i, i + 1), is_kept);
}

/* Appends the pieces of both. */
static void match(struct text_match *self, struct slice from, struct slice to,
	void (*read)(struct tokens *, struct names *, struct slice))
{
	struct token_diff found;
	struct hunk done = {0};

	token_diff_init(&found, from, to, read);
	for (size_t i = 0; i < found.hunks.n; i++) {
		const struct hunk *hunk = &found.hunks.items[i];

		add_tokens(&self->from, &found.from, done.from_end, hunk->from, true);
		add_tokens(&self->from, &found.from, hunk->from, hunk->from_end, false);
		add_tokens(&self->to, &found.to, done.to_end, hunk->to, true);
		add_tokens(&self->to, &found.to, hunk->to, hunk->to_end, false);
		done = *hunk;
	}
	add_tokens(&self->from, &found.from, done.from_end, found.from.n, true);
	add_tokens(&self->to, &found.to, done.to_end, found.to.n, true);
	token_diff_release(&found);
}

void text_match_lines(struct text_match *self, struct slice from, struct slice to)
{
	*self = (struct text_match){0};
	match(self, from, to, tokens_read_lines);
}

void text_match_words(struct text_match *self, struct slice from, struct slice to)
{
	*self = (struct text_match){0};
	match(self, from, to, tokens_read_words);
}

/* --- lines, then words --- */

static size_t count_words(struct slice line)
{
	struct tokens tokens;

	tokens_read_words(&tokens, NULL, line);
	size_t n = tokens.n;

	tokens_release(&tokens);
	return n;
}

/* The first words of a text, and the last; those in between as one. */
static void add_words(struct text_pieces *self, struct slice text, size_t first, size_t last)
{
	struct tokens words;

	tokens_read_words(&words, NULL, text);
	if (words.n <= first + last) {
		add_tokens(self, &words, 0, words.n, true);
	} else {
		add_tokens(self, &words, 0, first, true);
		add_piece(self, tokens_text(&words, first, words.n - last), true);
		add_tokens(self, &words, words.n - last, words.n, true);
	}
	tokens_release(&words);
}

/* Cuts lines into words only beside what changed, and keeps the newline of the last one there:
 * behind the first change, and in front of the next. */
static void cut_lines(struct text_pieces *self, const struct tokens *lines, size_t from, size_t to)
{
	size_t behind = from;
	size_t in_front = to;

	for (size_t words = 0; behind < to && words < TEXT_MATCH_NEAR; behind++)
		words += count_words(tokens_text(lines, behind, behind + 1));
	for (size_t words = 0; in_front > behind && words < TEXT_MATCH_NEAR; in_front--)
		words += count_words(tokens_text(lines, in_front - 1, in_front));
	if (behind == in_front) {
		add_words(self, tokens_text(lines, from, to), TEXT_MATCH_NEAR, TEXT_MATCH_NEAR);
		return;
	}
	add_words(self, tokens_text(lines, from, behind), TEXT_MATCH_NEAR, 1);
	add_piece(self, tokens_text(lines, behind, in_front), true);
	add_words(self, tokens_text(lines, in_front, to), 0, TEXT_MATCH_NEAR);
}

/* The lines of the first text up to others, which are the same in the second. */
static void add_same(struct text_match *self, const struct token_diff *lines,
	const struct hunk *before, size_t end)
{
	size_t n = self->from.n;
	const char *start = tokens_text(&lines->from, before->from_end, end).data;
	const char *same = tokens_text(&lines->to, before->to_end, lines->to.n).data;

	cut_lines(&self->from, &lines->from, before->from_end, end);
	for (; n < self->from.n; n++) {
		struct slice piece = self->from.items[n];

		add_piece(&self->to, (struct slice){same + (piece.data - start), piece.len}, true);
	}
}

static void match_by_line(struct text_match *self, struct slice from, struct slice to)
{
	struct token_diff lines;
	struct hunk done = {0};

	token_diff_init(&lines, from, to, tokens_read_lines);
	hunks_join(&lines.hunks, &lines.from, false);
	for (size_t i = 0; i < lines.hunks.n; i++) {
		const struct hunk *hunk = &lines.hunks.items[i];

		add_same(self, &lines, &done, hunk->from);
		match(self, tokens_text(&lines.from, hunk->from, hunk->from_end),
			tokens_text(&lines.to, hunk->to, hunk->to_end), tokens_read_words);
		done = *hunk;
	}
	add_same(self, &lines, &done, lines.from.n);
	token_diff_release(&lines);
}

/* --- as people are shown it --- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_letter(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80 || c == '_';
}

/* A lone space between two changes reads better as part of both. */
static void drop_lone_blanks(struct text_pieces *from, struct text_pieces *to)
{
	size_t j = 0;

	for (size_t i = 0; i < from->n; i++) {
		if (!from->is_kept[i])
			continue;
		while (!to->is_kept[j])
			j++;

		bool is_lone = i > 0 && i + 1 < from->n && j > 0 && j + 1 < to->n &&
			       is_blank(from->items[i].data[0]) &&
			       (!from->is_kept[i - 1] || !to->is_kept[j - 1]) &&
			       (!from->is_kept[i + 1] || !to->is_kept[j + 1]);

		if (is_lone)
			from->is_kept[i] = to->is_kept[j] = false;
		j++;
	}
}

/* Of the pieces that are kept, or of the others; no more than enough need be counted. */
static size_t count_letters(const struct text_pieces *pieces, bool is_kept, size_t enough)
{
	size_t n = 0;

	for (size_t i = 0; i < pieces->n && n < enough; i++)
		for (size_t k = 0; k < pieces->items[i].len && pieces->is_kept[i] == is_kept; k++)
			n += is_letter(pieces->items[i].data[k]);
	return n;
}

/* In a rewritten text, the few words that happen to match mean nothing: most of the shorter one
 * changed. */
static bool is_rewritten(const struct text_match *match)
{
	size_t removed = count_letters(&match->from, false, SIZE_MAX);
	size_t changed = count_letters(&match->to, false, removed);
	size_t least = changed < removed ? changed : removed;

	return count_letters(&match->from, true, least) < least;
}

static void keep_none(struct text_pieces *self)
{
	memset(self->is_kept, false, self->n * sizeof(*self->is_kept));
}

bool text_match_shown(struct text_match *self, struct slice from, struct slice to)
{
	*self = (struct text_match){0};
	match_by_line(self, from, to);
	drop_lone_blanks(&self->from, &self->to);
	if (!is_rewritten(self))
		return true;
	keep_none(&self->from);
	keep_none(&self->to);
	return false;
}

static void release_pieces(struct text_pieces *self)
{
	free(self->items);
	free(self->is_kept);
	*self = (struct text_pieces){0};
}

void text_match_release(struct text_match *self)
{
	release_pieces(&self->from);
	release_pieces(&self->to);
}
