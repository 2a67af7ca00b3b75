/* Bytes of many terminals become the keys they stand for, and never anything else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/input.h"

#include <string.h>

enum { SOON = 1000, LATER = SOON + 10 * 1000 };

/* All events of some bytes as text: keys as they are written, pastes in brackets. */
static void decode(const char *bytes, size_t len, int64_t now, struct str *out)
{
	struct input input;
	struct input_event event;

	input_init(&input);
	input_feed(&input, bytes, len, SOON);
	while (input_next(&input, now, &event)) {
		if (out->len > 0)
			str_append_char(out, ' ');
		if (event.kind == INPUT_KEY)
			key_format(&event.key, out);
		else if (event.kind == INPUT_PASTE)
			str_appendf(out, "[%.*s]%s", (int)event.len, event.bytes,
				event.missing ? "cut" : "");
		else if (event.kind == INPUT_CLICK)
			str_appendf(out, "click %u,%u", event.line, event.column);
		else
			str_appendf(out, "wheel %d", event.lines);
	}
	input_release(&input);
}

static void check(const char *bytes, const char *expected)
{
	struct str out = {0};

	decode(bytes, strlen(bytes), SOON, &out);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static const struct {
	const char *bytes;
	const char *expected;
} cases[] = {
	{"ab", "a b"},
	{"A", "A"},
	{"\xc3\xa9", "é"},
	{"\r\n", "Enter Enter"},
	{"\t", "Tab"},
	{"\x7f\b", "Backspace Backspace"},
	{"\x01\x18\x1f", "^A ^X ^_"},
	{"\033n", "Alt+N"},
	{"\033N", "Alt+N"},
	{"\033.", "Alt+."},
	{"\033\x7f", "Alt+Backspace"},
	{"\033\t", "Alt+Tab"},
	{"\033[A\033[B\033[C\033[D", "Up Down Right Left"},
	{"\033OA\033OH\033OF", "Up Home End"},
	{"\033[1;5D\033[1;2A\033[1;3B\033[1;6C", "Ctrl+Left Shift+Up Alt+Down Ctrl+Shift+Right"},
	{"\033[Z", "Shift+Tab"},
	{"\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4"},
	{"\033[11~\033[15~\033[17~\033[24~", "F1 F5 F6 F12"},
	{"\033[[A\033[[E", "F1 F5"},
	{"\033[2~\033[3~\033[5~\033[6~\033[1~\033[4~", "Ins Del PgUp PgDn Home End"},
	{"\033[3;5~", "Ctrl+Del"},
	{"\033[3^\033[3$\033[3@", "Ctrl+Del Shift+Del Ctrl+Shift+Del"},
	{"\033[a\033Oa", "Shift+Up Ctrl+Up"},
	{"\033\033[A", "Alt+Up"},
	{"\033[97;5u\033[13;1u\033[97;3u", "^A Enter Alt+A"},
	{"\033[27;5;97~", "^A"},
	{"\033OM\033Op", "Enter 0"},
	{"\033[<0;5;3M\033[<0;5;3m", "click 2,4"},
	{"\033[<64;1;1M\033[<65;1;1M", "wheel -3 wheel 3"},
	{"\033[200~one\rtwo\033[201~x", "[one\rtwo] x"},
	{"\033[200~q\n\030\033[A\033[201~", "[q\n\030\033[A]"},
	/* what is not known is dropped, not typed */
	{"\033[I\033[Ox", "x"},
	{"\033[?1;2cx", "x"},
	{"\033[57441;5ux", "x"},
	{"\033[99~x", "x"},
	{"\xffx", "\xef\xbf\xbd x"},
};

static void common_sequences(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i].bytes, cases[i].expected);
}

/* Byte by byte, with no time passing, the same keys come. */
static void split_sequences(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct input input;
		struct input_event event;
		struct str all = {0};
		struct str split = {0};

		decode(cases[i].bytes, strlen(cases[i].bytes), SOON, &all);
		input_init(&input);
		for (const char *at = cases[i].bytes; *at; at++) {
			input_feed(&input, at, 1, SOON);
			while (input_next(&input, SOON, &event)) {
				if (split.len > 0)
					str_append_char(&split, ' ');
				if (event.kind == INPUT_KEY)
					key_format(&event.key, &split);
				else if (event.kind == INPUT_PASTE)
					str_appendf(&split, "[%.*s]", (int)event.len, event.bytes);
				else if (event.kind == INPUT_CLICK)
					str_appendf(
						&split, "click %u,%u", event.line, event.column);
				else
					str_appendf(&split, "wheel %d", event.lines);
			}
		}
		assert_string_equal(str_text(&split), str_text(&all));
		input_release(&input);
		str_release(&all);
		str_release(&split);
	}
}

