/*
 * A form without an English word: checks, the step of a state, typed times, durations, reports
 * and imports work with it as with the default form, by roles alone.
 */
#include "fixture.h"
#include "scripted.h"
#include "sources.h"

#include "check/check.h"
#include "intake/intake.h"
#include "model/milestone.h"
#include "model/task.h"
#include "model/walk.h"
#include "report/report.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define GERMAN "tests/screen/docs/vorfall.yaml"
#define ENGLISH "forms/postmortem.yaml"
#define NOW 1701000000 /* 2023-11-26 12:00 UTC */

/* The same incident in both: told wrong in the same places. */
static const char german[] =
	"afterword: 1\nform: vorfall\n"
	"massnahmen:\n  liste:\n"
	"    - {id: aaaaaaaa, was: A, wer: X, bis: \"2023-11-10\", stand: offen}\n"
	"    - {id: bbbbbbbb, was: B, wer: X, bis: \"2023-11-10\", stand: erledigt}\n"
	"    - {id: cccccccc, was: C, stand: in Bearbeitung}\n"
	"    - {id: dddddddd, was: D, stand: verworfen}\n"
	"    - {id: eeeeeeee, was: E, wer: X, bis: \"2023-10-01\", stand: in Bearbeitung}\n"
	"    - {id: ffffffff, was: F, wer: X, bis: \"2024-10-01\", stand: done}\n"
	"ueberblick:\n  titel: T\n  status: review\n  schwere: hoch\n  zone: Europe/Berlin\n"
	"  beginn: \"2023-10-15T14:00:00+02:00\"\n"
	"  erkannt: \"2023-10-15T13:30:00+02:00\"\n"
	"  angenommen: \"2023-10-15T14:34:00+02:00\"\n"
	"  gemildert: \"2023-10-15T20:00:00+02:00\"\n"
	"  ende: \"2023-10-15T18:00:00+02:00\"\n"
	"verlauf:\n  schritte:\n"
	"    - {id: gggggggg, zeit: \"2023-10-15T14:00:00+02:00\", art: begonnen, text: a}\n"
	"    - {id: hhhhhhhh, zeit: \"2023-10-15T16:30:00+02:00\", art: bemerkt, text: b}\n"
	"    - {id: iiiiiiii, zeit: \"2023-10-15T15:34:00+02:00\", art: übernommen, text: c}\n"
	"    - {id: jjjjjjjj, zeit: \"2023-10-15T23:00:00+02:00\", art: behoben, text: d}\n";

static const char english[] =
	"afterword: 1\nform: postmortem\n"
	"tasks:\n  items:\n"
	"    - {id: aaaaaaaa, what: A, owner: X, due: \"2023-11-10\", state: open}\n"
	"    - {id: bbbbbbbb, what: B, owner: X, due: \"2023-11-10\", state: done}\n"
	"    - {id: cccccccc, what: C, state: doing}\n"
	"    - {id: dddddddd, what: D, state: dropped}\n"
	"    - {id: eeeeeeee, what: E, owner: X, due: \"2023-10-01\", state: doing}\n"
	"    - {id: ffffffff, what: F, owner: X, due: \"2024-10-01\", state: erledigt}\n"
	"title: T\nstatus: review\nseverity: sev1\ntimezone: Europe/Berlin\n"
	"summary:\n"
	"  start: \"2023-10-15T14:00:00+02:00\"\n"
	"  detected: \"2023-10-15T13:30:00+02:00\"\n"
	"  acknowledged: \"2023-10-15T14:34:00+02:00\"\n"
	"  mitigated: \"2023-10-15T20:00:00+02:00\"\n"
	"  end: \"2023-10-15T18:00:00+02:00\"\n"
	"timeline:\n  events:\n"
	"    - {id: gggggggg, at: \"2023-10-15T14:00:00+02:00\", kind: started, what: a}\n"
	"    - {id: hhhhhhhh, at: \"2023-10-15T16:30:00+02:00\", kind: detected, what: b}\n"
	"    - {id: iiiiiiii, at: \"2023-10-15T15:34:00+02:00\", kind: acknowledged, what: c}\n"
	"    - {id: jjjjjjjj, at: \"2023-10-15T23:00:00+02:00\", kind: resolved, what: d}\n";

