/*
 * The real editor is killed at random moments while somebody types: every key that was on the
 * screen by then comes back. Keys come alone and in bursts, with saves and visits to another field
 * in between; one in eight waits until the autosave is about to run. AFTERWORD_KILLS gives the
 * number of moments; the default is 60.
 */
#include "painted.h"
#include "sources.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum {
	PER_DOCUMENT = 10, /* kills; what was painted before one must survive all later ones */
	MOST_KEYS = 60,
};

static void pause_for(uint64_t microseconds)
{
	struct timespec wait = {
		.tv_sec = (time_t)(microseconds / 1000000),
		.tv_nsec = (long)(microseconds % 1000000) * 1000,
	};

	nanosleep(&wait, NULL);
}

/* One key or a burst of them, or something that saves. */
static void press(struct painted *self, uint64_t *seed)
{
	size_t kind = random_below(seed, 30);

	if (kind == 0)
		terminal_type(self->editor.terminal, KEY_CTRL_S);
	else if (kind == 1)
		terminal_type(self->editor.terminal, KEY_TAB KEY_BACK_TAB);
	else if (kind == 2)
		terminal_type(self->editor.terminal, KEY_ENTER);
	else
		for (size_t n = kind == 3 ? 1 + random_below(seed, 10) : 1; n > 0; n--)
			painted_type(self);
}

static void type_and_kill(struct painted *self, uint64_t *seed, const char *label)
{
	size_t n = 1 + random_below(seed, MOST_KEYS);

	if (!painted_start(self, NULL))
		fail_msg("%s: the editor did not start", label);
	for (size_t i = 0; i < n; i++) {
		press(self, seed);
		if (random_below(seed, 3) == 0)
			pause_for(random_below(seed, 6000));
		if (random_below(seed, 10) == 0)
			painted_look(self);
	}
	/* An autosave comes two seconds after the last key. */
	if (random_below(seed, 8) == 0)
		pause_for(1980000 + random_below(seed, 40000));
	else
		pause_for(random_below(seed, 20000));
	running_kill(&self->editor);
	painted_look(self);
	painted_recover(self, label);
}

static void test_kill(void **state)
{
	const char *wanted = getenv("AFTERWORD_KILLS");
	size_t n = wanted ? strtoul(wanted, NULL, 10) : 60;
	size_t typed = 0, painted = 0;
	struct painted self;
	time_t since = time(NULL);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		uint64_t seed = 20231016 + i;
		char label[64];

		snprintf(label, sizeof(label), "kill %zu", i);
		if (i % PER_DOCUMENT == 0)
			painted_init(&self, i / PER_DOCUMENT % 2 == 1, i / PER_DOCUMENT % 5 == 4);
		type_and_kill(&self, &seed, label);
		if (i % PER_DOCUMENT == PER_DOCUMENT - 1 || i == n - 1) {
			typed += self.n_typed;
			painted += self.n_painted;
			painted_release(&self);
		}
	}
	print_message("%zu kills, %zu keys typed, %zu of them painted, none of these lost, %ld s\n",
		n, typed, painted, (long)(time(NULL) - since));
	assert_true(painted > n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kill),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
