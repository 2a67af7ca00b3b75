/*
 * Somebody else turns the rows of an open document round: eight times the rows take about eight
 * times as long, with a mark on each; and a key that is typed then takes no longer.
 */
#include "editing.h"
#include "processor_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { SMALL = 5000, TIMES = 8, MOST = 3 * TIMES, TRIES = 5, KEYS = 300 };

static void write_rows(size_t n, bool is_turned, struct str *out)
{
	str_append_text(out, "afterword: 1\nform: probe\ntimeline:\n  events:\n");
	for (size_t i = 0; i < n; i++)
		str_appendf(out, "  - {id: r%zu, kind: seen}\n", is_turned ? n - 1 - i : i);
}

/* Is each but one marked as moved? */
static void expect_marks(const struct editing *e, size_t n)
{
	struct place place = {.field = FIELD_EVENTS};
	size_t n_marked = 0;

	for (size_t i = 0; i < n; i++) {
		const struct remote_change *change;

		snprintf(place.row, sizeof place.row, "r%zu", i);
		change = session_remote_change(e->session, &place);
		n_marked += change != NULL && change->kind == REMOTE_MOVED;
	}
	assert_int_equal(n_marked, n - 1);
	assert_int_equal(session_count_all_remote_changes(e->session), n - 1);
}

/* What a screen asks for with each key. */
static void type(struct editing *e)
{
	size_t n_pages = editor_form(session_editor(e->session))->n_pages;

	for (int i = 0; i < KEYS; i++) {
		editing_keys(e, "x");
		session_tick(e->session);
		for (unsigned page = 0; page < n_pages; page++)
			session_count_remote_changes(e->session, page);
		session_remote_change_here(e->session);
	}
}

static int64_t measure(size_t n, int64_t *typing)
{
	struct editing e;
	struct str text = {0}, turned = {0};
	int64_t since;

	write_rows(n, false, &text);
	write_rows(n, true, &turned);
	editing_init(&e, str_text(&text));
	editing_wait(&e, 2000);
	folder_replace(&e.folder, "doc.yaml", str_text(&turned));
	since = processor_time();
	editing_wait(&e, 1000);
	expect_marks(&e, n);
	since = processor_time() - since;
	editing_go(&e, FIELD_TITLE);
	session_tick(e.session);
	*typing = -processor_time();
	type(&e);
	*typing += processor_time();
	editing_release(&e);
	str_release(&text);
	str_release(&turned);
	return since;
}

static void moved_rows_grow(void **state)
{
	int64_t small = INT64_MAX, large = INT64_MAX;
	int64_t few = INT64_MAX, many = INT64_MAX;

	(void)state;
	for (int i = 0; i < TRIES && (i == 0 || large > small * MOST || many > few * 2); i++) {
		int64_t typing, took = measure(SMALL, &typing);

		small = took < small ? took : small;
		few = typing < few ? typing : few;
		took = measure((size_t)SMALL * TIMES, &typing);
		large = took < large ? took : large;
		many = typing < many ? typing : many;
	}
	if (many > few * 2)
		fail_msg("with %d times the changes keys took %lld us after %lld us", TIMES,
			(long long)many, (long long)few);
	if (large > small * MOST)
		fail_msg("%d times the rows took %lld us after %lld us", TIMES, (long long)large,
			(long long)small);
}

/* No next change is a row that was deleted just now, before many are looked through. */
static void none_after_removal(void **state)
{
	enum { N = 1200 };
	struct editing e;
	struct str text = {0}, turned = {0};
	struct place place;

	(void)state;
	write_rows(N, false, &text);
	write_rows(N, true, &turned);
	editing_init(&e, str_text(&text));
	editing_wait(&e, 2000);
	folder_replace(&e.folder, "doc.yaml", str_text(&turned));
	editing_wait(&e, 1000);
	session_do(e.session, ACTION_NEXT_CHANGE);
	editor_place(session_editor(e.session), &place);
	assert_int_equal(place.field, FIELD_EVENTS);
	editing_keys(&e, "<Esc><:select-all>d");
	session_do(e.session, ACTION_NEXT_CHANGE);
	assert_says(&e, "You have seen all changes by others");
	editing_release(&e);
	str_release(&text);
	str_release(&turned);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moved_rows_grow),
		cmocka_unit_test(none_after_removal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
