/* diff: every change in words, for people; and a document as lines, for git. */
#include "program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char base[] = "# kept by hand\n"
			   "afterword: 1\n"
			   "form: postmortem   # ours\n"
			   "title: 'Old title' # the title\n"
			   "owner-team: payments\n"
			   "severity: sev3\n"
			   "timezone: America/New_York\n"
			   "services:\n"
			   "    - a\n"
			   "    - b\n"
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
			   "\n"
			   "        - id: cccccccc\n"
			   "          at: \"2023-10-15T10:30:00-04:00\"\n"
			   "          what: |\n"
			   "              All is well.\n"
			   "              Really.\n"
			   "# the end\n";

static int set_up(void **state)
{
	program_set_up(state);

	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml", base);
	return 0;
}

/* b.yaml: the base with its first `from` replaced by `to`. */
static void put_changed(struct program *program, const char *from, const char *to)
{
	struct str text = {0};
	const char *at = strstr(base, from);

	assert_non_null(at);
	str_append(&text, base, (size_t)(at - base));
	str_append_text(&text, to);
	str_append_text(&text, at + strlen(from));
	folder_put(&program->folder, "b.yaml", str_text(&text), text.len);
	str_release(&text);
}

static const struct {
	const char *from, *to, *said;
} changes[] = {
	{"severity: sev3", "severity: sev1", "Summary: Severity changed from sev3 to sev1\n"},
	{"severity: sev3\n", "", "Summary: Severity emptied, it was: sev3\n"},
	{"severity: sev3\n", "severity: sev3\nstatus: draft\n",
		"Summary: Status filled in: draft\n"},
	{"'Old title'", "'New title'", "Summary: Title changed:\n    [-Old-]{+New+} title\n"},
	{"- b", "- c", "Summary: Services changed:\n    a\n    [-b-]{+c+}\n"},
	{"were down.\n", "were down.\n        For hours.\n",
		"Impact: What service was down/slow? changed:\n"
		"    Payments were down.{+\n    For hours.+}\n"},
	{"T08:30:00-04:00", "T08:31:00-04:00",
		"Timeline: event 2023-10-15 08:30 EDT: When changed from 2023-10-15 08:30 EDT to "
		"2023-10-15 08:31 EDT\n"},
	{"T08:30:00-04:00", "T12:30:00Z",
		"Timeline: event 2023-10-15 08:30 EDT: When changed from 2023-10-15T08:30:00-04:00 to "
		"2023-10-15T12:30:00Z\n"},
	{"        - id: bbbbbbbb\n"
	 "          at: \"2023-10-15T09:30:00-04:00\"\n"
	 "          what: Rolled back.\n",
		"",
		"Timeline: event 2023-10-15 09:30 EDT removed\n"
		"    When: 2023-10-15 09:30 EDT\n"
		"    What happened: Rolled back.\n"},
	{"        - id: bbbbbbbb\n",
		"        - id: dddddddd\n"
		"          at: \"2023-10-15T08:45:00-04:00\"\n"
		"          what: |\n"
		"              One\n"
		"              two\n"
		"\n"
		"        - id: bbbbbbbb\n",
		"Timeline: event 2023-10-15 08:45 EDT added\n"
		"    When: 2023-10-15 08:45 EDT\n"
		"    What happened:\n"
		"        One\n"
		"        two\n"},
	{"        - id: bbbbbbbb\n"
	 "          at: \"2023-10-15T09:30:00-04:00\"\n"
	 "          what: Rolled back.\n"
	 "\n"
	 "        - id: cccccccc\n"
	 "          at: \"2023-10-15T10:30:00-04:00\"\n"
	 "          what: |\n"
	 "              All is well.\n"
	 "              Really.\n",
		"        - id: cccccccc\n"
		"          at: \"2023-10-15T10:30:00-04:00\"\n"
		"          what: |\n"
		"              All is well.\n"
		"              Really.\n"
		"\n"
		"        - id: bbbbbbbb\n"
		"          at: \"2023-10-15T09:30:00-04:00\"\n"
		"          what: Rolled back.\n",
		"Timeline: event 2023-10-15 10:30 EDT moved, it was number 3 and is number 2\n"},
	{"# four blanks", "# 4 blanks",
		"Outside the answers: \"# four blanks\" removed\n"
		"Outside the answers: \"# 4 blanks\" added\n"},
	{"# the title\n", "\n", "Outside the answers: \"# the title\" removed\n"},
	{"owner-team: payments", "owner-team: shop",
		"Outside the answers: \"owner-team: payments\" removed\n"
		"Outside the answers: \"owner-team: shop\" added\n"},
	{"severity: sev3", "severity: [1, 2]", "Outside the answers: \"severity: [1, 2]\" added\n"},
	{"'Old title'", "\"Old title\"", "Only the layout of the file differs\n"},
	{"'Old title'", "\"Old \\e[31m\\u202e\"",
		"Summary: Title changed:\n    [-Old title-]{+Old ^[[31m<U+202E>+}\n"},
	{"# the end", "# the \xe2\x80\xae end",
		"Outside the answers: \"# the end\" removed\n"
		"Outside the answers: \"# the <U+202E> end\" added\n"},
};

