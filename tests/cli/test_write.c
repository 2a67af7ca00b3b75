/* new, get, set, log and forms: what they write, and what they leave unchanged. */
#include "program.h"
#include "same_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* A file as people keep them: comments, own order, own quotes, a key we do not know. */
static const char kept[] = "# kept by hand\n"
			   "afterword: 1\n"
			   "form: postmortem   # ours\n"
			   "title: 'Old title' # the title\n"
			   "owner-team: payments\n"
			   "severity: sev3\n"
			   "timezone: America/New_York\n"
			   "\n"
			   "impact:\n"
			   "    # four blanks\n"
			   "    service: |\n"
			   "        Payments were down.\n"
			   "\n"
			   "timeline:\n"
			   "    events:\n"
			   "        # the first one\n"
			   "        - id: aaaaaaaa\n"
			   "          at: \"2023-10-15T08:30:00-04:00\"\n"
			   "          kind: detected\n"
			   "          what: The alarm fired.\n"
			   "\n"
			   "        - id: bbbbbbbb\n"
			   "          at: \"2023-10-15T09:30:00-04:00\"\n"
			   "          what: Rolled back.\n"
			   "# the end\n";

static int set_up(void **state)
{
	program_set_up(state);

	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml", kept);
	return 0;
}

static void assert_out(const struct program *program, const char *text)
{
	assert_string_equal(str_text(&program->out), text);
	assert_int_equal(program->err.len, 0);
}

/* text with its first `from` replaced by `to`. */
static void replaced(const char *text, const char *from, const char *to, struct str *out)
{
	const char *at = strstr(text, from);

	assert_non_null(at);
	str_append(out, text, (size_t)(at - text));
	str_append_text(out, to);
	str_append_text(out, at + strlen(from));
}

static void assert_file(struct program *program, const char *name, const char *text)
{
	struct str bytes = {0};

	assert_true(folder_get(&program->folder, name, &bytes));
	assert_string_equal(str_text(&bytes), text);
	assert_int_equal(bytes.len, strlen(text));
	str_release(&bytes);
}

static void test_new(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "new", "--title", "Card: \"payments\" #1", "--zone", "Europe/Berlin",
		"new.yaml");
	assert_out(program, "");
	assert_file(program, "new.yaml",
		"afterword: 1\n"
		"form: postmortem\n"
		"title: \"Card: \\\"payments\\\" #1\"\n"
		"status: draft  # draft, review, final\n"
		"timezone: Europe/Berlin\n");
	RUN(program, 0, "new", "plain.yaml"); /* the tests' TZ is UTC */
	RUN(program, 0, "get", "plain.yaml", "timezone");
	assert_out(program, "UTC\n");
}

/* TZ is understood or refused, never ignored in favour of the machine's zone. */
static void test_new_by_the_environment(void **state)
{
	static const struct {
		const char *tz;
		const char *zone; /* NULL: refused */
		const char *said;
	} cases[] = {
		{"UTC-3", "Etc/GMT-3\n", "\"UTC-3\" is read as Etc/GMT-3, which is UTC+3"},
		{"Europe/berlin", "Europe/Berlin\n", "is read as Europe/Berlin"},
		{":Europe/Berlin", "Europe/Berlin\n", ""},
		{"/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin\n", ""},
		{"US/Eastern", "US/Eastern\n", ""},
		{"", "UTC\n", ""},
		{"CET-1CEST,M3.5.0,M10.5.0/3", NULL, "the nearest name is Europe/Berlin; --zone"},
		{"Europe/Berlni", NULL, "the nearest name is Europe/Berlin; --zone"},
	};
	struct program *program = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char file[16];
		char command[80];

		snprintf(file, sizeof file, "%zu.yaml", i);
		snprintf(command, sizeof command, "TZ=%s \"$AFTERWORD\" new %s", cases[i].tz, file);
		program_shell(program, command, "", "");
		assert_int_equal(program->status, cases[i].zone != NULL ? 0 : 2);
		if (*cases[i].said != '\0')
			assert_true(has(&program->err, cases[i].said));
		else
			assert_int_equal(program->err.len, 0);
		if (cases[i].zone == NULL)
			continue;
		RUN(program, 0, "get", file, "timezone");
		assert_out(program, cases[i].zone);
	}
}

