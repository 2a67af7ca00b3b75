/* The present time: sets a time field, or is inserted into any other text. */
#include "internal.h"

/* Others read it, in whose zone and style nobody knows. */
static void now_as_text(const struct editor *self, struct str *out)
{
	struct when when = {.kind = WHEN_INSTANT, .seconds = editor_seconds(self)};
	bool is_own = self->display.clock == CLOCK_LOCAL;

	when.seconds -= when.seconds % 60;
	when_show(&when, is_own ? editor_zone(self) : editor_shown_zone(self), out);
}

bool time_now(struct editor *self)
{
	const struct form_field *field;
	struct str text = {0};
	struct place place;

	if (editor_on_entry(self) && field_has_role(table_field(self), ROLE_EVENTS))
		quick_add(self);
	field = editor_field(self);
	if (field == NULL || !kind_info(field->kind)->takes_text) {
		editor_say(self, MESSAGE_INFO, "The time goes into a text or a time field");
		return true;
	}
	if (!kind_info(field->kind)->is_time) {
		now_as_text(self, &text);
		edit_insert(self, str_text(&text), text.len, STEP_WHOLE);
	} else if (edit_prepare(self) && entry_parse(self, "now", &text, NULL)) {
		editor_place(self, &place);
		undo_begin(self, STEP_WHOLE);
		self->entry.is_typed = false;
		change_set(self, &place, str_text(&text), text.len);
		display_focused(self, &self->focus.cursor);
		focus_end_selection(self);
		undo_end(self);
		self->undo.is_open = false;
	}
	str_release(&text);
	return true;
}
