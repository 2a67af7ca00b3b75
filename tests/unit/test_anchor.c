/* Anchors: what is stored of commented words, and where they are found again. */
#include "review/anchor.h"
#include "sources.h"
#include "text/grapheme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof(array)[0])

/* --- making --- */

static void test_make(void **state)
{
	static const struct {
		const char *text, *words; /* the span is where words are */
		const char *quote, *before, *after;
	} cases[] = {
		{"the client library retried without a limit while the pool was exhausted",
			"retried without a limit", "retried without a limit", "the client library",
			"while the pool was exhausted"},
		/* eight words on each side, more if they are short */
		{"zero first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
		 "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth",
			"ninth", "ninth", "first second third fourth fifth sixth seventh eighth",
			"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
			"seventeenth"},
		{"\xe4\xb8\x80\xe4\xba\x8c\xe4\xb8\x89\xe5\x9b\x9b\xe4\xba\x94"
		 "\xe5\x85\xad\xe4\xb8\x83\xe5\x85\xab\xe4\xb9\x9d\xe5\x8d\x81"
		 "abc",
			"abc", "abc",
			"\xe4\xb8\x80\xe4\xba\x8c\xe4\xb8\x89\xe5\x9b\x9b\xe4\xba\x94"
			"\xe5\x85\xad\xe4\xb8\x83\xe5\x85\xab\xe4\xb9\x9d\xe5\x8d\x81",
			""},
		/* whole words; signs are for themselves, and do not count */
		{"it failed, and retried.", "iled, and re", "failed, and retried", "it", "."},
		{"a (b), c", "b", "b", "a (", "), c"},
		/* one line, whatever is between the words */
		{"first\n\nsecond\tpart\r\n of it", "second\tpart\r\n of", "second part of",
			"first", "it"},
		{"10\xc2\xa0ms\xe3\x80\x80later", "ms", "ms", "10", "later"},
		/* neither half a cluster nor a mark without its letter */
		{"x caf\x65\xcc\x81 y", "\x65", "caf\x65\xcc\x81", "x", "y"},
		{"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", "\xe6\x9c\xac", "\xe6\x9c\xac",
			"\xe6\x97\xa5", "\xe8\xaa\x9e"},
		/* a word of a phrase without spaces: "the system fails because" */
		{"\xe0\xb8\xa3\xe0\xb8\xb0\xe0\xb8\x9a\xe0\xb8\x9a"
		 "\xe0\xb8\xa5\xe0\xb9\x89\xe0\xb8\xa1\xe0\xb9\x80\xe0\xb8\x9e",
			"\xe0\xb8\xa5\xe0\xb9\x89\xe0\xb8\xa1",
			"\xe0\xb8\xa5\xe0\xb9\x89\xe0\xb8\xa1",
			"\xe0\xb8\xa3\xe0\xb8\xb0\xe0\xb8\x9a\xe0\xb8\x9a",
			"\xe0\xb9\x80\xe0\xb8\x9e"},
		/* nothing to quote */
		{"one   two", "  ", "", "", ""},
		{"", "", "", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		size_t start = (size_t)(strstr(cases[i].text, cases[i].words) - cases[i].text);
		struct anchor anchor;

		anchor_make(&anchor, slice_of_text(cases[i].text), start,
			start + strlen(cases[i].words));
		if (strcmp(str_text(&anchor.quote), cases[i].quote) != 0 ||
			strcmp(str_text(&anchor.before), cases[i].before) != 0 ||
			strcmp(str_text(&anchor.after), cases[i].after) != 0)
			fail_msg("%zu: %s|%s|%s", i, str_text(&anchor.before),
				str_text(&anchor.quote), str_text(&anchor.after));
		anchor_release(&anchor);
	}
}

/* A quote of a megabyte is stored as its ends, one word of a megabyte as a part of it. */
static void test_make_bounded(void **state)
{
	enum { SIZE = 1 << 20, MOST = 4096 };
	static const char *const units[] = {"word ", "w", "\xcc\x81", "\xff", ". ", "\xe6\x97\xa5"};

	(void)state;
	for (size_t i = 0; i < LEN(units); i++) {
		struct str text = {0};
		struct anchor anchor;

		while (text.len < SIZE)
			str_append_text(&text, units[i]);
		anchor_make(&anchor, slice_of(&text), 0, text.len);
		assert_in_range(anchor.quote.len, 1, MOST);
		assert_int_equal(anchor.before.len, 0);
		anchor_release(&anchor);
		anchor_make(&anchor, slice_of(&text), text.len / 2, text.len / 2 + 1);
		assert_in_range(anchor.quote.len, 1, MOST);
		assert_in_range(anchor.before.len, 1, MOST);
		assert_in_range(anchor.after.len, 1, MOST);
		anchor_release(&anchor);
		str_release(&text);
	}
}

/* --- finding --- */

static struct anchor anchor_of(const char *before, const char *quote, const char *after)
{
	struct anchor anchor = {{0}};

	str_append_text(&anchor.before, before);
	str_append_text(&anchor.quote, quote);
	str_append_text(&anchor.after, after);
	return anchor;
}

static void test_find(void **state)
{
	static const struct {
		const char *before, *quote, *after;
		const char *text;
		enum anchor_match match;
		const char *found;
	} cases[] = {
		{"the client library", "retried without a limit", "while the pool was exhausted",
			"First, the client library retried without a limit while the pool was exhausted.",
			ANCHOR_EXACT, "retried without a limit"},
		/* wrapped anew */
		{"the client library", "retried without a limit", "while the pool was exhausted",
			"the client\nlibrary retried\n  without a limit while\nthe pool was exhausted",
			ANCHOR_EXACT, "retried\n  without a limit"},
		/* other words around it, or in it */
		{"the client library", "retried without a limit", "while the pool was exhausted",
			"In 4.2 the driver retried without a limit and nobody saw it.", ANCHOR_NEAR,
			"retried without a limit"},
		{"the client library", "retried without a limit", "while the pool was exhausted",
			"the client library retries without any limit while the pool was exhausted",
			ANCHOR_NEAR, "retries without any limit"},
		{"the client library", "retried without a limit", "while the pool was exhausted",
			"the client library retried again and again without a limit while the pool was "
			"exhausted",
			ANCHOR_NEAR, "retried again and again without a limit"},
		/* one word for another, between words that are as they were */
		{"rose from 4 to 90 and stayed there for", "7", "minutes. Then it was over.",
			"It rose from 4 to 90 and stayed there for seventy minutes. Then it was over.",
			ANCHOR_NEAR, "seventy"},
		/* the context tells */
		{"we saw that", "it failed", "at once and said so",
			"we saw that it failed at once and said so. Before, it failed. it failed again.",
			ANCHOR_EXACT, "it failed"},
		/* gone */
		{"the client library", "retried without a limit", "while the pool was exhausted",
			"the client library while the pool was exhausted", ANCHOR_LOST, NULL},
		{"the client library", "retried without a limit", "while the pool was exhausted",
			"Something else is written here now, of about the same length as before.",
			ANCHOR_LOST, NULL},
		{"the client library", "retried without a limit", "while the pool was exhausted",
			"", ANCHOR_LOST, NULL},
		/* twice, with nothing to tell one from the other */
		{"", "it failed", "", "it failed. it failed.", ANCHOR_LOST, NULL},
		{"and then", "it failed", "again",
			"and then it failed again, and then it failed again", ANCHOR_LOST, NULL},
		{"", "no no", "", "no no no", ANCHOR_LOST, NULL},
		{"", "it failed", "", "once it failed.", ANCHOR_EXACT, "it failed"},
		/* short, with another context */
		{"one two three four", "the", "five six seven eight",
			"in the beginning was the word", ANCHOR_LOST, NULL},
		/* nothing sought, signs only, bad bytes */
		{"", "", "", "text", ANCHOR_LOST, NULL},
		{"", "  \n ", "", "a b", ANCHOR_LOST, NULL},
		{"wait for it", "...", "now", "we wait for it... now", ANCHOR_EXACT, "..."},
		{"a", "b\xff", "c", "a b\xff c", ANCHOR_EXACT, "b\xff"},
		/* scripts without spaces, text from right to left, clusters */
		{"\xe6\x97\xa5", "\xe6\x9c\xac\xe8\xaa\x9e", "\xe3\x81\xae",
			"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe6\x96\x87",
			ANCHOR_EXACT, "\xe6\x9c\xac\xe8\xaa\x9e"},
		{"\xd7\x90\xd7\x91", "\xd7\x92\xd7\x93", "\xd7\x94",
			"\xd7\x90\xd7\x91 \xd7\x92\xd7\x93 \xd7\x94", ANCHOR_EXACT,
			"\xd7\x92\xd7\x93"},
		{"x", "caf\x65", "y", "x caf\x65\xcc\x81 y", ANCHOR_NEAR, "caf\x65\xcc\x81"},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct anchor anchor = anchor_of(cases[i].before, cases[i].quote, cases[i].after);
		struct anchor_place place = anchor_find(&anchor, slice_of_text(cases[i].text));
		const char *found = cases[i].found ? strstr(cases[i].text, cases[i].found) : NULL;
		size_t start = found ? (size_t)(found - cases[i].text) : 0;
		size_t end = found ? start + strlen(cases[i].found) : 0;

		if (place.match != cases[i].match || place.start != start || place.end != end)
			fail_msg("%zu: %d at %zu..%zu: %.*s", i, place.match, place.start,
				place.end, (int)(place.end - place.start),
				cases[i].text + place.start);
		anchor_release(&anchor);
	}
}

/* A quote that is stored as its ends. */
static void test_find_long(void **state)
{
	struct str text = {0};
	struct anchor anchor;

	(void)state;
	for (int i = 0; i < 400; i++)
		str_appendf(&text, "%dth ", i);
	size_t start = (size_t)(strstr(text.data, "50th ") - text.data);
	size_t end = (size_t)(strstr(text.data, " 350th ") - text.data);

	anchor_make(&anchor, slice_of(&text), start, end);
	assert_in_range(anchor.quote.len, 1, 600);
	struct anchor_place place = anchor_find(&anchor, slice_of(&text));

	assert_int_equal(place.match, ANCHOR_EXACT);
	assert_int_equal(place.start, start);
	assert_int_equal(place.end, end);
	str_splice(&text, end - 6, 0, "more ", 5);
	str_splice(&text, start + 7, 0, "more ", 5);
	place = anchor_find(&anchor, slice_of(&text));
	assert_int_equal(place.match, ANCHOR_NEAR);
	assert_int_equal(place.start, start);
	assert_int_equal(place.end, end + 10);
	/* without one of its ends it is lost */
	str_splice(&text, start, 300, "", 0);
	assert_int_equal(anchor_find(&anchor, slice_of(&text)).match, ANCHOR_LOST);
	anchor_release(&anchor);
	str_release(&text);
}

/* Whatever the text, what was made from it is found in it: these words, or lost where they are
 * there more than once. */
static void test_find_what_was_made(void **state)
{
	static const char *const units[] = {"a", "bc", " ", " ", "\n", "\t", ".", "\xcc\x81",
		"\xff", "\xe2\x80\x8d", "\xe6\x97\xa5", "\xf0\x9f\x91\xa9", "\xc2\xa0",
		"\xe2\x80\xa6", "\xf0\x9f\x87\xa9", "longerword", "\r\n", "\xe0\xb8\xa5",
		"\xe0\xb8\xb3", "\xd7\x90", "7", "-"};
	uint64_t random = 5;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct str text = {0};
		struct anchor anchor;
		size_t n = random_below(&random, 60);

		for (size_t i = 0; i < n; i++)
			str_append_text(&text, units[random_below(&random, LEN(units))]);
		size_t start = random_below(&random, text.len + 1);
		size_t end = start + random_below(&random, text.len - start + 1);

		anchor_make(&anchor, slice_of(&text), start, end);
		struct anchor_place place = anchor_find(&anchor, slice_of(&text));
		struct anchor again;

		if (anchor.quote.len == 0)
			assert_int_equal(place.match, ANCHOR_LOST);
		if (place.match != ANCHOR_LOST) {
			assert_true(place.start < place.end && place.end <= text.len);
			assert_int_equal(place.match, ANCHOR_EXACT);
			assert_int_equal(
				place.start, grapheme_snap(text.data, text.len, place.start));
			assert_int_equal(place.end, grapheme_snap(text.data, text.len, place.end));
			anchor_make(&again, slice_of(&text), place.start, place.end);
			assert_non_null(strstr(str_text(&again.quote), str_text(&anchor.quote)));
			anchor_release(&again);
		}
		anchor_release(&anchor);
		str_release(&text);
	}
}

