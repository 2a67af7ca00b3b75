/* Inserts text into the focused text, and deletes from it. */
#include "internal.h"

#include "text/grapheme.h"
#include "text/motion.h"

#include <string.h>

bool edit_prepare(struct editor *self)
{
	const struct form_field *field = editor_field(self);
	struct place place;

	if (field == NULL || !kind_info(field->kind)->takes_text) {
		hint_say(self, "There is no text here");
		return false;
	}
	editor_place(self, &place);
	if (!change_is_allowed(self, &place))
		return false;
	focus_open_text(self);
	return true;
}

/* Replaces a range of the focused text, and puts the cursor after it. */
static bool replace(struct editor *self, size_t from, size_t to, const char *text, size_t len,
	enum step_kind kind)
{
	struct place place;
	struct op op = {0};
	bool is_done;

	undo_begin(self, kind);
	entry_begin(self);
	editor_place(self, &place);
	document_op_edit(&self->document, &place, from, to - from, text, len, &op);
	is_done = change_apply(self, &op);
	checking_note_typing(self);
	if (is_done) {
		size_t shown_len;
		const char *shown = display_focused(self, &shown_len);
		size_t at = from + len;
		/* If a combining mark joined the text after it, move the cursor to the cluster's
		 * boundary. */
		if (grapheme_snap(shown, shown_len, at) != at)
			at = grapheme_next(shown, shown_len, grapheme_snap(shown, shown_len, at));
		self->focus.cursor = at;
	}
	focus_end_selection(self);
	self->gesture.has_goal = false;
	undo_end(self);
	return is_done;
}

bool edit_takes_lines(const struct editor *self, size_t from, size_t to)
{
	size_t len;
	const char *text = display_focused(self, &len);

	if (memchr(text + from, '\n', to - from))
		return true;
	return editor_field(self)->kind == KIND_LIST && to > from &&
	       from == motion_line_start(text, len, from) && to == motion_line_end(text, len, from);
}

bool edit_insert(struct editor *self, const char *text, size_t len, enum step_kind kind)
{
	size_t from, to;
	bool takes_lines;

	if (!edit_prepare(self))
		return false;
	editor_selection(self, &from, &to);
	takes_lines = edit_takes_lines(self, from, to);
	if (len == 0 && from == to)
		return true;
	/* Replacing a selection is a step of its own, which typing may extend. */
	if (from != to)
		undo_close(self);
	if (!replace(self, from, to, text, len, kind))
		return false;
	if (takes_lines)
		hint_say_undo(self, "The selection was replaced");
	return true;
}

bool edit_delete(struct editor *self, size_t from, size_t to, enum step_kind kind)
{
	if (from == to)
		return true;
	return replace(self, from, to, "", 0, kind);
}
