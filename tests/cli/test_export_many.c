/* export into a folder: several formats, documents and folders of them, and their list. */
#include "program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD "afterword: 1\nform: postmortem\ntimezone: UTC\n"

static void put(struct program *program, const char *name, const char *title, const char *start)
{
	struct str text = {0};

	str_appendf(&text,
		HEAD "title: %s\nseverity: sev1\nstatus: final\nsummary:\n  start: \"%s\"\n"
		     "notes: |\n  Not for the public.\n",
		title, start);
	folder_put_text(&program->folder, name, str_text(&text));
	str_release(&text);
}

static void make(struct program *program, const char *name)
{
	assert_int_equal(mkdir(folder_path(&program->folder, name), 0700), 0);
}

static bool is_there(struct program *program, const char *name)
{
	return access(folder_path(&program->folder, name), F_OK) == 0;
}

static int set_up(void **state)
{
	program_set_up(state);

	struct program *program = *state;

	make(program, "in");
	make(program, "in/2022");
	put(program, "in/a.yaml", "The middle one", "2022-06-01T08:00:00Z");
	put(program, "in/b.yml", "The newest one", "2023-06-01T08:00:00Z");
	put(program, "in/2022/c.yaml", "The oldest one", "2022-01-01T08:00:00Z");
	folder_put_text(&program->folder, "in/ci.yaml", "on: push\n");
	folder_put_text(&program->folder, "in/.hidden.yaml", HEAD);
	return 0;
}

/* In any order; what one of them is named twice is written once. */
static void test_formats(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "export", "--to", "md,html,JSON,md", "-o", "out", "in/a.yaml");
	assert_int_equal(program->err.len + program->out.len, 0);
	assert_true(folder_has(&program->folder, "out/a.md", "# The middle one"));
	assert_true(folder_has(&program->folder, "out/a.html", "<title>The middle one"));
	assert_true(folder_has(&program->folder, "out/a.json", "\"The middle one\""));
	assert_false(is_there(program, "out/index.html"));
	assert_false(is_there(program, "out/.a.md"));
	RUN(program, 0, "export", "--to", "tasks-csv", "-o", "deep/er/", "in/a.yaml");
	assert_true(folder_has(&program->folder, "deep/er/a.tasks.csv", "id,"));
	RUN(program, 0, "export", "-o", "out/", "in/b.yml");
	assert_true(folder_has(&program->folder, "out/b.html", "<title>The newest one"));
}

static const struct {
	const char *words[6];
	const char *says;
} mistakes[] = {
	{{"--to", "html,odt", "-o", "out", "in/a.yaml"}, "unknown report format 'odt'"},
	{{"--to", "html,", "-o", "out", "in/a.yaml"}, "unknown report format ''"},
	{{"--to", ",", "-o", "out", "in/a.yaml"}, "unknown report format ''"},
	{{"--to", "html,md", "in/a.yaml"}, "need a folder: name one with -o"},
	{{"--to", "html,md", "-o", "-", "in/a.yaml"}, "need a folder: name one with -o"},
	{{"--to", "html,md", "-o", "a.html", "in/a.yaml"}, "'a.html' is not a folder"},
	{{"--to", "html", "in"}, "in: this is a folder; name another for its reports with -o"},
	{{"in/a.yaml", "in/b.yml"}, "need a folder: name one with -o"},
	{{"-o", "in/a.yaml", "in"}, "'in/a.yaml' is not a folder"},
	{{"-o", "in/a.yaml/x", "in"}, "in/a.yaml/x: the folder cannot be made: Not a directory\n"},
	{{"-o", "out", "empty"}, "there is no document in empty"},
	{{"-o", "out", "in/ci.yaml", "in"}, "in/ci.yaml:1:1: "},
	{{"-o", "out", "in/none.yaml", "in"}, "in/none.yaml: there is no such file"},
};

static void test_mistakes(void **state)
{
	struct program *program = *state;

	make(program, "empty");
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		const char *words[8] = {"export"};

		memcpy(words + 1, mistakes[i].words, sizeof(mistakes[i].words));
		print_message("%s\n", mistakes[i].says);
		program_expect(program, 2, words);
		if (!has(&program->err, mistakes[i].says))
			fail_msg("%s", str_text(&program->err));
	}
}

