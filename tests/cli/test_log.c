/* afterword log --import: rows from a log or a chat copy, what is said, and how it ends. */
#include "program.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))

static const char document[] = "afterword: 1\n"
			       "form: postmortem\n"
			       "timezone: Europe/Berlin\n"
			       "summary:\n"
			       "  start: \"2024-05-03T09:40:00+02:00\"\n"
			       "timeline:\n"
			       "  events:\n"
			       "    - id: aaaaaaaa\n"
			       "      at: \"2024-05-03T09:43:00+02:00\"\n"
			       "      what: restarted it\n";

static const char chat[] = "23:52 <@ines> cache07 answers 404\n"
			   "23:55  * ines takes cache07 out\n"
			   "23:58 -!- dag [~dag@198.51.100.7] has joined #ops\n"
			   "00:04 < dag> the Disk is full\n";

static const char app[] = "2024-05-03 09:41:00 queue is full\n"
			  "  at worker.c:7\n"
			  "2024-05-03 09:43:00 restarted it\n"
			  "2024-05-03 09:45:30 Queue is empty\n";

static int set_up(void **state)
{
	program_set_up(state);

	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml", document);
	folder_put_text(&program->folder, "app.log", app);
	folder_put_text(&program->folder, "chat.txt", chat);
	return 0;
}

static void assert_said(const struct program *program, const char *text)
{
	if (!has(&program->err, text))
		fail_msg("\"%s\" is not in: %s", text, str_text(&program->err));
}

static void assert_unchanged(struct program *program)
{
	assert_true(folder_holds(&program->folder, "a.yaml", document));
}

/* Rows go where their times belong; what is there is not added again. */
static void test_rows(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "log", "--import", "app.log", "a.yaml");
	assert_string_equal(str_text(&program->err),
		"afterword: read as plain: 2 rows added; left out: 1 in the timeline already\n");
	RUN(program, 0, "get", "a.yaml", "timeline.events[1].what");
	assert_string_equal(str_text(&program->out), "queue is full\n  at worker.c:7\n");
	RUN(program, 0, "get", "a.yaml", "timeline.events[2].what");
	assert_string_equal(str_text(&program->out), "restarted it\n");
	RUN(program, 0, "get", "a.yaml", "timeline.events[3].at");
	assert_string_equal(str_text(&program->out), "2024-05-03T09:45:30+02:00\n");
	RUN(program, 1, "log", "--import", "app.log", "a.yaml");
	assert_string_equal(str_text(&program->err),
		"afterword: read as plain: 0 rows added; left out: 3 in the timeline already\n");
}

/* Rows that were copied out of a timeline have all their cells, as when they are pasted. */
static void test_copied_rows(void **state)
{
	static const char form[] =
		"form: shop\ntitle: Shop\npages:\n"
		"  - key: timeline\n    title: Timeline\n    fields:\n"
		"      - key: events\n        kind: rows\n        role: events\n        columns:\n"
		"          - {key: at, kind: datetime, role: event-time}\n"
		"          - {key: shop, kind: line}\n"
		"          - {key: what, kind: text, role: event-text}\n";
	static const char copied[] = "at\tshop\twhat\tteam\n"
				     "~2024-05-03T09:41:00+02:00\tBonn\t\"search is\r\n"
				     "\"\"down\"\"\"\tweb\n";
	struct program *program = *state;

	program_shell(program, "mkdir -p forms", "", "");
	folder_put_text(&program->folder, "forms/shop.yaml", form);
	folder_put_text(&program->folder, "copied.tsv", copied);
	folder_put_text(&program->folder, "b.yaml", "afterword: 1\nform: shop\n");
	RUN(program, 0, "log", "--import", "copied.tsv", "b.yaml");
	RUN(program, 0, "get", "b.yaml", "timeline.events[1].what");
	assert_string_equal(str_text(&program->out), "search is\n\"down\" (team: web)\n");
	RUN(program, 0, "get", "b.yaml", "timeline.events[1].shop");
	assert_string_equal(str_text(&program->out), "Bonn\n");
	RUN(program, 0, "get", "b.yaml", "timeline.events[1].at");
	assert_string_equal(str_text(&program->out), "~2024-05-03T09:41:00+02:00\n");
	RUN(program, 1, "log", "--import", "copied.tsv", "--format", "csv", "b.yaml");
}

