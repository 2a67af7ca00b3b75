/*
 * A whole meeting on a terminal, from `review --present` to what it added as text: each step takes
 * less than a kilobyte, ideas are parked and decided about, and what was there before is not among
 * what the meeting added.
 */
#include "fixture.h"
#include "running.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { COLUMNS = 80, LINES = 24, STEP_MOST = 1000 /* bytes */, STEPS_MOST = 60 };

static void present(struct running *meeting)
{
	running_start_words(meeting,
		(const char *const[]){"review", "--present", "--plan", "30",
			folder_path(&meeting->program.folder, "a.yaml"), NULL},
		COLUMNS, LINES);
}

static void begin(struct running *meeting)
{
	struct str document = {0};

	assert_true(tree_read("tests/screen/docs/payments.yaml", &document));
	folder_put(&meeting->program.folder, "a.yaml", document.data, document.len);
	str_release(&document);
	RUN(&meeting->program, 0, "review", "--comment", "Since when?", "--on", "impact.service",
		"a.yaml");
	running_set(meeting, "AFTERWORD_NAME", "Ida Nyman");
	present(meeting);
	terminal_wait(meeting->terminal, "0 of 30 min");
	terminal_settle(meeting->terminal, 20);
}

/* Goes on; returns how many bytes that took. */
static size_t step(struct running *meeting)
{
	size_t before = terminal_output(meeting->terminal)->len;

	terminal_type(meeting->terminal, " ");
	terminal_wait_output(meeting->terminal);
	terminal_settle(meeting->terminal, 20);
	return terminal_output(meeting->terminal)->len - before;
}

static void go_to(struct running *meeting, const char *words)
{
	for (int i = 0; i < STEPS_MOST && !terminal_shows(meeting->terminal, words); i++)
		assert_true(step(meeting) < STEP_MOST);
	terminal_wait(meeting->terminal, words);
}

static void park(struct running *meeting, const char *idea)
{
	terminal_type(meeting->terminal, "i");
	terminal_wait(meeting->terminal, "Comment: ");
	running_type(meeting, idea);
	terminal_type(meeting->terminal, KEY_CTRL_S);
	terminal_wait(meeting->terminal, "Idea parked");
}

static void answer(struct running *meeting, const char *keys, const char *words)
{
	terminal_type(meeting->terminal, keys);
	terminal_wait(meeting->terminal, words);
}

/* A line of a prompt, which leads to the next one. */
static void enter(struct running *meeting, const char *text, const char *words)
{
	running_type(meeting, text);
	answer(meeting, KEY_ENTER, words);
}

static void assert_said(struct running *meeting, const char *words)
{
	if (!has(&meeting->program.out, words))
		fail_msg("no \"%s\" in: %s", words, str_text(&meeting->program.out));
}

static void test_meeting(void **state)
{
	struct running *meeting = *state;

	begin(meeting);
	go_to(meeting, "ACKNOWLEDGED");
	park(meeting, "Page two people");
	go_to(meeting, "ACTION");
	park(meeting, "Rehearse it on a copy");
	answer(meeting, "t", "Task: ");
	enter(meeting, "Tell support which alarms repeat", "Who does it: ");
	enter(meeting, "Support", "Until when: ");
	enter(meeting, "1 Dec 2030", "Task added");
	go_to(meeting, " 17 of 17 ");
	/* behind the last step: another one, and the question over it */
	while (!terminal_shows(meeting->terminal, "Parked idea 1 of 2"))
		assert_true(step(meeting) < 2 * STEP_MOST);
	answer(meeting, "t", "Task: Page two people");
	answer(meeting, KEY_ENTER, "Who does it: ");
	enter(meeting, "Geda", "Until when: ");
	answer(meeting, KEY_ENTER, "Parked idea 2 of 2");
	answer(meeting, "d", "is declined because:");
	enter(meeting, "The copy takes a week", "1 idea became a task, 1 declined");
	terminal_type(meeting->terminal, "q");
	assert_int_equal(running_wait_end(meeting), 0);

	RUN(&meeting->program, 1, "review", "--since", "present", "a.yaml");
	assert_said(meeting, "Page two people");
	assert_said(meeting, "Rehearse it on a copy");
	assert_said(meeting, "The copy takes a week");
	assert_said(meeting, "Tell support which alarms repeat");
	assert_false(has(&meeting->program.out, "Since when?"));
	/* Nothing is left to decide but the question that was there before. */
	RUN(&meeting->program, 1, "review", "--list", "a.yaml");
	assert_said(meeting, "Since when?");
	assert_false(has(&meeting->program.out, "open idea"));
}

/* It ends at once: what was parked is there, and the meeting goes on. */
static void test_killed(void **state)
{
	struct running *meeting = *state;

	program_shell(&meeting->program, "mkdir -p config/afterword", "", "");
	folder_put_text(
		&meeting->program.folder, "config/afterword/config.yaml", "save_after: 60\n");
	begin(meeting);
	go_to(meeting, "ACTION");
	park(meeting, "Rehearse it on a copy");
	running_kill(meeting);
	present(meeting);
	terminal_wait(meeting->terminal, "Recovered");
	/* An answer does not count before anybody could have read the question. */
	while (!terminal_shows(meeting->terminal, "Parked 1 idea")) {
		terminal_type(meeting->terminal, KEY_ENTER);
		terminal_settle(meeting->terminal, 50);
	}
	answer(meeting, "q", "Parked idea 1 of 1");
	answer(meeting, "k", "1 still open");
	terminal_type(meeting->terminal, "q");
	assert_int_equal(running_wait_end(meeting), 0);
	RUN(&meeting->program, 1, "review", "--since", "present", "a.yaml");
	assert_said(meeting, "Rehearse it on a copy");
	assert_false(has(&meeting->program.out, "Since when?"));
}

/* A task and a reason that were being typed are there again. */
static void test_killed_while_typing(void **state)
{
	struct running *meeting = *state;

	begin(meeting);
	answer(meeting, "t", "Task: ");
	running_type(meeting, "Tell support");
	terminal_wait(meeting->terminal, "Tell support");
	running_kill(meeting);
	present(meeting);
	terminal_wait(meeting->terminal, "A task was begun and not added");
	answer(meeting, "t", "Task: Tell support");
	enter(meeting, " about it", "Who does it: ");
	answer(meeting, KEY_ENTER, "Until when: ");
	answer(meeting, KEY_ENTER, "Task added");
	park(meeting, "Rehearse it on a copy");
	answer(meeting, "q", "Parked idea 1 of 1");
	answer(meeting, "d", "is declined because:");
	running_type(meeting, "It takes a week");
	terminal_wait(meeting->terminal, "It takes a week");
	running_kill(meeting);
	present(meeting);
	terminal_wait(meeting->terminal, " Recovered ");
	while (terminal_shows(meeting->terminal, " Recovered ")) {
		terminal_type(meeting->terminal, KEY_ENTER);
		terminal_settle(meeting->terminal, 50);
	}
	answer(meeting, "q", "Parked idea 1 of 1");
	answer(meeting, "d", "because: It takes a week");
	enter(meeting, " at least", "1 declined");
	terminal_type(meeting->terminal, "q");
	assert_int_equal(running_wait_end(meeting), 0);
	RUN(&meeting->program, 1, "review", "--since", "present", "a.yaml");
	assert_said(meeting, "It takes a week at least");
	assert_said(meeting, "Tell support about it");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_meeting, running_set_up, running_tear_down),
		cmocka_unit_test_setup_teardown(test_killed, running_set_up, running_tear_down),
		cmocka_unit_test_setup_teardown(
			test_killed_while_typing, running_set_up, running_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
