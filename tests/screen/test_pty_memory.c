/*
 * Memory runs out at one allocation of a session after the other, whoever makes it: the program,
 * curses, the YAML reader, the C library; once, or from then on. Either that has no effect, or the
 * program ends with a sentence and a restored terminal. Words that an earlier session left in its
 * journal and every painted word are there afterwards.
 *
 * curses and the C library do not check every result, and crash, which counts as an end by any
 * other fault. Before the first paint nobody can be told, and curses may then have wrong
 * information about the terminal if a single allocation fails.
 */
#include "ending.h"
#include "running.h"

#include "base/mem.h"
#include "session/session.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const words[] = {"alpha", "bravo", "charlie", "delta", "echo", "foxtrot"};

enum { N_WORDS = sizeof(words) / sizeof(*words) };

static const char document[] = "afterword: 1\nform: postmortem\ntitle: Zulu\nstatus: draft\n"
			       "summary:\n  overview: |\n    What happened.\n";

/* The result of a run with a failing allocation. */
struct outcome {
	bool has_started; /* something was painted */
	size_t n_painted; /* words */
	int status;
};

/* A killed session leaves its word in the journal, which each run starts with. */
static void leave_journal(struct running *editor)
{
	folder_put_text(&editor->program.folder, "a.yaml", document);
	running_start(editor, "a.yaml", 80, 24);
	running_go(editor, "Title");
	running_type(editor, "earlier ");
	running_kill(editor);
	program_shell(&editor->program, "mv state left", "", "");
}

static void start(struct running *editor, long nth, bool for_ever)
{
	char number[32];

	snprintf(number, sizeof(number), "%ld", nth);
	program_shell(&editor->program, "rm -rf state *.yaml; cp -rp left state", "", "");
	folder_put_text(&editor->program.folder, "a.yaml", document);
	running_set(editor, "LD_PRELOAD", getenv("PRELOAD_MEMORY"));
	running_set(editor, "FAIL_ALLOCATION", number);
	running_set(editor, "FAIL_FOR_EVER", for_ever ? "1" : NULL);
	running_start_words(editor,
		(const char *const[]){"edit", folder_path(&editor->program.folder, "a.yaml"), NULL},
		80, 24);
}

static bool was_written(const struct running *editor, const char *text)
{
	return strstr(str_text(terminal_output(editor->terminal)), text) != NULL;
}

/* Before it left the screen, because after that the terminal itself echoes what is typed. */
static bool was_painted(const struct running *editor, const char *text)
{
	const char *out = str_text(terminal_output(editor->terminal));
	const char *painted = strstr(out, text);
	const char *left = strstr(out, "\033[?1049l");

	return painted && (!left || painted < left);
}

/* Waits until text was painted, anywhere, because curses may get confused without memory. */
static bool wait_painted(struct running *editor, const char *text)
{
	while (!was_painted(editor, text))
		if (!terminal_wait_output_or_end(editor->terminal))
			return was_painted(editor, text);
	return true;
}

/* Types words into the title, saves and leaves, unless the program ends first. */
static void type(struct running *editor, struct outcome *outcome)
{
	outcome->has_started = wait_painted(editor, "Summary");
	if (!outcome->has_started)
		return;
	for (size_t i = 0; i < N_WORDS; i++) {
		terminal_type(editor->terminal, words[i]);
		if (!wait_painted(editor, words[i]))
			return;
		outcome->n_painted = i + 1;
	}
	terminal_type(editor->terminal, KEY_CTRL_S KEY_CTRL_X);
	/* After a failed save it does not leave by itself. */
	if (wait_painted(editor, "Leave  "))
		terminal_signal(editor->terminal, SIGKILL);
}

static void assert_terminal_is_back(struct running *editor, long nth, int status)
{
	struct str changes = {0};

	terminal_changes(editor->terminal, &changes);
	if (changes.len > 0)
		fail_msg("allocation %ld, ended with %d: left behind: %s", nth, status,
			str_text(&changes));
	str_release(&changes);
}

