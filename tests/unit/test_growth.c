/*
 * A document of eight times the size takes about eight times as long to read and to
 * check, whatever it contains. Processor times are compared with each other, so a busy or
 * slow machine does not matter; anything quadratic would take sixty-four times as long.
 */
#include "check/check.h"
#include "fixture.h"
#include "processor_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define NOW INT64_C(1705320000) /* 2024-01-15T12:00:00Z */

enum { SMALL = 16 * 1024, TIMES = 8, MOST = 4 * TIMES, TRIES = 25, MOST_UNREADABLE = 3 };

static const char head[] =
	"afterword: 1\nform: postmortem\ntitle: Card payments failed\nstatus: draft\n"
	"severity: sev1\ntimezone: America/New_York\nauthors:\n  - Geda Siraj\n  - Mira Okafor\n\n"
	"summary:\n  start: \"2023-10-15T08:00:00-04:00\"\n  end: \"2023-10-16T14:00:00-04:00\"\n\n";

/* The content of a document: the unit repeated, with the number of the repetition for %d. */
struct shape {
	const char *name;
	const char *before;
	const char *unit;
	const char *after;
};

#define CAUSE "root_cause:\n  cause: |\n"
#define EVENTS "timeline:\n  events:\n"

static const struct shape shapes[] = {
	{"names", CAUSE, "    Then Geda Siraj restarted the database.\n", ""},
	{"names in one line", CAUSE "    x", " then Geda Siraj restarted it", "\n"},
	{"names in quotes", "root_cause:\n  cause: \"", "Geda said \\\"no\\\" ", "\"\n"},
	{"names in folded lines", "root_cause:\n  cause: >\n", "    Geda Siraj was there.\n", ""},
	{"names in a plain text", "root_cause:\n  cause: It", "\n    was Geda Siraj.", "\n"},
	{"names in a list", "root_cause:\n  factors:\n", "    - Geda restarted it\n", ""},
	{"blame", CAUSE, "    The operator forgot to check the backup.\n", ""},
	{"blame in one line", CAUSE "    x", " they forgot to check", "\n"},
	{"gaps", CAUSE, "    TODO\n", ""},
	{"gaps in one line", CAUSE "    x", " TODO it", "\n"},
	{"dots", CAUSE, "    ...\n", ""},
	{"clocks", CAUSE, "    It fired at 8:30 AM PST.\n", ""},
	{"durations", CAUSE, "    The outage took 28 hours.\n", ""},
	{"half durations", CAUSE "    x", " 1 2 h 3/4 and a half", "\n"},
	{"blanks", CAUSE "    x", "                    should", "\n"},
	{"conflicts", CAUSE, "    <<<<<<< a\n    x\n    =======\n    y\n    >>>>>>> b\n", ""},
	{"rows out of order", EVENTS,
		"    - at: \"2023-10-15T08:30:00-04:00\"\n"
		"    - at: \"2023-10-15T08:%02d:00-04:00\"\n",
		""},
	{"rows with odd times", EVENTS, "    - at: 10/15/2023 8:30 PST\n", ""},
	{"rows without a day", EVENTS, "    - {at: \"8:30\", what: forgot to}\n", ""},
	{"rows of one id", EVENTS, "    - {id: abc, what: TODO}\n", ""},
	{"rows of another kind", EVENTS, "    - a text\n", ""},
	{"cells of another kind", EVENTS, "    - {what: [1], kind: bad}\n", ""},
	{"tasks", "tasks:\n  items:\n", "    - {what: investigate it, due: 2020-01-01}\n", ""},
	{"unknown keys", "", "unknown_key_of_the_root_%d: 1\n", ""},
	{"keys nearly known", "", "summar%d: 1\n", ""},
	{"keys of one row", EVENTS "    - what: x\n", "      whal%d: 1\n", ""},
	{"keys of all rows", EVENTS, "    - whom: 1\n", ""},
	{"keys twice", "x: 1\n", "y: {a: 1, a: 1}\n", ""},
	{"empty values", "x: [", "{a: , b: }, ", "]\n"},
	{"aliases", "x: &a 1\ny:\n", "  - *a\n", ""},
	{"anchors", "y:\n", "  - &a%d 1\n", ""},
	{"texts", EVENTS, "    - what: |\n        x\n\n", ""},
	{"kept texts", EVENTS, "    - what: >+\n        \u00e9\n\n", ""},
	{"quotes", EVENTS, "    - \"what\": \"x\n        y\"\n      who:\n", ""},
	{"question marks", "", "? a%d\n: b\n", ""},
	{"tags", "y:\n", "  - !!str |\n    x\n", ""},
	{"brackets", "y: [", "[], {},\n  [a: b], ", "]\n"},
	{"blank lines", EVENTS "    - what: |\n        x\n", "\n", "    - what: y\n"},
	{"comments", "", "# a note\n", ""},
};

