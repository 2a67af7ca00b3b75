/* The answers to a checklist: which of many rows count, and new ones. */
#include "document_fixture.h"

#include "review/checklist.h"

#define NOW INT64_C(1796000000) /* 2026-11-29 */

static struct form *form;
static struct document document;
static struct checklist checklist;

static int set_up(void **state)
{
	struct str source = {0};
	struct err err = {0};
	(void)state;

	str_append_text(&source, fixture_form);
	str_append_text(
		&source, "checklist:\n  - {key: one, ask: One?}\n  - {key: two, ask: Two?}\n");
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

/* The document with these answers, as flow mappings, one per line. */
static void read_answers(const char *const *rows, size_t n)
{
	struct str text = {0};
	struct err err = {0};

	str_append_text(&text, HEAD);
	if (n > 0)
		str_append_text(&text, "review:\n  checklist:\n");
	for (size_t i = 0; i < n; i++)
		str_appendf(&text, "    - {%s}\n", rows[i]);
	if (!document_parse(&document, form, &text, &err))
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	checklist_init(&checklist, &document, NOW);
	str_release(&text);
}

/* "id answer settled" of the first question. */
static void assert_first(const char *const *rows, size_t n, const char *expected)
{
	struct str out = {0};

	read_answers(rows, n);
	const struct tick *tick = &checklist.items[0];

	assert_int_equal(checklist.n, 2);
	assert_string_equal(tick->question->key, "one");
	if (tick->row)
		str_appendf(&out, "%s %s%s", tick->row->id, tick_answer_name(tick->answer),
			tick->is_settled ? " settled" : "");
	assert_string_equal(str_text(&out), expected);
	assert_int_equal(checklist.n_settled, tick->is_settled);
	str_release(&out);
	checklist_release(&checklist);
	document_release(&document);
}

#define ASSERT_FIRST(expected, ...)                                                                \
	do {                                                                                       \
		static const char *const rows[] = {__VA_ARGS__};                                   \
		assert_first(rows, LEN(rows), expected);                                           \
	} while (0)

#define AT(day) "of: one, at: 2026-11-" day "T10:00Z"

static void test_the_newest_counts(void **state)
{
	(void)state;
	assert_first(NULL, 0, "");
	ASSERT_FIRST("a yes settled", "id: a, answer: 'yes', " AT("02"));
	ASSERT_FIRST("a no", "id: a, answer: 'no', " AT("02"), "id: b, answer: 'yes', " AT("01"));
	/* of one moment the id decides, so that all readers see the same */
	ASSERT_FIRST("b no", "id: b, answer: 'no', " AT("02"), "id: a, answer: 'yes', " AT("02"));
}

static void test_not_applicable_for_a_reason(void **state)
{
	(void)state;
	ASSERT_FIRST("a n/a", "id: a, answer: n/a, " AT("02"));
	ASSERT_FIRST("a n/a", "id: a, answer: n/a, why: ' ', " AT("02"));
	ASSERT_FIRST("a n/a settled", "id: a, answer: n/a, why: no users, " AT("02"));
}

static void test_what_does_not_count(void **state)
{
	(void)state;
	ASSERT_FIRST("", "id: a, answer: maybe, " AT("02"));
	ASSERT_FIRST("", "id: a, " AT("02"));
	ASSERT_FIRST("", "id: a, answer: 'yes', of: one");
	ASSERT_FIRST("", "id: a, answer: 'yes', of: three, at: 2026-11-02T10:00Z");
	ASSERT_FIRST("b no", "id: a, answer: 'yes', of: one, at: 2100-01-01T10:00Z",
		"id: b, answer: 'no', " AT("02"));
}

/* Later than that which it is to replace, even if that clock was ahead. */
static void test_a_new_one_counts(void **state)
{
	static const char *const rows[] = {"id: z, answer: 'yes', of: one, at: 2026-11-30T00:00Z"};
	struct op op = {0};
	(void)state;

	read_answers(rows, LEN(rows));
	assert_string_equal(checklist.items[0].row->id, "z");
	tick_op(&document, &(struct new_tick){.of = "one", .by = "Ida", .answer = TICK_NO},
		"aaaaaaaa", NOW, &op);
	assert_true(document_apply(&document, &op, NULL));
	checklist_release(&checklist);
	checklist_init(&checklist, &document, NOW);
	assert_string_equal(checklist.items[0].row->id, "aaaaaaaa");
	assert_int_equal(checklist.items[0].answer, TICK_NO);
	assert_string_equal(review_text(checklist.items[0].row, TICK_BY), "Ida");
	op_release(&op);
	checklist_release(&checklist);
	document_release(&document);
}

/* The names are the form's. */
static void test_names(void **state)
{
	const struct form_field *column =
		&form->fields[review_field(form, REVIEW_CHECKLIST)].columns[TICK_ANSWER];
	(void)state;

	assert_int_equal(column->n_choices, N_TICK_ANSWERS);
	for (unsigned i = 0; i < N_TICK_ANSWERS; i++)
		assert_string_equal(column->choices[i], tick_answer_name((enum tick_answer)i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_newest_counts),
		cmocka_unit_test(test_not_applicable_for_a_reason),
		cmocka_unit_test(test_what_does_not_count),
		cmocka_unit_test(test_a_new_one_counts),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
