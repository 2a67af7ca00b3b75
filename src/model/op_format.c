/*
 * Ops as bytes and back. Numbers are little-endian base 128 with a continuation bit
 * (LEB128), texts are preceded by their length:
 *
 *     kind  path  row  column-key  offset  removed  inserted  from  to
 *     number-of-cells { column-key  text }
 *
 * The bytes come from a file that anyone may have written, so nothing in them is trusted.
 */
#include "model/op.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "document_internal.h"

#include <stdint.h>
#include <string.h>

static void put_number(struct str *out, uint64_t number)
{
	while (number >= 0x80) {
		str_append_char(out, (char)(number | 0x80));
		number >>= 7;
	}
	str_append_char(out, (char)number);
}

static void put_bytes(struct str *out, const char *bytes, size_t len)
{
	put_number(out, len);
	str_append(out, bytes, len);
}

static void put_text(struct str *out, const char *text)
{
	put_bytes(out, text, strlen(text));
}

/* Does it change a text rather than the rows of a table? */
static bool is_of_text(const struct op *self)
{
	return self->kind == OP_SET || self->kind == OP_EDIT;
}

void op_format(const struct op *self, const struct form *form, struct str *out)
{
	const struct form_field *field = &form->fields[self->place.field];
	bool is_cell = self->place.row[0] != '\0' && is_of_text(self);

	str_append_char(out, (char)self->kind);
	put_text(out, field->path);
	put_text(out, self->place.row);
	put_text(out, is_cell ? field->columns[self->place.column].key : "");
	put_number(out, self->offset);
	put_bytes(out, str_text(&self->removed), self->removed.len);
	put_bytes(out, str_text(&self->inserted), self->inserted.len);
	put_number(out, self->from);
	put_number(out, self->to);
	put_number(out, self->n_cells);
	for (size_t i = 0; i < self->n_cells; i++) {
		put_text(out, field->columns[i].key);
		put_bytes(out, str_text(&self->cells[i]), self->cells[i].len);
	}
}

/* The bytes left, and whether everything was valid so far. */
struct input {
	const char *at;
	size_t left;
	bool is_bad;
};

static uint64_t take_number(struct input *self)
{
	uint64_t number = 0;

	for (unsigned shift = 0; self->left > 0 && shift < 63; shift += 7) {
		unsigned char byte = (unsigned char)*self->at++;

		self->left--;
		number |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return number;
	}
	self->is_bad = true;
	return 0;
}

static size_t take_size(struct input *self)
{
	uint64_t number = take_number(self);

	if (number > UINT32_MAX)
		self->is_bad = true;
	return self->is_bad ? 0 : (size_t)number;
}

/* Bytes inside the input; "" if there are fewer than they claim. */
static const char *take_bytes(struct input *self, size_t *len)
{
	*len = take_size(self);
	if (*len > self->left)
		self->is_bad = true;
	if (self->is_bad) {
		*len = 0;
		return "";
	}
	const char *bytes = self->at;
	self->at += *len;
	self->left -= *len;
	return bytes;
}

static void take_text(struct input *self, struct str *out)
{
	size_t len;
	const char *bytes = take_bytes(self, &len);

	if (!text_is_storable(bytes, len))
		self->is_bad = true;
	str_set(out, bytes, len);
}

/* Puts a short text with its NUL into a buffer. */
static void take_name(struct input *self, char *buffer, size_t size)
{
	size_t len;
	const char *bytes = take_bytes(self, &len);

	if (len >= size || memchr(bytes, '\0', len)) {
		self->is_bad = true;
		len = 0;
	}
	memcpy(buffer, bytes, len);
	buffer[len] = '\0';
}

#define NAME_MAX_BYTES 512
#define NAME_SHOWN 80 /* bytes of it in a message */

static bool take_place(struct input *in, struct op *self, const struct form *form, struct err *err)
{
	char path[NAME_MAX_BYTES];
	char column[NAME_MAX_BYTES];

	take_name(in, path, sizeof path);
	take_name(in, self->place.row, sizeof self->place.row);
	take_name(in, column, sizeof column);
	if (in->is_bad)
		return err_set(err, ERR_SYNTAX, "a recorded change is damaged");
	self->place.field = form_find(form, path);
	if (self->place.field == FORM_NONE)
		return err_set(err, ERR_MISSING,
			"a recorded change is to the field \"%.*s\", "
			"which the form %s no longer has",
			utf8_fit(path, NAME_SHOWN), path, form->name);
	if (self->place.row[0] == '\0' || !is_of_text(self))
		return true;
	self->place.column = form_find_column(&form->fields[self->place.field], column);
	if (self->place.column == FORM_NONE)
		return err_set(err, ERR_MISSING,
			"a recorded change is to the column \"%.*s\", "
			"which \"%s\" no longer has",
			utf8_fit(column, NAME_SHOWN), column, path);
	return true;
}

