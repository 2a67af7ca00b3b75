/*
 * Where the days of a timeline begin: after each row added in quick entry the index that was kept
 * says the same as one made anew.
 */
#include "scripted.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/internal.h"

#include <stdio.h>
#include <string.h>

static const char form[] =
	"form: probe\n"
	"version: 1\n"
	"title: Probe\n"
	"pages:\n"
	"  - key: log\n"
	"    title: Log\n"
	"    fields:\n"
	"      - key: events\n"
	"        ask: Events\n"
	"        kind: rows\n"
	"        sorted: true\n"
	"        role: events\n"
	"        columns:\n"
	"          - {key: at, ask: At, kind: datetime, role: event-time}\n"
	"          - {key: kind, ask: Kind, kind: choice, choices: [seen, done],\n"
	"             role: event-kind}\n"
	"          - {key: what, ask: What, kind: text, role: event-text}\n";

static void check(const struct day_index *kept, struct screen *screen)
{
	struct day_index anew = {0};

	day_index_update(&anew, screen, 0);
	assert_int_equal(kept->n, anew.n);
	for (size_t i = 0; i < anew.n; i++)
		assert_int_equal(kept->firsts[i], anew.firsts[i]);
	assert_int_equal(kept->n_rows, anew.n_rows);
	day_index_release(&anew);
}

static void play(uint64_t seed)
{
	struct scripted scripted;
	struct screen screen = {0};
	struct day_index *days = &screen.tables.days;
	char keys[64];

	scripted_init_form(&scripted, form,
		"afterword: 1\nform: probe\nlog:\n  events:\n"
		"    - {id: a, at: \"2023-10-15T08:00:00Z\", what: x}\n"
		"    - {id: b, at: \"2023-10-16T08:00:00Z\", what: x}\n"
		"    - {id: c, what: x}\n"
		"    - {id: d, at: \"2023-10-18T08:00:00Z\", what: x}\n");
	screen.editor = scripted.editor;
	scripted_keys(&scripted, "<Home>");
	for (size_t i = random_below(&seed, 4); i > 0; i--)
		scripted_keys(&scripted, "<Down>");
	day_index_update(days, &screen, 0);
	scripted_keys(&scripted, "<:row-add>");
	for (unsigned i = 0; i < 6; i++) {
		assert_true(editor_is_quick(scripted.editor));
		day_index_update(days, &screen, 0);
		check(days, &screen);
		if (random_below(&seed, 4) > 0) {
			snprintf(keys, sizeof(keys), "2023-10-%zu 0%zu:00",
				14 + random_below(&seed, 6), random_below(&seed, 10));
			scripted_keys(&scripted, keys);
			day_index_update(days, &screen, 0);
		}
		scripted_keys(&scripted, "<Tab><Tab>it happened");
		day_index_update(days, &screen, 0);
		scripted_keys(&scripted, "<Enter>");
	}
	scripted_keys(&scripted, "<Esc><Esc>");
	day_index_update(days, &screen, 0);
	check(days, &screen);
	day_index_release(days);
	scripted_release(&scripted);
}

static void rows_in_any_order(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 200; seed++)
		play(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(rows_in_any_order)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
