/* Compares two documents: the ops between them, each with the text before and after. */
#include "session/changes.h"

#include "base/mem.h"
#include "merge/diff.h"
#include "model/show.h"
#include "model/walk.h"

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

static void add_change(struct changes *self, const struct op *op, const struct document *before,
	const struct document *after, const struct when_style *style)
{
	bool is_text = op->kind == OP_SET || op->kind == OP_EDIT;
	struct change *change;

	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	change = &self->items[self->n++];
	*change = (struct change){.kind = is_text ? OP_SET : op->kind, .place = op->place};
	diff_describe_in(op, before, style, &change->what);
	if (is_text) {
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
	for (size_t i = 0; i < ops.n; i++)
		add_change(self, &ops.items[i], before, after, style);
	ops_release(&ops);
}
