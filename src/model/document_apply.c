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

static bool apply_edit(
	struct document *self, struct row_order *order, const struct op *op, struct err *err)
{
	(void)order;

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
	row->node = row_traces_take(&table_of(self, op)->gone, row->id);
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

static bool check_insert(const struct document *self, const struct row_order *order,
	const struct op *op, struct err *err)
{
	const struct rows *rows = &self->tables[op->place.field];

	if (!check_rows(self, op, err) || !check_cells(self, op, err))
		return false;
	if (op->to > rows_count_in(rows, order))
		return err_set(err, ERR_VALUE, "\"%s\" has no position %zu",
			field_of(self, op)->path, op->to + 1);
	if (rows_find(rows, op->place.row) != SIZE_MAX)
		return err_set(err, ERR_VALUE, "\"%s\" already has a row %s",
			field_of(self, op)->path, op->place.row);
	return true;
}

static bool apply_insert(
	struct document *self, struct row_order *order, const struct op *op, struct err *err)
{
	struct row row = {0};

	if (!check_insert(self, order, op, err))
		return false;
	fill_row(self, op, &row);
	rows_insert_in(table_of(self, op), order, op->to, &row);
	return true;
}

/* The row of the op, if it is the one at from and may be removed from there. */
static const struct row *check_row(const struct document *self, const struct row_order *order,
	const struct op *op, struct err *err)
{
	const struct rows *rows = &self->tables[op->place.field];
	const struct row *row;

	if (!check_rows(self, op, err))
		return NULL;
	row = op->from < rows_count_in(rows, order) ? rows_at_in(rows, order, op->from) : NULL;
	if (row == NULL || strcmp(row->id, op->place.row) != 0) {
		err_set(err, ERR_MISSING, "\"%s\" has no row %s there", field_of(self, op)->path,
			op->place.row);
		return NULL;
	}
	if (row->node != YAML_NONE && yaml_node(&self->source, row->node)->is_opaque) {
		refuse_foreign(self, op, err);
		return NULL;
	}
	return row;
}

static bool apply_remove(
	struct document *self, struct row_order *order, const struct op *op, struct err *err)
{
	const struct form_field *field = field_of(self, op);
	const struct row *row = check_row(self, order, op, err);

	if (row == NULL || !check_cells(self, op, err))
		return false;
	for (size_t i = 0; i < field->n_columns; i++) {
		if (row->cells[i].is_foreign)
			return refuse_foreign(self, op, err);
		if (!str_equal(&row->cells[i].text, str_text(&op->cells[i]), op->cells[i].len))
			return err_set(err, ERR_VALUE,
				"row %s of \"%s\" does not hold what this change removes",
				op->place.row, field->path);
	}
	struct row taken = rows_take_in(table_of(self, op), order, op->from);
	row_release(&taken, field->n_columns);
	return true;
}

static bool apply_move(
	struct document *self, struct row_order *order, const struct op *op, struct err *err)
{
	if (check_row(self, order, op, err) == NULL)
		return false;
	if (op->to >= rows_count_in(table_of(self, op), order))
		return err_set(err, ERR_VALUE, "\"%s\" has no position %zu",
			field_of(self, op)->path, op->to + 1);
	rows_move_in(table_of(self, op), order, op->from, op->to);
	return true;
}

static void count_change(struct document *self, const struct op *op)
{
	self->values[op->place.field].revision++;
	self->revision++;
}

static bool apply(
	struct document *self, struct row_order *order, const struct op *op, struct err *err)
{
	static bool (*const appliers[N_OP_KINDS])(
		struct document *, struct row_order *, const struct op *, struct err *) = {
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
	if (!appliers[op->kind](self, order, op, err))
		return false;
	count_change(self, op);
	return true;
}

bool document_apply(struct document *self, const struct op *op, struct err *err)
{
	return apply(self, NULL, op, err);
}

/* --- many at once --- */

enum { RUN_LEAST = 32 }; /* rows; fewer are cheaper one by one */

/* How many ops at the beginning concern one table, and how many of them more than a cell. */
static size_t run_length(const struct op *ops, size_t n, size_t *n_rows)
{
	size_t i;

	*n_rows = 0;
	for (i = 0; i < n && ops[i].place.field == ops[0].place.field; i++)
		*n_rows += op_is_on_rows(&ops[i]);
	return i;
}

/* Returns how many fit. */
static size_t apply_each(struct document *self, struct row_order *order, const struct op *ops,
	size_t n, struct err *err)
{
	size_t i = 0;

	while (i < n && apply(self, order, &ops[i], err))
		i++;
	return i;
}

static size_t apply_run(struct document *self, const struct op *ops, size_t n, struct err *err)
{
	struct row_order order;
	size_t done;

	row_order_init(&order, table_of(self, ops)->n);
	done = apply_each(self, &order, ops, n, err);
	rows_reorder(table_of(self, ops), &order);
	row_order_release(&order);
	return done;
}

size_t document_apply_all(struct document *self, const struct op *ops, size_t n, struct err *err)
{
	size_t done = 0;

	while (done < n) {
		size_t n_rows;
		size_t run = run_length(&ops[done], n - done, &n_rows);
		bool is_ordered = n_rows >= RUN_LEAST && !self->is_read_only &&
				  ops[done].place.field < self->form->n_fields;
		size_t applied = is_ordered ? apply_run(self, &ops[done], run, err)
					    : apply_each(self, NULL, &ops[done], run, err);

		done += applied;
		if (applied < run)
			break;
	}
	return done;
}
