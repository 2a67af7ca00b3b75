/* Typing, deleting and selecting in the focused text. */
#include "disk.h"
#include "editing.h"

#include "text/grapheme.h"
#include "text/paste.h"

void edit_selection(const struct session *self, size_t *from, size_t *to)
{
	const struct focus *focus = &self->focus;

	*from = *to = focus->cursor;
	if (!focus->has_selection)
		return;
	*from = focus->anchor < focus->cursor ? focus->anchor : focus->cursor;
	*to = focus->anchor < focus->cursor ? focus->cursor : focus->anchor;
}

void edit_end_selection(struct session *self)
{
	self->focus.has_selection = false;
	self->focus.anchor = self->focus.cursor;
	self->inside->is_marking = false;
}

bool edit_prepare(struct session *self)
{
	const struct form_field *field = focus_field(self);
	struct place place;

	if (field == NULL || !kind_takes_text(field->kind)) {
		session_say(self, MESSAGE_INFO, "There is no text here");
		return false;
	}
	session_place(self, &place);
	if (!change_is_allowed(self, &place))
		return false;
	focus_open_text(self);
	return true;
}

/* Puts text in place of a range of the focused text; the cursor comes to stand after it. */
static bool replace(struct session *self, size_t from, size_t to, const char *text, size_t len,
	enum step_kind kind)
{
	struct place place;
	struct op op = {0};
	bool is_done;

	undo_begin(self, kind);
	entry_begin(self);
	session_place(self, &place);
	document_op_edit(&self->document, &place, from, to - from, text, len, &op);
	is_done = change_apply(self, &op);
	if (is_done) {
		size_t shown_len;
		const char *shown = show_focused(self, &shown_len);
		size_t at = from + len;
		/* A mark that joined what stands after it takes the cursor along. */
		if (grapheme_snap(shown, shown_len, at) != at)
			at = grapheme_next(shown, shown_len, grapheme_snap(shown, shown_len, at));
		self->focus.cursor = at;
	}
	edit_end_selection(self);
	self->inside->has_goal = false;
	undo_end(self);
	return is_done;
}

bool edit_insert(struct session *self, const char *text, size_t len, enum step_kind kind)
{
	size_t from, to;

	if (!edit_prepare(self))
		return false;
	edit_selection(self, &from, &to);
	if (len == 0 && from == to)
		return true;
	/* What takes a selection's place is a step of its own, which typing may then grow. */
	if (from != to)
		undo_close(self);
	return replace(self, from, to, text, len, kind);
}

bool edit_delete(struct session *self, size_t from, size_t to, enum step_kind kind)
{
	if (from == to)
		return true;
	return replace(self, from, to, "", 0, kind);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Does text begin a word after the blank before the cursor? Then it begins a step, too. */
static bool begins_word(const struct session *self, const char *text)
{
	size_t len;
	const char *shown = show_focused(self, &len);
	size_t cursor = self->focus.cursor;

	return cursor > 0 && is_blank(shown[cursor - 1]) && !is_blank(text[0]);
}

/*
 * On a field that could be edited, but not in its text: some letters move there, so
 * the others must not type.
 */
static bool is_beside_text(struct session *self, const struct form_field *field)
{
	struct place place;

	if (self->focus.is_editing || !kind_takes_text(field->kind))
		return false;
	session_place(self, &place);
	return change_is_allowed(self, &place);
}

void session_type(struct session *self, const char *text, size_t len)
{
	const struct form_field *field = focus_field(self);
	struct str clean = {0};

	session_begin(self);
	self->inside->is_cutting = false;
	if (field == NULL || len == 0)
		return;
	if (focus_is_table(self)) {
		session_say(self, MESSAGE_INFO, "Open the row to type into it, or add one");
	} else if (choice_is_focused(self)) {
		choice_type(self, text, len);
	} else if (is_beside_text(self, field)) {
		session_say(self, MESSAGE_INFO, "Enter edits this field, Tab goes on");
	} else if (edit_prepare(self)) {
		paste_clean(&clean, text, len, kind_info(field->kind)->is_one_line, NULL);
		if (clean.len > 0 && begins_word(self, str_text(&clean)))
			undo_close(self);
		edit_insert(self, str_text(&clean), clean.len, STEP_TYPE);
		str_release(&clean);
	}
	save_if_wanted(self);
}

/* A new line in prose; in one line, on to the next field. */
bool edit_enter(struct session *self)
{
	const struct form_field *field = focus_field(self);

	if (field == NULL)
		return true;
	if (focus_is_table(self))
		return table_open_row(self);
	if (field->kind == KIND_FLAG)
		return choice_cycle(self, 1);
	if (field->kind == KIND_CHOICE)
		return false;
	if (!kind_takes_text(field->kind))
		return focus_step(self, 1, true);
	if (!self->focus.is_editing)
		focus_open_text(self);
	else if (kind_info(field->kind)->is_one_line)
		return focus_step(self, 1, true);
	else
		edit_insert(self, "\n", 1, STEP_TYPE);
	return true;
}