/* What is not as export wrote it is somebody's work. */
static void test_what_is_there(void **state)
{
	struct program *program = *state;

	make(program, "out");
	folder_put_text(&program->folder, "out/a.html", "mine");
	folder_put_text(&program->folder, "out/index.html", "mine, too");
	RUN(program, 2, "export", "--to", "html,md", "-o", "out", "in");
	assert_true(has(&program->err, "out/a.html: is there, and is not as export wrote it; "));
	assert_true(has(&program->err, "out/index.html: is there, and is not"));
	assert_true(folder_holds(&program->folder, "out/a.html", "mine"));
	assert_true(folder_holds(&program->folder, "out/index.html", "mine, too"));
	/* The others are written. */
	assert_true(is_there(program, "out/a.md"));
	assert_true(is_there(program, "out/b.html"));

	RUN(program, 0, "export", "--force", "--to", "html,md", "-o", "out", "in");
	assert_true(folder_has(&program->folder, "out/a.html", "<title>The middle one"));
	assert_true(folder_has(&program->folder, "out/index.html", "The middle one"));

	/* Its own are replaced, when the document has changed and when not. */
	put(program, "in/a.yaml", "Another title", "2022-06-01T08:00:00Z");
	for (int i = 0; i < 2; i++) {
		RUN(program, 0, "export", "--to", "html,md", "-o", "out", "in");
		assert_true(folder_has(&program->folder, "out/a.md", "Another title"));
		assert_true(folder_has(&program->folder, "out/index.html", "Another title"));
	}
	/* Those of other calls stay its own. */
	RUN(program, 0, "export", "--to", "text", "-o", "out", "in/a.yaml");
	put(program, "in/a.yaml", "A third title", "2022-06-01T08:00:00Z");
	RUN(program, 0, "export", "--to", "html,md", "-o", "out", "in");

	/* Changed since. */
	folder_put_text(&program->folder, "out/a.md", "edited");
	RUN(program, 2, "export", "--to", "md", "-o", "out", "in");
	assert_true(folder_holds(&program->folder, "out/a.md", "edited"));
	assert_false(has(&program->err, "b.md"));
	RUN(program, 0, "export", "-f", "--to", "md", "-o", "out", "in");
	assert_true(folder_has(&program->folder, "out/a.md", "A third title"));
	/* No half a file, no temporary one. */
	assert_int_equal(folder_count_suffix(&program->folder, ".tmp"), 0);
}

/* Not even when forced, whatever it is called. */
static void test_never_a_document(void **state)
{
	struct program *program = *state;

	put(program, "in/x.json", "A document", "2022-06-01T08:00:00Z");
	folder_put_text(
		&program->folder, "in/y.json", "{\"afterword\": 1, \"form\": \"postmortem\"}");
	RUN(program, 2, "export", "-f", "--to", "json,md", "-o", "in", "in/x.json", "in/y.json");
	assert_true(has(&program->err, "in/x.json: is a document, which no report replaces"));
	assert_true(has(&program->err, "in/y.json: is a document, which no report replaces"));
	assert_true(folder_has(&program->folder, "in/x.json", HEAD));
	assert_true(folder_has(&program->folder, "in/y.json", "{\"afterword\""));
	assert_true(is_there(program, "in/x.md"));
}

/* Is one text before the other? */
static bool is_before(const struct str *text, const char *first, const char *second)
{
	const char *a = strstr(str_text(text), first);
	const char *b = strstr(str_text(text), second);

	return a && b && a < b;
}

static void test_folder(void **state)
{
	struct program *program = *state;
	struct str index = {0};

	RUN(program, 0, "export", "--to", "html,md", "-o", "out/", "in/");
	assert_int_equal(program->err.len, 0);
	assert_true(is_there(program, "out/2022/c.html"));
	assert_true(is_there(program, "out/2022/c.md"));
	assert_false(is_there(program, "out/ci.html"));
	assert_false(is_there(program, "out/.hidden.html"));
	assert_true(folder_get(&program->folder, "out/index.html", &index));
	assert_true(is_before(&index, "The newest one", "The middle one"));
	assert_true(is_before(&index, "The middle one", "The oldest one"));
	assert_true(has(&index, "<a href=\"2022/c.html\">The oldest one</a>"));
	assert_true(has(&index, "<a href=\"2022/c.md\">markdown</a>"));
	assert_true(has(&index, "3 reports, newest first"));
	assert_false(has(&index, "Without a report"));
	str_release(&index);
	/* Only of HTML there is a list. */
	RUN(program, 0, "export", "--to", "md", "-o", "other", "in");
	assert_false(is_there(program, "other/index.html"));
}

