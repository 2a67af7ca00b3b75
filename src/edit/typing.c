/* What happens to a typed character: it is inserted, or refused. */
#include "internal.h"

#include "text/paste.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Does text begin a word after a space before the cursor? Then it also begins a step. */
static bool begins_word(const struct editor *self, const char *text)
{
	size_t len;
	const char *shown = display_focused(self, &len);
	size_t cursor = self->focus.cursor;

	return cursor > 0 && is_blank(shown[cursor - 1]) && !is_blank(text[0]);
}

/*
 * On a field that could be edited, but not in its text: some letters are commands there,
 * so the others must not type.
 */
static bool is_beside_text(struct editor *self, const struct form_field *field)
{
	struct place place;

	if (self->focus.is_editing || !kind_info(field->kind)->takes_text)
		return false;
	editor_place(self, &place);
	return change_is_allowed(self, &place);
}

static void type_text(struct editor *self, const char *text, size_t len)
{
	struct str clean = {0};

	if (!edit_prepare(self)) {
		typing_refuse_more(self);
		return;
	}
	typing_resume(self);
	hint_forget_said(self);
	paste_clean(&clean, text, len, kind_info(editor_field(self)->kind)->is_one_line, NULL);
	if (clean.len > 0 && begins_word(self, str_text(&clean)))
		undo_close(self);
	edit_insert(self, str_text(&clean), clean.len, STEP_TYPE);
	list_typed(self);
	str_release(&clean);
}

void editor_type(struct editor *self, const char *text, size_t len)
{
	const struct form_field *field = editor_field(self);
	bool is_text = self->focus.is_editing;

	editor_begin(self);
	self->gesture.is_cutting = false;
	if (len == 0)
		return;
	if ((is_text || !editor_is_refusing(self)) &&
		(editor_is_quick(self) || editor_on_entry(self))) {
		if (quick_type(self, text, len)) {
			if (!editor_is_quick(self))
				typing_refuse_more(self);
			return;
		}
		field = editor_field(self);
		is_text = self->focus.is_editing;
	}
	if (!is_text && editor_is_refusing(self))
		typing_refuse(self);
	else if (field == NULL || focus_is_table(self) || choice_is_focused(self) ||
		 is_beside_text(self, field))
		typing_refuse(self);
	else
		type_text(self, text, len);
}
