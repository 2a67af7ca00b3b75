/* Two texts put together as one. */
#include "../../src/cli/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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
		word_diff_append(&from, &to, 2, &out);
		assert_string_equal(str_text(&out), texts[i].shown);
	}
	str_release(&from);
	str_release(&to);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_puts_words_together),
	};

	return cmocka_run_group_tests_name("word_diff", tests, NULL, NULL);
}
