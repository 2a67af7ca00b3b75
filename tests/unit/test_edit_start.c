/* Start: the first answers of a document as a page of their own, without being one of the form. */
#include "scripted.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Fields that a draft requires on all pages, in another order than they are used, a table among
 * them, and the end first of all. */
static const char form[] =
	"form: probe\nversion: 1\ntitle: Probe\npages:\n"
	"  - key: a\n    title: A\n    fields:\n"
	"      - {key: ende, label: Ende, kind: datetime, role: end}\n"
	"      - {key: frei, label: Frei, kind: line}\n"
	"      - {key: titel, label: Titel, kind: line, role: title, required: draft}\n"
	"  - key: b\n    title: Verlauf\n    fields:\n"
	"      - {key: zone, label: Zone, kind: line, role: zone, required: draft}\n"
	"      - {key: stufe, label: Stufe, kind: choice, choices: [hoch, tief], required: draft}\n"
	"      - {key: tat, label: Tat, kind: rows, role: events, required: draft, columns: "
	"[{key: was, label: Was, kind: line}]}\n"
	"      - {key: kurz, label: Kurz, kind: text, required: draft}\n";

static const char empty[] = "afterword: 1\nform: probe\nb:\n  zone: Europe/Berlin\n";

enum { END, FREE, TITLE, ZONE, LEVEL, ROWS, SHORT };

static struct scripted e;

static int set_up(void **state)
{
	(void)state;
	scripted_init_form(&e, form, empty);
	editor_go_start(e.editor);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	scripted_release(&e);
	return 0;
}

static void assert_at(unsigned field)
{
	const struct focus *focus = editor_focus(e.editor);

	assert_true(focus->on_start);
	assert_int_equal(focus->field, field);
	assert_int_equal(focus->page, editor_form(e.editor)->fields[field].page);
}

static void assert_on_page(unsigned page)
{
	assert_false(editor_focus(e.editor)->on_start);
	assert_int_equal(editor_focus(e.editor)->page, page);
}

static void test_fields(void **state)
{
	const unsigned *fields;

	(void)state;
	assert_int_equal(editor_start_fields(e.editor, &fields), 5);
	assert_memory_equal(
		fields, ((unsigned[]){TITLE, LEVEL, ROWS, SHORT, END}), 5 * sizeof *fields);
}

static void test_there_and_back(void **state)
{
	static const unsigned order[] = {TITLE, LEVEL, ROWS, SHORT, END};

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		assert_at(order[i]);
		scripted_keys(&e, "<Tab>");
	}
	assert_at(END);
	scripted_says(&e, "Now write on 2 Verlauf: Alt+2");
	for (size_t i = 5; i-- > 0;) {
		assert_at(order[i]);
		scripted_keys(&e, "<Shift+Tab>");
	}
	assert_at(TITLE);
	scripted_says(&e, "");
	/* without wrapping around, and ready for typing */
	scripted_keys(&e, "<Up>");
	assert_at(TITLE);
	scripted_keys(&e, "x<Down>");
	assert_at(LEVEL);
	scripted_keys(&e, "<Down><Down><Down><Down>");
	assert_at(END);
	assert_true(editor_focus(e.editor)->is_editing);
	scripted_keys(&e, "<PgUp>");
	assert_at(TITLE);
	scripted_keys(&e, "<PgDn>");
	assert_at(END);
	scripted_keys(&e, "<PgDn>");
	assert_at(END);
	scripted_says(&e, "Now write on");
}

/* Enter goes on, but not past a choice that was not made. */
static void test_enter(void **state)
{
	(void)state;
	scripted_keys(&e, "Kein Login<Enter>");
	assert_at(LEVEL);
	scripted_keys(&e, "<Enter>");
	assert_at(LEVEL);
	assert_false(e.last_done); /* its owner opens the list */
	scripted_keys(&e, "<Right><Enter>");
	assert_at(ROWS);
	assert_string_equal(scripted_text(&e, LEVEL), "hoch");
	assert_string_equal(scripted_text(&e, TITLE), "Kein Login");
}

/* The last answer is read when one goes on from it. */
static void test_last_is_read(void **state)
{
	(void)state;
	scripted_keys(&e, "<PgDn>2023-10-15 14:00<Enter>");
	assert_at(END);
	assert_string_equal(scripted_text(&e, END), "2023-10-15T14:00:00+02:00");
	assert_true(editor_focus(e.editor)->is_editing);
}

