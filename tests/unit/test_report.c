/*
 * Every folder of tests/golden/report holds a document and its reports, byte for
 * byte. UPDATE_GOLDEN=1 in the environment writes them anew; look at the diff.
 */
#include "fixture.h"

#include "base/mem.h"
#include "model/public.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW 1698796800 /* 2023-11-01 00:00 UTC */

struct golden_case {
	const char *folder;
	const char *form;
	bool is_public;
	bool with_review;
};

static const struct golden_case cases[] = {
	{"tests/golden/report/seed", "forms/postmortem.yaml", false},
	{"tests/golden/report/full", "forms/postmortem.yaml", false},
	{"tests/golden/report/full-public", "forms/postmortem.yaml", true},
	{"tests/golden/report/empty", "forms/postmortem.yaml", false},
	{"tests/golden/report/hostile", "forms/postmortem.yaml", false},
	{"tests/golden/report/odd-values", "forms/postmortem.yaml", false},
	{"tests/golden/report/other-form", "tests/golden/report/other-form/form.yaml", false},
	{"tests/golden/report/ongoing", "forms/postmortem.yaml", false},
	{"tests/golden/report/german", "tests/screen/docs/vorfall.yaml", false},
	{"tests/golden/report/year", "forms/postmortem.yaml", false},
	{"tests/golden/report/seconds", "forms/postmortem.yaml", false},
	{"tests/golden/report/private", "tests/screen/docs/intern.yaml", true},
	{"tests/golden/report/review", "forms/postmortem.yaml", .with_review = true},
};

static void path_in(const char *folder, const char *name, const char *extension, struct str *out)
{
	str_clear(out);
	str_appendf(out, "%s/%s.%s", folder, name, extension);
}

static void check_export(const struct exporter *exporter, const struct document *document,
	const struct golden_case *given)
{
	const struct report_options options = {
		.is_public = given->is_public, .with_review = given->with_review, .now = NOW};
	struct str path = {0};
	struct str expected = {0};
	struct str out = {0};
	struct err err = {0};

	path_in(given->folder, "out", exporter->extension, &path);
	/* A form without a timeline or tasks is refused with a sentence. */
	if (!report_write(exporter, document, &options, &out, &err)) {
		assert_int_equal(out.len, 0);
		str_appendf(&out, "refused: %s\n", err.message);
	}
	if (getenv("UPDATE_GOLDEN"))
		tree_write(str_text(&path), &out);
	assert_true(tree_read(str_text(&path), &expected));
	print_message("%s\n", str_text(&path));
	assert_string_equal(str_text(&out), str_text(&expected));
	assert_int_equal(out.len, expected.len);
	str_release(&path);
	str_release(&expected);
	str_release(&out);
}

/* A text report that may end early begins as the whole one does. */
static void check_beginnings(const struct document *document, const struct golden_case *given)
{
	const struct exporter *exporter = report_exporter_find("text");
	struct report_options options = {
		.is_public = given->is_public, .with_review = given->with_review, .now = NOW};
	struct str whole = {0};
	struct str out = {0};
	struct err err = {0};

	assert_true(report_write(exporter, document, &options, &whole, &err));
	for (size_t enough = 1; enough < 2 * whole.len; enough += 1 + whole.len / 50) {
		options.enough = enough;
		str_clear(&out);
		assert_true(report_write(exporter, document, &options, &out, &err));
		assert_true(out.len >= (enough < whole.len ? enough : whole.len));
		assert_memory_equal(str_text(&out), str_text(&whole), out.len);
	}
	str_release(&whole);
	str_release(&out);
}

static void check_case(const struct golden_case *given)
{
	struct form *form = fixture_form(given->form);
	struct document document;
	struct str path = {0};
	struct str yaml = {0};
	size_t n;
	const struct exporter *exporters = report_exporters(&n);

	path_in(given->folder, "in", "yaml", &path);
	assert_true(tree_read(str_text(&path), &yaml));
	fixture_document(&document, form, str_text(&yaml), yaml.len);
	for (size_t i = 0; i < n; i++)
		if (!exporters[i].is_printed)
			check_export(&exporters[i], &document, given);
	check_beginnings(&document, given);
	document_release(&document);
	form_free(form);
	str_release(&path);
	str_release(&yaml);
}

static void reports_are_as_before(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		check_case(&cases[i]);
}

/* The document of golden case seed fills in the questions of this text, and only those. */
static void text_report_reads_as_the_seed(void **state)
{
	struct str seed = {0};
	struct str out = {0};

	(void)state;
	assert_true(tree_read("tests/golden/intake/payments/in.txt", &seed));
	assert_true(tree_read("tests/golden/report/seed/out.txt", &out));
	assert_string_equal(str_text(&out), str_text(&seed));
	str_release(&seed);
	str_release(&out);
}

