/*
 * The list of reports: tests/golden/index/out.html is that of all documents in tests/golden/report.
 * UPDATE_GOLDEN=1 in the environment writes it anew; look at the diff.
 */
#include "fixture.h"

#include "report/index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW 1698796800 /* 2023-11-01 00:00 UTC */
#define GOLDEN "tests/golden/index/out.html"

static const struct {
	const char *name, *form;
} documents[] = {
	{"seed", "forms/postmortem.yaml"},
	{"full", "forms/postmortem.yaml"},
	{"empty", "forms/postmortem.yaml"},
	{"hostile", "forms/postmortem.yaml"},
	{"odd-values", "forms/postmortem.yaml"},
	{"other-form", "tests/golden/report/other-form/form.yaml"},
	{"ongoing", "forms/postmortem.yaml"},
	{"german", "tests/screen/docs/vorfall.yaml"},
	{"year", "forms/postmortem.yaml"},
	{"seconds", "forms/postmortem.yaml"},
};

enum { N_DOCUMENTS = sizeof documents / sizeof documents[0] };

/* With a band for the first one. */
static void make_row(size_t i, bool is_public, struct index_row *row)
{
	const struct report_options options = {
		.is_public = is_public, .now = NOW, .problem = i == 0 ? "line 4: two" : NULL};
	struct form *form = fixture_form(documents[i].form);
	struct document document;
	struct str path = {0};
	struct str html = {0};
	struct str pdf = {0};
	struct str yaml = {0};

	str_appendf(&path, "tests/golden/report/%s/in.yaml", documents[i].name);
	str_appendf(&html, "%s.html", documents[i].name);
	str_appendf(&pdf, "%s.pdf", documents[i].name);
	const struct index_link links[] = {{"html", str_text(&html)}, {"pdf", str_text(&pdf)}};

	assert_true(tree_read(str_text(&path), &yaml));
	fixture_document(&document, form, str_text(&yaml), yaml.len);
	index_row_init(row, &document, &options, links, i % 2 + 1);
	document_release(&document);
	form_free(form);
	str_release(&path);
	str_release(&html);
	str_release(&pdf);
	str_release(&yaml);
}

static void list_is_as_before(void **state)
{
	const struct index_gap gaps[] = {
		{"broken <b>.yaml", "line 3: this \"quote\" is <never> closed"}, {"torn.yaml", ""}};
	struct index_row rows[N_DOCUMENTS];
	struct str expected = {0};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < N_DOCUMENTS; i++)
		make_row(i, false, &rows[i]);
	index_write(rows, N_DOCUMENTS, gaps, 2, &out);
	if (getenv("UPDATE_GOLDEN"))
		tree_write(GOLDEN, &out);
	assert_true(tree_read(GOLDEN, &expected));
	assert_string_equal(str_text(&out), str_text(&expected));
	for (size_t i = 0; i < N_DOCUMENTS; i++)
		index_row_release(&rows[i]);
	str_release(&expected);
	str_release(&out);
}

/* Newest first; at the same time by title, and then as they were given; without a time last. */
static void rows_are_in_order(void **state)
{
	static const struct {
		int64_t began;
		const char *title, *html;
	} given[] = {{5, "b", "4"}, {INT64_MIN, "a", "8"}, {9, "x", "1"}, {5, "a", "2"},
		{5, "a", "3"}, {-3, "a", "6"}, {INT64_MIN, "z", "9"}, {5, "c", "5"},
		{INT64_MIN + 1, "b", "7"}};
	enum { N = sizeof given / sizeof given[0] };
	struct index_row rows[N] = {{0}};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < N; i++) {
		rows[i].began = given[i].began;
		str_append_text(&rows[i].title, given[i].title);
		str_append_text(&rows[i].html, given[i].html);
	}
	index_write(rows, N, NULL, 0, &out);
	assert_non_null(strstr(str_text(&out), "<tbody>\n123456789</tbody>"));
	assert_null(strstr(str_text(&out), "Without a report"));
	for (size_t i = 0; i < N; i++)
		index_row_release(&rows[i]);
	str_release(&out);
}

/* A row has no more than the public report. */
static void public_rows_hold_nothing_private(void **state)
{
	static const char form_text[] =
		"form: f\nversion: 1\ntitle: Reports\npages:\n  - key: p\n    title: P\n    fields:\n"
		"    - {key: title, kind: line, role: title, private: true}\n"
		"    - {key: severity, kind: line, role: severity, private: true}\n"
		"    - {key: status, kind: choice, choices: [draft, final], role: status, private: true}\n"
		"    - {key: services, kind: list, role: services, private: true}\n"
		"    - {key: start, kind: datetime, role: start, private: true}\n"
		"    - {key: end, kind: datetime, role: end}\n"
		"    - key: tasks\n      kind: rows\n      role: tasks\n      private: true\n"
		"      columns:\n      - {key: what, kind: line, role: task-text}\n";
	static const char yaml[] =
		"afterword: 1\nform: f\np:\n  title: SECRET\n  severity: SECRET\n  status: final\n"
		"  services: [SECRET]\n  start: \"2023-02-03T04:05:00Z\"\n"
		"  end: \"2023-06-07T08:09:00Z\"\n  tasks:\n  - {id: a, what: SECRET}\n";
	const struct report_options options = {.is_public = true, .now = NOW};
	const struct index_link link = {"html", "a.html"};
	struct err err = {0};
	struct form *form = form_parse(form_text, sizeof form_text - 1, "f", &err);
	struct document document;
	struct index_row row;

	(void)state;
	assert_string_equal(err.message, "");
	fixture_document(&document, form, yaml, sizeof yaml - 1);
	index_row_init(&row, &document, &options, &link, 1);
	assert_null(strstr(str_text(&row.html), "SECRET"));
	assert_null(strstr(str_text(&row.html), "final"));
	assert_null(strstr(str_text(&row.html), "Feb"));
	assert_null(strstr(str_text(&row.html), "1 of 1"));
	assert_null(strstr(str_text(&row.html), "\xC2\xA0"
						"d"));
	assert_non_null(strstr(str_text(&row.html), ">7\xC2\xA0Jun\xC2\xA0"
						    "2023<"));
	assert_non_null(strstr(str_text(&row.html), "<a href=\"a.html\">Reports (a)</a>"));
	index_row_release(&row);
	document_release(&document);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_is_as_before),
		cmocka_unit_test(rows_are_in_order),
		cmocka_unit_test(public_rows_hold_nothing_private),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
