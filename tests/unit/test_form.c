/* Forms: what a good one gives, and the exact message and position for each error. */
#include "base/mem.h"
#include "base/str.h"
#include "model/form.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LANGUAGE "a language is a tag such as de or pt-BR"
#define LEN(array) (sizeof(array) / sizeof *(array))

static struct form *parse(const char *source)
{
	struct err err = {0};
	struct form *form = form_parse(source, strlen(source), "test.yaml", &err);

	if (!form)
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	return form;
}

static const struct form_field *field_at(const struct form *form, const char *path)
{
	unsigned field = form_find(form, path);

	assert_int_not_equal(field, FORM_NONE);
	return &form->fields[field];
}

/* The form built into the program. */
static char *load_default(size_t *len)
{
	struct str path = {0};
	struct str source = {0};
	char buffer[4096];
	const char *root = getenv("SOURCE_ROOT");

	assert_non_null(root);
	str_appendf(&path, "%s/forms/postmortem.yaml", root);
	FILE *file = fopen(str_text(&path), "rb");
	assert_non_null(file);
	for (size_t n; (n = fread(buffer, 1, sizeof buffer, file)) > 0;)
		str_append(&source, buffer, n);
	fclose(file);
	str_release(&path);
	*len = source.len;
	return str_take(&source);
}

static void test_a_form_has_what_its_file_says(void **state)
{
	(void)state;
	struct form *form =
		parse("form: outage\n"
		      "version: 3\n"
		      "title: Outage\n"
		      "about: |\n"
		      "  Two\n"
		      "  lines\n"
		      "pages:\n"
		      "  - title: First\n"
		      "    fields:\n"
		      "      - {key: title, path: title, kind: line, role: title}\n"
		      "      - key: went_down\n"
		      "        ask: When?\n"
		      "        kind: datetime\n"
		      "        heading: Times\n"
		      "        required: review\n"
		      "        before: first.came_back\n"
		      "      - {key: came_back, kind: datetime, after: [first.went_down]}\n"
		      "      - {key: share, kind: percent, max: 50, answers: first.words}\n"
		      "      - {key: whole, kind: percent}\n"
		      "      - {key: words, kind: text, shown: always, lint: [blame, single]}\n"
		      "      - {key: span, kind: computed, span: {from: first.went_down, to: "
		      "first.came_back}}\n"
		      "    key: first\n"
		      "  - key: second\n"
		      "    title: Second\n"
		      "    heading: The second part\n"
		      "    fields:\n"
		      "      - key: rows\n"
		      "        kind: rows\n"
		      "        sorted: true\n"
		      "        columns:\n"
		      "          - {key: at, kind: datetime, within: [first.went_down, "
		      "first.came_back]}\n"
		      "          - {key: what, kind: text, private: true}\n"
		      "      - {key: count, kind: computed, count: second.rows}\n");

	assert_string_equal(form->name, "outage");
	assert_int_equal(form->version, 3);
	assert_string_equal(form->about, "Two\nlines");
	assert_int_equal(form->n_pages, 2);
	assert_int_equal(form->n_answers, 9);
	assert_int_equal(form_find(form, "review.comments"), 9);
	assert_int_equal(form->n_fields, 13);
	assert_int_equal(form->fields[9].page, 2);
	assert_true(form->fields[9].is_private);
	assert_string_equal(form->pages[2].key, "review");
	assert_string_equal(form->pages[0].heading, "First");
	assert_string_equal(form->pages[1].heading, "The second part");
	assert_int_equal(form->pages[1].first, 7);
	assert_int_equal(form->pages[1].n_fields, 2);
	assert_int_equal(form_find_role(form, ROLE_TITLE), 0);
	assert_int_equal(form_find_role(form, ROLE_END), FORM_NONE);
	assert_int_equal(form_find(form, "first.nothing"), FORM_NONE);

	const struct form_field *down = field_at(form, "first.went_down");
	assert_string_equal(down->label, "Went down");
	assert_string_equal(down->ask, "When?");
	assert_string_equal(down->heading, "Times");
	assert_int_equal(down->required, STATUS_REVIEW);
	assert_int_equal(down->n_before, 1);
	assert_true(isnan(down->min));
	assert_int_equal(down->line, 11);

	const struct form_field *share = field_at(form, "first.share");
	assert_true(share->min == 0 && share->max == 50);
	assert_true(field_at(form, "first.whole")->max == 100);
	assert_string_equal(share->answers, "first.words");
	assert_int_equal(field_at(form, "first.words")->lint, LINT_BLAME | LINT_SINGLE);
	assert_int_equal(field_at(form, "first.words")->shown, SHOWN_ALWAYS);
	assert_int_equal(field_at(form, "first.span")->how, COMPUTED_SPAN);
	assert_string_equal(field_at(form, "first.span")->to, "first.came_back");
	assert_string_equal(field_at(form, "second.count")->from, "second.rows");

	const struct form_field *rows = field_at(form, "second.rows");
	assert_true(rows->sorted);
	assert_int_equal(form_find_column(rows, "what"), 1);
	assert_int_equal(form_find_column(rows, "who"), FORM_NONE);
	assert_true(rows->columns[1].is_column && rows->columns[1].is_private);
	assert_string_equal(rows->columns[1].path, "what");
	form_free(form);
}

