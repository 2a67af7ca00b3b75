/* Ops over each other: an op still does what it did, whatever happened in between. */
#include "document_fixture.h"
#include "merge/diff.h"
#include "merge/transform.h"
#include "sources.h"

/* --- texts --- */

static void test_offsets(void **state)
{
	static const struct {
		enum op_kind kind;
		size_t at;
		const char *removed, *inserted;
		size_t offset, expected;
	} cases[] = {
		{OP_EDIT, 3, "", "xy", 2, 2},
		{OP_EDIT, 3, "", "xy", 3, 3},
		{OP_EDIT, 3, "", "xy", 4, 6},
		{OP_EDIT, 3, "abc", "", 3, 3},
		{OP_EDIT, 3, "abc", "", 4, 3},
		{OP_EDIT, 3, "abc", "", 6, 3},
		{OP_EDIT, 3, "abc", "x", 5, 3},
		{OP_EDIT, 3, "abc", "x", 6, 4},
		{OP_EDIT, 3, "abc", "x", 9, 7},
		/* of a text set as a whole only the middle is new */
		{OP_SET, 0, "one two three", "one 2 three", 3, 3},
		{OP_SET, 0, "one two three", "one 2 three", 5, 4},
		{OP_SET, 0, "one two three", "one 2 three", 8, 6},
		{OP_SET, 0, "h\xc3\xa4t", "h\xc3\xb6t", 3, 3},
		/* a mark goes with its letter, at either end */
		{OP_SET, 0, "ab", "a\u0301b", 1, 3},
		{OP_SET, 0, "a\u0301b", "ab", 1, 0},
		{OP_SET, 0, "\u0301b", "a\u0301b", 2, 3},
		{OP_SET, 0, "a\u0301b", "\u0301b", 3, 2},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct op op = {.kind = cases[i].kind, .offset = cases[i].at};

		str_append_text(&op.removed, cases[i].removed);
		str_append_text(&op.inserted, cases[i].inserted);
		if (op_follow_offset(&op, cases[i].offset) != cases[i].expected)
			fail_msg("%zu: %zu", i, op_follow_offset(&op, cases[i].offset));
		op_release(&op);
	}
}

static struct op edit(size_t offset, const char *removed, const char *inserted)
{
	struct op op = {.kind = OP_EDIT, .offset = offset};

	str_append_text(&op.removed, removed);
	str_append_text(&op.inserted, inserted);
	return op;
}

static void test_edits(void **state)
{
	static const struct {
		size_t offset;
		const char *removed;
		size_t over;
		const char *over_removed, *over_inserted;
		bool fits;
		size_t expected;
	} cases[] = {
		{5, "x", 2, "", "new", true, 8},
		{5, "x", 2, "old", "", true, 2},
		{5, "x", 6, "old", "new", true, 5},
		{5, "x", 5, "", "new", true, 8},
		{5, "", 5, "", "new", true, 8},
		{5, "", 5, "old", "", true, 5},
		{5, "", 2, "old", "", true, 2},
		/* inside what was removed, or around what is new */
		{5, "", 4, "old", "", false, 5},
		{5, "x", 4, "old", "", false, 5},
		{5, "text", 6, "", "new", false, 5},
		{5, "text", 4, "ot", "", false, 5},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct op op = edit(cases[i].offset, cases[i].removed, "y");
		struct op over = edit(cases[i].over, cases[i].over_removed, cases[i].over_inserted);

		if (op_transform(&op, &over) != cases[i].fits || op.offset != cases[i].expected)
			fail_msg("%zu: %zu", i, op.offset);
		/* elsewhere nothing happens */
		op.offset = cases[i].offset;
		over.place.field = 1;
		assert_true(op_transform(&op, &over));
		assert_int_equal(op.offset, cases[i].offset);
		op_release(&op);
		op_release(&over);
	}
}

static void test_set(void **state)
{
	struct op op = {.kind = OP_SET};
	struct op over = edit(0, "", "x");

	(void)state;
	str_append_text(&op.removed, "a");
	assert_false(op_transform(&op, &over));
	op_release(&over);
	/* an op without effect does not interfere */
	over = edit(0, "", "");
	assert_true(op_transform(&op, &over));
	over = edit(0, "b", "b");
	over.kind = OP_SET;
	assert_true(op_transform(&op, &over));
	op_release(&op);
	op_release(&over);
}

/* --- rows, at random --- */

enum { N_ROWS = 5 };

static void make_rows(struct document *document, const struct form *form)
{
	document_init_new(document, form);
	for (size_t i = 0; i < N_ROWS; i++) {
		char id[ROW_ID_SIZE];

		snprintf(id, sizeof(id), "row%zu", i);
		fixture_insert_row(document, i, id);
		fixture_set_cell(document, id, "what", "some words");
	}
}

