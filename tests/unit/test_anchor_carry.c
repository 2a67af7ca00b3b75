/* Spans carried to a text that somebody else made of the one before. */
#include "review/anchor.h"
#include "reworded.h"
#include "sources.h"
#include "text/grapheme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof(array)[0])

static void test_cases(void **state)
{
	static const char old[] =
		"The client library retried without a limit while the pool was exhausted.\n\n"
		"Nobody saw it for an hour.";
	static const struct {
		const char *words, *new;
		enum anchor_match match;
		const char *found;
	} cases[] = {
		/* changes elsewhere */
		{"retried without a limit", old, ANCHOR_EXACT, "retried without a limit"},
		{"retried without a limit",
			"Our client library, 4.2, retried without a limit while all the pool was "
			"used up.\n\nNobody saw it.",
			ANCHOR_EXACT, "retried without a limit"},
		/* a part of a word, too, if nothing else has changed */
		{"etried wit",
			"Yes. The client library retried without a limit while the pool was "
			"exhausted.\n\nNobody saw it for an hour.",
			ANCHOR_EXACT, "etried wit"},
		/* of the words themselves: in the middle, at the edges */
		{"retried without a limit",
			"The client library retried without any limit while the pool was "
			"exhausted.\n\nNobody saw it for an hour.",
			ANCHOR_NEAR, "retried without any limit"},
		{"retried without a limit",
			"The client library tried without an end while the pool was exhausted.\n\n"
			"Nobody saw it for an hour.",
			ANCHOR_NEAR, "tried without an end"},
		{"retried without a limit",
			"The client library retried without a pause and without a limit while the "
			"pool was exhausted.",
			ANCHOR_NEAR, "retried without a pause and without a limit"},
		{"retried", "The client library waited without a limit while the pool was used up.",
			ANCHOR_NEAR, "waited"},
		/* what is new beside them is not theirs */
		{"retried without a limit",
			"The client library often retried without a limit, again, while the pool "
			"was used up.",
			ANCHOR_EXACT, "retried without a limit"},
		/* moved */
		{"Nobody saw it for an hour",
			"Nobody saw it for an hour.\n\nThe client library retried without a limit "
			"while the pool was exhausted.",
			ANCHOR_NEAR, "Nobody saw it for an hour"},
		{"retried without a limit",
			"Nobody saw it for an hour.\n\nThe client library retried without a limit "
			"while the pool was exhausted. Then it was over, and all went home.",
			ANCHOR_EXACT, "retried without a limit"},
		/* gone */
		{"retried without a limit",
			"The client library while the pool was exhausted.\n\n"
			"Nobody saw it for an hour.",
			ANCHOR_LOST, NULL},
		{"Nobody saw it for an hour.",
			"The client library retried without a limit while the pool was exhausted.",
			ANCHOR_LOST, NULL},
		{"retried", "", ANCHOR_LOST, NULL},
		{"", old, ANCHOR_LOST, NULL},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		size_t start = (size_t)(strstr(old, cases[i].words) - old);
		struct anchor_place place = anchor_carry(slice_of_text(old),
			slice_of_text(cases[i].new), start, start + strlen(cases[i].words));
		const char *found = cases[i].found ? strstr(cases[i].new, cases[i].found) : NULL;
		size_t expected = found ? (size_t)(found - cases[i].new) : 0;
		size_t len = found ? strlen(cases[i].found) : 0;

		if (place.match != cases[i].match || place.start != expected ||
			place.end != expected + len)
			fail_msg("%zu: %d at %zu..%zu: %.*s", i, place.match, place.start,
				place.end, (int)(place.end - place.start),
				cases[i].new + place.start);
	}
}

/* --- any text --- */

static const char *const units[] = {"a", "bc", " ", " ", "\n", ".", "e\xcc\x81", "\xff",
	"\xe6\x97\xa5", "\xf0\x9f\x91\xa9", "word", "other", "\xd7\x90", "7"};

static void put_text(struct str *out, size_t n, uint64_t *random)
{
	for (size_t i = 0; i < n; i++)
		str_append_text(out, units[random_below(random, LEN(units))]);
}

static size_t random_boundary(const struct str *text, uint64_t *random)
{
	return grapheme_snap(str_text(text), text->len, random_below(random, text->len + 1));
}

static void take_span(const struct str *text, uint64_t *random, size_t *start, size_t *end)
{
	do {
		*start = random_boundary(text, random);
		*end = random_boundary(text, random);
	} while (*start >= *end);
}

/* Nothing changed, or something before the span, or behind it. */
static void test_beside(void **state)
{
	uint64_t random = 3;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct str old = {0}, new = {0}, more = {0};
		size_t start, end;

		put_text(&old, 1 + random_below(&random, 40), &random);
		take_span(&old, &random, &start, &end);
		struct anchor_place place =
			anchor_carry(slice_of(&old), slice_of(&old), start, end);

		assert_int_equal(place.match, ANCHOR_EXACT);
		assert_int_equal(place.start, start);
		assert_int_equal(place.end, end);

		/* with other letters at its ends, so that only it can be what is new */
		str_append_char(&more, 'Q');
		put_text(&more, random_below(&random, 9), &random);
		str_append_char(&more, 'W');
		bool is_before = random_below(&random, 2);
		size_t from = is_before ? 0 : end;
		size_t room = is_before ? start : old.len - end;
		size_t at = random_below(&random, room + 1);

		str_append(&new, old.data, old.len);
		str_splice(
			&new, from + at, random_below(&random, room - at + 1), more.data, more.len);
		size_t by = is_before ? new.len - old.len : 0;

		place = anchor_carry(slice_of(&old), slice_of(&new), start, end);
		assert_int_equal(place.match, ANCHOR_EXACT);
		assert_int_equal(place.start, grapheme_snap(new.data, new.len, start + by));
		assert_true(place.end >= end + by);
		str_release(&old);
		str_release(&new);
		str_release(&more);
	}
}

