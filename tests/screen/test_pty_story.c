/*
 * The complete story on a real terminal: a postmortem is typed into all six pages by keys
 * alone, the program is killed in the middle of a word, and everything that was on the
 * screen is there again, in the file and in the reports.
 */
#include "running.h"
#include "sources.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
	static struct running editor;

	running_init(&editor);
	*state = &editor;
	return 0;
}

/* One answer: where its question is, the keys that enter it, and what the file must have. */
struct answer {
	const char *page; /* keys that lead to its page */
	const char *label;
	const char *keys;
	const char *shown; /* on the screen afterwards */
	const char *path;
	const char *value;
};

#define TEXT_1 "Checkout was down." KEY_ENTER KEY_ENTER "Carts were kept."

static const struct answer answers[] = {
	{KEY_ALT("1"), "Title", "Checkout failed", "Checkout failed", "title", "Checkout failed"},
	{KEY_ALT("1"), "Severity", KEY_RIGHT, "sev1", "severity", "sev1"},
	{KEY_ALT("1"), "Authors", "Geda Siraj" KEY_ENTER "Max Example", "- Max Example", "authors",
		"Geda Siraj\nMax Example"},
	{KEY_ALT("1"), "Overview", "Checkout failed for two hours.", "failed for two hours.",
		"summary.overview", "Checkout failed for two hours."},
	{KEY_ALT("1"), "Start", "2023-10-15 08:00" KEY_TAB, "2023-10-15 08:00", "summary.start",
		"2023-10-15T08:00:00+00:00"},
	{KEY_ALT("1"), "Detected", "+7m" KEY_TAB, "2023-10-15 08:07", "summary.detected",
		"2023-10-15T08:07:00+00:00"},
	{KEY_ALT("1"), "End", "10/15/2023, 10:00 AM" KEY_BACK_TAB, "2023-10-15 10:00",
		"summary.end", "2023-10-15T10:00:00+00:00"},
	{KEY_ALT("2"), "What service", TEXT_1, "Carts were kept.", "impact.service",
		"Checkout was down.\n\nCarts were kept."},
	{KEY_ALT("2"), "Users affected", "80 %" KEY_BACK_TAB, "80", "impact.affected_percent",
		"80"},
	{KEY_ALT("3"), "Contributing factors", "No alarm" KEY_ENTER "No rehearsal",
		"- No rehearsal", "root_cause.factors", "No alarm\nNo rehearsal"},
	{KEY_ALT("4"), "How was the issue detected?", "By an alarm.", "By an alarm.",
		"timeline.detection", "By an alarm."},
	{KEY_ALT("5"), "How was the issue fixed?", "na\xc3\xafve rollback \xe6\x97\xa5\xe6\x9c\xac",
		"\xe6\x97\xa5\xe6\x9c\xac", "resolution.fix",
		"na\xc3\xafve rollback \xe6\x97\xa5\xe6\x9c\xac"},
	{KEY_ALT("6"), "What can be improved/fixed?", "Rehearse more.", "Rehearse more.",
		"tasks.improvements", "Rehearse more."},
};

enum { N_ANSWERS = sizeof(answers) / sizeof(answers[0]) };

static void give_answers(struct running *editor)
{
	for (size_t i = 0; i < N_ANSWERS; i++) {
		terminal_type(editor->terminal, answers[i].page);
		running_go(editor, answers[i].label);
		terminal_type(editor->terminal, answers[i].keys);
		terminal_wait(editor->terminal, answers[i].shown);
	}
}

static void assert_answers(struct running *editor, const char *name)
{
	for (size_t i = 0; i < N_ANSWERS; i++)
		running_assert_value(editor, name, answers[i].path, answers[i].value);
}

/* Out of the text, out of the row, until the table's page shows this again. */
static void leave_row(struct running *editor, const char *shown)
{
	while (!terminal_shows(editor->terminal, shown))
		running_press(editor, KEY_ESC);
}

