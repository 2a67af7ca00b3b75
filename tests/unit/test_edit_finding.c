/* Findings of the open document: when they are computed, and going to them. */
#include "scripted.h"

#include "check/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

static bool has(const char *rule)
{
	for (size_t i = 0; i < editor_findings(e.editor)->n; i++)
		if (strcmp(editor_findings(e.editor)->items[i].rule->id, rule) == 0)
			return true;
	return false;
}

/* The first one at the focus; on a row of a table, that of any of its cells. */
static const struct finding *here(void)
{
	const struct findings *all = editor_findings(e.editor);
	const struct focus *focus = editor_focus(e.editor);
	struct place place;

	editor_place(e.editor, &place);
	for (size_t i = 0; i < all->n; i++) {
		const struct finding *item = &all->items[i];
		bool is_in_row = !focus->in_row && item->place.field == place.field &&
				 item->row == focus->row;

		if (item->has_place && (is_in_row || place_is_equal(&item->place, &place)))
			return item;
	}
	return NULL;
}

#define OUT_OF_RANGE "out-of-range"

static void test_after_a_pause(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_SHARE);
	assert_false(has(OUT_OF_RANGE));
	scripted_keys(&e, "1");
	assert_int_equal(editor_check_due(e.editor), e.clock + 300);
	scripted_wait(&e, 200);
	scripted_keys(&e, "2");
	scripted_wait(&e, 200);
	assert_false(has(OUT_OF_RANGE));
	scripted_wait(&e, 100);
	assert_true(has(OUT_OF_RANGE));
	assert_non_null(here());
	scripted_keys(&e, "<Backspace><Backspace>");
	assert_true(has(OUT_OF_RANGE));
	/* leaving does not wait */
	scripted_keys(&e, "<Tab>");
	assert_false(has(OUT_OF_RANGE));
}

/* A check gives up for whoever types meanwhile, and begins again later. */
static void test_whoever_types_comes_first(void **state)
{
	unsigned before;

	(void)state;
	scripted_go(&e, FIELD_SHARE);
	scripted_keys(&e, "12");
	before = editor_findings_revision(e.editor);
	e.has_input = true;
	scripted_wait(&e, 300);
	assert_int_equal(editor_findings_revision(e.editor), before);
	assert_false(has(OUT_OF_RANGE));
	assert_int_equal(editor_check_due(e.editor), e.clock + 300);
	e.has_input = false;
	scripted_wait(&e, 300);
	assert_true(has(OUT_OF_RANGE));
}

static void test_not_understood(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_START);
	scripted_keys(&e, "<:select-all>soon<Tab>");
	scripted_keys(&e, "<Shift+Tab>");
	assert_non_null(here());
	assert_int_equal(here()->level, LEVEL_ERROR);
}

/* From one to the next, over pages, tables and rows, and around; back the same way. */
static void test_going(void **state)
{
	struct place first, place;
	size_t n = 0;

	(void)state;
	scripted_go(&e, FIELD_SHARE);
	scripted_keys(&e, "000<Tab>");
	editor_go(e.editor, &(struct place){.field = FIELD_TITLE});
	scripted_go_cell(&e, FIELD_EVENTS, 1, 0);
	scripted_keys(&e, "<:select-all>never<Esc>");
	scripted_go(&e, FIELD_ZONE);
	scripted_keys(&e, "<Alt+N>");
	assert_int_equal(editor_focus(e.editor)->field, FIELD_EVENTS);
	assert_true(editor_focus(e.editor)->row == 1);
	editor_place(e.editor, &first);
	do {
		assert_non_null(here());
		scripted_keys(&e, "<Alt+N>");
		editor_place(e.editor, &place);
		n++;
	} while (memcmp(&place, &first, sizeof(place)) != 0 && n < 50);
	assert_true(n >= 2 && n < 50);
	scripted_keys(&e, "<Alt+P>");
	assert_non_null(here());
	scripted_keys(&e, "<Alt+N>");
	editor_place(e.editor, &place);
	assert_memory_equal(&place, &first, sizeof(place));
}

/* On a row of a table: the worst of its cells. */
static void test_of_a_row(void **state)
{
	(void)state;
	scripted_go_cell(&e, FIELD_EVENTS, 1, 0);
	scripted_keys(&e, "<:select-all>never<Esc><Esc>");
	assert_false(editor_focus(e.editor)->in_row);
	assert_non_null(here());
	assert_int_equal(here()->level, LEVEL_ERROR);
}

