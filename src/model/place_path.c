/* Places as people write them on a command line: impact.service, tasks.items[1].owner. */
#include "model/place_path.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SHOWN 64 /* bytes of what was typed */

/* Says where counting starts, and how far it goes. */
static bool fail_row(
	const struct form_field *rows, size_t n, const char *text, size_t len, struct err *err)
{
	struct str shown = {0};

	str_append(&shown, text, utf8_prefix(text, len, MAX_SHOWN));
	if (n == 0)
		err_set(err, ERR_MISSING, "'%s' has no row '%s'; it has none yet", rows->path,
			str_text(&shown));
	else
		err_set(err, ERR_MISSING,
			"'%s' has no row '%s' (of %zu); rows are counted from 1, or named by "
			"their id",
			rows->path, str_text(&shown), n);
	str_release(&shown);
	return false;
}

/* Row number from 1, or id. */
static bool parse_row(struct place *self, const struct document *document, const char *text,
	size_t len, struct err *err)
{
	const struct rows *rows = &document->tables[self->field];
	const struct form_field *field = &document->form->fields[self->field];
	char id[ROW_ID_SIZE];

	if (len == 0 || len >= sizeof(id))
		return fail_row(field, rows->n, text, len, err);
	memcpy(id, text, len);
	id[len] = '\0';

	size_t index = document_row_index(document, self->field, id);

	if (index == SIZE_MAX && strspn(id, "0123456789") == len) {
		unsigned long number = strtoul(id, NULL, 10);

		index = number - 1;
	}
	if (index >= rows->n)
		return fail_row(field, rows->n, text, len, err);
	memcpy(self->row, rows->items[index].id, sizeof(self->row));
	return true;
}

/* "tasks.items.0", "tasks.items.owner": a table, followed by something that does not name a row. */
static bool fail_field(const struct document *document, const char *text, struct err *err)
{
	const struct form *form = document->form;

	for (const char *dot = strchr(text, '.'); dot; dot = strchr(dot + 1, '.')) {
		char *path = mem_strndup(text, (size_t)(dot - text));
		unsigned field = form_find(form, path);

		free(path);
		if (field != FORM_NONE && form->fields[field].kind == KIND_ROWS)
			return err_set(err, ERR_USAGE,
				"write a row of '%s' as %s[1]: rows are counted from 1, and it has "
				"%zu",
				form->fields[field].path, form->fields[field].path,
				document->tables[field].n);
	}
	return err_set(err, ERR_MISSING,
		"form '%s' has no field '%s'; 'afterword get FILE' lists them", form->name, text);
}

static bool parse_column(
	struct place *self, const struct form_field *field, const char *key, struct err *err)
{
	self->column = form_find_column(field, key);
	if (self->column == FORM_NONE)
		return err_set(err, ERR_MISSING, "'%s' has no column '%s'", field->path, key);
	return true;
}

bool place_parse(
	struct place *self, const struct document *document, const char *text, struct err *err)
{
	const struct form *form = document->form;
	const char *open = strchr(text, '[');
	char *path = open ? mem_strndup(text, (size_t)(open - text)) : mem_strdup(text);

	*self = (struct place){.field = form_find(form, path), .column = FORM_NONE};
	free(path);
	if (self->field == FORM_NONE)
		return fail_field(document, text, err);
	if (!open)
		return true;

	const struct form_field *field = &form->fields[self->field];
	const char *close = strchr(open, ']');

	if (field->kind != KIND_ROWS)
		return err_set(err, ERR_MISSING, "'%s' is not a table", field->path);
	if (!close || (close[1] != '\0' && close[1] != '.'))
		return err_set(err, ERR_USAGE,
			"write a cell as %s[ROW].COLUMN, with the row's number or id", field->path);
	if (!parse_row(self, document, open + 1, (size_t)(close - open - 1), err))
		return false;
	return close[1] == '\0' || parse_column(self, field, close + 2, err);
}

void place_format(const struct place *self, const struct form *form, struct str *out)
{
	const struct form_field *field = &form->fields[self->field];

	str_append_text(out, field->path);
	if (self->row[0] == '\0')
		return;
	str_appendf(out, "[%s]", self->row);
	if (self->column != FORM_NONE)
		str_appendf(out, ".%s", field->columns[self->column].key);
}