/* A missing column does not matter if its cell is empty. */
static bool take_cell(
	struct input *in, struct op *self, const struct form_field *rows, struct err *err)
{
	char key[NAME_MAX_BYTES];
	struct str text = {0};

	take_name(in, key, sizeof key);
	take_text(in, &text);
	unsigned column = form_find_column(rows, key);
	if (column == FORM_NONE && text.len > 0) {
		str_release(&text);
		return err_set(err, ERR_MISSING,
			"a recorded row has the column \"%.*s\", which "
			"\"%s\" no longer has",
			utf8_fit(key, NAME_SHOWN), key, rows->path);
	}
	if (column != FORM_NONE) {
		str_release(&self->cells[column]);
		self->cells[column] = text;
		return true;
	}
	str_release(&text);
	return true;
}

static bool take_cells(struct input *in, struct op *self, const struct form *form, struct err *err)
{
	const struct form_field *rows = &form->fields[self->place.field];
	size_t n = take_size(in);

	if (self->kind != OP_ROW_INSERT && self->kind != OP_ROW_REMOVE)
		return n == 0 || err_set(err, ERR_SYNTAX, "a recorded change is damaged");
	self->cells = mem_zalloc(rows->n_columns + 1, sizeof *self->cells);
	self->n_cells = rows->n_columns;
	for (size_t i = 0; i < n && !in->is_bad; i++)
		if (!take_cell(in, self, rows, err))
			return false;
	return true;
}

/* Does the kind of op fit its place? */
static bool fits(const struct op *self, const struct form *form)
{
	enum kind kind = form->fields[self->place.field].kind;
	bool has_row = self->place.row[0] != '\0';

	if (has_row && !row_id_is_valid(self->place.row))
		return false;
	if (kind == KIND_ROWS)
		return has_row;
	return !has_row && kind_info(kind)->is_stored && is_of_text(self);
}

static bool take_op(struct input *in, struct op *self, const struct form *form, struct err *err)
{
	unsigned char kind = in->left > 0 ? (unsigned char)*in->at : N_OP_KINDS;

	if (kind >= N_OP_KINDS)
		return err_set(err, ERR_SYNTAX, "a recorded change is of an unknown kind");
	self->kind = (enum op_kind)kind;
	in->at++;
	in->left--;
	if (!take_place(in, self, form, err))
		return false;
	self->offset = take_size(in);
	take_text(in, &self->removed);
	take_text(in, &self->inserted);
	self->from = take_size(in);
	self->to = take_size(in);
	if (!take_cells(in, self, form, err))
		return false;
	if (in->is_bad || in->left > 0 || !fits(self, form))
		return err_set(err, ERR_SYNTAX, "a recorded change is damaged");
	return true;
}

bool op_parse(
	struct op *self, const struct form *form, const char *bytes, size_t len, struct err *err)
{
	struct input in = {.at = bytes, .left = len};

	*self = (struct op){0};
	if (take_op(&in, self, form, err))
		return true;
	op_release(self);
	return false;
}

/* The texts of a row's cells, one after another. */
static void show_cells(struct input *in, struct str *out)
{
	size_t n = take_size(in);

	for (size_t i = 0; i < n && !in->is_bad; i++) {
		size_t key_len, len;
		const char *key = take_bytes(in, &key_len);
		const char *text = take_bytes(in, &len);

		if (len > 0)
			str_appendf(out, " %.*s=\"%.*s\"", (int)key_len, key, (int)len, text);
	}
}

bool op_show_bytes(const char *bytes, size_t len, struct str *out)
{
	static const char *const names[N_OP_KINDS] = {
		[OP_ROW_INSERT] = " (row added)",
		[OP_ROW_REMOVE] = " (row removed)",
		[OP_ROW_MOVE] = " (row moved)",
	};
	struct input in = {.at = bytes, .left = len};
	unsigned char kind = len > 0 ? (unsigned char)*bytes : N_OP_KINDS;
	size_t start = out->len;
	size_t path_len, row_len, column_len, text_len;

	if (kind >= N_OP_KINDS)
		return false;
	in.at++;
	in.left--;
	const char *path = take_bytes(&in, &path_len);
	const char *row = take_bytes(&in, &row_len);
	const char *column = take_bytes(&in, &column_len);
	str_append(out, path, path_len);
	if (row_len > 0)
		str_appendf(out, "[%.*s]", (int)row_len, row);
	if (column_len > 0)
		str_appendf(out, ".%.*s", (int)column_len, column);
	if (names[kind])
		str_append_text(out, names[kind]);
	take_number(&in); /* offset */
	take_bytes(&in, &text_len);
	const char *text = take_bytes(&in, &text_len);
	if (!names[kind])
		str_appendf(out, ": \"%.*s\"", (int)text_len, text);
	take_number(&in);
	take_number(&in);
	show_cells(&in, out);
	if (in.is_bad)
		str_splice(out, start, out->len - start, "", 0);
	return !in.is_bad;
}
