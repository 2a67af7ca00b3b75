/*
 * Eight times the rows take about eight times as long to sort, cut or paste, and so does each way
 * back and forth. Processor times are compared with each other, so a busy or slow machine does not
 * matter; moving every row past the others one by one would take sixty-four times as long.
 */
#include "processor_time.h"
#include "scripted.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SMALL = 5000, TIMES = 8, MOST = 3 * TIMES, TRIES = 5, DAY = 24 * 60 };

enum { MOST_KEYS = 4 };

static const struct growing {
	const char *name;
	bool is_sorted;
	bool is_half;                /* the first half of the rows is selected, else all */
	const char *filter;          /* before they are */
	const char *before;          /* keys that are not measured */
	const char *keys[MOST_KEYS]; /* these are */
} growings[] = {
	{"sorting", .keys = {"<:sort>", "<:undo>", "<:redo>"}},
	{"cutting the first half", true, true, "", "", {"<:cut>", "<:undo>", "<:redo>"}},
	{"cutting every second row", true, false, "seen", "", {"<:cut>", "<:undo>", "<:redo>"}},
	{"pasting what was cut", true, false, "", "<:cut>", {"<:paste>", "<:undo>", "<:redo>"}},
};

static void write_rows(size_t n, bool is_sorted, struct str *out)
{
	uint64_t seed = 1;

	str_append_text(out, "afterword: 1\nform: probe\ntimeline:\n  events:\n");
	for (size_t i = 0; i < n; i++) {
		size_t minute = is_sorted ? i * 28 * DAY / n : random_below(&seed, 28 * DAY);

		str_appendf(out,
			"  - {id: r%zu, at: \"2023-10-%02zuT%02zu:%02zu:00Z\", kind: %s, what: x}\n",
			i, 1 + minute / DAY, minute / 60 % 24, minute % 60,
			i % 2 ? "seen" : "done");
	}
}

static void begin(struct scripted *e, const struct growing *self, size_t n)
{
	struct str text = {0};

	write_rows(n, self->is_sorted, &text);
	scripted_init(e, str_text(&text));
	scripted_go(e, FIELD_EVENTS);
	editor_set_filter(e->editor, self->filter != NULL ? self->filter : "");
	for (size_t i = 0; self->is_half && i < n / 2; i++)
		scripted_keys(e, "<:select-down>");
	if (self->before != NULL) {
		scripted_keys(e, self->is_half ? "" : "<:select-all>");
		scripted_keys(e, self->before);
	}
	str_release(&text);
}

/* Lowers the microseconds that each key took to what it takes now. */
static void measure(const struct growing *self, size_t n, int64_t took[MOST_KEYS])
{
	struct scripted e;

	begin(&e, self, n);
	for (size_t i = 0; i < MOST_KEYS && self->keys[i] != NULL; i++) {
		int64_t since;

		ops_release(&e.told);
		since = processor_time();
		scripted_keys(&e, self->keys[i]);
		since = processor_time() - since;
		took[i] = since < took[i] ? since : took[i];
		assert_true(e.told.n >= n / 2);
	}
	scripted_release(&e);
}

/* The first key that takes too long; NULL: none does. */
static const char *find_slow(
	const struct growing *self, const int64_t small[MOST_KEYS], const int64_t large[MOST_KEYS])
{
	for (size_t i = 0; i < MOST_KEYS && self->keys[i] != NULL; i++)
		if (large[i] > small[i] * MOST)
			return self->keys[i];
	return NULL;
}

static void grows_with_the_rows(const struct growing *self)
{
	int64_t small[MOST_KEYS], large[MOST_KEYS];
	const char *slow = "";

	for (size_t i = 0; i < MOST_KEYS; i++)
		small[i] = large[i] = INT64_MAX;
	for (int i = 0; i < TRIES && slow != NULL; i++) {
		measure(self, SMALL, small);
		measure(self, (size_t)SMALL * TIMES, large);
		slow = find_slow(self, small, large);
	}
	if (slow != NULL)
		fail_msg("%s: %s takes more than %d times as long for %d times the rows",
			self->name, slow, MOST, TIMES);
}

static void steps_grow_with_the_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(growings) / sizeof(growings[0]); i++)
		grows_with_the_rows(&growings[i]);
}

/* Others sort the rows, each of whose texts the user has changed if replaces says so. */
static int64_t measure_others(size_t n, bool replaces)
{
	struct scripted e;
	struct replaced replaced;
	struct ops theirs;
	int64_t since;

	begin(&e, &growings[0], n);
	scripted_keys(&e, "<:sort>");
	theirs = e.told;
	e.told = (struct ops){0};
	scripted_keys(&e, "<:undo>");
	if (replaces)
		editor_replace_all(e.editor, "x", "y", &replaced);
	since = processor_time();
	scripted_adopt(&e, &theirs);
	since = processor_time() - since;
	if (replaces) {
		scripted_keys(&e, "<:undo>");
		assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 0, 2), "x");
	}
	scripted_release(&e);
	return since;
}

static void others_rows_grow(void **state)
{
	(void)state;
	for (int replaces = 0; replaces < 2; replaces++) {
		int64_t small = INT64_MAX, large = INT64_MAX;

		for (int i = 0; i < TRIES && (i == 0 || large > small * MOST); i++) {
			int64_t took = measure_others(SMALL, replaces);

			small = took < small ? took : small;
			took = measure_others((size_t)SMALL * TIMES, replaces);
			large = took < large ? took : large;
		}
		assert_true(large <= small * MOST);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_grow_with_the_rows),
		cmocka_unit_test(others_rows_grow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
