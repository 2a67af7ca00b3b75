/*
 * Several sessions and other programs on one file, thousands of times, each time in
 * another order: every word that was typed is somewhere in the end.
 *
 *     AFTERWORD_INTERLEAVINGS=10000   how many (300)
 *     AFTERWORD_SEED=17               the first one (1); a failure names its own
 */
#include "stage.h"

#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct totals {
	size_t rounds;
	size_t words;
	size_t found[N_WHERES];
	size_t conflicts; /* rounds with words in a conflict */
	size_t beside;
};

static size_t number_of(const char *variable, size_t otherwise)
{
	const char *value = getenv(variable);

	return value && *value ? strtoul(value, NULL, 10) : otherwise;
}

static struct plan plan_of(uint64_t seed)
{
	uint64_t random = seed * UINT64_C(0xd1342543de82ef95) | 1;

	for (int i = 0; i < 4; i++)
		random_next(&random);

	struct plan plan = {
		.n_actors = 2 + (unsigned)random_below(&random, 2),
		.shares_state = random_below(&random, 2) == 0,
		.is_apart = random_below(&random, 4) == 0,
		.has_no_exchange = random_below(&random, 4) == 0,
		.has_renaming = random_below(&random, 2) == 0,
		.has_truncating = random_below(&random, 2) == 0,
		.has_checkout = random_below(&random, 4) == 0,
		.steps_in = random_below(&random, 2) == 0,
		.races = random_below(&random, 8) == 0,
		.restarts = random_below(&random, 3) == 0,
		.n_steps = 10 + (unsigned)random_below(&random, 40),
	};

	if (plan.races)
		plan.steps_in = false;
	return plan;
}

/* Not by print_message: it cuts long texts. */
static void explain(struct stage *stage, uint64_t seed, const char *what)
{
	struct str text = {0};

	stage_search(stage);
	str_appendf(&text, "AFTERWORD_SEED=%llu: %s\n%s\n", (unsigned long long)seed, what,
		str_text(&stage->log));
	for (size_t i = 0; i < stage->ledger.n; i++)
		if (stage->ledger.items[i].where == NOWHERE)
			str_appendf(
				&text, "tk%06zu of %s is nowhere\n", i, stage->ledger.items[i].by);
	writer_read(stage->path, &text);
	fputs(str_text(&text), stdout);
	str_release(&text);
	fail_msg("%s", what);
}

static void count(struct totals *totals, const struct ledger *ledger)
{
	size_t found[N_WHERES] = {0};

	for (size_t i = 0; i < ledger->n; i++)
		found[ledger->items[i].where]++;
	for (int i = 0; i < N_WHERES; i++)
		totals->found[i] += found[i];
	totals->words += ledger->n;
	totals->rounds++;
	totals->conflicts += found[IN_CONFLICT] > 0;
	totals->beside += found[IN_BESIDE] > 0;
}

/* Whatever others do at the same time: rows of the review are only added. */
static bool has_conflict_of_review(const struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->n; i++)
		if (ledger->items[i].is_review && ledger->items[i].where == IN_CONFLICT)
			return true;
	return false;
}

/* A word that was typed once occurs once. */
static bool has_doubles(const struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->n; i++)
		if (ledger->items[i].times > 1)
			return true;
	return false;
}

static bool has_conflict(const struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->n; i++)
		if (ledger->items[i].where == IN_CONFLICT)
			return true;
	return false;
}

static void play(uint64_t seed, struct totals *totals)
{
	struct plan plan = plan_of(seed);
	struct stage stage;

	stage_init(&stage, &plan, seed);
	for (unsigned i = 0; i < plan.n_steps; i++)
		stage_step(&stage);
	stage_rest(&stage);
	if (!stage_agrees(&stage))
		explain(&stage, seed, "an editor shows something else than the file");
	stage_close(&stage);
	if (stage_search(&stage) == NOWHERE)
		explain(&stage, seed, "a word is lost");
	count(totals, &stage.ledger);
	if (has_conflict_of_review(&stage.ledger))
		explain(&stage, seed, "a row of the review is in a conflict");
	/* Some are due to other versions that are checked out, and writers that overwrite unseen
	 * text. */
	if (plan.is_apart && !plan.has_checkout && !plan.races && has_conflict(&stage.ledger))
		explain(&stage, seed, "a conflict where nobody changed what another one did");
	if (has_doubles(&stage.ledger) && !plan.has_checkout)
		explain(&stage, seed, "a word is there twice");
	stage_release(&stage);
}

static void test_interleavings(void **state)
{
	size_t n = number_of("AFTERWORD_INTERLEAVINGS", 300);
	size_t first = number_of("AFTERWORD_SEED", 1);
	struct totals totals = {0};

	(void)state;
	for (size_t i = 0; i < n; i++)
		play(first + i, &totals);
	print_message("%zu interleavings, %zu words\n", totals.rounds, totals.words);
	for (int i = 0; i < N_WHERES; i++)
		print_message("%8zu %s\n", totals.found[i], where_names[i]);
	print_message("%8zu interleavings with a conflict, %zu with a file beside\n",
		totals.conflicts, totals.beside);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_interleavings)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