/* A form around one page's fields; the fields start in line 6, column 7. */
#define REVIEW_IS_OURS                                                                             \
	"\"review\" is where the program keeps comments and sign-offs; give this page or field "   \
	"another key"
#define AROUND(fields) "form: a\ntitle: A\npages:\n  - key: p\n    title: P\n    fields:\n" fields
#define TIMES "      - {key: t, kind: datetime}\n"

static void test_each_mistake_has_its_message_and_place(void **state)
{
	(void)state;
	static const struct {
		const char *source;
		unsigned line;
		unsigned column;
		const char *message;
	} cases[] = {
		{"a: [\n", 2, 1, NULL},
		{"", 1, 1, "the form is empty"},
		{"- a\n", 1, 1, "a form must be a mapping: lines of `key: value`"},
		{"form: a\nform: b\n", 2, 1, NULL},
		{"form: a\ntitle: A\npages:\n  - p\n", 4, 5,
			"a page must be a mapping: lines of `key: value`"},
		{"form: a\nname: b\n", 2, 1,
			"unknown key of a form \"name\"; possible here: form, version, title, about, "
			"language, prompts, pages, checklist"},
		{"form: a\ntitle: A\n", 1, 1, "this form has no \"pages\""},
		{"form: a\nlanguage: German (Swiss)\n", 2, 11, LANGUAGE},
		{"form: a\nlanguage: d\n", 2, 11, LANGUAGE},
		{"form: a\nlanguage: de-\n", 2, 11, LANGUAGE},
		{"form: a\nlanguage: de--CH\n", 2, 11, LANGUAGE},
		{"form: a\nlanguage: de_CH\n", 2, 11, LANGUAGE},
		{"form: a\nlanguage: 'de\"onload=x'\n", 2, 11, LANGUAGE},
		{"form: a\nlanguage: de-abcdefghi\n", 2, 11, LANGUAGE},
		{"form: a\nlanguage: \n", 2, 10, LANGUAGE},
		{"form: a\nlanguage: [de]\n", 2, 11, "a text is expected here"},
		{"form: a\ntitle: A\npages:\n  - key: p\n    private: maybe\n", 5, 14,
			"true or false is expected here"},
		{AROUND("      - {key: a, kind: flag, role: row-private}\n"), 7, 36,
			"the role row-private is for a column"},
		{"form: ../a\n", 1, 7,
			"a name is a letter, then letters, digits, - and _, at most 64 in all"},
		{"form: a\nversion: 1.5\n", 2, 10, "a version is a whole number, at least 1"},
		{"form: a\ntitle: A\npages: []\n", 3, 8, "\"pages\" must be a list of pages"},
		{"form: a\ntitle: \"A\\e[31m\"\n", 2, 8,
			"control and invisible characters are not allowed in a form"},
		{"form: a\ntitle: \"A\\u202e\"\n", 2, 8,
			"control and invisible characters are not allowed in a form"},
		{"form: a\ntitle: \"A\\nB\"\n", 2, 8, "this text must be one line"},
		{"form: a\ntitle: [A]\n", 2, 8, "a text is expected here"},
		{AROUND("      - {kind: line}\n"), 7, 9, "this field has no \"key\""},
		{AROUND("      - {key: a}\n"), 7, 9, "this field has no \"kind\""},
		{AROUND("      - {key: a, kind: line, colour: red}\n"), 7, 30, NULL},
		{AROUND("      - {key: a, kind: lines}\n"), 7, 24,
			"unknown kind \"lines\"; possible here: line, text, datetime, date, number, "
			"percent, choice, flag, person, link, list, rows, computed"},
		{AROUND("      - {key: a, kind: \"li\\nne\"}\n"), 7, 24, NULL},
		{AROUND("      - {key: a, kind: line, role: king}\n"), 7, 36, NULL},
		{AROUND("      - {key: a, kind: line, required: soon}\n"), 7, 40,
			"unknown status \"soon\"; possible here: draft, review, final"},
		{AROUND("      - {key: a, kind: line, lint: [blame, mud]}\n"), 7, 44,
			"unknown lint \"mud\"; possible here: blame, names, vague, single"},
		{AROUND("      - {key: a, kind: line, shown: loud}\n"), 7, 37,
			"unknown way to be shown \"loud\"; possible here: filled, always, head, never"},
		{AROUND("      - {key: a, kind: line, private: yes}\n"), 7, 39,
			"true or false is expected here"},
		{AROUND("      - {key: a, kind: number, min: few}\n"), 7, 37,
			"a number is expected here"},
		{AROUND("      - {key: a, kind: number, min: nan}\n"), 7, 37,
			"a number is expected here"},
		{AROUND("      - {key: a, kind: number, min: 3, max: 2}\n"), 7, 45,
			"\"max\" is less than \"min\""},
		{AROUND("      - {key: a, kind: choice}\n"), 7, 9, "kind choice needs \"choices\""},
		{AROUND("      - {key: a, kind: choice, choices: []}\n"), 7, 41,
			"1 to 64 texts are expected here"},
		{AROUND("      - {key: a, kind: choice, choices: [b, c, b]}\n"), 7, 48,
			"the choice \"b\" occurs twice"},
		{AROUND("      - {key: a, kind: line, choices: [b]}\n"), 7, 30,
			"kind line cannot have \"choices\""},
		{AROUND("      - {key: a, kind: rows}\n"), 7, 9, "kind rows needs \"columns\""},
		{AROUND("      - {key: a, kind: computed}\n"), 7, 9,
			"kind computed needs \"span\" or \"count\""},
		{AROUND("      - {key: a, kind: line}\n      - {key: a, kind: line}\n"), 8, 9,
			"the path \"p.a\" is already used by the field in line 7"},
		{AROUND("      - {key: a, kind: line}\n      - {key: b, path: p, kind: line}\n"), 8,
			24,
			"the path \"p\" does not go with \"p.a\" of line 7: one would contain the "
			"other"},
		{AROUND("      - {key: a, path: form, kind: line}\n"), 7, 24,
			"the path \"form\" is reserved for the program"},
		{AROUND("      - {key: a, path: dates, kind: line}\n"), 7, 24,
			"the path \"dates\" is reserved for the program"},
		{AROUND("      - {key: a, path: a..b, kind: line}\n"), 7, 24,
			"a path is 1 to 8 names separated by dots, as in impact.service"},
		{AROUND("      - {key: a, kind: datetime, after: p.b}\n"), 7, 41,
			"there is no field with the path \"p.b\""},
		{AROUND(TIMES "      - {key: a, kind: datetime, after: [p.t, p.a]}\n"), 8, 47,
			"the field refers to itself"},
		{AROUND("      - {key: b, kind: line}\n"
			"      - {key: a, kind: datetime, before: p.b}\n"),
			8, 42, "the field \"p.b\" is not a time"},
		{AROUND(TIMES "      - {key: a, kind: datetime, within: p.t}\n"), 8, 42,
			"\"within\" names two paths: from and to"},
		{AROUND(TIMES "      - {key: a, kind: line, after: p.t}\n"), 8, 30,
			"kind line cannot have \"after\""},
		{AROUND("      - {key: a, kind: computed, span: {from: p.t}}\n"), 7, 40,
			"this span has no \"to\""},
		{AROUND(TIMES "      - {key: a, kind: computed, span: {from: p.t, to: p.x}}\n"), 8,
			56, "there is no field with the path \"p.x\""},
		{AROUND(TIMES "      - {key: a, kind: computed, count: p.t}\n"), 8, 41,
			"the field \"p.t\" has neither rows nor items to count"},
		{AROUND(TIMES "      - {key: a, kind: number, answers: p.t}\n"), 8, 41,
			"the field \"p.t\" is not a text"},
		{AROUND(TIMES "      - {key: a, kind: datetime, milestone: started}\n"), 8, 45,
			"a milestone needs a rows field with the role events"},
		{AROUND("      - {key: a, kind: text, role: title}\n"), 7, 36,
			"kind text cannot have the role title, which suits line"},
		{AROUND("      - {key: a, kind: line, role: detected}\n"), 7, 36,
			"kind line cannot have the role detected, which suits datetime, date"},
		{AROUND("      - {key: a, kind: date, role: [start, title]}\n"), 7, 44,
			"kind date cannot have the role title, which suits line"},
		{AROUND("      - {key: a, kind: date, role: [start, king]}\n"), 7, 44, NULL},
		{AROUND("      - {key: a, kind: date, role: [start, end, start]}\n"), 7, 49,
			"the role start occurs twice"},
		{AROUND("      - {key: a, kind: date, role: [detected, start]}\n"
			"      - {key: b, kind: date, role: [end, detected]}\n"),
			8, 42, "the role detected is already taken"},
		{AROUND("      - {key: a, kind: choice, choices: [b, c], closed: b}\n"), 7, 49,
			"\"closed\" is for the column with the role task-state"},
		{AROUND("      - {key: a, kind: line, closed: b}\n"), 7, 30,
			"kind line cannot have \"closed\""},
		{AROUND("      - {key: a, kind: line, hint: \"a\\nb\"}\n"), 7, 36,
			"this text must be one line"},
		{AROUND("      - {key: a, kind: line, role: title}\n"
			"      - {key: b, kind: line, role: title}\n"),
			8, 36, "the role title is already taken"},
		{AROUND("      - {key: a, path: review, kind: line}\n"), 7, 24, REVIEW_IS_OURS},
		{AROUND("      - {key: a, path: review.notes, kind: line}\n"), 7, 24,
			REVIEW_IS_OURS},
		{"form: f\ntitle: t\npages:\n  - key: review\n    title: t\n    fields:\n"
		 "      - {key: a, kind: line}\n",
			7, 9, REVIEW_IS_OURS},
		{"form: f\ntitle: t\npages:\n  - key: review\n    title: t\n    fields:\n"
		 "      - {key: a, path: a, kind: line}\n",
			4, 10,
			"\"review\" is where the program keeps comments and sign-offs; give this page "
			"another key"},
		{AROUND("      - {key: a, kind: line, role: event-text}\n"), 7, 36,
			"the role event-text is for a column of rows with the role events"},
		{AROUND("      - {key: a, kind: choice, role: status, choices: [open]}\n"), 7, 56,
			"unknown status \"open\"; possible here: draft, review, final"},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct err err = {0};
		struct form *form =
			form_parse(cases[i].source, strlen(cases[i].source), "x.yaml", &err);

		if (form || err.code != ERR_FORM || err.line != cases[i].line ||
			err.column != cases[i].column || strcmp(err.path, "x.yaml") != 0 ||
			strchr(err.message, '\n') ||
			(cases[i].message && strcmp(err.message, cases[i].message) != 0))
			fail_msg("case %zu, %u:%u: %s\n%s", i, err.line, err.column, err.message,
				cases[i].source);
	}
}

