/* Borrowed pieces of text: lines, trimming, comparing. */
#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(struct slice self, const char *expected)
{
	struct str text = {0};

	str_append(&text, self.data, self.len);
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
}

static void lines_end_at_either_newline(void **state)
{
	struct slice rest = slice_of_text("one\r\n\ntwo\rtwo\nlast");
	struct slice line;
	const char *expected[] = {"one", "", "two\rtwo", "last"};

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		assert_true(slice_next_line(&rest, &line));
		check(line, expected[i]);
	}
	assert_false(slice_next_line(&rest, &line));
}

static void a_last_newline_begins_no_line(void **state)
{
	struct slice rest = slice_of_text("one\n");
	struct slice line;

	(void)state;
	assert_true(slice_next_line(&rest, &line));
	assert_false(slice_next_line(&rest, &line));
}

static void parts_are_between_signs(void **state)
{
	static const struct {
		const char *text, *parts; /* each with a ; after it */
	} cases[] = {
		{"", ";"},
		{"a", "a;"},
		{"a/b", "a;b;"},
		{"/a//b/", ";a;;b;;"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct slice rest = slice_of_text(cases[i].text);
		struct slice part;
		struct str parts = {0};

		while (slice_next_part(&rest, '/', &part)) {
			str_append(&parts, part.data, part.len);
			str_append_char(&parts, ';');
		}
		check(slice_of(&parts), cases[i].parts);
		str_release(&parts);
	}
}

static void trimming_takes_white_space_only(void **state)
{
	(void)state;
	check(slice_trim(slice_of_text(" \t\n a b \r\n")), "a b");
	check(slice_trim(slice_of_text(" \n ")), "");
	check(slice_trim(slice_of_text("\xC2\xA0")), "\xC2\xA0");
	check(slice_trim_end(slice_of_text("  a ")), "  a");
	check(slice_trim_lines(slice_of_text("\n \n  a\n\n  b\n \n")), "  a\n\n  b");
	check(slice_trim_lines(slice_of_text(" \n")), "");
	check(slice_trim_blank_lines(slice_of_text("\n \n  a \n\n b  \n \n")), "  a \n\n b  ");
	check(slice_trim_blank_lines(slice_of_text(" \n")), "");
}

static void comparing_may_fold_case(void **state)
{
	(void)state;
	assert_true(slice_equal(slice_of_text("Impact"), "Impact"));
	assert_false(slice_equal(slice_of_text("Impact"), "impact"));
	assert_false(slice_equal(slice_of_text("Impact"), "Impact?"));
	assert_true(slice_equal_fold(slice_of_text("IMPACT"), "impact"));
	assert_false(slice_equal_fold(slice_of_text("\xC3\x84"), "\xC3\xA4"));
}

static void no_set_holds_nul(void **state)
{
	(void)state;
	assert_true(ascii_is_one_of('b', "abc"));
	assert_false(ascii_is_one_of('\0', "abc"));
}

static void every_byte_counts_in_a_hash(void **state)
{
	char bytes[20] = {0};

	(void)state;
	for (size_t len = 0; len < sizeof bytes; len++) {
		uint32_t hash = slice_hash((struct slice){bytes, len});

		assert_int_equal(slice_hash((struct slice){bytes, len}), hash);
		assert_int_not_equal(slice_hash((struct slice){bytes, len + 1}), hash);
		for (size_t at = 0; at < len; at++) {
			bytes[at] = 'x';
			assert_int_not_equal(slice_hash((struct slice){bytes, len}), hash);
			bytes[at] = '\0';
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_end_at_either_newline),
		cmocka_unit_test(a_last_newline_begins_no_line),
		cmocka_unit_test(parts_are_between_signs),
		cmocka_unit_test(trimming_takes_white_space_only),
		cmocka_unit_test(comparing_may_fold_case),
		cmocka_unit_test(no_set_holds_nul),
		cmocka_unit_test(every_byte_counts_in_a_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
