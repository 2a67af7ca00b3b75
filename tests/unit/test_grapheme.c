/* Clusters against libunistring over whole lines, and what the screen shows of them. */
#include "base/utf8.h"
#include "base/visible.h"
#include "text/capitals.h"
#include "text/grapheme.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>

#include <cmocka.h>

#define FAMILY "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define FLAG_DE "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa"
#define FLAG_FR "\xf0\x9f\x87\xab\xf0\x9f\x87\xb7"
#define ACUTE "\xcc\x81"

static int set_locale(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

struct clusters {
	const char *text;
	size_t lens[6]; /* of each cluster, 0 ends */
};

static const struct clusters clusters[] = {
	{"abc", {1, 1, 1}},
	{"e" ACUTE "x", {3, 1}},
	{"a" ACUTE ACUTE "\n" ACUTE, {5, 1, 2}},
	{FAMILY "!", {18, 1}},
	{FLAG_DE FLAG_FR, {8, 8}},
	{"a" FLAG_DE FLAG_FR "b", {1, 8, 8, 1}},
	{"\xf0\x9f\x87\xa9" FLAG_FR, {8, 4}},
	{"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xea\xb8\x80",
		{9, 3}}, /* Hangul, decomposed and not */
	{"\xe6\x97\xa5\xe6\x9c\xac", {3, 3}},
	{"1\xef\xb8\x8f\xe2\x83\xa3"
	 "2",
		{7, 1}},
	{"\xe2\x9d\xa4\xef\xb8\x8f.", {6, 1}},
	{"\xe0\xa4\xa8\xe0\xa4\xbf", {6}},
	{"a\xff\xcc\x81\xe2\x82", {1, 1, 2, 1, 1}},
	{"\r\n\n", {1, 1, 1}},
};

static void test_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(clusters) / sizeof(clusters[0]); i++) {
		const char *text = clusters[i].text;
		size_t len = strlen(text);
		size_t at = 0;

		for (const size_t *step = clusters[i].lens; *step; step++) {
			assert_int_equal(grapheme_next(text, len, at), at + *step);
			assert_int_equal(grapheme_previous(text, len, at + *step), at);
			for (size_t inside = 0; inside < *step; inside++)
				assert_int_equal(grapheme_snap(text, len, at + inside), at);
			at += *step;
		}
		assert_int_equal(at, len);
		assert_int_equal(grapheme_next(text, len, len), len);
		assert_int_equal(grapheme_previous(text, len, 0), 0);
		assert_int_equal(grapheme_snap(text, len, len), len);
	}
}

static const uint32_t codes[] = {'a', 'b', ' ', '1', '\t', '\n', 0x1b, 0xe9, 0x301, 0x308, 0x600,
	0x200d, 0x200c, 0xfe0f, 0x1f468, 0x1f469, 0x1f3fd, 0x2764, 0x1f1e9, 0x1f1ea, 0x1f1eb,
	0x1100, 0x1161, 0x11a8, 0xac00, 0xac01, 0x0928, 0x093f, 0x094d, 0x0e33, 0x65e5, 0x202e,
	0x110bd, 0xe0067, 0xad, 0x20e3};

static unsigned next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(*seed >> 33);
}

static size_t make_text(uint64_t *seed, char *text, size_t cap)
{
	size_t n_codes = sizeof(codes) / sizeof(codes[0]);
	size_t len = 0;

	/* Now and then one kind repeats, as in a row of flags or a pile of marks. */
	while (len + 40 * UTF8_MAX <= cap) {
		uint32_t code = codes[next_random(seed) % n_codes];
		unsigned count = next_random(seed) % 16 == 0 ? next_random(seed) % 40 : 1;

		for (unsigned i = 0; i < count; i++)
			len += utf8_encode(code, text + len);
	}
	return len;
}

/* The boundaries of each hard line by one call of libunistring over it. */
static void mark_boundaries(const char *text, size_t len, char *marks)
{
	size_t start = 0;

	memset(marks, 0, len + 1);
	for (size_t at = 0; at <= len; at++) {
		if (at < len && text[at] != '\n')
			continue;
		if (at > start)
			u8_grapheme_breaks(
				(const uint8_t *)text + start, at - start, marks + start);
		marks[at] = 1;
		if (at < len)
			marks[at + 1] = 1;
		start = at + 1;
	}
	marks[0] = 1;
}

static void test_random(void **state)
{
	char text[600];
	char marks[601];
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		size_t len = make_text(&seed, text, sizeof(text));
		size_t before = 0;

		mark_boundaries(text, len, marks);
		for (size_t at = 0; at <= len; at++) {
			if (marks[at] && at > 0) {
				assert_int_equal(grapheme_next(text, len, before), at);
				assert_int_equal(grapheme_previous(text, len, at), before);
			}
			if (marks[at])
				before = at;
			assert_int_equal(grapheme_snap(text, len, at), before);
		}
	}
}

/* A very long cluster costs no more than its length, and is a single one. */
static void test_long_cluster(void **state)
{
	struct str text = {0};

	(void)state;
	str_append_text(&text, "xe");
	for (int i = 0; i < 5000; i++)
		str_append_text(&text, ACUTE);
	str_append_text(&text, "y");
	assert_int_equal(grapheme_next(text.data, text.len, 1), text.len - 1);
	assert_int_equal(grapheme_previous(text.data, text.len, text.len - 1), 1);
	assert_int_equal(grapheme_snap(text.data, text.len, 5000), 1);
	str_release(&text);
}

