/*
 * The merge driver on random documents. Edits in different places always merge cleanly; as plain
 * text, without the driver, mostly, thanks to the blank lines. Wherever the edits were, everything
 * that either side wrote is in the result. AFTERWORD_PAIRS gives the pairs of edits.
 */
#include "fixture.h"
#include "program.h"

#include "yaml/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MAX_EDITS = 6, MAX_UNITS = 200, LEAST_AS_TEXT = 95 /* percent */ };

/* Pairs of edits, and a fifth as many documents full of them. */
static unsigned n_pairs = 60;

static struct form *form;
static struct program program;
static unsigned seed;
static unsigned n_tokens; /* every edit writes a unique word */

static size_t below(size_t n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % n;
}

/* --- values --- */

static void append_words(struct str *out, size_t n)
{
	static const char *const words[] = {
		"payments", "the", "failed", "slowly", "because", "nobody", "looked", "queue"};

	for (size_t i = 0; i < n; i++)
		str_appendf(out, "%s%s", i > 0 ? " " : "", words[below(8)]);
}

static void append_lines(struct str *out, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			str_append_char(out, '\n');
		append_words(out, 3 + below(8));
	}
}

static void append_value(struct str *out, const struct form_field *field)
{
	switch (field->kind) {
	case KIND_TEXT:
		append_lines(out, 1 + below(4));
		break;
	case KIND_LIST:
		append_lines(out, 2 + below(3));
		break;
	case KIND_DATETIME:
		str_appendf(out, "2023-10-%02zuT%02zu:%02zu:00-04:00", 1 + below(28), below(24),
			below(60));
		break;
	case KIND_DATE:
		str_appendf(out, "2023-11-%02zu", 1 + below(28));
		break;
	case KIND_NUMBER:
	case KIND_PERCENT:
		str_appendf(out, "%zu", below(101));
		break;
	case KIND_CHOICE:
		str_append_text(out, field->choices[below(field->n_choices)]);
		break;
	case KIND_FLAG:
		str_append_text(out, below(2) ? "true" : "false");
		break;
	default:
		append_words(out, 1 + below(5));
	}
}

static void append_token(struct str *out, unsigned token)
{
	str_appendf(out, "token%uend", token);
}

/* The old text with a new word at some space, or in place of all of it. */
static void change_text(const struct str *old, unsigned token, bool is_prose, struct str *out)
{
	size_t at = old->len > 0 ? below(old->len) : 0;

	if (!is_prose) {
		append_token(out, token);
		return;
	}
	while (at < old->len && old->data[at] != ' ')
		at++;
	str_append(out, str_text(old), at);
	str_append_char(out, ' ');
	append_token(out, token);
	str_append(out, str_text(old) + at, old->len - at);
}

/* --- documents --- */

static void apply(struct document *document, struct op *op)
{
	struct err err = {0};

	if (!document_apply(document, op, &err))
		fail_msg("%s", err.message);
	op_release(op);
}

static void set(struct document *document, const struct place *place, const struct str *text)
{
	struct op op = {0};

	document_op_set(document, place, str_text(text), text->len, &op);
	apply(document, &op);
}

static void fill(struct document *document, const struct place *place)
{
	struct str text = {0};

	append_value(&text, document_field(document, place));
	set(document, place, &text);
	str_release(&text);
}

static void insert_row(struct document *document, unsigned field, size_t at, const char *id)
{
	struct place place = {.field = field};
	struct op op = {0};

	document_op_insert(document, field, at, id, &op);
	apply(document, &op);
	snprintf(place.row, sizeof(place.row), "%s", id);
	for (; place.column < form->fields[field].n_columns; place.column++)
		fill(document, &place);
}

/* Every answer given, in the shape of a new file. */
static void make_base(struct str *out)
{
	struct document document;
	struct err err = {0};

	document_init_new(&document, form);
	for (unsigned i = 0; i < form->n_fields; i++) {
		struct place place = {.field = i};

		if (form->fields[i].kind == KIND_ROWS) {
			for (size_t row = 0, n = 3 + below(4); row < n; row++) {
				char id[ROW_ID_SIZE];

				snprintf(id, sizeof(id), "row%u%zu", i, row);
				insert_row(&document, i, row, id);
			}
		} else if (form->fields[i].kind != KIND_COMPUTED) {
			fill(&document, &place);
		}
	}
	str_clear(out);
	assert_true(document_format(&document, out, &err));
	document_release(&document);
}

/* --- edits --- */

/* What an edit is about: a field, or a row. */
struct unit {
	unsigned field;
	char row[ROW_ID_SIZE]; /* "" for the field */
};

struct edit {
	struct unit unit;
	enum { CHANGE, INSERT, REMOVE, MOVE } kind;
	unsigned token;
	unsigned seed; /* the same for both when the edit is repeated */
};