static void test_mistakes_in_columns(void **state)
{
	(void)state;
	static const struct {
		const char *column;
		unsigned column_number;
		const char *message;
	} cases[] = {
		{"{key: id, kind: line}", 19, "\"id\" is reserved for the row's own id"},
		{"{key: b, kind: rows, columns: []}", 28, "rows cannot contain rows"},
		{"{key: b, kind: computed, count: p.a}", 38, "a column cannot have \"count\""},
		{"{key: b, kind: line, path: c}", 34, "a column cannot have \"path\""},
		{"{key: at, kind: line}", 19, "there is already a column \"at\""},
		{"{key: b, kind: line, role: title}", 40, "a column cannot have the role title"},
		{"{key: b, kind: line, role: row-private}", 40,
			"kind line cannot have the role row-private, which suits flag"},
		{"{key: b, kind: line, role: task-text}", 40,
			"the role task-text is for a column of rows with the role tasks"},
		{"{key: b, kind: date, before: p.x}", 42,
			"there is no field with the path \"p.x\""},
		{"[b]", 13, "a column must be a mapping: lines of `key: value`"},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct str source = {0};
		struct err err = {0};

		str_appendf(&source,
			AROUND("      - key: a\n        kind: rows\n        role: events\n"
			       "        columns:\n          - {key: at, kind: datetime}\n"
			       "          - %s\n"),
			cases[i].column);
		struct form *form = form_parse(source.data, source.len, "x.yaml", &err);
		if (form || err.line != 12 || err.column != cases[i].column_number ||
			strcmp(err.message, cases[i].message) != 0)
			fail_msg("case %zu, %u:%u: %s", i, err.line, err.column, err.message);
		str_release(&source);
	}
}

