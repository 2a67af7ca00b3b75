/* Finding the table that a data format writes; see data_rows.h. */
#include "data_rows.h"

#include "base/utf8.h"

#define REPLACEMENT 0xFFFD

static const char *table_name(enum role role)
{
	return role == ROLE_EVENTS ? "timeline" : "tasks";
}

bool data_rows_init(struct data_rows *self, const struct document *document,
	const struct report_options *options, enum role role, struct err *err)
{
	unsigned field = form_find_role(document->form, role);

	*self = (struct data_rows){.document = document, .has_ids = !options->is_public};
	if (field == FORM_NONE)
		return err_set(err, ERR_MISSING,
			"the form \"%s\" has no %s: no field of it has the role %s",
			document->form->name, table_name(role), role_name(role));
	self->field = &document->form->fields[field];
	if (!report_plan_may_show(self->field, options))
		return err_set(err, ERR_REFUSED,
			"\"%s\" is private: a public report cannot have it", self->field->label);
	self->rows = &document->tables[field];
	row_layout_init(&self->layout, self->field, options);
	document_zone(document, &self->zone);
	return true;
}

void data_rows_release(struct data_rows *self)
{
	row_layout_release(&self->layout);
}

unsigned data_rows_column(const struct data_rows *self, enum role role)
{
	unsigned column = form_find_column_role(self->field, role);

	for (size_t i = 0; i < self->layout.n; i++)
		if (self->layout.columns[i] == column)
			return column;
	return FORM_NONE;
}

void data_append_code(uint32_t code, struct str *out)
{
	char bytes[UTF8_MAX];

	str_append(out, bytes, utf8_encode(code == UTF8_INVALID ? REPLACEMENT : code, bytes));
}