static void test_says_each_change(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		put_changed(program, changes[i].from, changes[i].to);
		RUN(program, 1, "diff", "a.yaml", "b.yaml");
		assert_string_equal(str_text(&program->out), changes[i].said);
		assert_int_equal(program->err.len, 0);
	}
}

static void test_says_nothing_of_the_same(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "b.yaml", base);
	RUN(program, 0, "diff", "a.yaml", "b.yaml");
	assert_int_equal(program->out.len, 0);
	assert_int_equal(program->err.len, 0);
}

static void test_needs_two_documents_of_one_form(void **state)
{
	struct program *program = *state;

	RUN(program, 2, "diff", "a.yaml");
	RUN(program, 2, "diff", "a.yaml", "missing.yaml");
	folder_put_text(&program->folder, "b.yaml", "x: 1\n");
	RUN(program, 2, "diff", "a.yaml", "b.yaml");
	assert_non_null(strstr(str_text(&program->err), "b.yaml"));
	put_changed(program, "form: postmortem", "form: other");
	RUN(program, 2, "diff", "a.yaml", "b.yaml");
	assert_string_equal(str_text(&program->err),
		"afterword: b.yaml: it uses the form \"other\", a.yaml uses \"postmortem\"\n");
}

static const char as_lines[] = "Form: postmortem\n"
			       "\n"
			       "Summary: Title\n"
			       "    Old title\n"
			       "\n"
			       "Summary: Severity\n"
			       "    sev3\n"
			       "\n"
			       "Summary: Time zone\n"
			       "    America/New_York\n"
			       "\n"
			       "Summary: Services\n"
			       "    a\n"
			       "    b\n"
			       "\n"
			       "Impact: What service was down/slow?\n"
			       "    Payments were down.\n"
			       "\n"
			       "Timeline: Sequence of events, row aaaaaaaa\n"
			       "    When: 2023-10-15T08:30:00-04:00\n"
			       "    Kind: detected\n"
			       "    What happened: The alarm fired.\n"
			       "\n"
			       "Timeline: Sequence of events, row bbbbbbbb\n"
			       "    When: 2023-10-15T09:30:00-04:00\n"
			       "    What happened: Rolled back.\n"
			       "\n"
			       "Timeline: Sequence of events, row cccccccc\n"
			       "    When: 2023-10-15T10:30:00-04:00\n"
			       "    What happened:\n"
			       "        All is well.\n"
			       "        Really.\n"
			       "\n"
			       "Comments and other keys of the file\n"
			       "    # kept by hand\n"
			       "    # ours\n"
			       "    # the title\n"
			       "    owner-team: payments\n"
			       "        # four blanks\n"
			       "            # the first one\n"
			       "    # the end\n";

static void test_prints_a_document_as_lines(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "diff", "--textconv", "a.yaml");
	assert_string_equal(str_text(&program->out), as_lines);
}

/* git diff must continue, whatever they are. */
static void test_prints_other_files_as_they_are(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} files[] = {
		{"", 0},
		{"x: 1\n", 5},
		{"a: [\n\x1b\xff", 7},
		{"a\0b", 3},
		{"afterword: 1\nform: nowhere\n", 27},
		{"afterword: 1\nform: postmortem\ntitle: a\ntitle: b\n", 47},
	};
	struct program *program = *state;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		folder_put(&program->folder, "b.yaml", files[i].bytes, files[i].len);
		RUN(program, 0, "diff", "--textconv", "b.yaml");
		assert_int_equal(program->out.len, files[i].len);
		assert_memory_equal(str_text(&program->out), files[i].bytes, files[i].len);
		assert_int_equal(program->err.len, 0);
	}
	RUN(program, 2, "diff", "--textconv", "missing.yaml");
}

/* As in `diff <(git show HEAD:b.yaml) b.yaml`: the form is next to the side that is a file. */
static void test_reads_pipes(void **state)
{
	struct program *program = *state;

	program_shell(program,
		"mkdir -p forms && printf 'form: own\nversion: 1\ntitle: T\npages:\n  - key: p\n"
		"    title: P\n    fields:\n      - {key: q, ask: Q, kind: line}\n' "
		">forms/own.yaml; printf 'afterword: 1\nform: own\np:\n  q: one\n' >b.yaml;"
		"sed s/one/two/ b.yaml >new; mkfifo pipe; cat b.yaml >pipe & ",
		"\"$AFTERWORD\" diff pipe b.yaml && ! \"$AFTERWORD\" diff - b.yaml <new >said",
		" && \"$AFTERWORD\" diff b.yaml - <b.yaml");
	assert_string_equal(str_text(&program->err), "");
	assert_int_equal(program->status, 0);
	program_shell(program, "cat said", "", "");
	assert_non_null(strstr(str_text(&program->out), "two"));
	RUN(program, 2, "diff", "forms", "b.yaml");
	assert_string_equal(
		str_text(&program->err), "afterword: forms: this is a folder, not a file\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_says_each_change, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(
			test_says_nothing_of_the_same, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(
			test_needs_two_documents_of_one_form, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(
			test_prints_a_document_as_lines, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(
			test_prints_other_files_as_they_are, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_reads_pipes, set_up, program_tear_down),
	};

	return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
