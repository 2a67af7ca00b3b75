/* Typed text and what is stored for it, kind by kind. */
#include "model/typed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A form owns its strings, so these are not literals. */
static char path[] = "page.field", sev1[] = "sev1", sev2[] = "sev2", none[] = "not an incident";
static char *severities[] = {sev1, sev2, none};

struct row {
	enum kind kind;
	const char *typed;
	const char *stored; /* NULL: not understood */
};

static const struct row rows[] = {
	{KIND_NUMBER, "80", "80"},
	{KIND_NUMBER, " 1,300.50 ", "1300.50"},
	{KIND_NUMBER, "1 300", "1300"},
	{KIND_NUMBER, "99,5", "99.5"},
	{KIND_NUMBER, "-3", "-3"},
	{KIND_NUMBER, "+3", "3"},
	{KIND_NUMBER, "1,300,000", "1300000"},
	{KIND_NUMBER, "0,125", "0.125"},
	{KIND_NUMBER, "-12345,678", "-12345.678"},
	{KIND_NUMBER, "2023 100", NULL},
	{KIND_NUMBER, "1,2,3", NULL},
	{KIND_NUMBER, "3.", NULL},
	{KIND_NUMBER, "", ""},
	{KIND_NUMBER, "many", NULL},
	{KIND_NUMBER, "8 0", NULL},
	{KIND_NUMBER, "1e9", NULL},
	{KIND_PERCENT, "80 %", "80"},
	{KIND_PERCENT, "100 percent", "100"},
	{KIND_PERCENT, "99.5 Per Cent ", "99.5"},
	{KIND_PERCENT, "80pct", "80"},
	{KIND_PERCENT, "0.5%", "0.5"},
	{KIND_PERCENT, "8 p.c.", "8"},
	{KIND_PERCENT, "80 percentile", NULL},
	{KIND_PERCENT, "80 % more", NULL},
	{KIND_CHOICE, "sev1", "sev1"},
	{KIND_CHOICE, "SEV-1", "sev1"},
	{KIND_CHOICE, "not", "not an incident"},
	{KIND_CHOICE, "sev", NULL},
	{KIND_CHOICE, "sev9", NULL},
	{KIND_FLAG, "Yes", "true"},
	{KIND_FLAG, "off", "false"},
	{KIND_FLAG, "maybe", NULL},
	{KIND_LINE, "any text", "any text"},
	{KIND_DATETIME, "2023-10-15 08:00 +02:00", "2023-10-15T08:00:00+02:00"},
	{KIND_DATETIME, "soon", NULL},
	{KIND_DATE, "2023-10-15", "2023-10-15"},
	{KIND_ROWS, "x", NULL},
	{KIND_COMPUTED, "x", NULL},
};

static void test_kinds(void **state)
{
	struct zone zone;
	struct when_context context = {.zone = &zone, .now = 1700000000};

	(void)state;
	assert_true(zone_init(&zone, "UTC", NULL));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct form_field field = {
			.kind = rows[i].kind, .path = path, .choices = severities, .n_choices = 3};
		struct str stored = {0};
		struct str note = {0};
		struct err err = {0};
		bool done = typed_parse(&field, rows[i].typed, &context, &stored, &note, &err);

		assert_int_equal(done, rows[i].stored != NULL);
		if (done)
			assert_string_equal(str_text(&stored), rows[i].stored);
		else
			assert_int_equal(err.code, ERR_VALUE);
		str_release(&stored);
		str_release(&note);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
