/* Ops as values and as bytes: what goes in comes out, and damaged bytes do no harm. */
#include "base/mem.h"
#include "base/str.h"
#include "model/op.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char form_source[] = "form: a\ntitle: A\npages:\n"
				  "  - key: p\n    title: P\n    fields:\n"
				  "      - {key: line, kind: line}\n"
				  "      - {key: text, kind: text}\n"
				  "      - key: rows\n        kind: rows\n        columns:\n"
				  "          - {key: at, kind: datetime}\n"
				  "          - {key: what, kind: text}\n";

static int setup(void **state)
{
	*state = form_parse(form_source, strlen(form_source), "form", NULL);
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	form_free(*state);
	return 0;
}

static struct op edit(size_t offset, const char *removed, const char *inserted)
{
	struct op op = {.kind = OP_EDIT, .place.field = 1, .offset = offset};

	str_append_text(&op.removed, removed);
	str_append_text(&op.inserted, inserted);
	return op;
}

static struct op row_op(enum op_kind kind)
{
	struct op op = {.kind = kind, .place = {.field = 2, .row = "k3f9q2mx"}, .from = 4, .to = 7};

	op.n_cells = 2;
	op.cells = mem_zalloc(2, sizeof *op.cells);
	str_append_text(&op.cells[1], "Alarm\nfired");
	return op;
}

static void assert_same(const struct op *a, const struct op *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->place.field, b->place.field);
	assert_string_equal(a->place.row, b->place.row);
	assert_int_equal(a->place.column, b->place.column);
	assert_int_equal(a->offset, b->offset);
	assert_true(str_equal(&a->removed, str_text(&b->removed), b->removed.len));
	assert_true(str_equal(&a->inserted, str_text(&b->inserted), b->inserted.len));
	assert_int_equal(a->from, b->from);
	assert_int_equal(a->to, b->to);
	assert_int_equal(a->n_cells, b->n_cells);
	for (size_t i = 0; i < a->n_cells; i++)
		assert_true(str_equal(&a->cells[i], str_text(&b->cells[i]), b->cells[i].len));
}

static void assert_survives(const struct op *op, const struct form *form)
{
	struct str bytes = {0};
	struct op back;
	struct err err = {0};

	op_format(op, form, &bytes);
	if (!op_parse(&back, form, bytes.data, bytes.len, &err))
		fail_msg("%s", err.message);
	assert_same(op, &back);
	op_release(&back);
	str_release(&bytes);
}

static void test_ops_survive_as_bytes(void **state)
{
	struct op typed = edit(300, "a\xC3\xA9", "b\n");
	struct op cell = edit(0, "", "x");
	struct op set = edit(0, "old", "");
	struct op insert = row_op(OP_ROW_INSERT);
	struct op remove = row_op(OP_ROW_REMOVE);
	struct op move = {.kind = OP_ROW_MOVE, .place = {.field = 2, .row = "~12"}, .to = 99999};

	cell.place = (struct place){.field = 2, .row = "k3f9q2mx", .column = 1};
	set.kind = OP_SET;
	assert_survives(&typed, *state);
	assert_survives(&cell, *state);
	assert_survives(&set, *state);
	assert_survives(&insert, *state);
	assert_survives(&remove, *state);
	assert_survives(&move, *state);
	op_release(&typed);
	op_release(&cell);
	op_release(&set);
	op_release(&insert);
	op_release(&remove);
}

static void test_ops_survive_another_version_of_the_form(void **state)
{
	static const char later_source[] =
		"form: a\nversion: 2\ntitle: A\npages:\n"
		"  - key: p\n    title: P\n    fields:\n"
		"      - key: rows\n        kind: rows\n        columns:\n"
		"          - {key: what, kind: text}\n"
		"          - {key: who, kind: person}\n"
		"      - {key: text, kind: text}\n";
	struct form *later = form_parse(later_source, strlen(later_source), "later", NULL);
	struct op insert = row_op(OP_ROW_INSERT);
	struct op typed = edit(0, "", "x");
	struct op gone = edit(0, "", "x");
	struct str bytes = {0};
	struct err err = {0};
	struct op back;

	op_format(&insert, *state, &bytes);
	assert_true(op_parse(&back, later, bytes.data, bytes.len, NULL));
	assert_int_equal(back.place.field, 0);
	assert_int_equal(back.n_cells, 2);
	assert_string_equal(str_text(&back.cells[0]), "Alarm\nfired");
	assert_int_equal(back.cells[1].len, 0);
	op_release(&back);

	str_clear(&bytes);
	op_format(&typed, *state, &bytes);
	assert_true(op_parse(&back, later, bytes.data, bytes.len, NULL));
	assert_int_equal(back.place.field, 1);
	op_release(&back);

	/* A cell with content in a column that is gone must not silently disappear. */
	str_append_text(&insert.cells[0], "2023-10-15");
	str_clear(&bytes);
	op_format(&insert, *state, &bytes);
	assert_false(op_parse(&back, later, bytes.data, bytes.len, &err));
	assert_string_equal(err.message,
		"a recorded row has the column \"at\", which \"p.rows\" no longer has");

	err = (struct err){0};
	gone.place.field = 0;
	str_clear(&bytes);
	op_format(&gone, *state, &bytes);
	assert_false(op_parse(&back, later, bytes.data, bytes.len, &err));
	assert_int_equal(err.code, ERR_MISSING);
	op_release(&insert);
	op_release(&typed);
	op_release(&gone);
	str_release(&bytes);
	form_free(later);
}

