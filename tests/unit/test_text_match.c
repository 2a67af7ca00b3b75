/* What two texts have in common: the same pieces on both sides, in order, and enough of them. */
#include "merge/text_match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 3000, LONGEST = 24 };

static unsigned next_random(unsigned *state)
{
	*state = *state * 1103515245u + 12345u;
	return *state >> 16 & 0x7fff;
}

/* The pieces make the text, without a gap. */
static void assert_whole(const struct text_pieces *pieces, const char *text)
{
	size_t at = 0;

	for (size_t i = 0; i < pieces->n; at += pieces->items[i++].len)
		assert_ptr_equal(pieces->items[i].data, text + at);
	assert_int_equal(at, strlen(text));
}

/* The kept ones of both sides are the same, in the same order; returns how many. */
static size_t assert_common(const struct text_match *match)
{
	const struct text_pieces *from = &match->from;
	const struct text_pieces *to = &match->to;
	size_t n = 0;
	size_t j = 0;

	for (size_t i = 0; i < from->n; i++) {
		if (!from->is_kept[i])
			continue;
		while (j < to->n && !to->is_kept[j])
			j++;
		assert_true(j < to->n);
		assert_int_equal(from->items[i].len, to->items[j].len);
		assert_memory_equal(from->items[i].data, to->items[j].data, from->items[i].len);
		j++;
		n++;
	}
	for (; j < to->n; j++)
		assert_false(to->is_kept[j]);
	return n;
}

static size_t match_lines(const char *from, const char *to)
{
	struct text_match match;

	text_match_lines(&match, slice_of_text(from), slice_of_text(to));
	assert_whole(&match.from, from);
	assert_whole(&match.to, to);
	size_t n = assert_common(&match);

	text_match_release(&match);
	return n;
}

/* One letter per line, from so few that most occur several times. */
static void fill(char text[LONGEST * 2 + 1], unsigned *random)
{
	size_t n = next_random(random) % (LONGEST + 1);

	for (size_t i = 0; i < n; i++) {
		text[2 * i] = (char)('a' + next_random(random) % 3);
		text[2 * i + 1] = '\n';
	}
	text[2 * n] = '\0';
}

static void test_random_lines(void **state)
{
	unsigned random = 7;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		char from[LONGEST * 2 + 1];
		char to[LONGEST * 2 + 1];

		fill(from, &random);
		fill(to, &random);
		match_lines(from, to);
		assert_int_equal(match_lines(from, from), strlen(from) / 2);
		match_lines(from, "");
		match_lines("", to);
	}
}

static void test_lines(void **state)
{
	(void)state;
	assert_int_equal(match_lines("a\nb\nc\n", "a\nc\n"), 2);
	assert_int_equal(match_lines("a\nb\n", "b\na\n"), 1);
	assert_int_equal(match_lines("a\na\na\n", "a\na\n"), 2);
	assert_int_equal(match_lines("a\nx\nb\ny\nc\n", "a\nb\nz\nc\n"), 3);
	assert_int_equal(match_lines("a", "b"), 0);
	assert_int_equal(match_lines("", ""), 0);
}

/* Beyond the search limit, the common ends are still found. */
static void test_very_different(void **state)
{
	enum { MANY = 4000 };
	static char left[2 * MANY + 1], right[2 * MANY + 1];

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		bool is_end = i < 10 || i >= MANY - 10;

		memcpy(left + 2 * i, is_end ? "x\n" : "l\n", 2);
		memcpy(right + 2 * i, is_end ? "x\n" : "r\n", 2);
	}
	assert_int_equal(match_lines(left, right), 20);
}

static void test_words(void **state)
{
	static const char from[] = "one  two, caf\xc3\xa9";
	static const char to[] = "one  2, caf\xc3\xa8";
	struct text_match match;

	(void)state;
	text_match_words(&match, slice_of_text(from), slice_of_text(to));
	assert_whole(&match.from, from);
	assert_whole(&match.to, to);
	/* "one", the blanks, the comma, a blank */
	assert_int_equal(match.from.n, 6);
	assert_int_equal(assert_common(&match), 4);
	text_match_release(&match);
}

/* --- as people are shown it --- */

static bool match_shown(const char *from, const char *to, struct text_match *match)
{
	bool means = text_match_shown(match, slice_of_text(from), slice_of_text(to));

	assert_whole(&match->from, from);
	assert_whole(&match->to, to);
	assert_common(match);
	return means;
}

static size_t append_line(char *text, unsigned *random)
{
	static const char *const lines[] = {"one two\n", "three, four five\n", "\n", "six\n",
		"a b c d e f g h i j k l\n", "  seven  eight nine\n"};
	const char *line = lines[next_random(random) % (sizeof lines / sizeof *lines)];

	strcpy(text, line);
	return strlen(line);
}

static void fill_with_words(char text[LONGEST * LONGEST + 1], unsigned *random)
{
	size_t n = next_random(random) % LONGEST;
	size_t len = 0;

	text[0] = '\0';
	while (n-- > 0)
		len += append_line(text + len, random);
}

static void test_random_words(void **state)
{
	unsigned random = 3;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		char from[LONGEST * LONGEST + 1];
		char to[LONGEST * LONGEST + 1];
		struct text_match match;

		fill_with_words(from, &random);
		fill_with_words(to, &random);
		match_shown(from, to, &match);
		text_match_release(&match);
	}
}

/* Words that occur again and again do not keep the lines that are the same from being found. */
static void test_lines_come_first(void **state)
{
	static char from[64 * 1024], to[64 * 1024];
	struct text_match match;
	size_t len[2] = {0};

	(void)state;
	for (unsigned i = 0; i < 2000; i++) {
		const char *word = i % 100 == 50 ? "new" : "old";

		len[0] += (size_t)sprintf(from + len[0], "the old %u the old\n", i % 30);
		len[1] += (size_t)sprintf(to + len[1], "the %s %u the old\n", word, i % 30);
	}
	assert_true(match_shown(from, to, &match));
	size_t n = assert_common(&match);

	assert_int_equal(match.from.n - n, 20);
	assert_int_equal(match.to.n - n, 20);
	assert_true(n < 2000); /* what is far from them is not cut into words */
	text_match_release(&match);
}

static void assert_words(const struct text_pieces *pieces, size_t from, size_t to)
{
	for (; from < to; from++)
		assert_true(pieces->items[from].len <= strlen("three"));
}

static void test_words_are_near_what_changed(void **state)
{
	enum { MANY = 30 };
	static const char line[] = "one two three\n";
	char from[2 * MANY * sizeof line] = "";
	char to[sizeof from + 8] = "";
	struct text_match match;
	size_t at = 0;

	(void)state;
	for (int i = 0; i < 2 * MANY; i++) {
		strcat(from, line);
		strcat(to, i == MANY ? "one four three\n" : line);
	}
	assert_true(match_shown(from, to, &match));
	while (match.to.is_kept[at])
		at++;
	assert_true(at > TEXT_MATCH_NEAR);
	assert_words(&match.to, at - TEXT_MATCH_NEAR, at + 1 + TEXT_MATCH_NEAR);
	assert_true(at + 1 + TEXT_MATCH_NEAR < match.to.n);
	text_match_release(&match);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_lines),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_very_different),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_random_words),
		cmocka_unit_test(test_lines_come_first),
		cmocka_unit_test(test_words_are_near_what_changed),
	};

	return cmocka_run_group_tests_name("text_match", tests, NULL, NULL);
}
