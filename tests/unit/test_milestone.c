/* Milestones: which fields and which kinds of events they are, in any language. */
#include "model/milestone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char source[] =
	"form: a\ntitle: A\npages:\n"
	"  - key: p\n    title: P\n    fields:\n"
	"      - {key: gemeldet, kind: datetime, milestone: erkannt}\n"
	"      - {key: gesehen, kind: datetime, role: [acknowledged, detected], milestone: erkannt}\n"
	"      - {key: beginn, kind: datetime, role: start, milestone: begonnen}\n"
	"      - {key: detected, kind: datetime, milestone: detected}\n"
	"      - {key: gemildert, kind: datetime, role: mitigated}\n"
	"      - {key: ende, kind: date, role: end, milestone: wieder gut}\n"
	"      - key: ereignisse\n        kind: rows\n        role: events\n        columns:\n"
	"          - {key: art, kind: line, role: event-kind}\n";

static struct form *parse(void)
{
	struct err err = {0};
	struct form *form = form_parse(source, sizeof(source) - 1, "x.yaml", &err);

	if (form == NULL)
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	return form;
}

static void test_fields(void **state)
{
	(void)state;
	static const enum milestone expected[] = {MILESTONE_NONE, MILESTONE_DETECTED,
		MILESTONE_START, MILESTONE_NONE, MILESTONE_MITIGATED, MILESTONE_END,
		MILESTONE_NONE};
	struct form *form = parse();

	assert_int_equal(form->n_answers, sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < form->n_answers; i++)
		assert_int_equal(milestone_of_field(&form->fields[i]), expected[i]);
	assert_int_equal(milestone_field(form, MILESTONE_START), 2);
	assert_int_equal(milestone_field(form, MILESTONE_DETECTED), 1);
	assert_int_equal(milestone_field(form, MILESTONE_ACKNOWLEDGED), 1);
	assert_int_equal(milestone_field(form, MILESTONE_END), 5);
	form_free(form);
}

static void test_kinds(void **state)
{
	(void)state;
	struct form *form = parse();

	assert_int_equal(milestone_of_kind(form, "begonnen"), MILESTONE_START);
	assert_int_equal(milestone_of_kind(form, "erkannt"), MILESTONE_DETECTED);
	assert_int_equal(milestone_of_kind(form, "detected"), MILESTONE_NONE); /* without a role */
	assert_int_equal(milestone_of_kind(form, "wieder gut"), MILESTONE_END);
	assert_int_equal(milestone_of_kind(form, "started"), MILESTONE_NONE);
	assert_int_equal(milestone_of_kind(form, ""), MILESTONE_NONE);
	form_free(form);
}

static void test_letters(void **state)
{
	(void)state;
	static const char letters[] = " SDAME";

	for (unsigned i = 0; i < N_MILESTONES; i++)
		assert_int_equal(milestone_letter((enum milestone)i), letters[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
