/* Words as people quote them, and where they are. */
#include "review/anchor.h"
#include "review/quoted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof(array)[0])

static void test_found(void **state)
{
	static const struct {
		const char *text, *words;
		size_t nth;
		size_t n;
		bool is_other;
		const char *found; /* NULL: nothing */
	} cases[] = {
		{"a lock was taken", "lock was", 1, 1, false, "lock was"},
		{"a lock was taken", "  lock was\n", 1, 1, false, "lock was"},
		{"a lock\n  was taken", "lock was", 1, 1, false, "lock\n  was"},
		{"a lock was taken", "lock \t was", 1, 1, false, "lock was"},
		{"10\xc2\xa0ms", "10 ms", 1, 1, false, "10\xc2\xa0ms"},
		{"ab ab ab", "ab", 1, 3, false, "ab"},
		{"ab ab ab", "ab", 4, 3, false, NULL},
		{"aaa", "aa", 2, 2, false, "aa"},
		{"a lock", "", 1, 0, false, NULL},
		{"a lock", " \n", 1, 0, false, NULL},
		{"", "lock", 1, 0, false, NULL},
		{"a lock", "locks", 1, 0, false, NULL},
		/* what differs only in how it is typed */
		{"A Lock was", "a lock", 1, 0, true, "A Lock"},
		{"it\xe2\x80\x99s \xe2\x80\x9cus\xe2\x80\x9d", "it's \"us\"", 1, 0, true,
			"it\xe2\x80\x99s \xe2\x80\x9cus\xe2\x80\x9d"},
		{"5 - 6 ms", "5 \xe2\x80\x93 6", 1, 0, true, "5 - 6"},
		{"and so on\xe2\x80\xa6 x", "so on...", 1, 0, true, "so on\xe2\x80\xa6"},
		{"\xc3\x9c"
		 "ber",
			"\xc3\xbc"
			"BER",
			1, 0, true,
			"\xc3\x9c"
			"ber"},
		/* what a stored quote leaves out */
		{"one two three four", "one \xe2\x80\xa6 three", 1, 1, false, "one two three"},
		{"one two three four", "one \xe2\x80\xa6 five", 1, 0, false, NULL},
		{"one \xe2\x80\xa6 three two three", "one \xe2\x80\xa6 three", 1, 1, false,
			"one \xe2\x80\xa6 three"},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		const char *text = cases[i].text;
		struct quoted found = quoted_find(
			slice_of_text(text), slice_of_text(cases[i].words), cases[i].nth);

		assert_int_equal(found.n, cases[i].n);
		assert_int_equal(found.is_other, cases[i].is_other);
		if (!cases[i].found) {
			assert_int_equal(found.end, 0);
			continue;
		}
		assert_int_equal(found.end - found.start, strlen(cases[i].found));
		assert_memory_equal(text + found.start, cases[i].found, strlen(cases[i].found));
	}
}

static void test_nth(void **state)
{
	(void)state;
	assert_int_equal(quoted_find(slice_of_text("ab ab"), slice_of_text("ab"), 2).start, 3);
}

/* Whatever is stored of a comment's words leads to them again. */
static void test_stored(void **state)
{
	struct str text = {0};
	struct anchor anchor;
	struct quoted found;

	(void)state;
	for (int i = 0; i < 200; i++)
		str_appendf(&text, "word%d%s", i, i % 7 == 0 ? ",\n  " : " ");
	anchor_make(&anchor, slice_of(&text), 10, text.len - 10);
	found = quoted_find(slice_of(&text), slice_of(&anchor.quote), 1);
	assert_int_equal(found.n, 1);
	assert_memory_equal(str_text(&text) + found.start, "word1 ", 6);
	assert_memory_equal(str_text(&text) + found.end - 7, "word198", 7);
	anchor_release(&anchor);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_nth),
		cmocka_unit_test(test_stored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