static void test_zone_by_other_names(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "new", "--zone", "america/new york", "zone.yaml");
	assert_true(has(&program->err, "is read as America/New_York"));
	RUN(program, 2, "new", "--zone", "Berlni", "none.yaml");
	assert_true(has(&program->err, "the nearest name is Europe/Berlin"));
	RUN(program, 0, "set", "zone.yaml", "timezone", "UTC+2");
	assert_true(has(&program->err, "\"UTC+2\" is read as Etc/GMT-2, which is UTC+2"));
	RUN(program, 0, "get", "zone.yaml", "timezone");
	assert_out(program, "Etc/GMT-2\n");
	RUN(program, 2, "set", "zone.yaml", "timezone", "PST");
	assert_true(has(&program->err, "the nearest name is America/Los_Angeles"));
}

static void test_new_over_a_file(void **state)
{
	struct program *program = *state;

	RUN(program, 2, "new", "a.yaml");
	assert_string_equal(str_text(&program->err),
		"afterword: a.yaml: already exists; nothing was written\n");
	assert_file(program, "a.yaml", kept);
	RUN(program, 2, "new", "nowhere/b.yaml");
	assert_true(has(&program->err, "nowhere/b.yaml: "));
	assert_int_equal(folder_count(&program->folder), 1);
}

static const struct {
	const char *path, *value;
} values[] = {
	{"title", "Old title\n"},
	{"impact.service", "Payments were down.\n"},
	{"impact.experience", "\n"},
	{"timeline.events[1].what", "The alarm fired.\n"},
	{"timeline.events[bbbbbbbb].what", "Rolled back.\n"},
	{"timeline.events[2].at", "2023-10-15T09:30:00-04:00\n"},
	{"timeline.events[2]", "bbbbbbbb\t2023-10-15T09:30:00-04:00\t\tRolled back.\t\n"},
	{"timeline.events", "aaaaaaaa\t2023-10-15T08:30:00-04:00\tdetected\tThe alarm fired.\t\n"
			    "bbbbbbbb\t2023-10-15T09:30:00-04:00\t\tRolled back.\t\n"},
	{"tasks.task_count", "0\n"},
};

static void test_get(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		RUN(program, 0, "get", "a.yaml", values[i].path);
		assert_out(program, values[i].value);
	}
	RUN(program, 0, "get", "a.yaml");
	assert_true(has(&program->out, "\nimpact.service\n"));
	assert_true(has(&program->out, "timeline.events\n"));
}

static const struct {
	const char *path, *says;
} wrong_paths[] = {
	{"impact.nothing", "form 'postmortem' has no field 'impact.nothing'"},
	{"title[1]", "'title' is not a table"},
	{"timeline.events[3].what",
		"'timeline.events' has no row '3' (of 2); rows are counted from 1"},
	{"timeline.events[0].what",
		"'timeline.events' has no row '0' (of 2); rows are counted from 1"},
	{"timeline.events[-1].what", "'timeline.events' has no row '-1' (of 2); rows are counted"},
	{"timeline.events[00].what", "(of 2); rows are counted from 1"},
	{"timeline.events[\u65e5\u672c\u65e5\u672c].what", "no row '\u65e5\u672c\u65e5\u672c' (of"},
	{"tasks.items[1]", "'tasks.items' has no row '1'; it has none yet"},
	{"timeline.events.0", "as timeline.events[1]: rows are counted from 1, and it has 2"},
	{"timeline.events.1.what", "as timeline.events[1]: rows are counted from 1, and it has 2"},
	{"timeline.events.what", "write a row of 'timeline.events' as timeline.events[1]"},
	{"tasks.items.-1", "as tasks.items[1]: rows are counted from 1, and it has 0"},
	{"timeline.events[99999999999999999999].what", "has no row"},
	{"timeline.events[1].where", "'timeline.events' has no column 'where'"},
	{"timeline.events[1", "write a cell as timeline.events[ROW].COLUMN"},
	{"timeline.events[1]what", "write a cell as timeline.events[ROW].COLUMN"},
	{"timeline.events[]", "has no row ''"},
};

