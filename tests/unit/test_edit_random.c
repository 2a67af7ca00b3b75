/*
 * Invariants whatever an editor's user, owner and others do: the owner hears of every op once,
 * before the call returns; those ops, and what others brought in between, turn the first document
 * into the current one; undoing everything gives the first document, redoing everything the last.
 * The conflict in the focused text is known without looking through all of it.
 */
#include "scripted.h"
#include "sources.h"

#include "merge/merge.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define N_SEEDS 150
#define N_LONG 5000 /* SEED=151 continues from there to this one */
#define N_STEPS 150

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char *const pieces[] = {"a", "word ", "two words", " ", "e\xcc\x81",
	"\xe6\xbc\xa2\xe5\xad\x97", "\t", "14:05", "+7m", "80 %", "yesterday 22:10", "ongoing",
	"soon", "low", "y", "Europe/Berlin", "\033x", "- item", "\n", "one\ntwo", "  - ",
	"- a\n- b\n", "<<<", "<<<<", "\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"};
/* Also occurs in the document, so that it is found and replaced. */
static const char *const needles[] = {"a", "o", "word", "e", "08:", "mid", "zebra"};

struct story {
	struct scripted e;
	uint64_t random;
	bool is_alone;        /* nobody else changes the document */
	struct document base; /* number of what somebody else writes next */
	struct document told; /* the first document with the reported and adopted ops applied */
	size_t n_told;        /* ops of e.told that are applied to it */
	unsigned revision;    /* the editor's revision when it was last checked */
	unsigned n_their_rows;
	const char *deed; /* for messages */
};

static size_t below(struct story *self, size_t limit)
{
	return random_below(&self->random, limit);
}

static const struct document *document_of(const struct story *self)
{
	return editor_document(self->e.editor);
}

static const char *piece(struct story *self)
{
	return pieces[below(self, COUNT(pieces))];
}

/* --- reported ops --- */

static void assert_same(const struct story *self, const struct document *a,
	const struct document *b, const char *what)
{
	struct str dumps[2] = {{0}};

	document_dump(a, &dumps[0]);
	document_dump(b, &dumps[1]);
	if (!str_equal(&dumps[0], str_text(&dumps[1]), dumps[1].len))
		fail_msg("%s: %s:\n%s\n-- should be:\n%s", self->deed, what, str_text(&dumps[0]),
			str_text(&dumps[1]));
	str_release(&dumps[0]);
	str_release(&dumps[1]);
}

static void take_op(struct story *self, const struct op *op)
{
	struct err err = {0};

	if (!document_apply(&self->told, op, &err))
		fail_msg("%s: an op that was told does not fit: %s", self->deed, err.message);
}

/* Each op increments the revision, and was reported by now. */
static void check_told(struct story *self)
{
	size_t n = self->e.told.n - self->n_told;

	if (document_of(self)->revision - self->revision != n)
		fail_msg("%s: %u changes, %zu told", self->deed,
			document_of(self)->revision - self->revision, n);
	for (; self->n_told < self->e.told.n; self->n_told++)
		take_op(self, &self->e.told.items[self->n_told]);
	self->revision = document_of(self)->revision;
	assert_same(self, &self->told, document_of(self), "what was told");
}

/* Mostly the place has been drawn. */
static void check_conflict(struct story *self)
{
	const struct form_field *field = editor_field(self->e.editor);
	struct conflict conflict;
	struct place place;
	const struct value *value;

	if (field == NULL || kind_info(field->kind)->is_table)
		return;
	editor_place(self->e.editor, &place);
	value = document_value(document_of(self), &place);
	if (value == NULL)
		return;
	if (below(self, 3) > 0)
		editor_wrap(self->e.editor, &place);
	if (editor_conflict(self->e.editor, &conflict) !=
		conflict_find(str_text(&value->text), value->text.len, 0, &conflict))
		fail_msg("%s: the conflict in \"%s\"", self->deed, str_text(&value->text));
}

/* What the owner knows without being told. */
static void note_untold(struct story *self)
{
	assert_int_equal(self->e.told.n, self->n_told);
	document_release(&self->told);
	document_copy(&self->told, document_of(self));
	self->revision = document_of(self)->revision;
}

/* --- what others do --- */

static unsigned any_field(struct story *self, const struct form *form)
{
	unsigned field;

	do
		field = (unsigned)below(self, form->n_fields);
	while (!kind_info(form->fields[field].kind)->is_stored);
	return field;
}

