/*
 * Steps of many rows, done, undone and redone in any order: what would be saved is what the same
 * ops give if each is applied alone. So is what others' many rows give.
 */
#include "scripted.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SEEDS = 12, STEPS = 40, MOST_ROWS = 300 };

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

struct story {
	struct scripted e;
	uint64_t random;
	struct document simple; /* the first document, each op applied alone */
	size_t n_theirs;
};

static size_t below(struct story *self, size_t limit)
{
	return random_below(&self->random, limit);
}

static const struct rows *rows_of(const struct story *self)
{
	return &editor_document(self->e.editor)->tables[FIELD_EVENTS];
}

static void write_rows(struct story *self, size_t n, struct str *out)
{
	str_append_text(out, "afterword: 1\nform: probe\ntimeline:\n  events:\n");
	for (size_t i = 0; i < n; i++)
		str_appendf(out,
			"    # row %zu\n    - id: r%zu\n      at: \"2023-10-%02zuT08:00:00Z\"\n"
			"      kind: %s\n      more: kept\n      what: |\n        Number %zu.\n",
			i, i, 1 + below(self, 28), below(self, 2) ? "seen" : "done", i);
}

/* --- deeds --- */

static void select_some(struct story *self)
{
	if (rows_of(self)->n == 0)
		return;
	scripted_go(&self->e, FIELD_EVENTS);
	scripted_keys(&self->e, below(self, 2) ? "<:text-start>" : "<:text-end>");
	for (size_t n = below(self, rows_of(self)->n); n > 0; n--)
		scripted_keys(&self->e, below(self, 3) ? "<:select-up>" : "<:select-down>");
	if (below(self, 3) == 0)
		scripted_keys(&self->e, "<:select-all>");
}

static void cut(struct story *self)
{
	editor_set_filter(self->e.editor, below(self, 2) ? "seen" : "");
	select_some(self);
	scripted_keys(&self->e, below(self, 2) ? "<:cut>" : "<:row-delete>");
	editor_set_filter(self->e.editor, "");
}

static void paste(struct story *self)
{
	scripted_go(&self->e, FIELD_EVENTS);
	if (rows_of(self)->n < MOST_ROWS)
		scripted_keys(&self->e, "<:paste>");
}

static void copy(struct story *self)
{
	select_some(self);
	scripted_keys(&self->e, "<:copy>");
}

static void sort(struct story *self)
{
	scripted_go(&self->e, FIELD_EVENTS);
	scripted_keys(&self->e, "<:sort>");
}

static void replace(struct story *self)
{
	struct replaced replaced;

	editor_replace_all(self->e.editor, below(self, 2) ? "Number" : "e", "Nombre", &replaced);
}

static void undo(struct story *self)
{
	for (size_t n = below(self, 4); n > 0; n--)
		scripted_keys(&self->e, "<:undo>");
}

static void redo(struct story *self)
{
	for (size_t n = below(self, 4); n > 0; n--)
		scripted_keys(&self->e, "<:redo>");
}

static void change_cell(struct document *document, size_t row)
{
	struct place place = {.field = FIELD_EVENTS, .column = 2};
	struct op op = {0};

	strcpy(place.row, document->tables[FIELD_EVENTS].items[row].id);
	document_op_edit(document, &place, 0, 0, "Their ", 6, &op);
	assert_true(document_apply(document, &op, NULL));
	op_release(&op);
}

/* Any op on rows, which the document then has. */
static void make_op(struct story *self, struct document *document)
{
	size_t n = document->tables[FIELD_EVENTS].n;
	size_t kind = n == 0 ? 0 : below(self, 5);
	char id[ROW_ID_SIZE];
	struct op op = {0};

	if (kind == 0) {
		snprintf(id, sizeof id, "their%zu", ++self->n_theirs);
		document_op_insert(document, FIELD_EVENTS, below(self, n + 1), id, &op);
	} else if (kind == 1) {
		document_op_remove(document, FIELD_EVENTS, below(self, n), &op);
	} else if (kind == 2) {
		change_cell(document, below(self, n));
		return;
	} else {
		document_op_move(document, FIELD_EVENTS, below(self, n), below(self, n), &op);
	}
	assert_true(document_apply(document, &op, NULL));
	op_release(&op);
}

