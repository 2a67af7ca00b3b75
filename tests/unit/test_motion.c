/* Cursor motions. '<' and '>' in a case mark where left and right stop. */
#include "text/grapheme.h"
#include "text/motion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FLAGS "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x87\xab\xf0\x9f\x87\xb7"

/* Every position where a motion stops from one end to the other. */
static void assert_stops(motion *move, const char *text, size_t from, const size_t *stops)
{
	size_t len = strlen(text);
	size_t at = from;

	for (; *stops != SIZE_MAX; stops++) {
		at = move(text, len, at);
		assert_int_equal(at, *stops);
	}
	assert_int_equal(move(text, len, at), at);
}

static void test_words(void **state)
{
	static const struct {
		const char *text;
		size_t right[6]; /* stops from the start; SIZE_MAX ends */
		size_t left[6];  /* stops from the end */
	} cases[] = {
		{"", {SIZE_MAX}, {SIZE_MAX}},
		{"  one, two.", {5, 10, 11, SIZE_MAX}, {7, 2, 0, SIZE_MAX}},
		{"don't stop", {5, 10, SIZE_MAX}, {6, 0, SIZE_MAX}},
		{"v1.2.3 db_main", {6, 14, SIZE_MAX}, {7, 0, SIZE_MAX}},
		{"one\n\n two", {3, 9, SIZE_MAX}, {6, 0, SIZE_MAX}},
		{"one\n", {3, 4, SIZE_MAX}, {0, SIZE_MAX}},
		{"---\n...", {7, SIZE_MAX}, {0, SIZE_MAX}},
		{"\xc3\xa9t\xc3\xa9 " FLAGS " x", {5, 24, SIZE_MAX}, {23, 0, SIZE_MAX}},
		{"e\xcc\x81"
		 "a b",
			{4, 6, SIZE_MAX}, {5, 0, SIZE_MAX}},
		{"\xce\xbb\xce\xb3 \xd9\xa3 -", {4, 7, 9, SIZE_MAX}, {5, 0, SIZE_MAX}},
		{"bad \xff byte", {10, SIZE_MAX}, {0, SIZE_MAX}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_stops(motion_word_right, cases[i].text, 0, cases[i].right);
		assert_stops(motion_word_left, cases[i].text, strlen(cases[i].text), cases[i].left);
	}
	/* From the middle of a word to its own ends. */
	assert_int_equal(motion_word_right("one two", 7, 5), 7);
	assert_int_equal(motion_word_left("one two", 7, 5), 4);
}

static void test_clusters(void **state)
{
	static const char text[] = "a" FLAGS "e\xcc\x81";
	static const size_t right[] = {1, 9, 17, 20, SIZE_MAX};
	static const size_t left[] = {17, 9, 1, 0, SIZE_MAX};

	(void)state;
	assert_stops(motion_right, text, 0, right);
	assert_stops(motion_left, text, 20, left);
}

static void test_lines(void **state)
{
	static const char text[] = "one\ntwo\n";

	(void)state;
	assert_int_equal(motion_line_start(text, 8, 0), 0);
	assert_int_equal(motion_line_start(text, 8, 3), 0);
	assert_int_equal(motion_line_start(text, 8, 4), 4);
	assert_int_equal(motion_line_start(text, 8, 6), 4);
	assert_int_equal(motion_line_start(text, 8, 8), 8);
	assert_int_equal(motion_line_end(text, 8, 0), 3);
	assert_int_equal(motion_line_end(text, 8, 3), 3);
	assert_int_equal(motion_line_end(text, 8, 4), 7);
	assert_int_equal(motion_line_end(text, 8, 8), 8);
	assert_int_equal(motion_text_start(text, 8, 5), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
