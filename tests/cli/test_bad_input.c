/*
 * Whatever a file contains, every command ends with a meaningful status, prints one clear
 * sentence with the position, and leaves the file unchanged.
 */
#include "program.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD "afterword: 1\nform: postmortem\n"

struct bad {
	const char *name;
	const char *bytes;
	size_t len;       /* 0: strlen */
	const char *says; /* after "afterword: x.yaml", of every command */
};

/* Files that cannot be read as a document. */
static const struct bad unreadable[] = {
	{"empty", "", 0, ":1:1: this is not an Afterword document: it is empty"},
	{"only a comment", "# nothing\n", 0,
		":1:1: this is not an Afterword document: it is empty"},
	{"not UTF-8", HEAD "title: caf\xe9\n", 0, ":3:11: this is not UTF-8"},
	{"an overlong sequence", HEAD "title: \xc0\xaf\n", 0, ":3:8: this is not UTF-8"},
	{"a surrogate", HEAD "title: \xed\xa0\x80\n", 0, ":3:8: this is not UTF-8"},
	{"a control character", HEAD "title: a\x1b[31m\n", 0, ":3:9: the character U+001B"},
	{"NUL", "a\0b", 3, ":1:2: the character U+0000"},
	{"UTF-16",
		"\xff\xfe"
		"a\0:\0",
		6, ":1:1: this is not UTF-8"},
	{"an open quote", HEAD "title: \"open\n", 0, ":3:8: this quote is never closed"},
	{"a tab", HEAD "impact:\n\tservice: x\n", 0, ":4:1: "},
	{"a merge conflict", HEAD "<<<<<<< ours\ntitle: a\n=======\ntitle: b\n>>>>>>> theirs\n", 0,
		":3:1: "},
	{"plain text", "Just some words.\n", 0, ":1:1: this is not an Afterword document"},
	{"a list", "- a\n- b\n", 0, ":1:1: this is not an Afterword document"},
	{"another program's", "title: x\n", 0, ":1:1: this is not an Afterword document"},
	{"no form", "afterword: 1\n", 0,
		":1:1: this is not an Afterword document: it has no \"form\""},
	{"a version that is none", "afterword: one\nform: postmortem\n", 0, ":1:12: "},
	{"another form", "afterword: 1\nform: runbook\n", 0,
		":2:7: there is no form named \"runbook\"; 'afterword forms' lists what there is"},
	{"a form that is a path", "afterword: 1\nform: ../../etc/passwd\n", 0,
		":2:7: a form's name has only letters, digits, - and _"},
	{"a form that is a list", "afterword: 1\nform: [a]\n", 0, ":2:7: \"form\" must be a text"},
};

/* Files that can be read but not safely written. */
static const struct bad unwritable[] = {
	{"a key twice", HEAD "title: a\ntitle: b\n", 0, ":4:1: key \"title\" occurs twice"},
	{"two documents", HEAD "title: a\n---\nb: 1\n", 0, ":4:1: a second document starts here"},
	{"a newer version", "afterword: 2\nform: postmortem\ntitle: a\n", 0,
		": it was written by a newer Afterword"},
};

static const char *const calls[][5] = {
	{"get", "x.yaml"},
	{"get", "x.yaml", "title"},
	{"set", "x.yaml", "title", "new"},
	{"log", "x.yaml", "text"},
	{"check", "x.yaml"},
	{"export", "x.yaml"},
	{"export", "--to", "json", "x.yaml"},
};

enum { N_CALLS = sizeof(calls) / sizeof(calls[0]) };

/* One line on stderr, none on stdout, beginning with the program, the file and what it says. */
static void assert_complaint(struct program *program, const char *name, const char *says)
{
	struct str wanted = {0};
	const char *text = str_text(&program->err);

	str_appendf(&wanted, "afterword: x.yaml%s", says);
	if (strncmp(text, str_text(&wanted), wanted.len) != 0)
		fail_msg("%s: \"%s\" does not begin with \"%s\"", name, text, str_text(&wanted));
	if (program->err.len == 0 || strchr(text, '\n') != text + program->err.len - 1)
		fail_msg("%s: not one line: \"%s\"", name, text);
	assert_int_equal(program->out.len, 0);
	str_release(&wanted);
}

static void assert_refused(struct program *program, const char *name, const char *says)
{
	for (size_t i = 0; i < N_CALLS; i++) {
		program_expect(program, 2, calls[i]);
		assert_complaint(program, name, says);
	}
}

static void assert_same(struct program *program, const char *bytes, size_t len)
{
	struct str now = {0};

	assert_true(folder_get(&program->folder, "x.yaml", &now));
	assert_true(str_equal(&now, bytes, len));
	assert_int_equal(folder_count(&program->folder), 1);
	str_release(&now);
}