/* Is this in a file of the folder, or in one that recovery created there? */
static bool is_in_files(struct running *editor, const char *text)
{
	program_shell(&editor->program, "cat *.yaml | grep -F ", text, "");
	return editor->program.out.len > 0;
}

/* Opens the file again, and looks for words that were painted one after the other. */
static void assert_kept(struct running *editor, long nth, size_t n_painted)
{
	char path[512], state[512];
	struct session_config config = {.path = path,
		.state_folder = state,
		.io = io_system(),
		.time = time_source_system(),
		.ids = id_source_system()};
	struct err err = {0};
	struct session *session;
	struct str title = {0}, wanted = {0};
	struct place place = {0};

	for (size_t i = 0; i < n_painted; i++)
		str_append_text(&wanted, words[i]);
	snprintf(path, sizeof(path), "%s", folder_path(&editor->program.folder, "a.yaml"));
	snprintf(state, sizeof(state), "%s",
		folder_path(&editor->program.folder, "state/afterword"));
	session = session_open(&config, &err);
	if (!session)
		fail_msg("allocation %ld: %s", nth, err.message);
	editor_show(session_editor(session), &place, &title);
	session_finish(session, &err);
	session_free(session);
	if (!strstr(str_text(&title), str_text(&wanted)) && !is_in_files(editor, str_text(&wanted)))
		fail_msg("allocation %ld: \"%s\" was painted, kept is \"%s\"", nth,
			str_text(&wanted), str_text(&title));
	if (!is_in_files(editor, "earlier"))
		fail_msg("allocation %ld: the earlier word is lost", nth);
	str_release(&title);
	str_release(&wanted);
}

static bool is_fine(int status, bool has_started)
{
	static const int ends[] = {0, 2, 128 + SIGSEGV, 128 + SIGKILL};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (ends[i] == status)
			return true;
	return !has_started;
}

static struct outcome run(struct running *editor, long nth, bool for_ever)
{
	struct outcome outcome = {0};

	start(editor, nth, for_ever);
	type(editor, &outcome);
	outcome.status = running_wait_end(editor);
	if (!is_fine(outcome.status, outcome.has_started))
		fail_msg("allocation %ld: ended with %d", nth, outcome.status);
	if (outcome.status != 128 + SIGKILL && (outcome.has_started || for_ever))
		assert_terminal_is_back(editor, nth, outcome.status);
	/* With all words painted it may have saved and left, and only then crashed. */
	if (outcome.has_started && outcome.n_painted < N_WORDS &&
		!was_written(editor, "out of memory") && !was_written(editor, "bug of its own"))
		fail_msg("allocation %ld: not a word about the end", nth);
	assert_kept(editor, nth, outcome.n_painted);
	return outcome;
}

/* A few dozen of the allocations, spread over all; AFTERWORD_ALLOCATIONS=1 tests each of them. */
static long step(void)
{
	enum { STEP = 61 };
	const char *wanted = getenv("AFTERWORD_ALLOCATIONS");

	return wanted && atol(wanted) > 0 ? atol(wanted) : STEP;
}

/* From the first allocation on, until a complete session needs no more. */
static void test_no_memory(void **state)
{
	enum { THROUGH = 3 };
	struct running editor;
	int through = 0;
	long n_runs = 0, n_ended = 0, n_in_use = 0;
	long nth;

	(void)state;
	running_init(&editor);
	leave_journal(&editor);
	for (nth = 1; through < THROUGH; nth += step()) {
		for (int for_ever = 0; for_ever < 2; for_ever++) {
			struct outcome outcome = run(&editor, nth, for_ever);

			n_runs++;
			n_ended += outcome.status != 0;
			n_in_use += outcome.status != 0 && outcome.has_started;
			through = outcome.status != 0 ? 0 : through + for_ever;
		}
	}
	print_message("    %ld runs, up to allocation %ld; %ld ended early, %ld of them after the "
		      "first paint\n",
		n_runs, nth, n_ended, n_in_use);
	running_release(&editor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