static void test_row(void **state)
{
	(void)state;
	scripted_keys(&e, "<Tab><Tab><Ins>Etwas");
	assert_true(editor_focus(e.editor)->in_row);
	scripted_keys(&e, "<Tab>");
	assert_at(ROWS);
	assert_false(editor_focus(e.editor)->in_row);
	scripted_keys(&e, "<Enter><Esc><Esc>");
	assert_at(ROWS);
	scripted_keys(&e, "<Esc>");
	assert_on_page(1);
}

/* Everything that leads to a page shows it, even the one that the field is on. */
static void test_to_the_pages(void **state)
{
	static const struct {
		const char *keys;
		unsigned page;
	} ways[] = {
		{"<Esc>", 0},
		{"<Alt+1>", 0},
		{"<Alt+2>", 1},
		{"<Alt+.>", 0},
		{"<Alt+,>", 1},
		{"<Ctrl+PgDn>", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		scripted_keys(&e, ways[i].keys);
		assert_on_page(ways[i].page);
		scripted_keys(&e, "<Tab>");
		assert_false(editor_focus(e.editor)->on_start);
		scripted_keys(&e, "<:start>");
		assert_at(TITLE);
	}
	editor_go(e.editor, &(struct place){.field = SHORT});
	assert_at(SHORT);
	editor_go(e.editor, &(struct place){.field = FREE});
	assert_on_page(0);
}

/* Esc first ends what was begun. */
static void test_escape(void **state)
{
	(void)state;
	scripted_keys(&e, "Wort<Shift+Left><Esc>");
	assert_at(TITLE);
	scripted_keys(&e, "<Esc>");
	assert_on_page(0);
	assert_int_equal(editor_focus(e.editor)->field, TITLE);
	assert_false(editor_focus(e.editor)->is_editing);
}

/* Back to what is still missing. */
static void test_again(void **state)
{
	(void)state;
	scripted_keys(&e, "Titel<Tab><Right><Esc><:start>");
	assert_at(ROWS);
	scripted_keys(&e, "<Ins>Etwas<Alt+1><:start>");
	assert_at(SHORT);
	scripted_keys(&e, "Kurz<Tab>2023-10-15 14:00<Alt+2><:start>");
	assert_at(TITLE);
}

/* Undo leads back to where it was typed. */
static void test_undo(void **state)
{
	(void)state;
	scripted_keys(&e, "Titel<Alt+2><Alt+U>");
	assert_at(TITLE);
	assert_string_equal(scripted_text(&e, TITLE), "");
	scripted_keys(&e, "<Esc>x<Enter>y<Alt+U>");
	assert_on_page(0);
}

static void test_others(void **state)
{
	struct ops theirs = {0};

	(void)state;
	scripted_keys(&e, "Wort");
	document_op_edit(editor_document(e.editor), &(struct place){.field = TITLE}, 0, 0, "Ein ",
		4, ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_at(TITLE);
	scripted_shows(&e, "Ein Wort|");
}

static void test_none(void **state)
{
	static const char bare[] =
		"form: probe\nversion: 1\ntitle: P\npages:\n  - key: a\n"
		"    title: A\n    fields:\n      - {key: b, label: B, kind: line}\n";

	(void)state;
	scripted_release(&e);
	scripted_init_form(&e, bare, "afterword: 1\nform: probe\n");
	scripted_keys(&e, "<:start>");
	assert_on_page(0);
	scripted_says(&e, "no answers to start with");
}

/* What moves the focus is not left to others. */
static void test_turning_is_done(void **state)
{
	const unsigned *fields;
	size_t n = editor_start_fields(e.editor, &fields);

	(void)state;
	assert_true(editor_do(e.editor, ACTION_PAGE_DOWN));
	assert_at(fields[n - 1]);
	assert_true(editor_do(e.editor, ACTION_PAGE_UP));
	assert_at(fields[0]);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_fields),
		TEST(test_there_and_back),
		TEST(test_enter),
		TEST(test_last_is_read),
		TEST(test_row),
		TEST(test_to_the_pages),
		TEST(test_escape),
		TEST(test_again),
		TEST(test_undo),
		TEST(test_others),
		TEST(test_none),
		TEST(test_turning_is_done),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