static void test_show(void **state)
{
	static const struct {
		const char *cluster;
		unsigned column;
		const char *shown;
		unsigned cells;
		bool escaped;
	} cases[] = {
		{"", 0, "", 0, false},
		{"a", 5, "a", 1, false},
		{"\n", 5, "", 0, false},
		{"\t", 0, "        ", 8, false},
		{"\t", 5, "   ", 3, false},
		{"\t", 15, " ", 1, false},
		{"\x1b", 0, "^[", 2, true},
		{"\r", 0, "^M", 2, true},
		{"\x7f", 0, "^?", 2, true},
		{"\xc2\x9b", 0, "<U+009B>", 8, true},
		{"\xe2\x80\xae", 0, "<U+202E>", 8, true},
		{"\xff", 0, "\xef\xbf\xbd", 1, true},
		{"\xef\xbf\xbd", 0, "\xef\xbf\xbd", 1, false},
		{"\xcd\xb8", 0, "\xef\xbf\xbd", 1, true}, /* U+0378, unassigned */
		{"e" ACUTE, 0, "e" ACUTE, 1, false},
		{ACUTE, 0, "\xe2\x97\x8c" ACUTE, 1, true},
		{"\xe6\x97\xa5", 0, "\xe6\x97\xa5", 2, false},
		{FAMILY, 0, FAMILY, 6, false},
		{"\xe2\x9d\xa4\xef\xb8\x8f", 0, "\xe2\x9d\xa4\xef\xb8\x8f", 1, false},
		{"a\xe2\x80\x8d", 0, "a<U+200D>", 9, true},
		/* Persian: the non-joiner ends the cluster of the letter before it. */
		{"\xdb\x8c\xe2\x80\x8c", 0, "\xdb\x8c\xe2\x80\x8c", 1, false},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *cluster = cases[i].cluster;
		size_t len = strlen(cluster);
		bool escaped = !cases[i].escaped;

		str_clear(&out);
		assert_int_equal(grapheme_show(cluster, len, cases[i].column, &out, &escaped),
			cases[i].cells);
		assert_string_equal(str_text(&out), cases[i].shown);
		assert_int_equal(escaped, cases[i].escaped);
		assert_int_equal(
			grapheme_show(cluster, len, cases[i].column, NULL, NULL), cases[i].cells);
	}
	str_release(&out);
}

static void test_width_and_fit(void **state)
{
	static const char text[] = "ab\tc\xe6\x97\xa5\x1b" FAMILY;
	static const size_t fits[] = {
		0, 1, 2, 2, 2, 2, 2, 2, 3, 4, 4, 7, 7, 8, 8, 8, 8, 8, 8, 26, 26};

	(void)state;
	assert_int_equal(grapheme_width("", 0), 0);
	assert_int_equal(grapheme_width(text, strlen(text)), 8 + 1 + 2 + 2 + 6);
	for (unsigned cells = 0; cells < sizeof(fits) / sizeof(fits[0]); cells++)
		assert_int_equal(grapheme_fit(text, strlen(text), cells), fits[cells]);
}

/* Whatever the bytes: each cluster takes cells, and what is shown does not act on a terminal. */
static void test_show_noise(void **state)
{
	char text[600];
	char ignored[VISIBLE_MAX];
	struct str out = {0};
	uint64_t seed = 3;
	uint32_t code;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		size_t len = make_text(&seed, text, sizeof(text));

		for (int i = 0; i < 20; i++)
			text[next_random(&seed) % len] = (char)next_random(&seed);
		str_clear(&out);
		for (size_t at = 0; at < len;) {
			size_t next = grapheme_next(text, len, at);
			unsigned cells = grapheme_show(text + at, next - at, 0, &out, NULL);

			assert_true(next > at && next <= len);
			assert_int_equal(cells == 0, text[at] == '\n');
			at = next;
		}
		assert_true(utf8_check(out.data, out.len, NULL));
		for (size_t at = 0; at < out.len;) {
			at += utf8_decode(out.data + at, out.len - at, &code);
			if (visible_replacement(code, ignored))
				assert_true(visible_is_joiner(code));
		}
	}
	str_release(&out);
}

static void test_capitals(void **state)
{
	static const char *const texts[][2] = {
		{"started", "STARTED"},
		{"best\xc3\xa4tigt, gro\xc3\x9f", "BEST\xc3\x84TIGT, GROSS"},
		{"\xd0\xbd\xd0\xb5\xd1\x82", "\xd0\x9d\xd0\x95\xd0\xa2"},
		{"\xe9\x96\x8b\xe5\xa7\x8b 2", "\xe9\x96\x8b\xe5\xa7\x8b 2"},
		{"not \xff UTF-8", "NOT \xef\xbf\xbd UTF-8"},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct str out = {0};

		capitals_append(slice_of_text(texts[i][0]), &out);
		assert_string_equal(str_text(&out), texts[i][1]);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_long_cluster),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_width_and_fit),
		cmocka_unit_test(test_show_noise),
		cmocka_unit_test(test_capitals),
	};

	return cmocka_run_group_tests(tests, set_locale, NULL);
}
