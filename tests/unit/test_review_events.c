/* What the rows of a review mean to people: as events between two versions, and op by op. */
#include "document_fixture.h"

#include "merge/diff.h"
#include "review/review_events.h"

#define NOW INT64_C(1796000000) /* 2026-11-29 */

static struct form *form;

static int set_up(void **state)
{
	struct str source = {0};
	struct err err = {0};
	(void)state;

	str_append_text(&source, fixture_form);
	str_append_text(&source, "checklist:\n  - {key: one, ask: One?}\n");
	form = form_parse(source.data, source.len, "outage.yaml", &err);
	if (!form)
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	str_release(&source);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	form_free(form);
	return 0;
}

/* A document with a comment, an event, and one more row of a table. */
static void read(struct document *document, const char *table, const char *row)
{
	struct str text = {0};
	struct err err = {0};

	str_append_text(&text, HEAD "basics:\n  story: It began.\n"
				    "log:\n  events:\n    - {id: eeeeeee1, what: It began.}\n"
				    "review:\n  comments:\n"
				    "    - {id: aaaaaaa1, about: basics.story, kind: question, "
				    "by: Ida, text: Why?}\n");
	if (table[0] && strcmp(table, "comments") != 0)
		str_appendf(&text, "  %s:\n", table);
	if (table[0])
		str_appendf(&text, "    - {id: aaaaaaa2, by: Geda, %s}\n", row);
	if (!document_parse(document, form, &text, &err))
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	str_release(&text);
}

static const struct {
	const char *table, *row, *done, *said;
} rows[] = {
	{"comments", "about: basics.story, kind: question, text: Since when?",
		"Geda asked about \"Story\"", "Since when?"},
	{"comments", "about: \"log.events[eeeeeee1]\", kind: remark, text: No.",
		"Geda commented on row \"It began.\"", "No."},
	{"comments", "kind: idea, text: Rehearse", "Geda had an idea about the document",
		"Rehearse"},
	{"comments", "about: basics.story, kind: suggestion, text: Short",
		"Geda suggested other words for \"Story\"", "Short"},
	{"comments", "to: aaaaaaa1, text: In May", "Geda replied about \"Story\"", "In May"},
	{"comments", "to: aaaaaaa1, does: resolve, text: Done",
		"Geda resolved a comment on \"Story\"", "Done"},
	{"signoffs", "does: object, text: Not yet", "Geda objected", "Not yet"},
	{"signoffs", "does: ask, who: Ida", "Geda asked Ida to sign off", ""},
	{"signoffs", "does: agree", "Geda signed off", ""},
	{"states", "to: final, why: All agree", "Geda set the status to final", "All agree"},
	{"checklist", "of: one, answer: \"yes\", why: Seen", "Geda answered yes to \"One?\"",
		"Seen"},
	{"states", "waives: missing basics.end, why: Unknown", "Geda accepted missing basics.end",
		"Unknown"},
};

static void assert_event(const struct document *before, const struct document *after,
	const char *deed, const char *said)
{
	struct review_events events = {0};
	struct str words = {0};

	str_append_text(&words, deed);
	if (said[0])
		str_appendf(&words, ": %s", said);
	review_events_find(&events, before, after, NOW);
	assert_int_equal(events.n, 1);
	assert_string_equal(str_text(&events.items[0].words), str_text(&words));
	assert_int_equal(events.items[0].deed, strlen(deed));
	assert_string_equal(str_text(&events.items[0].by), events.items[0].is_gone ? "" : "Geda");
	assert_int_equal(events.items[0].objects,
		!events.items[0].is_gone && strstr(deed, "objected") != NULL);
	review_events_release(&events);
	str_release(&words);
}

static void assert_op(const struct document *before, const struct document *after,
	const char *expected, const char *expected_said)
{
	struct ops ops = {0};
	struct str deed = {0};
	struct str said = {0};

	diff_documents(before, after, &ops);
	assert_int_equal(ops.n, 1);
	assert_true(review_describe_op(&ops.items[0], before, &deed, &said));
	assert_string_equal(str_text(&deed), expected);
	assert_string_equal(str_text(&said), expected_said);
	ops_release(&ops);
	str_release(&deed);
	str_release(&said);
}

static void test_rows(void **state)
{
	struct document without;

	(void)state;
	read(&without, "", "");
	for (size_t i = 0; i < LEN(rows); i++) {
		struct document with;
		char gone[200];

		read(&with, rows[i].table, rows[i].row);
		assert_event(&without, &with, rows[i].done, rows[i].said);
		snprintf(gone, sizeof(gone), "No longer in the document: %s", rows[i].done);
		assert_event(&with, &without, gone, "");
		assert_op(&without, &with, rows[i].done, rows[i].said);
		assert_op(&with, &without, gone, rows[i].said);
		document_release(&with);
	}
	document_release(&without);
}

/* Where words have moved to is nothing that anybody said. */
static void test_moves_are_not_told(void **state)
{
	struct review_events events = {0};
	struct document without;
	struct document with;

	(void)state;
	read(&without, "", "");
	read(&with, "comments", "to: aaaaaaa1, does: move, quote: It");
	review_events_find(&events, &without, &with, NOW);
	assert_int_equal(events.n, 0);
	assert_op(&without, &with, "", "");
	review_events_release(&events);
	document_release(&with);
	document_release(&without);
}

/* Only a hand changes a row; and answers are not of the review. */
static void test_other_ops_are_not_its_own(void **state)
{
	const unsigned comments = review_field(form, REVIEW_COMMENTS);
	const struct op ops[] = {
		{.kind = OP_SET, .place = {.field = comments, .row = "aaaaaaa1"}},
		{.kind = OP_EDIT, .place = {.field = comments, .row = "aaaaaaa1"}},
		{.kind = OP_ROW_INSERT, .place = {.field = 0}},
	};
	const struct op move = {.kind = OP_ROW_MOVE, .place = {.field = comments}};
	struct document document;
	struct str deed = {0};
	struct str said = {0};

	(void)state;
	read(&document, "", "");
	for (size_t i = 0; i < LEN(ops); i++)
		assert_false(review_describe_op(&ops[i], &document, &deed, &said));
	assert_true(review_describe_op(&move, &document, &deed, &said));
	assert_int_equal(deed.len + said.len, 0);
	document_release(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_moves_are_not_told),
		cmocka_unit_test(test_other_ops_are_not_its_own),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
