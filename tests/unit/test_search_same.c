/*
 * A text is found where a plain search finds it, which compares the needle at each cluster: random
 * texts of many scripts and damaged ones, and each character that is another one too.
 */
#include "text/search.h"

#include "base/utf8.h"
#include "text/grapheme.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <wctype.h>

#include <cmocka.h>

enum { ROUNDS = 200000, MOST = 24, LONGEST = 16 };

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

static void take_apart(const uint32_t *codes, size_t n, struct codes *out)
{
	out->items = u32_normalize(UNINORM_NFD, codes, n, NULL, &out->n);
	assert_non_null(out->items);
	for (size_t i = 0; i < out->n; i++)
		out->items[i] = small(out->items[i]);
}

/* How many of the needle's characters a cluster matches, all of it taken apart; 0: none. */
static size_t match_cluster(const char *cluster, size_t len, const uint32_t *needle, size_t n)
{
	uint32_t whole[MOST * UTF8_MAX];
	struct codes codes;
	size_t n_whole = 0, same = 0;

	for (size_t at = 0; at < len; n_whole++) {
		at += utf8_decode(cluster + at, len - at, &whole[n_whole]);
		if (whole[n_whole] == UTF8_INVALID)
			whole[n_whole] = REPLACEMENT;
	}
	take_apart(whole, n_whole, &codes);
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
		size_t next = grapheme_next(text, len, at);
		size_t matched =
			match_cluster(text + at, next - at, needle->codes + i, needle->n - i);

		if (matched == 0)
			return 0;
		i += matched;
		at = next;
	}
	return at - from;
}

/* The needle at each cluster in turn. */
static size_t find_slowly(
	const struct needle *self, const char *text, size_t len, size_t from, size_t *matched)
{
	for (size_t at = from; at < len; at = grapheme_next(text, len, at)) {
		*matched = match_here(self, text, len, at);
		if (*matched > 0)
			return at;
	}
	return SIZE_MAX;
}

static void compare(const struct needle *needle, const char *text, size_t len)
{
	for (size_t from = 0; from <= len;) {
		size_t matched = 0, expected = 0;
		size_t at = find_slowly(needle, text, len, from, &expected);

		assert_int_equal(needle_find(needle, text, len, from, &matched), at);
		if (at == SIZE_MAX)
			return;
		assert_int_equal(matched, expected);
		from = at + matched;
	}
}

/* --- random texts --- */

static const char *const pieces[] = {
	"a",
	"b",
	"e",
	"E",
	"A",
	"k",
	"i",
	" ",
	"\n",
	"\r",
	";",
	"<",
	"=",
	"1",
	"o",
	"s",
	/* accents above and below, and what holds them */
	"\xcc\x81",
	"\xcc\xa3",
	"\xcc\x82",
	"\xcc\xb8",
	"\xcd\x84",
	"\xcd\x85",
	"\xc3\xa9",
	"\xc3\x89",
	"\xc3\xaa",
	"\xe1\xba\xb9",
	"\xe1\xbb\x87",
	"\xe1\xbb\x86",
	"\xe2\x84\xab",
	"\xe2\x84\xaa",
	"\xc3\x85",
	"\xc4\xb0",
	"\xc3\x9f",
	"\xe1\xba\x9e",
	"\xc3\xa6",
	"\xcd\xbe",
	"\xe2\x89\xa0",
	/* Hangul: syllables and their parts */
	"\xed\x95\x9c",
	"\xed\x95\x98",
	"\xe1\x84\x92",
	"\xe1\x85\xa1",
	"\xe1\x86\xab",
	/* CJK, one of them twice, and Kana with a mark of its own or after it */
	"\xe6\xbc\xa2",
	"\xe5\xad\x97",
	"\xe8\xb1\x88",
	"\xef\xa4\x80",
	"\xe3\x81\x8b",
	"\xe3\x81\x8c",
	"\xe3\x82\x99",
	/* other scripts: Greek, Cyrillic, Tibetan and Indic vowels, one that goes before a letter
	 */
	"\xce\xa9",
	"\xe2\x84\xa6",
	"\xcf\x89",
	"\xd0\x99",
	"\xd0\xb8",
	"\xcc\x86",
	"\xe0\xbd\xb3",
	"\xe0\xbd\xb1",
	"\xe0\xbd\xb2",
	"\xe0\xa4\x95",
	"\xe0\xa4\xbc",
	"\xe0\xa5\x98",
	"\xd8\x80",
	/* emoji, joined, coloured, flags */
	"\xf0\x9f\x91\xa9",
	"\xf0\x9f\x92\xbb",
	"\xe2\x80\x8d",
	"\xf0\x9f\x8f\xbd",
	"\xef\xb8\x8f",
	"\xe2\x9d\xa4",
	"\xf0\x9f\x87\xa9",
	"\xf0\x9f\x87\xaa",
	/* musical signs that decompose, Deseret capitals */
	"\xf0\x9d\x85\x9e",
	"\xf0\x9d\x85\x97",
	"\xf0\x90\x90\x80",
	"\xf0\x90\x90\xa8",
	/* broken */
	"\xff",
	"\xc3",
	"\xa9",
	"\xf0\x9f",
	"\xe1\xbb",
	"\xc0\x80",
	"\xef\xbf\xbd",
	"\xed\xa0\x80",
};

static unsigned below(unsigned n)
{
	static uint32_t seed = 1;

	seed = seed * 1664525 + 1013904223;
	return (unsigned)((uint64_t)seed * n >> 32);
}

/* Of few pieces, so that the needle is in most texts. */
static size_t build(const unsigned *chosen, unsigned n_chosen, unsigned n, char *out)
{
	size_t len = 0;

	for (unsigned i = 0; i < n; i++) {
		const char *piece = pieces[chosen[below(n_chosen)]];

		memcpy(out + len, piece, strlen(piece));
		len += strlen(piece);
	}
	return len;
}

static void test_random(void **state)
{
	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		enum { CHOSEN = 5 };
		char text[MOST * UTF8_MAX], sought[MOST * UTF8_MAX];
		unsigned chosen[CHOSEN];
		struct needle needle;

		for (unsigned i = 0; i < CHOSEN; i++)
			chosen[i] = below(sizeof pieces / sizeof *pieces);
		needle_init(&needle, sought, build(chosen, CHOSEN, 1 + below(4), sought));
		compare(&needle, text, build(chosen, CHOSEN, below(MOST), text));
		needle_release(&needle);
	}
}

/* --- each character --- */

/* What a character is, taken apart and in lower case, alone or up to its first mark. */
static void check_parts(uint32_t code)
{
	char text[UTF8_MAX + 1], sought[LONGEST * UTF8_MAX];
	size_t len = utf8_encode(code, text), sought_len = 0;
	struct codes parts;
	struct needle needle;

	take_apart(&code, 1, &parts);
	for (size_t i = 0; i < parts.n; i++)
		sought_len += utf8_encode(parts.items[i], sought + sought_len);
	needle_init(&needle, sought, sought_len);
	assert_int_equal(needle_find(&needle, text, len, 0, NULL), 0);
	compare(&needle, text, len);
	needle_release(&needle);
	free(parts.items);
}

static void test_each(void **state)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	(void)state;

	for (uint32_t code = 1; code <= 0x10ffff; code++)
		if ((code < 0xd800 || code > 0xdfff) &&
			(uc_canonical_decomposition(code, parts) >= 0 || small(code) != code ||
				code % 64 == 0))
			check_parts(code);
}

static int set_locale(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_each),
	};

	return cmocka_run_group_tests(tests, set_locale, NULL);
}