static void test_dry_run(void **state)
{
	struct program *program = *state;
	struct str tsv = {0};

	program_shell(
		program, "\"$AFTERWORD\" ", "log --import app.log --dry-run a.yaml", " >/dev/full");
	assert_int_equal(program->status, 2);
	assert_said(program, "standard output: ");
	RUN(program, 0, "log", "--import", "app.log", "--dry-run", "a.yaml");
	assert_true(has(&program->out, "\"queue is full\n  at worker.c:7\""));
	assert_said(program, "read as plain: 2 rows to add; left out: 1 in the timeline already\n");
	assert_unchanged(program);
	str_append(&tsv, program->out.data, program->out.len);
	folder_put(&program->folder, "rows.tsv", tsv.data, tsv.len);
	RUN(program, 0, "log", "--import", "rows.tsv", "a.yaml");
	assert_said(program, "read as tsv: 2 rows added");
	RUN(program, 1, "log", "--import", "app.log", "a.yaml");
	assert_said(program, "3 in the timeline already");
	str_release(&tsv);
}

/* What options leave of app.log, and of the chat for the last two. */
static const struct {
	const char *option, *value, *says;
	int status;
} choices[] = {
	{"--grep", "QUEUE", "2 rows to add; left out: 1 in the timeline already\n", 0},
	{"--grep", "Empty",
		"1 row to add; left out: 1 in the timeline already, 1 without the "
		"words of --grep\n",
		0},
	{"--grep", "nobody", "0 rows to add; left out: 1 in the timeline already, 2 without", 1},
	{"--since", "09:43", "1 row to add; left out: 1 in the timeline already, 1 before --since",
		0},
	{"--until", "09:43", "1 row to add; left out: 1 in the timeline already, 1 after --until",
		0},
	{"--until", "2024-05-03", "2 rows to add; left out: 1 in the", 0},
	{"--until", "2024-05-02", "0 rows to add; left out: 1 in the timeline already, 2 after", 1},
	{"--shift", "+2h", "3 rows to add\n", 0},
	{"--zone", "UTC", "3 rows to add\n", 0},
	{"--format", "PLAIN", "read as plain: 2 rows", 0},
};

static void test_choices(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < LEN(choices); i++) {
		RUN(program, choices[i].status, "log", "--import", "app.log", "-n",
			choices[i].option, choices[i].value, "a.yaml");
		assert_said(program, choices[i].says);
	}
	RUN(program, 0, "log", "--import", "app.log", "-n", "--since", "09:42", "--until", "09:44",
		"--shift", "-1m", "a.yaml");
	assert_said(program, "1 row to add; left out: 2 not between --since and --until\n");
	assert_unchanged(program);
}

static void test_chat(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "log", "--import", "chat.txt", "--day", "2024-05-02", "a.yaml");
	assert_string_equal(str_text(&program->err),
		"afterword: read as irssi: 3 rows added; left out: 1 join or leave\n");
	RUN(program, 0, "get", "a.yaml", "timeline.events[3].at");
	assert_string_equal(str_text(&program->out), "2024-05-03T00:04:00+02:00\n");
}

/* Input without a row ends with 1, wrong use with 2; nothing is changed. */
static const struct {
	const char *input, *option, *value;
	int status;
	const char *says;
} failures[] = {
	{"none.log", NULL, NULL, 2, "afterword: none.log: there is no such file\n"},
	{".", NULL, NULL, 2, "afterword: .: this is a folder, not a file\n"},
	{"a.yaml", NULL, NULL, 2, "'a.yaml' is the document itself, not a log"},
	{"./a.yaml", "--follow", NULL, 2, "'./a.yaml' is the document itself, not a log"},
	{"empty", NULL, NULL, 1, "afterword: empty: there is nothing in it\n"},
	{"-", NULL, NULL, 1, "afterword: standard input: there is nothing in it\n"},
	{"-", "--follow", NULL, 1, "there is nothing in it\n"},
	{"words", NULL, NULL, 1, "afterword: words: no line of it begins with a time"},
	{"words", "--format", "git", 1, "nothing in it is like git log"},
	{"binary", NULL, NULL, 2, "afterword: binary:1:6: this is not a text"},
	{"app.log", "--format", "chat", 2, "unknown log format 'chat'; use slack-export, "},
	{"app.log", "--since", "soon", 2, "afterword: --since: \"soon\" is not understood"},
	{"app.log", "--until", "25:99", 2, "afterword: --until \"25:99\": there is no hour 25"},
	{"app.log", "--day", "x", 2, "afterword: --day: \"x\" is not understood"},
	{"app.log", "--captured", "x", 2, "afterword: --captured: \"x\" is not understood"},
	{"app.log", "--zone", "Mars", 2, "afterword: --zone \"Mars\": there is no time zone"},
	{"app.log", "--shift", "5", 2, "afterword: --shift: \"5\" is no span to add"},
	{"app.log", "--at", "09:00", 2, "--at does not go with --import"},
	{"today", NULL, NULL, 2, "say when it was copied: --captured"},
	{"sheet.csv", "--follow", NULL, 2, "'csv' can be read only when all of it has come"},
	{"line", NULL, NULL, 2, "afterword: line:2:8388609: this line is longer than 8 MiB"},
	{"far", NULL, NULL, 2, "afterword: far:2:1: no incident is in the year 9999"},
};

