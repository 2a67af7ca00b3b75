/* What a place shows: a value as people read it, or as it is while being typed. */
#include "internal.h"

#include "model/show.h"
#include "model/walk.h"

const struct zone *editor_zone(const struct editor *self)
{
	return &self->display.zone;
}

const struct zone *editor_clock_zone(const struct editor *self, enum shown_clock clock)
{
	const struct display *display = &self->display;

	if (clock == CLOCK_UTC)
		return &display->utc;
	return clock == CLOCK_LOCAL ? &display->local : &display->zone;
}

enum shown_clock editor_clock(const struct editor *self)
{
	return self->display.clock;
}

const struct zone *editor_shown_zone(const struct editor *self)
{
	return editor_clock_zone(self, self->display.clock);
}

struct when_style editor_when_style(const struct editor *self)
{
	return (struct when_style){.zone = editor_shown_zone(self), .dates = self->display.dates};
}

bool editor_shows_utc(const struct editor *self)
{
	return self->display.clock == CLOCK_UTC;
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

static void show_value(const struct editor *self, const struct form_field *field,
	const struct str *text, struct str *out)
{
	struct when_style style = editor_when_style(self);

	value_show_in(field, text, &style, out);
}

struct slice display_value(const struct editor *self, const struct form_field *field,
	const struct value *value, struct str *scratch)
{
	struct place focused;
	bool is_plain = value->is_foreign || kind_shows_as_stored(field->kind);

	if (!is_plain && self->entry.is_typed) {
		editor_place(self, &focused);
		is_plain = value == document_value(&self->document, &focused);
	}
	if (is_plain)
		return slice_of(&value->text);
	str_clear(scratch);
	show_value(self, field, &value->text, scratch);
	return slice_of(scratch);
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
		show_value(self, field, &value->text, out);
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