static void test_wrong_paths(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < sizeof(wrong_paths) / sizeof(wrong_paths[0]); i++) {
		RUN(program, 2, "get", "a.yaml", wrong_paths[i].path);
		if (!has(&program->err, wrong_paths[i].says))
			fail_msg("%s: %s", wrong_paths[i].path, str_text(&program->err));
		RUN(program, 2, "set", "a.yaml", wrong_paths[i].path, "x");
	}
	assert_file(program, "a.yaml", kept);
}

/* Only the bytes of the value change: whatever the style, comments stay where they are. */
static const struct {
	const char *path, *value, *from, *to;
} changes[] = {
	{"title", "New, it's \"better\"", "'Old title'", "'New, it''s \"better\"'"},
	{"severity", "SEV-1", "sev3", "sev1"},
	{"timeline.events[1].kind", "acknowledged", "detected", "acknowledged"},
	{"timeline.events[aaaaaaaa].at", "2023-10-15 08:45", "08:30:00", "08:45:00"},
	{"impact.service", "Two lines.\nOf text.", "        Payments were down.\n",
		"        Two lines.\n        Of text.\n"},
};

static void test_set(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct str wanted = {0};

		folder_put_text(&program->folder, "a.yaml", kept);
		RUN(program, 0, "set", "a.yaml", changes[i].path, changes[i].value);
		assert_int_equal(program->out.len, 0);
		replaced(kept, changes[i].from, changes[i].to, &wanted);
		assert_file(program, "a.yaml", str_text(&wanted));
		str_release(&wanted);
	}
}

/* One of the program's own paths, which no form has. */
static void test_set_dates(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "get", "a.yaml", "dates");
	assert_out(program, "iso\n");
	RUN(program, 2, "set", "a.yaml", "dates", "uk");
	assert_true(has(&program->err, "dates is us or iso"));
	RUN(program, 0, "set", "a.yaml", "dates", "iso");
	assert_file(program, "a.yaml", kept);
	RUN(program, 0, "set", "a.yaml", "dates", "US");
	RUN(program, 0, "get", "a.yaml", "dates");
	assert_out(program, "us\n");
	RUN(program, 0, "check", "--as", "draft", "a.yaml");
	assert_false(has(&program->out, "dates"));
}

static void test_set_new_value(void **state)
{
	struct program *program = *state;
	struct str wanted = {0};

	RUN(program, 0, "set", "a.yaml", "impact.affected_percent", "80 %");
	replaced(kept, "        Payments were down.\n",
		"        Payments were down.\n\n    affected_percent: 80\n", &wanted);
	assert_file(program, "a.yaml", str_text(&wanted));
	RUN(program, 0, "set", "a.yaml", "impact.affected_percent", "");
	RUN(program, 0, "get", "a.yaml", "impact.affected_percent");
	assert_out(program, "\n");
	str_release(&wanted);
}

static const struct {
	const char *path, *value, *says;
} refusals[] = {
	{"severity", "sev9", "sev"},
	{"impact.affected_percent", "many", "many"},
	{"summary.start", "the day the music died", "\"day\" is not understood"},
	{"summary.start", "2023-02-31 08:00", "31"},
	{"tasks.task_count", "3", ""},
	{"timeline.events[1]", "x", "is a whole row"},
	{"timeline.events", "x", ""},
};

static void test_set_refused(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		RUN(program, 2, "set", "a.yaml", refusals[i].path, refusals[i].value);
		assert_true(has(&program->err, refusals[i].says));
		assert_file(program, "a.yaml", kept);
	}
}

static void test_set_from_input(void **state)
{
	struct program *program = *state;
	static const char text[] = "first line\n\n  indented\nlast line\n";

	program_run_input(program,
		(const char *const[]){"set", "a.yaml", "impact.service", "-", NULL}, text,
		strlen(text));
	assert_int_equal(program->status, 0);
	RUN(program, 0, "get", "a.yaml", "impact.service");
	assert_out(program, text);
	program_run_input(
		program, (const char *const[]){"set", "a.yaml", "title", "-", NULL}, "\xff\xfe", 2);
	assert_int_equal(program->status, 2);
	assert_true(has(&program->err, "UTF-8"));
}

