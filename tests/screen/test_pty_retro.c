/*
 * A whole retro on two terminals, by keys: one reads and comments, the other one answers; a
 * suggestion is accepted, the paragraph is edited by hand in another program, the checklist is
 * ticked, the meeting is run and its idea decided; they sign, a change makes the sign-off stale,
 * and the document becomes final with something waived. Nothing of it is in a report.
 */
#include "running.h"

#include "output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char document[] =
	"afterword: 1\n"
	"form: postmortem\n"
	"title: Card payments failed\n"
	"severity: sev1\n"
	"status: review\n"
	"timezone: UTC\n"
	"authors:\n"
	"  - Geda Siraj\n"
	"services:\n"
	"  - payments\n"
	"summary:\n"
	"  overview: |\n"
	"    Card payments failed for two hours after a migration.\n"
	"  start: 2026-10-15T08:00:00Z\n"
	"  detected: 2026-10-15T08:10:00Z\n"
	"  acknowledged: 2026-10-15T08:12:00Z\n"
	"  mitigated: 2026-10-15T09:40:00Z\n"
	"  end: 2026-10-15T10:00:00Z\n"
	"impact:\n"
	"  service: |\n"
	"    The payment service refused every card.\n"
	"  experience: |\n"
	"    An error page after the last step of the checkout.\n"
	"root_cause:\n"
	"  cause: |\n"
	"    The client library retried without a limit while the pool was exhausted.\n"
	"  factors:\n"
	"    - No timeout on the lock of the migration\n"
	"    - Retries without jitter\n"
	"timeline:\n"
	"  events:\n"
	"    - id: aaaaaaaa\n"
	"      at: 2026-10-15T08:00:00Z\n"
	"      kind: started\n"
	"      what: The migration took its lock.\n"
	"    - id: bbbbbbbb\n"
	"      at: 2026-10-15T08:10:00Z\n"
	"      kind: detected\n"
	"      what: The alarm on failed payments fired.\n"
	"  detection: |\n"
	"    By the alarm on failed payments.\n"
	"  actions: |\n"
	"    The migration was stopped.\n"
	"  escalation: |\n"
	"    The database team took over.\n"
	"resolution:\n"
	"  cause: |\n"
	"    The lock of the migration.\n"
	"  fix: |\n"
	"    The migration was stopped and its lock released.\n"
	"tasks:\n"
	"  improvements: |\n"
	"    Migrations are rehearsed.\n"
	"  items:\n"
	"    - id: cccccccc\n"
	"      what: Rehearse every migration against a copy of production\n"
	"      owner: Database team\n"
	"      due: 2027-01-15\n"
	"      state: open\n";

/* What is said, none of which may be in a report. */
#define QUESTION "Since which heron version?"
#define ANSWER "Since the ibis one."
#define NOTE "It was the flamingo page."
#define IDEA "Alarm on longer waits"
#define REASON "The vendor has no cormorant"

static const char *const words[] = {"heron", "ibis", "flamingo", "cormorant", "Ida Nyman"};

#define KEY_TEXT_HOME "\033[1;5H"
#define KEY_SELECT_WORD "\033[1;6C" /* Ctrl+Shift+Right */

struct retro {
	struct running geda; /* who wrote the document, which is in this one's folder */
	struct running ida;
};

static int set_up(void **state)
{
	struct retro *retro = calloc(1, sizeof(*retro));

	running_init(&retro->geda);
	running_init(&retro->ida);
	running_set(&retro->geda, "AFTERWORD_NAME", "Geda Siraj");
	running_set(&retro->ida, "AFTERWORD_NAME", "Ida Nyman");
	folder_put_text(&retro->geda.program.folder, "s.yaml", document);
	*state = retro;
	return 0;
}

static int tear_down(void **state)
{
	struct retro *retro = *state;

	running_release(&retro->geda);
	running_release(&retro->ida);
	free(retro);
	return 0;
}

static void start(struct retro *retro, struct running *who, const char *command)
{
	const char *path = folder_path(&retro->geda.program.folder, "s.yaml");

	running_start_words(who, (const char *const[]){command, path, NULL}, 80, 24);
}

/* Types keys, and waits until the screen shows a text. */
static void press(struct running *who, const char *keys, const char *shown)
{
	terminal_type(who->terminal, keys);
	terminal_wait(who->terminal, shown);
}

/* `afterword WORDS s.yaml` ends with a status. */
static void assert_command(struct retro *retro, int status, const char *command, const char *part)
{
	struct program *program = &retro->geda.program;

	program_shell(program, "$AFTERWORD ", command, " s.yaml");
	if (program->status != status || !strstr(str_text(&program->out), part))
		fail_msg("%s ended with %d, without \"%s\":\n%s%s", command, program->status, part,
			str_text(&program->out), str_text(&program->err));
}