/* The worst of what happened; the others are written all the same. */
static void test_status(void **state)
{
	struct program *program = *state;
	struct str index = {0};

	folder_put_text(&program->folder, "in/twice.yaml", HEAD "title: A\ntitle: B\n");
	RUN(program, 1, "export", "--to", "html", "-o", "out", "in");
	assert_true(
		has(&program->err, "in/twice.yaml: the report shows a document with a problem; "));
	assert_true(folder_has(&program->folder, "out/index.html", "has a problem"));

	folder_put_text(&program->folder, "in/broken.yaml", "afterword: 1\n\"\n");
	RUN(program, 2, "export", "--to", "html", "-o", "out", "in");
	assert_true(has(&program->err, "in/broken.yaml:"));
	assert_true(folder_get(&program->folder, "out/index.html", &index));
	assert_true(has(&index, "Without a report"));
	assert_true(has(&index, "<bdi>broken.yaml</bdi>: "));
	assert_true(has(&index, "The newest one"));
	assert_false(is_there(program, "out/broken.html"));
	str_release(&index);
}

/* Each document has files of its own. */
static void test_same_names(void **state)
{
	struct program *program = *state;

	put(program, "in/a.yml", "The twin", "2022-06-01T08:00:00Z");
	put(program, "in/2022/a.yaml", "The cousin", "2022-06-01T08:00:00Z");
	put(program, "in/index.yaml", "The list", "2022-06-01T08:00:00Z");
	put(program, "in/a-2.yaml", "The second", "2022-06-01T08:00:00Z");
	RUN(program, 0, "export", "--to", "html", "-o", "out", "in");
	assert_true(folder_has(&program->folder, "out/a.html", "<title>The middle one"));
	assert_true(folder_has(&program->folder, "out/a-2.html", "<title>The second"));
	assert_true(folder_has(&program->folder, "out/a-3.html", "<title>The twin"));
	assert_true(folder_has(&program->folder, "out/2022/a.html", "<title>The cousin"));
	assert_true(folder_has(&program->folder, "out/index-2.html", "<title>The list"));
	assert_true(folder_has(&program->folder, "out/index.html", "href=\"index-2.html\""));

	RUN(program, 0, "export", "--to", "md", "-o", "files", "in/a.yaml", "in/2022/a.yaml",
		"in/index.yaml");
	assert_true(folder_has(&program->folder, "files/a.md", "The middle one"));
	assert_true(folder_has(&program->folder, "files/a-2.md", "The cousin"));
	assert_true(folder_has(&program->folder, "files/index.md", "The list"));

	make(program, "in2");
	put(program, "d.yaml", "On its own", "2022-06-01T08:00:00Z");
	put(program, "in2/a.yaml", "Elsewhere", "2022-06-01T08:00:00Z");
	RUN(program, 0, "export", "--to", "html", "-o", "both", "in", "./in2/", "d.yaml");
	assert_true(folder_has(&program->folder, "both/in/a.html", "<title>The middle one"));
	assert_true(folder_has(&program->folder, "both/in2/a.html", "<title>Elsewhere"));
	assert_true(is_there(program, "both/d.html"));
}

/* However it is named. */
static void test_named_twice(void **state)
{
	struct program *program = *state;
	struct str index = {0};

	RUN(program, 0, "export", "-o", "out", "in/a.yaml", "./in/a.yaml", "in/2022/../a.yaml");
	assert_true(folder_get(&program->folder, "out/index.html", &index));
	assert_true(has(&index, "1 report<"));
	assert_true(is_there(program, "out/a.html"));
	assert_false(is_there(program, "out/a-2.html"));
	RUN(program, 0, "export", "-o", "all", "in", "in/b.yml", "in/2022", "in/");
	assert_true(folder_get(&program->folder, "all/index.html", &index));
	assert_true(has(&index, "3 reports"));
	RUN(program, 2, "export", "-o", "none", "no.yaml", "no.yaml", "in/a.yaml");
	assert_true(folder_get(&program->folder, "none/index.html", &index));
	assert_false(is_before(&index, "<bdi>no.yaml", "<bdi>no.yaml"));
	str_release(&index);
}

/* No part of a name is live, or leads elsewhere. */
static void test_hostile_names(void **state)
{
	struct program *program = *state;

	make(program, "odd");
	put(program, "odd/javascript:alert(1).yaml", "A", "2022-06-01T08:00:00Z");
	put(program, "odd/\"><b onload=x>.yaml", "B", "2022-06-01T08:00:00Z");
	put(program, "odd/a?b#c%41 \xc3\xa9\n.yaml", "C", "2022-06-01T08:00:00Z");
	folder_put_text(&program->folder, "odd/<i>.yaml", "afterword: 1\n\"\n");
	RUN(program, 2, "export", "--to", "html", "-o", "out", "odd");
	assert_true(folder_has(
		&program->folder, "out/index.html", "href=\"javascript%3Aalert%281%29.html\""));
	assert_true(folder_has(
		&program->folder, "out/index.html", "href=\"%22%3E%3Cb%20onload%3Dx%3E.html\""));
	assert_true(folder_has(
		&program->folder, "out/index.html", "href=\"a%3Fb%23c%2541%20%C3%A9%0A.html\""));
	assert_true(folder_has(&program->folder, "out/index.html", "<bdi>&lt;i&gt;.yaml</bdi>"));
}