/* "- [x]" for a task that is closed, with everything that the table would say. */
static void tasks_may_be_boxes(void **state)
{
	const struct report_options options = {.tasks_as_list = true, .now = NOW};
	struct form *form = fixture_form("forms/postmortem.yaml");
	struct document document;
	struct str yaml = {0};
	struct str out = {0};

	(void)state;
	assert_true(tree_read("tests/golden/report/full/in.yaml", &yaml));
	fixture_document(&document, form, str_text(&yaml), yaml.len);
	assert_true(
		report_write(report_exporter_find("markdown"), &document, &options, &out, NULL));
	assert_non_null(strstr(str_text(&out),
		"\n\n- [x] Alert when the index is older than ten minutes<br>Owner: Ida Nyman; "
		"Due: 2024-03-15; Kind: detect; Priority: high; State: done; "
		"Ticket: <https://tickets.example/SRCH-812>\n"
		"- [ ] Make the lease longer than the longest pause<br>"
		"Owner: Search platform team; core; State: open\n\n## Impact\n"));
	assert_null(strstr(str_text(&out), "| Task |"));
	document_release(&document);
	form_free(form);
	str_release(&yaml);
	str_release(&out);
}

/* The text of a document whose dates are said anew, which is what its file becomes. */
static void check_dates(bool is_us, const char *before, const char *after, const char *line)
{
	const struct report_options options = {.now = NOW};
	struct form *form = fixture_form("forms/postmortem.yaml");
	struct document document;
	struct str yaml = {0};
	struct str out = {0};
	struct str file = {0};

	str_appendf(&yaml,
		"afterword: 1\nform: postmortem\n%stimezone: Europe/Stockholm\nsummary:\n"
		"  start: \"2024-03-05T09:10:00+01:00\"\n",
		before);
	fixture_document(&document, form, str_text(&yaml), yaml.len);
	document_set_us_dates(&document, is_us);
	assert_true(report_write(report_exporter_find("text"), &document, &options, &out, NULL));
	assert_non_null(strstr(str_text(&out), line));
	assert_true(document_format(&document, &file, NULL));
	assert_non_null(strstr(str_text(&file), after));
	assert_int_equal(document_has_us_dates(&document), is_us);
	document_release(&document);
	form_free(form);
	str_release(&yaml);
	str_release(&out);
	str_release(&file);
}

static void dates_are_as_the_document_says(void **state)
{
	static const char us[] = "\nStart: 3/5/2024, 9:10 AM\n";
	static const char iso[] = "\nStart: 2024-03-05 09:10 CET\n";

	(void)state;
	check_dates(true, "", "form: postmortem\ndates: us\ntimezone", us);
	check_dates(
		true, "dates: iso # as ever\n", "postmortem\ndates: us # as ever\ntimezone", us);
	check_dates(true, "dates: us\n", "postmortem\ndates: us\ntimezone", us);
	check_dates(false, "dates: us\n", "postmortem\ndates: iso\ntimezone", iso);
	check_dates(false, "dates: [a]\n", "postmortem\ndates: [a]\ntimezone", iso);
	check_dates(false, "", "form: postmortem\ntimezone", iso);
}

#define PLANTED "xyzzy"

/* A document with a word in every place that a public report leaves out. */
static const char planted[] =
	"afterword: 1\nform: postmortem\ntitle: Carts stuck\nstatus: review\nseverity: sev1\n"
	"timezone: UTC # xyzzy1\nauthors:\n  - xyzzy2\nsummary:\n"
	"  start: \"2023-10-15T08:00:00Z\"\n  end: \"2023-10-15T09:00:00Z\"\nother: xyzzy3\n"
	"timeline:\n  events:\n    - id: xyzzyaaa\n      at: \"2023-10-15T08:10:00Z\"\n"
	"      kind: action\n      what: Turned it off.\n      who: xyzzy4\n      more: xyzzy5\n"
	"tasks:\n  items:\n    - id: xyzzybbb\n      what: Do better\n      owner: xyzzy6\n"
	"      ticket: xyzzy7\n      state: open\n      due: 2023-11-30\n";

static bool holds_planted(const struct exporter *exporter, const struct document *document,
	const struct report_options *options)
{
	struct str out = {0};
	bool holds;

	assert_true(report_write(exporter, document, options, &out, NULL));
	holds = strstr(str_text(&out), PLANTED) != NULL;
	if (holds)
		print_message("%s holds %.20s\n", exporter->name, strstr(out.data, PLANTED));
	str_release(&out);
	return holds;
}

static void public_reports_hold_nothing_private(void **state)
{
	struct report_options options = {.is_public = true, .now = NOW};
	struct form *form = fixture_form("forms/postmortem.yaml");
	struct document document;
	size_t n;
	const struct exporter *exporters = report_exporters(&n);

	(void)state;
	fixture_document(&document, form, planted, sizeof planted - 1);
	for (size_t i = 0; i < n; i++)
		assert_false(holds_planted(&exporters[i], &document, &options));
	/* The test sees it where it may be. */
	options.is_public = false;
	for (size_t i = 0; i < n; i++)
		assert_true(holds_planted(&exporters[i], &document, &options));
	options = (struct report_options){.is_public = true, .shows_authors = true, .now = NOW};
	assert_true(holds_planted(report_exporter_find("html"), &document, &options));
	document_release(&document);
	form_free(form);
}

