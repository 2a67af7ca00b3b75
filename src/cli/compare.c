/* Compares two documents: each change with its old and new value. */
#include "compare.h"

#include "base/visible.h"
#include "merge/diff.h"
#include "merge/text_match.h"
#include "model/show.h"
#include "review/review_events.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 4 };

struct compare {
	const struct document *from, *to;
	struct zone zone_from, zone_to;
	struct str *out;
};

static void add(struct str *out, const char *text)
{
	visible_append(out, text, strlen(text));
}

/* --- values --- */

/* ": value" after what was said, or its lines below. */
static void append_value(struct str *out, const char *text, size_t len, size_t indent)
{
	str_append_char(out, ':');
	if (len <= 60 && !memchr(text, '\n', len)) {
		str_append_char(out, ' ');
	} else {
		str_append_char(out, '\n');
		str_append_repeat(out, ' ', indent);
	}
	lines_append(out, text, len, indent);
}

/* As it is shown; room holds it if that is not as it is stored. */
static const struct str *show_value(const struct form_field *field, const struct str *text,
	const struct zone *zone, struct str *room)
{
	if (text->len == 0 || kind_shows_as_stored(field->kind))
		return text;
	value_show(field, text, zone, room);
	return room;
}

static void explain_texts(const struct compare *self, const struct form_field *field,
	const struct str *old, const struct str *new)
{
	if (old->len == 0) {
		append_value(self->out, str_text(new), new->len, INDENT);
	} else if (new->len == 0) {
		str_append_text(self->out, ", it was");
		append_value(self->out, str_text(old), old->len, INDENT);
	} else if (kind_info(field->kind)->is_words || memchr(new->data, '\n', new->len) ||
		   memchr(old->data, '\n', old->len)) {
		str_append_text(self->out, ":\n");
		str_append_repeat(self->out, ' ', INDENT);
		word_diff_append(old, new, INDENT, self->out);
	} else {
		str_append_text(self->out, " from ");
		add(self->out, str_text(old));
		str_append_text(self->out, " to ");
		add(self->out, str_text(new));
	}
}

static void explain_change(const struct compare *self, const struct form_field *field,
	const struct str *from, const struct str *to)
{
	struct str rooms[2] = {{0}};
	const struct str *old = show_value(field, from, &self->zone_from, &rooms[0]);
	const struct str *new = show_value(field, to, &self->zone_to, &rooms[1]);
	bool is_same = str_equal(old, str_text(new), new->len);

	/* the same moment, written differently */
	explain_texts(self, field, is_same ? from : old, is_same ? to : new);
	str_release(&rooms[0]);
	str_release(&rooms[1]);
}

static void explain_row(const struct compare *self, const struct zone *zone, const struct op *op)
{
	const struct form_field *field = &self->from->form->fields[op->place.field];

	for (size_t i = 0; i < op->n_cells; i++) {
		struct str shown = {0};

		if (op->cells[i].len > 0) {
			str_append_char(self->out, '\n');
			str_append_repeat(self->out, ' ', INDENT);
			name_append(self->out, &field->columns[i]);
			value_show(&field->columns[i], &op->cells[i], zone, &shown);
			append_value(self->out, str_text(&shown), shown.len, (size_t)2 * INDENT);
		}
		str_release(&shown);
	}
}

static void explain_move(const struct compare *self, const struct op *op)
{
	size_t from = document_row_index(self->from, op->place.field, op->place.row);
	size_t to = document_row_index(self->to, op->place.field, op->place.row);

	str_appendf(self->out, ", it was number %zu and is number %zu", from + 1, to + 1);
}

static void explain(const struct compare *self, const struct op *op)
{
	struct str head = {0};
	struct str said = {0};

	review_describe_op(op, op->kind == OP_ROW_REMOVE ? self->from : self->to, &head, &said);
	if (head.len == 0)
		diff_describe(op, self->from, &head);
	add(self->out, str_text(&head));
	str_release(&head);
	str_release(&said);
	if (op->kind == OP_ROW_INSERT)
		explain_row(self, &self->zone_to, op);
	else if (op->kind == OP_ROW_REMOVE)
		explain_row(self, &self->zone_from, op);
	else if (op->kind == OP_ROW_MOVE)
		explain_move(self, op);
	else
		explain_change(self, document_field(self->from, &op->place),
			&document_value(self->from, &op->place)->text,
			&document_value(self->to, &op->place)->text);
	str_append_char(self->out, '\n');
}

/* --- what is not an answer --- */

static size_t append_lines(
	const struct compare *self, const struct text_pieces *lines, const char *what)
{
	size_t n = 0;

	for (size_t i = 0; i < lines->n; i++) {
		struct slice line = slice_trim(lines->items[i]);

		if (lines->is_kept[i])
			continue;
		str_appendf(self->out, "Outside the answers: \"");
		visible_append(self->out, line.data, line.len);
		str_appendf(self->out, "\" %s\n", what);
		n++;
	}
	return n;
}

static size_t compare_rest(const struct compare *self)
{
	struct str from = {0};
	struct str to = {0};
	struct text_match match;
	size_t n;

	document_unmapped(self->from, &from);
	document_unmapped(self->to, &to);
	text_match_lines(&match, slice_of(&from), slice_of(&to));
	n = append_lines(self, &match.from, "removed");
	n += append_lines(self, &match.to, "added");
	text_match_release(&match);
	str_release(&from);
	str_release(&to);
	return n;
}

size_t document_compare_each(
	const struct document *from, const struct document *to, compare_visit *visit, void *context)
{
	struct str text = {0};
	struct compare self = {.from = from, .to = to, .out = &text};
	struct ops ops = {0};
	size_t n = 0;

	document_zone(from, &self.zone_from);
	document_zone(to, &self.zone_to);
	diff_documents(from, to, &ops);
	for (size_t i = 0; i < ops.n; i++) {
		if (ops_edit_same(&ops, i))
			continue;
		str_clear(&text);
		explain(&self, &ops.items[i]);
		visit(context, &ops.items[i], &text);
		n++;
	}
	ops_release(&ops);
	str_release(&text);
	return n;
}

size_t document_compare_rest(
	const struct document *from, const struct document *to, struct str *out)
{
	const struct compare self = {.from = from, .to = to, .out = out};

	return compare_rest(&self);
}

static void append_change(void *context, const struct op *op, const struct str *text)
{
	(void)op;
	str_append(context, str_text(text), text->len);
}

size_t document_compare(const struct document *from, const struct document *to, struct str *out)
{
	size_t n = document_compare_each(from, to, append_change, out);

	return n + document_compare_rest(from, to, out);
}