static void test_of_an_empty_table(void **state)
{
	(void)state;
	scripted_restart(&e, editing_empty);
	scripted_go(&e, FIELD_EVENTS);
	assert_null(here());
}

static void test_typed_in(void **state)
{
	struct place place;
	(void)state;

	scripted_go(&e, FIELD_SHARE);
	assert_false(editor_typed_place(e.editor, &place));
	scripted_keys(&e, "1");
	assert_true(editor_typed_place(e.editor, &place));
	assert_int_equal(place.field, FIELD_SHARE);
	scripted_keys(&e, "<Tab>");
	assert_false(editor_typed_place(e.editor, &place));
	/* Entering a text is not typing in it. */
	scripted_go(&e, FIELD_BODY);
	assert_false(editor_typed_place(e.editor, &place));
	scripted_keys(&e, "x<Alt+U>");
	assert_true(editor_typed_place(e.editor, &place));
	scripted_keys(&e, "<Esc>");
	assert_false(editor_typed_place(e.editor, &place));
	/* A choice is not typed. */
	scripted_go(&e, FIELD_LEVEL);
	assert_false(editor_typed_place(e.editor, &place));
}

/* A list of all findings is up to date. */
static void test_look_again(void **state)
{
	unsigned before;

	(void)state;
	scripted_go(&e, FIELD_TITLE);
	before = editor_findings_revision(e.editor);
	scripted_keys(&e, "x");
	editor_check_quickly(e.editor);
	assert_int_equal(editor_findings_revision(e.editor), before + 1);
	editor_check_quickly(e.editor);
	assert_int_equal(editor_findings_revision(e.editor), before + 1);
}

/* Two fields and a row have findings, a check takes long, and the cursor is in the first field. */
static void make_slow(void)
{
	e.lag = 30;
	scripted_go(&e, FIELD_SHARE);
	scripted_keys(&e, "000");
	scripted_go_cell(&e, FIELD_EVENTS, 1, 0);
	scripted_keys(&e, "<:select-all>never<Esc>");
	scripted_wait(&e, 2000);
	assert_true(has(OUT_OF_RANGE));
	scripted_go(&e, FIELD_TITLE);
}

/* Elsewhere than the cursor is. */
static void change(unsigned field, const char *text)
{
	const struct place place = {.field = field};
	struct ops ops = {0};

	document_op_set(editor_document(e.editor), &place, text, strlen(text), ops_add(&ops));
	assert_true(editor_apply(e.editor, &ops));
	ops_release(&ops);
}

/* A slow check is not waited for: the next finding is one of those that are known. */
static void test_of_a_slow_check(void **state)
{
	unsigned before;

	(void)state;
	make_slow();
	before = editor_findings_revision(e.editor);
	scripted_go_cell(&e, FIELD_EVENTS, 0, 0);
	scripted_keys(&e, "<Esc><Esc>J<Alt+P>");
	assert_int_equal(editor_findings_revision(e.editor), before);
	assert_non_null(here());
	assert_int_equal(editor_focus(e.editor)->field, FIELD_EVENTS);
	assert_true(editor_focus(e.editor)->row == 0); /* where the row is now */
	scripted_keys(&e, "<Alt+P>");
	assert_int_equal(editor_findings_revision(e.editor), before);
	scripted_wait(&e, 2000);
	assert_int_equal(editor_findings_revision(e.editor), before + 1);
	assert_int_equal(editor_message(e.editor)->level, MESSAGE_NONE);
}

/* It is known to be mended at the next check, and then the user is told. */
static void test_mended_already(void **state)
{
	(void)state;
	make_slow();
	change(FIELD_SHARE, "8");
	while (editor_focus(e.editor)->field != FIELD_SHARE)
		scripted_keys(&e, "<Alt+N>");
	scripted_wait(&e, 2000);
	assert_false(has(OUT_OF_RANGE));
	scripted_says(&e, "already been fixed");
	/* not where the user is by himself */
	change(FIELD_SHARE, "9");
	scripted_keys(&e, "<Home>");
	scripted_wait(&e, 2000);
	assert_int_equal(editor_message(e.editor)->level, MESSAGE_NONE);
}

