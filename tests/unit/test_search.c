/* Finding a text: composed and decomposed letters, complete clusters, offsets. */
#include "text/search.h"

#include "text/grapheme.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ACUTE "\xcc\x81"
#define DOT_BELOW "\xcc\xa3"
#define CIRCUMFLEX "\xcc\x82"

struct search {
	const char *text;
	const char *needle;
	size_t at; /* SIZE_MAX: not found */
	size_t len;
};

static const struct search searches[] = {
	{"an Abba", "ab", 3, 2},
	{"abc", "", SIZE_MAX, 0},
	{"abc", "abcd", SIZE_MAX, 0},
	{"x ab\xc3\xa9 ABe" ACUTE, "ABE" ACUTE, 2, 4},
	{"be" ACUTE " b", "b", 0, 1},
	{"b" ACUTE " B", "b", 4, 1},
	/* composed and decomposed */
	{"caf\xc3\xa9", "e" ACUTE, 3, 2},
	{"cafe" ACUTE, "\xc3\xa9", 3, 3},
	{"CAFE" ACUTE "!", "f\xc3\xa9!", 2, 5},
	{"CAF\xc3\x89!", "fe" ACUTE "!", 2, 4},
	/* two accents, in either order, composed or half composed */
	{"x\xe1\xbb\x87", "e" DOT_BELOW CIRCUMFLEX, 1, 3},
	{"x\xe1\xbb\x87", "e" CIRCUMFLEX DOT_BELOW, 1, 3},
	{"xe" CIRCUMFLEX DOT_BELOW "y", "\xe1\xbb\x87y", 1, 6},
	{"x\xc3\xaa" DOT_BELOW "y", "\xe1\xbb\x87", 1, 4},
	/* accents of the same class in another order make a different letter */
	{"a" ACUTE CIRCUMFLEX, "a" CIRCUMFLEX ACUTE, SIZE_MAX, 0},
	/* Hangul, and letters with more than one code point: angstrom, kelvin */
	{"\xed\x95\x9c", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 0, 3},
	{"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "\xed\x95\x9c", 0, 9},
	{"1 \xe2\x84\xab", "\xc3\xa5", 2, 3},
	{"3 \xe2\x84\xaa", "k", 2, 3},
	/* no partial letters */
	{"caf\xc3\xa9", "e", SIZE_MAX, 0},
	{"cafe" ACUTE, "e", SIZE_MAX, 0},
	{"cafe" ACUTE, "cafe", SIZE_MAX, 0},
	{"cafe" ACUTE, ACUTE, SIZE_MAX, 0},
	{"e" ACUTE ACUTE, "\xc3\xa9", SIZE_MAX, 0},
	{"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", "\xf0\x9f\x92\xbb", SIZE_MAX, 0},
	/* invalid UTF-8 */
	{"a\xff"
	 "b\xc3",
		"b", 2, 1},
	{"a\xff"
	 "b",
		"\xff", 1, 1},
};

static void test_searches(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
		const struct search *given = &searches[i];
		size_t text_len = strlen(given->text);
		size_t len = 0;

		print_message("%zu\n", i);
		assert_int_equal(search_text(given->text, text_len, given->needle,
					 strlen(given->needle), 0, &len),
			given->at);
		if (given->at == SIZE_MAX)
			continue;
		assert_int_equal(len, given->len);
		assert_int_equal(grapheme_snap(given->text, text_len, given->at), given->at);
		assert_int_equal(
			grapheme_snap(given->text, text_len, given->at + len), given->at + len);
	}
}

static void test_from(void **state)
{
	static const char text[] = "e" ACUTE " \xc3\xa9";
	size_t len;
	(void)state;

	assert_int_equal(search_text(text, 6, "\xc3\xa9", 2, 3, &len), 4);
	assert_int_equal(len, 2);
	assert_int_equal(search_text(text, 6, "\xc3\xa9", 2, 6, NULL), SIZE_MAX);
}

static int set_locale(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_searches),
		cmocka_unit_test(test_from),
	};

	return cmocka_run_group_tests(tests, set_locale, NULL);
}