static void append_left_out(
	const struct document *document, const struct report_options *options, struct str *out)
{
	struct str records = {0};

	report_find_left_out(document, options, &records);
	report_append_left_out(slice_of(&records), false, out);
	str_release(&records);
}

/* What is of another kind than its field is shown as it is in the file, which may have anything. */
static void other_kinds_are_not_public(void **state)
{
	static const char yaml[] =
		"afterword: 1\nform: postmortem\ntitle:\n  # xyzzy\n  a: b # xyzzy\n"
		"  xyzzy: &xyzzy c\nseverity: [ sev1, # xyzzy\n  d ]\n"
		"services:\n  - e\n  - {name: x, xyzzy: y}   # xyzzy\n  - !xyzzy z\n"
		"summary:\n  overview: &xyzzy Seen.\n  start: [ \"2024-03-05T09:10:00Z\", # xyzzy\n    x ]\n"
		"  end: {at: \"2024-03-05T10:10:00Z\", xyzzy: 1}\n"
		"impact:\n  affected_percent: {v: 80, xyzzy: x}\n  service:\n    - a\n    - b: xyzzy\n"
		"timeline:\n  events:\n    - id: abc # xyzzy\n      at: {xyzzy: 1}\n      what:\n"
		"        deep: {xyzzy: 1}\n      kind: # xyzzy\n        - [a, xyzzy]\n"
		"    - {id: def, at: \"2024-03-05T09:12:00Z\", # xyzzy\n       what: Kept.}\n"
		"root_cause:\n  factors:\n    - The database is too small # xyzzy\n    - Only: TCP\n"
		"tasks:\n  items:\n    - id: t\n      what: !xyzzy Task\n      due: {xyzzy: 2024-01-01}\n"
		"      state: [open, xyzzy]\n";
	const struct report_options options = {.is_public = true, .now = NOW};
	struct form *form = fixture_form("forms/postmortem.yaml");
	struct document document;
	struct str out = {0};
	size_t n;
	const struct exporter *exporters = report_exporters(&n);

	(void)state;
	fixture_document(&document, form, yaml, sizeof yaml - 1);
	for (size_t i = 0; i < n; i++)
		assert_false(holds_planted(&exporters[i], &document, &options));
	assert_true(report_write(report_exporter_find("md"), &document, &options, &out, NULL));
	assert_non_null(strstr(out.data, "Seen."));
	assert_non_null(strstr(out.data, "Kept."));
	assert_non_null(strstr(out.data, "Task"));
	str_clear(&out);
	append_left_out(&document, &options, &out);
	assert_non_null(strstr(str_text(&out), "Title"));
	assert_non_null(strstr(str_text(&out), "What happened"));
	str_release(&out);
	document_release(&document);
	form_free(form);
}

/* The words of a style are nobody's. */
static void drop_style(struct str *report)
{
	const char *begin = strstr(str_text(report), "<style>");
	const char *end = strstr(str_text(report), "</style>");

	if (begin && end)
		str_splice(report, (size_t)(begin - report->data), (size_t)(end - begin), "", 0);
}

/* Pages, fields, columns, rows, and what only they tell: none of it in any format. */
static void whatever_a_form_keeps_private_is_left_out(void **state)
{
	static const char *const secrets[] = {PLANTED, "Interne", "Lage", "Notizen", "Kunden",
		"73919", "Preis", "12:34", "2023-10-17", "09:09", "Geheim", "Nicht zeigen",
		"geheim", "nicht_zeigen", "1697546096", "final"};
	const struct report_options options = {.is_public = true, .now = NOW};
	struct form *form = fixture_form("tests/screen/docs/intern.yaml");
	struct str records = {0};
	struct document document;
	struct str yaml = {0};
	struct str out = {0};
	size_t n;
	const struct exporter *exporters = report_exporters(&n);

	(void)state;
	assert_true(tree_read("tests/golden/report/private/in.yaml", &yaml));
	fixture_document(&document, form, str_text(&yaml), yaml.len);
	for (size_t i = 0; i < n; i++) {
		str_clear(&out);
		assert_true(report_write(&exporters[i], &document, &options, &out, NULL));
		drop_style(&out);
		for (size_t s = 0; s < sizeof secrets / sizeof secrets[0]; s++)
			if (strstr(out.data, secrets[s]))
				fail_msg("%s holds %s", exporters[i].name, secrets[s]);
	}
	str_clear(&out);
	append_left_out(&document, &options, &out);
	assert_string_equal(str_text(&out),
		"1 page (Interne Lage), 4 fields (Stand, Verfasser, Ende, Kunden), "
		"4 columns (Von, Wer, Vorgang, Preis), 4 rows (Schritte, Aufgaben, Teile)");
	/* Of two of them each label is named once. */
	str_clear(&out);
	report_find_left_out(&document, &options, &records);
	report_find_left_out(&document, &options, &records);
	str_clear(&out);
	report_append_left_out(slice_of(&records), true, &out);
	assert_string_equal(str_text(&out),
		"2 pages (Interne Lage), 8 fields (Stand, Verfasser, Ende, Kunden), "
		"8 columns (Von, Wer, Vorgang, Preis), 8 rows (Schritte, Aufgaben, Teile)");
	str_release(&records);
	document_release(&document);
	form_free(form);
	str_release(&yaml);
	str_release(&out);
}

