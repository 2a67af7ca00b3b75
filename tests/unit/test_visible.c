/* The gate to the terminal: nothing that acts on one comes through. */
#include "base/utf8.h"
#include "base/visible.h"

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
		const char *line;  /* by visible_append */
		const char *lines; /* by visible_append_lines; NULL: the same */
	} cases[] = {
		{"", "", NULL},
		{"plain ~ text", "plain ~ text", NULL},
		{"a\tb\nc", "a^Ib^Jc", "a\tb\nc"},
		{"\x1b[31mred\r\x7f", "^[[31mred^M^?", NULL},
		{"\xc2\x9b"
		 "2J\xc2\x85",
			"<U+009B>2J<U+0085>", NULL},
		{"a\xe2\x80\xa8"
		 "b\xe2\x80\xa9",
			"a<U+2028>b<U+2029>", NULL},
		{"\xe2\x80\xaetxt.exe", "<U+202E>txt.exe", NULL},
		{"\xe2\x81\xa6x\xe2\x81\xa9\xd8\x9c", "<U+2066>x<U+2069><U+061C>", NULL},
		{"a\xe2\x80\x8b"
		 "b\xef\xbb\xbf",
			"a<U+200B>b<U+FEFF>", NULL},
		{"\xf3\xa0\x80\x81"
		 "A\xf3\xa0\x81\x81",
			"<U+E0001>A<U+E0041>", NULL},
		{"bad \xff\xc3 byte", "bad \xef\xbf\xbd\xef\xbf\xbd byte", NULL},
		/* Joiners between the right neighbours, and not. */
		{"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
			"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", NULL},
		{"a\xe2\x80\x8d"
		 "b",
			"a<U+200D>b", NULL},
		{"\xc3\xa9\xe2\x80\x8c"
		 "b",
			"\xc3\xa9<U+200C>b", NULL},
		/* Between other neighbours a joiner would only be hidden. */
		{"\xc3\xa9\xe2\x80\x8c\xc3\xa9\xe2\x80\x8d\xe6\x97\xa5",
			"\xc3\xa9<U+200C>\xc3\xa9<U+200D>\xe6\x97\xa5", NULL},
		{"\xd9\x85\xe2\x80\x8c\xd9\x86", "\xd9\x85\xe2\x80\x8c\xd9\x86", NULL},
		{"\xd9\x85\xe2\x80\x8c\xe2\x80\x8c\xd9\x86", "\xd9\x85\xe2\x80\x8c<U+200C>\xd9\x86",
			NULL},
		{"\xe8\x91\x9b\xf3\xa0\x84\x80 \xc3\xa9\xf3\xa0\x84\x80",
			"\xe8\x91\x9b\xf3\xa0\x84\x80 \xc3\xa9<U+E0100>", NULL},
		{"\xe2\x9a\xa0\xef\xb8\x8f hot", "\xe2\x9a\xa0\xef\xb8\x8f hot", NULL},
		{"1\xef\xb8\x8f\xe2\x83\xa3", "1\xef\xb8\x8f\xe2\x83\xa3", NULL},
		{"1\xef\xb8\x8f", "1<U+FE0F>", NULL},
		{"a\xef\xb8\x8f\xe2\x83\xa3", "a<U+FE0F>\xe2\x83\xa3", NULL},
		{"\xef\xb8\x8f", "<U+FE0F>", NULL},
		/* A second selector in a row carries hidden data. */
		{"\xe2\x9a\xa0\xef\xb8\x8f\xef\xb8\x8e", "\xe2\x9a\xa0\xef\xb8\x8f<U+FE0E>", NULL},
		/* The eye in the speech bubble: selector, then joiner. */
		{"\xf0\x9f\x91\x81\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x97\xa8",
			"\xf0\x9f\x91\x81\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x97\xa8", NULL},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *lines = cases[i].lines ? cases[i].lines : cases[i].line;

		str_clear(&out);
		visible_append(&out, cases[i].in, strlen(cases[i].in));
		assert_string_equal(str_text(&out), cases[i].line);
		str_clear(&out);
		visible_append_lines(&out, cases[i].in, strlen(cases[i].in));
		assert_string_equal(str_text(&out), lines);
	}
	str_clear(&out);
	visible_append(&out, "a\0b", 3);
	assert_string_equal(str_text(&out), "a^@b");
	str_release(&out);
}