static size_t list_units(const struct document *document, struct unit units[MAX_UNITS])
{
	size_t n = 0;

	for (unsigned i = 0; i < form->n_fields; i++) {
		const struct rows *rows = &document->tables[i];

		if (form->fields[i].kind != KIND_ROWS && form->fields[i].kind != KIND_COMPUTED)
			units[n++] = (struct unit){.field = i};
		for (size_t row = 0; form->fields[i].kind == KIND_ROWS && row < rows->n; row++) {
			units[n] = (struct unit){.field = i};
			snprintf(units[n++].row, ROW_ID_SIZE, "%s", rows->items[row].id);
		}
	}
	assert_true(n < MAX_UNITS);
	return n;
}

static void change_unit(struct document *document, const struct edit *edit)
{
	struct place place = {.field = edit->unit.field};
	const struct form_field *field;
	struct str text = {0};

	if (edit->unit.row[0]) {
		snprintf(place.row, sizeof(place.row), "%s", edit->unit.row);
		place.column = (unsigned)below(form->fields[place.field].n_columns);
	}
	field = document_field(document, &place);
	change_text(&document_value(document, &place)->text, edit->token,
		kind_info(field->kind)->is_prose || field->kind == KIND_LIST, &text);
	set(document, &place, &text);
	str_release(&text);
}

static void apply_edit(struct document *document, const struct edit *edit)
{
	unsigned field = edit->unit.field;
	size_t at = document_row_index(document, field, edit->unit.row);
	struct op op = {0};
	unsigned kept = seed;

	seed = edit->seed;
	if (edit->kind == CHANGE) {
		change_unit(document, edit);
	} else if (edit->kind == INSERT) {
		char id[ROW_ID_SIZE];

		snprintf(id, sizeof(id), "token%uend", edit->token);
		insert_row(document, field, at, id);
	} else if (edit->kind == REMOVE) {
		document_op_remove(document, field, at, &op);
		apply(document, &op);
	} else {
		document_op_move(
			document, field, at, at > 0 ? at - 1 : document->tables[field].n - 1, &op);
		apply(document, &op);
	}
	seed = kept;
}

static void make_edit(struct edit *edit, const struct unit *unit)
{
	static const int kinds[] = {CHANGE, CHANGE, CHANGE, CHANGE, INSERT, INSERT, REMOVE, MOVE};

	*edit = (struct edit){
		.unit = *unit, .token = ++n_tokens, .seed = (unsigned)below(1u << 20)};
	if (unit->row[0])
		edit->kind = kinds[below(8)];
}

/* --- merging --- */

struct triple {
	struct str base;
	struct edit edits[2][MAX_EDITS];
	size_t n_edits;
};

static void put_side(const struct triple *triple, int side, const char *name)
{
	struct document document;
	struct str bytes = {0};
	struct err err = {0};

	fixture_document(&document, form, triple->base.data, triple->base.len);
	for (size_t i = 0; side < 2 && i < triple->n_edits; i++)
		apply_edit(&document, &triple->edits[side][i]);
	assert_true(document_format(&document, &bytes, &err));
	folder_put(&program.folder, name, bytes.data, bytes.len);
	str_release(&bytes);
	document_release(&document);
}

static void put_sides(const struct triple *triple)
{
	put_side(triple, 2, "base.yaml");
	put_side(triple, 0, "ours.yaml");
	put_side(triple, 1, "theirs.yaml");
}

static void merge(void)
{
	program_run(&program, (const char *const[]){"merge", "-o", "-", "base.yaml", "ours.yaml",
				      "theirs.yaml", NULL});
}

static void show_files(const char *why)
{
	program_shell(
		&program, "diff -u base.yaml ours.yaml; diff -u base.yaml theirs.yaml", "", "");
	fail_msg("%s\n%s", why, str_text(&program.out));
}

/* All that either side wrote is there. */
static void assert_tokens(const struct triple *triple, const struct str *merged)
{
	for (int side = 0; side < 2; side++) {
		for (size_t i = 0; i < triple->n_edits; i++) {
			const struct edit *edit = &triple->edits[side][i];
			char token[40];

			if (edit->kind != CHANGE && edit->kind != INSERT)
				continue;
			snprintf(token, sizeof(token), "token%uend", edit->token);
			if (!strstr(str_text(merged), token))
				show_files(token);
		}
	}
}