/* Anything but a clear no keeps a row private. */
static void rows_are_public_only_if_they_say_so(void **state)
{
	static const struct {
		const char *flag;
		bool is_public;
	} flags[] = {{"", true}, {", f: false", true}, {", f: \"false\"", true}, {", f: ", true},
		{", f: \" false \"", true}, {", f: true", false}, {", f: ja", false},
		{", f: no", false}, {", f: \"0\"", false}, {", f: [false]", false},
		{", f: {a: b}", false}, {", f: FALSE", false}};
	static const char source[] =
		"form: a\nversion: 1\ntitle: A\npages:\n  - key: p\n    title: P\n    fields:\n"
		"      - key: t\n        kind: rows\n        columns:\n"
		"          - {key: w, kind: line}\n          - {key: f, kind: flag, role: row-private}\n";
	struct form *form = form_parse(source, sizeof source - 1, "form", NULL);

	(void)state;
	assert_non_null(form);
	for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
		struct document document;
		struct document everybodys;
		struct str yaml = {0};

		str_appendf(&yaml,
			"afterword: 1\nform: a\np:\n  t:\n    - {id: one, w: x%s}\n    - {id: two, w: y}\n",
			flags[i].flag);
		fixture_document(&document, form, str_text(&yaml), yaml.len);
		document_copy_public(&everybodys, &document, false);
		print_message("%s\n", flags[i].flag);
		assert_int_equal(everybodys.tables[0].n, flags[i].is_public ? 2 : 1);
		assert_int_equal(document_row_index(&everybodys, 0, "two"), flags[i].is_public);
		document_release(&everybodys);
		document_release(&document);
		str_release(&yaml);
	}
	form_free(form);
}

/* A flag that is set is its column's name, whatever its role; one that is not is nothing. */
static void flags_are_told_by_their_names(void **state)
{
	static const char source[] =
		"form: a\nversion: 1\ntitle: A\npages:\n  - key: p\n    title: P\n    fields:\n"
		"      - key: t\n        kind: rows\n        role: tasks\n        columns:\n"
		"          - {key: w, kind: line, role: task-text}\n"
		"          - {key: f, kind: flag, label: Geheim, role: row-private}\n"
		"          - {key: g, kind: flag, label: Teuer}\n";
	static const char yaml[] =
		"afterword: 1\nform: a\np:\n  t:\n    - {id: one, w: First, f: true, g: true}\n"
		"    - {id: two, w: Second, f: false, g: false}\n"
		"    - {id: three, w: Third, f: ja}\n";
	const struct report_options options = {.now = NOW, .tasks_as_list = true};
	struct form *form = form_parse(source, sizeof source - 1, "form", NULL);
	struct document document;
	struct str html = {0};
	struct str markdown = {0};

	(void)state;
	assert_non_null(form);
	fixture_document(&document, form, yaml, sizeof yaml - 1);
	assert_true(report_write(report_exporter_find("html"), &document, &options, &html, NULL));
	assert_non_null(strstr(html.data, "First<div class=\"sub\">Geheim \xC2\xB7 Teuer</div>"));
	assert_non_null(strstr(html.data, "Second</td>"));
	assert_non_null(strstr(html.data, "Third<div class=\"sub\">Geheim: ja</div>"));
	assert_true(report_write(
		report_exporter_find("markdown"), &document, &options, &markdown, NULL));
	assert_non_null(strstr(markdown.data, "First<br>Geheim; Teuer\n"));
	assert_non_null(strstr(markdown.data, "Second\n"));
	assert_non_null(strstr(markdown.data, "Third<br>Geheim: ja\n"));
	str_release(&html);
	str_release(&markdown);
	document_release(&document);
	form_free(form);
}

