/* The places in which texts differ: sentence by sentence, with what is around them. */
#include "merge/text_difference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct text_differences found;

static int release_found(void **state)
{
	(void)state;
	text_differences_release(&found);
	return 0;
}

static size_t find(const char *from, const char *to)
{
	text_differences_release(&found);
	text_differences_find(&found, slice_of_text(from), slice_of_text(to));
	return found.n;
}

/* What is shown of the nth place on both sides. */
static void assert_shows(
	size_t nth, const char *from, const char *to, const char *before, const char *after)
{
	const struct text_difference *at = &found.items[nth];
	size_t old = at->from_end + at->behind - (at->from - at->before);
	size_t new = at->to_end + at->behind - (at->to - at->before);

	assert_int_equal(old, strlen(before));
	assert_memory_equal(from + at->from - at->before, before, old);
	assert_int_equal(new, strlen(after));
	assert_memory_equal(to + at->to - at->before, after, new);
}

static const struct {
	const char *from, *to, *before, *after;
} singles[] = {
	{"One two.", "One too.", "One two.", "One too."},
	{"A b. One two. C d.", "A b. One too. C d.", "One two.", "One too."},
	{"A b.\nOne two\nC d.", "A b.\nOne too\nC d.", "One two", "One too"},
	{"A b. C d.", "A b. One two. C d.", "C d.", "One two. C d."},
	{"A b. One two. C d.", "A b. C d.", "One two. C d.", "C d."},
	{"A b.", "A b.\n\nC d.", "A b.", "A b.\n\nC d."},
	{"It could not be seen.", "It cannot be seen.", "It could not be seen.",
		"It cannot be seen."},
	{"One two three four.", "One too three for.", "One two three four.", "One too three for."},
	{"", "All new.", "", "All new."},
	{"All gone.", "", "All gone.", ""},
};

static void test_single_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(singles) / sizeof(singles[0]); i++) {
		assert_int_equal(find(singles[i].from, singles[i].to), 1);
		assert_shows(
			0, singles[i].from, singles[i].to, singles[i].before, singles[i].after);
	}
	assert_int_equal(find("The same.", "The same."), 0);
	assert_int_equal(find("", ""), 0);
}

static void test_two_sentences_are_two_places(void **state)
{
	static const char from[] = "One two three. This one stays as it is. Four five six.";
	static const char to[] = "One too three. This one stays as it is. For five six!";

	(void)state;
	assert_int_equal(find(from, to), 2);
	assert_shows(0, from, to, "One two three.", "One too three.");
	assert_shows(1, from, to, "Four five six.", "For five six!");
	assert_int_equal(found.items[0].from, 4);
	assert_int_equal(found.items[0].from_end, 7);
	assert_int_equal(found.items[1].before, 0);
}

/* Also where the sentences between them are themselves new. */
static void test_new_sentences_are_places(void **state)
{
	static const char from[] = "One two three. Four five six.";
	static const char in_front[] = "Zero. One too three. Four five six.";
	static const char behind[] = "One two three. Four fife six. Seven eight.";

	(void)state;
	assert_int_equal(find(from, in_front), 2);
	assert_shows(1, from, in_front, "One two three.", "One too three.");
	assert_int_equal(find(from, behind), 2);
	assert_shows(0, from, behind, "Four five six.", "Four fife six.");
	assert_shows(1, from, behind, "six.", "six. Seven eight.");
}

/* A sentence without an end is cut between words. */
static void test_long_sentences_are_cut(void **state)
{
	char from[1024] = "";
	char to[1024] = "";

	(void)state;
	for (size_t i = 0; i < 100; i++) {
		strcat(from, i == 50 ? "old " : "word ");
		strcat(to, i == 50 ? "new " : "word ");
	}
	assert_int_equal(find(from, to), 1);
	assert_in_range(found.items[0].before, 50, 100);
	assert_in_range(found.items[0].behind, 50, 100);
	assert_memory_equal(to + found.items[0].to - found.items[0].before, "word", 4);
	assert_memory_equal(to + found.items[0].to_end + found.items[0].behind - 4, "word", 4);
}

/* Put back one by one from the end, they make the earlier text of the later one. */
static void test_places_make_the_change(void **state)
{
	static const char *const words[] = {"a", "b", " ", " ", ". ", "\n", "c d"};
	unsigned random = 7;

	(void)state;
	for (size_t round = 0; round < 2000; round++) {
		struct str from = {0};
		struct str to = {0};

		for (size_t i = 0; i < 24; i++) {
			random = random * 1103515245u + 12345u;
			const char *word = words[(random >> 16) % 7];

			if ((random >> 20) % 5)
				str_append_text(&from, word);
			if ((random >> 24) % 5)
				str_append_text(&to, word);
		}
		find(str_text(&from), str_text(&to));
		for (size_t i = found.n; i-- > 0;) {
			const struct text_difference *at = &found.items[i];

			assert_memory_equal(str_text(&from) + at->from - at->before,
				str_text(&to) + at->to - at->before, at->before);
			assert_true(at->to_end + at->behind <= to.len || i + 1 < found.n);
			str_splice(&to, at->to, at->to_end - at->to, str_text(&from) + at->from,
				at->from_end - at->from);
		}
		assert_string_equal(str_text(&to), str_text(&from));
		str_release(&from);
		str_release(&to);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_single_places, release_found),
		cmocka_unit_test_teardown(test_two_sentences_are_two_places, release_found),
		cmocka_unit_test_teardown(test_new_sentences_are_places, release_found),
		cmocka_unit_test_teardown(test_long_sentences_are_cut, release_found),
		cmocka_unit_test_teardown(test_places_make_the_change, release_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
