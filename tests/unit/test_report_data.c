/*
 * Timeline and tasks as CSV, TSV and a calendar: what makes a cell harmless, what is private, how
 * long lines are, and that no text begins a property. Other programs read whole reports in
 * tests/others.
 */
#include "fixture.h"

#include "base/utf8.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NOW 1698796800 /* 2023-11-01 00:00 UTC */

/* Columns of several kinds, without an English word; %s: where something may be private. */
#define FORM                                                                                       \
	"form: vorfall\nversion: 1\ntitle: Vorfall\npages:\n  - key: eins\n    title: Eins\n"      \
	"    fields:\n"                                                                            \
	"      - {key: anfang, ask: Anfang, kind: datetime, role: start, milestone: los}\n"        \
	"      - key: lauf\n        ask: Verlauf\n        kind: rows\n        role: events\n%s"    \
	"        columns:\n"                                                                       \
	"          - {key: um, ask: Um, kind: datetime, role: event-time%s}\n"                     \
	"          - {key: art, ask: Art, kind: choice, choices: [los], role: event-kind}\n"       \
	"          - {key: text, ask: Text, kind: text, role: event-text}\n"                       \
	"          - {key: zahl, ask: Zahl, kind: number}\n"                                       \
	"      - key: liste\n        ask: Liste\n        kind: rows\n        role: tasks\n"        \
	"        columns:\n"                                                                       \
	"          - {key: was, ask: Was, kind: text, role: task-text}\n"                          \
	"          - {key: bis, ask: Bis, kind: date, role: task-due%s}\n"                         \
	"          - {key: stand, ask: Stand, kind: choice, choices: [offen, weg],\n"              \
	"             closed: [weg], role: task-state}\n"                                          \
	"          - {key: wo, ask: Wo, kind: link, role: task-ticket}\n"

#define HEAD "afterword: 1\nform: vorfall\n"
#define PRIVATE ", private: true"

struct report {
	struct form *form;
	struct document document;
	const char *name; /* of its file */
	struct str out;
	struct err err;
	bool is_done;
};

static void report_init(struct report *self, const char *table, const char *time, const char *due)
{
	struct str form = {0};
	struct err err = {0};

	*self = (struct report){0};
	str_appendf(&form, FORM, table, time, due);
	self->form = form_parse(str_text(&form), form.len, "form", &err);
	if (!self->form)
		fail_msg("%s", err.message);
	str_release(&form);
}

static void report_make(struct report *self, const char *yaml, const char *format, bool is_public)
{
	const struct report_options options = {
		.name = self->name, .is_public = is_public, .now = NOW};

	fixture_document(&self->document, self->form, yaml, strlen(yaml));
	str_clear(&self->out);
	self->err = (struct err){0};
	self->is_done = report_write(
		report_exporter_find(format), &self->document, &options, &self->out, &self->err);
	document_release(&self->document);
}

static void report_release(struct report *self)
{
	str_release(&self->out);
	form_free(self->form);
}

static bool has(const struct report *self, const char *text)
{
	return strstr(str_text(&self->out), text) != NULL;
}

/* A text as it is in YAML, and its cell. */
static const struct {
	const char *text, *csv, *tsv;
} cells[] = {
	{"=1", "'=1", "'=1"},
	{"+1", "'+1", "'+1"},
	{"-1", "'-1", "'-1"},
	{"@a", "'@a", "'@a"},
	{"  =1", "'  =1", "'  =1"},
	{"\\\"=1", "\"'\"\"=1\"", "'\"=1"},
	{"'=1", "''=1", "''=1"},
	{"\\t1", "\"'\t1\"", "'\\t1"},
	{"\\r1", "\"'\r1\"", "'\\r1"},
	{"\\u00a0\\ufeff=1", "'\xC2\xA0\xEF\xBB\xBF=1", "'\xC2\xA0\xEF\xBB\xBF=1"},
	{"\\uff1d1",
		"'\xEF\xBC\x9D"
		"1",
		"'\xEF\xBC\x9D"
		"1"},
	{"\\e=1", "'\x1B=1", "'\x1B=1"},
	{"'a", "'a", "'a"},
	{"\\\"a", "\"\"\"a\"", "'\"a"},
	{"a=1", "a=1", "a=1"},
	{"a,b", "\"a,b\"", "a,b"},
	{"a;b", "\"a;b\"", "a;b"},
	{"a\\nb", "\"a\nb\"", "a\\nb"},
	{"a\\\\b", "a\\b", "a\\\\b"},
	{" a", "\" a\"", " a"},
};

static void cells_are_harmless(void **state)
{
	struct report report;

	(void)state;
	report_init(&report, "", "", "");
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		struct str yaml = {0};
		struct str line = {0};

		print_message("%s\n", cells[i].text);
		str_appendf(
			&yaml, HEAD "eins:\n  lauf:\n    - {id: a, text: \"%s\"}\n", cells[i].text);
		report_make(&report, str_text(&yaml), "timeline-csv", false);
		str_appendf(&line, "id,um,um.local,art,text,zahl\r\na,,,,%s,\r\n", cells[i].csv);
		assert_string_equal(str_text(&report.out), str_text(&line));
		str_clear(&line);
		report_make(&report, str_text(&yaml), "timeline-tsv", false);
		str_appendf(
			&line, "id\tum\tum.local\tart\ttext\tzahl\na\t\t\t\t%s\t\n", cells[i].tsv);
		assert_string_equal(str_text(&report.out), str_text(&line));
		str_release(&yaml);
		str_release(&line);
	}
	report_release(&report);
}

