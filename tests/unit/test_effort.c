/*
 * A key costs the same in a table of a hundred rows and of twenty thousand, with as many findings:
 * counted are the steps (basic blocks) that the editor, the session and the screen take for it,
 * which neither the machine nor other work on it changes.
 */
#include "viewed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 100, MANY = 20000, PERCENT = 150, SLACK = 2000, TASKS_SHARE = 5 };

static const struct {
	unsigned columns;
	unsigned lines;
} sizes[] = {{80, 24}, {120, 40}};

enum { SIZES = sizeof(sizes) / sizeof(sizes[0]) };

/* Called by the code that is counted, at the start of each block. */
void __sanitizer_cov_trace_pc(void);

static uint64_t blocks;

void __sanitizer_cov_trace_pc(void)
{
	blocks++;
}

/* Each row has a finding. */
static void write_document(int rows, struct str *out)
{
	str_append_text(out,
		"afterword: 1\nform: postmortem\ntitle: Card payments failed\nstatus: review\n"
		"severity: sev1\ntimezone: UTC\nauthors:\n  - Geda Siraj\n\nsummary:\n"
		"  start: \"2023-10-15T08:00:00Z\"\n  end: \"2023-10-16T14:00:00Z\"\n\n"
		"timeline:\n  events:\n");
	for (int i = 0; i < rows; i++)
		str_appendf(out,
			"    - {id: r%06d, at: \"2023-%02d-%02dT08:00:00Z\", kind: finding, "
			"what: TODO %d}\n",
			i, 1 + (int)((int64_t)i * 12 / rows),
			1 + (int)((int64_t)i * 12 * 28 / rows % 28), i);
	str_append_text(out, "\ntasks:\n  items:\n");
	for (int i = 0; i < rows / TASKS_SHARE; i++) /* a file may have a million values */
		str_appendf(out, "    - {id: t%06d, what: TODO %d, due: 2023-11-10}\n", i, i);
}

/* A turn of the loop: a key; REST, after which the row under the cursor unfolds; or PAUSE, in which
 * the document is checked, and which is not counted. */
#define REST "*"
#define PAUSE "**"

static void turn(struct viewed *self, const char *name)
{
	if (strcmp(name, REST) == 0)
		viewed_wait(self, 200);
	else if (strcmp(name, PAUSE) == 0)
		viewed_wait(self, 400);
	else
		viewed_key(self, name);
}

/* What is counted, after the keys that lead there. Keeping a new row is not: it finds the days of
 * all rows anew, some twelve steps each. A long document is checked in pauses only, so
 * there is one before a key that would check a short one. */
static const struct {
	const char *to[8];
	const char *keys[32];
} plays[] = {
	{{"Alt+4", PAUSE, "PgDn", "PgDn", REST}, {"Down", "Down", REST, "Up", REST, "PgDn", REST,
							 "PgUp", REST, "End", REST, "Home", REST}},
	{{"Alt+4", "Down", "Down", PAUSE}, {"a", "1", "4", ":", "0", "5", PAUSE, "Tab", "d", PAUSE,
						   "Tab", "i", "t", "Space", "Backspace"}},
	{{"Esc", "Alt+4", "Down", "Down", "Enter", "Tab", PAUSE},
		{"Tab", "i", "t", "Space", "Backspace", PAUSE, "Alt+.", "x", PAUSE, "Alt+,", "z"}},
	{{"Esc", "Alt+6", "Tab", "Down", "Down", PAUSE},
		{"Down", REST, "Up", REST, "PgDn", REST, "PgUp", REST, "Home", "End"}},
	{{PAUSE}, {"a", "d", "o", PAUSE, "Tab", "w", "h", "o", PAUSE, "Tab", "Backspace"}},
	{{"Esc", "Alt+4", "Alt+6", "Alt+2", PAUSE},
		{"t", "y", "p", "e", "d", "Backspace", "Left", PAUSE, "Tab", "x", PAUSE, "Alt+4",
			"Alt+6"}},
	{{"Alt+1", PAUSE}, {"t", PAUSE, "Tab", "Tab", "Right", "Alt+3", "Alt+2", "F1", "x", "Esc"}},
};

enum { PLAYS = sizeof(plays) / sizeof(plays[0]), KEYS = sizeof(plays[0].keys) / sizeof(char *) };

static void measure(int rows, size_t size, uint64_t counts[PLAYS][KEYS])
{
	struct viewed viewed;
	struct str document = {0};

	write_document(rows, &document);
	viewed_start(&viewed, &document, sizes[size].columns, sizes[size].lines);
	str_release(&document);
	for (size_t i = 0; i < PLAYS; i++) {
		for (size_t j = 0; plays[i].to[j]; j++)
			turn(&viewed, plays[i].to[j]);
		for (size_t j = 0; plays[i].keys[j]; j++) {
			blocks = 0;
			turn(&viewed, plays[i].keys[j]);
			if (strcmp(plays[i].keys[j], PAUSE) != 0)
				counts[i][j] = blocks;
		}
	}
	viewed_stop(&viewed);
}

static bool is_same(size_t size, const char *key, uint64_t few, uint64_t many)
{
	if (getenv("EFFORT_SHOW"))
		print_message("%ux%u %s: %llu %llu\n", sizes[size].columns, sizes[size].lines, key,
			(unsigned long long)few, (unsigned long long)many);
	if (many <= few * PERCENT / 100 + SLACK)
		return true;
	print_message("at %ux%u \"%s\" takes %llu steps with %d rows, but %llu with %d\n",
		sizes[size].columns, sizes[size].lines, key, (unsigned long long)few, FEW,
		(unsigned long long)many, MANY);
	return false;
}

static void keys_cost_what_is_on_the_screen(void **state)
{
	static uint64_t few[SIZES][PLAYS][KEYS], many[SIZES][PLAYS][KEYS];
	bool are_same = true;

	(void)state;
	for (size_t size = 0; size < SIZES; size++) {
		measure(FEW, size, few[size]);
		measure(MANY, size, many[size]);
		for (size_t i = 0; i < PLAYS; i++)
			for (size_t j = 0; plays[i].keys[j]; j++)
				if (!is_same(size, plays[i].keys[j], few[size][i][j],
					    many[size][i][j]))
					are_same = false;
	}
	assert_true(are_same);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(keys_cost_what_is_on_the_screen)};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
