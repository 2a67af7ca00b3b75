/* Choices and flags: values that are picked rather than typed. */
#include "internal.h"

#include <string.h>

bool choice_is_focused(const struct editor *self)
{
	const struct form_field *field = editor_field(self);

	return field != NULL && kind_info(field->kind)->is_picked;
}

/* Sets the value; is it different now? */
static bool set(struct editor *self, const char *text)
{
	struct place place;
	bool is_set;

	editor_place(self, &place);
	if (!change_is_allowed(self, &place))
		return false;
	undo_begin(self, STEP_WHOLE);
	is_set = change_set(self, &place, text, strlen(text));
	undo_end(self);
	return is_set;
}

/* The index of the present value; n if it is none of them. */
static size_t find_present(const struct editor *self, const struct form_field *field, size_t n)
{
	struct place place;
	const struct value *value;

	editor_place(self, &place);
	value = document_value(&self->document, &place);
	for (size_t i = 0; i < n; i++)
		if (strcmp(field_pick(field, i).value, str_text(&value->text)) == 0)
			return i;
	return n;
}

bool choice_cycle(struct editor *self, int direction)
{
	const struct form_field *field = editor_field(self);
	size_t n = field_pick_count(field);
	size_t at = find_present(self, field, n);

	if (n == 0)
		return true;
	if (at == n)
		at = direction > 0 ? 0 : n - 1;
	else
		at = direction > 0 ? (at + 1) % n : (at + n - 1) % n;
	set(self, field_pick(field, at).value);
	return true;
}

bool choice_clear(struct editor *self)
{
	struct slice name = form_field_name(editor_field(self));
	struct str what = {0};

	if (set(self, "")) {
		str_appendf(&what, "%.*s is empty now", (int)name.len, name.data);
		hint_say_undo(self, str_text(&what));
		str_release(&what);
	}
	return true;
}
