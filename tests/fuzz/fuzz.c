#include "fuzz.h"

#include "base/utf8.h"
#include "base/visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_END = 0xff };

void require(bool holds, const char *condition, const char *file, int line)
{
	if (holds)
		return;
	fprintf(stderr, "%s:%d: broken: %s\n", file, line, condition);
	abort();
}

/* --- scripts --- */

struct script script_of(const uint8_t *data, size_t size)
{
	return (struct script){.data = (const char *)data, .len = size};
}

bool script_is_over(const struct script *self)
{
	return self->at >= self->len;
}

size_t script_number(struct script *self, size_t n)
{
	if (script_is_over(self))
		return 0;

	unsigned char byte = (unsigned char)self->data[self->at++];

	return n > 0 ? byte % n : 0;
}

const char *script_text(struct script *self, size_t *len)
{
	static const char none[1];

	*len = 0;
	if (script_is_over(self))
		return none;

	const char *start = self->data + self->at;
	const char *end = memchr(start, TEXT_END, self->len - self->at);

	*len = end ? (size_t)(end - start) : self->len - self->at;
	self->at += *len + (end != NULL);
	return start;
}

const char *script_string(struct script *self, struct str *out)
{
	size_t len;
	const char *text = script_text(self, &len);
	const char *end = memchr(text, '\0', len);

	str_set(out, text, end ? (size_t)(end - text) : len);
	return str_text(out);
}

void script_utf8(struct script *self, struct str *out)
{
	size_t len;
	const char *text = script_text(self, &len);

	str_clear(out);
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t step = utf8_decode(text + at, len - at, &code);

		if (code == UTF8_INVALID)
			str_append_text(out, "\xef\xbf\xbd");
		else
			str_append(out, text + at, step);
		at += step;
	}
}

/* --- documents --- */

static const char form_source[] =
	"form: f\ntitle: F\npages:\n"
	"  - key: a\n    title: A\n    fields:\n"
	"      - {key: title, path: title, kind: line, role: title, shown: head}\n"
	"      - {key: status, path: status, kind: choice, role: status, choices: [draft, review, "
	"final]}\n"
	"      - {key: zone, path: zone, kind: line, role: zone}\n"
	"      - {key: s, kind: datetime}\n"
	"      - {key: e, kind: datetime, after: a.s}\n"
	"      - {key: d, kind: computed, span: {from: a.s, to: a.e}}\n"
	"      - {key: t, kind: text, ask: \"T?\", lint: [blame]}\n"
	"  - key: b\n    title: B\n    fields:\n"
	"      - {key: p, kind: percent}\n"
	"      - {key: n, kind: number, min: 1, max: 9}\n"
	"      - {key: f, kind: flag}\n"
	"      - {key: d, kind: date}\n"
	"      - {key: l, kind: link}\n"
	"      - {key: w, kind: person}\n"
	"      - {key: x, kind: list}\n"
	"      - {key: y, path: b.deep.y, kind: line, private: true}\n"
	"  - key: c\n    title: C\n    fields:\n"
	"      - key: r\n        kind: rows\n        role: events\n        sorted: true\n"
	"        columns:\n"
	"          - {key: at, kind: datetime, role: event-time}\n"
	"          - {key: k, kind: choice, choices: [u, v]}\n"
	"          - {key: what, kind: text, role: event-text}\n"
	"          - {key: who, kind: person}\n"
	"      - {key: z, kind: text}\n";

const struct form *fuzz_form(void)
{
	static struct form *form;

	if (!form) {
		struct err err = {0};

		form = form_parse(form_source, strlen(form_source), "f.yaml", &err);
		if (!form)
			fprintf(stderr, "%u:%u: %s\n", err.line, err.column, err.message);
		REQUIRE(form);
	}
	return form;
}

bool fuzz_document(struct document *document, const char *yaml, size_t len)
{
	struct yaml_tree tree = {0};

	if (yaml_tree_parse(&tree, yaml, len, NULL) &&
		document_init(document, fuzz_form(), &tree, NULL))
		return true;
	yaml_tree_release(&tree);
	return false;
}

static void make_cell_op(const struct document *document, struct script *script,
	const struct place *place, struct op *op)
{
	const struct str *old = &document_value(document, place)->text;
	bool is_edit = script_number(script, 2);
	size_t offset = script_number(script, old->len + 1);
	size_t removed = script_number(script, old->len - offset + 1);
	struct str text = {0};

	script_utf8(script, &text);
	if (is_edit)
		document_op_edit(document, place, offset, removed, str_text(&text), text.len, op);
	else
		document_op_set(document, place, str_text(&text), text.len, op);
	str_release(&text);
}

static void make_row_op(
	const struct document *document, struct script *script, unsigned field, struct op *op)
{
	const struct rows *rows = &document->tables[field];
	struct place place = {.field = field};
	size_t what = script_number(script, 4);
	size_t row = script_number(script, rows->n);
	char id[ROW_ID_SIZE];

	if (rows->n == 0 || what == 0) {
		snprintf(id, sizeof(id), "n%zu", script_number(script, 256));
		document_op_insert(document, field, script_number(script, rows->n + 1), id, op);
	} else if (what == 1) {
		document_op_remove(document, field, row, op);
	} else if (what == 2) {
		document_op_move(document, field, row, script_number(script, rows->n), op);
	} else {
		memcpy(place.row, rows->items[row].id, sizeof(place.row));
		place.column =
			(unsigned)script_number(script, document->form->fields[field].n_columns);
		make_cell_op(document, script, &place, op);
	}
}

void fuzz_edit(struct document *document, struct script *script, size_t most)
{
	const struct form *form = document->form;

	for (size_t i = 0; i < most && !script_is_over(script); i++) {
		struct place place = {.field = (unsigned)script_number(script, form->n_fields)};
		struct op op = {0};

		if (form->fields[place.field].kind == KIND_ROWS)
			make_row_op(document, script, place.field, &op);
		else
			make_cell_op(document, script, &place, &op);
		document_apply(document, &op, NULL);
		op_release(&op);
	}
}

bool fuzz_is_same(const struct document *a, const struct document *b)
{
	struct str dumps[2] = {{0}};

	document_dump(a, &dumps[0]);
	document_dump(b, &dumps[1]);

	bool is_same = str_equal(&dumps[0], str_text(&dumps[1]), dumps[1].len);

	str_release(&dumps[0]);
	str_release(&dumps[1]);
	return is_same;
}

void fuzz_require_visible(const struct str *text)
{
	char replacement[VISIBLE_MAX];

	for (size_t at = 0; at < text->len;) {
		uint32_t code;

		at += utf8_decode(text->data + at, text->len - at, &code);
		if (code != '\n' && code != '\t' && visible_replacement(code, replacement))
			REQUIRE(visible_is_joiner(code));
	}
}
