/*
 * Shifting rows: the bytes do to a terminal what is done to the canvas that represents
 * it, the cursor returns, and typing in a paragraph needs few of them.
 */
#include "scroll_machine.h"

#include "../../src/tui/scroll_sideways.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct outcome {
	size_t n_shifts;
	size_t n_bytes;
};

/* Shifts one screen towards another: terminal and canvas agree afterwards. */
static struct outcome shift(
	const char *const *from, const char *const *to, unsigned line, unsigned column)
{
	struct canvas before, after;
	struct shifts shifts = {0};
	struct machine machine;
	struct str bytes = {0};
	struct outcome outcome;

	fill(&before, from);
	fill(&after, to);
	canvas_set_cursor(&before, line, column);
	machine_take(&machine, &before);
	shifts_apply(&shifts, &before, &after, &(struct changed){0, before.lines}, &bytes);
	machine_run(&machine, str_text(&bytes));
	assert_same(&machine, &before);
	outcome = (struct outcome){shifts.n, bytes.len};
	shifts_release(&shifts);
	canvas_release(&before);
	canvas_release(&after);
	str_release(&bytes);
	return outcome;
}

/* Returns how many bytes it took. */
static size_t play(const char *const *from, const char *const *to, unsigned line, unsigned column,
	size_t expected)
{
	struct outcome outcome = shift(from, to, line, column);

	assert_int_equal(outcome.n_shifts, expected);
	return outcome.n_bytes;
}

static void typing_in_a_line(void **state)
{
	const char *const from[] = {"  The database was restored at once.", NULL};
	const char *const to[] = {"  The big database was restored at once", NULL};
	const char *const one[] = {"  The database xwas restored at once.", NULL};

	(void)state;
	assert_int_equal(play(from, one, 0, 15, 1), strlen("\033[@"));
	play(from, to, 0, 6, 1);
}

static void typing_in_a_paragraph(void **state)
{
	const char *const from[] = {"| aaa bbb ccc ddd eee fff ggg",
		"| hhh iii jjj kkk lll mmm nnn", "| ooo ppp qqq rrr", NULL};
	const char *const to[] = {"| aaaxyz bbb ccc ddd eee fff", "| ggg hhh iii jjj kkk lll mmm",
		"| nnn ooo ppp qqq rrr", NULL};

	(void)state;
	assert_true(play(from, to, 0, 5, 3) < 40);
}

static void deleting(void **state)
{
	const char *const from[] = {"| aaaxyz bbb ccc ddd eee fff", "| ggg hhh iii jjj kkk", NULL};
	const char *const to[] = {"| aaa bbb ccc ddd eee fff ggg", "| hhh iii jjj kkk", NULL};

	(void)state;
	play(from, to, 0, 8, 2);
}

static void not_worth_it(void **state)
{
	const char *const from[] = {"| aaa", "| one two three four five", NULL};
	const char *const to[] = {"| aaab", "| something quite different", NULL};

	(void)state;
	assert_int_equal(play(from, to, 0, 5, 0), 0);
	assert_int_equal(play(from, from, 0, 5, 0), 0);
}

static void wide_rows_stay(void **state)
{
	const char *const from[] = {"| \xe6\x97\xa5\xe6\x9c\xac and a long text after it", NULL};
	const char *const to[] = {"| x\xe6\x97\xa5\xe6\x9c\xac and a long text after it", NULL};

	(void)state;
	assert_int_equal(play(from, to, 0, 2, 0), 0);
}

/* Further than the length of what is moved: tmux leaves cells that it should have cleared. */
static void far_to_the_right(void **state)
{
	const char *const from[] = {"| release for the payments team at night", NULL};
	const char *const to[] = {"|                       release for the pay", NULL};
	const char *const near[] = {"|                   release for the paymen", NULL};

	(void)state;
	play(from, to, 0, 2, 0);
	play(from, near, 0, 2, 1);
}

/* Never by more cells than there are to the right edge. */
static void cleared_to_the_edge(void **state)
{
	const char *const from[] = {"the words stay here abcdefghijklmnopqrst", NULL};
	const char *const to[] = {"the words stay here                    z", NULL};

	(void)state;
	play(from, to, 0, 20, 1);
	for (unsigned column = COLUMNS - 1; column > 0; column--) {
		char old[COLUMNS + 1], new[COLUMNS + 1];

		memset(old, 'x', COLUMNS);
		memset(new, 'x', column);
		memset(new + column, ' ', COLUMNS - column);
		old[COLUMNS] = new[COLUMNS] = '\0';
		new[COLUMNS - 1] = 'z';
		shift((const char *[]){old, NULL}, (const char *[]){new, NULL}, 0, 0);
	}
}

static void random_text(char *text, unsigned len, unsigned *seed)
{
	for (unsigned i = 0; i < len; i++) {
		*seed = *seed * 1103515245u + 12345u;
		text[i] = "ab  c"[(*seed >> 16) % 5];
	}
	text[len] = '\0';
}

/* Whatever the rows are, terminal and canvas agree afterwards. */
static void random_rows(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (unsigned round = 0; round < 2000; round++) {
		char from[LINES][COLUMNS + 1], to[LINES][COLUMNS + 1];
		const char *before[LINES], *after[LINES];

		for (unsigned i = 0; i < LINES; i++) {
			unsigned by = (round + i) % 7;

			random_text(from[i], COLUMNS, &seed);
			random_text(to[i], by, &seed);
			snprintf(to[i] + by, sizeof(to[i]) - by, "%.*s", (int)(COLUMNS - by),
				from[i] + (i % 3 == 0 ? by : 0));
			before[i] = from[i];
			after[i] = to[i];
		}
		shift(before, after, round % LINES, round % COLUMNS);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typing_in_a_line),
		cmocka_unit_test(typing_in_a_paragraph),
		cmocka_unit_test(deleting),
		cmocka_unit_test(not_worth_it),
		cmocka_unit_test(wide_rows_stay),
		cmocka_unit_test(far_to_the_right),
		cmocka_unit_test(cleared_to_the_edge),
		cmocka_unit_test(random_rows),
	};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
