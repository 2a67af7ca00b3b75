/* What a place shows: a value as people read it, or as it is while being typed. */
#include "internal.h"

#include "model/show.h"
#include "model/walk.h"

const struct zone *editor_zone(const struct editor *self)
{
	return &self->display.zone;
}

const struct zone *editor_shown_zone(const struct editor *self)
{
	return self->display.shows_utc ? &self->display.utc : &self->display.zone;
}

bool editor_shows_utc(const struct editor *self)
{
	return self->display.shows_utc;
}

void editor_set_utc(struct editor *self, bool shows_utc)
{
	self->display.shows_utc = shows_utc;
}

static bool is_typed_here(const struct editor *self, const struct place *place)
{
	struct place focused;

	if (!self->entry.is_typed)
		return false;
	editor_place(self, &focused);
	return place_is_equal(&focused, place);
}

bool display_is_plain(const struct editor *self, const struct place *place)
{
	const struct form_field *field = document_field(&self->document, place);

	return (kind_shows_as_stored(field->kind) && kind_info(field->kind)->is_stored) ||
	       is_typed_here(self, place);
}

void editor_show(const struct editor *self, const struct place *place, struct str *out)
{
	const struct form_field *field;
	const struct value *value;

	if (place->field == FORM_NONE)
		return;
	field = document_field(&self->document, place);
	if (field->kind == KIND_COMPUTED) {
		if (place->row[0] == '\0')
			document_compute(&self->document, place->field, editor_seconds(self), out);
		return;
	}
	value = document_value(&self->document, place);
	if (value == NULL)
		return;
	if (value->is_foreign || display_is_plain(self, place))
		str_append(out, str_text(&value->text), value->text.len);
	else
		value_show(field, &value->text, editor_shown_zone(self), out);
}

const char *display_focused(const struct editor *self, size_t *len)
{
	struct str *scratch = &self->caches->shown;
	struct place place;

	*len = 0;
	if (self->focus.field == FORM_NONE)
		return "";
	editor_place(self, &place);
	if (display_is_plain(self, &place)) {
		const struct value *value = document_value(&self->document, &place);
		*len = value != NULL ? value->text.len : 0;
		return value != NULL ? str_text(&value->text) : "";
	}
	str_clear(scratch);
	editor_show(self, &place, scratch);
	*len = scratch->len;
	return str_text(scratch);
}