/* CRLF, a BOM, no newline at the end: a change follows the file. */
static void test_set_file_shapes(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "crlf.yaml",
		"\xef\xbb\xbf"
		"afterword: 1\r\nform: postmortem\r\ntitle: a # b\r\nimpact:\r\n  service: |\r\n"
		"    one\r\n    two\r\n");
	RUN(program, 0, "set", "crlf.yaml", "title", "c");
	RUN(program, 0, "set", "crlf.yaml", "impact.service", "three\nfour");
	RUN(program, 0, "set", "crlf.yaml", "impact.experience", "five\nsix");
	assert_file(program, "crlf.yaml",
		"\xef\xbb\xbf"
		"afterword: 1\r\nform: postmortem\r\ntitle: c # b\r\nimpact:\r\n  service: |\r\n"
		"    three\r\n    four\r\n\r\n  experience: |\r\n    five\r\n    six\r\n");
	folder_put_text(&program->folder, "end.yaml", "afterword: 1\nform: postmortem\ntitle: a");
	RUN(program, 0, "set", "end.yaml", "title", "b");
	assert_file(program, "end.yaml", "afterword: 1\nform: postmortem\ntitle: b");
}

/* The file's attributes stay too. */
static void test_set_keeps_mode_and_link(void **state)
{
	struct program *program = *state;
	struct stat before, after, link;

	assert_int_equal(chmod(folder_path(&program->folder, "a.yaml"), 0640), 0);
	assert_int_equal(symlink("a.yaml", folder_path(&program->folder, "l.yaml")), 0);
	folder_stat(&program->folder, "a.yaml", &before);
	RUN(program, 0, "set", "l.yaml", "title", "b");
	folder_stat(&program->folder, "a.yaml", &after);
	folder_stat(&program->folder, "l.yaml", &link);
	assert_int_equal(after.st_mode, before.st_mode);
	assert_true(S_ISLNK(link.st_mode));
	RUN(program, 0, "get", "a.yaml", "title");
	assert_out(program, "b\n");
	assert_int_equal(folder_count(&program->folder), 2);
}

/* Setting the present value changes no byte, not even a time stamp. */
static void test_set_same(void **state)
{
	struct program *program = *state;
	struct stat before, after;

	folder_stat(&program->folder, "a.yaml", &before);
	RUN(program, 0, "set", "a.yaml", "title", "Old title");
	folder_stat(&program->folder, "a.yaml", &after);
	assert_file(program, "a.yaml", kept);
	assert_int_equal(after.st_ino, before.st_ino);
}

static void test_log(void **state)
{
	struct program *program = *state;
	struct str bytes = {0};

	RUN(program, 0, "log", "a.yaml", "Back to normal", "--at", "2023-10-15 10:00", "--kind",
		"Resolved");
	RUN(program, 0, "log", "--at", "2023-10-15 09:00 EDT", "a.yaml", "Looked at the network");
	RUN(program, 0, "get", "a.yaml", "timeline.events[2].what");
	assert_out(program, "Looked at the network\n");
	RUN(program, 0, "get", "a.yaml", "timeline.events[2].at");
	assert_out(program, "2023-10-15T09:00:00-04:00\n");
	RUN(program, 0, "get", "a.yaml", "timeline.events[4].kind");
	assert_out(program, "resolved\n");
	assert_true(folder_get(&program->folder, "a.yaml", &bytes));
	assert_true(has(&bytes, "        # the first one\n        - id: aaaaaaaa\n"));
	assert_true(has(&bytes, "# the end\n"));
	assert_true(has(&bytes, "form: postmortem   # ours\n"));
	str_release(&bytes);
	RUN(program, 0, "check", "a.yaml"); /* nothing is wrong with it, rows are in order */
	assert_false(has(&program->out, "order"));
}

static const char night[] =
	"afterword: 1\n"
	"form: postmortem\n"
	"timezone: Europe/Berlin\n"
	"timeline:\n"
	"  events:\n"
	"    - {id: aaaaaaaa, at: \"2022-03-10T23:55:00+01:00\", what: alarm}\n";

static void assert_row(struct program *program, const char *file, const char *path, size_t i)
{
	RUN(program, 0, "get", file, path);
	if (strncmp(str_text(&program->out), same_words[i].stored, strlen(same_words[i].stored)) !=
		0)
		fail_msg("%s in %s: %s", same_words[i].typed, file, str_text(&program->out));
}