/* Columns of the tasks, in column 13 of line 11. */
static void test_mistakes_in_tasks(void **state)
{
	(void)state;
	static const struct {
		const char *column;
		unsigned column_number;
		const char *message;
	} cases[] = {
		{"{key: b, kind: date, role: task-state}", 40,
			"kind date cannot have the role task-state, which suits line, choice"},
		{"{key: b, kind: text, role: task-ticket}", 40,
			"kind text cannot have the role task-ticket, which suits line, link"},
		{"{key: b, kind: person, role: event-who}", 42,
			"the role event-who is for a column of rows with the role events"},
		{"{key: b, kind: choice, choices: [x, y], closed: y}", 53,
			"\"closed\" is for the column with the role task-state"},
		{"{key: b, kind: choice, role: task-state, choices: [x, y], closed: [y, z]}", 83,
			"\"z\" is not one of the choices"},
		{"{key: b, kind: choice, role: task-state, choices: [x, y], closed: [y, y]}", 83,
			"the choice \"y\" occurs twice"},
		{"{key: b, kind: choice, role: task-state, choices: [x, y], closed: [x, y]}", 79,
			"a choice is needed that leaves a task open"},
		{"{key: b, kind: choice, role: [task-kind, task-state], choices: [x], closed: []}",
			89, "1 to 64 texts are expected here"},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct str source = {0};
		struct err err = {0};

		str_appendf(&source,
			AROUND("      - key: a\n        kind: rows\n        role: tasks\n"
			       "        columns:\n          - %s\n"),
			cases[i].column);
		struct form *form = form_parse(source.data, source.len, "x.yaml", &err);
		if (form || err.line != 11 || err.column != cases[i].column_number ||
			strcmp(err.message, cases[i].message) != 0)
			fail_msg("case %zu, %u:%u: %s", i, err.line, err.column, err.message);
		str_release(&source);
	}
}

/* Wherever the page says it; nothing on it can be made public again. */
static void test_a_private_page_makes_its_fields_private(void **state)
{
	(void)state;
	struct form *form =
		parse("form: a\ntitle: A\nlanguage: zh-Hant-TW\npages:\n"
		      "  - key: p\n    title: P\n    fields:\n"
		      "      - {key: a, kind: line, private: false}\n"
		      "      - {key: b, kind: rows, columns: [{key: c, kind: line}]}\n"
		      "    private: true\n"
		      "  - {key: q, title: Q, private: false, fields: [{key: a, kind: line}]}\n"
		      "  - {key: r, title: R, fields: [{key: a, kind: rows,\n"
		      "     columns: [{key: c, kind: flag, role: row-private}]}]}\n");

	assert_string_equal(form->language, "zh-Hant-TW");
	assert_true(form->pages[0].is_private && !form->pages[1].is_private);
	assert_true(form->fields[0].is_private && form->fields[1].is_private);
	assert_false(form->fields[2].is_private || form->fields[3].is_private);
	assert_int_equal(form_find_column_role(&form->fields[3], ROLE_ROW_PRIVATE), 0);
	form_free(form);
	form = parse(AROUND("      - {key: a, kind: line}\n"));
	assert_string_equal(form->language, "en");
	assert_false(form->pages[0].is_private);
	form_free(form);
}