/* The merge of changes to different units is the base with all of them. */
static void assert_values(const struct triple *triple, const struct str *merged)
{
	struct document wanted, is;
	struct str dump_wanted = {0};
	struct str dump_is = {0};
	size_t n_structural = 0;

	fixture_document(&is, form, merged->data, merged->len);
	fixture_document(&wanted, form, triple->base.data, triple->base.len);
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < triple->n_edits; i++) {
			n_structural += triple->edits[side][i].kind != CHANGE;
			apply_edit(&wanted, &triple->edits[side][i]);
		}
	document_dump(&wanted, &dump_wanted);
	document_dump(&is, &dump_is);
	/* The order of two rows in one position does not matter. */
	if (n_structural < 2 && !str_equal(&dump_is, dump_wanted.data, dump_wanted.len))
		show_files("other values");
	str_release(&dump_wanted);
	str_release(&dump_is);
	document_release(&wanted);
	document_release(&is);
}

/* Picks units at random, none twice. */
static void make_edits(struct triple *triple, size_t n_edits)
{
	struct document document;
	struct unit units[MAX_UNITS];
	size_t n;

	fixture_document(&document, form, triple->base.data, triple->base.len);
	n = list_units(&document, units);
	document_release(&document);
	triple->n_edits = n_edits;
	for (size_t i = 0; i < 2 * n_edits; i++) {
		size_t chosen = below(n);

		make_edit(&triple->edits[i % 2][i / 2], &units[chosen]);
		units[chosen] = units[--n];
	}
}

static void test_different_places_merge_clean(void **state)
{
	struct triple triple = {0};
	size_t n_as_text = 0;

	(void)state;
	seed = 1;
	for (unsigned i = 0; i < n_pairs; i++) {
		make_base(&triple.base);
		make_edits(&triple, 1);
		put_sides(&triple);
		merge();
		if (program.status != 0)
			show_files(str_text(&program.err));
		assert_tokens(&triple, &program.out);
		assert_values(&triple, &program.out);
		program_shell(
			&program, "git merge-file -p ours.yaml base.yaml theirs.yaml", "", "");
		n_as_text += program.status == 0;
	}
	print_message("of %u pairs of edits, %zu %% merge clean as plain text\n", n_pairs,
		n_as_text * 100 / n_pairs);
	assert_true(n_as_text * 100 >= (size_t)LEAST_AS_TEXT * n_pairs);
	str_release(&triple.base);
}

static void test_many_places_merge_clean(void **state)
{
	struct triple triple = {0};

	(void)state;
	seed = 2;
	for (unsigned i = 0; i < n_pairs / 5; i++) {
		make_base(&triple.base);
		make_edits(&triple, MAX_EDITS);
		put_sides(&triple);
		merge();
		if (program.status != 0)
			show_files(str_text(&program.err));
		assert_tokens(&triple, &program.out);
		assert_values(&triple, &program.out);
	}
	str_release(&triple.base);
}

/* Both edit the same answers and rows: what does not fit together is in a conflict. */
static void test_nothing_is_missing(void **state)
{
	struct triple triple = {0};
	size_t n_conflicts = 0;

	(void)state;
	seed = 3;
	for (unsigned i = 0; i < n_pairs / 5; i++) {
		make_base(&triple.base);
		make_edits(&triple, MAX_EDITS);
		for (size_t k = 0; k < MAX_EDITS; k++) {
			make_edit(&triple.edits[1][k], &triple.edits[0][k].unit);
			/* A row that one side changes and the other removes is excluded. */
			if (triple.edits[0][k].kind == REMOVE || triple.edits[1][k].kind == REMOVE)
				triple.edits[0][k].kind = triple.edits[1][k].kind = MOVE;
		}
		put_sides(&triple);
		merge();
		if (program.status > 1)
			show_files(str_text(&program.err));
		n_conflicts += program.status == 1;
		assert_tokens(&triple, &program.out);

		struct str merged = program.out;

		program.out = (struct str){0};
		folder_put(&program.folder, "merged.yaml", merged.data, merged.len);
		program_run(&program, (const char *const[]){"check", "merged.yaml", NULL});
		assert_int_equal(strstr(str_text(&program.out), "[open-conflict]") != NULL,
			strstr(merged.data, "<<<<<<<") != NULL);
		assert_int_equal(program.err.len, 0);
		str_release(&merged);
	}
	assert_true(n_conflicts > n_pairs / 10);
	str_release(&triple.base);
}

int main(void)
{
	const char *wanted = getenv("AFTERWORD_PAIRS");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_different_places_merge_clean),
		cmocka_unit_test(test_many_places_merge_clean),
		cmocka_unit_test(test_nothing_is_missing),
	};
	int failed;

	if (wanted && strtoul(wanted, NULL, 10) > 0)
		n_pairs = (unsigned)strtoul(wanted, NULL, 10);
	program_init(&program);
	form = fixture_form("forms/postmortem.yaml");
	failed = cmocka_run_group_tests_name("merge-random", tests, NULL, NULL);
	form_free(form);
	program_release(&program);
	return failed;
}
