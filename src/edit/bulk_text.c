/*
 * Text in bulk: a paste, the result of the user's own editor, a choice. The message
 * counts what could not be kept.
 */
#include "internal.h"

#include "text/paste.h"

enum { MANY = 200 /* bytes worth mentioning */ };

static bool is_one_line(const struct form_field *field)
{
	return kind_info(field->kind)->is_one_line;
}

/* Says what was inserted, with a verb, and what could not be kept; added to what was already
 * said. */
static void say_taken(
	struct editor *self, const char *verb, size_t len, const struct paste_loss *loss)
{
	struct str text = {0};
	bool is_lossy;

	if (self->message.text.len > 0)
		str_appendf(&text, "%s; ", str_text(&self->message.text));
	if (loss->joined > 0)
		str_appendf(&text, "%s as one line: %zu line %s", verb, loss->joined,
			loss->joined == 1 ? "break became a space" : "breaks became spaces");
	else if (len > MANY) {
		str_appendf(&text, "%s %zu bytes; ", verb, len);
		editor_append_key(self, ACTION_UNDO, &text);
		str_append_text(&text, " takes them back");
	} else
		str_append_text(&text, verb);
	is_lossy = paste_loss_append(loss, "; ", &text);
	if (is_lossy || loss->joined > 0 || len > MANY)
		editor_say(self, is_lossy ? MESSAGE_WARNING : MESSAGE_INFO, "%s", str_text(&text));
	str_release(&text);
}

static void say_nothing_left(struct editor *self, const struct paste_loss *loss)
{
	struct str text = {0};

	if (!paste_loss_append(loss, "", &text))
		str_append_text(&text, "it has only spaces and marks");
	editor_say(self, MESSAGE_WARNING, "Nothing to paste: %s", str_text(&text));
	str_release(&text);
}

void editor_paste(struct editor *self, const char *bytes, size_t len)
{
	const struct form_field *field = editor_field(self);
	struct paste_loss loss = {0};
	struct str clean = {0};

	editor_begin(self);
	typing_resume(self);
	hint_forget_said(self);
	self->gesture.is_cutting = false;
	if (quick_paste_copied(self, bytes, len))
		return;
	if ((editor_is_quick(self) || editor_on_entry(self)) && quick_paste(self, bytes, len))
		return;
	if (field == NULL || len == 0 || !edit_prepare(self))
		return;
	paste_clean(&clean, bytes, len, is_one_line(field), &loss);
	if (field->kind == KIND_LIST)
		list_take(self, &clean);
	if (clean.len == 0)
		say_nothing_left(self, &loss);
	else if (edit_insert(self, str_text(&clean), clean.len, STEP_WHOLE))
		say_taken(self, "Pasted", clean.len, &loss);
	str_release(&clean);
}

/* Sets a place within a step; a time is read at once, as if it had been typed and left. */
static bool set_text(struct editor *self, const struct place *place, const struct str *text)
{
	struct entry *entry = &self->entry;
	struct place focused;

	editor_place(self, &focused);
	bool is_here = place_is_equal(&focused, place);
	editor_finish_typed(self);
	undo_begin(self, STEP_WHOLE);
	change_set(self, place, str_text(text), text->len);
	if (!is_here) {
		undo_end(self);
		return self->message.level < MESSAGE_ERROR;
	}
	focus_end_selection(self);
	if (field_is_parsed(editor_field(self))) {
		str_clear(&entry->stored);
		str_clear(&entry->shown);
		entry->is_typed = true;
		editor_finish_typed(self);
	}
	focus_fix(self);
	undo_end(self);
	return self->message.level < MESSAGE_ERROR;
}

/* The row may have disappeared since the caller asked for a text. */
static bool has_text(struct editor *self, const struct place *place)
{
	if (document_value(&self->document, place) == NULL)
		editor_say(self, MESSAGE_WARNING, "The row is gone: someone else removed it");
	return document_value(&self->document, place) != NULL &&
	       document_field(&self->document, place)->kind != KIND_ROWS;
}

bool editor_set(struct editor *self, const struct place *place, const char *text, size_t len)
{
	struct paste_loss loss = {0};
	struct str clean = {0};
	bool is_done;

	editor_begin(self);
	if (!change_is_allowed(self, place) || !has_text(self, place))
		return false;
	paste_clean(&clean, text, len, is_one_line(document_field(&self->document, place)), &loss);
	is_done = set_text(self, place, &clean);
	if (is_done)
		say_taken(self, "Accepted", 0, &loss);
	str_release(&clean);
	return is_done;
}