/* Every way of cutting or changing one byte is refused or gives an op that can be released. */
static void test_damaged_bytes_do_no_harm(void **state)
{
	struct op ops[] = {edit(3, "abc", "d"), row_op(OP_ROW_INSERT), row_op(OP_ROW_REMOVE)};
	struct op back;

	for (size_t i = 0; i < 3; i++) {
		struct str bytes = {0};

		op_format(&ops[i], *state, &bytes);
		for (size_t len = 0; len < bytes.len; len++) {
			/* A separate copy, so that a read past the end is detected. */
			char *copy = mem_strndup(bytes.data, len);
			assert_false(op_parse(&back, *state, copy, len, NULL));
			free(copy);
		}
		for (size_t at = 0; at < bytes.len; at++) {
			char was = bytes.data[at];
			for (unsigned byte = 0; byte < 256; byte++) {
				bytes.data[at] = (char)byte;
				if (op_parse(&back, *state, bytes.data, bytes.len, NULL))
					op_release(&back);
			}
			bytes.data[at] = was;
		}
		str_append_char(&bytes, 'x');
		assert_false(op_parse(&back, *state, bytes.data, bytes.len, NULL));
		str_release(&bytes);
		op_release(&ops[i]);
	}
}

static void test_what_cannot_be_of_a_place_is_refused(void **state)
{
	struct str bytes = {0};
	struct op row_of_text = {.kind = OP_ROW_MOVE, .place = {.field = 0, .row = "abc"}};
	struct op rows_as_text = {.kind = OP_EDIT, .place = {.field = 2}};
	struct op bad_id = {.kind = OP_ROW_MOVE, .place = {.field = 2, .row = "../x"}};
	struct op nul = edit(0, "", "");
	struct op latin = edit(0, "", "\xE9");
	struct op *ops[] = {&row_of_text, &rows_as_text, &bad_id, &nul, &latin};
	struct op back;

	str_append(&nul.inserted, "\0", 1);
	for (size_t i = 0; i < 5; i++) {
		str_clear(&bytes);
		op_format(ops[i], *state, &bytes);
		assert_false(op_parse(&back, *state, bytes.data, bytes.len, NULL));
		op_release(ops[i]);
	}
	str_release(&bytes);
}

static void test_the_inverse_of_the_inverse_is_the_op(void **state)
{
	struct op ops[] = {edit(3, "abc", "d"), row_op(OP_ROW_INSERT), row_op(OP_ROW_REMOVE),
		row_op(OP_ROW_MOVE)};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct op inverse;
		struct op back;

		op_invert(&ops[i], &inverse);
		op_invert(&inverse, &back);
		assert_same(&ops[i], &back);
		op_release(&inverse);
		op_release(&back);
	}
	struct op inverse;
	op_invert(&ops[1], &inverse);
	assert_int_equal(inverse.kind, OP_ROW_REMOVE);
	assert_int_equal(inverse.from, ops[1].to);
	op_release(&inverse);
	for (size_t i = 0; i < 4; i++)
		op_release(&ops[i]);
}

static void test_edits_join_when_typing_goes_on(void **state)
{
	static const struct {
		size_t offset;
		const char *removed;
		const char *inserted;
		size_t next_offset;
		const char *next_removed;
		const char *next_inserted;
		bool joins;
		size_t joined_offset;
		const char *joined_removed;
		const char *joined_inserted;
	} cases[] = {
		{3, "", "ab", 5, "", "c", true, 3, "", "abc"},
		{3, "old", "a", 4, "", "b", true, 3, "old", "ab"},
		{3, "", "ab", 4, "", "c", false, 0, NULL, NULL},
		{3, "", "ab", 3, "", "c", false, 0, NULL, NULL},
		{3, "", "ab", 5, "x", "c", false, 0, NULL, NULL},
		{3, "c", "", 2, "b", "", true, 2, "bc", ""},
		{3, "c", "", 3, "d", "", true, 3, "cd", ""},
		{3, "c", "", 1, "a", "", false, 0, NULL, NULL},
		{3, "", "ab", 4, "b", "", false, 0, NULL, NULL},
		{3, "c", "", 3, "", "x", false, 0, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct op op = edit(cases[i].offset, cases[i].removed, cases[i].inserted);
		struct op next =
			edit(cases[i].next_offset, cases[i].next_removed, cases[i].next_inserted);

		assert_int_equal(op_join(&op, &next), cases[i].joins);
		if (cases[i].joins) {
			assert_int_equal(op.offset, cases[i].joined_offset);
			assert_string_equal(str_text(&op.removed), cases[i].joined_removed);
			assert_string_equal(str_text(&op.inserted), cases[i].joined_inserted);
		} else {
			assert_string_equal(str_text(&op.inserted), cases[i].inserted);
		}
		op_release(&op);
		op_release(&next);
	}
}

static void test_edits_of_other_places_do_not_join(void **state)
{
	struct op op = edit(0, "", "a");
	struct op next = edit(1, "", "b");

	(void)state;
	next.place.field = 0;
	assert_false(op_join(&op, &next));
	strcpy(op.place.row, "r");
	strcpy(next.place.row, "r");
	next.place.field = op.place.field;
	next.place.column = 1;
	assert_false(op_join(&op, &next));
	next.place.column = 0;
	next.kind = OP_SET;
	assert_false(op_join(&op, &next));
	next.kind = OP_EDIT;
	assert_true(op_join(&op, &next));
	op_release(&op);
	op_release(&next);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ops_survive_as_bytes),
		cmocka_unit_test(test_ops_survive_another_version_of_the_form),
		cmocka_unit_test(test_damaged_bytes_do_no_harm),
		cmocka_unit_test(test_what_cannot_be_of_a_place_is_refused),
		cmocka_unit_test(test_the_inverse_of_the_inverse_is_the_op),
		cmocka_unit_test(test_edits_join_when_typing_goes_on),
		cmocka_unit_test(test_edits_of_other_places_do_not_join),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