static void values_are_as_stored(void **state)
{
	static const char yaml[] =
		HEAD "eins:\n  lauf:\n"
		     "    - {id: a, um: \"~2023-10-15T08:00:00-04:00\", zahl: -5}\n"
		     "    - {id: b, um: unknown, zahl: \"-5+1\"}\n"
		     "    - {id: c}\n"
		     "    - {id: d, um: 2023-10-15}\n"
		     "    - {id: e, um: \"=now\"}\n"
		     "    - {um: n/a}\n";
	struct report report;

	(void)state;
	report_init(&report, "", "", "");
	report_make(&report, yaml, "timeline-csv", false);
	assert_string_equal(str_text(&report.out),
		"id,um,um.local,art,text,zahl\r\n"
		"a,~2023-10-15T08:00:00-04:00,2023-10-15 12:00:00,,,-5\r\n"
		"b,unknown,,,,'-5+1\r\n"
		"d,2023-10-15,2023-10-15,,,\r\n"
		"e,'=now,,,,\r\n"
		"~6,n/a,,,,\r\n");
	report_release(&report);
}

/* --- what is private --- */

static void private_is_left_out(void **state)
{
	static const char yaml[] =
		HEAD "eins:\n  lauf:\n"
		     "    - {id: a, um: \"2023-10-15T08:00:00Z\", art: los, text: Los}\n"
		     "  liste:\n    - {id: b, was: Tu es, bis: 2023-12-24}\n";
	struct report report;

	(void)state;
	report_init(&report, "", PRIVATE, PRIVATE);
	report_make(&report, yaml, "timeline-csv", true);
	assert_string_equal(str_text(&report.out), "art,text,zahl\r\nlos,Los,\r\n");
	report_make(&report, yaml, "ics", true);
	assert_false(report.is_done);
	assert_string_equal(report.err.message, "\"Liste\" has no column for a due date to show");
	report_make(&report, yaml, "ics", false);
	assert_true(report.is_done && has(&report, "DTSTART;VALUE=DATE:20231224\r\n"));
	/* No moment is told that only a private column tells. */
	report_make(&report, yaml, "json", false);
	assert_true(has(&report, "\"seconds\": 1697356800"));
	report_make(&report, yaml, "json", true);
	assert_true(has(&report, "\"start\": null"));
	assert_false(has(&report, "1697356800"));
	report_release(&report);
	report_init(&report, "        private: true\n", "", "");
	report_make(&report, yaml, "timeline-tsv", true);
	assert_false(report.is_done);
	assert_int_equal(report.out.len, 0);
	assert_string_equal(
		report.err.message, "\"Lauf\" is private: a public report cannot have it");
	report_make(&report, yaml, "json", true);
	assert_false(has(&report, "1697356800"));
	report_release(&report);
}

/* --- calendars --- */

