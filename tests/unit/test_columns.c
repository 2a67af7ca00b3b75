/* Which columns of a table are in sight, and how wide they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/columns.h"

#include <stdio.h>
#include <string.h>

/* Widths in order, what is out of sight at either side: "14 24 7 <1 >2". */
static void check(const struct column *columns, unsigned n, unsigned room, unsigned steps,
	const char *expected)
{
	struct table table = {0};
	char shown[200] = "";
	size_t len = 0;

	columns_fit(&table, columns, n, room, steps);
	for (unsigned i = 0; i < n; i++)
		len += (size_t)snprintf(
			shown + len, sizeof(shown) - len, "%u ", (unsigned)table.widths[i]);
	snprintf(shown + len, sizeof(shown) - len, "<%u >%u", table.n_left, table.n_right);
	if (strcmp(shown, expected) != 0)
		fail_msg("room %u, %u steps: %s, not %s", room, steps, shown, expected);
}

static const struct column events[] = {
	{12, COLUMN_STAYS}, {12, COLUMN_FREE}, {0, COLUMN_MAIN}, {10, COLUMN_FREE}};
static const struct column tasks[] = {{0, COLUMN_MAIN}, {12, COLUMN_FREE}, {10, COLUMN_FREE},
	{8, COLUMN_FREE}, {8, COLUMN_FREE}, {7, COLUMN_STAYS}, {12, COLUMN_FREE}};

static void test_steps(void **state)
{
	(void)state;
	check(events, 4, 58, 0, "12 12 30 0 <0 >1");
	check(events, 4, 58, 1, "12 0 32 10 <1 >0");
	check(tasks, 7, 58, 0, "23 12 10 0 0 7 0 <0 >3");
	check(tasks, 7, 58, 1, "27 0 10 8 0 7 0 <1 >2");
	check(tasks, 7, 58, 2, "29 0 0 8 8 7 0 <2 >1");
	check(tasks, 7, 58, 3, "25 0 0 0 8 7 12 <3 >0");
	/* there is nothing more to bring into sight */
	check(tasks, 7, 58, 9, "25 0 0 0 8 7 12 <3 >0");
}

static void test_all_in_sight(void **state)
{
	(void)state;
	check(events, 4, 178, 0, "12 12 138 10 <0 >0");
	check(events, 4, 178, 5, "12 12 138 10 <0 >0");
	check(tasks, 7, 200, 1, "131 12 10 8 8 7 12 <0 >0");
}

/* Where no free column fits beside the main one, each can be reached all the same. */
static void test_narrow(void **state)
{
	(void)state;
	check(events, 4, 37, 0, "12 0 23 0 <0 >2");
	check(events, 4, 37, 1, "12 12 9 0 <0 >1");
	check(events, 4, 37, 2, "12 0 11 10 <1 >0");
	check(events, 4, 26, 1, "12 2 8 0 <0 >1");
	check(tasks, 7, 37, 0, "14 12 0 0 0 7 0 <0 >4");
	check(tasks, 7, 37, 4, "14 0 0 0 0 7 12 <4 >0");
}

/* Nothing overflows, whatever the widths; no step is in vain. */
static void test_any(void **state)
{
	(void)state;
	for (unsigned seed = 0; seed < 3000; seed++) {
		struct column columns[6];
		unsigned n = 1 + seed % 6;
		unsigned room = 1 + seed * 7 % 120;
		unsigned before = 0;

		for (unsigned i = 0; i < n; i++)
			columns[i] = (struct column){
				seed * (i + 3) % 41, i == seed % n             ? COLUMN_MAIN
						     : (seed / 7 + i) % 3 == 0 ? COLUMN_STAYS
									       : COLUMN_FREE};
		for (unsigned steps = 0; steps < 8; steps++) {
			struct table table = {0};
			unsigned total = 0;

			columns_fit(&table, columns, n, room, steps);
			for (unsigned i = 0; i < n; i++)
				if (table.widths[i] > 0 && columns[i].place != COLUMN_MAIN)
					total += table.widths[i] + COLUMN_GAP;
			assert_in_range(total + table.widths[seed % n], room, room);
			assert_true(steps == 0 || table.n_right < before || before == 0);
			before = table.n_right;
		}
		assert_int_equal(before, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_all_in_sight),
		cmocka_unit_test(test_narrow),
		cmocka_unit_test(test_any),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