struct incident {
	struct form *form;
	struct document document;
};

static void incident_init(struct incident *self, const char *form, const char *yaml)
{
	self->form = fixture_form(form);
	fixture_document(&self->document, self->form, yaml, strlen(yaml));
}

static void incident_release(struct incident *self)
{
	document_release(&self->document);
	form_free(self->form);
}

static int compare_lines(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* "rule row" of each finding, in order of the alphabet, without those about empty fields. */
static void find(const char *form, const char *yaml, struct str *out)
{
	struct incident incident;
	struct findings findings = {0};
	char lines[32][64];
	char *sorted[32];
	size_t n = 0;

	incident_init(&incident, form, yaml);
	check_document(&incident.document, STATUS_NEVER, NOW, &findings);
	for (size_t i = 0; i < findings.n; i++) {
		const struct finding *finding = &findings.items[i];

		if (strcmp(finding->rule->id, "missing") == 0)
			continue;
		assert_true(n < LEN(sorted));
		snprintf(lines[n], sizeof(lines[n]), "%s %.1s", finding->rule->id,
			finding->place.row);
		sorted[n] = lines[n];
		n++;
	}
	qsort(sorted, n, sizeof(*sorted), compare_lines);
	for (size_t i = 0; i < n; i++)
		str_appendf(out, "%s\n", sorted[i]);
	findings_release(&findings);
	incident_release(&incident);
}

static void test_checks_find_the_same(void **state)
{
	(void)state;
	struct str ours = {0};
	struct str theirs = {0};

	find(GERMAN, german, &ours);
	find(ENGLISH, english, &theirs);
	assert_string_equal(str_text(&ours), str_text(&theirs));
	assert_string_equal(str_text(&ours), "due-before-incident e\n"
					     "milestone-disagrees \n"
					     "milestone-disagrees \n"
					     "milestone-disagrees \n"
					     "task-overdue a\n"
					     "task-overdue e\n"
					     "task-without-due c\n"
					     "task-without-owner c\n"
					     "time-order \n"
					     "time-order \n"
					     "timeline-order i\n"
					     "timeline-outside j\n"
					     "unknown-choice f\n");
	str_release(&ours);
	str_release(&theirs);
}

/* --- tasks --- */

static struct scripted e;

static unsigned field_at(const char *path)
{
	unsigned field = form_find(e.form, path);

	assert_int_not_equal(field, FORM_NONE);
	return field;
}

static void open_german(void)
{
	struct str source = {0};

	assert_true(tree_read(GERMAN, &source));
	scripted_init_form(&e, str_text(&source), german);
	str_release(&source);
}

static void test_a_state_steps(void **state)
{
	(void)state;
	static const char *const steps[] = {"in Bearbeitung", "erledigt", "offen"};
	unsigned tasks;

	open_german();
	tasks = field_at("massnahmen.liste");
	scripted_go(&e, tasks);
	for (size_t i = 0; i < LEN(steps); i++) {
		scripted_keys(&e, "<Space>");
		assert_string_equal(scripted_cell(&e, tasks, 0, 3), steps[i]);
		scripted_says(&e, steps[i]);
	}
	scripted_keys(&e, "<Down><Down><Down><Space>"); /* verworfen */
	assert_string_equal(scripted_cell(&e, tasks, 3, 3), "offen");
	scripted_keys(&e, "<Down><Down><Space>"); /* done, which is none of them */
	assert_string_equal(scripted_cell(&e, tasks, 5, 3), "offen");
	scripted_keys(&e, "<Alt+U>");
	assert_string_equal(scripted_cell(&e, tasks, 5, 3), "done");
	scripted_release(&e);
}

static void test_tasks_are_late(void **state)
{
	(void)state;
	static const int64_t days[] = {16, 0, 0, 0, 56, 0};
	struct incident incident;
	struct zone zone;

	incident_init(&incident, GERMAN, german);
	document_zone(&incident.document, &zone);
	for (size_t i = 0; i < LEN(days); i++)
		assert_int_equal(task_days_late(&incident.form->fields[0],
					 &incident.document.tables[0].items[i], &zone, NOW),
			days[i]);
	incident_release(&incident);
}

/* --- times --- */

static void test_milestones(void **state)
{
	(void)state;
	struct form *form = fixture_form(GERMAN);

	assert_int_equal(milestone_of_kind(form, "begonnen"), MILESTONE_START);
	assert_int_equal(milestone_of_kind(form, "bemerkt"), MILESTONE_DETECTED);
	assert_int_equal(milestone_of_kind(form, "übernommen"), MILESTONE_ACKNOWLEDGED);
	assert_int_equal(milestone_of_kind(form, "wieder nutzbar"), MILESTONE_MITIGATED);
	assert_int_equal(milestone_of_kind(form, "behoben"), MILESTONE_END);
	assert_int_equal(milestone_of_kind(form, "Befund"), MILESTONE_NONE);
	form_free(form);
}

static void test_typed_times(void **state)
{
	(void)state;
	unsigned detected;
	unsigned end;

	open_german();
	detected = field_at("ueberblick.erkannt");
	end = field_at("ueberblick.ende");
	scripted_go(&e, detected);
	scripted_keys(&e, "<:now>");
	assert_string_equal(scripted_text(&e, detected), "2023-10-16T14:00:00+02:00");
	scripted_keys(&e, "<:line-start><:select-line-end>+25m<Tab>"); /* from the start */
	assert_string_equal(scripted_text(&e, detected), "2023-10-15T14:25:00+02:00");
	scripted_go(&e, end);
	scripted_keys(&e, "<:line-start><:select-line-end>ongoing<Tab>");
	assert_string_equal(scripted_text(&e, end), "ongoing");
	scripted_release(&e);
}

static void assert_computed(const struct incident *self, const char *path, const char *expected)
{
	struct str text = {0};

	document_compute(&self->document, form_find(self->form, path), NOW, &text);
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
}

static void test_durations(void **state)
{
	(void)state;
	struct incident incident;
	static const char yaml[] = "afterword: 1\nform: vorfall\n"
				   "ueberblick:\n"
				   "  beginn: \"2023-10-15T14:00:00+02:00\"\n"
				   "  erkannt: \"2023-10-15T14:30:00+02:00\"\n"
				   "  ende: \"2023-10-16T20:00:00+02:00\"\n";

	incident_init(&incident, GERMAN, yaml);
	assert_computed(&incident, "ueberblick.dauer", "30 h");
	assert_computed(&incident, "ueberblick.bis_erkannt", "30 min");
	incident_release(&incident);
}

/* --- reports and imports --- */

static const struct str *text_of(const struct incident *self, const char *path)
{
	unsigned field = form_find(self->form, path);

	assert_int_not_equal(field, FORM_NONE);
	return &self->document.values[field].text;
}

static void assert_text(const struct incident *self, const char *path, const char *expected)
{
	assert_string_equal(str_text(text_of(self, path)), expected);
}

static void assert_cell(const struct incident *self, const char *path, size_t row,
	const char *column, const char *expected)
{
	unsigned field = form_find(self->form, path);
	unsigned number = form_find_column(&self->form->fields[field], column);

	assert_true(row < self->document.tables[field].n);
	assert_string_equal(
		str_text(&self->document.tables[field].items[row].cells[number].text), expected);
}

static void incident_import(struct incident *self, const char *text, size_t len)
{
	unsigned counter = 0;
	const struct id_source ids = counting_ids(&counter);
	const struct intake_options options = {.zone = "Europe/Berlin", .now = NOW, .ids = &ids};
	struct intake_report report = {0};

	self->form = fixture_form(GERMAN);
	document_init_new(&self->document, self->form);
	assert_true(intake_importer_find("text")->run(
		&self->document, text, len, &options, &report, NULL));
	intake_report_release(&report);
}

static void assert_same_rows(const struct incident *a, const struct incident *b, unsigned field)
{
	const struct rows *left = &a->document.tables[field];
	const struct rows *right = &b->document.tables[field];

	assert_int_equal(left->n, right->n);
	for (size_t row = 0; row < left->n; row++)
		for (size_t i = 0; i < a->form->fields[field].n_columns; i++)
			assert_string_equal(str_text(&left->items[row].cells[i].text),
				str_text(&right->items[row].cells[i].text));
}

static void test_a_report_is_read_back(void **state)
{
	(void)state;
	const struct report_options options = {.now = NOW};
	struct incident before;
	struct incident after;
	struct str text = {0};

	incident_init(&before, GERMAN, german);
	assert_true(report_exporter_find("text")->run(&before.document, &options, &text, NULL));
	incident_import(&after, str_text(&text), text.len);
	for (unsigned i = 0; i < before.form->n_fields; i++) {
		assert_string_equal(str_text(&before.document.values[i].text),
			str_text(&after.document.values[i].text));
		if (kind_info(before.form->fields[i].kind)->is_table)
			assert_same_rows(&before, &after, i);
	}
	incident_release(&before);
	incident_release(&after);
	str_release(&text);
}

static void test_a_text_is_imported(void **state)
{
	(void)state;
	static const char text[] = "Zahlungen fielen aus\n"
				   "Dauer des Ausfalls\n"
				   "Beginn: 15.10.2023 14:00\n"
				   "Ende: ongoing\n"
				   "Verlauf\n"
				   "Was geschah\n"
				   "15.10.2023 14:00  begonnen  Die Umstellung begann.\n"
				   "14:34  übernommen  Der Betrieb übernahm.\n"
				   "20:10  wieder nutzbar  Der Dienst antwortet.\n"
				   "Wann wurde es bemerkt?\n"
				   "Der Alarm kam am 15.10.2023 um 14:30 Uhr.\n"
				   "Maßnahmen\n"
				   "Was ist zu tun?\n"
				   "- Alarm ergänzen [Stand: in Bearbeitung; Bis: 2023-11-10]\n";
	struct incident incident;

	incident_import(&incident, text, sizeof(text) - 1);
	assert_text(&incident, "ueberblick.titel", "Zahlungen fielen aus");
	assert_text(&incident, "ueberblick.beginn", "2023-10-15T14:00:00+02:00");
	assert_text(&incident, "ueberblick.ende", "ongoing");
	assert_text(&incident, "ueberblick.erkannt", "2023-10-15T14:30:00+02:00");
	assert_cell(&incident, "verlauf.schritte", 0, "art", "begonnen");
	assert_cell(&incident, "verlauf.schritte", 1, "art", "übernommen");
	assert_cell(&incident, "verlauf.schritte", 1, "zeit", "2023-10-15T14:34:00+02:00");
	assert_cell(&incident, "verlauf.schritte", 2, "art", "wieder nutzbar");
	assert_cell(&incident, "massnahmen.liste", 0, "stand", "in Bearbeitung");
	incident_release(&incident);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_checks_find_the_same),
		cmocka_unit_test(test_a_state_steps),
		cmocka_unit_test(test_tasks_are_late),
		cmocka_unit_test(test_milestones),
		cmocka_unit_test(test_typed_times),
		cmocka_unit_test(test_durations),
		cmocka_unit_test(test_a_report_is_read_back),
		cmocka_unit_test(test_a_text_is_imported),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