/* Larger than a document, for its second line. */
static void put_long_line(struct program *program, const char *name, size_t len)
{
	static const char head[] = "2024-05-03 09:41 one\n2024-05-03 09:42 ";
	char *bytes = mem_alloc(len);

	memset(bytes, 'x', len);
	memcpy(bytes, head, strlen(head));
	folder_put(&program->folder, name, bytes, len);
	free(bytes);
}

static void test_failures(void **state)
{
	struct program *program = *state;

	put_long_line(program, "line", (size_t)17 << 20);
	folder_put_text(&program->folder, "far", "2024-05-03 09:41 one\n9999-05-03 09:42 two\n");
	folder_put_text(&program->folder, "empty", "");
	folder_put_text(&program->folder, "words", "all is well\nas it was\n");
	folder_put(&program->folder, "binary", "09:41\0x", 7);
	folder_put_text(&program->folder, "today",
		"ana \xe2\x80\x94 Today at 9:41 AM\ndown\n"
		"bob \xe2\x80\x94 Today at 9:42 AM\nyes\n");
	folder_put_text(&program->folder, "sheet.csv",
		"Time (UTC),Who,What\n2024-05-03 09:40,Ana,\"alarm, twice\"\n"
		"2024-05-03 09:41,Ana,\"quiet, again\"\n");
	for (size_t i = 0; i < LEN(failures); i++) {
		RUN(program, failures[i].status, "log", "a.yaml", "--import", failures[i].input,
			failures[i].option, failures[i].value);
		assert_said(program, failures[i].says);
		assert_unchanged(program);
	}
	RUN(program, 0, "log", "a.yaml", "--import", "today", "--captured", "2024-05-03 18:00");
}

static void test_documents_that_take_none(void **state)
{
	static const struct {
		const char *bytes, *says;
	} documents[] = {
		{"afterword: 1\nform: postmortem\ntimeline: [\n", "a.yaml:"},
		{"afterword: 99\nform: postmortem\n", "written by a newer Afterword"},
		{"afterword: 1\nform: postmortem\ntimeline:\n  events: none\n",
			"\"timeline.events\" is a different kind of value"},
		{"afterword: 1\nform: none\n", "a.yaml:2:7: there is no form"},
	};
	struct program *program = *state;

	for (size_t i = 0; i < LEN(documents); i++) {
		folder_put_text(&program->folder, "a.yaml", documents[i].bytes);
		RUN(program, 2, "log", "--import", "app.log", "a.yaml");
		assert_said(program, documents[i].says);
		assert_true(folder_holds(&program->folder, "a.yaml", documents[i].bytes));
	}
	RUN(program, 2, "log", "--import", "app.log", "none.yaml");
	assert_said(program, "none.yaml: there is no such file");
}

/* 8 MiB of a chat are added, although they take half as much again in a document. */
static void test_many_rows(void **state)
{
	enum { ROWS = 50000 };
	struct program *program = *state;
	struct str log = {0};

	for (int i = 0; i < ROWS; i++) {
		str_appendf(&log, "2024-05-03 %02d:%02d:%02d <Lena Brooks> ", i / 3600, i / 60 % 60,
			i % 60);
		str_append_repeat(&log, 'x', 120);
		str_append_char(&log, '\n');
	}
	folder_put(&program->folder, "many.log", log.data, log.len);
	RUN(program, 0, "log", "--import", "many.log", "a.yaml");
	assert_said(program, ": 50000 rows added\n");
	RUN(program, 0, "get", "a.yaml", "timeline.events[50001].at");
	assert_string_equal(str_text(&program->out), "2024-05-03T13:53:19+02:00\n");
	str_release(&log);
}

/* A row whose time nobody can read is found again as one with a time is. */
static void test_unclear_time_again(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "notes.txt",
		"14:1? somebody leaves\n14:1? the sluice opens\n14:2? somebody leaves\n");
	RUN(program, 0, "log", "--import", "notes.txt", "a.yaml");
	assert_said(program, ": 3 rows added\n");
	RUN(program, 1, "log", "--import", "notes.txt", "a.yaml");
	assert_said(program, ": 0 rows added; left out: 3 in the timeline already\n");
}

/* Into a document that has room for the first two of three rows. */
static void add_some_too_many(struct program *program)
{
	struct str log = {0};

	for (int i = 0; i < 3; i++) {
		str_appendf(&log, "2024-05-03 11:%02d ", i);
		str_append_repeat(&log, 'z', 700 * 1024);
		str_append_char(&log, '\n');
	}
	folder_put(&program->folder, "more.log", log.data, log.len);
	RUN(program, 2, "log", "--import", "more.log", "a.yaml");
	assert_said(program, "nothing was added: a document holds 16 MiB, and of these 3 rows "
			     "only the first 2 in time fit, up to 2024-05-03T11:01:00+02:00; "
			     "--until takes just these\n");
	/* had one of them been added, it would be there already */
	RUN(program, 0, "log", "--import", "more.log", "--until", "11:01", "a.yaml");
	assert_said(program, ": 2 rows added; left out: 1 after --until\n");
	str_release(&log);
}

