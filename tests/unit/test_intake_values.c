/* What an import reads as a value is what the editor reads; the rest is kept as typed, and
 * reported. */
#include "base/mem.h"
#include "intake/intake.h"
#include "model/typed.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char form_text[] =
	"form: f\ntitle: F\npages:\n  - key: p\n    title: P\n    fields:\n"
	"      - {key: number, path: number, kind: number, label: Number, ask: \"Number:\"}\n"
	"      - {key: percent, path: percent, kind: percent, label: Percent, ask: \"Percent:\"}\n"
	"      - {key: choice, path: choice, kind: choice, label: Choice, ask: \"Choice:\", choices: [sev1, sev2, "
	"not an incident]}\n"
	"      - {key: flag, path: flag, kind: flag, label: Flag, ask: \"Flag:\"}\n"
	"      - {key: line, path: line, kind: line, label: Line, ask: \"Line:\"}\n"
	"      - {key: person, path: person, kind: person, label: Person, ask: \"Person:\"}\n"
	"      - {key: link, path: link, kind: link, label: Link, ask: \"Link:\"}\n"
	"      - {key: date, path: date, kind: date, label: Date, ask: \"Date:\"}\n"
	"      - {key: moment, path: moment, kind: datetime, label: Moment, ask: \"Moment:\"}\n";

static const char *const spellings[] = {
	/* numbers */
	"0", "80", "-3", "+3", "- 3", "1,300", "1,300.50", "1_300", "1 300", "1,30", "12,34,567",
	"99,5", "99.5", ".5", "5.", ".", "-", "1.2.3", "1e9", "0x10", "80%", "80 %", "80 percent",
	"80 Per Cent", "80pct", "80 %%", "%", "8 0", "many", "about 80", "80 users",
	/* choices */
	"sev1", "SEV1", "Sev-1", "sev 2", "se", "s", "not", "Not an incident", "none",
	/* flags */
	"yes", "Yes", "Y", "true", "TRUE", "on", "1", "no", "n", "False", "off", "maybe", "yes!",
	/* times */
	"2023-10-15", "15 Oct 2023", "2023-10-15 08:00", "10/15/2023, 8:00 AM", "ongoing",
	"unknown", "yesterday", "08:00", "soon",
	/* words */
	"Ida Nyman", "@ida", "OPS-12", "https://example.com/a?b=1,300", "a, b; c"};

static struct form *parse_form(void)
{
	struct err err = {0};
	struct form *form = form_parse(form_text, strlen(form_text), "f", &err);

	if (!form)
		fail_msg("%s", err.message);
	return form;
}

static void import(struct document *document, const struct form *form, const char *input,
	struct intake_report *report)
{
	unsigned ids = 0;
	const struct id_source source = counting_ids(&ids);
	const struct intake_options how = {.zone = "UTC", .now = 1700000000, .ids = &source};

	document_init_new(document, form);
	assert_true(intake_importer_find("text")->run(
		document, input, strlen(input), &how, report, NULL));
}

static bool is_told(const struct intake_report *report)
{
	for (size_t i = 0; i < report->n; i++)
		if (strstr(report->notes[i].text, "kept as typed"))
			return true;
	return false;
}

static void check(const struct form *form, unsigned field, const char *typed)
{
	struct zone zone;
	struct when_context context = {.zone = &zone,
		.now = 1700000000,
		.lacks_now = true,
		.date_only = form->fields[field].kind == KIND_DATE};
	struct document document;
	struct intake_report report = {0};
	struct str input = {0};
	struct str stored = {0};
	struct str note = {0};

	assert_true(zone_init(&zone, "UTC", NULL));
	bool is_read = typed_parse(&form->fields[field], typed, &context, &stored, &note, NULL) &&
		       (form->fields[field].kind != KIND_CHOICE ||
			       choice_is_named(str_text(&stored), typed));

	str_appendf(&input, "%s: %s\n", form->fields[field].label, typed);
	import(&document, form, str_text(&input), &report);
	const char *expected = is_read ? str_text(&stored) : typed;

	if (strcmp(document_text(&document, field), expected) != 0)
		fail_msg("%s: \"%s\" became \"%s\", not \"%s\"", form->fields[field].key, typed,
			document_text(&document, field), expected);
	if (is_told(&report) == is_read)
		fail_msg("%s: \"%s\" is %stold", form->fields[field].key, typed,
			is_read ? "" : "not ");
	document_release(&document);
	intake_report_release(&report);
	str_release(&input);
	str_release(&stored);
	str_release(&note);
}

static void test_agrees_with_the_editor(void **state)
{
	struct form *form = parse_form();

	(void)state;
	for (unsigned field = 0; field < form->n_answers; field++)
		for (size_t i = 0; i < sizeof(spellings) / sizeof(*spellings); i++)
			check(form, field, spellings[i]);
	form_free(form);
}

/* An abbreviated choice is kept as typed, and the choice is suggested. */
static void test_no_guesses(void **state)
{
	struct form *form = parse_form();
	struct document document;
	struct intake_report report = {0};

	(void)state;
	import(&document, form, "Choice: not\n", &report);
	assert_string_equal(document_text(&document, form_find(form, "choice")), "not");
	assert_int_equal(report.n, 1);
	assert_string_equal(report.notes[0].text,
		"Choice: this is kept as typed: it may be short for \"not an incident\"");
	document_release(&document);
	intake_report_release(&report);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agrees_with_the_editor),
		cmocka_unit_test(test_no_guesses),
	};

	return cmocka_run_group_tests_name("intake_values", tests, NULL, NULL);
}