static void random_op(
	const struct document *document, const char *name, uint64_t *seed, struct op *op)
{
	unsigned field = fixture_field(document, "log.events");
	size_t n = fixture_events(document)->n;
	size_t row = random_below(seed, n);
	struct place place = fixture_place(
		document, "log.events", fixture_events(document)->items[row].id, "what");

	switch (random_below(seed, 4)) {
	case 0:
		document_op_insert(document, field, random_below(seed, n + 1), name, op);
		break;
	case 1:
		document_op_remove(document, field, row, op);
		break;
	case 2:
		document_op_move(document, field, row, random_below(seed, n), op);
		break;
	default:
		document_op_edit(document, &place, random_below(seed, 5), random_below(seed, 5),
			name, strlen(name), op);
	}
}

/* The rows other than the one op works on, in order. */
static void list_others(const struct document *document, const char *row, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < fixture_events(document)->n; i++)
		if (strcmp(fixture_events(document)->items[i].id, row) != 0)
			str_appendf(out, "%s ", fixture_events(document)->items[i].id);
}

/* Which row is directly before a row's position; "" for none. */
static const char *left_of(const struct document *document, const char *row)
{
	size_t at = document_row_index(document, fixture_field(document, "log.events"), row);

	return at == 0 || at == SIZE_MAX ? "" : fixture_events(document)->items[at - 1].id;
}

/* A row goes next to the same neighbour, unless that one was moved or removed or has a new
 * neighbour. */
static void check_neighbour(const struct document *alone, const struct document *both,
	const struct op *op, const struct op *over)
{
	const char *left = left_of(alone, op->place.row);
	const char *now = left_of(both, op->place.row);

	if ((op->kind == OP_ROW_INSERT || op->kind == OP_ROW_MOVE) &&
		strcmp(left, over->place.row) != 0 && strcmp(now, over->place.row) != 0)
		assert_string_equal(now, left);
}

/* Whatever fits after another op applies there and leaves the other rows unchanged. */
static void check_pair(const struct form *form, uint64_t seed)
{
	struct document alone, both;
	struct op op, over;
	struct str others[2] = {{0}};
	struct err err = {0};
	uint64_t random = seed;

	make_rows(&alone, form);
	make_rows(&both, form);
	random_op(&alone, "mine", &random, &op);
	random_op(&both, "yours", &random, &over);
	assert_true(document_apply(&alone, &op, NULL));
	assert_true(document_apply(&both, &over, NULL));
	list_others(&both, op.place.row, &others[0]);
	if (op_transform(&op, &over)) {
		if (!document_apply(&both, &op, &err))
			fail_msg("seed %llu: %s", (unsigned long long)seed, err.message);
		list_others(&both, op.place.row, &others[1]);
		assert_string_equal(str_text(&others[0]), str_text(&others[1]));
		check_neighbour(&alone, &both, &op, &over);
	} else {
		/* only ops on the same row can interfere */
		assert_string_equal(op.place.row, over.place.row);
	}
	str_release(&others[0]);
	str_release(&others[1]);
	op_release(&op);
	op_release(&over);
	document_release(&alone);
	document_release(&both);
}

static void test_any_pair(void **state)
{
	struct form *form = fixture_form_new();

	(void)state;
	for (uint64_t seed = 1; seed <= 4000; seed++)
		check_pair(form, seed);
	form_free(form);
}

/* Undo of our own work after others' work: first inverted, then transformed over theirs. */
static void test_undo_over_others(void **state)
{
	struct form *form = fixture_form_new();
	struct document document;
	struct op mine, back, theirs;

	(void)state;
	document_init_new(&document, form);
	fixture_set(&document, "basics.story", "one two");
	struct place place = fixture_place(&document, "basics.story", NULL, NULL);

	document_op_edit(&document, &place, 7, 0, " three", 6, &mine);
	assert_true(document_apply(&document, &mine, NULL));
	document_op_edit(&document, &place, 0, 0, "zero ", 5, &theirs);
	assert_true(document_apply(&document, &theirs, NULL));
	op_invert(&mine, &back);
	assert_true(op_transform(&back, &theirs));
	assert_true(document_apply(&document, &back, NULL));
	assert_string_equal(fixture_text(&document, "basics.story"), "zero one two");
	op_release(&mine);
	op_release(&back);
	op_release(&theirs);
	document_release(&document);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_offsets),
		cmocka_unit_test(test_edits),
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_any_pair),
		cmocka_unit_test(test_undo_over_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
