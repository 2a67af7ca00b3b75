/*
 * Both texts are compared in canonical decomposition (NFD), cluster by cluster. Part of a letter is
 * not a match, because its replacement would get the accent that is left over. Pure ASCII, nearly
 * all of most texts, is compared as it is.
 */
#include "text/search.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "internal.h"
#include "text/grapheme.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <uninorm.h>
#include <wctype.h>

#define REPLACEMENT 0xfffd /* for a byte that is not UTF-8 */

/* A decomposed text in lower case. */
struct codes {
	uint32_t *items;
	size_t n;
};

static uint32_t small(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code + 'a' - 'A' : code;
	return (uint32_t)towlower((wint_t)code);
}

/* Decodes at most max characters; *n counts one more if there are more. */
static void decode(const char *text, size_t len, uint32_t *items, size_t most, size_t *n)
{
	*n = 0;
	for (size_t at = 0; at < len && *n <= most; (*n)++) {
		uint32_t code;

		at += utf8_decode(text + at, len - at, &code);
		if (*n < most)
			items[*n] = code == UTF8_INVALID ? REPLACEMENT : code;
	}
}

static void take_apart(const uint32_t *codes, size_t n, struct codes *out)
{
	out->items = u32_normalize(UNINORM_NFD, codes, n, NULL, &out->n);
	if (out->items == NULL) { /* out of memory is the only failure */
		out->items = mem_alloc((n > 0 ? n : 1) * sizeof *out->items);
		out->n = n;
		for (size_t i = 0; i < n; i++)
			out->items[i] = codes[i];
	}
	for (size_t i = 0; i < out->n; i++)
		out->items[i] = small(out->items[i]);
}

static void take_needle_apart(const char *needle, size_t len, struct codes *out)
{
	uint32_t *codes = mem_alloc((len + 1) * sizeof *codes);
	size_t n;

	decode(needle, len, codes, len, &n);
	take_apart(codes, n, out);
	free(codes);
}

/* Does it not decompose? */
static bool is_whole(uint32_t code)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

	return uc_canonical_decomposition(code, parts) < 0;
}

/* How many of the needle's characters a cluster matches; 0: none. */
static size_t match_cluster(
	const char *cluster, size_t len, const uint32_t *needle, size_t n, uint32_t *buffer)
{
	struct codes codes;
	size_t n_codes;
	size_t same = 0;

	decode(cluster, len, buffer, n, &n_codes);
	if (n_codes > n) /* decomposing never makes it shorter */
		return 0;
	if (n_codes == 1 && is_whole(buffer[0]))
		return small(buffer[0]) == needle[0];
	take_apart(buffer, n_codes, &codes);
	while (same < codes.n && same < n && codes.items[same] == needle[same])
		same++;
	size_t matched = same == codes.n ? same : 0;

	free(codes.items);
	return matched;
}

/* How many bytes of the text from a cluster on match the needle; 0: no match here. */
static size_t match_here(const struct needle *needle, const char *text, size_t len, size_t from)
{
	size_t at = from;

	for (size_t i = 0; i < needle->n;) {
		if (at == len)
			return 0;
		if (text_is_plain(text, len, at)) {
			if (small((unsigned char)text[at]) != needle->codes[i])
				return 0;
			at++;
			i++;
			continue;
		}
		size_t next = grapheme_next(text, len, at);
		size_t matched = match_cluster(
			text + at, next - at, needle->codes + i, needle->n - i, needle->buffer);

		if (matched == 0)
			return 0;
		i += matched;
		at = next;
	}
	return at - from;
}

void needle_init(struct needle *self, const char *text, size_t len)
{
	struct codes codes = {0};

	*self = (struct needle){0};
	if (len == 0)
		return;
	take_needle_apart(text, len, &codes);
	self->codes = codes.items;
	self->n = codes.n;
	self->buffer = mem_alloc(codes.n * sizeof *self->buffer);
	for (unsigned i = 0; i < 256; i++)
		self->may_begin[i] = i >= 0x80 || small(i) == codes.items[0];
}

void needle_release(struct needle *self)
{
	free(self->codes);
	free(self->buffer);
	*self = (struct needle){0};
}

/* The next cluster that a match may begin with. */
static size_t next_beginning(const struct needle *self, const char *text, size_t len, size_t from)
{
	size_t at = from;

	while (at < len && !self->may_begin[(unsigned char)text[at]])
		at++;
	/* What is not ASCII may belong to the character before it. */
	return at > from && at < len && (unsigned char)text[at] >= 0x80 ? at - 1 : at;
}

size_t needle_find(
	const struct needle *self, const char *text, size_t len, size_t from, size_t *matched)
{
	if (self->n == 0)
		return SIZE_MAX;
	for (size_t at = from; (at = next_beginning(self, text, len, at)) < len;) {
		size_t used = match_here(self, text, len, at);

		if (used > 0) {
			if (matched != NULL)
				*matched = used;
			return at;
		}
		at = text_is_plain(text, len, at) ? at + 1 : grapheme_next(text, len, at);
	}
	return SIZE_MAX;
}

size_t search_text(const char *text, size_t len, const char *needle, size_t needle_len, size_t from,
	size_t *matched)
{
	struct needle ready;

	needle_init(&ready, needle, needle_len);
	size_t found = needle_find(&ready, text, len, from, matched);

	needle_release(&ready);
	return found;
}