static void test_a_field_has_several_roles(void **state)
{
	(void)state;
	struct form *form =
		parse(AROUND("      - {key: a, kind: datetime, role: [detected, acknowledged]}\n"
			     "      - {key: b, kind: datetime, role: [start]}\n"
			     "      - key: c\n        kind: rows\n        role: [events, tasks]\n"
			     "        columns:\n"
			     "          - {key: t, kind: datetime, role: event-time}\n"
			     "          - {key: w, kind: choice, choices: [Netz, DB],\n"
			     "             role: [task-owner, event-who]}\n"));
	const struct form_field *rows = field_at(form, "p.c");

	assert_int_equal(form_find_role(form, ROLE_DETECTED), 0);
	assert_int_equal(form_find_role(form, ROLE_ACKNOWLEDGED), 0);
	assert_int_equal(form_find_role(form, ROLE_START), 1);
	assert_int_equal(form_find_role(form, ROLE_EVENTS), 2);
	assert_int_equal(form_find_role(form, ROLE_TASKS), 2);
	assert_int_equal(form_find_column_role(rows, ROLE_TASK_OWNER), 1);
	assert_int_equal(form_find_column_role(rows, ROLE_EVENT_WHO), 1);
	assert_true(field_has_role(&rows->columns[1], ROLE_EVENT_WHO));
	assert_false(field_has_role(&rows->columns[1], ROLE_EVENT_TIME));
	form_free(form);
}

/* The tasks of a form whose state column has these keys more. */
static struct form *with_state(const char *keys)
{
	struct str source = {0};

	str_appendf(&source,
		AROUND("      - key: t\n        kind: rows\n        role: tasks\n        columns:\n"
		       "          - {key: s, kind: choice, choices: [a, b, c], %s}\n"),
		keys);
	struct form *form = parse(source.data);

	str_release(&source);
	return form;
}

static void test_which_forms_are_the_same(void **state)
{
	(void)state;
	static const struct {
		const char *left;
		const char *right;
		bool is_same;
	} cases[] = {
		{"role: task-state", "role: task-state", true},
		{"role: task-state", "role: task-state, closed: c", true}, /* the default */
		{"role: task-state", "role: task-state, closed: b", false},
		{"role: task-state", "role: [task-kind, task-state]", false},
		{"role: [task-state, task-kind]", "role: [task-kind, task-state]", true},
		/* What only a screen shows. */
		{"help: One", "help: Two, hint: three", true},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct form *left = with_state(cases[i].left);
		struct form *right = with_state(cases[i].right);

		if (form_is_same(left, right) != cases[i].is_same)
			fail_msg("case %zu", i);
		form_free(left);
		form_free(right);
	}
}

static void test_hints(void **state)
{
	(void)state;
	static const struct {
		const char *keys;
		const char *hint;
	} cases[] = {
		{"hint: what failed", "what failed"},
		{"help: One thing. Then another.", "One thing"},
		{"help: One thing.", "One thing"},
		{"help: One thing", "One thing"},
		{"help: When? At 14:05; not 8.30; or else.", "When? At 14:05"},
		{"help: \"See https://example.com: it is there\"", "See https://example.com"},
		{"help: Somebody, e.g. a friend. Nobody.", "Somebody, e.g. a friend"},
		{"help: Wer, z. B. ein Kollege; wann", "Wer, z. B. ein Kollege"},
		{"help: Either A or B.", "Either A or B"},
		{"help: \"何が失敗したか。誰に。\"", "何が失敗したか"},
		{"help: \"  Two\\n  lines\\n\\nand more. End\"", "Two lines and more"},
		{"help: \". nothing\"", ""},
		{"ask: Why?", ""},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct str source = {0};

		str_appendf(&source, AROUND("      - key: a\n        kind: line\n        %s\n"),
			cases[i].keys);
		struct form *form = parse(source.data);
		assert_string_equal(field_hint(&form->fields[0]), cases[i].hint);
		form_free(form);
		str_release(&source);
	}
	struct form *form =
		parse(AROUND("      - {key: a, kind: line, help: Long., hint: short}\n"));
	assert_string_equal(field_hint(&form->fields[0]), "short");
	form_free(form);
}

static void test_what_a_new_document_begins_with(void **state)
{
	(void)state;
	struct form *form = parse(AROUND(
		"      - {key: ende, kind: datetime, role: end, required: draft}\n"
		"      - {key: zone, kind: line, role: zone, required: draft}\n"
		"      - {key: schwere, kind: choice, choices: [hoch, tief], required: draft}\n"
		"      - {key: wann, kind: datetime, required: review}\n"
		"      - {key: titel, kind: line, role: title, required: draft}\n"
		"      - {key: dauer, kind: computed, required: draft, count: p.namen}\n"
		"      - {key: namen, kind: list, required: draft}\n"
		"      - {key: status, kind: choice, role: status, choices: [draft], required: draft}\n"));
	unsigned fields[16];

	assert_int_equal(form_find_start_fields(form, fields), 4);
	assert_int_equal(fields[0], 2);
	assert_int_equal(fields[1], 4);
	assert_int_equal(fields[2], 6);
	assert_int_equal(fields[3], 0);
	form_free(form);
	form = parse(AROUND("      - {key: a, kind: line}\n"));
	assert_int_equal(form_find_start_fields(form, fields), 0);
	form_free(form);
	/* what every incident has, though nothing requires it */
	form = parse(AROUND(
		"      - {key: ende, kind: datetime, role: end}\n"
		"      - {key: frei, kind: line}\n"
		"      - {key: titel, kind: line, role: title}\n"
		"      - {key: schwere, kind: choice, choices: [hoch, tief], role: severity}\n"
		"      - {key: beginn, kind: datetime, role: start, required: review}\n"));
	assert_int_equal(form_find_start_fields(form, fields), 4);
	assert_memory_equal(fields, ((unsigned[]){2, 3, 4, 0}), 4 * sizeof(*fields));
	form_free(form);
}

