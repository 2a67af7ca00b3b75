/* Whoever changes the status in the editor is written down, in the same undo step. */
#include "scripted.h"

#include "review/states.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

static const char form[] =
	"form: probe\ntitle: Probe\npages:\n  - key: p\n    title: P\n    fields:\n"
	"      - {key: status, path: status, kind: choice, role: status, choices: [draft, review, "
	"final]}\n"
	"      - {key: title, path: title, kind: line, role: title}\n";
static const char text[] = "afterword: 1\nform: probe\nstatus: draft\ntitle: Cards\n";

static int set_up(void **state)
{
	(void)state;
	scripted_init_form(&e, form, text);
	editor_set_author(e.editor, "Ida Nyman");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	scripted_release(&e);
	return 0;
}

/* "status: by to, by to" */
static void assert_states(const char *expected)
{
	const struct document *document = editor_document(e.editor);
	const struct rows *rows = review_rows(document, REVIEW_STATES);
	struct str out = {0};

	str_appendf(&out, "%s:", str_text(&document->values[0].text));
	for (size_t i = 0; i < rows->n; i++)
		str_appendf(&out, "%s %s %s", i > 0 ? "," : "",
			review_text(&rows->items[i], STATE_BY),
			review_text(&rows->items[i], STATE_TO));
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void test_one_step(void **state)
{
	(void)state;
	scripted_keys(&e, "<Space>");
	assert_states("review: Ida Nyman review");
	assert_int_equal(e.told.n, 2); /* both are journaled */
	scripted_keys(&e, "<Alt+U>");
	assert_states("draft:");
	scripted_keys(&e, "<Alt+E>");
	assert_states("review: Ida Nyman review");
	scripted_keys(&e, "<Space>");
	assert_states("final: Ida Nyman review, Ida Nyman final");
}

static void test_chosen_from_the_list(void **state)
{
	struct place place = {.field = 0};

	(void)state;
	editor_set(e.editor, &place, "final", 5);
	assert_states("final: Ida Nyman final");
	editor_set(e.editor, &place, "", 0); /* none is no status to write down */
	assert_states(": Ida Nyman final");
}

static void test_other_fields_and_nobody(void **state)
{
	(void)state;
	scripted_keys(&e, "<Tab>x");
	assert_states("draft:");
	editor_set_author(e.editor, "");
	scripted_keys(&e, "<Shift+Tab><Space>");
	assert_states("review:");
}

/* What somebody else has changed is theirs to write down. */
static void test_changes_of_others(void **state)
{
	struct place place = {.field = 0};
	struct ops theirs = {0};

	(void)state;
	document_op_set(editor_document(e.editor), &place, "final", 5, ops_add(&theirs));
	scripted_adopt(&e, &theirs);
	assert_states("final:");
}

/* A whole other document brings its own rows, and nothing else. */
static void test_another_document(void **state)
{
	struct str bytes = {0};
	struct document other;

	(void)state;
	str_append_text(&bytes, "afterword: 1\nform: probe\nstatus: final\ntitle: Other\n");
	assert_true(document_parse(&other, e.form, &bytes, NULL));
	editor_become(e.editor, &other);
	assert_states("final:");
	assert_true(editor_can_undo(e.editor));
	document_release(&other);
	str_release(&bytes);
}

/* What is accepted says nothing of the status, neither that it was set nor by whom. */
static void test_a_waiver_alone(void **state)
{
	const struct document *document = editor_document(e.editor);
	const struct new_state waiver = {
		.by = "Geda", .is_waiver = true, .waives = "missing p.title", .why = "Unknown"};
	struct ops ops = {0};

	(void)state;
	scripted_keys(&e, "<Space>");
	state_op(document, &waiver, "wwwwwwww", 2000000000, ops_add(&ops));
	assert_true(editor_apply(e.editor, &ops));
	assert_states("review: Ida Nyman review, Geda ");
	assert_string_equal(
		review_text(state_find_last(document, 2000000001), STATE_BY), "Ida Nyman");
	assert_non_null(state_find_waiver(document, "missing", "p.title", 2000000001));
	ops_release(&ops);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_waiver_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_one_step, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_chosen_from_the_list, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_other_fields_and_nobody, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_changes_of_others, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_another_document, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