/* --- hostile ones --- */

enum { MEGABYTE = 1 << 20 };

static double milliseconds(void)
{
	return (double)clock() * 1000 / CLOCKS_PER_SEC;
}

/* Nothing of this may take more than linear time; the limit is far above that,
 * with sanitizers, too. */
static void test_hostile(void **state)
{
	static const char *const units[] = {"a ", "a", "\xff", "\xcc\x81", "a b ", ". ", "\n",
		"\xe6\x97\xa5", "the pool was exhausted ", "\xe2\x80\xa6 "};
	const char *slower = getenv("AFTERWORD_SLOWER");
	double most = 10000 * (slower ? strtod(slower, NULL) : 1);

	(void)state;
	for (size_t i = 0; i < LEN(units); i++) {
		struct str text = {0};
		struct anchor anchor;

		while (text.len < MEGABYTE)
			str_append_text(&text, units[i]);
		double start = milliseconds();

		anchor_make(&anchor, slice_of(&text), text.len / 3, text.len / 2);
		anchor_find(&anchor, slice_of(&text));
		anchor_release(&anchor);
		/* an anchor that is not ours */
		anchor = (struct anchor){.quote = text, .before = text, .after = text};
		anchor_find(&anchor, slice_of(&text));
		anchor_find(&anchor, slice_of_text("a short text"));
		anchor_carry(
			slice_of(&text), slice_from(slice_of(&text), text.len / 2), 0, text.len);
		if (milliseconds() - start > most)
			fail_msg("%zu: %.0f ms", i, milliseconds() - start);
		str_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_make),
		cmocka_unit_test(test_make_bounded),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_find_long),
		cmocka_unit_test(test_find_what_was_made),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests_name("anchor", tests, NULL, NULL);
}
