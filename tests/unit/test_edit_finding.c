/* Findings of the open document: when they are looked for, and going to them. */
#include "editing.h"

#include "check/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct editing e;

static bool has(const char *rule)
{
	for (size_t i = 0; i < editor_findings(session_editor(e.session))->n; i++)
		if (strcmp(editor_findings(session_editor(e.session))->items[i].rule->id, rule) ==
			0)
			return true;
	return false;
}

#define OUT_OF_RANGE "out-of-range"

static void test_after_a_pause(void **state)
{
	(void)state;
	editing_go(&e, FIELD_SHARE);
	assert_false(has(OUT_OF_RANGE));
	editing_keys(&e, "1");
	assert_int_equal(session_timeout(e.session), 300);
	editing_wait(&e, 200);
	editing_keys(&e, "2");
	editing_wait(&e, 200);
	assert_false(has(OUT_OF_RANGE));
	editing_wait(&e, 100);
	assert_true(has(OUT_OF_RANGE));
	assert_non_null(editor_finding(session_editor(e.session)));
	editing_keys(&e, "<Backspace><Backspace>");
	assert_true(has(OUT_OF_RANGE));
	/* leaving does not wait */
	editing_keys(&e, "<Tab>");
	assert_false(has(OUT_OF_RANGE));
}

static void test_not_understood(void **state)
{
	(void)state;
	editing_go(&e, FIELD_START);
	editing_keys(&e, "<:select-all>soon<Tab>");
	editing_keys(&e, "<Shift+Tab>");
	assert_non_null(editor_finding(session_editor(e.session)));
	assert_int_equal(editor_finding(session_editor(e.session))->level, LEVEL_ERROR);
}

/* From one to the next, over pages, tables and rows, and around; back the same way. */
static void test_going(void **state)
{
	struct place first, place;
	size_t n = 0;

	(void)state;
	editing_go(&e, FIELD_SHARE);
	editing_keys(&e, "000<Tab>");
	editor_go(session_editor(e.session), &(struct place){.field = FIELD_TITLE});
	editing_go_cell(&e, FIELD_EVENTS, 1, 0);
	editing_keys(&e, "<:select-all>never<Esc>");
	editing_go(&e, FIELD_ZONE);
	editing_keys(&e, "<Alt+N>");
	assert_int_equal(editor_focus(session_editor(e.session))->field, FIELD_EVENTS);
	assert_true(editor_focus(session_editor(e.session))->row == 1);
	editor_place(session_editor(e.session), &first);
	do {
		assert_non_null(editor_finding(session_editor(e.session)));
		editing_keys(&e, "<Alt+N>");
		editor_place(session_editor(e.session), &place);
		n++;
	} while (memcmp(&place, &first, sizeof(place)) != 0 && n < 50);
	assert_true(n >= 2 && n < 50);
	editing_keys(&e, "<Alt+P>");
	assert_non_null(editor_finding(session_editor(e.session)));
	editing_keys(&e, "<Alt+N>");
	editor_place(session_editor(e.session), &place);
	assert_memory_equal(&place, &first, sizeof(place));
}

/* On a row of a table: the worst of its cells. */
static void test_of_a_row(void **state)
{
	(void)state;
	editing_go_cell(&e, FIELD_EVENTS, 1, 0);
	editing_keys(&e, "<:select-all>never<Esc><Esc>");
	assert_false(editor_focus(session_editor(e.session))->in_row);
	assert_non_null(editor_finding(session_editor(e.session)));
	assert_int_equal(editor_finding(session_editor(e.session))->level, LEVEL_ERROR);
}

static void test_typed_in(void **state)
{
	struct place place;
	(void)state;

	editing_go(&e, FIELD_SHARE);
	assert_false(editor_typed_place(session_editor(e.session), &place));
	editing_keys(&e, "1");
	assert_true(editor_typed_place(session_editor(e.session), &place));
	assert_int_equal(place.field, FIELD_SHARE);
	editing_keys(&e, "<Tab>");
	assert_false(editor_typed_place(session_editor(e.session), &place));
	/* Arriving at a text is not typing in it. */
	editing_go(&e, FIELD_BODY);
	assert_false(editor_typed_place(session_editor(e.session), &place));
	editing_keys(&e, "x<Alt+U>");
	assert_true(editor_typed_place(session_editor(e.session), &place));
	editing_keys(&e, "<Esc>");
	assert_false(editor_typed_place(session_editor(e.session), &place));
	/* A choice is not typed. */
	editing_go(&e, FIELD_LEVEL);
	assert_false(editor_typed_place(session_editor(e.session), &place));
}

/* A list of all findings is of the text as it is. */
static void test_look_again(void **state)
{
	unsigned before;

	(void)state;
	editing_go(&e, FIELD_TITLE);
	before = editor_findings_revision(session_editor(e.session));
	editing_keys(&e, "x");
	editor_check_quickly(session_editor(e.session));
	assert_int_equal(editor_findings_revision(session_editor(e.session)), before + 1);
	editor_check_quickly(session_editor(e.session));
	assert_int_equal(editor_findings_revision(session_editor(e.session)), before + 1);
}

int main(void)
{
#define TEST(name) EDITING_TEST(name, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_typed_in),
		TEST(test_after_a_pause),
		TEST(test_not_understood),
		TEST(test_going),
		TEST(test_of_a_row),
		TEST(test_look_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
