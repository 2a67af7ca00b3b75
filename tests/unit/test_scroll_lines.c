/*
 * Moving blocks of lines: the bytes do to a terminal what is done to the canvas that represents it,
 * the cursor stays, and no lines move that would rather be painted.
 */
#include "scroll_machine.h"

#include "sources.h"

#include "../../src/tui/scroll_lines.h"
#include "../../src/tui/scroll_sideways.h"

#include <locale.h>
#include <stdlib.h>

#define SIDE "side    |   "

/* What it takes to paint all that differs. */
static size_t cost_between(const struct canvas *before, const struct canvas *after)
{
	size_t cost = 0;

	for (unsigned line = 0; line < LINES; line++)
		cost += shift_cost(row_of(before, line), row_of(after, line), COLUMNS);
	return cost;
}

/* Scrolls one screen towards another, and checks that it is not worse for it. */
static struct scrolls play(const char *const *from, const char *const *to)
{
	struct canvas before, after;
	struct scrolls scrolls;
	struct machine machine;
	struct str bytes = {0};
	size_t cost;

	fill(&before, from);
	fill(&after, to);
	canvas_set_cursor(&before, 3, 7);
	machine_take(&machine, &before);
	cost = cost_between(&before, &after);
	scrolls_apply(&scrolls, &before, &after, &(struct changed){0, LINES}, &bytes);
	machine_run(&machine, str_text(&bytes));
	assert_same(&machine, &before);
	assert_true(bytes.len + cost_between(&before, &after) <= cost);
	assert_int_equal(scrolls.n > 0, bytes.len > 0);
	canvas_release(&before);
	canvas_release(&after);
	str_release(&bytes);
	return scrolls;
}

static void assert_block(const struct scrolls *scrolls, unsigned first, unsigned end, int by)
{
	assert_int_equal(scrolls->n, 1);
	assert_int_equal(scrolls->items[0].first, first);
	assert_int_equal(scrolls->items[0].end, end);
	assert_int_equal(scrolls->items[0].by, by);
}

static void a_line_comes_in_or_goes(void **state)
{
	const char *const from[] = {"| aaa bbb ccc", "| ddd  one two three four five six",
		"| eee  one two three four five six", "| fff", NULL};
	const char *const to[] = {"| aaa bbb", "| ccc", "| ddd  one two three four five six",
		"| eee  one two three four five six", "| fff", NULL};
	struct scrolls in = play(from, to);
	struct scrolls out = play(to, from);

	(void)state;
	assert_block(&in, 1, 5, -1);
	assert_block(&out, 1, 6, 1); /* with the blank one below */
}

/* The lines of a text, of which each has other words. */
static const char *const poem[] = {"the gateway timed out and was retried",
	"operators drained the queue of orders", "a certificate had run out on Tuesday",
	"replication fell behind by two hours", "the ledger was reconciled by hand",
	"some customers were charged two times", "we rolled the release back at once",
	"nobody had looked at the new alarms", "then the primary was brought up again",
	"its disk was full of old log files", "the team in Lisbon took it from here",
	"after midnight all of it was normal", "a review was held the week after it",
	"and this is the end of what happened", NULL};

static void a_page_moves(void **state)
{
	const char *from[LINES + 1] = {0};
	const char *to[LINES + 1] = {0};
	struct scrolls down, up;

	(void)state;
	memcpy(from, poem, LINES * sizeof(*from));
	memcpy(to, poem + 2, LINES * sizeof(*to));
	down = play(from, to);
	up = play(to, from);
	assert_block(&down, 0, LINES, 2);
	assert_block(&up, 0, LINES, -2);
}

static void two_blocks_move(void **state)
{
	const char *const from[] = {poem[0], poem[1], poem[2], poem[3], "", "rule", poem[4],
		poem[5], poem[6], poem[7], "", "", NULL};
	const char *const to[] = {poem[1], poem[2], poem[3], "", "", "rule", "", poem[4], poem[5],
		poem[6], poem[7], "", NULL};

	(void)state;
	assert_int_equal(play(from, to).n, 2);
}

