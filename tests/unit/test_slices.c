/* What two sequences have in common, against a table of all lengths; and words put together. */
#include "../../src/cli/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 3000, LONGEST = 24 };

static unsigned next_random(unsigned *state)
{
	*state = *state * 1103515245u + 12345u;
	return *state >> 16 & 0x7fff;
}

static size_t longest_common(const struct slices *a, const struct slices *b)
{
	size_t table[LONGEST + 1][LONGEST + 1] = {{0}};

	for (size_t i = a->n; i-- > 0;)
		for (size_t j = b->n; j-- > 0;) {
			size_t skip = table[i + 1][j] > table[i][j + 1] ? table[i + 1][j]
									: table[i][j + 1];

			table[i][j] = a->items[i].data[0] == b->items[j].data[0]
					      ? table[i + 1][j + 1] + 1
					      : skip;
		}
	return table[0][0];
}

/* The marked ones of both sides are the same, in the same order; returns how many. */
static size_t assert_common(
	const struct slices *a, const struct slices *b, const bool *kept_a, const bool *kept_b)
{
	size_t n = 0;
	size_t j = 0;

	for (size_t i = 0; i < a->n; i++) {
		if (!kept_a[i])
			continue;
		while (j < b->n && !kept_b[j])
			j++;
		assert_true(j < b->n);
		assert_int_equal(a->items[i].data[0], b->items[j].data[0]);
		j++;
		n++;
	}
	for (; j < b->n; j++)
		assert_false(kept_b[j]);
	return n;
}

static void fill(struct slices *slices, unsigned *random)
{
	static const char letters[] = "abc";

	slices->n = 0;
	for (size_t n = next_random(random) % (LONGEST + 1); n > 0; n--)
		slices_add(slices, letters + next_random(random) % 3, 1);
}

static void test_marks_a_longest_common_run(void **state)
{
	unsigned random = 7;
	struct slices a = {0};
	struct slices b = {0};

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		bool kept_a[LONGEST + 1] = {0};
		bool kept_b[LONGEST + 1] = {0};

		fill(&a, &random);
		fill(&b, &random);
		slices_match(&a, &b, kept_a, kept_b);
		assert_int_equal(assert_common(&a, &b, kept_a, kept_b), longest_common(&a, &b));
	}
	slices_release(&a);
	slices_release(&b);
}

/* Beyond what is looked for, the ends are still found. */
static void test_bears_very_different_sequences(void **state)
{
	enum { MANY = 4000 };
	static char left[MANY], right[MANY];
	static bool kept_a[MANY], kept_b[MANY];
	struct slices a = {0};
	struct slices b = {0};

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		bool is_end = i < 10 || i >= MANY - 10;

		left[i] = is_end ? 'x' : 'l';
		right[i] = is_end ? 'x' : 'r';
		slices_add(&a, &left[i], 1);
		slices_add(&b, &right[i], 1);
	}
	slices_match(&a, &b, kept_a, kept_b);
	assert_int_equal(assert_common(&a, &b, kept_a, kept_b), 20);
	slices_release(&a);
	slices_release(&b);
}

static const struct {
	const char *from, *to, *shown;
} texts[] = {
	{"", "", ""},
	{"one two", "one two", "\xe2\x80\xa6"},
	{"one two", "one three", "one [-two-]{+three+}"},
	{"one", "one two", "one{+ two+}"},
	{"one two three four", "one 2 3 four", "one [-two three-]{+2 3+} four"},
	{"a\nb\nc", "a\nB\nc", "a\n  [-b-]{+B+}\n  c"},
	{"a", "a\n\nb", "a{+\n\n  b+}"},
	{"caf\xc3\xa9", "caf\xc3\xa8", "[-caf\xc3\xa9-]{+caf\xc3\xa8+}"},
	{"it was good", "it is not so at all", "[-it was good-]{+it is not so at all+}"},
	{"a text that is replaced by another one, of which not a word was in it before",
		"something else, which in length is its equal; here it ends, at last and for good",
		"[-a text that is replaced by another one, of which not a word was in it before-]\n"
		"  {+something else, which in length is its equal; here it ends, at last and for "
		"good+}"},
	{"x", "\x1b[31m", "[-x-]{+^[[31m+}"},
	{"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 A 22 23 24 25 26 27 28 29 30 31 32",
		"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 B 22 23 24 25 26 27 28 29 30 "
		"31 32",
		"\xe2\x80\xa6 13 14 15 16 17 18 19 20 [-A-]{+B+} 22 23 24 25 26 27 28 29 "
		"\xe2\x80\xa6"},
};

static void test_puts_words_together(void **state)
{
	struct str from = {0};
	struct str to = {0};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		str_set(&from, texts[i].from, strlen(texts[i].from));
		str_set(&to, texts[i].to, strlen(texts[i].to));
		str_clear(&out);
		words_compare(&from, &to, 2, &out);
		assert_string_equal(str_text(&out), texts[i].shown);
	}
	str_release(&from);
	str_release(&to);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks_a_longest_common_run),
		cmocka_unit_test(test_bears_very_different_sequences),
		cmocka_unit_test(test_puts_words_together),
	};

	return cmocka_run_group_tests_name("slices", tests, NULL, NULL);
}