/* To the empty table of this page, from anywhere on it, because tables have no label. */
static void go_to_table(struct running *editor)
{
	while (!terminal_shows(editor->terminal, " table: new "))
		running_press(editor, "\033[Z");
}

/* A row each of the timeline and the tasks, cell by cell. */
static void add_rows(struct running *editor)
{
	running_press(editor, KEY_ALT("4"));
	go_to_table(editor);
	terminal_type(editor->terminal, KEY_ALT("i"));
	terminal_wait(editor->terminal, ">+");
	running_type(editor, "2023-10-15 08:07");
	running_press(editor, KEY_TAB);
	terminal_type(editor->terminal, KEY_RIGHT KEY_RIGHT);
	terminal_wait(editor->terminal, "detected");
	running_press(editor, KEY_TAB);
	running_type(editor, "The alarm fired.");
	running_press(editor, KEY_ESC);

	running_press(editor, KEY_ALT("6"));
	go_to_table(editor);
	terminal_type(editor->terminal, KEY_ALT("i"));
	terminal_wait(editor->terminal, ">+");
	running_type(editor, "Page on stuck carts");
	running_press(editor, KEY_TAB);
	running_type(editor, "Ops");
	running_press(editor, KEY_TAB);
	terminal_type(editor->terminal, "1 Dec 2023");
	running_press(editor, KEY_ESC);
	terminal_wait(editor->terminal, "2023-12-01");
	terminal_type(editor->terminal, KEY_ENTER);
	running_go(editor, "State");
	terminal_type(editor->terminal, KEY_RIGHT);
	terminal_wait(editor->terminal, "open");
	leave_row(editor, "What can be improved/fixed?");
}

static void assert_rows(struct running *editor, const char *name)
{
	running_assert_value(editor, name, "timeline.events[1].at", "2023-10-15T08:07:00+00:00");
	running_assert_value(editor, name, "timeline.events[1].kind", "detected");
	running_assert_value(editor, name, "timeline.events[1].what", "The alarm fired.");
	running_assert_value(editor, name, "tasks.items[1].what", "Page on stuck carts");
	running_assert_value(editor, name, "tasks.items[1].owner", "Ops");
	running_assert_value(editor, name, "tasks.items[1].due", "2023-12-01");
	running_assert_value(editor, name, "tasks.items[1].state", "open");
}

/* Types a word and a half, and is killed as soon as its last letter is painted. */
static void die_in_a_word(struct running *editor, const char *page, const char *label)
{
	running_press(editor, page);
	running_go(editor, label);
	running_type(editor, "The migration was half-wr");
	running_kill(editor);
}

static void recover(struct running *editor, const char *name)
{
	running_start(editor, name, 80, 24);
	terminal_wait(editor->terminal, "Recovered");
	terminal_wait(editor->terminal, "The text is back");
	running_press(editor, KEY_ESC);
	terminal_wait_gone(editor->terminal, "Recovered");
	running_quit(editor);
}

static const char *const formats[] = {"text", "markdown", "json"};

static void assert_reports(struct running *editor, const char *name, const char *text)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		RUN(&editor->program, 0, "export", "--to", formats[i], name);
		if (!strstr(str_text(&editor->program.out), text))
			fail_msg("no \"%s\" in %s: %s", text, formats[i],
				str_text(&editor->program.out));
	}
}

static void test_write_and_die(void **state)
{
	struct running *editor = *state;

	RUN(&editor->program, 0, "new", "--zone", "UTC", "s.yaml");
	running_start(editor, "s.yaml", 80, 24);
	give_answers(editor);
	add_rows(editor);
	die_in_a_word(editor, KEY_ALT("3"), "Root cause");
	recover(editor, "s.yaml");
	assert_answers(editor, "s.yaml");
	assert_rows(editor, "s.yaml");
	running_assert_value(editor, "s.yaml", "root_cause.cause", "The migration was half-wr");
	assert_reports(editor, "s.yaml", "The migration was half-wr");
	assert_reports(editor, "s.yaml", "Checkout failed for two hours.");
	assert_reports(editor, "s.yaml", "The alarm fired.");
	/* Recovered once is enough: nothing is left to report. */
	running_start(editor, "s.yaml", 80, 24);
	assert_false(terminal_shows(editor->terminal, "Recovered"));
	running_quit(editor);
	assert_answers(editor, "s.yaml");
}