/* Of a table in a form whose rows may be private, or may not. */
static void assert_kept(const char *table, bool has_flag)
{
	static const char source[] =
		"form: a\nversion: 1\ntitle: A\npages:\n  - key: p\n    title: P\n    fields:\n"
		"      - key: t\n        kind: rows\n        columns:\n"
		"          - {key: w, kind: line}\n          - {key: k, kind: line, private: true}\n"
		"          - {key: f, kind: flag";
	const struct report_options options = {.is_public = true, .now = NOW};
	size_t n;
	const struct exporter *exporters = report_exporters(&n);
	struct document document;
	struct str text = {0};
	struct str yaml = {0};
	struct str out = {0};

	str_appendf(&text, "%s%s}\n", source, has_flag ? ", role: row-private" : "");
	str_appendf(&yaml, "afterword: 1\nform: a\nr: &r {f: true}\ny: &yes true\np:\n  t: %s\n",
		table);
	struct form *form = form_parse(text.data, text.len, "form", NULL);

	assert_non_null(form);
	fixture_document(&document, form, str_text(&yaml), yaml.len);
	for (size_t i = 0; i < n; i++) {
		str_clear(&out);
		/* Some need a table of another role. */
		(void)report_write(&exporters[i], &document, &options, &out, NULL);
		if (strstr(str_text(&out), "zzz"))
			fail_msg("%s holds %s", exporters[i].name, table);
	}
	str_clear(&out);
	append_left_out(&document, &options, &out);
	assert_non_null(strstr(str_text(&out), "(T)"));
	document_release(&document);
	form_free(form);
	str_release(&text);
	str_release(&yaml);
	str_release(&out);
}

/* What the program cannot read as rows may say anything. */
static void only_plain_rows_are_public(void **state)
{
	static const char *const tables[] = {"[zzz]", "[[zzz]]", "[[zzz, {w: zzz}]]",
		"[{w: yes}, \"zzz\"]", "zzz", "{w: zzz}", "&t {a: {w: zzz}}", "|\n    - zzz"};
	static const char *const flagged[] = {"[!row {w: zzz}]", "[{<<: *r, w: zzz}]",
		"[{w: zzz, <<: [*r]}]", "[{w: zzz, f: *yes}]", "[{w: zzz, f: &no [zzz]}]",
		"[{w: zzz, f: !x false}]", "[{w: zzz, *yes : true}]"};

	(void)state;
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		assert_kept(tables[i], false);
		assert_kept(tables[i], true);
	}
	for (size_t i = 0; i < sizeof flagged / sizeof flagged[0]; i++)
		assert_kept(flagged[i], true);
}

/* Where the states of tasks are private, nobody is told which are open or late. */
static void private_states_tell_nothing(void **state)
{
	static const char source[] =
		"form: a\nversion: 1\ntitle: A\npages:\n  - key: p\n    title: P\n    fields:\n"
		"      - key: t\n        kind: rows\n        role: tasks\n        columns:\n"
		"          - {key: w, kind: line, role: task-text}\n"
		"          - {key: d, kind: date, role: task-due}\n"
		"          - {key: s, kind: choice, choices: [open, done], role: task-state, private: true}\n";
	static const char yaml[] =
		"afterword: 1\nform: a\np:\n  t:\n    - {id: one, w: First, d: 2020-01-01, s: done}\n"
		"    - {id: two, w: Second, d: 2020-01-02, s: open}\n";
	static const char *const words[] = {"overdue", "Open tasks", "- [", "done"};
	struct report_options options = {.is_public = true, .tasks_as_list = true, .now = NOW};
	struct form *form = form_parse(source, sizeof source - 1, "form", NULL);
	struct document document;
	size_t n;
	const struct exporter *exporters = report_exporters(&n);

	(void)state;
	assert_non_null(form);
	fixture_document(&document, form, yaml, sizeof yaml - 1);
	for (size_t i = 0; i < n; i++) {
		struct str out = {0};

		if (strstr(exporters[i].name, "timeline"))
			continue;
		assert_true(report_write(&exporters[i], &document, &options, &out, NULL));
		drop_style(&out);
		assert_non_null(strstr(out.data, "First"));
		assert_non_null(strstr(out.data, "Second"));
		for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
			if (strstr(out.data, words[w]))
				fail_msg("%s says %s", exporters[i].name, words[w]);
		str_release(&out);
	}
	document_release(&document);
	form_free(form);
}

static void problems_are_found(void **state)
{
	static const char sound[] = "afterword: 1\nform: postmortem\ntitle: a\n";
	static const char conflict[] =
		"afterword: 1\nform: postmortem\nimpact:\n  service: |\n    <<<<<<< a\n    x\n"
		"    =======\n    y\n    >>>>>>> b\n";
	static const char *const wrong[] = {
		"afterword: 1\nform: postmortem\ntitle: a\ntitle: b\n",
		"afterword: 9\nform: postmortem\ntitle: a\n",
		conflict,
	};
	struct form *form = fixture_form("forms/postmortem.yaml");
	struct document document;
	struct str problem = {0};

	(void)state;
	fixture_document(&document, form, sound, strlen(sound));
	assert_false(report_find_problem(&document, &problem));
	document_release(&document);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		fixture_document(&document, form, wrong[i], strlen(wrong[i]));
		assert_true(report_find_problem(&document, &problem));
		document_release(&document);
	}
	form_free(form);
	str_release(&problem);
}

