/* What stands around a place in a document, as the context of a time typed there. */
#include "model/when_place.h"

#include "model/walk.h"

#include <string.h>

#define REACH 200 /* rows without a time that are looked past */

struct when_place when_place_of(const struct document *document, const struct place *place)
{
	struct when_place self = {
		.document = document,
		.field = place->field,
		.row = WHEN_NO_ROW,
		.column = place->column,
	};

	if (place->row[0] != '\0')
		self.row = document_row_index(document, place->field, place->row);
	return self;
}

const struct form_field *when_place_field(const struct when_place *self)
{
	const struct form_field *field = &self->document->form->fields[self->field];

	return self->row == WHEN_NO_ROW ? field : &field->columns[self->column];
}

static bool is_known(const struct when *when)
{
	return when->kind == WHEN_INSTANT || when->kind == WHEN_DATE;
}

static bool read_cell(const struct when_place *self, size_t row, struct when *out)
{
	const struct rows *rows = &self->document->tables[self->field];

	return when_parse(out, str_text(&rows->items[row].cells[self->column].text), NULL) &&
	       is_known(out);
}

/* The nearest row above that has a time. */
static bool find_above(const struct when_place *self, struct when *out)
{
	size_t last = self->row > REACH ? self->row - REACH : 0;

	for (size_t i = self->row; i-- > last;)
		if (read_cell(self, i, out))
			return true;
	return false;
}

static bool read_field(const struct when_place *self, unsigned field, struct when *out)
{
	if (field == FORM_NONE || (field == self->field && self->row == WHEN_NO_ROW))
		return false;
	document_when(self->document, field, out);
	return is_known(out);
}

/* The latest of those it must come after. */
static bool find_earlier(const struct when_place *self, struct when *out)
{
	const struct form_field *field = when_place_field(self);
	bool is_found = false;

	for (size_t i = 0; i < field->n_after; i++) {
		struct when when;

		if (!read_field(self, form_find(self->document->form, field->after[i]), &when))
			continue;
		if (!is_found || when.seconds > out->seconds)
			*out = when;
		is_found = true;
	}
	return is_found;
}

static void find_before(const struct when_place *self, struct when *out)
{
	unsigned start = form_find_role(self->document->form, ROLE_START);

	if ((self->row != WHEN_NO_ROW && find_above(self, out)) || find_earlier(self, out) ||
		read_field(self, start, out))
		return;
	*out = (struct when){0};
}

void when_place_context(const struct when_place *self, const struct zone *zone, int64_t now,
	struct when_context *out)
{
	const struct form_field *field = when_place_field(self);

	*out = (struct when_context){
		.zone = zone,
		.now = now,
		.date_only = field->kind == KIND_DATE,
		.may_be_ongoing = field->role == ROLE_END,
	};
	if (kind_info(field->kind)->is_time)
		find_before(self, &out->before);
}