/* Units are ours, and have one number at most. */
static void append_unit(struct str *out, const char *unit, int nth)
{
	const char *percent = strchr(unit, '%');

	if (percent == NULL) {
		str_append_text(out, unit);
		return;
	}
	bool has_width = percent[1] == '0';

	str_append(out, unit, (size_t)(percent - unit));
	str_appendf(out, has_width ? "%02d" : "%d", has_width ? nth % 60 : nth);
	str_append_text(out, strchr(percent, 'd') + 1);
}

static void write_document(const struct shape *shape, size_t size, struct str *out)
{
	str_clear(out);
	str_append_text(out, head);
	str_append_text(out, shape->before);
	for (int i = 0; out->len < size; i++)
		append_unit(out, shape->unit, i);
	str_append_text(out, shape->after);
}

/* Microseconds to read and check such a document. */
static int64_t measure(const struct form *form, const struct shape *shape, size_t size)
{
	struct str source = {0};
	struct document document;
	struct findings findings = {0};

	write_document(shape, size, &source);
	int64_t since = processor_time();

	fixture_document(&document, form, source.data, source.len);
	check_document(&document, STATUS_NEVER, NOW, &findings);
	findings_release(&findings);
	document_release(&document);
	int64_t took = processor_time() - since;

	str_release(&source);
	return took;
}

/*
 * Other work on the machine can only add time, so the fastest turns count. One turn is usually
 * enough; the others are for a machine whose memory is slow for a while.
 */
static void check_growth(const struct form *form, const struct shape *shape)
{
	int64_t small = INT64_MAX;
	int64_t large = INT64_MAX;

	for (int i = 0; i < TRIES; i++) {
		int64_t now = measure(form, shape, SMALL);

		small = now < small ? now : small;
		now = measure(form, shape, SMALL * TIMES);
		large = now < large ? now : large;
		if (large <= small * MOST)
			return;
	}
	fail_msg("%s: %d times the size took %lld us after %lld us", shape->name, TIMES,
		(long long)large, (long long)small);
}

static void test_growth(void **state)
{
	struct form *form = fixture_form("forms/postmortem.yaml");
	(void)state;

	for (size_t i = 0; i < LEN(shapes); i++)
		check_growth(form, &shapes[i]);
	form_free(form);
}

/* The neighbours of times that nobody can read are looked at once each: all rows unreadable cost
 * about twice what every other one does. */
static void test_unreadable_times(void **state)
{
	static const struct shape half = {
		"", EVENTS, "    - at: yesterday-ish\n    - at: 2023-10-15T08:30:00-04:00\n", ""};
	static const struct shape all = {
		"", EVENTS, "    - at: yesterday-ish\n    - at: 2023-10-15T08:30-ish:00-04\n", ""};
	struct form *form = fixture_form("forms/postmortem.yaml");
	int64_t least[2] = {INT64_MAX, INT64_MAX};
	(void)state;

	for (int i = 0; i < TRIES && (i == 0 || least[1] > least[0] * MOST_UNREADABLE); i++) {
		int64_t now[2] = {
			measure(form, &half, SMALL * TIMES), measure(form, &all, SMALL * TIMES)};

		least[0] = now[0] < least[0] ? now[0] : least[0];
		least[1] = now[1] < least[1] ? now[1] : least[1];
	}
	if (least[1] > least[0] * MOST_UNREADABLE)
		fail_msg("all unreadable took %lld us, every other one %lld us",
			(long long)least[1], (long long)least[0]);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_growth),
		cmocka_unit_test(test_unreadable_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