static void calendar_has_what_is_open(void **state)
{
	static const char yaml[] = HEAD
		"eins:\n  anfang: \"~2023-10-15T08:00:00-04:00\"\n  liste:\n"
		"    - {id: a, was: \"Eins,\\n zwei\", bis: \"~2023-12-31\", wo: \"https://t.example/1\"}\n"
		"    - {id: b, was: Erledigt, bis: 2023-12-31, stand: weg}\n"
		"    - {id: c, was: Irgendwann, bis: unknown}\n"
		"    - {was: Ohne, bis: 2023-10-01}\n"
		"    - {was: Ohne, bis: 2023-10-02, wo: \"https://t.example/\\nATTACH:x\"}\n"
		"    - {id: f, bis: 9999-12-31}\n";
	struct report report;

	(void)state;
	report_init(&report, "", "", "");
	report_make(&report, yaml, "ics", false);
	assert_string_equal(str_text(&report.out),
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Afterword//Afterword//EN\r\n"
		"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:Vorfall\r\n"
		"BEGIN:VEVENT\r\nUID:a.vorfall@afterword\r\n"
		"DTSTAMP:20231101T000000Z\r\nDTSTART;VALUE=DATE:20231231\r\n"
		"DTEND;VALUE=DATE:20240101\r\nSUMMARY:Eins\\, zwei\r\n"
		"DESCRIPTION:Vorfall\\nBis: about 2023-12-31\\nWo: https://t.example/1\r\n"
		"URL:https://t.example/1\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
		"BEGIN:VEVENT\r\nUID:text.3285baf6.1.vorfall@afterword\r\n"
		"DTSTAMP:20231101T000000Z\r\nDTSTART;VALUE=DATE:20231001\r\n"
		"DTEND;VALUE=DATE:20231002\r\nSUMMARY:Ohne\r\nDESCRIPTION:Vorfall\r\n"
		"TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
		"BEGIN:VEVENT\r\nUID:text.3285baf6.2.vorfall@afterword\r\n"
		"DTSTAMP:20231101T000000Z\r\nDTSTART;VALUE=DATE:20231002\r\n"
		"DTEND;VALUE=DATE:20231003\r\nSUMMARY:Ohne\r\n"
		"DESCRIPTION:Vorfall\\nWo: https://t.example/ ATTACH:x\r\n"
		"TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
	report_release(&report);
}

/* Whatever is edited, importing again updates the same event; no two documents share one. */
static void events_stay_the_same(void **state)
{
	static const char *const edits[] = {
		"eins:\n  anfang: 2023-10-15T08:00:00-04:00\n  liste:\n"
		"    - {id: abcdefg2, was: x, bis: 2023-12-31}\n    - {id: t1, was: x, bis: 2023-12-31}\n",
		"eins:\n  anfang: 2023-10-16\n  titel: Neu\n  liste:\n"
		"    - {id: t1, was: y, bis: 2023-11-30}\n    - {id: abcdefg2, was: z, bis: 2024-01-01}\n",
		"eins:\n  liste:\n"
		"    - {id: t1, bis: 2023-11-30}\n    - {id: abcdefg2, bis: 2024-01-01}\n",
	};
	static const struct {
		const char *name, *own, *typed;
	} files[] = {
		{NULL, "UID:abcdefg2.vorfall@afterword\r\n", "UID:t1.vorfall@afterword\r\n"},
		{"a.yaml", "UID:abcdefg2.vorfall@afterword\r\n",
			"UID:t1.2ce11cc0.vorfall@afterword\r\n"},
		{"b.yaml", "UID:abcdefg2.vorfall@afterword\r\n",
			"UID:t1.185dd71a.vorfall@afterword\r\n"},
	};
	struct report report;

	(void)state;
	report_init(&report, "", "", "");
	for (size_t f = 0; f < sizeof files / sizeof files[0]; f++)
		for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
			struct str yaml = {0};

			report.name = files[f].name;
			str_appendf(&yaml, "%s%s", HEAD, edits[i]);
			report_make(&report, str_text(&yaml), "ics", false);
			if (!has(&report, files[f].own) || !has(&report, files[f].typed))
				fail_msg("%s", report.out.data);
			report_make(&report, str_text(&yaml), "ics", true);
			assert_false(has(&report, "t1."));
			str_release(&yaml);
		}
	report_release(&report);
}

/* Every line fits and begins with a property; characters of two to four bytes stay whole. */
static void long_lines_are_folded(void **state)
{
	static const char *const letters[] = {"a", "\xC3\xA9", "\xE8\xAA\x9E", "\xF0\x9F\x91\xA9"};
	struct report report;

	(void)state;
	report_init(&report, "", "", "");
	for (size_t i = 0; i < sizeof letters / sizeof letters[0] * 80; i++) {
		struct str yaml = {0};
		size_t longest = 0;

		str_append_text(&yaml, HEAD "eins:\n  liste:\n    - bis: 2023-10-01\n      was: ");
		str_append_repeat(&yaml, 'x', 1 + i % 80);
		for (unsigned j = 0; j < 120; j++)
			str_append_text(&yaml, letters[i / 80]);
		str_append_char(&yaml, '\n');
		report_make(&report, str_text(&yaml), "ics", false);
		for (const char *line = str_text(&report.out); *line;) {
			const char *end = strstr(line, "\r\n");

			assert_non_null(end);
			assert_true(utf8_check(line, (size_t)(end - line), NULL));
			assert_true((size_t)(end - line) <= 75);
			if ((size_t)(end - line) > longest)
				longest = (size_t)(end - line);
			line = end + 2;
		}
		assert_true(longest > 71);
		str_release(&yaml);
	}
	report_release(&report);
}

/* --- names of files --- */

static void formats_are_found_by_file(void **state)
{
	static const struct {
		const char *path, *format;
	} files[] = {
		{"a.md", "markdown"},
		{"a.b.MD", "markdown"},
		{"a.markdown", "markdown"},
		{"x.d/a.tasks.csv", "tasks-csv"},
		{"tasks.csv", "tasks-csv"},
		{"x/Timeline.TSV", "timeline-tsv"},
		{"a.ics", "ics"},
	};
	static const char *const others[] = {
		"", "md", ".md", "a.csv", "atasks.csv", "x.md/a", "ics", "csv"};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		assert_ptr_equal(report_exporter_of_file(files[i].path),
			report_exporter_find(files[i].format));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_null(report_exporter_of_file(others[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_harmless),
		cmocka_unit_test(values_are_as_stored),
		cmocka_unit_test(private_is_left_out),
		cmocka_unit_test(calendar_has_what_is_open),
		cmocka_unit_test(events_stay_the_same),
		cmocka_unit_test(long_lines_are_folded),
		cmocka_unit_test(formats_are_found_by_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