static void test_rows_are_sorted_by_a_time_only(void **state)
{
	(void)state;
	struct err err = {0};
	const char *source = AROUND("      - key: a\n        kind: rows\n        sorted: true\n"
				    "        columns: [{key: b, kind: line}]\n");

	assert_null(form_parse(source, strlen(source), "x.yaml", &err));
	assert_int_equal(err.line, 9);
	assert_string_equal(
		err.message, "rows are sorted by a datetime or date column, and there is none");
}

static void test_a_milestone_is_a_kind_of_event(void **state)
{
	(void)state;
	struct err err = {0};
	const char *source = AROUND(
		"      - {key: t, kind: datetime, milestone: began}\n"
		"      - key: a\n        kind: rows\n        role: events\n"
		"        columns:\n"
		"          - {key: b, kind: choice, role: event-kind, choices: [started]}\n");

	assert_null(form_parse(source, strlen(source), "x.yaml", &err));
	assert_int_equal(err.line, 7);
	assert_string_equal(
		err.message, "the milestone \"began\" is not a choice of \"b\" in \"p.a\"");
}

#define EVENTS                                                                                     \
	"      - key: a\n        kind: rows\n        role: events\n        columns:\n"             \
	"          - {key: b, kind: choice, role: event-kind, choices: [started, found]}\n"

static void test_prompts_are_by_kind(void **state)
{
	(void)state;
	struct form *form = parse(AROUND(EVENTS) "prompts:\n"
						 "  - {kind: found, ask: What changed?}\n"
						 "  - ask: [What else?, How?]\n");

	assert_int_equal(form->n_prompts, 2);
	assert_string_equal(form->prompts[0].kind, "found");
	assert_int_equal(form->prompts[0].n_ask, 1);
	assert_string_equal(form->prompts[0].ask[0], "What changed?");
	assert_null(form->prompts[1].kind);
	assert_int_equal(form->prompts[1].n_ask, 2);
	assert_string_equal(form->prompts[1].ask[1], "How?");
	assert_ptr_equal(form_find_prompts(form, "found"), &form->prompts[0]);
	assert_ptr_equal(form_find_prompts(form, "started"), &form->prompts[1]);
	assert_ptr_equal(form_find_prompts(form, ""), &form->prompts[1]);
	form->n_prompts = 1;
	assert_null(form_find_prompts(form, "started"));
	form->n_prompts = 2;
	form_free(form);
}

static void test_prompts_are_for_kinds_that_there_are(void **state)
{
	(void)state;
	static const struct {
		const char *source;
		unsigned line, column;
		const char *message;
	} cases[] = {
		{AROUND(EVENTS) "prompts: What?\n", 12, 10,
			"\"prompts\" must be a list of kinds and questions"},
		{AROUND(EVENTS) "prompts: [{kind: found}]\n", 12, 11, "this prompt has no \"ask\""},
		{AROUND(EVENTS) "prompts: [{kind: \"\", ask: a}]\n", 12, 18,
			"the text must not be empty"},
		{AROUND(EVENTS) "prompts: [{ask: []}]\n", 12, 17,
			"1 to 64 texts are expected here"},
		{AROUND(EVENTS) "prompts: [{ask: a, of: b}]\n", 12, 20,
			"unknown key of a prompt \"of\"; possible here: kind, ask"},
		{AROUND(EVENTS) "prompts: [{ask: a}, {ask: b}]\n", 12, 21,
			"there are already prompts for all other rows"},
		{AROUND(EVENTS) "prompts: [{kind: found, ask: a}, {kind: found, ask: b}]\n", 12, 41,
			"there are already prompts for \"found\""},
		{AROUND(EVENTS) "prompts: [{kind: began, ask: a}]\n", 12, 18,
			"\"began\" is not a choice of \"b\" in \"p.a\""},
		{AROUND("      - {key: a, kind: line}\n") "prompts: [{ask: a}]\n", 8, 10,
			"prompts need a rows field with the role events"},
		{AROUND("      - {key: a, kind: rows, role: events, columns: [{key: b, kind: "
			"line}]}\n") "prompts: [{kind: a, ask: b}]\n",
			8, 18,
			"prompts for a kind need a column with the role event-kind in \"p.a\""},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct err err = {0};

		assert_null(
			form_parse(cases[i].source, strlen(cases[i].source), "test.yaml", &err));
		assert_string_equal(err.message, cases[i].message);
		assert_int_equal(err.line, cases[i].line);
		assert_int_equal(err.column, cases[i].column);
	}
}

static void test_a_checklist_has_what_its_file_says(void **state)
{
	(void)state;
	struct form *form = parse(AROUND("      - {key: a, kind: line}\n"
					 "checklist:\n"
					 "  - {key: one, ask: Is it so?, help: Look again.}\n"
					 "  - {key: two, ask: And this?, from: final}\n"));

	assert_int_equal(form->n_checklist, 2);
	assert_string_equal(form->checklist[0].key, "one");
	assert_string_equal(form->checklist[0].ask, "Is it so?");
	assert_string_equal(form->checklist[0].help, "Look again.");
	assert_int_equal(form->checklist[0].from, STATUS_DRAFT);
	assert_string_equal(form->checklist[1].help, "");
	assert_int_equal(form->checklist[1].from, STATUS_FINAL);
	assert_ptr_equal(form_find_question(form, "two"), &form->checklist[1]);
	assert_null(form_find_question(form, "three"));
	form_free(form);
}

