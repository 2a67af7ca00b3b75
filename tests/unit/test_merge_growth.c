/*
 * Two versions of eight times the size take about eight times as long to compare and to merge,
 * however they differ. Processor times are compared, as in test_growth.c.
 */
#include "fixture.h"
#include "merge/diff.h"
#include "merge/merge.h"
#include "processor_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define HEAD "afterword: 1\nform: postmortem\ntitle: Card payments failed\n"

enum { SMALL = 2500, TIMES = 8, MOST = 4 * TIMES, TRIES = 25 };

/* The nth of n rows or lines, on the side that changed. */
struct shape {
	const char *name;
	bool is_text;
	size_t (*number)(size_t nth, size_t n); /* of the row or line that is there */
	bool (*is_edited)(size_t nth);
};

static size_t as_before(size_t nth, size_t n)
{
	return nth < n ? nth : 0;
}

static size_t shuffled(size_t nth, size_t n)
{
	return nth * 7919 % n; /* a prime */
}

static size_t reversed(size_t nth, size_t n)
{
	return n - 1 - nth;
}

static size_t some_moved(size_t nth, size_t n)
{
	return nth % 20 == 0 ? (nth + n / 2) % n / 20 * 20 : nth;
}

static size_t all_new(size_t nth, size_t n)
{
	return n + nth;
}

static size_t every_other_new(size_t nth, size_t n)
{
	return nth % 2 == 0 ? nth : n + nth;
}

static size_t repeated(size_t nth, size_t n)
{
	return (nth % 7 == 0 ? nth + 1 : nth) % (n < 30 ? n : 30);
}

static bool never(size_t nth)
{
	return nth == SIZE_MAX;
}

static bool seldom(size_t nth)
{
	return nth % 100 == 50;
}

static bool always(size_t nth)
{
	return nth < SIZE_MAX;
}

static const struct shape shapes[] = {
	{"few edits", false, as_before, seldom},
	{"many edits", false, as_before, always},
	{"rows shuffled", false, shuffled, never},
	{"rows reversed", false, reversed, never},
	{"some rows moved", false, some_moved, never},
	{"all rows new", false, all_new, never},
	{"every other row new", false, every_other_new, seldom},
	{"few lines edited", true, as_before, seldom},
	{"all lines edited", true, as_before, always},
	{"lines shuffled", true, shuffled, never},
	{"lines repeated", true, repeated, seldom},
};

static void append_piece(struct str *out, bool is_text, size_t number, bool is_edited)
{
	const char *verb = is_edited ? "stopped" : "restarted";

	if (is_text)
		str_appendf(out, "    Then %zu of the databases were %s.\n", number, verb);
	else
		str_appendf(out, "    - id: r%zu\n      what: Then database %zu was %s.\n", number,
			number, verb);
}

static void write_side(const struct shape *shape, size_t n, bool is_changed, struct str *out)
{
	str_append_text(out, HEAD);
	str_append_text(
		out, shape->is_text ? "root_cause:\n  cause: |\n" : "timeline:\n  events:\n");
	for (size_t i = 0; i < n; i++)
		append_piece(out, shape->is_text, is_changed ? shape->number(i, n) : i,
			is_changed && shape->is_edited(i));
}

/* --- what is measured, in microseconds --- */

static int64_t measure_diff(
	const struct form *form, const struct str *before, const struct str *after)
{
	struct document from, to;
	struct ops ops = {0};

	fixture_document(&from, form, before->data, before->len);
	fixture_document(&to, form, after->data, after->len);
	int64_t since = processor_time();

	diff_documents(&from, &to, &ops);
	int64_t took = processor_time() - since;

	ops_release(&ops);
	document_release(&from);
	document_release(&to);
	return took;
}

static int64_t measure_merge(
	const struct form *form, const struct str *before, const struct str *after)
{
	struct yaml_tree ours;
	struct str theirs = {0};
	struct str out = {0};
	size_t conflicts;
	struct err err = {0};

	str_append(&theirs, before->data, before->len);
	str_append_text(&theirs, "# the end\n");
	assert_true(yaml_tree_borrow(&ours, after, NULL));
	int64_t since = processor_time();

	if (!merge_files(form, before, &ours, &theirs, &(struct merge_labels){0}, &out, &conflicts,
		    &err))
		fail_msg("%s", err.message);
	int64_t took = processor_time() - since;

	str_release(&theirs);
	str_release(&out);
	return took;
}

typedef int64_t measurement(
	const struct form *form, const struct str *before, const struct str *after);

static int64_t measure_shape(
	const struct form *form, const struct shape *shape, size_t n, measurement *measure)
{
	struct str before = {0};
	struct str after = {0};

	write_side(shape, n, false, &before);
	write_side(shape, n, true, &after);
	int64_t took = measure(form, &before, &after);

	str_release(&before);
	str_release(&after);
	return took;
}

/* Other work on the machine can only add time, so the fastest turns count. */
static void check_growth(const struct form *form, const struct shape *shape, measurement *measure)
{
	int64_t small = INT64_MAX;
	int64_t large = INT64_MAX;

	for (int i = 0; i < TRIES; i++) {
		int64_t now = measure_shape(form, shape, SMALL, measure);

		small = now < small ? now : small;
		now = measure_shape(form, shape, SMALL * TIMES, measure);
		large = now < large ? now : large;
		if (large <= small * MOST)
			return;
	}
	fail_msg("%s: %d times the size took %lld us after %lld us", shape->name, TIMES,
		(long long)large, (long long)small);
}

static void check_shapes(measurement *measure)
{
	struct form *form = fixture_form("forms/postmortem.yaml");

	for (size_t i = 0; i < LEN(shapes); i++)
		check_growth(form, &shapes[i], measure);
	form_free(form);
}

static void test_comparing(void **state)
{
	(void)state;
	check_shapes(measure_diff);
}

static void test_merging(void **state)
{
	(void)state;
	check_shapes(measure_merge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comparing),
		cmocka_unit_test(test_merging),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