/* Curses looks only for lines that occur once. */
static void equal_lines_move(void **state)
{
	const char *const from[] = {poem[0], poem[1], poem[2], poem[1], poem[2], poem[1], poem[2],
		poem[1], poem[3], NULL};
	const char *const to[] = {poem[0], poem[4], poem[1], poem[2], poem[1], poem[2], poem[1],
		poem[2], poem[1], poem[3], NULL};
	struct scrolls scrolls = play(from, to);

	(void)state;
	assert_block(&scrolls, 1, 10, -1);
}

/* A line of words that repeat, beginning with one of them. */
static const char *words_from(char line[COLUMNS + 1], int first)
{
	static const char *const words[] = {
		"lost", "its", "primary", "after", "halfway", "a", "script", "had", "stopped"};

	snprintf(line, COLUMNS + 1, "%s %s %s %s %s", words[first % 9], words[(first + 1) % 9],
		words[(first + 2) % 9], words[(first + 3) % 9], words[(first + 4) % 9]);
	return line;
}

/* With one more word each line is by chance what the one two lines above was; but it takes less to
 * shift each of a few by a word. */
static void repeated_words_stay(void **state)
{
	enum { FEW = 3 };
	char lines[2 * FEW][COLUMNS + 1];
	const char *from[FEW + 1] = {0};
	const char *to[FEW + 1] = {0};

	(void)state;
	for (int i = 0; i < FEW; i++) {
		from[i] = words_from(lines[i], 5 * i + 9);
		to[i] = words_from(lines[FEW + i], 5 * i + 8);
	}
	assert_string_equal(from[0], to[2]);
	assert_int_equal(play(from, to).n, 0);
}

/* Next to what does not move only some lines are wholly those that they were. */
static void lines_move_next_to_a_side(void **state)
{
	const char *const from[] = {SIDE "one", "Facts   |   the gateway timed out",
		"Cause   |   operators drained it", "        |   replication fell behind",
		"        |   the ledger was right", "        |   nobody had looked at it", NULL};
	const char *const to[] = {SIDE "one", "Facts   |   two",
		"Cause   |   the gateway timed out", "        |   operators drained it",
		"        |   replication fell behind", "        |   the ledger was right",
		"        |   nobody had looked at it", NULL};
	struct scrolls scrolls = play(from, to);

	(void)state;
	assert_block(&scrolls, 1, 7, -1);
}

static const char *random_line(uint64_t *seed, char line[COLUMNS + 1])
{
	if (random_below(seed, 3) == 0)
		return words_from(line, (int)random_below(seed, 9));
	return random_below(seed, 4) == 0 ? "" : poem[random_below(seed, 14)];
}

/* Blocks of lines that moved, and others: whatever they are, it is not worse for scrolling. */
static void random_lines(void **state)
{
	enum { ROUNDS = 5000 };
	uint64_t seed = 3;
	unsigned n = 0;

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		char lines[2 * LINES][COLUMNS + 1];
		const char *from[LINES + 1] = {0};
		const char *to[LINES + 1] = {0};
		unsigned first = (unsigned)random_below(&seed, LINES);
		unsigned by = (unsigned)random_below(&seed, LINES);

		for (unsigned i = 0; i < LINES; i++)
			from[i] = random_line(&seed, lines[i]);
		for (unsigned i = 0; i < LINES; i++) {
			bool moves = i >= first && random_below(&seed, 8) > 0;

			to[i] = moves ? from[(i + by) % LINES]
				      : random_line(&seed, lines[LINES + i]);
		}
		n += play(from, to).n > 0;
	}
	assert_true(n > ROUNDS / 4 && n < ROUNDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_comes_in_or_goes),
		cmocka_unit_test(a_page_moves),
		cmocka_unit_test(two_blocks_move),
		cmocka_unit_test(equal_lines_move),
		cmocka_unit_test(repeated_words_stay),
		cmocka_unit_test(lines_move_next_to_a_side),
		cmocka_unit_test(random_lines),
	};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
