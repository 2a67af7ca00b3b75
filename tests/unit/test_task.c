/* Tasks: the box and the meaning of each state, the next state, how late one is. */
#include "base/mem.h"
#include "model/task.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))

/* A form whose only table is the tasks, with a due date and this state column. */
static struct form *form_with_state(const char *state)
{
	struct str source = {0};
	struct err err = {0};

	str_appendf(&source,
		"form: a\ntitle: A\npages:\n  - key: p\n    title: P\n    fields:\n"
		"      - key: t\n        kind: rows\n        role: tasks\n        columns:\n"
		"          - {key: due, kind: datetime, role: task-due}\n          - {key: state, %s}\n",
		state);
	struct form *form = form_parse(source.data, source.len, "x.yaml", &err);

	if (form == NULL)
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	str_release(&source);
	return form;
}

static const struct form_field *state_of(const struct form *form)
{
	return &form->fields[0].columns[1];
}

#define STATE "role: task-state, kind: choice, choices: "

static void test_boxes(void **state)
{
	(void)state;
	static const struct {
		const char *column;
		const char *value;
		const char *box;
	} cases[] = {
		{STATE "[open, doing, done, dropped], closed: [done, dropped]", "open", "[ ]"},
		{STATE "[open, doing, done, dropped], closed: [done, dropped]", "doing", "[>]"},
		{STATE "[open, doing, done, dropped], closed: [done, dropped]", "done", "[x]"},
		{STATE "[open, doing, done, dropped], closed: [done, dropped]", "dropped", "[-]"},
		{STATE "[open, doing, done, dropped], closed: [done, dropped]", "", "[ ]"},
		{STATE "[open, doing, done, dropped], closed: [done, dropped]", "finished", "[ ]"},
		/* The form's order, whatever the order of the key. */
		{STATE "[neu, läuft, wartet, fertig, verworfen], closed: [verworfen, fertig]",
			"fertig", "[x]"},
		{STATE "[neu, läuft, wartet, fertig, verworfen], closed: [verworfen, fertig]",
			"verworfen", "[-]"},
		{STATE "[neu, läuft, wartet, fertig, verworfen], closed: [verworfen, fertig]",
			"wartet", "[>]"},
		/* English words mean nothing where the form says what does. */
		{STATE "[done, closed, resolved], closed: resolved", "done", "[ ]"},
		{STATE "[done, closed, resolved], closed: resolved", "closed", "[>]"},
		{STATE "[done, closed, resolved], closed: resolved", "resolved", "[x]"},
		/* The closed one first. */
		{STATE "[fertig, neu, läuft], closed: fertig", "fertig", "[x]"},
		{STATE "[fertig, neu, läuft], closed: fertig", "neu", "[ ]"},
		{STATE "[fertig, neu, läuft], closed: fertig", "läuft", "[>]"},
		/* Without the key: known words, else the last one. */
		{STATE "[Open, Done, Won't Do]", "Done", "[x]"},
		{STATE "[Open, Done, Won't Do]", "Won't Do", "[-]"},
		{STATE "[Open, Done, Verified]", "Verified", "[>]"},
		{STATE "[offen, in Arbeit, erledigt]", "erledigt", "[x]"},
		{STATE "[offen, in Arbeit, erledigt]", "in Arbeit", "[>]"},
		{STATE "[offen]", "offen", "[ ]"},
		/* A line has no order. */
		{"role: task-state, kind: line", "done", "[x]"},
		{"role: task-state, kind: line", "half", "[ ]"},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct form *form = form_with_state(cases[i].column);
		enum task_box box = task_box_of(state_of(form), cases[i].value);

		if (strcmp(task_box_text(box), cases[i].box) != 0)
			fail_msg("case %zu, %s: %s", i, cases[i].value, task_box_text(box));
		assert_int_equal(task_state_is_closed(state_of(form), cases[i].value),
			box == TASK_BOX_DONE || box == TASK_BOX_DROPPED);
		form_free(form);
	}
}