/* A problem is said first, in every format that people read, and in JSON. */
static void problems_are_told(void **state)
{
	static const struct {
		const char *name, *begins, *holds;
	} formats[] = {
		{"text", "The document has a problem: line 3: <b>*x*\n\n", ""},
		{"markdown", "> **The document has a problem.** line 3: \\<b>\\*x\\*\n\n# ", ""},
		{"html", "<!DOCTYPE html>",
			"<strong>The document has a problem.</strong> line 3: &lt;b&gt;*x*<"},
		{"json", "{", "\"problem\": \"line 3: <b>*x*\""},
	};
	static const char yaml[] = "afterword: 1\nform: postmortem\ntitle: a\n";
	struct form *form = fixture_form("forms/postmortem.yaml");
	struct report_options options = {.problem = "line 3: <b>*x*", .now = NOW};
	struct document document;

	(void)state;
	fixture_document(&document, form, yaml, sizeof yaml - 1);
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		struct str out = {0};

		options.problem = "line 3: <b>*x*";
		assert_true(report_write(
			report_exporter_find(formats[i].name), &document, &options, &out, NULL));
		if (strncmp(out.data, formats[i].begins, strlen(formats[i].begins)) != 0 ||
			!strstr(out.data, formats[i].holds))
			fail_msg("%s: %.200s", formats[i].name, out.data);
		str_clear(&out);
		options.problem = NULL;
		assert_true(report_write(
			report_exporter_find(formats[i].name), &document, &options, &out, NULL));
		assert_null(strstr(out.data, "problem"));
		str_release(&out);
	}
	document_release(&document);
	form_free(form);
}

/* What check finds; of a public report only what is in it anyway. */
static void findings_are_in_json_on_request(void **state)
{
	static const char yaml[] =
		"afterword: 1\nform: postmortem\ntitle: a\nstatus: final\nauthors: [Ida Nyman]\n"
		"summary:\n  start: \"2023-10-15T08:00:00Z\"\nnotes: ABC-1\n"
		"timeline:\n  events:\n    - {id: secret1, at: \"2022-10-15T08:00:00Z\","
		" what: Ida rang., who: TODO}\n";
	struct form *form = fixture_form("forms/postmortem.yaml");
	struct report_options options = {.wants_findings = true, .now = NOW};
	struct document document;
	struct str out = {0};

	(void)state;
	fixture_document(&document, form, yaml, sizeof yaml - 1);
	assert_true(report_write(report_exporter_find("json"), &document, &options, &out, NULL));
	assert_non_null(strstr(out.data, "\"rule\": \"slipped-date\""));
	assert_non_null(strstr(out.data, "\"row\": \"secret1\""));
	assert_null(strstr(out.data, "public-person"));
	str_clear(&out);
	options.is_public = true;
	assert_true(report_write(report_exporter_find("json"), &document, &options, &out, NULL));
	assert_non_null(strstr(out.data, "\"rule\": \"public-person\""));
	assert_non_null(strstr(out.data, "\"cell\": \"what\""));
	assert_null(strstr(out.data, "slipped-date"));
	assert_null(strstr(out.data, "secret1"));
	assert_null(strstr(out.data, "TODO"));
	assert_null(strstr(out.data, "ABC-1"));
	str_clear(&out);
	options.wants_findings = false;
	assert_true(report_write(report_exporter_find("json"), &document, &options, &out, NULL));
	assert_null(strstr(out.data, "findings"));
	str_release(&out);
	document_release(&document);
	form_free(form);
}

static void export_html(const char *yaml, struct str *out)
{
	const struct report_options options = {.now = NOW};
	struct form *form = fixture_form("forms/postmortem.yaml");
	struct document document;

	fixture_document(&document, form, yaml, strlen(yaml));
	assert_true(report_write(report_exporter_find("html"), &document, &options, out, NULL));
	document_release(&document);
	form_free(form);
}

/* All at the beginning but the end: a gap cut out would leave nothing to scale the rest by. */
static void pictures_have_numbers(void **state)
{
	static const char yaml[] =
		"afterword: 1\nform: postmortem\ntimezone: UTC\nsummary:\n"
		"  start: \"2023-10-15T08:00:00Z\"\n  detected: \"2023-10-15T08:00:00Z\"\n"
		"  acknowledged: \"2023-10-15T08:00:00Z\"\n"
		"  mitigated: \"2023-10-16T08:00:00Z\"\n  end: \"2023-10-16T08:00:00Z\"\n";
	struct str out = {0};

	(void)state;
	export_html(yaml, &out);
	assert_non_null(strstr(out.data, "<svg"));
	assert_null(strstr(out.data, "nan"));
	assert_null(strstr(out.data, "inf\""));
	str_release(&out);
}

