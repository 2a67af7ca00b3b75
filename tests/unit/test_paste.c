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

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t len = strlen(cases[i].in);
		struct paste_loss loss = {0};

		str_set(&out, ">", 1);
		paste_clean(&out, cases[i].in, len, false, &loss);
		assert_string_equal(str_text(&out) + 1, cases[i].lines);
		assert_int_equal(loss.joined, 0);
		str_set(&out, ">", 1);
		paste_clean(&out, cases[i].in, len, true, &loss);
		assert_string_equal(str_text(&out) + 1, cases[i].one_line);
		assert_int_equal(loss.joined, cases[i].joined);
	}
	str_clear(&out);
	paste_clean(&out, "a\0b", 3, false, NULL);
	assert_string_equal(str_text(&out), "ab");
	str_release(&out);
}

/* Any bytes: the result is UTF-8 without controls, and does not change the second time. */
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

/* What is reported as lost for some bytes. */
static void assert_loss(const char *bytes, size_t len, const char *expected)
{
	struct paste_loss loss = {0};
	struct str out = {0};
	struct str said = {0};

	paste_clean(&out, bytes, len, false, &loss);
	assert_int_equal(paste_loss_append(&loss, "; ", &said), expected[0] != '\0');
	assert_string_equal(str_text(&said), expected);
	str_release(&out);
	str_release(&said);
}

static void test_loss(void **state)
{
	(void)state;
	assert_loss("a\tb\r\nc\rd\n", 9, "");
	assert_loss("a\033[1mb\0c\a", 9, "; 3 control characters left out (ESC, NUL, BEL)");
	assert_loss("\x7f\x7f", 2, "; 2 control characters left out (DEL)");
	assert_loss("\v", 1, "; 1 control character left out (VT)");
	assert_loss("\x01\x02\x03\x04\x05\x01", 6,
		"; 6 control characters left out (SOH, STX, ETX, EOT and others)");
	assert_loss("a\xff", 2, "; 1 byte that is not UTF-8 became \xef\xbf\xbd");
	/* a C1 control as Latin-1 has it, and a surrogate */
	assert_loss("\x9b\xed\xa0\x80\b", 5,
		"; 1 control character left out (BS)"
		"; 4 bytes that are not UTF-8 became \xef\xbf\xbd");
	/* in UTF-8 it can be kept */
	assert_loss("\xc2\x9b", 2, "");
}

/* Every byte that is not in the text is counted. */
static void test_loss_is_whole(void **state)
{
	struct str out = {0};
	uint64_t seed = 5;
	char noise[100];

	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct paste_loss loss = {0};
		size_t n_bad = 0;

		for (size_t i = 0; i < sizeof(noise); i++) {
			seed = seed * UINT64_C(6364136223846793005) + 1;
			noise[i] = (char)(seed >> 57); /* ASCII */
			n_bad += (noise[i] < ' ' && !strchr("\t\n\r", noise[i])) ||
				 noise[i] == '\0' || noise[i] == 0x7f;
		}
		str_clear(&out);
		paste_clean(&out, noise, sizeof(noise), round % 2, &loss);
		assert_int_equal(loss.controls, n_bad);
		assert_int_equal(loss.invalid, 0);
	}
	str_release(&out);
}

static void test_log(void **state)
{
	static const char pasted[] = "\x1b[31mred\x1b[0m\a\r\nb\rc\0d\te\x7f\xff\n";
	struct str out = {0};
	struct paste_loss loss = {0};

	(void)state;
	paste_clean_log(&out, pasted, sizeof pasted - 1, &loss);
	assert_string_equal(str_text(&out), "\x1b[31mred\x1b[0m\a\nb\ncd\te\x7f\xef\xbf\xbd\n");
	assert_int_equal(loss.controls, 1);
	assert_int_equal(loss.invalid, 1);
	str_release(&out);
}

static void test_cut(void **state)
{
	struct paste_loss loss = {0};
	struct str text = {0};
	struct str said = {0};

	(void)state;
	str_append_text(&text, "abc\xc3\xa9");
	paste_cut(&text, 5, &loss);
	assert_int_equal(loss.over, 0);
	paste_cut(&text, 4, &loss);
	assert_string_equal(str_text(&text), "abc");
	assert_true(paste_loss_append(&loss, ", ", &said));
	assert_string_equal(str_text(&said), ", 2 bytes left out for lack of room");
	str_release(&text);
	str_release(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_loss),
		cmocka_unit_test(test_loss_is_whole),
		cmocka_unit_test(test_log),
		cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
