/* Places as people write them on a command line: impact.service, tasks.items[1].owner. */
#include "base/mem.h"
#include "internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Row number from 1, or id. */
static bool parse_row(struct place *self, const struct document *document, const char *text,
	size_t len, struct err *err)
{
	const struct rows *rows = &document->tables[self->field];
	const char *path = document->form->fields[self->field].path;
	char id[ROW_ID_SIZE];

	if (len == 0 || len >= sizeof(id))
		return err_set(err, ERR_MISSING, "'%s' has no row '%.*s'", path, (int)len, text);
	memcpy(id, text, len);
	id[len] = '\0';

	size_t index = document_row_index(document, self->field, id);

	if (index == SIZE_MAX && strspn(id, "0123456789") == len) {
		unsigned long number = strtoul(id, NULL, 10);

		index = number - 1;
	}
	if (index >= rows->n)
		return err_set(
			err, ERR_MISSING, "'%s' has no row '%s', it has %zu", path, id, rows->n);
	memcpy(self->row, rows->items[index].id, sizeof(self->row));
	return true;
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
		return err_set(err, ERR_MISSING,
			"form '%s' has no field '%s'; 'afterword get FILE' lists them", form->name,
			text);
	if (!open)
		return true;

	const struct form_field *field = &form->fields[self->field];
	const char *close = strchr(open, ']');

	if (field->kind != KIND_ROWS)
		return err_set(err, ERR_MISSING, "'%s' is no table", field->path);
	if (!close || (close[1] != '\0' && close[1] != '.'))
		return err_set(err, ERR_USAGE,
			"write a cell as %s[ROW].COLUMN, with the row's number or id", field->path);
	if (!parse_row(self, document, open + 1, (size_t)(close - open - 1), err))
		return false;
	return close[1] == '\0' || parse_column(self, field, close + 2, err);
}