/* Texts of one item, and rows in which nothing is said. */
static void html_keeps_texts_apart(void **state)
{
	static const char yaml[] =
		"afterword: 1\nform: postmortem\nimpact:\n  service: \"- one\\n  ***\"\n"
		"timeline:\n  events:\n    - {id: aaaaaaa1, what: here}\n    - {id: aaaaaaa2}\n";
	struct str out = {0};

	(void)state;
	export_html(yaml, &out);
	assert_null(strstr(out.data, "one***"));
	assert_non_null(strstr(out.data, "<p dir=\"auto\">***</p>"));
	assert_non_null(strstr(out.data, "id=\"e1\""));
	assert_null(strstr(out.data, "id=\"e2\""));
	str_release(&out);
}

/* What holds paragraphs with a direction of their own gets none from the browser, and WeasyPrint
 * does not look at letters at all: what runs to the left says so. */
static void html_texts_have_a_direction(void **state)
{
	static const struct {
		const char *answer, *html;
	} texts[] = {
		{"\u0627\u0633\u0645", "<p dir=\"rtl\">"},
		{"12: \u05d0 abc", "<p dir=\"rtl\">"},
		{"\U0001F600 **\u05d0**", "<p dir=\"rtl\">"},
		{"abc \u05d0", "<p dir=\"auto\">"},
		{"\u00e4 \u05d0", "<p dir=\"auto\">"},
		{"\u65e5\u672c \u05d0", "<p dir=\"auto\">"},
		{"12 3.4", "<p dir=\"auto\">"},
		{"> \u05d0\n>\n> abc", "<blockquote dir=\"rtl\">\n<p dir=\"rtl\">"},
		{"> abc\n>\n> \u05d0", "<blockquote>\n<p dir=\"auto\">"},
		{"> > \u05d0", "<blockquote dir=\"rtl\">\n<blockquote dir=\"rtl\">"},
		{"- \u05d0\n\n- abc", "<li dir=\"rtl\"><p dir=\"rtl\">"},
		{"- abc\n\n- \u05d0", "<li dir=\"auto\"><p dir=\"auto\">abc</p>"},
		{"- [x] \u05d0", "<li class=\"box\" dir=\"rtl\">"},
		{"## \u05d0", "<h4 dir=\"rtl\">"},
		{"|\u0627|\u0639|\n|---|---|\n|\u0628|1|",
			"<div class=\"scroll\" tabindex=\"0\" dir=\"rtl\"><table>\n<tr><th scope=\"col\">"},
		{"|a|\u0639|\n|---|---|\n|\u0628|1|",
			"<div class=\"scroll\" tabindex=\"0\" dir=\"auto\"><table>\n<tr><th scope=\"col\">"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str yaml = {0};
		struct str out = {0};

		str_append_text(
			&yaml, "afterword: 1\nform: postmortem\nimpact:\n  service: |\n    ");
		for (const char *at = texts[i].answer; *at; at++)
			str_appendf(&yaml, *at == '\n' ? "\n    " : "%c", *at);
		str_append_char(&yaml, '\n');
		export_html(str_text(&yaml), &out);
		if (!strstr(out.data, texts[i].html))
			fail_msg("%s: no %s in %s", texts[i].answer, texts[i].html,
				strstr(out.data, "<main"));
		str_release(&out);
		str_release(&yaml);
	}
}

/* Cells, titles and questions, too. */
static void html_fields_have_a_direction(void **state)
{
	static const char yaml[] =
		"afterword: 1\nform: postmortem\ntitle: \u05d0\u05d1\ntimeline:\n  events:\n"
		"    - {id: aaaaaaa1, what: \u05d0, who: \u05d1}\n"
		"tasks:\n  items:\n    - {id: ttttttt1, what: \u05d0, owner: \u05d1}\n"
		"root_cause:\n  factors: [\u05d0, abc]\n";
	static const char *const parts[] = {"<h1 dir=\"rtl\">", "<td class=\"what\" dir=\"rtl\">",
		"<td class=\"who\" dir=\"rtl\">", "<td class=\"task\" dir=\"rtl\">",
		"<td class=\"owner\" dir=\"rtl\">", "<li dir=\"rtl\">", "<li dir=\"auto\">"};
	struct str out = {0};

	(void)state;
	export_html(yaml, &out);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strstr(out.data, parts[i]))
			fail_msg("no %s", parts[i]);
	str_release(&out);
}

static void assert_style(const struct str *html, const char *rule)
{
	if (!strstr(str_text(html), rule))
		fail_msg("no %s", rule);
}

/* A page is as wide as its screen, its colours those of its scheme. */
static void html_pages_fit(void **state)
{
	static const char yaml[] =
		"afterword: 1\nform: postmortem\nseverity: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
		"impact:\n  affected_percent: Kundinnen und Kunden im Norden\n"
		"timeline:\n  events:\n    - {id: aaaaaaa1, at: kurz nach dem Mittagessen, what: x}\n";
	struct str out = {0};

	(void)state;
	export_html(yaml, &out);
	assert_style(&out, "left:max(.75rem,calc(50% - 41rem))");
	assert_style(&out, ".chart .gap,.chart .k{stroke:var(--paper)}");
	assert_style(&out, ".badge,.pill{max-width:100%;overflow-wrap:anywhere}");
	assert_style(&out, "overflow-wrap:anywhere}\n.timeline .kind");
	assert_style(&out, "@bottom-right{width:12%;white-space:nowrap;");
	assert_style(&out, "<dd class=\"value long\">Kundinnen und Kunden im Norden</dd>");
	assert_null(strstr(out.data, "<html lang=\"en\" dir"));
	str_release(&out);
}

