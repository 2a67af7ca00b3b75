/* Pasted bytes become text. */
#include "base/utf8.h"
#include "text/paste.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_cases(void **state)
{
	static const struct {
		const char *in;
		const char *lines;
		const char *one_line;
		size_t joined;
	} cases[] = {
		{"", "", "", 0},
		{"plain\ttext", "plain\ttext", "plain\ttext", 0},
		{"one\rtwo", "one\ntwo", "one two", 1},
		{"one\r\ntwo\n\rx\r", "one\ntwo\n\nx\n", "one two  x ", 4},
		{"\x1b[31mred\x07\x7f!", "[31mred!", "[31mred!", 0},
		{"a\xff"
		 "b\xe2\x82",
			"a\xef\xbf\xbd"
			"b\xef\xbf\xbd\xef\xbf\xbd",
			"a\xef\xbf\xbd"
			"b\xef\xbf\xbd\xef\xbf\xbd",
			0},
		{"na\xc3\xafve \xf0\x9f\x9a\x80", "na\xc3\xafve \xf0\x9f\x9a\x80",
			"na\xc3\xafve \xf0\x9f\x9a\x80", 0},
	};
	struct str out = {0};
	size_t joined;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t len = strlen(cases[i].in);

		str_set(&out, ">", 1);
		paste_clean(&out, cases[i].in, len, false, &joined);
		assert_string_equal(str_text(&out) + 1, cases[i].lines);
		assert_int_equal(joined, 0);
		str_set(&out, ">", 1);
		paste_clean(&out, cases[i].in, len, true, &joined);
		assert_string_equal(str_text(&out) + 1, cases[i].one_line);
		assert_int_equal(joined, cases[i].joined);
	}
	str_clear(&out);
	paste_clean(&out, "a\0b", 3, false, NULL);
	assert_string_equal(str_text(&out), "ab");
	str_release(&out);
}

/* Any bytes: what comes out is UTF-8 without controls, and stays as it is the second time. */
static void test_noise(void **state)
{
	struct str once = {0};
	struct str twice = {0};
	uint64_t seed = 9;
	char noise[200];

	(void)state;
	for (int round = 0; round < 5000; round++) {
		for (size_t i = 0; i < sizeof(noise); i++) {
			seed = seed * UINT64_C(6364136223846793005) + 1;
			noise[i] = (char)(seed >> 50);
		}
		str_clear(&once);
		paste_clean(&once, noise, sizeof(noise), round % 2, NULL);
		assert_true(utf8_check(once.data, once.len, NULL));
		for (size_t i = 0; i < once.len; i++) {
			unsigned char c = (unsigned char)once.data[i];

			assert_true(c >= 0x20 || c == '\t' || (c == '\n' && round % 2 == 0));
			assert_true(c != 0x7f);
		}
		str_clear(&twice);
		paste_clean(&twice, once.data, once.len, round % 2, NULL);
		assert_true(str_equal(&twice, once.data, once.len));
	}
	str_release(&once);
	str_release(&twice);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_noise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