static void test_unreadable(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < sizeof(unreadable) / sizeof(unreadable[0]); i++) {
		const struct bad *bad = &unreadable[i];
		size_t len = bad->len ? bad->len : strlen(bad->bytes);

		folder_put(&program->folder, "x.yaml", bad->bytes, len);
		assert_refused(program, bad->name, bad->says);
		assert_same(program, bad->bytes, len);
	}
}

static void test_unwritable(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < sizeof(unwritable) / sizeof(unwritable[0]); i++) {
		const struct bad *bad = &unwritable[i];

		folder_put_text(&program->folder, "x.yaml", bad->bytes);
		RUN(program, 0, "get", "x.yaml", "title");
		assert_string_equal(str_text(&program->out), "a\n");
		RUN(program, 1, "export", "x.yaml"); /* written, with a word about it */
		assert_true(has(&program->err, "a document with a problem"));
		RUN(program, 1, "check", "x.yaml");
		assert_true(has(&program->out, " error: "));
		RUN(program, 2, "set", "x.yaml", "title", "new");
		assert_complaint(program, bad->name, bad->says);
		RUN(program, 2, "log", "x.yaml", "text");
		assert_complaint(program, bad->name, bad->says);
		assert_same(program, bad->bytes, strlen(bad->bytes));
	}
}

/* Values of the wrong kind are shown, reported, and never overwritten. */
static void test_wrong_kind(void **state)
{
	struct program *program = *state;
	static const char bytes[] = HEAD "title: [a, b]\nimpact: none\ntimeline:\n  events: 3\n";

	folder_put_text(&program->folder, "x.yaml", bytes);
	RUN(program, 1, "check", "x.yaml");
	assert_true(has(&program->out, "x.yaml:3:8: error: "));
	assert_true(has(&program->out, "x.yaml:4:9: error: "));
	assert_true(has(&program->out, "x.yaml:6:11: error: "));
	RUN(program, 0, "get", "x.yaml", "title");
	RUN(program, 0, "export", "x.yaml");
	RUN(program, 2, "set", "x.yaml", "title", "new");
	assert_complaint(program, "set", ":3:8: \"title\" is a different kind");
	RUN(program, 2, "set", "x.yaml", "impact.service", "new");
	assert_complaint(program, "set in a page", ":4:9: \"impact.service\" is a different kind");
	RUN(program, 2, "log", "x.yaml", "text");
	assert_complaint(program, "log", ":6:11: \"timeline.events\" is a different kind");
	assert_same(program, bytes, strlen(bytes));
	RUN(program, 0, "set", "x.yaml", "severity", "sev1"); /* the rest can be changed */
	RUN(program, 0, "get", "x.yaml", "severity");
	assert_string_equal(str_text(&program->out), "sev1\n");
}

static void test_wrong_values(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "x.yaml",
		HEAD "title: a\ntimezone: Europe/Pariss\nsummary:\n"
		     "  start: \"2023-02-31T08:00:00Z\"\n  end: \"2023-03-01T25:00:00Z\"\n");
	RUN(program, 1, "check", "x.yaml");
	assert_true(
		has(&program->out, "x.yaml:4:11: error: there is no time zone \"Europe/Pariss\""));
	assert_true(
		has(&program->out, "x.yaml:6:10: error: \"2023-02-31T08:00:00Z\" is not a time"));
	assert_true(has(&program->out, "x.yaml:7:8: error: "));
	RUN(program, 0, "export", "x.yaml");
	assert_true(has(&program->out, "2023-02-31T08:00:00Z"));
}

static void test_bad_form(void **state)
{
	struct program *program = *state;

	mkdir(folder_path(&program->folder, "forms"), 0700);
	folder_put_text(&program->folder, "forms/broken.yaml",
		"form: broken\nversion: 1\ntitle: B\npages:\n  - key: a\n    title: A\n"
		"    fields:\n      - key: b\n        kind: lime\n");
	folder_put_text(&program->folder, "x.yaml", "afterword: 1\nform: broken\n");
	for (size_t i = 0; i < N_CALLS; i++) {
		program_expect(program, 2, calls[i]);
		assert_true(has(&program->err, "forms/broken.yaml:9:15: unknown kind \"lime\""));
	}
	RUN(program, 2, "new", "--form", "broken", "y.yaml");
	RUN(program, 2, "new", "--form", "forms/broken.yaml", "y.yaml");
	assert_true(has(&program->err, "forms/broken.yaml:9:15: unknown kind \"lime\""));
}

