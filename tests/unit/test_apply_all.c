/* Many ops at once do what each of them does after the other. */
#include "document_fixture.h"
#include "sources.h"

enum { MOST_OPS = 3000, ROUNDS = 40 };

/* A document of n rows, the first of which are in its file. */
static void open_rows(struct document *document, const struct form *form, size_t n)
{
	fixture_open(document, form,
		HEAD "log:\n  events:\n  - id: one\n    more: kept\n  - id: two\n  - id: three\n");
	for (size_t i = 3; i < n; i++) {
		char id[ROW_ID_SIZE];

		snprintf(id, sizeof id, "row%zu", i);
		fixture_insert_row(document, i, id);
	}
}

/* Any op on rows that fits the document, which then has it. */
static void make_op(struct document *document, size_t nth, uint64_t *seed, struct op *op)
{
	unsigned field = fixture_field(document, "log.events");
	size_t n = fixture_events(document)->n;
	size_t kind = random_below(seed, 100);
	char id[ROW_ID_SIZE];

	snprintf(id, sizeof id, "new%zu", nth);
	if (kind < 40 && n > 0) {
		document_op_move(document, field, random_below(seed, n), random_below(seed, n), op);
	} else if (kind < 60 && n > 0) {
		document_op_remove(document, field, random_below(seed, n), op);
	} else if (kind < 75 && n > 0) {
		struct place place = {.field = field, .column = 2};

		strcpy(place.row, fixture_events(document)->items[random_below(seed, n)].id);
		document_op_edit(document, &place, 0, 0, id, strlen(id), op);
	} else {
		document_op_insert(document, field, random_below(seed, n + 1), id, op);
		str_append_text(&op->cells[2], id);
	}
	assert_true(document_apply(document, op, NULL));
}

static void any_ops_are_as_one_by_one(void **state)
{
	struct form *form = fixture_form_new();
	struct op *ops = mem_zalloc(MOST_OPS, sizeof *ops);

	(void)state;
	for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
		struct document one_by_one, at_once;
		uint64_t random = seed;
		size_t n_rows = random_below(&random, 1200);
		size_t n = random_below(&random, MOST_OPS);

		open_rows(&one_by_one, form, n_rows);
		open_rows(&at_once, form, n_rows);
		for (size_t i = 0; i < n; i++)
			make_op(&one_by_one, i, &random, &ops[i]);
		assert_int_equal(document_apply_all(&at_once, ops, n, NULL), n);
		fixture_expect_same(&one_by_one, &at_once, seed);
		assert_int_equal(at_once.revision, one_by_one.revision);
		for (size_t i = 0; i < fixture_events(&at_once)->n; i++)
			assert_int_equal(
				document_row_index(&at_once, fixture_field(&at_once, "log.events"),
					fixture_events(&at_once)->items[i].id),
				i);
		for (size_t i = 0; i < n; i++)
			op_release(&ops[i]);
		document_release(&one_by_one);
		document_release(&at_once);
	}
	free(ops);
	form_free(form);
}

/* What is wrong with one of many inserts and moves, and what is said. */
static const struct {
	enum op_kind kind;
	const char *row;
	size_t from, to;
	const char *says;
} wrong[] = {
	{OP_ROW_INSERT, "two", 0, 0, "\"log.events\" already has a row two"},
	{OP_ROW_INSERT, "new3", 0, 0, "\"log.events\" already has a row new3"},
	{OP_ROW_INSERT, "far", 0, 54, "\"log.events\" has no position 55"},
	{OP_ROW_MOVE, "two", 2, 0, "\"log.events\" has no row two there"},
	{OP_ROW_MOVE, "two", 53, 0, "\"log.events\" has no row two there"},
	{OP_ROW_MOVE, "two", 1, 53, "\"log.events\" has no position 54"},
	{OP_ROW_REMOVE, "two", 2, 0, "\"log.events\" has no row two there"},
};

static void those_before_a_wrong_one_stay(void **state)
{
	enum { N = 60, WRONG = 50 };
	struct form *form = fixture_form_new();

	(void)state;
	for (size_t nth = 0; nth < LEN(wrong); nth++) {
		struct document document;
		struct op ops[N];
		struct err err = {0};

		open_rows(&document, form, 3);
		for (size_t i = 0; i < N; i++) {
			char id[ROW_ID_SIZE];

			snprintf(id, sizeof id, "new%zu", i);
			document_op_insert(
				&document, fixture_field(&document, "log.events"), 2, id, &ops[i]);
		}
		ops[WRONG].kind = wrong[nth].kind;
		snprintf(ops[WRONG].place.row, ROW_ID_SIZE, "%s", wrong[nth].row);
		ops[WRONG].from = wrong[nth].from;
		ops[WRONG].to = wrong[nth].to;
		assert_int_equal(document_apply_all(&document, ops, N, &err), WRONG);
		assert_string_equal(err.message, wrong[nth].says);
		assert_int_equal(fixture_events(&document)->n, 3 + WRONG);
		assert_string_equal(fixture_events(&document)->items[1].id, "two");
		assert_string_equal(fixture_events(&document)->items[2].id, "new49");
		for (size_t i = 0; i < N; i++)
			op_release(&ops[i]);
		document_release(&document);
	}
	form_free(form);
}

static void a_read_only_document_takes_none(void **state)
{
	struct form *form = fixture_form_new();
	struct document document;
	struct op ops[40];

	(void)state;
	open_rows(&document, form, 3);
	for (size_t i = 0; i < LEN(ops); i++)
		document_op_move(&document, fixture_field(&document, "log.events"), 0, 0, &ops[i]);
	document.is_read_only = true;
	assert_int_equal(document_apply_all(&document, ops, LEN(ops), NULL), 0);
	document_release(&document);
	form_free(form);
}

/* Many moves at once take another way than one does. */
static void moved_rows_are_written(void **state)
{
	enum { N = 40 }; /* 40 times round in three rows is once */
	struct form *form = fixture_form_new();
	struct document document;
	struct str out = {0};
	struct op ops[N] = {{0}};

	(void)state;
	fixture_open(
		&document, form, HEAD "log:\n  events:\n  - id: one\n  - id: two\n  - id: three\n");
	for (size_t i = 0; i < N; i++)
		document_op_move(
			&document, fixture_field(&document, "log.events"), i % 3, 2, &ops[i]);
	for (size_t i = 0; i < N; i++)
		ops[i].from = 0; /* each is the first by then */
	assert_int_equal(document_apply_all(&document, ops, N, NULL), N);
	assert_true(document_format(&document, &out, NULL));
	assert_string_equal(
		str_text(&out), HEAD "log:\n  events:\n  - id: two\n  - id: three\n  - id: one\n");
	for (size_t i = 0; i < N; i++)
		op_release(&ops[i]);
	str_release(&out);
	document_release(&document);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_ops_are_as_one_by_one),
		cmocka_unit_test(those_before_a_wrong_one_stay),
		cmocka_unit_test(a_read_only_document_takes_none),
		cmocka_unit_test(moved_rows_are_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