/* Neither the list nor what it says of those that are refused has anything private. */
static void test_public(void **state)
{
	struct program *program = *state;
	struct str index = {0};

	folder_put_text(&program->folder, "in/torn.yaml",
		HEAD
		"title: A\nnotes: |\n  <<<<<<< Jordan\n  x\n  =======\n  y\n  >>>>>>> theirs\n");
	folder_put_text(&program->folder, "in/broken.yaml", "afterword: 1\nsecret: \"\n");
	RUN(program, 2, "export", "--public", "--to", "html", "-o", "out", "in");
	assert_true(has(&program->err, "in/torn.yaml: there can be no public report yet"));
	assert_true(has(&program->err, "left out of "));
	assert_false(has(&program->err, "a.yaml: left out"));
	assert_false(is_there(program, "out/torn.html"));
	assert_true(folder_get(&program->folder, "out/index.html", &index));
	assert_true(has(&index, "<li><bdi>torn.yaml</bdi></li>"));
	assert_true(has(&index, "<li><bdi>broken.yaml</bdi></li>"));
	assert_false(has(&index, "Jordan"));
	assert_false(has(&index, "secret"));
	assert_true(has(&index, "The newest one"));
	str_release(&index);
}

/* What is left out is summed up for several documents, and told as ever for one. */
static void test_left_out(void **state)
{
	struct program *program = *state;

	make(program, "left");
	folder_put_text(&program->folder, "left/a.yaml", HEAD "authors: [Ida]\n");
	folder_put_text(&program->folder, "left/b.yaml", HEAD "authors: [Bo, Li]\n");
	folder_put_text(&program->folder, "left/c.yaml", HEAD);
	RUN(program, 0, "export", "--public", "--to", "html,md", "-o", "out", "left");
	assert_string_equal(str_text(&program->err),
		"afterword: left out of 2 of 3 public reports: 2 fields (Authors)\n");
	RUN(program, 0, "export", "--public", "-o", "out2", "left/a.yaml", "left/b.yaml");
	assert_string_equal(str_text(&program->err),
		"afterword: left out of 2 public reports: 2 fields (Authors)\n");
	RUN(program, 0, "export", "--public", "--to", "html,md", "-o", "out3", "left/a.yaml");
	assert_string_equal(str_text(&program->err),
		"afterword: left/a.yaml: left out of the public report: 1 field (Authors)\n");
	RUN(program, 0, "export", "-o", "out4", "left");
	assert_string_equal(str_text(&program->err), "");
}

/* On all cores the result is the same as that of one after the other. */
static void test_many(void **state)
{
	enum { MANY = 60 };
	struct program *program = *state;
	struct str index = {0};

	make(program, "many");
	for (int i = 0; i < MANY; i++) {
		char name[32], title[32], start[32];

		snprintf(name, sizeof(name), "many/%02d.yaml", i);
		snprintf(title, sizeof(title), "Number %02d.", i);
		snprintf(start, sizeof(start), "2022-01-01T08:%02d:00Z", i);
		put(program, name, title, start);
	}
	folder_put_text(&program->folder, "many/30.yaml", "afterword: 1\n\"\n");
	RUN(program, 2, "export", "--to", "html", "-o", "out", "many");
	assert_true(folder_get(&program->folder, "out/index.html", &index));
	for (int i = 0; i < MANY; i++) {
		char name[32], title[32], next[32];

		snprintf(name, sizeof(name), "out/%02d.html", i);
		snprintf(title, sizeof(title), "Number %02d.", i);
		snprintf(next, sizeof(next), "Number %02d.", i + 1);
		if (i == 30) {
			assert_false(is_there(program, name));
			continue;
		}
		assert_true(folder_has(&program->folder, name, title));
		if (i + 1 < MANY && i + 1 != 30)
			assert_true(is_before(&index, next, title));
	}
	str_release(&index);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, program_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_formats),
		TEST(test_mistakes),
		TEST(test_what_is_there),
		TEST(test_never_a_document),
		TEST(test_folder),
		TEST(test_status),
		TEST(test_same_names),
		TEST(test_named_twice),
		TEST(test_hostile_names),
		TEST(test_public),
		TEST(test_left_out),
		TEST(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
