/* What was said and answered stays, whoever would take it away. */
#include "document_fixture.h"

#include "merge/diff.h"
#include "review/answered.h"
#include "review/review_tables.h"

static struct form *form;

static int set_up(void **state)
{
	(void)state;
	form = fixture_form_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	form_free(form);
	return 0;
}

#define AT(minute) "at: \"2026-11-28T11:" minute ":00Z\", "

static const struct {
	const char *table;
	const char *row; /* what would be taken away, and by what it is followed */
	const char *rest;
	const char *refusal; /* NULL: it may be */
} cases[] = {
	{"comments", "by: Ida, " AT("10") "text: Why?", "", NULL},
	{"comments", "by: Ida, " AT("10") "text: Why?", "by: Geda, " AT("20") "text: Another",
		NULL},
	{"comments", "by: Ida, " AT("10") "text: Why?",
		"to: aaaaaaa2, by: Geda, " AT("20") "text: So", "answered"},
	/* whatever their clocks say, and whoever it was */
	{"comments", "by: Ida, " AT("10") "text: Why?",
		"to: aaaaaaa2, by: Ida, " AT("05") "does: resolve", "answered"},
	{"comments", "to: aaaaaaa1, by: Ida, " AT("10") "does: resolve",
		"to: aaaaaaa1, by: Geda, " AT("20") "does: reopen", "answered"},
	{"comments", "to: aaaaaaa1, by: Ida, " AT("10") "text: So",
		"to: aaaaaaa1, by: Geda, " AT("05") "text: Before", NULL},
	{"comments", "to: aaaaaaa1, by: Ida, " AT("10") "text: So",
		"to: aaaaaaa1, by: Ida, " AT("20") "text: And so", NULL},
	{"comments", "to: aaaaaaa1, by: Ida, " AT("10") "text: So",
		"to: aaaaaaa2, by: Ida, " AT("20") "does: amend, text: Or so", "answered"},
	{"signoffs", "by: Ida, " AT("10") "does: object, text: No", "", NULL},
	{"signoffs", "by: Ida, " AT("10") "does: object, text: No",
		"by: Geda, " AT("20") "does: agree", NULL},
	{"signoffs", "by: Ida, " AT("10") "does: ask, who: Geda",
		"by: geda, " AT("20") "does: agree", "newer"},
	{"signoffs", "by: Ida, " AT("10") "does: agree", "by: Ida, " AT("20") "does: object",
		"newer"},
	{"signoffs", "by: Ida, " AT("20") "does: agree", "by: Ida, " AT("10") "does: object", NULL},
	{"checklist", "of: one, by: Ida, " AT("10") "answer: \"yes\"",
		"of: one, by: Geda, " AT("20") "answer: \"no\"", "once more"},
	{"checklist", "of: one, by: Ida, " AT("10") "answer: \"yes\"",
		"of: two, by: Geda, " AT("20") "answer: \"no\"", NULL},
	{"states", "by: Ida, " AT("10") "to: final", "by: Geda, " AT("20") "to: draft", NULL},
};

/* A comment, and the rows of a table after it. */
static void read(struct document *document, const char *table, const char *row, const char *rest)
{
	struct str text = {0};
	struct err err = {0};

	str_append_text(&text, HEAD
		"review:\n  comments:\n    - {id: aaaaaaa1, by: Geda, " AT("01") "text: First}\n");
	if (strcmp(table, "comments") != 0)
		str_appendf(&text, "  %s:\n", table);
	if (row[0])
		str_appendf(&text, "    - {id: aaaaaaa2, %s}\n", row);
	if (rest[0])
		str_appendf(&text, "    - {id: aaaaaaa3, %s}\n", rest);
	if (!document_parse(document, form, &text, &err))
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	str_release(&text);
}

static void remove_row(
	const struct document *document, unsigned field, const char *id, struct ops *ops)
{
	document_op_remove(document, field, document_row_index(document, field, id), ops_add(ops));
}

static unsigned field_of(const char *table)
{
	static const char *const names[] = {"comments", "signoffs", "states", "checklist"};
	unsigned at = 0;

	while (strcmp(names[at], table) != 0)
		at++;
	return review_field(form, (enum review_table)at);
}

static void test_taken_away(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct document document;
		struct ops ops = {0};
		struct err err = {0};

		read(&document, cases[i].table, cases[i].row, cases[i].rest);
		remove_row(&document, field_of(cases[i].table), "aaaaaaa2", &ops);
		if (review_allows(&document, &ops, &err) != (cases[i].refusal == NULL))
			fail_msg("case %zu: %s", i, err.message);
		if (cases[i].refusal)
			assert_non_null(strstr(err.message, cases[i].refusal));
		review_keep_answered(&document, &ops);
		assert_int_equal(ops.n, cases[i].refusal ? 0 : 1);
		ops_release(&ops);
		document_release(&document);
	}
}

/* A whole thread may go, also with changes of answers. */
static void test_together(void **state)
{
	const unsigned comments = review_field(form, REVIEW_COMMENTS);
	struct document document;
	struct ops ops = {0};

	(void)state;
	read(&document, "comments", "by: Ida, text: Why?", "to: aaaaaaa2, by: Geda, text: So");
	document_op_set(&document, &(struct place){.field = 0}, "x", 1, ops_add(&ops));
	remove_row(&document, comments, "aaaaaaa3", &ops);
	remove_row(&document, comments, "aaaaaaa2", &ops);
	assert_true(review_allows(&document, &ops, NULL));
	op_release(&ops.items[1]);
	document_op_set(&document, &(struct place){.field = 1}, "final", 5, &ops.items[1]);
	assert_false(review_allows(&document, &ops, NULL));
	review_keep_answered(&document, &ops); /* the table stays, not the answers */
	assert_int_equal(ops.n, 2);
	ops_release(&ops);
	document_release(&document);
}

/* An answer comes back only with what it is about. */
static void test_brought_back(void **state)
{
	const unsigned comments = review_field(form, REVIEW_COMMENTS);
	struct document document;
	struct document without;
	struct ops ops = {0};
	struct err err = {0};

	(void)state;
	read(&document, "comments", "by: Ida, text: Why?", "to: aaaaaaa2, by: Geda, text: So");
	read(&without, "comments", "", "");
	diff_documents(&without, &document, &ops);
	assert_int_equal(ops.n, 2);
	assert_true(review_allows(&without, &ops, NULL));
	for (size_t i = 0; i < ops.n; i++)
		if (strcmp(ops.items[i].place.row, "aaaaaaa3") == 0)
			assert_false(review_allows(
				&without, &(struct ops){.items = &ops.items[i], .n = 1}, &err));
	assert_non_null(strstr(err.message, "not there any more"));
	assert_int_equal(document_row_index(&without, comments, "aaaaaaa2"), SIZE_MAX);
	ops_release(&ops);
	document_release(&document);
	document_release(&without);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_taken_away),
		cmocka_unit_test(test_together),
		cmocka_unit_test(test_brought_back),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
