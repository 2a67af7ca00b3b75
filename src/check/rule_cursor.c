/*
 * Iterates over values in the form's order. Unlike a walk it skips what a rule does not
 * need, including a complete table if none of its columns matter, because each rule makes
 * its own pass over the document.
 */
#include "internal.h"

#include "model/conflict.h"

#include <string.h>

static void set_value(struct rule_cursor *self, const struct value *value)
{
	self->value = value;
	self->text = str_text(&value->text);
	self->len = value->text.len;
}

static void move_to_field(struct rule_cursor *self, const struct check *check, unsigned field)
{
	self->field = &check->document->form->fields[field];
	self->number = field;
	self->row = NO_ROW;
	self->column = 0;
	set_value(self, &check->document->values[field]);
}

static void move_to_cell(
	struct rule_cursor *self, const struct check *check, size_t row, unsigned column)
{
	self->field = &check->document->form->fields[self->number].columns[column];
	self->row = row;
	self->column = column;
	set_value(self, &check->document->tables[self->number].items[row].cells[column]);
}

struct rule_cursor rule_cursor_field(const struct check *check, unsigned field)
{
	struct rule_cursor cursor = {0};

	move_to_field(&cursor, check, field);
	return cursor;
}

struct rule_cursor rule_cursor_cell(
	const struct check *check, unsigned field, size_t row, unsigned column)
{
	struct rule_cursor cursor = {.number = field};

	move_to_cell(&cursor, check, row, column);
	return cursor;
}

bool rule_cursor_has_conflict(const struct rule_cursor *self)
{
	struct conflict conflict;

	return kind_info(self->field->kind)->is_one_line && memchr(self->text, '\n', self->len) &&
	       conflict_find(self->text, self->len, 0, &conflict);
}

static bool suits(const struct form_field *field, kind_test *wants)
{
	return wants == NULL || wants(kind_info(field->kind));
}

/* One of a wanted kind. */
static bool is_wanted(const struct rule_cursor *self, kind_test *wants)
{
	return self->len > 0 && !self->value->is_foreign &&
	       (wants == NULL || !rule_cursor_has_conflict(self));
}

/* A bit for each wanted column of a table: there are at most 32. */
static uint32_t find_columns(const struct form_field *rows, kind_test *wants)
{
	uint32_t columns = 0;

	for (size_t i = 0; rows->kind == KIND_ROWS && i < rows->n_columns; i++)
		columns |= (uint32_t)suits(&rows->columns[i], wants) << i;
	return columns;
}

/* The next wanted cell of the table, from this cell on. */
static bool next_cell(const struct check *check, struct rule_cursor *self, size_t row,
	unsigned column, kind_test *wants)
{
	const struct rows *rows = &check->document->tables[self->number];
	uint32_t columns = self->columns;

	for (; columns != 0 && row < rows->n; row++, column = 0) {
		for (uint64_t left = (uint64_t)columns >> column; left != 0; left >>= 1, column++) {
			if ((left & 1) == 0 || rows->items[row].cells[column].text.len == 0)
				continue;
			move_to_cell(self, check, row, column);
			if (is_wanted(self, wants))
				return true;
		}
	}
	return false;
}

bool check_is_given_up(const struct check *check, size_t work)
{
	enum { OFTEN = 1 << 20 /* a few milliseconds */ };
	struct giving_up *self = &check->memory->giving_up;

	if (!self->is_wanted || self->is_done)
		return self->is_done;
	if (self->left > work) {
		self->left -= work;
		return false;
	}
	self->left = OFTEN;
	self->is_done = self->is_wanted(self->context);
	return self->is_done;
}

bool rule_cursor_next(const struct check *check, struct rule_cursor *self, kind_test *wants)
{
	enum { WORK = 256 /* a value, beside its bytes */ };
	const struct form *form = check->document->form;
	unsigned number = 0;

	if (check_is_given_up(check, WORK + self->len))
		return false;
	if (self->is_begun) {
		if (self->row != NO_ROW &&
			next_cell(check, self, self->row, self->column + 1, wants))
			return true;
		number = self->number + 1;
	}
	for (; number < form->n_answers; number++) {
		const struct form_field *field = &form->fields[number];
		bool has_suitable =
			suits(field, wants) && check->document->values[number].text.len > 0;
		uint32_t columns = find_columns(field, wants);

		if (!has_suitable && columns == 0)
			continue;
		move_to_field(self, check, number);
		self->is_begun = true;
		self->columns = columns;
		if (has_suitable && is_wanted(self, wants))
			return true;
		if (next_cell(check, self, 0, 0, wants))
			return true;
	}
	return false;
}

const struct rows *check_table(const struct check *check, enum role role, unsigned *field)
{
	*field = form_find_role(check->document->form, role);
	return *field == FORM_NONE ? NULL : &check->document->tables[*field];
}

unsigned check_column(const struct check *check, unsigned field, enum role role)
{
	return form_find_column_role(&check->document->form->fields[field], role);
}

bool is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

size_t rule_cursor_line(const struct rule_cursor *self, size_t at)
{
	const char *end = memchr(self->text + at, '\n', self->len - at);

	return end ? (size_t)(end - self->text) - at : self->len - at;
}