static void test_mistakes_in_a_checklist(void **state)
{
	(void)state;
	static const struct {
		const char *list; /* it begins in line 8, behind its key */
		unsigned line, column;
		const char *message;
	} cases[] = {
		{" yes", 8, 12, "\"checklist\" must be a list of questions"},
		{" []", 8, 12, "\"checklist\" must be a list of questions"},
		{"\n  - yes", 9, 5, "a question must be a mapping: lines of `key: value`"},
		{"\n  - {ask: A?}", 9, 5, "this question has no \"key\""},
		{"\n  - {key: a}", 9, 5, "this question has no \"ask\""},
		{"\n  - {key: a, ask: ''}", 9, 19, "the text must not be empty"},
		{"\n  - {key: a b, ask: A?}", 9, 11,
			"a name is a letter, then letters, digits, - and _, at most 64 in all"},
		{"\n  - {key: a, ask: A?, from: never}", 9, 29,
			"unknown status \"never\"; possible here: draft, review, final"},
		{"\n  - {key: a, ask: A?, form: final}", 9, 23,
			"unknown key of a question \"form\"; possible here: key, ask, help, from"},
		{"\n  - {key: a, ask: A?}\n  - {key: a, ask: B?}", 10, 11,
			"there is already a question \"a\""},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct str source = {0};
		struct err err = {0};

		str_appendf(&source, "%schecklist:%s\n", AROUND("      - {key: a, kind: line}\n"),
			cases[i].list);
		if (form_parse(source.data, source.len, "x.yaml", &err) ||
			err.line != cases[i].line || err.column != cases[i].column ||
			strcmp(err.message, cases[i].message) != 0)
			fail_msg("case %zu, %u:%u: %s", i, err.line, err.column, err.message);
		str_release(&source);
	}
}

static void test_limits(void **state)
{
	(void)state;
	struct str source = {0};
	struct err err = {0};

	str_append_text(&source, AROUND(""));
	for (int i = 0; i < 513; i++)
		str_appendf(&source, "      - {key: k%d, kind: line}\n", i);
	assert_null(form_parse(source.data, source.len, "x.yaml", &err));
	assert_string_equal(err.message, "more than 512 fields");
	assert_int_equal(err.line, 7 + 512);

	err = (struct err){0};
	str_clear(&source);
	str_append_text(&source, "form: a\ntitle: ");
	str_append_repeat(&source, 'x', 201);
	assert_null(form_parse(source.data, source.len, "x.yaml", &err));
	assert_string_equal(err.message, "this text is longer than 200 bytes");

	err = (struct err){0};
	str_clear(&source);
	str_append_repeat(&source, '#', 300 * 1024);
	assert_null(form_parse(source.data, source.len, "x.yaml", &err));
	assert_string_equal(err.message, "a form is at most 256 kB; this one is larger");
	str_release(&source);
}

static void test_no_form_without_an_error_place_needed(void **state)
{
	(void)state;
	assert_null(form_parse("a", 1, "x.yaml", NULL));
	form_free(NULL);
}

static void test_names_of_kinds_roles_and_statuses(void **state)
{
	(void)state;
	enum kind kind;
	enum role role;
	enum status status;

	for (size_t i = 0; i < kind_count(); i++) {
		assert_true(kind_parse(kind_info((enum kind)i)->name, &kind));
		assert_int_equal(kind, i);
		assert_true(kind_info((enum kind)i)->about[0] != '\0');
	}
	assert_false(kind_parse("", &kind));
	for (unsigned i = 1; i < N_ROLES; i++) {
		assert_true(role_parse(role_name((enum role)i), &role));
		assert_int_equal(role, i);
	}
	assert_false(role_parse("", &role));
	for (unsigned i = STATUS_DRAFT; i <= STATUS_FINAL; i++) {
		assert_true(status_parse(status_name((enum status)i), &status));
		assert_int_equal(status, i);
	}
	assert_false(status_parse("", &status));
}

/* Title, severity and start are asked for first, then the end. */
static void assert_start_fields(const struct form *form)
{
	static const char *const paths[] = {"title", "severity", "summary.start", "summary.end"};
	unsigned fields[64];

	assert_true(form->n_answers <= LEN(fields));
	assert_int_equal(form_find_start_fields(form, fields), LEN(paths));
	for (size_t i = 0; i < LEN(paths); i++)
		assert_string_equal(form->fields[fields[i]].path, paths[i]);
}

/* Short enough for one line at 80 columns. */
static void assert_hint(const struct form_field *field)
{
	const char *hint = field_hint(field);

	if (hint[0] == '\0' || strlen(hint) > 60 || hint[strlen(hint) - 1] == '.')
		fail_msg("%s has the hint \"%s\"", field->path, hint);
}

static bool is_played(const struct form *form, enum role role)
{
	for (size_t i = 0; i < form->n_answers; i++) {
		const struct form_field *field = &form->fields[i];

		if (field_has_role(field, role) || form_find_column_role(field, role) != FORM_NONE)
			return true;
	}
	return false;
}

