/* Anchors: what is stored of commented words, and where they are found again. */
#include "review/anchor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof(array)[0])

/* --- making --- */

static void test_make(void **state)
{
	static const struct {
		const char *text, *words; /* the span is where words are */
		const char *quote, *before, *after;
	} cases[] = {
		{"the client library retried without a limit while the pool was exhausted",
			"retried without a limit", "retried without a limit", "the client library",
			"while the pool was"},
		/* a short quote has six words on each side */
		{"one two three four five six seven eight nine ten eleven twelve thirteen", "eight",
			"eight", "two three four five six seven",
			"nine ten eleven twelve thirteen"},
		{"one two three four five six seven eight nine ten eleven twelve thirteen",
			"six seven eight", "six seven eight", "two three four five",
			"nine ten eleven twelve"},
		/* whole words; signs are for themselves, and do not count */
		{"it failed, and retried.", "iled, and re", "failed, and retried", "it", "."},
		{"a (b), c", "b", "b", "a (", "), c"},
		/* one line, whatever is between the words */
		{"first\n\nsecond\tpart\r\n of it", "second\tpart\r\n of", "second part of",
			"first", "it"},
		{"10\xc2\xa0ms\xe3\x80\x80later", "ms", "ms", "10", "later"},
		/* neither half a cluster nor a mark without its letter */
		{"x caf\x65\xcc\x81 y", "\x65", "caf\x65\xcc\x81", "x", "y"},
		{"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", "\xe6\x9c\xac", "\xe6\x9c\xac",
			"\xe6\x97\xa5", "\xe8\xaa\x9e"},
		/* nothing to quote */
		{"one   two", "  ", "", "", ""},
		{"", "", "", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		size_t start = (size_t)(strstr(cases[i].text, cases[i].words) - cases[i].text);
		struct anchor anchor;

		anchor_make(&anchor, slice_of_text(cases[i].text), start,
			start + strlen(cases[i].words));
		if (strcmp(str_text(&anchor.quote), cases[i].quote) != 0 ||
			strcmp(str_text(&anchor.before), cases[i].before) != 0 ||
			strcmp(str_text(&anchor.after), cases[i].after) != 0)
			fail_msg("%zu: %s|%s|%s", i, str_text(&anchor.before),
				str_text(&anchor.quote), str_text(&anchor.after));
		anchor_release(&anchor);
	}
}

/* A quote of a megabyte is stored as its ends, one word of a megabyte as a part of it. */
static void test_make_bounded(void **state)
{
	enum { SIZE = 1 << 20, MOST = 4096 };
	static const char *const units[] = {"word ", "w", "\xcc\x81", "\xff", ". ", "\xe6\x97\xa5"};

	(void)state;
	for (size_t i = 0; i < LEN(units); i++) {
		struct str text = {0};
		struct anchor anchor;

		while (text.len < SIZE)
			str_append_text(&text, units[i]);
		anchor_make(&anchor, slice_of(&text), 0, text.len);
		assert_in_range(anchor.quote.len, 1, MOST);
		assert_int_equal(anchor.before.len, 0);
		anchor_release(&anchor);
		anchor_make(&anchor, slice_of(&text), text.len / 2, text.len / 2 + 1);
		assert_in_range(anchor.quote.len, 1, MOST);
		assert_in_range(anchor.before.len, 1, MOST);
		assert_in_range(anchor.after.len, 1, MOST);
		anchor_release(&anchor);
		str_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_make),
		cmocka_unit_test(test_make_bounded),
	};

	return cmocka_run_group_tests_name("anchor", tests, NULL, NULL);
}
