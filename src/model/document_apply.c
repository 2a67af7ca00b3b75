/*
 * Applies ops. Each is checked completely before anything changes: ops come from journals
 * and merges, and one that does not fit must leave no trace.
 */
#include "document_internal.h"

#include "base/ensure.h"
#include "row_order.h"

#include <string.h>

static struct rows *table_of(struct document *self, const struct op *op)
{
	return &self->tables[op->place.field];
}

static const struct form_field *field_of(const struct document *self, const struct op *op)
{
	return &self->form->fields[op->place.field];
}

static bool refuse_foreign(const struct document *self, const struct op *op, struct err *err)
{
	return err_set(err, ERR_REFUSED,
		"\"%s\" is a different kind of value in the file; change it there",
		field_of(self, op)->path);
}

/* The value an op changes and its row, NULL for a field's; or NULL with an error. */
static struct value *value_of(
	struct document *self, const struct op *op, struct row **in, struct err *err)
{
	const struct form_field *field = field_of(self, op);
	struct value *value;

	*in = NULL;
	if (op->place.row[0] == '\0') {
		value = &self->values[op->place.field];
		if (!kind_info(field->kind)->is_stored || field->kind == KIND_ROWS) {
			err_set(err, ERR_VALUE, "\"%s\" has no text of its own", field->path);
			return NULL;
		}
	} else {
		size_t row = rows_find(table_of(self, op), op->place.row);
		if (row == SIZE_MAX || op->place.column >= field->n_columns) {
			err_set(err, ERR_MISSING, "\"%s\" has no row %s", field->path,
				op->place.row);
			return NULL;
		}
		*in = &table_of(self, op)->items[row];
		value = &(*in)->cells[op->place.column];
	}
	if (value->is_foreign) {
		refuse_foreign(self, op, err);
		return NULL;
	}
	return value;
}

/* Is the offset between two characters, not inside one? */
static bool is_boundary(const struct str *text, size_t at)
{
	return at == 0 || at == text->len || ((unsigned char)text->data[at] & 0xC0) != 0x80;
}

static bool apply_edit(struct document *self, const struct op *op, struct err *err)
{
	struct row *row;
	struct value *value = value_of(self, op, &row, err);

	if (!value)
		return false;
	const struct str *text = &value->text;
	if (op->offset > text->len || op->removed.len > text->len - op->offset ||
		(op->kind == OP_SET && (op->offset != 0 || op->removed.len != text->len)) ||
		memcmp(str_text(text) + op->offset, str_text(&op->removed), op->removed.len) != 0)
		return err_set(err, ERR_VALUE, "\"%s\" does not hold what this change replaces",
			field_of(self, op)->path);
	if (!text_is_storable(str_text(&op->inserted), op->inserted.len) ||
		!is_boundary(text, op->offset) || !is_boundary(text, op->offset + op->removed.len))
		return err_set(err, ERR_ENCODING, "the new text of \"%s\" is not UTF-8",
			field_of(self, op)->path);

	value_own(value);
	str_splice(&value->text, op->offset, op->removed.len, str_text(&op->inserted),
		op->inserted.len);
	value->revision++;
	if (row)
		row->is_touched = true;
	return true;
}

static bool check_rows(const struct document *self, const struct op *op, struct err *err)
{
	const struct form_field *field = field_of(self, op);

	if (field->kind != KIND_ROWS)
		return err_set(err, ERR_VALUE, "\"%s\" has no rows", field->path);
	if (self->values[op->place.field].is_foreign)
		return refuse_foreign(self, op, err);
	return true;
}

/* Does each column have a cell, and can each be saved? */
static bool check_cells(const struct document *self, const struct op *op, struct err *err)
{
	const struct form_field *field = field_of(self, op);

	if (op->n_cells != field->n_columns || !row_id_is_valid(op->place.row))
		return err_set(err, ERR_VALUE, "this row does not fit \"%s\"", field->path);
	for (size_t i = 0; i < op->n_cells; i++)
		if (!text_is_storable(str_text(&op->cells[i]), op->cells[i].len))
			return err_set(err, ERR_ENCODING, "the new text of \"%s\" is not UTF-8",
				field->path);
	return true;
}

/* A row that comes back gets its nodes back, and with them whatever else the file has there. */
static void fill_row(struct document *self, const struct op *op, struct row *row)
{
	const struct form_field *field = field_of(self, op);

	strcpy(row->id, op->place.row);
	row->node = rows_recall(table_of(self, op), row->id);
	row_read_cells(row, &self->source, field);
	for (size_t i = 0; i < field->n_columns; i++) {
		struct value *cell = &row->cells[i];

		if (str_equal(&cell->text, str_text(&op->cells[i]), op->cells[i].len))
			continue;
		value_own(cell);
		str_set(&cell->text, str_text(&op->cells[i]), op->cells[i].len);
	}
	row->is_touched = true;
}

static bool check_insert(const struct document *self, const struct op *op, struct err *err)
{
	const struct rows *rows = &self->tables[op->place.field];

	if (!check_rows(self, op, err) || !check_cells(self, op, err))
		return false;
	if (op->to > rows->n)
		return err_set(err, ERR_VALUE, "\"%s\" has no position %zu",
			field_of(self, op)->path, op->to + 1);
	if (rows_find(rows, op->place.row) != SIZE_MAX)
		return err_set(err, ERR_VALUE, "\"%s\" already has a row %s",
			field_of(self, op)->path, op->place.row);
	return true;
}