static void log_word(struct program *program, size_t i)
{
	bool is_first = same_words[i].is_earlier;

	folder_put_text(&program->folder, "log.yaml", night);
	RUN(program, 0, "log", "--at", same_words[i].typed, "log.yaml", "next");
	assert_true(has(&program->err, "2022-03-1"));
	assert_row(program, "log.yaml",
		is_first ? "timeline.events[1].at" : "timeline.events[2].at", i);
}

static void import_word(struct program *program, size_t i)
{
	char text[256];

	snprintf(text, sizeof text,
		"Time zone: Europe/Berlin\n\nSequence of events\n\n"
		"2022-03-10 23:55  alarm\n%s  next\n",
		same_words[i].typed);
	folder_put_text(&program->folder, "in.txt", text);
	unlink(folder_path(&program->folder, "in.yaml"));
	RUN(program, 0, "import", "-o", "in.yaml", "in.txt");
	assert_row(program, "in.yaml", "timeline.events[2].at", i);
}

static void test_same_words(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < sizeof same_words / sizeof *same_words; i++) {
		char text[512];

		snprintf(text, sizeof text, "%s    - {id: bbbbbbbb, what: next}\n", night);
		folder_put_text(&program->folder, "set.yaml", text);
		RUN(program, 0, "set", "--", "set.yaml", "timeline.events[2].at",
			same_words[i].typed);
		assert_row(program, "set.yaml", "timeline.events[2].at", i);
		log_word(program, i);
		if (same_words[i].is_of_text)
			import_word(program, i);
	}
}

/* The chosen day is shown, with its weekday, and another day if that was about as likely. */
static void test_chosen_days_are_told(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml", night);
	RUN(program, 0, "log", "--at", "00:10", "a.yaml", "next");
	assert_true(has(&program->err, "At: Fri 2022-03-11 00:10 CET"));
	RUN(program, 0, "set", "a.yaml", "summary.start", "2022-03-10 23:50");
	assert_int_equal(program->err.len, 0);
	RUN(program, 0, "set", "a.yaml", "summary.end", "03:00");
	assert_true(has(&program->err, "End: Fri 2022-03-11 03:00 CET"));
	RUN(program, 0, "set", "a.yaml", "summary.end", "");
	RUN(program, 0, "set", "a.yaml", "summary.end", "23:40");
	assert_true(has(
		&program->err, "End: Fri 2022-03-11 23:40 CET; it could also be Thu 2022-03-10"));
	RUN(program, 2, "set", "a.yaml", "summary.start", "ongoing");
}

/* A row with an unknown time goes to the end, where it was logged. */
static void test_log_unknown(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml", night);
	RUN(program, 0, "log", "--at", "unknown", "a.yaml", "next");
	RUN(program, 0, "get", "a.yaml", "timeline.events[2].at");
	assert_out(program, "unknown\n");
}

static void test_log_refused(void **state)
{
	struct program *program = *state;

	RUN(program, 2, "log", "a.yaml", "x", "--at", "soon");
	assert_true(has(&program->err, "soon"));
	RUN(program, 2, "log", "a.yaml", "x", "--kind", "party");
	assert_true(has(&program->err, "party"));
	RUN(program, 2, "log", "a.yaml", "");
	assert_file(program, "a.yaml", kept);
}

static void test_log_now(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "new", "now.yaml");
	RUN(program, 0, "log", "now.yaml", "It began");
	RUN(program, 0, "get", "now.yaml", "timeline.events[1].at");
	assert_int_equal(program->out.len, strlen("2023-10-15T09:00:00+00:00\n"));
	assert_true(has(&program->out, "+00:00\n"));
}

enum { WRITERS = 2, ENTRIES = 20 };

/* Two shells log to one file at the same time: no row is lost or doubled. */
static void test_log_at_once(void **state)
{
	struct program *program = *state;
	struct str rows = {0};

	RUN(program, 0, "new", "shared.yaml");
	for (int i = 0; i < ENTRIES; i++) {
		pid_t pids[WRITERS];

		for (int j = 0; j < WRITERS; j++) {
			char text[32];

			snprintf(text, sizeof(text), "writer %d entry %d.", j, i);
			pids[j] = program_start(
				program, (const char *const[]){"log", "shared.yaml", text, NULL});
		}
		for (int j = 0; j < WRITERS; j++) {
			int ended;

			assert_int_equal(waitpid(pids[j], &ended, 0), pids[j]);
			assert_int_equal(ended, 0);
		}
	}
	RUN(program, 0, "get", "shared.yaml", "timeline.events");
	str_append(&rows, str_text(&program->out), program->out.len);
	for (int i = 0; i < ENTRIES * WRITERS; i++) {
		char text[32];

		snprintf(text, sizeof(text), "writer %d entry %d.", i % WRITERS, i / WRITERS);
		assert_true(has(&rows, text));
		assert_null(strstr(strstr(str_text(&rows), text) + 1, text));
	}
	str_release(&rows);
	assert_int_equal(folder_count(&program->folder), 2); /* and no litter */
}

