/*
 * Whoever only reads a document leaves no trace in it: not a byte, not a time stamp, not an
 * inode, however the file is laid out and wherever one went in it.
 */
#include "editing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define HEAD "afterword: 1\nform: probe\n"

static const struct {
	const char *name, *text;
} corpus[] = {
	{"canonical", editing_document},
	{"nothing but the head", editing_empty},
	{"no newline at the end", "afterword: 1\nform: probe\ntitle: a"},
	{"comments everywhere",
		"# file\n\n# apart\n\n" HEAD "# above\ntitle:   a   # beside\n"
		"# of main\nmain:  # beside main\n  # of body\n  body: |  # of the block\n"
		"    text\n\n    # text, too\n\n  # after the block\n  points:  # list\n"
		"    # first\n    - a # one\n\n    # apart\n\n    - b\n    # last\n"
		"# under main\ntimeline:\n  events:\n    # row\n    - id: aaaaaaaa # id\n"
		"      # of what\n      what: x\n\n    # after the rows\n# end"},
	{"CRLF", "# c\r\nafterword: 1\r\nform: probe\r\nmain:\r\n  body: |\r\n    one\r\n\r\n"
		 "    two\r\n  points:\r\n  - a\r\n  -   b  # c\r\n\r\n\r\n"},
	{"CR", "afterword: 1\rform: probe\rtitle: a # b\rmain:\r  points: [a]\r"},
	{"both newlines",
		"afterword: 1\r\nform: probe\ntitle: a\r\nmain:\n  body: |\r\n    x\n    y\r\n"},
	{"BOM", "\xEF\xBB\xBF# c\n" HEAD "title: a\n"},
	{"BOM and CRLF", "\xEF\xBB\xBF"
			 "afterword: 1\r\nform: probe\r\ntitle: a\r\n"},
	{"mixed indents", HEAD "main:\n      body: >\n         folded\n         text\n\n"
			       "      points:\n      -    a\n      -  b\ntimeline:\n events:\n"
			       "   -   id: aaaaaaaa\n       what:    x   \n   - id: bbbbbbbb\n"
			       "     what: |1\n       y\n"},
	{"flow style",
		"{afterword: 1, form: probe, title: a, # c\n  main: {body: \"x\", points: [a,\n"
		"  'b' ,]}, timeline: {events: [ {id: aaaaaaaa, what: x}, ]}}\n"},
	{"tags, anchors, aliases",
		HEAD "title: &t !!str a\nmain:\n  body: *t\n  points: !list [1]\n"
		     "  share: !!int \"8\"\nmore: &m {<<: *t, x: 1}\n"},
	{"directives and an end", "%YAML 1.1\n--- # c\n" HEAD "title: a\n... # end\n"},
	{"quotes and escapes", "\"afterword\": 1\n'form': probe\n\"ti\\x74le\": 'it''s'\n"
			       "main: {body: \"a\\\n    b\", level: \"m\\u0069d\"}\n"},
	{"not as we write", HEAD "title: yes\nmain:\n  share: 080.0\n  done: True\n  level: LOW\n"
				 "  start: 2023-10-15 08:00\n  end: soon\n  points: lone\n"},
	{"empty of every sort", HEAD "title:\nmain:\n  body: ~\n  points: []\n  share: null\n"
				     "  level: \"\"\ntimeline: {}\n"},
	{"unknown keys", "x: 1\n" HEAD "? odd\n: key\nmain:\n  y: [1, {z: 2}]\n  body: a\n"
			 "timeline:\n  events:\n    - id: aaaaaaaa\n      extra: 1\n    - text\n"},
	{"trailing blanks",
		HEAD "title: a  \nmain:   \n  body: |+\n    x  \n    \t\n    \n\n\n  points:  \n"
		     "    - a   \n\n   \n"},
	{"rows without usable ids",
		HEAD "timeline:\n  events:\n    - what: x\n    - {id: 1, what: y}\n"
		     "    - id: aaaaaaaa\n    - id: aaaaaaaa\n"},
	{"an open conflict", HEAD "main:\n  body: |\n    <<<<<<< mine\n    a\n    =======\n    b\n"
				  "    >>>>>>> theirs\n"},
};

static void look_around(struct editing *e)
{
	for (unsigned field = FIELD_TITLE; field <= FIELD_FIXED; field++) {
		editing_go(e, field);
		editing_keys(e, "<End><Home><Tab><Esc>");
	}
	editing_keys(e, "<Alt+1><Alt+2><Alt+.><Esc>");
}

static void assert_untouched(struct editing *e, const struct stat *before, const char *text)
{
	struct stat after;

	folder_stat(&e->folder, "doc.yaml", &after);
	assert_true(folder_holds(&e->folder, "doc.yaml", text));
	assert_int_equal(before->st_ino, after.st_ino);
	assert_memory_equal(&before->st_mtim, &after.st_mtim, sizeof(after.st_mtim));
	assert_memory_equal(&before->st_ctim, &after.st_ctim, sizeof(after.st_ctim));
	assert_int_equal(folder_count(&e->folder), 2); /* the document and its form */
}

static void test_reading_writes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(corpus); i++) {
		struct editing e;
		struct stat before;

		print_message("  %s\n", corpus[i].name);
		editing_init(&e, corpus[i].text);
		folder_stat(&e.folder, "doc.yaml", &before);
		look_around(&e);
		editing_keys(&e, "<^S>");
		editing_wait(&e, 15000);
		assert_true(session_flush(e.session));
		editing_settle(&e);
		assert_untouched(&e, &before, corpus[i].text);
		editing_reopen(&e);
		assert_untouched(&e, &before, corpus[i].text);
		editing_release(&e);
	}
}

/* What was typed and taken back leaves no byte behind, either. */
static void test_an_edit_taken_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(corpus); i++) {
		struct editing e;

		print_message("  %s\n", corpus[i].name);
		editing_init(&e, corpus[i].text);
		for (unsigned field = FIELD_TITLE; field <= FIELD_BODY; field++) {
			editing_go(&e, field);
			editing_keys(&e, "x<Alt+U>");
		}
		assert_true(session_flush(e.session));
		editing_settle(&e);
		assert_true(folder_holds(&e.folder, "doc.yaml", corpus[i].text));
		editing_release(&e);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading_writes_nothing),
		cmocka_unit_test(test_an_edit_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
