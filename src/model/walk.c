/*
 * The walk over a document in its form's order, and what is computed from its
 * values: the zone, times, spans and counts.
 */
#include "model/walk.h"

#include <string.h>

void walk_init(struct walk *self, const struct document *document, bool skips_private)
{
	*self = (struct walk){
		.document = document,
		.text = "",
		.event = WALK_PAGE_END,
		.skips_private = skips_private,
	};
	self->page = NULL;
}

static bool is_left_out(const struct walk *self, const struct form_field *field)
{
	return self->skips_private && field->is_private;
}

static enum walk_event end_page(struct walk *self)
{
	self->field = NULL;
	self->page_number++;
	return self->event = WALK_PAGE_END;
}

static enum walk_event enter_page(struct walk *self)
{
	const struct form *form = self->document->form;

	self->field = NULL;
	while (self->skips_private && self->page_number < form->n_pages &&
		form->pages[self->page_number].is_private)
		self->page_number++;
	if (self->page_number >= form->n_pages) {
		self->page = NULL;
		return self->event = WALK_DONE;
	}
	self->page = &form->pages[self->page_number];
	return self->event = WALK_PAGE;
}

/* The next shown field from number on, or the end of the page. */
static enum walk_event enter_field(struct walk *self, unsigned number)
{
	const struct form *form = self->document->form;

	while (number < self->page->first + self->page->n_fields) {
		const struct form_field *field = &form->fields[number];

		if (!is_left_out(self, field)) {
			self->field = field;
			self->place = (struct place){.field = number};
			self->text = document_text(self->document, number);
			return self->event = WALK_FIELD;
		}
		number++;
	}
	return end_page(self);
}

static enum walk_event enter_row(struct walk *self, size_t index)
{
	const struct rows *rows = &self->document->tables[self->place.field];

	self->field = &self->document->form->fields[self->place.field];
	self->text = "";
	self->row = NULL;
	if (index >= rows->n)
		return enter_field(self, self->place.field + 1);
	self->row = &rows->items[index];
	self->row_index = index;
	self->place.column = 0;
	memcpy(self->place.row, self->row->id, sizeof self->place.row);
	return self->event = WALK_ROW;
}

static enum walk_event enter_cell(struct walk *self, unsigned column)
{
	const struct form_field *rows = &self->document->form->fields[self->place.field];

	while (column < rows->n_columns && is_left_out(self, &rows->columns[column]))
		column++;
	if (column >= rows->n_columns)
		return enter_row(self, self->row_index + 1);
	self->field = &rows->columns[column];
	self->place.column = column;
	self->text = str_text(&self->row->cells[column].text);
	return self->event = WALK_CELL;
}

enum walk_event walk_next(struct walk *self)
{
	self->text = "";
	switch (self->event) {
	case WALK_PAGE_END:
		return enter_page(self);
	case WALK_PAGE:
		return enter_field(self, self->page->first);
	case WALK_FIELD:
		return enter_row(self, 0);
	case WALK_ROW:
		return enter_cell(self, 0);
	case WALK_CELL:
		return enter_cell(self, self->place.column + 1);
	case WALK_DONE:
		break;
	}
	return WALK_DONE;
}

void document_zone(const struct document *self, struct zone *zone)
{
	unsigned field = form_find_role(self->form, ROLE_ZONE);
	const char *name = field != FORM_NONE ? document_text(self, field) : "";

	if (!zone_find(zone, name, NULL, NULL))
		(void)zone_init(zone, "", NULL);
}

void document_when(const struct document *self, unsigned field, struct when *when)
{
	(void)when_parse(when, document_text(self, field), NULL);
}

/* Items of a list: lines that are not blank and do not continue the one above. */
static size_t count_items(const char *text)
{
	size_t n = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		if (len > 0 && strncmp(text, "  ", 2) != 0)
			n++;
		text += len + (text[len] == '\n');
	}
	return n;
}

static void append_count(const struct document *self, unsigned field, struct str *out)
{
	size_t n = self->form->fields[field].kind == KIND_ROWS
			   ? self->tables[field].n
			   : count_items(document_text(self, field));

	str_appendf(out, "%zu", n);
}

void document_span(const struct document *self, const struct form_field *computed, int64_t now,
	struct span *span)
{
	struct zone zone;
	struct when from;
	struct when to;

	document_zone(self, &zone);
	document_when(self, form_find(self->form, computed->from), &from);
	document_when(self, form_find(self->form, computed->to), &to);
	span_between(span, &from, &to, &zone, now);
}

void document_compute(const struct document *self, unsigned field, int64_t now, struct str *out)
{
	const struct form_field *computed = &self->form->fields[field];
	struct span span;

	if (computed->how == COMPUTED_COUNT) {
		append_count(self, form_find(self->form, computed->from), out);
		return;
	}
	if (computed->how != COMPUTED_SPAN)
		return;
	document_span(self, computed, now, &span);
	span_format(&span, out);
}
