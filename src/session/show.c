/* What a place shows: a value as people read it, or as it stands while it is typed. */
#include "internal.h"

#include "model/walk.h"
#include "model/when.h"

#include <string.h>

const struct zone *show_zone(const struct session *self)
{
	return self->shows_utc ? &self->inside->utc : &self->zone;
}

static bool is_typed_here(const struct session *self, const struct place *place)
{
	struct place focused;

	if (!self->inside->entry.is_typed)
		return false;
	session_place(self, &focused);
	return place_is_equal(&focused, place);
}

bool show_is_plain(const struct session *self, const struct place *place)
{
	const struct form_field *field = document_field(&self->document, place);

	return (!kind_info(field->kind)->is_time && field->kind != KIND_FLAG &&
		       field->kind != KIND_COMPUTED) ||
	       is_typed_here(self, place);
}

static void show_time(const struct session *self, const char *text, struct str *out)
{
	struct when when;

	if (when_parse(&when, text, NULL))
		when_show(&when, show_zone(self), out);
	else
		str_append_text(out, text);
}

static void show_flag(const char *text, struct str *out)
{
	if (strcmp(text, "true") == 0)
		text = "yes";
	else if (strcmp(text, "false") == 0)
		text = "no";
	str_append_text(out, text);
}

void session_shown(const struct session *self, const struct place *place, struct str *out)
{
	const struct form_field *field;
	const struct value *value;

	if (place->field == FORM_NONE)
		return;
	field = document_field(&self->document, place);
	if (field->kind == KIND_COMPUTED) {
		if (place->row[0] == '\0')
			document_compute(&self->document, place->field, session_seconds(self), out);
		return;
	}
	value = document_value(&self->document, place);
	if (value == NULL)
		return;
	if (value->is_foreign || show_is_plain(self, place))
		str_append(out, str_text(&value->text), value->text.len);
	else if (field->kind == KIND_FLAG)
		show_flag(str_text(&value->text), out);
	else
		show_time(self, str_text(&value->text), out);
}

const char *show_focused(const struct session *self, size_t *len)
{
	struct str *scratch = &self->inside->scratch;
	struct place place;

	*len = 0;
	if (self->focus.field == FORM_NONE)
		return "";
	session_place(self, &place);
	if (show_is_plain(self, &place)) {
		const struct value *value = document_value(&self->document, &place);
		*len = value != NULL ? value->text.len : 0;
		return value != NULL ? str_text(&value->text) : "";
	}
	str_clear(scratch);
	session_shown(self, &place, scratch);
	*len = scratch->len;
	return str_text(scratch);
}