static void test_missing(void **state)
{
	struct program *program = *state;

	assert_refused(program, "missing", ": there is no such file");
	assert_int_equal(folder_count(&program->folder), 0);
}

static void test_folder(void **state)
{
	struct program *program = *state;

	mkdir(folder_path(&program->folder, "x.yaml"), 0700);
	for (size_t i = 0; i < N_CALLS; i++) {
		if (strcmp(calls[i][0], "check") == 0)
			continue; /* checks what is in it */
		program_expect(program, 2, calls[i]);
		assert_complaint(program, "folder", ": this is a folder");
	}
	RUN(program, 0, "check", "x.yaml");
	RUN(program, 2, "new", "x.yaml");
	assert_int_equal(folder_count(&program->folder), 1);
}

/* Opening a pipe must not wait for its other end. */
static void test_pipe(void **state)
{
	struct program *program = *state;

	assert_int_equal(mkfifo(folder_path(&program->folder, "x.yaml"), 0600), 0);
	assert_refused(program, "pipe", ": this is not a regular file");
	RUN(program, 2, "new", "x.yaml");
}

static void test_device(void **state)
{
	struct program *program = *state;

	assert_int_equal(symlink("/dev/zero", folder_path(&program->folder, "x.yaml")), 0);
	assert_refused(program, "device", ": this is not a regular file");
}

static void test_no_permission(void **state)
{
	struct program *program = *state;

	if (geteuid() == 0)
		skip(); /* root may read everything */
	folder_put_text(&program->folder, "x.yaml", HEAD);
	chmod(folder_path(&program->folder, "x.yaml"), 0);
	assert_refused(program, "no permission", ": the file cannot be opened: Permission denied");
}

static void test_too_large(void **state)
{
	struct program *program = *state;
	size_t len = (size_t)17 * 1024 * 1024;
	char *bytes = mem_alloc(len);

	memset(bytes, '\n', len);
	memcpy(bytes, HEAD, strlen(HEAD));
	folder_put(&program->folder, "x.yaml", bytes, len);
	assert_refused(program, "large", ": the file is larger than 16 MiB");
	assert_same(program, bytes, len);
	program_run_input(program, (const char *const[]){"import", "-", NULL}, bytes, len);
	assert_int_equal(program->status, 2);
	assert_true(has(&program->err, "standard input: "));
	free(bytes);
}

/* A text that would end at its first NUL is refused completely. */
static void test_nul_in_a_value(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "x.yaml", HEAD);
	program_run_input(program,
		(const char *const[]){"set", "x.yaml", "impact.service", "-", NULL}, "abc\0def", 7);
	assert_int_equal(program->status, 2);
	assert_true(has(&program->err, "standard input: this is not text: it contains NUL bytes"));
	assert_same(program, HEAD, strlen(HEAD));
}

static void test_too_deep(void **state)
{
	struct program *program = *state;
	struct str bytes = {0};

	str_append_text(&bytes, HEAD "title: ");
	str_append_repeat(&bytes, '[', 100000);
	folder_put(&program->folder, "x.yaml", str_text(&bytes), bytes.len);
	assert_refused(program, "deep", ":3:39: values are nested deeper than the 32 levels");
	str_release(&bytes);
}

/* Nothing in a file's name or content reaches the messages raw. */
static void test_hostile_names(void **state)
{
	struct program *program = *state;
	static const char name[] = "\x1b]0;owned\x07\xc2\x9b"
				   "31m\xe2\x80\xae\n.yaml";

	RUN(program, 2, "get", name);
	for (size_t i = 0; i + 1 < program->err.len; i++)
		assert_true((unsigned char)program->err.data[i] >= ' ');
	assert_false(has(&program->err, "\xc2\x9b"));
	assert_false(has(&program->err, "\xe2\x80\xae"));
	folder_put_text(
		&program->folder, "x.yaml", HEAD "title: x\nseverity: \"\\e[31m\\x9b\\u202e\"\n");
	RUN(program, 1, "check", "x.yaml");
	for (size_t i = 0; i < program->out.len; i++)
		assert_true(
			(unsigned char)program->out.data[i] >= ' ' || program->out.data[i] == '\n');
	assert_false(has(&program->out, "\xc2\x9b"));
	assert_false(has(&program->out, "\xe2\x80\xae"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, program_set_up, program_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_unreadable),
		TEST(test_unwritable),
		TEST(test_wrong_kind),
		TEST(test_wrong_values),
		TEST(test_bad_form),
		TEST(test_missing),
		TEST(test_folder),
		TEST(test_pipe),
		TEST(test_device),
		TEST(test_no_permission),
		TEST(test_too_large),
		TEST(test_nul_in_a_value),
		TEST(test_too_deep),
		TEST(test_hostile_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