/* A page in a language that runs to the left does. */
static void html_pages_have_a_direction(void **state)
{
	static const struct {
		const char *language;
		bool is_right_to_left;
	} languages[] = {{"he", true}, {"ar-EG", true}, {"FA", true}, {"az-Arab", true},
		{"ks-Deva", false}, {"de", false}, {"hea", false}, {"ur-Latn-PK", false}};

	(void)state;
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		static const char yaml[] = "afterword: 1\nform: a\n";
		const struct report_options options = {.now = NOW};
		struct str source = {0};
		struct str out = {0};
		struct document document;

		str_appendf(&source,
			"form: a\nversion: 1\ntitle: A\nlanguage: %s\npages:\n  - key: p\n"
			"    title: P\n    fields:\n      - {key: t, kind: line}\n",
			languages[i].language);
		struct form *form = form_parse(source.data, source.len, "form", NULL);

		assert_non_null(form);
		fixture_document(&document, form, yaml, sizeof yaml - 1);
		assert_true(report_write(
			report_exporter_find("html"), &document, &options, &out, NULL));
		if ((strstr(out.data, "\" dir=\"rtl\">\n<head>") != NULL) !=
			languages[i].is_right_to_left)
			fail_msg("%s: %.60s", languages[i].language, out.data);
		document_release(&document);
		form_free(form);
		str_release(&source);
		str_release(&out);
	}
}

static void exporters_are_found_by_name(void **state)
{
	size_t n;
	const struct exporter *exporters = report_exporters(&n);

	(void)state;
	assert_int_equal(n, 10);
	for (size_t i = 0; i < n; i++)
		assert_ptr_equal(report_exporter_find(exporters[i].name), &exporters[i]);
	assert_null(report_exporter_find("docx"));
}

static void several_exporters_are_read_from_one_text(void **state)
{
	static const struct {
		const char *names, *first, *last;
		size_t n;
		const char *unknown; /* instead */
	} lists[] = {
		{"html", "html", "html", 1, NULL},
		{"html,pdf,md", "html", "markdown", 3, NULL},
		{" HTML , md ", "html", "markdown", 2, NULL},
		{"md,markdown,MD", "markdown", "markdown", 1, NULL},
		{"tasks.csv,ics", "tasks-csv", "ics", 2, NULL},
		{"", NULL, NULL, 0, ""},
		{"html,", NULL, NULL, 0, ""},
		{",html", NULL, NULL, 0, ""},
		{"html,odt,docx", NULL, NULL, 0, "odt"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct exporter_list list;
		struct str unknown = {0};
		struct err err = {0};
		bool is_read = exporter_list_read(&list, lists[i].names, &unknown);

		assert_int_equal(is_read, !lists[i].unknown);
		assert_int_equal(exporter_list_get(&list, lists[i].names, &err), is_read);
		if (lists[i].unknown) {
			assert_string_equal(str_text(&unknown), lists[i].unknown);
			assert_non_null(strstr(err.message, "there is no report format \""));
		} else {
			assert_int_equal(list.n, lists[i].n);
			assert_string_equal(list.items[0]->name, lists[i].first);
			assert_string_equal(list.items[list.n - 1]->name, lists[i].last);
		}
		str_release(&unknown);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reports_are_as_before),
		cmocka_unit_test(text_report_reads_as_the_seed),
		cmocka_unit_test(tasks_may_be_boxes),
		cmocka_unit_test(dates_are_as_the_document_says),
		cmocka_unit_test(public_reports_hold_nothing_private),
		cmocka_unit_test(other_kinds_are_not_public),
		cmocka_unit_test(whatever_a_form_keeps_private_is_left_out),
		cmocka_unit_test(rows_are_public_only_if_they_say_so),
		cmocka_unit_test(flags_are_told_by_their_names),
		cmocka_unit_test(only_plain_rows_are_public),
		cmocka_unit_test(private_states_tell_nothing),
		cmocka_unit_test(problems_are_found),
		cmocka_unit_test(problems_are_told),
		cmocka_unit_test(findings_are_in_json_on_request),
		cmocka_unit_test(pictures_have_numbers),
		cmocka_unit_test(html_keeps_texts_apart),
		cmocka_unit_test(html_texts_have_a_direction),
		cmocka_unit_test(html_fields_have_a_direction),
		cmocka_unit_test(html_pages_fit),
		cmocka_unit_test(html_pages_have_a_direction),
		cmocka_unit_test(exporters_are_found_by_name),
		cmocka_unit_test(several_exporters_are_read_from_one_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
