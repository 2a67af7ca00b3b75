/* UTF-8 against an independent reading of the definition. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool is_scalar(uint32_t code)
{
	return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

static void test_round_trip(void **state)
{
	char bytes[UTF8_MAX];
	uint32_t decoded;

	(void)state;
	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		if (!is_scalar(code))
			continue;
		size_t len = utf8_encode(code, bytes);

		if (utf8_decode(bytes, len, &decoded) != len || decoded != code)
			fail_msg("U+%04X does not round trip", (unsigned)code);
		/* Cut anywhere, it is bad and takes one byte. */
		for (size_t cut = 1; cut < len; cut++) {
			if (utf8_decode(bytes, cut, &decoded) != 1 || decoded != UTF8_INVALID)
				fail_msg("U+%04X cut to %zu is taken", (unsigned)code, cut);
		}
	}
}

/*
 * All sequences of two and three bytes, and of four with a coarse last byte: what is
 * decoded must encode to the same bytes, so nothing overlong passes.
 */
static void test_only_shortest(void **state)
{
	char bytes[UTF8_MAX];
	char again[UTF8_MAX];
	uint32_t code;

	(void)state;
	for (uint32_t all = 0; all < 0x1000000; all++) {
		bytes[0] = (char)(all >> 16);
		bytes[1] = (char)(all >> 8);
		bytes[2] = (char)all;
		bytes[3] = (char)0x80;
		size_t len = utf8_decode(bytes, sizeof(bytes), &code);

		if (code == UTF8_INVALID) {
			if (len != 1)
				fail_msg("a bad byte takes %zu", len);
			continue;
		}
		if (!is_scalar(code) || utf8_encode(code, again) != len ||
			memcmp(again, bytes, len) != 0)
			fail_msg("%06x is taken for U+%04X", (unsigned)all, (unsigned)code);
	}
}

static void test_check(void **state)
{
	static const struct {
		const char *bytes;
		size_t bad; /* SIZE_MAX: none */
		size_t count;
	} cases[] = {
		{"", SIZE_MAX, 0},
		{"plain ascii text, longer than a word", SIZE_MAX, 36},
		{"na\xc3\xafve \xe2\x82\xac \xf0\x9f\x9a\x80", SIZE_MAX, 9},
		{"eight by\xffte", 8, 11},
		{"\x80", 0, 1},
		{"abc\xc3", 3, 4},
		{"abc\xe2\x82", 3, 5},
		{"\xc0\xaf", 0, 2},
		{"\xed\xa0\x80", 0, 3},
		{"\xf4\x90\x80\x80", 0, 4},
		{"\xf8\x88\x80\x80\x80", 0, 5},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t len = strlen(cases[i].bytes);
		size_t bad = SIZE_MAX;

		assert_int_equal(utf8_check(cases[i].bytes, len, &bad), cases[i].bad == SIZE_MAX);
		assert_int_equal(bad, cases[i].bad);
		assert_int_equal(utf8_count(cases[i].bytes, len), cases[i].count);
	}
	assert_false(utf8_check("\xff", 1, NULL));
	assert_true(utf8_check("a\0b", 3, NULL));
}

static void test_prefix(void **state)
{
	static const struct {
		const char *bytes;
		size_t most;
		size_t len;
	} cases[] = {
		{"abc", 8, 3},
		{"abc", 3, 3},
		{"abc", 2, 2},
		{"a\xe2\x80\x94z", 1, 1},
		{"a\xe2\x80\x94z", 2, 1},
		{"a\xe2\x80\x94z", 3, 1},
		{"a\xe2\x80\x94z", 4, 4},
		{"\xf0\x9f\x9a\x80z", 3, 0},
		{"\x80\x80\x80\x80\x80\x80", 4, 4},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(utf8_prefix(cases[i].bytes, strlen(cases[i].bytes), cases[i].most),
			cases[i].len);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_only_shortest),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_prefix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