/* What makes the document another one with many other rows. */
static void make_ops(struct story *self, struct ops *ops)
{
	const struct document *now = editor_document(self->e.editor);
	struct document other;

	document_copy(&other, now);
	for (size_t n = 30 + below(self, 100); n > 0; n--)
		make_op(self, &other);
	diff_documents(now, &other, ops);
	document_release(&other);
}

static void apply(struct story *self)
{
	struct ops ops = {0};

	make_ops(self, &ops);
	assert_true(editor_apply(self->e.editor, &ops));
	ops_release(&ops);
}

static void apply_alone(struct document *document, const struct ops *ops)
{
	struct err err = {0};

	for (size_t i = 0; i < ops->n; i++)
		if (!document_apply(document, &ops->items[i], &err))
			fail_msg("%s", err.message);
}

/* The one under the cursor, "" without one. */
static const char *row_here(const struct story *self)
{
	const struct focus *focus = editor_focus(self->e.editor);

	return focus->field == FIELD_EVENTS && focus->row < rows_of(self)->n
		       ? rows_of(self)->items[focus->row].id
		       : "";
}

static void adopt(struct story *self)
{
	struct ops ops = {0};
	char here[ROW_ID_SIZE];

	editor_leave(self->e.editor);
	strcpy(here, row_here(self));
	make_ops(self, &ops);
	apply_alone(&self->simple, &ops);
	scripted_adopt(&self->e, &ops);
	if (here[0] && document_row_index(&self->simple, FIELD_EVENTS, here) != SIZE_MAX)
		assert_string_equal(row_here(self), here);
}

/* --- */

/* Applies what was told since, and compares. */
static void check(struct story *self, const char *deed)
{
	struct ops *told = &self->e.told;
	struct str bytes = {0}, expected = {0};
	struct err err = {0};

	apply_alone(&self->simple, told);
	ops_release(told);
	if (!document_format(editor_document(self->e.editor), &bytes, &err) ||
		!document_format(&self->simple, &expected, &err))
		fail_msg("%s: %s", deed, err.message);
	if (!str_equal(&bytes, str_text(&expected), expected.len))
		fail_msg("%s:\n%s\n-- should be:\n%s", deed, str_text(&bytes), str_text(&expected));
	for (size_t i = 0; i < rows_of(self)->n; i++)
		assert_int_equal(document_row_index(editor_document(self->e.editor), FIELD_EVENTS,
					 rows_of(self)->items[i].id),
			i);
	str_release(&bytes);
	str_release(&expected);
}

static const struct {
	const char *name;
	void (*run)(struct story *self);
} deeds[] = {
	{"cut", cut},
	{"paste", paste},
	{"copy", copy},
	{"sort", sort},
	{"replace", replace},
	{"undo", undo},
	{"redo", redo},
	{"undo", undo},
	{"apply", apply},
	{"adopt", adopt},
};

static void tell(struct story *self)
{
	struct str text = {0};

	write_rows(self, below(self, MOST_ROWS), &text);
	scripted_init(&self->e, str_text(&text));
	document_copy(&self->simple, editor_document(self->e.editor));
	for (size_t n = 0; n < STEPS; n++) {
		size_t deed = below(self, COUNT(deeds));

		deeds[deed].run(self);
		check(self, deeds[deed].name);
	}
	while (editor_can_undo(self->e.editor))
		scripted_keys(&self->e, "<:undo>");
	check(self, "undoing all");
	while (editor_can_redo(self->e.editor))
		scripted_keys(&self->e, "<:redo>");
	check(self, "redoing all");
	document_release(&self->simple);
	scripted_release(&self->e);
	str_release(&text);
}

static void many_rows_are_as_one_by_one(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct story story = {.random = seed};

		tell(&story);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_rows_are_as_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
