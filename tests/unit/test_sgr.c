/*
 * Shortening changes of attributes: a terminal that reads the short form draws each character with
 * the same attributes as one that reads what curses wrote.
 */
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/sgr.h"

#include <stdlib.h>
#include <string.h>

static void check(const char *written, bool was_normal, const char *expected, bool is_normal)
{
	struct str bytes = {0};

	str_append_text(&bytes, "kept");
	str_append_text(&bytes, written);
	sgr_shorten(&bytes, strlen("kept"), &was_normal);
	assert_memory_equal(str_text(&bytes), "kept", 4);
	assert_string_equal(str_text(&bytes) + 4, expected);
	assert_int_equal(bytes.len, 4 + strlen(expected));
	assert_int_equal(was_normal, is_normal);
	str_release(&bytes);
}

static void what_curses_writes(void **state)
{
	(void)state;
	check("", true, "", true);
	check("text", false, "text", false);
	check("\033(B\033[0;1mTitle\033(B\033[m:", true, "\033[1mTitle\033[m:", true);
	check("\033(B\033[0;1mTitle\033(B\033[m:", false, "\033[;1mTitle\033[m:", true);
	check("\033(B\033[0;1m\033[31m!\033[39;49m\033(B\033[m?", true, "\033[1;31m!\033[m?", true);
	check("\033[0;1m\017bold\033[0;2m\017dim", true, "\033[1mbold\033[;2mdim", false);
	check("\033(B\033[m", true, "", true);
	check("\033(B\033[m\033[5;3Hx", true, "\033[5;3Hx", true);
	check("a\033[31mb\033[39;49mc", true, "a\033[31mb\033[39;49mc", false);
}

static void what_is_something_else_stays(void **state)
{
	(void)state;
	check("\033[2Jx\033[?25l\033[3@\0337\0338\033(0q\033(B", true,
		"\033[2Jx\033[?25l\033[3@\0337\0338\033(0q", true);
	check("\033[", true, "\033[", true);
	check("\033[1", true, "\033[1", true);
	check("\033", true, "\033", true);
	check("\xe2\x94\x80\xe2\x94\x80", true, "\xe2\x94\x80\xe2\x94\x80", true);
}

/* --- any sequence of changes --- */

enum { BOLD = 1, DIM = 2, REVERSE = 4, COLOUR = 8 /* times the colour */ };

static void apply(unsigned *attributes, long code)
{
	if (code == 0)
		*attributes = 0;
	else if (code == 1 || code == 2)
		*attributes |= code == 1 ? BOLD : DIM;
	else if (code == 7)
		*attributes |= REVERSE;
	else if (code >= 30 && code < 38)
		*attributes = *attributes % COLOUR + COLOUR * (unsigned)(code - 29);
	else if (code == 39)
		*attributes %= COLOUR;
	else
		assert_int_equal(code, 49);
}

/* Appends each character with its attributes. */
static void draw(const char *bytes, unsigned attributes, struct str *out)
{
	while (*bytes) {
		if (*bytes != '\033') {
			str_appendf(out, "%c%u ", *bytes++, attributes);
			continue;
		}
		if (bytes[1] == '(') {
			bytes += 3;
			continue;
		}
		bytes++;
		do {
			char *end;

			apply(&attributes, strtol(bytes + 1, &end, 10));
			bytes = end > bytes + 1 ? end : bytes + 1;
		} while (*bytes == ';');
		assert_int_equal(*bytes++, 'm');
	}
	str_appendf(out, "%u", attributes);
}

static void draw_the_same(void **state)
{
	static const char *const parts[] = {"\033(B\033[m", "\033(B\033[0;1m", "\033(B\033[0;2m",
		"\033(B\033[0;1;7m", "\033[31m", "\033[35m", "\033[39;49m", "x", "y", "\033(B"};
	uint64_t seed = 3;

	(void)state;
	for (unsigned round = 0; round < 3000; round++) {
		struct str bytes = {0}, wanted = {0}, drawn = {0};
		bool is_normal = round % 2 == 0;
		unsigned attributes = is_normal ? 0 : BOLD;
		size_t len;

		for (unsigned i = 0; i < round % 23; i++)
			str_append_text(
				&bytes, parts[random_below(&seed, sizeof(parts) / sizeof(*parts))]);
		draw(str_text(&bytes), attributes, &wanted);
		len = bytes.len;
		sgr_shorten(&bytes, 0, &is_normal);
		draw(str_text(&bytes), attributes, &drawn);
		assert_string_equal(str_text(&drawn), str_text(&wanted));
		assert_true(bytes.len <= len);
		if (is_normal)
			assert_string_equal(str_text(&drawn) + drawn.len - 1, "0");
		str_release(&bytes);
		str_release(&wanted);
		str_release(&drawn);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_curses_writes),
		cmocka_unit_test(what_is_something_else_stays),
		cmocka_unit_test(draw_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
