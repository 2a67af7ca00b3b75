/* Which line of a table has what: days, rows, the rest of the unfolded one, the last line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/table.h"

#include <stdio.h>
#include <string.h>

/* All lines in order: D a day, 0 a row, + more of it, E the end. */
static void check(const struct table_lines *lines, const char *expected)
{
	char shown[100] = "";
	size_t n = table_lines_count(lines);
	size_t next = 0;

	for (size_t i = 0; i < n; i++) {
		static const char signs[] = {[TABLE_LINE_DAY] = 'D',
			[TABLE_LINE_ROW] = '0',
			[TABLE_LINE_MORE] = '+',
			[TABLE_LINE_ENTRY] = 'E'};
		struct table_line line;

		table_line_find(lines, i, &line);
		shown[i] = signs[line.kind];
		if (line.kind == TABLE_LINE_ROW) {
			assert_int_equal(line.row, next);
			assert_int_equal(table_line_of(lines, next), i);
			next++;
		} else if (line.kind == TABLE_LINE_DAY) {
			assert_int_equal(line.row, next);
		} else if (line.kind == TABLE_LINE_MORE) {
			assert_int_equal(line.row, next - 1);
			assert_int_equal(line.row, lines->unfolded);
		}
	}
	assert_int_equal(next, lines->n_rows);
	assert_string_equal(shown, expected);
}

static void test_lines(void **state)
{
	size_t firsts[] = {0, 2, 3};
	size_t late[] = {2};
	const struct day_index days = {.firsts = firsts, .n = 3};
	const struct day_index after_some = {.firsts = late, .n = 1};

	(void)state;
	check(&(struct table_lines){0, NULL, SIZE_MAX, 0, true}, "E");
	check(&(struct table_lines){0, &(struct day_index){0}, SIZE_MAX, 0, true}, "E");
	check(&(struct table_lines){3, NULL, SIZE_MAX, 0, true}, "000E");
	check(&(struct table_lines){3, NULL, SIZE_MAX, 0, false}, "000");
	check(&(struct table_lines){5, &days, 4, 1, false}, "D00D0D00+");
	check(&(struct table_lines){3, NULL, 1, 2, true}, "00++0E");
	check(&(struct table_lines){3, NULL, 2, 1, true}, "000+E");
	check(&(struct table_lines){5, &days, SIZE_MAX, 0, true}, "D00D0D00E");
	check(&(struct table_lines){5, &days, 0, 3, true}, "D0+++0D0D00E");
	check(&(struct table_lines){5, &days, 2, 1, true}, "D00D0+D00E");
	check(&(struct table_lines){5, &days, 4, 2, true}, "D00D0D00++E");
	/* rows without a time before the first day */
	check(&(struct table_lines){4, &after_some, SIZE_MAX, 0, true}, "00D00E");
	check(&(struct table_lines){4, &after_some, 1, 1, true}, "00+D00E");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines)};

	return cmocka_run_group_tests_name("table_lines", tests, NULL, NULL);
}