/* Every code point: escaped exactly if it is on the list, and the escape is plain. */
static void test_all_codes(void **state)
{
	static const uint32_t bidi[] = {0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d,
		0x202e, 0x2066, 0x2067, 0x2068, 0x2069};
	char out[VISIBLE_MAX];

	(void)state;
	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		if (!visible_replacement(code, out)) {
			assert_false(code < 0x20 || (code >= 0x7f && code < 0xa0));
			continue;
		}
		assert_true(strlen(out) < VISIBLE_MAX);
		for (const char *at = out; *at; at++)
			assert_true(*at >= 0x20 && *at < 0x7f);
	}
	for (size_t i = 0; i < sizeof(bidi) / sizeof(bidi[0]); i++) {
		assert_true(visible_replacement(bidi[i], out));
		assert_false(visible_is_joiner(bidi[i]));
	}
	assert_true(visible_replacement(UTF8_INVALID, out));
	assert_string_equal(out, "\xef\xbf\xbd");
	assert_true(visible_is_joiner(0x200d));
	assert_true(visible_is_joiner(0xfe0f));
	assert_false(visible_is_joiner(0x200b));
}

/* Mostly troublesome bytes: controls, bidi, cut sequences. */
static size_t make_noise(uint64_t *seed, char *bytes, size_t cap)
{
	static const uint32_t codes[] = {0x1b, 0x9b, 0x85, 0x200b, 0x200d, 0x202e, 0x2028, 0x2066,
		0xfeff, 0xfe0f, 0xe0041, 0x1f469, 0xe9, 'a', '\n', '\r'};
	size_t len = 0;

	while (len + UTF8_MAX <= cap) {
		*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
		unsigned random = (unsigned)(*seed >> 33);

		if (random % 4 == 0)
			bytes[len++] = (char)(random >> 8);
		else
			len += utf8_encode(
				codes[(random >> 8) % (sizeof(codes) / sizeof(codes[0]))],
				bytes + len);
	}
	return len;
}

static void test_noise(void **state)
{
	struct str out = {0};
	uint64_t seed = 1;
	char noise[64];
	char ignored[VISIBLE_MAX];
	uint32_t code;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t len = make_noise(&seed, noise, sizeof(noise));

		str_clear(&out);
		visible_append(&out, noise, len);
		assert_true(utf8_check(out.data, out.len, NULL));
		for (size_t at = 0; at < out.len;) {
			at += utf8_decode(out.data + at, out.len - at, &code);
			if (visible_replacement(code, ignored))
				assert_true(visible_is_joiner(code));
		}
	}
	str_release(&out);
}

/* JSON can escape what it must not show raw. */
static void test_start(void **state)
{
	static const struct {
		const char *text;
		size_t most;
		const char *expected;
	} cases[] = {
		{"Ida", 3, "Ida"}, {"Ida N", 3, "Ida\xe2\x80\xa6"}, {"", 3, ""},
		{"a\nb", 3, "a^Jb"},
		{"a\xc3\xa4"
		 "b",
			2, "a\xe2\x80\xa6"}, /* no half character */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str out = {0};

		visible_append_start(&out, cases[i].text, cases[i].most);
		assert_string_equal(str_text(&out), cases[i].expected);
		str_release(&out);
	}
}

static void test_json(void **state)
{
	static const char json[] = "{\n\t\"a\": \"\177 \xe2\x80\xae \xf3\xa0\x80\x81 "
				   "\xe2\x9a\xa0\xef\xb8\x8f \xc2\x9b\"\n}";
	struct str out = {0};

	(void)state;
	visible_append_json(&out, json, strlen(json));
	assert_string_equal(str_text(&out),
		"{\n\t\"a\": \"\\u007f \\u202e \\udb40\\udc01 \xe2\x9a\xa0\xef\xb8\x8f \\u009b\"\n}");
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_all_codes),
		cmocka_unit_test(test_start),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_noise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
