/* A form with a field of every stored kind, and documents of it, for the tests of the document. */
#ifndef AFTERWORD_TESTS_DOCUMENT_FIXTURE_H
#define AFTERWORD_TESTS_DOCUMENT_FIXTURE_H

#include "base/mem.h"
#include "base/str.h"
#include "model/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define HEAD "afterword: 1\nform: outage\n"

static const char fixture_form[] =
	"form: outage\n"
	"title: Outage\n"
	"pages:\n"
	"  - key: basics\n"
	"    title: Basics\n"
	"    fields:\n"
	"      - {key: title, path: title, kind: line, role: title}\n"
	"      - {key: status, path: status, kind: choice, role: status, choices: [draft, review, "
	"final]}\n"
	"      - {key: authors, path: authors, kind: list, role: authors}\n"
	"      - {key: start, kind: datetime}\n"
	"      - {key: end, kind: datetime}\n"
	"      - {key: length, kind: computed, span: {from: basics.start, to: basics.end}}\n"
	"      - {key: story, kind: text}\n"
	"  - key: harm\n"
	"    title: Harm\n"
	"    fields:\n"
	"      - {key: share, kind: percent}\n"
	"      - {key: cost, kind: number}\n"
	"      - {key: public, kind: flag}\n"
	"      - {key: day, kind: date}\n"
	"      - {key: page, kind: link}\n"
	"      - {key: parts, kind: list}\n"
	"      - {key: deep, path: harm.money.lost, kind: line}\n"
	"      - {key: deeper, path: harm.money.won, kind: line}\n"
	"  - key: log\n"
	"    title: Log\n"
	"    fields:\n"
	"      - key: events\n"
	"        kind: rows\n"
	"        columns:\n"
	"          - {key: at, kind: datetime}\n"
	"          - {key: who, kind: person}\n"
	"          - {key: what, kind: text}\n"
	"      - {key: remark, kind: text}\n";

static inline struct form *fixture_form_new(void)
{
	struct err err = {0};
	struct form *form = form_parse(fixture_form, strlen(fixture_form), "outage.yaml", &err);

	if (!form)
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	return form;
}

static inline bool fixture_init(struct document *document, const struct form *form,
	const char *source, size_t len, struct err *err)
{
	struct yaml_tree tree;

	return yaml_tree_parse(&tree, source, len, err) &&
	       document_init(document, form, &tree, err);
}

static inline void fixture_open(
	struct document *document, const struct form *form, const char *source)
{
	struct err err = {0};

	if (!fixture_init(document, form, source, strlen(source), &err))
		fail_msg("%u:%u: %s in\n%s", err.line, err.column, err.message, source);
}

static inline unsigned fixture_field(const struct document *document, const char *path)
{
	unsigned field = form_find(document->form, path);

	assert_int_not_equal(field, FORM_NONE);
	return field;
}

static inline const char *fixture_text(const struct document *document, const char *path)
{
	return document_text(document, fixture_field(document, path));
}

static inline const struct value *fixture_value(const struct document *document, const char *path)
{
	return &document->values[fixture_field(document, path)];
}

static inline const struct rows *fixture_events(const struct document *document)
{
	return &document->tables[fixture_field(document, "log.events")];
}

/* The place of a field, or of a cell if row is given. */
static inline struct place fixture_place(
	const struct document *document, const char *path, const char *row, const char *column)
{
	struct place place = {.field = fixture_field(document, path)};

	if (row) {
		snprintf(place.row, sizeof place.row, "%s", row);
		place.column = form_find_column(&document->form->fields[place.field], column);
	}
	return place;
}

static inline void fixture_apply(struct document *document, struct op *op)
{
	struct err err = {0};

	if (!document_apply(document, op, &err))
		fail_msg("%s", err.message);
	op_release(op);
}

/* Fails with both dumps and the seed unless two documents are equal. */
static inline void fixture_expect_same(
	const struct document *a, const struct document *b, uint64_t seed)
{
	struct str dumps[2] = {{0}};

	document_dump(a, &dumps[0]);
	document_dump(b, &dumps[1]);
	if (!str_equal(&dumps[0], str_text(&dumps[1]), dumps[1].len))
		fail_msg("seed %llu:\n%s\nis not\n%s", (unsigned long long)seed, dumps[0].data,
			dumps[1].data);
	str_release(&dumps[0]);
	str_release(&dumps[1]);
}

static inline void fixture_set(struct document *document, const char *path, const char *text)
{
	struct place place = fixture_place(document, path, NULL, NULL);
	struct op op;

	document_op_set(document, &place, text, strlen(text), &op);
	fixture_apply(document, &op);
}

static inline void fixture_set_cell(
	struct document *document, const char *row, const char *column, const char *text)
{
	struct place place = fixture_place(document, "log.events", row, column);
	struct op op;

	document_op_set(document, &place, text, strlen(text), &op);
	fixture_apply(document, &op);
}

static inline void fixture_insert_row(struct document *document, size_t index, const char *id)
{
	struct op op;

	document_op_insert(document, fixture_field(document, "log.events"), index, id, &op);
	fixture_apply(document, &op);
}

static inline void fixture_remove_row(struct document *document, size_t index)
{
	struct op op;

	document_op_remove(document, fixture_field(document, "log.events"), index, &op);
	fixture_apply(document, &op);
}

static inline void fixture_move_row(struct document *document, size_t from, size_t to)
{
	struct op op;

	document_op_move(document, fixture_field(document, "log.events"), from, to, &op);
	fixture_apply(document, &op);
}

#endif