/* Of any two texts: inside the text, on the boundaries of clusters. */
static void test_any(void **state)
{
	uint64_t random = 11;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct str old = {0}, new = {0};
		size_t start, end;

		put_text(&old, 1 + random_below(&random, 40), &random);
		take_span(&old, &random, &start, &end);
		str_append(&new, old.data, old.len);
		for (size_t i = random_below(&random, 4); i-- > 0;) {
			struct str more = {0};
			size_t at = random_boundary(&new, &random);

			put_text(&more, random_below(&random, 9), &random);
			str_splice(&new, at, random_below(&random, new.len - at + 1),
				str_text(&more), more.len);
			str_release(&more);
		}
		struct anchor_place place =
			anchor_carry(slice_of(&old), slice_of(&new), start, end);

		if (place.match == ANCHOR_LOST)
			assert_int_equal(place.end, 0);
		else
			assert_true(place.start < place.end);
		assert_true(place.end <= new.len);
		assert_int_equal(place.start, grapheme_snap(str_text(&new), new.len, place.start));
		assert_int_equal(place.end, grapheme_snap(str_text(&new), new.len, place.end));
		str_release(&old);
		str_release(&new);
	}
}

/* --- texts as people edit them --- */

/* Many at once are found where each is found alone. */
static void test_at_once(void **state)
{
	enum { SPANS = 40 };
	struct reworded_case edited;
	struct anchor_place spans[SPANS];

	(void)state;
	reworded_case_make(&edited, 15, 4);
	struct slice old = slice_of(&edited.old);
	struct slice new = slice_of(&edited.new);
	struct anchor_text *text = anchor_text_new(new);

	for (size_t i = 0; i < SPANS; i++) {
		const struct reworded_word *word = &edited.was.items[i * edited.was.n / SPANS];

		spans[i] = (struct anchor_place){.start = word->start, .end = word->end};
	}
	for (size_t i = 0; i < SPANS; i++) {
		struct anchor anchor;

		anchor_make(&anchor, old, spans[i].start, spans[i].end);
		struct anchor_place alone = anchor_find(&anchor, new);
		struct anchor_place place = anchor_text_find(text, &anchor);

		assert_int_equal(place.match, alone.match);
		assert_int_equal(place.start, alone.start);
		assert_int_equal(place.end, alone.end);
		anchor_release(&anchor);
	}
	anchor_text_free(text);
	struct anchor_place carried[SPANS];

	memcpy(carried, spans, sizeof(carried));
	anchor_carry_all(old, new, carried, SPANS);
	for (size_t i = 0; i < SPANS; i++) {
		struct anchor_place alone = anchor_carry(old, new, spans[i].start, spans[i].end);

		assert_int_equal(carried[i].match, alone.match);
		assert_int_equal(carried[i].start, alone.start);
		assert_int_equal(carried[i].end, alone.end);
	}
	reworded_case_release(&edited);
}

static void count(const struct reworded_case *edited, struct anchor_place place, unsigned *right,
	unsigned *wrong)
{
	if (place.match == ANCHOR_LOST)
		return;
	if (reworded_case_is_right(edited, place.start, place.end))
		++*right;
	else
		++*wrong;
}

/* A sample of what tests/bench/anchor.c measures. */
static void test_reworded(void **state)
{
	enum { CASES = 200 };
	static const struct {
		unsigned per_hundred;
		unsigned found, found_wrong; /* by the anchor alone */
		unsigned carried, carried_wrong;
	} levels[] = {
		{1, 194, 3, 198, 1},
		{5, 188, 6, 192, 4},
		{15, 176, 14, 182, 12},
	};

	(void)state;
	for (size_t i = 0; i < LEN(levels); i++) {
		unsigned found = 0, found_wrong = 0, carried = 0, carried_wrong = 0;

		for (unsigned seed = 1; seed <= CASES; seed++) {
			struct reworded_case edited;
			struct anchor anchor;
			size_t start, end;

			reworded_case_make(&edited, levels[i].per_hundred, seed);
			reworded_case_span(&edited, &start, &end);
			anchor_make(&anchor, slice_of(&edited.old), start, end);
			count(&edited, anchor_find(&anchor, slice_of(&edited.new)), &found,
				&found_wrong);
			count(&edited,
				anchor_carry(
					slice_of(&edited.old), slice_of(&edited.new), start, end),
				&carried, &carried_wrong);
			anchor_release(&anchor);
			reworded_case_release(&edited);
		}
		if (found < levels[i].found || found_wrong > levels[i].found_wrong ||
			carried < levels[i].carried || carried_wrong > levels[i].carried_wrong)
			fail_msg("%u: found %u, wrong %u; carried %u, wrong %u",
				levels[i].per_hundred, found, found_wrong, carried, carried_wrong);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_beside),
		cmocka_unit_test(test_any),
		cmocka_unit_test(test_at_once),
		cmocka_unit_test(test_reworded),
	};

	return cmocka_run_group_tests_name("anchor_carry", tests, NULL, NULL);
}