/* Nothing is added unless all of it fits. */
static void test_too_many_rows(void **state)
{
	struct program *program = *state;
	struct str log = {0};

	for (int i = 0; i < 10; i++) {
		str_appendf(&log, "2024-05-03 09:%02d ", i);
		str_append_repeat(&log, 'x', 1600 * 1024);
		str_append_char(&log, '\n');
	}
	folder_put(&program->folder, "big.log", log.data, log.len);
	RUN(program, 0, "log", "--import", "big.log", "--until", "09:08", "a.yaml");
	RUN(program, 0, "get", "a.yaml", "timeline.events[1].at");
	add_some_too_many(program);
	folder_put_text(&program->folder, "a.yaml", document);
	str_clear(&log);
	for (int i = 0; i < 12; i++) {
		str_appendf(&log, "09:%02d ", i);
		str_append_repeat(&log, 'x', 1300 * 1024);
		str_append_text(&log, "\n\n\n");
		str_append_repeat(&log, 'y', 20 * 1024);
		str_append_char(&log, '\n');
	}
	folder_put(&program->folder, "big.log", log.data, log.len);
	RUN(program, 0, "log", "--import", "big.log", "a.yaml");
	RUN(program, 2, "log", "--import", "big.log", "--shift", "+1h", "a.yaml");
	assert_said(program, "nothing was added: a document holds 16 MiB, and this one has no "
			     "room for the first of these 12 rows\n");
	str_release(&log);
}

/* Somebody else saves again and again meanwhile. */
static void test_two_writers(void **state)
{
	struct program *program = *state;
	struct str log = {0};

	for (int i = 0; i < 60; i++)
		str_appendf(&log, "2024-05-03 10:%02d line %d\n", i, i);
	folder_put(&program->folder, "app.log", log.data, log.len);
	program_shell(program,
		"for i in 1 2 3 4 5 6 7 8 9; do \"$AFTERWORD\" set a.yaml title \"t$i\"; done & ",
		"while read -r line; do echo \"$line\"; done <app.log | "
		"\"$AFTERWORD\" log --import - --follow a.yaml; status=$?; ",
		"wait; exit $status");
	assert_int_equal(program->status, 0);
	RUN(program, 0, "get", "a.yaml", "title");
	assert_string_equal(str_text(&program->out), "t9\n");
	RUN(program, 0, "get", "a.yaml", "timeline.events[61].what");
	assert_string_equal(str_text(&program->out), "line 59\n");
	str_release(&log);
}

/* Ctrl+C ends it when the lines before were whole. */
static void test_interrupt(void **state)
{
	struct program *program = *state;

	program_shell(program,
		"mkfifo pipe; \"$AFTERWORD\" log --import pipe --follow a.yaml 2>said & pid=$!; ",
		"exec 3>pipe; cat app.log >&3; printf '2024-05-03 09:50 not wh' >&3; "
		"until \"$AFTERWORD\" get a.yaml timeline.events[2].at >/dev/null 2>&1; do :; done; ",
		"kill -INT $pid; wait $pid; status=$?; cat said >&2; exit $status");
	assert_int_equal(program->status, 0);
	assert_said(program, "read as plain: 2 rows added; left out: 1 in the timeline already\n");
}

static void test_quick_use(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "log", "a.yaml", "Rolled back", "--at", "2024-05-03 10:00", "--kind",
		"action", "--who", "Ana");
	RUN(program, 0, "get", "a.yaml", "timeline.events[2].what");
	assert_string_equal(str_text(&program->out), "Rolled back\n");
	RUN(program, 2, "log", "a.yaml", "Rolled", "back");
	assert_said(program, "'log' does not take 'back'; put all of TEXT in quotes");
	RUN(program, 2, "log", "a.yaml");
	assert_said(program, "'log' needs FILE TEXT");
	RUN(program, 2, "log", "a.yaml", "x", "--follow");
	assert_said(program, "--follow goes only with --import");
	RUN(program, 2, "log", "a.yaml", "x", "--import", "app.log");
	assert_said(program, "with --import 'log' takes only the document, not 'x'");
	RUN(program, 2, "log", "a.yaml", "--import", "app.log", "--follow", "--dry-run");
	assert_said(program, "--dry-run does not go with --follow");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rows, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_copied_rows, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_dry_run, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_choices, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_chat, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_failures, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(
			test_documents_that_take_none, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_many_rows, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_too_many_rows, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_unclear_time_again, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_two_writers, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_interrupt, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_quick_use, set_up, program_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
