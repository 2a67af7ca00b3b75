/*
 * Both texts are compared in canonical decomposition (NFD), cluster by cluster. Part of a letter is
 * not a match, because its replacement would get the accent that is left over. Pure ASCII, nearly
 * all of most texts, is compared as it is; of the rest, only what begins as the needle does is
 * looked at as a cluster.
 */
#include "text/search.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "internal.h"
#include "text/grapheme.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unictype.h>
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

/* The first code that one decomposes to, in lower case. */
static uint32_t first_part(uint32_t code)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

	while (code >= 0x80 && uc_canonical_decomposition(code, parts) > 0)
		code = parts[0];
	return small(code);
}

/* May a cluster beginning with a code match what begins with another? Only marks change places. */
static bool may_match(uint32_t code, uint32_t wanted)
{
	uint32_t first = first_part(code == UTF8_INVALID ? REPLACEMENT : code);

	return first == wanted ||
	       (uc_combining_class(wanted) != 0 && uc_combining_class(first) != 0);
}

/* Are they what they decompose to, in its order? */
static bool is_apart(const uint32_t *codes, size_t n)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int before = 0;

	for (size_t i = 0; i < n; i++) {
		int class = uc_combining_class(codes[i]);

		if ((class != 0 && class < before) ||
			uc_canonical_decomposition(codes[i], parts) >= 0)
			return false;
		before = class;
	}
	return true;
}

static size_t match_apart(const uint32_t *codes, size_t n, const uint32_t *needle)
{
	for (size_t i = 0; i < n; i++)
		if (small(codes[i]) != needle[i])
			return 0;
	return n;
}

/* How many of the needle's characters a cluster matches; 0: none. */
static size_t match_cluster(
	const char *cluster, size_t len, const uint32_t *needle, size_t n, uint32_t *buffer)
{
	struct codes codes;
	size_t n_codes;

	decode(cluster, len, buffer, n, &n_codes);
	if (n_codes > n) /* decomposing never makes it shorter */
		return 0;
	if (is_apart(buffer, n_codes))
		return match_apart(buffer, n_codes, needle);
	take_apart(buffer, n_codes, &codes);
	size_t matched = codes.n <= n ? match_apart(codes.items, codes.n, needle) : 0;

	free(codes.items);
	return matched;
}

/* How many bytes of the text from a cluster on match the needle; 0: no match here. */
static size_t match_here(const struct needle *needle, const char *text, size_t len, size_t from)
{
	size_t at = from;

	for (size_t i = 0; i < needle->n;) {
		uint32_t code;

		if (at == len)
			return 0;
		if (text_is_plain(text, len, at)) {
			if (small((unsigned char)text[at]) != needle->codes[i])
				return 0;
			at++;
			i++;
			continue;
		}
		utf8_decode(text + at, len - at, &code);
		if (!may_match(code, needle->codes[i]))
			return 0;
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

/*
 * May a character with this first byte, not ASCII, match what begins with a code? Few decompose to
 * begin with ASCII, and no ideograph or emoji is anything but itself.
 */
static bool lead_may_begin(unsigned lead, uint32_t first)
{
	char own[UTF8_MAX];

	if (first == REPLACEMENT || uc_combining_class(first) != 0)
		return true;
	if (first < 0x80)
		return (lead >= 0xc3 && lead <= 0xc8) || lead == 0xcd || lead == 0xe1 ||
		       lead == 0xe2;
	utf8_encode(first, own);
	return lead == (unsigned char)own[0] || (lead >= 0xc3 && lead <= 0xe2) ||
	       (lead >= 0xea && lead <= 0xf0);
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
		self->may_begin[i] =
			i < 0x80 ? small(i) == codes.items[0] : lead_may_begin(i, codes.items[0]);
}

void needle_release(struct needle *self)
{
	free(self->codes);
	free(self->buffer);
	*self = (struct needle){0};
}

/* Is what follows an ASCII character another one than the needle's second? */
static bool goes_on_otherwise(const struct needle *self, const char *text, size_t len, size_t at)
{
	return self->n > 1 && self->codes[1] < 0x80 && at + 1 < len &&
	       (unsigned char)text[at + 1] < 0x80 &&
	       small((unsigned char)text[at + 1]) != self->codes[1];
}

/* A search passes nearly all bytes here. */
static size_t next_marked(const bool *is_marked, const char *text, size_t len, size_t at)
{
	while (at < len && !is_marked[(unsigned char)text[at]])
		at++;
	return at;
}

/* The next character that a match may begin with, if a cluster does. */
static size_t next_beginning(const struct needle *self, const char *text, size_t len, size_t from)
{
	size_t at = from;

	while ((at = next_marked(self->may_begin, text, len, at)) < len) {
		uint32_t code = (unsigned char)text[at];
		size_t step = 1;

		if (code >= 0x80)
			step = utf8_decode(text + at, len - at, &code);
		if (code < 0x80 ? !goes_on_otherwise(self, text, len, at)
				: may_match(code, self->codes[0]))
			return at;
		at += step;
	}
	return len;
}

/* The start of the cluster that a character belongs to; the boundary is at or before it. */
static size_t cluster_start(const char *text, size_t len, size_t boundary, size_t at)
{
	if (at == boundary)
		return at;
	return boundary + grapheme_snap(text + boundary, len - boundary, at - boundary);
}

size_t needle_find(
	const struct needle *self, const char *text, size_t len, size_t from, size_t *matched)
{
	size_t boundary = from;
	size_t at;

	if (self->n == 0)
		return SIZE_MAX;
	while ((at = next_beginning(self, text, len, boundary)) < len) {
		size_t start = cluster_start(text, len, boundary, at);
		size_t used = start == at ? match_here(self, text, len, at) : 0;

		if (used > 0) {
			if (matched != NULL)
				*matched = used;
			return at;
		}
		boundary = grapheme_next(text, len, start);
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
