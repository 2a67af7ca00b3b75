/* Rows in order of time, by as few moves as there can be. */
#include "document_fixture.h"
#include "merge/sort_rows.h"
#include "sources.h"

enum { N_ROWS = 9, ROUNDS = 2000 };

static void add_row(struct document *document, size_t nth, int minute)
{
	char id[ROW_ID_SIZE];
	char time[32];

	snprintf(id, sizeof id, "row%zu", nth);
	snprintf(time, sizeof time, "2024-05-03T09:%02d:00Z", minute);
	fixture_insert_row(document, nth, id);
	if (minute >= 0)
		fixture_set_cell(document, id, "at", time);
}

static unsigned events(const struct document *document)
{
	for (unsigned i = 0; i < document->form->n_fields; i++)
		if (document->form->fields[i].kind == KIND_ROWS)
			return i;
	return FORM_NONE;
}

static void sort(struct document *document, size_t *n_moves)
{
	struct ops ops = {0};

	sort_rows(document, events(document), &ops);
	*n_moves = ops.n;
	assert_true(ops_apply(&ops, document, NULL));
	ops_release(&ops);
}

/* The ids by their numbers: "0213". */
static void assert_order(const struct document *document, const char *expected)
{
	const struct rows *rows = fixture_events(document);

	assert_int_equal(rows->n, strlen(expected));
	for (size_t i = 0; i < rows->n; i++)
		assert_int_equal(rows->items[i].id[3], expected[i]);
}

static void assert_cell(
	const struct document *document, const char *row, const char *column, const char *expected)
{
	struct place place = fixture_place(document, "log.events", row, column);

	assert_string_equal(str_text(&document_value(document, &place)->text), expected);
}

static void sorted(const int *minutes, size_t n, const char *expected, size_t moves)
{
	struct form *form = fixture_form_new();
	struct document document;
	size_t n_moves;

	document_init_new(&document, form);
	for (size_t i = 0; i < n; i++)
		add_row(&document, i, minutes[i]);
	sort(&document, &n_moves);
	assert_order(&document, expected);
	assert_int_equal(n_moves, moves);
	document_release(&document);
	form_free(form);
}

static void rows_without_a_time_stay_below(void **state)
{
	(void)state;
	sorted((const int[]){45, 41, -1, 42, 41}, 5, "12430", 2);
	sorted((const int[]){-1, 41, -1, 40}, 4, "0312", 1);
}

/* Until somebody decides which time is right, there is none; two versions of another cell do not
 * matter. Nothing of them is lost. */
static void rows_in_conflict_are_as_they_were(void **state)
{
	static const char times[] = "<<<<<<< ours\n2024-05-03T09:01:00Z\n=======\n"
				    "2024-05-03T09:59:00Z\n>>>>>>> theirs\n";
	static const char texts[] = "<<<<<<< ours\nrolled back\n=======\n>>>>>>> theirs (row "
				    "removed)\n";
	struct form *form = fixture_form_new();
	struct document document;
	size_t n_moves;

	(void)state;
	document_init_new(&document, form);
	for (size_t i = 0; i < 4; i++)
		add_row(&document, i, 40 - (int)i);
	fixture_set_cell(&document, "row1", "at", times);
	fixture_set_cell(&document, "row2", "what", texts);
	sort(&document, &n_moves);
	assert_order(&document, "3201");
	assert_cell(&document, "row1", "at", times);
	assert_cell(&document, "row2", "what", texts);
	sort(&document, &n_moves);
	assert_int_equal(n_moves, 0);
	document_release(&document);
	form_free(form);
}

static void equal_times_keep_their_order(void **state)
{
	(void)state;
	sorted((const int[]){5, 5, 5}, 3, "012", 0);
	sorted((const int[]){6, 5, 6, 5}, 4, "1302", 2);
}

static void one_late_row_is_one_move(void **state)
{
	(void)state;
	sorted((const int[]){1, 2, 3, 4, 0}, 5, "40123", 1);
	sorted((const int[]){9, 1, 2, 3, 4}, 5, "12340", 1);
	sorted((const int[]){5, 4, 3, 2, 1}, 5, "43210", 4);
}

/* Whatever the times are: sorted, and the second time nothing moves. */
static void any_rows_are_sorted(void **state)
{
	uint64_t seed = 7;
	struct form *form = fixture_form_new();

	(void)state;
	for (size_t round = 0; round < ROUNDS; round++) {
		struct document document;
		int minutes[N_ROWS];
		size_t moves;
		int last = -1;

		document_init_new(&document, form);
		for (size_t i = 0; i < N_ROWS; i++) {
			minutes[i] = (int)random_below(&seed, 6);
			add_row(&document, i, minutes[i]);
		}
		sort(&document, &moves);
		for (size_t i = 0; i < N_ROWS; i++) {
			size_t was = (size_t)(fixture_events(&document)->items[i].id[3] - '0');

			assert_true(minutes[was] >= last);
			last = minutes[was];
		}
		sort(&document, &moves);
		assert_int_equal(moves, 0);
		document_release(&document);
	}
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_without_a_time_stay_below),
		cmocka_unit_test(rows_in_conflict_are_as_they_were),
		cmocka_unit_test(equal_times_keep_their_order),
		cmocka_unit_test(one_late_row_is_one_move),
		cmocka_unit_test(any_rows_are_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