static void put_seed(struct running *editor, const char *name)
{
	char path[1024];
	struct str text = {0};
	const char *root = getenv("SOURCE_ROOT");

	assert_non_null(root);
	snprintf(path, sizeof(path), "%s/tests/golden/intake/payments/in.txt", root);

	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	for (int c; (c = fgetc(file)) != EOF;)
		str_append_char(&text, (char)c);
	fclose(file);
	folder_put(&editor->program.folder, name, str_text(&text), text.len);
	str_release(&text);
}

/* A report imported from text is edited, survives a crash, and is exported again. */
static void test_import_edit_die_export(void **state)
{
	struct running *editor = *state;
	struct str before = {0};
	struct program *program = &editor->program;

	put_seed(editor, "in.txt");
	RUN(program, 0, "import", "--zone", "America/New_York", "in.txt", "-o", "s.yaml");
	RUN(program, 0, "export", "s.yaml");
	str_append(&before, str_text(&program->out), program->out.len);
	running_start(editor, "s.yaml", 80, 24);
	running_press(editor, KEY_ALT("5"));
	running_go(editor, "How was the issue fixed?");
	terminal_type(editor->terminal, KEY_TEXT_END);
	terminal_type(editor->terminal, " ");
	running_type(editor, "Quiet-agai");
	running_kill(editor);
	recover(editor, "s.yaml");
	assert_reports(editor, "s.yaml", "Quiet-agai");

	/* Removing the words again gives the first report, byte for byte. */
	RUN(program, 0, "export", "s.yaml");

	char *added = strstr(program->out.data, " Quiet-agai");

	assert_non_null(added);
	str_splice(
		&program->out, (size_t)(added - program->out.data), strlen(" Quiet-agai"), "", 0);
	assert_string_equal(str_text(&program->out), str_text(&before));
	str_release(&before);
}

enum { ROUNDS = 6 };

/* How many of the first letters of typed the screen shows in one piece. */
static size_t painted(const struct running *editor, const char *typed)
{
	size_t len = strlen(typed);
	char *part = mem_strdup(typed);

	while (len > 0 && !terminal_shows(editor->terminal, part))
		part[--len] = '\0';
	free(part);
	return len;
}

/* Killed at any moment of fast typing, no painted letter is lost. */
static void test_die_while_typing(void **state)
{
	struct running *editor = *state;
	static const char typed[] = "QZXJVKQ0Q1Q2Q3Q4Q5Q6Q7Q8Q9Z0Z1Z2Z3Z4Z5";
	uint64_t random = 20231015;

	for (int i = 0; i < ROUNDS; i++) {
		char name[16];
		size_t len = 1 + random_below(&random, strlen(typed));

		snprintf(name, sizeof(name), "r%d.yaml", i);
		RUN(&editor->program, 0, "new", name);
		running_start(editor, name, 80, 24);
		running_go(editor, "Title");
		for (size_t j = 0; j < len; j++)
			terminal_type_bytes(editor->terminal, &typed[j], 1);
		for (size_t wait = random_below(&random, 3);
			wait > 0 && painted(editor, typed) < len; wait--)
			terminal_wait_output(editor->terminal);
		running_kill(editor);

		size_t seen = painted(editor, typed);

		running_start(editor, name, 80, 24);
		running_press(editor, KEY_ALT("2"));
		running_quit(editor);
		RUN(&editor->program, 0, "get", name, "title");
		if (strncmp(str_text(&editor->program.out), typed, seen) != 0)
			fail_msg("%zu letters were seen, kept is: %s", seen,
				str_text(&editor->program.out));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, running_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_write_and_die),
		TEST(test_import_edit_die_export),
		TEST(test_die_while_typing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
