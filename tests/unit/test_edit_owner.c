/* What an owner does to the document it edits: applying ops, becoming another document. */
#include "scripted.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

static void add_set(struct ops *ops, unsigned field, const char *text)
{
	document_op_set(editor_document(e.editor), &(struct place){.field = field}, text,
		strlen(text), ops_add(ops));
}

static bool apply(struct ops *ops)
{
	bool is_done = editor_apply(e.editor, ops);

	ops_release(ops);
	return is_done;
}

static void test_ops_are_one_step(void **state)
{
	struct ops ops = {0};

	(void)state;
	add_set(&ops, FIELD_TITLE, "New title");
	add_set(&ops, FIELD_LEVEL, "low");
	assert_true(apply(&ops));
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "New title");
	assert_int_equal(e.told.n, 2);
	scripted_keys(&e, "<Alt+U>");
	scripted_written(&e, editing_document);
	scripted_keys(&e, "<Alt+E>");
	assert_string_equal(scripted_text(&e, FIELD_LEVEL), "low");
}

/* All or none, and earlier steps can still be undone. */
static void test_ops_that_do_not_fit(void **state)
{
	struct ops ops = {0};

	(void)state;
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "!");
	add_set(&ops, FIELD_TITLE, "New title");
	add_set(&ops, FIELD_TITLE, "Newer title");
	assert_false(apply(&ops));
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "Cards failed!");
	scripted_says(&e, "Not done");
	scripted_keys(&e, "<Alt+E>");
	scripted_says(&e, "Nothing to redo");
	scripted_keys(&e, "<Alt+U>");
	scripted_written(&e, editing_document);
}

/* Half-typed text is read first, as a step before the ops. */
static void test_ops_while_typing(void **state)
{
	struct ops ops = {0};

	(void)state;
	scripted_go(&e, FIELD_END);
	scripted_keys(&e, "<:select-all>+90m");
	add_set(&ops, FIELD_TITLE, "New title");
	assert_true(apply(&ops));
	assert_string_equal(scripted_text(&e, FIELD_END), "2023-10-15T09:30:00-04:00");
	scripted_keys(&e, "<Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "Cards failed");
	assert_string_equal(scripted_text(&e, FIELD_END), "2023-10-15T09:30:00-04:00");
	scripted_keys(&e, "<Alt+U>");
	scripted_written(&e, editing_document);
}

static void test_unfit_ops_while_typing(void **state)
{
	struct ops ops = {0};

	(void)state;
	scripted_go(&e, FIELD_SHARE);
	scripted_keys(&e, "<:select-all>70 %");
	add_set(&ops, FIELD_TITLE, "New title");
	add_set(&ops, FIELD_TITLE, "Newer title");
	assert_false(apply(&ops));
	assert_string_equal(scripted_text(&e, FIELD_SHARE), "70");
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "Cards failed");
}

static void become(const char *from, const char *to)
{
	struct document other = {0};
	struct str bytes = {0};
	size_t at = (size_t)(strstr(editing_document, from) - editing_document);

	str_append_text(&bytes, editing_document);
	str_splice(&bytes, at, strlen(from), to, strlen(to));
	assert_true(document_parse(&other, editor_form(e.editor), &bytes, NULL));
	editor_become(e.editor, &other);
	str_release(&bytes);
}

static void test_become(void **state)
{
	(void)state;
	scripted_go_cell(&e, FIELD_EVENTS, 1, 2);
	become("    - id: aaaaaaaa\n", "    - id: newfirst\n    - id: aaaaaaaa\n");
	assert_int_equal(editor_focus(e.editor)->row, 2);
	scripted_shows(&e, "Rolled back.|");
	assert_true(e.told.n > 0);
	scripted_keys(&e, "<Alt+U>");
	assert_int_equal(editor_document(e.editor)->tables[FIELD_EVENTS].n, 2);
	scripted_keys(&e, "<Alt+U>");
	scripted_says(&e, "Nothing to undo");
}

static void test_become_while_typing(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_END);
	scripted_keys(&e, "<:select-all>+90m");
	become("Cards failed", "New title");
	assert_string_equal(scripted_text(&e, FIELD_END), "2023-10-16T14:00:00-04:00");
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "New title");
	scripted_keys(&e, "<Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_END), "2023-10-15T09:30:00-04:00");
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "Cards failed");
	scripted_keys(&e, "<Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_END), "2023-10-16T14:00:00-04:00");
}

/* A text set elsewhere, too. */
static void test_set_while_typing(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_END);
	scripted_keys(&e, "<:select-all>+90m");
	assert_true(editor_set(e.editor, &(struct place){.field = FIELD_BODY}, "New", 3));
	assert_string_equal(scripted_text(&e, FIELD_END), "2023-10-15T09:30:00-04:00");
	scripted_keys(&e, "<Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_BODY), "One two three.\nFour five.");
	assert_string_equal(scripted_text(&e, FIELD_END), "2023-10-15T09:30:00-04:00");
	scripted_keys(&e, "<Alt+U>");
	scripted_written(&e, editing_document);
}

int main(void)
{
	setlocale(LC_ALL, "");
#define TEST(name) SCRIPTED_TEST(name, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_ops_are_one_step),
		TEST(test_ops_that_do_not_fit),
		TEST(test_ops_while_typing),
		TEST(test_unfit_ops_while_typing),
		TEST(test_set_while_typing),
		TEST(test_become),
		TEST(test_become_while_typing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