/* The only one known is at the cursor, where it may have been mended: that is checked. */
static void test_mended_here(void **state)
{
	(void)state;
	make_slow();
	scripted_go_cell(&e, FIELD_EVENTS, 1, 0);
	scripted_keys(&e, "<Esc><Esc>d");
	change(editor_findings(e.editor)->items[0].place.field, "");
	scripted_wait(&e, 2000);
	assert_int_equal(editor_findings(e.editor)->n, 1);
	scripted_go(&e, FIELD_SHARE);
	scripted_keys(&e, "<Backspace><Backspace><Backspace><Alt+N>");
	assert_false(has(OUT_OF_RANGE));
}

static bool is_same(const struct findings *a, const struct findings *b)
{
	bool is_same = a->n == b->n;

	for (size_t i = 0; is_same && i < a->n; i++)
		is_same = a->items[i].rule == b->items[i].rule &&
			  a->items[i].has_place == b->items[i].has_place &&
			  place_is_equal(&a->items[i].place, &b->items[i].place);
	return is_same;
}

/* Are the findings, or what would hold it back if it were final, those of a whole check? */
static bool are_all(const struct findings *findings, enum status as)
{
	struct findings all = {0};
	bool are;

	check_document(editor_document(e.editor), as, e.clock / 1000, &all);
	if (as == STATUS_FINAL)
		findings_keep_errors(&all);
	are = is_same(findings, &all);
	findings_release(&all);
	return are;
}

/* Who opens the list does not wait for a slow check, nor does a key while it runs. */
static void test_listed_before_a_slow_check(void **state)
{
	unsigned before;

	(void)state;
	make_slow();
	change(FIELD_SHARE, "8");
	before = editor_findings_revision(e.editor);
	assert_false(editor_settle_findings(e.editor));
	assert_false(editor_findings_are_current(e.editor));
	assert_true(has(OUT_OF_RANGE)); /* as far as is known */
	assert_true(editor_check_due(e.editor) <= e.clock + 50);
	e.has_input = true;
	scripted_wait(&e, 100);
	assert_int_equal(editor_findings_revision(e.editor), before);
	e.has_input = false;
	scripted_wait(&e, 400);
	assert_true(editor_findings_are_current(e.editor));
	assert_false(has(OUT_OF_RANGE));
	assert_true(are_all(editor_findings(e.editor), STATUS_NEVER));
	assert_true(editor_settle_findings(e.editor));
}

/* The first check may be slow, too, which nobody knows before it is made. */
static void test_first_check_is_slow(void **state)
{
	(void)state;
	make_slow();
	e.lag = 0;
	editor_check(e.editor); /* was quick */
	change(FIELD_SHARE, "8");
	e.lag = 30;
	assert_false(editor_settle_findings(e.editor));
	scripted_wait(&e, 100);
	assert_true(editor_settle_findings(e.editor));
}

static void test_reasons(void **state)
{
	(void)state;
	assert_true(editor_find_reasons(e.editor));
	assert_true(are_all(editor_reasons(e.editor), STATUS_FINAL));
	make_slow();
	change(FIELD_SHARE, "8");
	assert_false(editor_find_reasons(e.editor));
	assert_false(are_all(editor_reasons(e.editor), STATUS_FINAL));
	e.has_input = true;
	scripted_wait(&e, 100);
	assert_false(are_all(editor_reasons(e.editor), STATUS_FINAL));
	e.has_input = false;
	scripted_wait(&e, 400);
	assert_true(editor_find_reasons(e.editor));
	assert_true(editor_reasons(e.editor)->n > 0);
	assert_true(are_all(editor_reasons(e.editor), STATUS_FINAL));
	editor_forget_reasons(e.editor);
	assert_false(editor_find_reasons(e.editor));
}

int main(void)
{
#define TEST(name) SCRIPTED_TEST(name, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_typed_in),
		TEST(test_after_a_pause),
		TEST(test_whoever_types_comes_first),
		TEST(test_not_understood),
		TEST(test_going),
		TEST(test_of_a_row),
		TEST(test_of_an_empty_table),
		TEST(test_look_again),
		TEST(test_of_a_slow_check),
		TEST(test_mended_already),
		TEST(test_mended_here),
		TEST(test_listed_before_a_slow_check),
		TEST(test_first_check_is_slow),
		TEST(test_reasons),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