static void set_any_text(struct story *self, struct document *document, const struct place *place)
{
	const struct str *old = &document_value(document, place)->text;
	size_t at = below(self, 2) ? old->len : 0;
	const char *text = piece(self);
	struct op op = {0};

	if (kind_info(document_field(document, place)->kind)->is_one_line && strchr(text, '\n'))
		text = "line";
	if (below(self, 3) == 0)
		document_op_set(document, place, text, strlen(text), &op);
	else
		document_op_edit(document, place, at, 0, text, strlen(text), &op);
	assert_true(document_apply(document, &op, NULL));
	op_release(&op);
}

static void change_any_row(struct story *self, struct document *document, unsigned field)
{
	size_t n = document->tables[field].n;
	struct place place = {.field = field};
	struct op op = {0};
	char id[ROW_ID_SIZE];

	switch (n == 0 ? 0 : below(self, 5)) {
	case 0:
		snprintf(id, sizeof(id), "their%u", ++self->n_their_rows);
		document_op_insert(document, field, below(self, n + 1), id, &op);
		break;
	case 1:
		document_op_remove(document, field, below(self, n), &op);
		break;
	case 2:
		document_op_move(document, field, below(self, n), below(self, n), &op);
		break;
	default:
		strcpy(place.row, document->tables[field].items[below(self, n)].id);
		place.column = (unsigned)below(self, document->form->fields[field].n_columns);
		set_any_text(self, document, &place);
		return;
	}
	assert_true(document_apply(document, &op, NULL));
	op_release(&op);
}

static void change_any(struct story *self, struct document *document)
{
	for (size_t n = 1 + below(self, 3); n > 0; n--) {
		unsigned field = any_field(self, document->form);

		if (document->form->fields[field].kind == KIND_ROWS)
			change_any_row(self, document, field);
		else
			set_any_text(self, document, &(struct place){.field = field});
	}
}

static bool judge_at_random(void *context, struct err *err)
{
	struct story *self = context;

	return below(self, 4) > 0 || err_set(err, ERR_REFUSED, "not now");
}

/* Somebody else's file, merged as a session does. */
static void they_write(struct story *self)
{
	struct merge_labels labels = {.ours = "mine", .theirs = "other"};
	struct editor *editor = self->e.editor;
	struct document theirs, before;
	struct ops ops = {0};
	struct err err = {0};
	bool is_adopted;

	document_copy(&theirs, &self->base);
	change_any(self, &theirs);
	editor_put_aside(editor, &self->base, &theirs);
	document_copy(&before, document_of(self));
	merge_documents(&self->base, document_of(self), &theirs, &labels, &ops);
	is_adopted = editor_adopt(editor, &ops, judge_at_random, self, &err);
	if (!is_adopted)
		assert_same(self, document_of(self), &before, "refused");
	if (is_adopted && !ops_apply(&ops, &before, &err))
		fail_msg("%s", err.message);
	assert_same(self, document_of(self), &before, "adopted");
	editor_put_back(editor, &self->base, &theirs);
	note_untold(self);
	if (is_adopted) {
		document_release(&self->base);
		self->base = theirs;
	} else {
		document_release(&theirs);
	}
	document_release(&before);
	ops_release(&ops);
}

/* --- what the owner does --- */

/* Ops to another document; the last one may not fit. */
static void apply_ops(struct story *self, bool fits)
{
	struct document wanted, before;
	struct ops ops = {0};
	bool is_done;

	editor_finish_typed(self->e.editor);
	document_copy(&before, document_of(self));
	document_copy(&wanted, document_of(self));
	change_any(self, &wanted);
	diff_documents(document_of(self), &wanted, &ops);
	if (!fits) {
		struct op *op = ops_add(&ops);

		*op = (struct op){.kind = OP_EDIT, .place = {.field = FIELD_TITLE}};
		op->offset = 100000;
		str_append_text(&op->inserted, "x");
	}
	is_done = editor_apply(self->e.editor, &ops);
	assert_int_equal(is_done, fits);
	assert_same(self, document_of(self), fits ? &wanted : &before, "applied");
	document_release(&before);
	document_release(&wanted);
	ops_release(&ops);
}

static void become(struct story *self)
{
	struct document other, wanted;

	document_copy(&other, document_of(self));
	change_any(self, &other);
	document_copy(&wanted, &other);
	editor_become(self->e.editor, &other);
	assert_same(self, document_of(self), &wanted, "became");
	document_release(&wanted);
}

static void replace(struct story *self)
{
	const char *needle = needles[below(self, COUNT(needles))];
	struct replaced replaced;

	if (below(self, 4) == 0)
		editor_replace_all(self->e.editor, needle, piece(self), &replaced);
	else if (editor_find(self->e.editor, needle, below(self, 2)))
		editor_replace_match(self->e.editor, needle, piece(self));
}