static void test_the_default_form_parses(void **state)
{
	(void)state;
	struct err err = {0};
	size_t len;
	char *source = load_default(&len);
	struct form *form = form_parse(source, len, "postmortem.yaml", &err);
	static const char *const pages[] = {
		"Summary", "Impact", "Root Cause", "Timeline", "Resolution", "Tasks"};

	if (!form)
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	assert_string_equal(form->name, "postmortem");
	assert_start_fields(form);
	assert_int_equal(form->n_pages, LEN(pages));
	for (size_t i = 0; i < LEN(pages); i++)
		assert_string_equal(form->pages[i].title, pages[i]);
	for (unsigned role = ROLE_TITLE; role < N_ROLES; role++)
		assert_true(role == ROLE_ROW_PRIVATE || is_played(form, (enum role)role));
	for (size_t i = 0; i < form->n_answers; i++) {
		const struct form_field *field = &form->fields[i];

		if (strlen(field->label) > 14)
			fail_msg("the label \"%s\" is longer than 14", field->label);
		if (!field->help[0])
			fail_msg("%s has no help", field->path);
		assert_hint(field);
		for (size_t k = 0; k < field->n_columns; k++) {
			assert_true(field->columns[k].help[0] != '\0');
			assert_hint(&field->columns[k]);
		}
	}
	form_free(form);
	free(source);
}

/* At least one for each kind of row, and none that looks for someone at fault. */
static void test_the_default_form_has_sixteen_prompts(void **state)
{
	(void)state;
	size_t len;
	size_t n = 0;
	char *source = load_default(&len);
	struct form *form = form_parse(source, len, "postmortem.yaml", NULL);
	const struct form_field *events = field_at(form, "timeline.events");
	const struct form_field *kinds =
		&events->columns[form_find_column_role(events, ROLE_EVENT_KIND)];

	assert_int_equal(form->n_prompts, kinds->n_choices + 1);
	for (size_t i = 0; i < form->n_prompts; i++)
		for (size_t k = 0; k < form->prompts[i].n_ask; k++) {
			const char *ask = form->prompts[i].ask[k];

			n++;
			assert_true(strncmp(ask, "What ", 5) == 0 || strncmp(ask, "How ", 4) == 0);
			assert_true(strlen(ask) <= 72);
			assert_null(strstr(ask, "n't"));
		}
	assert_int_equal(n, 16);
	form_free(form);
	free(source);
}

/* Line for line, the headings and questions of a report with only these filled in. */
static void test_the_default_form_asks_the_known_questions_in_order(void **state)
{
	(void)state;
	static const char *const lines[] = {"Summary",
		"Duration of the outage:", "Start:", "End:", "Impact",
		"What service was down/slow?", "What were users experiencing?",
		"How many % of the users were affected?", "Root Cause", "Timeline",
		"When was the issue detected?", "How was the issue detected?", "Actions Taken",
		"Misleading Investigation/Debugging Paths", "Escalation and Resolution",
		"Root Cause and Resolution", "What was causing the issue?",
		"How was the issue fixed?", "Corrective and Preventative Measures",
		"What can be improved/fixed?", "List of Tasks to Address the Issue:"};
	size_t len;
	size_t n = 0;
	char *source = load_default(&len);
	struct form *form = form_parse(source, len, "postmortem.yaml", NULL);

	for (size_t i = 0; i < form->n_answers; i++) {
		const struct form_field *field = &form->fields[i];
		const struct form_page *page = &form->pages[field->page];

		if (i == page->first)
			assert_string_equal(page->heading, lines[n++]);
		if (field->shown != SHOWN_ALWAYS)
			continue;
		if (field->heading[0])
			assert_string_equal(field->heading, lines[n++]);
		if (field->ask[0])
			assert_string_equal(field->ask, lines[n++]);
	}
	assert_int_equal(n, LEN(lines));
	assert_int_equal(form->n_checklist, 12);
	form_free(form);
	free(source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_form_has_what_its_file_says),
		cmocka_unit_test(test_each_mistake_has_its_message_and_place),
		cmocka_unit_test(test_mistakes_in_columns),
		cmocka_unit_test(test_mistakes_in_tasks),
		cmocka_unit_test(test_a_private_page_makes_its_fields_private),
		cmocka_unit_test(test_a_field_has_several_roles),
		cmocka_unit_test(test_which_forms_are_the_same),
		cmocka_unit_test(test_hints),
		cmocka_unit_test(test_what_a_new_document_begins_with),
		cmocka_unit_test(test_rows_are_sorted_by_a_time_only),
		cmocka_unit_test(test_a_milestone_is_a_kind_of_event),
		cmocka_unit_test(test_prompts_are_by_kind),
		cmocka_unit_test(test_prompts_are_for_kinds_that_there_are),
		cmocka_unit_test(test_a_checklist_has_what_its_file_says),
		cmocka_unit_test(test_mistakes_in_a_checklist),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_no_form_without_an_error_place_needed),
		cmocka_unit_test(test_names_of_kinds_roles_and_statuses),
		cmocka_unit_test(test_the_default_form_parses),
		cmocka_unit_test(test_the_default_form_has_sixteen_prompts),
		cmocka_unit_test(test_the_default_form_asks_the_known_questions_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
