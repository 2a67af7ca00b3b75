/* Making an anchor: the words, and enough around them to tell them from others. */
#include "review/anchor.h"

#include "anchor_internal.h"

void anchor_release(struct anchor *self)
{
	str_release(&self->quote);
	str_release(&self->before);
	str_release(&self->after);
}

/* Appends words as they are stored: with a space wherever they have anything between them. */
static void put_words(struct str *out, const struct word_list *words, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct word *word = &words->items[i];

		if (i > from && word->start > word[-1].end)
			str_append_char(out, ' ');
		str_append(out, words->text.data + word->start, word->end - word->start);
	}
}

static void put_quote(struct str *out, const struct word_list *words, size_t from, size_t to)
{
	if (to - from <= QUOTE_WORDS) {
		put_words(out, words, from, to);
		return;
	}
	put_words(out, words, from, from + QUOTE_END);
	str_append_text(out, ANCHOR_GAP);
	put_words(out, words, to - QUOTE_END, to);
}

/* Does a context of these words say enough? Signs come with the words, and in a script without
 * spaces a word is less. */
static bool is_enough(size_t words, size_t bytes, size_t n)
{
	return words >= n && bytes >= n * BYTES_OF_WORD;
}

/* How far a context of so many words reaches from a word on. */
static size_t reach_back(const struct word_list *words, size_t from, size_t n)
{
	size_t at = from;
	size_t found = 0;

	while (at > 0 && from - at < SOUGHT_CONTEXT &&
		!is_enough(found, words->items[from].start - words->items[at].start, n))
		found += !words->items[--at].is_sign;
	return at;
}

static size_t reach_on(const struct word_list *words, size_t to, size_t n)
{
	size_t at = to;
	size_t found = 0;

	while (at < words->n && at - to < SOUGHT_CONTEXT &&
		!is_enough(found, words->items[at].start - words->items[to].start, n))
		found += !words->items[at++].is_sign;
	return at;
}

void anchor_make_from(struct anchor *self, const struct word_list *words, size_t start, size_t end,
	size_t context)
{
	size_t from = word_list_at(words, start);
	size_t to = from;

	*self = (struct anchor){0};
	while (to < words->n && words->items[to].start < end)
		to++;
	if (from == to)
		return;
	put_words(&self->before, words, reach_back(words, from, context), from);
	put_quote(&self->quote, words, from, to);
	put_words(&self->after, words, to, reach_on(words, to, context));
}

void anchor_text_make(const struct anchor_text *self, struct anchor *out, size_t start, size_t end)
{
	anchor_make_from(out, &self->words, start, end, CONTEXT);
}

void anchor_make(struct anchor *self, struct slice text, size_t start, size_t end)
{
	struct names names = {0};
	struct word_list words;

	word_list_read(&words, &names, text);
	anchor_make_from(self, &words, start, end, CONTEXT);
	word_list_release(&words);
	names_release(&names);
}