static void set_any_place(struct story *self)
{
	const char *text = piece(self);
	struct place place;

	editor_place(self->e.editor, &place);
	if (document_value(document_of(self), &place) != NULL)
		editor_set(self->e.editor, &place, text, strlen(text));
}

/* --- what the user does --- */

static void go_anywhere(struct story *self)
{
	const struct rows *rows = &document_of(self)->tables[FIELD_EVENTS];

	if (rows->n > 0 && below(self, 3) == 0)
		scripted_go_cell(
			&self->e, FIELD_EVENTS, below(self, rows->n), (unsigned)below(self, 3));
	else
		scripted_go(&self->e, (unsigned)below(self, FIELD_FIXED + 1));
}

static void type(struct story *self)
{
	const char *text = piece(self);

	editor_type(self->e.editor, text, strlen(text));
}

static void paste(struct story *self)
{
	const char *text = piece(self);

	editor_paste(self->e.editor, text, strlen(text));
}

static void decide(struct story *self)
{
	if (editor_go_conflict(self->e.editor))
		editor_decide(self->e.editor, (enum decision)below(self, N_DECISIONS));
}

static void filter(struct story *self)
{
	editor_set_filter(self->e.editor, below(self, 2) ? "o" : "");
}

static void wait_a_while(struct story *self)
{
	scripted_wait(&self->e, (int64_t)below(self, 4) * 700);
}

static void leave(struct story *self)
{
	editor_leave(self->e.editor);
}

static void apply_fitting(struct story *self)
{
	apply_ops(self, true);
}

static void apply_unfit(struct story *self)
{
	apply_ops(self, false);
}

static void act(struct story *self)
{
	editor_do(self->e.editor, (enum action)below(self, N_ACTIONS));
}

static void others(struct story *self)
{
	if (!self->is_alone)
		they_write(self);
}

static const struct {
	const char *name;
	void (*run)(struct story *self);
	unsigned weight;
} deeds[] = {
	{"an action", act, 20},
	{"typing", type, 12},
	{"a paste", paste, 3},
	{"going", go_anywhere, 5},
	{"a text set", set_any_place, 2},
	{"replacing", replace, 3},
	{"a decision", decide, 2},
	{"a filter", filter, 1},
	{"a pause", wait_a_while, 2},
	{"leaving", leave, 1},
	{"ops applied", apply_fitting, 2},
	{"ops that do not fit", apply_unfit, 1},
	{"becoming another", become, 1},
	{"somebody else", others, 6},
};

static void step(struct story *self)
{
	unsigned total = 0;
	size_t pick, at = 0;

	for (size_t i = 0; i < COUNT(deeds); i++)
		total += deeds[i].weight;
	for (pick = below(self, total); pick >= deeds[at].weight; at++)
		pick -= deeds[at].weight;
	self->deed = deeds[at].name;
	deeds[at].run(self);
	check_told(self);
	check_conflict(self);
}

static void do_all(struct story *self, enum action action, const char *end)
{
	self->deed = end;
	do {
		editor_do(self->e.editor, action);
		check_told(self);
	} while (strcmp(str_text(&editor_message(self->e.editor)->text), end) != 0);
}

static void undo_all(struct story *self, const struct document *first)
{
	struct document last;

	do_all(self, ACTION_REDO, "Nothing to redo");
	document_copy(&last, document_of(self));
	do_all(self, ACTION_UNDO, "Nothing to undo");
	if (self->is_alone)
		assert_same(self, document_of(self), first, "all undone");
	do_all(self, ACTION_REDO, "Nothing to redo");
	if (self->is_alone)
		assert_same(self, document_of(self), &last, "all redone");
	document_release(&last);
}

static void run(uint64_t seed)
{
	struct story self = {.random = seed, .is_alone = seed % 3 == 0};
	struct document first;

	scripted_init(&self.e, seed % 5 == 0 ? editing_empty : editing_document);
	document_copy(&first, document_of(&self));
	document_copy(&self.base, document_of(&self));
	document_copy(&self.told, document_of(&self));
	self.revision = document_of(&self)->revision;
	for (int i = 0; i < N_STEPS; i++)
		step(&self);
	undo_all(&self, &first);
	document_release(&first);
	document_release(&self.base);
	document_release(&self.told);
	scripted_release(&self.e);
}

static void test_random(void **state)
{
	const char *only = getenv("SEED");

	(void)state;
	for (uint64_t seed = only ? strtoull(only, NULL, 10) : 1; seed <= (only ? N_LONG : N_SEEDS);
		seed++) {
		print_message("seed %d\n", (int)seed);
		run(seed);
	}
}

int main(void)
{
	setlocale(LC_ALL, "");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