static void waits_for_the_rest(void **state)
{
	struct input input;
	struct input_event event;

	(void)state;
	input_init(&input);
	assert_int_equal(input_timeout(&input, SOON), -1);
	input_feed(&input, "\033", 1, SOON);
	assert_false(input_next(&input, SOON, &event));
	assert_int_equal(input_timeout(&input, SOON + 10), INPUT_ESCAPE_DELAY - 10);
	assert_true(input_next(&input, SOON + INPUT_ESCAPE_DELAY, &event));
	assert_int_equal(event.key.code, KEY_ESCAPE_KEY);
	assert_false(input_next(&input, LATER, &event));

	input_feed(&input, "\033[1;", 4, SOON);
	assert_false(input_next(&input, SOON + INPUT_ESCAPE_DELAY, &event));
	input_feed(&input, "5A", 2, SOON + INPUT_ESCAPE_DELAY);
	assert_true(input_next(&input, SOON + INPUT_ESCAPE_DELAY, &event));
	assert_int_equal(event.key.code, KEY_UP_ARROW);
	assert_int_equal(event.key.modifiers, KEY_CONTROL);
	input_release(&input);
}

static void escape_and_a_key_by_hand(void **state)
{
	struct input input;
	struct input_event event;

	(void)state;
	input_init(&input);
	input_feed(&input, "\033", 1, SOON);
	assert_true(input_next(&input, SOON + 60, &event));
	assert_false(event.follows_escape);
	input_feed(&input, "n", 1, SOON + 500);
	assert_true(input_next(&input, SOON + 500, &event));
	assert_int_equal(event.key.code, 'n');
	assert_true(event.follows_escape);
	input_feed(&input, "n", 1, SOON + 600);
	assert_true(input_next(&input, SOON + 600, &event));
	assert_false(event.follows_escape);

	input_feed(&input, "\033", 1, SOON + 1000);
	assert_true(input_next(&input, SOON + 1060, &event));
	input_feed(&input, "n", 1, SOON + 1060 + INPUT_ESCAPE_PATIENCE);
	assert_true(input_next(&input, SOON + 1060 + INPUT_ESCAPE_PATIENCE, &event));
	assert_false(event.follows_escape);
	input_release(&input);
}

static void check_late(const char *bytes, const char *expected)
{
	struct str out = {0};

	decode(bytes, strlen(bytes), LATER, &out);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void what_has_no_end(void **state)
{
	(void)state;
	check_late("\033", "Esc");
	check_late("\033\033", "Esc Esc");
	check_late("\033[", "Alt+[");
	check_late("\033O", "Alt+O");
	check_late("\xc3", "\xef\xbf\xbd");
	check_late("\033[200~lost", "[lost]cut");
	check_late("\033[200~lost\033[20", "[lost\033[20]cut");
}

static void long_pastes_are_cut(void **state)
{
	struct str bytes = {0};
	struct input input;
	struct input_event event;

	(void)state;
	str_append_text(&bytes, "\033[200~");
	str_append_repeat(&bytes, 'x', INPUT_PASTE_MAX + 5);
	str_append_text(&bytes, "\033[201~y");
	input_init(&input);
	input_feed(&input, bytes.data, bytes.len, SOON);
	assert_true(input_next(&input, SOON, &event));
	assert_int_equal(event.len, INPUT_PASTE_MAX);
	assert_int_equal(event.missing, 5);
	assert_true(input_next(&input, SOON, &event));
	assert_int_equal(event.key.code, 'y');
	input_release(&input);
	str_release(&bytes);
}

static void own_sequences(void **state)
{
	struct input input;
	struct input_event event;
	struct key find = {KEY_FUNCTION + 4, 0};

	(void)state;
	input_init(&input);
	input_define(&input, "\033?5", find);
	input_define(&input, "x", find);
	input_feed(&input, "\033?", 2, SOON);
	assert_false(input_next(&input, SOON, &event));
	input_feed(&input, "5x", 2, SOON);
	assert_true(input_next(&input, SOON, &event));
	assert_int_equal(event.key.code, find.code);
	assert_true(input_next(&input, SOON, &event));
	assert_int_equal(event.key.code, 'x');
	input_release(&input);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(common_sequences),
		cmocka_unit_test(split_sequences),
		cmocka_unit_test(waits_for_the_rest),
		cmocka_unit_test(escape_and_a_key_by_hand),
		cmocka_unit_test(what_has_no_end),
		cmocka_unit_test(long_pastes_are_cut),
		cmocka_unit_test(own_sequences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