/* --- reading and commenting --- */

/* From the first line to the last by one key. */
static void read_all(struct running *who)
{
	terminal_wait(who->terminal, "Space More");
	for (int i = 0; i < 20 && !terminal_shows(who->terminal, "Rehearse every migration"); i++)
		running_press(who, " ");
	terminal_wait(who->terminal, "Rehearse every migration");
}

static void select_words(struct running *who, int n)
{
	for (int i = 0; i < n; i++)
		running_press(who, KEY_SELECT_WORD);
}

/* From a word that is found while reading to the editor; comments on it and those after it. */
static void comment(struct retro *retro)
{
	struct running *ida = &retro->ida;

	start(retro, ida, "review");
	read_all(ida);
	running_press(ida, KEY_HOME);
	press(ida, "/", "Find:");
	terminal_type(ida->terminal, "retried");
	terminal_wait(ida->terminal, "1 match");
	press(ida, KEY_ENTER KEY_ESC, "Space More");
	press(ida, "e", "Tab Next");
	select_words(ida, 4);
	press(ida, KEY_ALT(";"), "\xc2\xabretried without a limit\xc2\xbb");
	running_type(ida, QUESTION);
	press(ida, KEY_CTRL_S, "Comment added");
}

/* The other one is told, goes there from the list, and answers; she sees it. */
static void answer(struct retro *retro)
{
	struct running *geda = &retro->geda;

	start(retro, geda, "edit");
	terminal_wait(geda->terminal, "3 Root Cause 1?");
	press(geda, KEY_ALT("/"), QUESTION);
	press(geda, KEY_ENTER, "your reply");
	running_type(geda, ANSWER);
	press(geda, KEY_CTRL_S, "Reply added");
	press(&retro->ida, KEY_ALT("/"), "(1 reply, last by Geda");
	press(&retro->ida, KEY_ENTER, ANSWER);
	press(&retro->ida, KEY_ESC, "Tab Next");
}

/* She suggests other words; he accepts them while reading. */
static void suggest(struct retro *retro)
{
	struct running *ida = &retro->ida;
	struct running *geda = &retro->geda;

	press(ida, KEY_ALT("1"), "1 Summary");
	press(ida, KEY_ALT("5"), "How was the issue fixed?");
	running_go(ida, "How was the issue fixed?");
	running_press(ida, KEY_TEXT_HOME);
	select_words(ida, 2);
	press(ida, KEY_ALT(";"), "\xc2\xabThe migration\xc2\xbb");
	press(ida, KEY_TAB KEY_TAB, "suggestion");
	running_type(ida, "The hanging migration");
	press(ida, KEY_CTRL_S, "Comment added");

	terminal_wait(geda->terminal, "Ida Nyman suggested other words");
	press(geda, KEY_ALT("0"), "Space More");
	press(geda, KEY_HOME "nn", "The hanging migration");
	press(geda, "a", "Accept the suggestion?");
	press(geda, KEY_ENTER, "Accepted");
	terminal_wait(geda->terminal, "The hanging migration was stopped and its");
	press(geda, "q", "Tab Next");
}

/* Somebody rewrites the paragraph in another program: the question stays on its words. */
static void edit_outside(struct retro *retro)
{
	struct program *program = &retro->geda.program;

	terminal_type(retro->geda.terminal, KEY_CTRL_S);
	terminal_wait(retro->geda.terminal, "Saved /");
	program_shell(program,
		"sed 's/The client library retried/Under load and over hours the client retried/' ",
		"s.yaml >edited && mv edited s.yaml", "");
	press(&retro->ida, KEY_ALT("3"), "Under load and over hours the client");
	press(&retro->ida, KEY_ALT("/"), QUESTION);
	press(&retro->ida, KEY_ENTER, "\xc2\xabretried without a limit\xc2\xbb");
	press(&retro->ida, KEY_ALT(";"), "Resolved");
	press(&retro->ida, KEY_CTRL_S, "Saved /");
	/* found again, although what is before them has changed */
	assert_command(retro, 0, "review --list --all --format json", "\"words\": \"near\"");
}

/* --- the checklist and the meeting --- */

static void tick(struct retro *retro)
{
	struct running *ida = &retro->ida;

	press(ida, KEY_ALT("-"), "0 of 12 settled");
	press(ida, KEY_TAB " ", "1 of 12 settled");
	press(ida, KEY_DOWN "-", "Why is it not applicable:");
	running_type(ida, REASON);
	press(ida, KEY_ENTER, "2 of 12 settled");
	press(ida, KEY_ESC, "Tab Next");
}