static void test_the_state_after_one(void **state)
{
	(void)state;
	static const struct {
		const char *column;
		const char *values[8]; /* each after the one before; NULL ends */
	} cases[] = {
		{STATE "[open, doing, done, dropped], closed: [done, dropped]",
			{"open", "doing", "done", "open"}},
		/* None is shown as the first open one. */
		{STATE "[open, doing, done, dropped], closed: [done, dropped]", {"", "doing"}},
		{STATE "[fertig, verworfen, neu, läuft], closed: [fertig, verworfen]",
			{"", "läuft"}},
		{STATE "[a]", {"", "a"}},
		{STATE "[done, dropped]", {"", "done"}},
		{STATE "[open, doing, done, dropped], closed: [done, dropped]",
			{"dropped", "open"}},
		{STATE "[open, doing, done, dropped], closed: [done, dropped]",
			{"no such state", "open"}},
		{STATE "[neu, läuft, wartet, fertig], closed: fertig",
			{"neu", "läuft", "wartet", "fertig", "neu"}},
		/* What is open behind a closed one is not on the way. */
		{STATE "[neu, fertig, wieder da, noch einmal], closed: fertig",
			{"wieder da", "neu", "fertig", "neu"}},
		{STATE "[fertig, verworfen, neu, läuft], closed: [fertig, verworfen]",
			{"verworfen", "neu", "läuft", "fertig", "neu"}},
		{STATE "[a, b, c]", {"a", "b", "c", "a"}},
		{STATE "[a]", {"a", "a"}},
		{STATE "[done, dropped]", {"done", "done"}},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct form *form = form_with_state(cases[i].column);

		for (size_t k = 0; cases[i].values[k + 1] != NULL; k++) {
			const char *after = task_state_after(state_of(form), cases[i].values[k]);

			if (strcmp(after, cases[i].values[k + 1]) != 0)
				fail_msg("case %zu, after \"%s\": \"%s\"", i, cases[i].values[k],
					after);
		}
		form_free(form);
	}
}

/* 2023-11-10, noon in UTC */
#define NOON INT64_C(1699617600)

static void test_days_late(void **state)
{
	(void)state;
	static const struct {
		const char *due;
		const char *state;
		const char *zone;
		int64_t now;
		int64_t days;
	} cases[] = {
		{"2023-11-09", "neu", "UTC", NOON, 1},
		{"2023-11-10", "neu", "UTC", NOON, 0},
		{"2023-11-11", "neu", "UTC", NOON, 0},
		{"2023-10-23", "läuft", "UTC", NOON, 18},
		{"2023-10-23", "", "UTC", NOON, 18},
		{"2023-10-23", "done", "UTC", NOON, 18},
		{"2023-10-23", "fertig", "UTC", NOON, 0},
		{"2023-10-23", "verworfen", "UTC", NOON, 0},
		{"~2023-10-23", "neu", "UTC", NOON, 18},
		{"2022-11-10", "neu", "UTC", NOON, 365},
		/* Today is the zone's today. */
		{"2023-11-10", "neu", "Pacific/Auckland", NOON, 1},
		{"2023-11-09", "neu", "Pacific/Honolulu", NOON - 9000, 0},
		/* A moment is late on the next day. */
		{"2023-11-10T08:00:00Z", "neu", "UTC", NOON, 0},
		{"2023-11-09T23:59:00Z", "neu", "UTC", NOON, 1},
		{"2023-11-09T23:59:00Z", "neu", "Europe/Berlin", NOON, 0},
		{"", "neu", "UTC", NOON, 0},
		{"n/a", "neu", "UTC", NOON, 0},
		{"soon", "neu", "UTC", NOON, 0},
	};
	struct form *form = form_with_state(
		STATE "[neu, läuft, fertig, verworfen], closed: [fertig, verworfen]");

	for (size_t i = 0; i < LEN(cases); i++) {
		struct value cells[2] = {{.text = {0}}, {.text = {0}}};
		struct row row = {.cells = cells};
		struct zone zone;

		assert_true(zone_init(&zone, cases[i].zone, NULL));
		str_append_text(&cells[0].text, cases[i].due);
		str_append_text(&cells[1].text, cases[i].state);
		int64_t days = task_days_late(&form->fields[0], &row, &zone, cases[i].now);

		if (days != cases[i].days)
			fail_msg("case %zu: %d", i, (int)days);
		str_release(&cells[0].text);
		str_release(&cells[1].text);
	}
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_boxes),
		cmocka_unit_test(test_the_state_after_one),
		cmocka_unit_test(test_days_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
