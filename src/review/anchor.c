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

/* How far a context of so many words reaches from a word on; signs come with the words. */
static size_t reach_back(const struct word_list *words, size_t from, size_t n)
{
	size_t most = 2 * n;

	while (from > 0 && n > 0 && most-- > 0)
		n -= !words->items[--from].is_sign;
	return from;
}

static size_t reach_on(const struct word_list *words, size_t from, size_t n)
{
	size_t most = 2 * n;

	while (from < words->n && n > 0 && most-- > 0)
		n -= !words->items[from++].is_sign;
	return from;
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

void anchor_make(struct anchor *self, struct slice text, size_t start, size_t end)
{
	struct names names = {0};
	struct word_list words;

	word_list_read(&words, &names, text);
	anchor_make_from(self, &words, start, end, CONTEXT);
	word_list_release(&words);
	names_release(&names);
}