/* The meeting: an idea is parked at a row, and becomes a task with an owner at the end. */
static void meet(struct retro *retro)
{
	struct running *geda = &retro->geda;

	press(geda, KEY_ALT("0"), "Space More");
	press(geda, "p", "Space Next");
	for (int i = 0; i < 20 && !terminal_shows(geda->terminal, "DETECTED"); i++)
		running_press(geda, " ");
	terminal_wait(geda->terminal, "+10 min from the row before");
	press(geda, "c", "Comment: Timeline");
	running_type(geda, NOTE);
	press(geda, KEY_CTRL_S, "Comment added");
	press(geda, "i", "idea");
	running_type(geda, IDEA);
	press(geda, KEY_CTRL_S, "Parked 1 idea");
	press(geda, KEY_END, "Rehearse every migration");
	press(geda, "q", "Make it a task");
	press(geda, "t", "Task:");
	press(geda, KEY_ENTER, "Who does it:");
	running_type(geda, "Ops");
	press(geda, KEY_ENTER, "3 of 3");
	running_type(geda, "2027-02-01");
	press(geda, KEY_ENTER, "Space More");
	press(geda, "q", "Tab Next");
}

/* --- agreeing --- */

static void sign(struct retro *retro)
{
	struct running *ida = &retro->ida;

	press(ida, KEY_ALT("6"), IDEA); /* she has what the meeting brought */
	press(ida, KEY_ALT("-"), "Before it is final");
	press(ida, "s", "You agree, as Ida Nyman,");
	press(ida, KEY_ENTER, "Signed");
	press(ida, KEY_ESC, "Tab Next");
}

/* A page changes: what she agreed to is named, and stays. */
static void change(struct retro *retro)
{
	struct running *geda = &retro->geda;

	press(geda, KEY_ALT("2"), "What were users experiencing?");
	running_go(geda, "What service was down/slow?");
	press(geda, KEY_TEXT_END " Refunds worked.", "Refunds worked.");
	press(geda, KEY_CTRL_S, "Saved /");
	press(&retro->ida, KEY_ALT("-"), "changed since Ida Nyman agreed: Impact ");
	press(&retro->ida, KEY_ESC, "Tab Next");
}

/* What is missing is accepted for a reason, the status set. */
static void finish(struct retro *retro)
{
	struct running *geda = &retro->geda;

	press(geda, KEY_ALT("-"), "How many % of the users were affected?: is");
	for (int i = 0; i < 9 && !terminal_shows(geda->terminal, "> !   Impact, How many %"); i++)
		running_press(geda, KEY_DOWN);
	press(geda, "w", "Why is it accepted:");
	running_type(geda, REASON);
	press(geda, KEY_ENTER, "Accepted, for that reason");
	press(geda, "f", "Enter sets it");
	press(geda, KEY_DOWN KEY_ENTER, "The status is final");
	press(geda, KEY_ESC, "Tab Next");
}

/* --- the report --- */

static void assert_not_in_report(struct retro *retro, const char *format)
{
	struct program *program = &retro->geda.program;

	program_shell(program, "$AFTERWORD export s.yaml --to ", format, "");
	assert_int_equal(program->status, 0);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(str_text(&program->out), words[i]))
			fail_msg("%s has \"%s\"", format, words[i]);
}

static void assert_ended(struct retro *retro)
{
	static const char *const formats[] = {"text", "markdown", "html", "json", "tasks-csv"};

	running_quit(&retro->ida);
	running_quit(&retro->geda);
	assert_command(retro, 0, "get", "");
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		assert_not_in_report(retro, formats[i]);
	running_assert_value(&retro->geda, "s.yaml", "status", "final");
	running_assert_value(&retro->geda, "s.yaml", "tasks.items[2].owner", "Ops");
	running_assert_value(
		&retro->geda, "s.yaml", "tasks.items[2].what", "Alarm on longer waits");
	assert_command(retro, 1, "review --list", NOTE);
	assert_command(retro, 1, "check", "changed since Ida Nyman agreed: Impact");
	assert_command(retro, 1, "check", "; accepted by Geda Siraj: " REASON);
	output_assert_known(terminal_output(retro->geda.terminal));
	output_assert_known(terminal_output(retro->ida.terminal));
}

static void test_retro(void **state)
{
	struct retro *retro = *state;

	comment(retro);
	answer(retro);
	suggest(retro);
	edit_outside(retro);
	tick(retro);
	meet(retro);
	sign(retro);
	change(retro);
	finish(retro);
	assert_ended(retro);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_retro, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