static void insert_row(struct document *self, const struct op *op, size_t index)
{
	struct row row = {0};

	fill_row(self, op, &row);
	rows_insert(table_of(self, op), index, &row);
}

static bool apply_insert(struct document *self, const struct op *op, struct err *err)
{
	if (!check_insert(self, op, err))
		return false;
	insert_row(self, op, op->to);
	return true;
}

/* Is the row of the op the one at index, and may it be removed from there? */
static bool check_row(
	const struct document *self, const struct op *op, size_t index, struct err *err)
{
	const struct rows *rows = &self->tables[op->place.field];

	if (!check_rows(self, op, err))
		return false;
	if (index >= rows->n || strcmp(rows->items[index].id, op->place.row) != 0)
		return err_set(err, ERR_MISSING, "\"%s\" has no row %s there",
			field_of(self, op)->path, op->place.row);
	uint32_t node = rows->items[index].node;
	if (node != YAML_NONE && yaml_node(&self->source, node)->is_opaque)
		return refuse_foreign(self, op, err);
	return true;
}

static bool apply_remove(struct document *self, const struct op *op, struct err *err)
{
	const struct form_field *field = field_of(self, op);

	if (!check_row(self, op, op->from, err) || !check_cells(self, op, err))
		return false;
	const struct row *row = &table_of(self, op)->items[op->from];
	for (size_t i = 0; i < field->n_columns; i++) {
		if (row->cells[i].is_foreign)
			return refuse_foreign(self, op, err);
		if (!str_equal(&row->cells[i].text, str_text(&op->cells[i]), op->cells[i].len))
			return err_set(err, ERR_VALUE,
				"row %s of \"%s\" does not hold what this change removes",
				op->place.row, field->path);
	}
	struct row taken = rows_take(table_of(self, op), op->from);
	row_release(&taken, field->n_columns);
	return true;
}

static bool check_move(
	const struct document *self, const struct op *op, size_t index, struct err *err)
{
	if (!check_row(self, op, index, err))
		return false;
	if (op->to >= self->tables[op->place.field].n)
		return err_set(err, ERR_VALUE, "\"%s\" has no position %zu",
			field_of(self, op)->path, op->to + 1);
	return true;
}

static bool apply_move(struct document *self, const struct op *op, struct err *err)
{
	if (!check_move(self, op, op->from, err))
		return false;
	rows_move(table_of(self, op), op->from, op->to);
	return true;
}

static void count_change(struct document *self, const struct op *op)
{
	self->values[op->place.field].revision++;
	self->revision++;
}

bool document_apply(struct document *self, const struct op *op, struct err *err)
{
	static bool (*const appliers[N_OP_KINDS])(
		struct document *, const struct op *, struct err *) = {
		[OP_SET] = apply_edit,
		[OP_EDIT] = apply_edit,
		[OP_ROW_INSERT] = apply_insert,
		[OP_ROW_REMOVE] = apply_remove,
		[OP_ROW_MOVE] = apply_move,
	};

	ENSURE((unsigned)op->kind < N_OP_KINDS);
	if (self->is_read_only)
		return err_set(err, ERR_REFUSED, "this file is read-only");
	if (op->place.field >= self->form->n_fields)
		return err_set(err, ERR_MISSING, "the form has no such field");
	if (!appliers[op->kind](self, op, err))
		return false;
	count_change(self, op);
	return true;
}

/* --- many at once --- */

enum { RUN_LEAST = 32 }; /* fewer are cheaper one by one */

/* How many ops at the beginning only insert and move rows of one table. */
static size_t run_length(const struct op *ops, size_t n)
{
	size_t i = 0;

	while (i < n && (ops[i].kind == OP_ROW_INSERT || ops[i].kind == OP_ROW_MOVE) &&
		ops[i].place.field == ops[0].place.field)
		i++;
	return i;
}

/* A new row is added behind the last; only the order knows where it belongs. */
static bool apply_in_order(
	struct document *self, struct row_order *order, const struct op *op, struct err *err)
{
	size_t n = self->tables[op->place.field].n;

	if (op->kind == OP_ROW_INSERT) {
		if (!check_insert(self, op, err))
			return false;
		insert_row(self, op, n);
		row_order_insert(order, op->to, n);
	} else {
		if (!check_move(self, op, op->from < n ? row_order_at(order, op->from) : n, err))
			return false;
		row_order_insert(order, op->to, row_order_take(order, op->from));
	}
	count_change(self, op);
	return true;
}

static size_t apply_run(struct document *self, const struct op *ops, size_t n, struct err *err)
{
	struct row_order order;
	size_t i = 0;

	row_order_init(&order, table_of(self, ops)->n);
	while (i < n && apply_in_order(self, &order, &ops[i], err))
		i++;
	rows_reorder(table_of(self, ops), &order);
	row_order_release(&order);
	return i;
}

size_t document_apply_all(struct document *self, const struct op *ops, size_t n, struct err *err)
{
	size_t done = 0;

	while (done < n) {
		size_t run = run_length(&ops[done], n - done);
		bool is_run = run >= RUN_LEAST && !self->is_read_only &&
			      ops[done].place.field < self->form->n_fields;
		size_t length = is_run ? run : 1;
		size_t applied = is_run ? apply_run(self, &ops[done], run, err)
					: document_apply(self, &ops[done], err);

		done += applied;
		if (applied < length)
			break;
	}
	return done;
}