static const char runbook[] = "form: runbook\nversion: 1\ntitle: A runbook\npages:\n"
			      "  - key: main\n    title: Main\n    fields:\n"
			      "      - key: name\n        path: name\n        ask: Name\n"
			      "        kind: line\n";

static void test_forms(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "forms");
	assert_true(has(&program->out, "postmortem"));
	assert_true(has(&program->out, "built-in"));
	assert_int_equal(mkdir(folder_path(&program->folder, "forms"), 0700), 0);
	folder_put_text(&program->folder, "forms/runbook.yaml", runbook);
	RUN(program, 0, "forms");
	assert_true(has(&program->out, "A runbook"));
	RUN(program, 0, "new", "--form", "runbook", "r.yaml");
	RUN(program, 0, "set", "r.yaml", "name", "Restart");
	assert_file(program, "r.yaml", "afterword: 1\nform: runbook\nname: Restart\n");
	RUN(program, 2, "log", "r.yaml", "x");
	assert_true(has(&program->err, "has no timeline"));
	folder_put_text(&program->folder, "forms/broken.yaml", "form: broken\npages: none\n");
	RUN(program, 2, "forms");
	assert_true(has(&program->err, "forms/broken.yaml:"));
	assert_true(has(&program->out, "A runbook"));
}

/* A refused value is shown as typed, with invisible characters as codes. */
static const struct {
	const char *path, *value, *says;
} refused_signs[] = {
	{"summary.start", "\u65e5\u672c", "\"\u65e5\u672c\" is not understood"},
	{"summary.start", "\u0661\u0664:\u0660\u0665", "\"\u0661\u0664:\u0660\u0665\" is not"},
	{"summary.st\u200bart", "x", "no field 'summary.st<U+200B>art'"},
	{"summary.start", "14:05 \u2603", "\"\u2603\" is not understood"},
	{"impact.affected_percent", "\u0668\u0660", "\"\u0668\u0660\" is not a number"},
	{"impact.affected_percent", "8\u20600", "\"8<U+2060>0\" is not a number"},
	{"severity", "\u91cd\u5927", "\"\u91cd\u5927\" is not one of"},
	{"\u65e5\u672c.x", "y", "no field '\u65e5\u672c.x'"},
};

static void test_refused_signs(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < sizeof(refused_signs) / sizeof(refused_signs[0]); i++) {
		RUN(program, 2, "set", "a.yaml", refused_signs[i].path, refused_signs[i].value);
		if (!has(&program->err, refused_signs[i].says))
			fail_msg("%s: %s", refused_signs[i].says, str_text(&program->err));
	}
}

/* However long it is, no character is cut in its middle. */
static void test_long_refused(void **state)
{
	struct program *program = *state;

	for (size_t shift = 0; shift < 3; shift++) {
		struct str value = {0};
		struct str path = {0};

		str_append_repeat(&value, 'a', shift);
		for (size_t i = 0; i < 200; i++)
			str_append_text(&value, "\u65e5");
		str_appendf(&path, "timeline.events[%s]", str_text(&value));

		const char *const calls[][6] = {
			{"set", "a.yaml", "summary.start", str_text(&value), NULL},
			{"set", "a.yaml", "impact.affected_percent", str_text(&value), NULL},
			{"set", "a.yaml", "severity", str_text(&value), NULL},
			{"get", "a.yaml", str_text(&value), NULL},
			{"get", "a.yaml", str_text(&path), NULL},
			{"new", "--zone", str_text(&value), "b.yaml", NULL},
			{"new", "--form", str_text(&value), "b.yaml", NULL},
			{"export", "--to", str_text(&value), "a.yaml", NULL},
			{"log", "--at", str_text(&value), "a.yaml", "x", NULL},
		};

		for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
			program_run(program, calls[i]);
			assert_int_equal(program->status, 2);
			if (has(&program->err, "\xEF\xBF\xBD"))
				fail_msg("%s", str_text(&program->err));
		}
		str_release(&value);
		str_release(&path);
	}
}

