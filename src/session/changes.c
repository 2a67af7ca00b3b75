/* Compares two documents: the ops between them, each with the text before and after; of prose the
 * parts that differ. */
#include "session/changes.h"

#include "base/mem.h"
#include "merge/diff.h"
#include "model/show.h"
#include "model/walk.h"
#include "review/review_events.h"

#include <stdlib.h>

void change_release(struct change *self)
{
	str_release(&self->what);
	str_release(&self->before);
	str_release(&self->after);
	str_release(&self->author);
}

void changes_release(struct changes *self)
{
	for (size_t i = 0; i < self->n; i++)
		change_release(&self->items[i]);
	free(self->items);
	*self = (struct changes){0};
}

static void append_value(const struct document *document, const struct place *place,
	const struct when_style *style, struct str *out)
{
	const struct value *value = document_value(document, place);

	if (value)
		value_show_in(document_field(document, place), &value->text, style, out);
}

/* The cells of a row that an op adds or removes. */
static void append_cells(const struct document *document, const struct op *op,
	const struct when_style *style, struct str *out)
{
	const struct form_field *field = &document->form->fields[op->place.field];

	for (size_t i = 0; i < op->n_cells; i++) {
		const struct form_field *column = &field->columns[i];

		if (op->cells[i].len == 0)
			continue;
		if (out->len > 0 && out->data[out->len - 1] != '\n')
			str_append_char(out, '\n');
		str_appendf(out, "%s: ", column->label);
		value_show_in(column, &op->cells[i], style, out);
	}
}

static struct change *add(struct changes *self, const struct op *op, const struct document *before,
	const struct when_style *style)
{
	bool is_text = op->kind == OP_SET || op->kind == OP_EDIT;
	struct change *change;

	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	change = &self->items[self->n++];
	*change = (struct change){.kind = is_text ? OP_SET : op->kind, .place = op->place};
	diff_describe_in(op, before, style, &change->what);
	return change;
}

/* --- prose --- */

static void append_part(const struct str *text, const struct text_difference *at, size_t from,
	size_t to, struct str *out)
{
	str_append(out, str_text(text) + from - at->before, to + at->behind - from + at->before);
}

static void set_part(struct change *change, const struct text_difference *at,
	const struct str *before, const struct str *after)
{
	size_t start = at->to - at->before;
	size_t end = at->to_end + at->behind;

	append_part(before, at, at->from, at->from_end, &change->before);
	append_part(after, at, at->to, at->to_end, &change->after);
	change->part.at = *at;
	change->part.is_onward = start > 0 && after->data[start - 1] != '\n';
	change->part.goes_on = end < after->len && after->data[end] != '\n';
}

static void add_parts(struct changes *self, const struct op *op, const struct document *before,
	const struct document *after, const struct when_style *style)
{
	const struct str *old = &document_value(before, &op->place)->text;
	const struct str *new = &document_value(after, &op->place)->text;
	struct text_differences parts = {0};

	text_differences_find(&parts, slice_of(old), slice_of(new));
	for (size_t i = 0; i < parts.n; i++) {
		struct change *change = add(self, op, before, style);

		set_part(change, &parts.items[i], old, new);
		change->part.nth = i + 1;
		change->part.of = parts.n;
	}
	text_differences_release(&parts);
}

void change_undo_part(const struct change *self, struct op *undo)
{
	const struct text_difference *at = &self->part.at;

	*undo = (struct op){.kind = OP_EDIT, .place = self->place, .offset = at->to};
	str_append(&undo->removed, str_text(&self->after) + at->before, at->to_end - at->to);
	str_append(&undo->inserted, str_text(&self->before) + at->before, at->from_end - at->from);
}

/* --- all of them --- */

/* A row of the review, as what it means; false if the op is on something else. */
static bool add_said(struct changes *self, const struct op *op, const struct document *document)
{
	bool is_removed = op->kind == OP_ROW_REMOVE;
	struct change change = {.kind = op->kind, .place = op->place};

	if (!review_describe_op(
		    op, document, &change.what, is_removed ? &change.before : &change.after))
		return false;
	if (change.what.len == 0) {
		change_release(&change);
		return true;
	}
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = change;
	return true;
}

static void add_change(struct changes *self, const struct op *op, const struct document *before,
	const struct document *after, const struct when_style *style)
{
	struct change *change = add(self, op, before, style);

	if (op->kind == OP_SET) {
		append_value(before, &op->place, style, &change->before);
		append_value(after, &op->place, style, &change->after);
	} else if (op->kind == OP_ROW_INSERT) {
		append_cells(after, op, style, &change->after);
	} else if (op->kind == OP_ROW_REMOVE) {
		append_cells(before, op, style, &change->before);
	}
}

void changes_find(struct changes *self, const struct document *before, const struct document *after,
	const struct when_style *style)
{
	struct ops ops = {0};

	diff_documents(before, after, &ops);
	for (size_t i = 0; i < ops.n; i++) {
		const struct op *op = &ops.items[i];

		if (add_said(self, op, op->kind == OP_ROW_REMOVE ? before : after))
			continue;
		if (op->kind != OP_EDIT)
			add_change(self, op, before, after, style);
		else if (!ops_edit_same(&ops, i))
			add_parts(self, op, before, after, style);
	}
	ops_release(&ops);
}

size_t changes_count(const struct changes *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n; i++)
		n += self->items[i].part.nth <= 1 ? 1 : 0;
	return n;
}

/* --- finding one again --- */

static bool is_same(const struct change *a, const struct change *b)
{
	return a->kind == b->kind && place_is_equal(&a->place, &b->place) &&
	       str_equal(&a->before, str_text(&b->before), b->before.len) &&
	       str_equal(&a->after, str_text(&b->after), b->after.len);
}

const struct change *changes_find_same(const struct changes *self, const struct change *change)
{
	const struct change *found = NULL;
	size_t n = 0;

	for (size_t i = 0; i < self->n; i++) {
		if (!is_same(&self->items[i], change))
			continue;
		found = &self->items[i];
		if (found->part.at.from == change->part.at.from)
			return found;
		n++;
	}
	return n == 1 ? found : NULL;
}
