/* Bytes from many terminals become the right keys, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/terminal_input.h"

#include <string.h>

enum { SOON = 1000, LATER = SOON + 10 * 1000 };

/* Appends an event as text: a key as it is written, a paste in brackets. */
static void append_event(const struct input_event *event, struct str *out)
{
	if (out->len > 0)
		str_append_char(out, ' ');
	if (event->kind == INPUT_KEY)
		key_format(&event->key, out);
	else if (event->kind == INPUT_PASTE)
		str_appendf(out, "[%.*s]%s", (int)event->len, event->bytes,
			event->missing ? "cut" : "");
	else if (event->kind == INPUT_CLICK)
		str_appendf(out, "click %u,%u", event->line, event->column);
	else if (event->kind == INPUT_BACKGROUND)
		str_append_text(out, event->is_light ? "light" : "dark");
	else
		str_appendf(out, "wheel %d", event->lines);
}

/* All events of some bytes. */
static void decode(const char *bytes, size_t len, int64_t now, struct str *out)
{
	struct input input;
	struct input_event event;

	input_init(&input);
	input_feed(&input, bytes, len, SOON);
	while (input_next(&input, now, &event))
		append_event(&event, out);
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
	/* the background, as terminals answer */
	{"\033]11;rgb:0000/0000/0000\033\\", "dark"},
	{"\033]11;rgb:ffff/ffff/ffff\033\\", "light"},
	{"\033]11;rgb:fdfd/f6f6/e3e3\a", "light"},
	{"\033]11;rgb:1e/1e/1e\a", "dark"},
	{"\033]11;rgba:2e2e/3434/3636/ffff\a", "dark"},
	{"\033]11;rgb:F/F/F\a", "light"},
	{"x\033]11;rgb:00/00/00\ay", "x dark y"},
	{"\033]11;rgb:0000/00ff/\a", ""},
	{"\033]11;rgb:12345/0/0\a", ""},
	{"\033]11;rgb:\a", ""},
	{"\033]11;\a", ""},
	{"\033]11;rgb:0000/0000/0000\033[A", "Up"},
	{"\033]11;rgb:0000/00\033\033[A", "Alt+Up"},
	{"\033]11;rgb:1e1e/1e1e/zu", "z u"},
	{"\033]12;x", "Alt+] 1 2 ; x"},
	{"\033]x", "Alt+] x"},
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
	/* unknown sequences are dropped, not typed */
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
			while (input_next(&input, SOON, &event))
				append_event(&event, &split);
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

	/* An answer is not typed because a slow line splits it. */
	input_feed(&input, "\033]", 2, SOON);
	assert_false(input_next(&input, SOON + INPUT_ESCAPE_DELAY, &event));
	input_feed(&input, "11;rgb:ff", 9, SOON + 400);
	assert_false(input_next(&input, SOON + 3000, &event));
	assert_true(input_timeout(&input, SOON + 3000) > 0);
	input_feed(&input, "/ff/ff\033", 7, SOON + 4000);
	assert_false(input_next(&input, SOON + 5000, &event));
	input_feed(&input, "\\", 1, SOON + 6000);
	assert_true(input_next(&input, SOON + 6000, &event));
	assert_int_equal(event.kind, INPUT_BACKGROUND);
	assert_true(event.is_light);

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
	check_late("\033]", "Alt+]");
	check_late("\033]1", "Alt+] 1");
	check_late("\033]11;rgb:1e1e/1e", "");
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

/* Feeds one read after another, each some milliseconds after the last, and lists the events up to
 * the end of all waits. */
static void check_reads(const char *const *reads, int64_t gap, const char *expected)
{
	struct input input;
	struct input_event event;
	struct str out = {0};
	int64_t now = SOON;

	input_init(&input);
	for (; *reads; reads++, now += gap) {
		while (input_next(&input, now, &event))
			append_event(&event, &out);
		input_feed(&input, *reads, strlen(*reads), now);
		while (input_next(&input, now, &event))
			append_event(&event, &out);
	}
	now += 10 * 1000;
	while (input_next(&input, now, &event))
		append_event(&event, &out);
	assert_int_equal(input_timeout(&input, now), -1);
	assert_string_equal(str_text(&out), expected);
	input_release(&input);
	str_release(&out);
}

#define READS(...)                                                                                 \
	(const char *const[])                                                                      \
	{                                                                                          \
		__VA_ARGS__, NULL                                                                  \
	}

/* A lot of text in one read is a paste, even if the terminal does not say so. */
static void pastes_without_markers(void **state)
{
	(void)state;
	check_reads(READS("deleted"), 0, "[deleted]");
	check_reads(READS("d d d d"), 0, "[d d d d]");
	check_reads(READS("add\rdad\r"), 0, "[add\rdad\r]");
	check_reads(READS("14:05\tdeployed\tdb2\r\n14:07\tdown\r\n"), 0,
		"[14:05\tdeployed\tdb2\r\n14:07\tdown\r\n]");
	check_reads(READS("2023/10/15 14:05"), 0, "[2023/10/15 14:05]");
	check_reads(READS("\xe6\x95\xb0\xe6\x8d\xae\xe5\xba\x93\xe5\xb7\xb2\xe5\x81\x9c"
			  "\xe6\x9c\xba\xe6\x9c\xba\xe5\x99\xa8"),
		0,
		"[\xe6\x95\xb0\xe6\x8d\xae\xe5\xba\x93\xe5\xb7\xb2\xe5\x81\x9c\xe6\x9c\xba"
		"\xe6\x9c\xba\xe5\x99\xa8]");
	check_reads(READS("caf\xe9 d\xe9j\xe0 vu"), 0, "[caf\xe9 d\xe9j\xe0 vu]");
	check_reads(READS("----------\rdd\raa\r----------"), 0, "[----------\rdd\raa\r----------]");
	/* a line feed between letters does not come from a key, however few they are */
	check_reads(READS("ad\ndb"), 0, "[ad\ndb]");
	check_reads(READS("d\r\nd"), 0, "[d\r\nd]");
	check_reads(READS("- d\n- d"), 0, "[- d\n- d]");
	check_reads(READS("dd\n\ndd\n"), 0, "[dd\n\ndd\n]");
}

/* A held key, a slow connection and typing ahead give keys. */
static void keys_that_gather(void **state)
{
	(void)state;
	check_reads(READS("jjjjjjjjjjjj"), 0, "j j j j j j j j j j j j");
	check_reads(READS("jjjjjjkkkdd"), 0, "j j j j j j k k k d d");
	check_reads(READS("\r\r\r\r"), 0, "Enter Enter Enter Enter");
	check_reads(READS("\t \r\t \r\t \r"), 0, "Tab Space Enter Tab Space Enter Tab Space Enter");
	check_reads(READS("final"), 0, "f i n a l");
	check_reads(READS("/db2\r"), 0, "/ d b 2 Enter");
	check_reads(READS("jj\rjj"), 0, "j j Enter j j");
	check_reads(READS("jd\ra"), 0, "j d Enter a");
	check_reads(READS("d\n"), 0, "d Enter");
	check_reads(READS("\n\nd"), 0, "Enter Enter d");
	check_reads(READS("a14\t"), 0, "a 1 4 Tab");
	check_reads(READS("a\033[Bb\033[Bc\033[Bd\033[Be\033[Bf"), 0,
		"a Down b Down c Down d Down e Down f");
	check_reads(READS("hel\x7flo"), 0, "h e l Backspace l o");
	check_reads(READS("one", "two", "six"), 10, "o n e t w o s i x");
}

/* It arrives in pieces, the last one short; what comes after a silence is typed. */
static void pieces_of_a_burst(void **state)
{
	(void)state;
	check_reads(READS("The database d", "d"), 50, "[The database dd]");
	check_reads(READS("The database", "d"), INPUT_BURST_PATIENCE, "[The database] d");
	check_reads(READS("over the caf\xc3", "\xa9 d"), 60, "[over the caf\xc3\xa9 d]");
	check_reads(READS("over the caf\xc3"), 0, "[over the caf\xc3]");
	check_reads(READS("over the \xf0\x9f", "\x9a", "\x80"), 90, "[over the \xf0\x9f\x9a\x80]");
	check_reads(READS("some words", "\030"), 10, "[some words] ^X");
}

/* Keys inside it act where they are; the text after them is pasted, however short. */
static void keys_in_a_burst(void **state)
{
	(void)state;
	check_reads(READS("some words\030"), 0, "[some words] ^X");
	check_reads(READS("\006some words\r"), 0, "^F [some words\r]");
	check_reads(READS("some words\033[Bdd"), 0, "[some words] Down [dd]");
	check_reads(READS("some words\033d"), 0, "[some words] Alt+D");
	check_reads(READS("some words\033"), 0, "[some words] Esc");
	check_reads(READS("some wordz\x7fs d"), 0, "[some wordz] Backspace [s d]");
	check_reads(READS("some words\033[200~d\033[201~d"), 0, "[some words] [d] d");
	check_reads(READS("some words\033[B", "d"), 10, "[some words] Down d");
	/* what is no key belongs to it */
	check_reads(READS("\033[31mfailed\033[0m: d"), 0, "[failed\033[0m: d]");
	check_reads(READS("bell\a: d d"), 0, "[bell\a: d d]");
	check_reads(READS("some words\033[3", "1mdd"), 10, "[some words\033[31mdd]");
}

/* A user who left a text does not take what was pasted along. */
static void burst_at_the_end(void **state)
{
	struct input input;
	struct input_event event;

	(void)state;
	input_init(&input);
	input_feed(&input, "some words", 10, SOON);
	assert_false(input_next(&input, SOON, &event));
	assert_int_equal(input_timeout(&input, SOON), INPUT_BURST_PATIENCE);
	assert_true(input_next(&input, INT64_MAX, &event));
	assert_int_equal(event.kind, INPUT_PASTE);
	assert_int_equal(event.len, 10);
	assert_false(input_next(&input, INT64_MAX, &event));
	input_release(&input);
}

/* Nothing is examined over and over. */
static void many_blanks(void **state)
{
	struct input input;
	struct input_event event;
	struct str bytes = {0};
	size_t n = 0;

	(void)state;
	str_append_repeat(&bytes, ' ', 1 << 20);
	input_init(&input);
	input_feed(&input, bytes.data, bytes.len, SOON);
	while (input_next(&input, SOON, &event))
		n++;
	assert_int_equal(n, bytes.len);
	input_release(&input);
	str_release(&bytes);
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
		cmocka_unit_test(pastes_without_markers),
		cmocka_unit_test(keys_that_gather),
		cmocka_unit_test(pieces_of_a_burst),
		cmocka_unit_test(keys_in_a_burst),
		cmocka_unit_test(burst_at_the_end),
		cmocka_unit_test(many_blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