/* Every command that opens a document can open one made with a form from elsewhere. */
static void assert_opens(struct program *program, const char *path)
{
	RUN(program, 0, "get", path, "name");
	RUN(program, 0, "check", path);
	RUN(program, 0, "export", path);
	RUN(program, 0, "set", path, "name", "Restart");
}

static void test_form_by_path(void **state)
{
	struct program *program = *state;
	struct str other = {0};

	assert_int_equal(mkdir(folder_path(&program->folder, "elsewhere"), 0700), 0);
	assert_int_equal(mkdir(folder_path(&program->folder, "docs"), 0700), 0);
	folder_put_text(&program->folder, "elsewhere/team.yaml", runbook);
	RUN(program, 0, "new", "--form", "./elsewhere/team.yaml", "docs/r.yaml");
	assert_true(has(&program->err, "docs/forms/runbook.yaml"));
	assert_file(program, "docs/forms/runbook.yaml", runbook);
	assert_opens(program, "docs/r.yaml");

	/* The form is already there, or is found anyway. */
	RUN(program, 0, "new", "--form", "elsewhere/team.yaml", "docs/s.yaml");
	assert_int_equal(program->err.len, 0);
	RUN(program, 0, "new", "--form", "docs/forms/runbook.yaml", "docs/t.yaml");
	assert_opens(program, "docs/t.yaml");

	/* Another form of that name is in use: that one stays, and nothing is created. */
	str_append_text(&other, runbook);
	str_append_text(&other, "      - {key: place, kind: line}\n");
	folder_put_text(&program->folder, "elsewhere/other.yaml", str_text(&other));
	RUN(program, 2, "new", "--form", "elsewhere/other.yaml", "docs/u.yaml");
	assert_true(has(&program->err, "another form of the name \"runbook\""));
	assert_false(folder_has(&program->folder, "docs/u.yaml", ""));
	assert_file(program, "docs/forms/runbook.yaml", runbook);
	str_release(&other);

	/* The built-in one would be used instead of this. */
	folder_put_text(&program->folder, "elsewhere/postmortem.yaml",
		"form: postmortem\ntitle: Ours\npages:\n  - key: main\n    title: Main\n"
		"    fields:\n      - {key: name, path: name, kind: line}\n");
	RUN(program, 2, "new", "--form", "elsewhere/postmortem.yaml", "v.yaml");
	assert_true(has(&program->err, "forms/postmortem.yaml"));
	assert_false(folder_has(&program->folder, "v.yaml", ""));

	/* Nothing is left of one that could not be created. */
	RUN(program, 2, "new", "--form", "elsewhere/team.yaml", "--zone", "Mars/X", "w.yaml");
	RUN(program, 2, "new", "--form", "elsewhere/team.yaml", "none/w.yaml");
	assert_false(folder_has(&program->folder, "forms/runbook.yaml", ""));

	folder_put_text(&program->folder, "in.txt", "Main\nName\nRestart\n");
	RUN(program, 0, "import", "--form", "elsewhere/team.yaml", "-o", "x.yaml", "in.txt");
	assert_opens(program, "x.yaml");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, program_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_new),
		TEST(test_new_by_the_environment),
		TEST(test_zone_by_other_names),
		TEST(test_new_over_a_file),
		TEST(test_get),
		TEST(test_wrong_paths),
		TEST(test_set),
		TEST(test_set_dates),
		TEST(test_set_new_value),
		TEST(test_set_refused),
		TEST(test_set_from_input),
		TEST(test_set_file_shapes),
		TEST(test_set_keeps_mode_and_link),
		TEST(test_set_same),
		TEST(test_log),
		TEST(test_log_refused),
		TEST(test_same_words),
		TEST(test_chosen_days_are_told),
		TEST(test_log_unknown),
		TEST(test_log_now),
		TEST(test_log_at_once),
		TEST(test_refused_signs),
		TEST(test_long_refused),
		TEST(test_forms),
		TEST(test_form_by_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
