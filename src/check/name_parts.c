/*
 * "Ida Nyman and Bo Li", "SRE: Ida Nyman", "Ida Nyman [SRE]", "Ida from Operations": signs and
 * small words are between the names. Where a link or a picture leads is no name.
 */
#include "name_parts.h"

#include "shapes.h"

#include <string.h>

#define IS_IN(word, words) shape_is_in(word, words, sizeof(words) / sizeof(words)[0])

static const char *const joining[] = {
	"and", "und", "et", "og", "och", "or", "oder", "sowie", "plus", "with", "mit", "&", "+"};

/* Before where somebody is or belongs to. */
static const char *const leading[] = {
	"from", "at", "of", "in", "for", "via", "aus", "bei", "beim", "im", "vom"};

/* Handles of everybody, and mailboxes of nobody. */
static const char *const shared[] = {"info", "contact", "hello", "noreply", "no-reply",
	"do-not-reply", "postmaster", "webmaster", "hostmaster", "mailer", "root", "abuse",
	"kontakt", "news", "newsletter", "press", "channel", "here", "status", "incident",
	"incidents", "dev", "buero", "anfrage"};

/* ------------------------------------------------------------------------- signs */

static bool starts_with(struct slice text, const char *mark)
{
	size_t len = strlen(mark);

	return text.len >= len && memcmp(text.data, mark, len) == 0;
}

/* Bytes of "https://x.example/y" in front of a text. */
static size_t url_len(struct slice text)
{
	bool is_one = starts_with(text, "www.");
	size_t n = 0;

	for (; n < text.len && !ascii_is_space(text.data[n]) &&
		!ascii_is_one_of(text.data[n], "<>()[]");
		n++)
		is_one = is_one || starts_with(slice_from(text, n), "://");
	return is_one ? n : 0;
}

/* Bytes of "](img/a.png)" in front of a text. */
static size_t target_len(struct slice text)
{
	const char *end = starts_with(text, "](") ? memchr(text.data, ')', text.len) : NULL;

	return end ? (size_t)(end - text.data) + 1 : 0;
}

static bool is_sign(struct slice text, size_t at)
{
	struct slice rest = slice_from(text, at);

	return ascii_is_one_of(*rest.data, "(),;/<>|\n[]{}:") ||
	       (*rest.data == '-' && at > 0 && text.data[at - 1] == ' ') ||
	       starts_with(rest, "\xe2\x80\x93") || starts_with(rest, "\xe2\x80\x94");
}

/* Bytes of what is between two parts. */
static size_t sign_len(struct slice text, size_t at)
{
	struct slice rest = slice_from(text, at);
	bool is_start = at == 0 || ascii_is_space(text.data[at - 1]) || is_sign(text, at - 1);
	size_t n = is_start ? url_len(rest) : 0;

	n = n > 0 ? n : target_len(rest);
	if (n > 0 || !is_sign(text, at))
		return n;
	return (*rest.data & 0x80) != 0 ? 3 : 1;
}

static void cut_whole(struct name_parts *self)
{
	struct slice text = self->rest;
	size_t sign = 0;
	size_t at = 0;

	for (; at < text.len && sign == 0; at += sign == 0)
		sign = sign_len(text, at);
	self->whole = self->joined = slice_trim((struct slice){text.data, at});
	self->rest = slice_from(text, at + sign);
}

/* -------------------------------------------------------------------------- words */

/* Up to the next of some words, which is taken off, too. */
static struct slice cut_at_word(struct slice *text, const char *const *words, size_t n)
{
	struct slice whole = *text;
	size_t start = 0;

	for (size_t end = 0; end < whole.len; end++) {
		bool is_end = end + 1 == whole.len || ascii_is_space(whole.data[end + 1]);

		start = end == 0 || ascii_is_space(whole.data[end - 1]) ? end : start;
		if (start > 0 && is_end &&
			shape_is_in(
				(struct slice){whole.data + start, end + 1 - start}, words, n)) {
			*text = slice_from(whole, end + 1);
			return slice_trim((struct slice){whole.data, start});
		}
	}
	*text = slice_from(whole, whole.len);
	return slice_trim(whole);
}

#define CUT_AT(text, words) cut_at_word(text, words, sizeof(words) / sizeof(words)[0])

static void read_handle(struct name_part *part)
{
	struct slice text = part->text;
	const char *sign = memchr(text.data, '@', text.len);

	if (!sign)
		return;
	part->is_handle = true;
	if (sign == text.data)
		text = slice_from(text, 1);
	else
		text.len = (size_t)(sign - text.data);
	if (memchr(text.data, '@', text.len) || memchr(text.data, ' ', text.len) ||
		IS_IN(text, shared))
		text.len = 0;
	part->text = text;
}

bool name_parts_next(struct name_parts *self, struct name_part *out)
{
	while (self->joined.len == 0) {
		bool is_first = self->rest.data == self->whole.data;

		if (self->rest.len == 0)
			return false;
		self->is_aside = !is_first && self->whole.data &&
				 ascii_is_one_of(self->rest.data[-1], "([{:|");
		cut_whole(self);
	}
	struct slice whole = self->whole;
	struct slice piece = CUT_AT(&self->joined, joining);

	*out = (struct name_part){.is_joined = piece.len < whole.len, .is_aside = self->is_aside};
	out->text = CUT_AT(&piece, leading);
	out->whole = CUT_AT(&whole, leading);
	read_handle(out);
	return true;
}
