/*
 * Cut, copy, paste. Without a selection they apply to the line, or the row; those cut one after
 * another come back together.
 */
#include "internal.h"

#include "text/motion.h"
#include "text/paste.h"

/* The selection, else the cursor's line, with its newline. */
static void range(const struct editor *self, size_t *from, size_t *to)
{
	size_t len;
	const char *text = display_focused(self, &len);

	editor_selection(self, from, to);
	if (self->focus.has_selection)
		return;
	*from = motion_line_start(text, len, self->focus.cursor);
	*to = motion_line_end(text, len, self->focus.cursor);
	if (*to < len)
		++*to;
}

static void take(struct editor *self, size_t from, size_t to)
{
	size_t len;
	const char *text = display_focused(self, &len);

	str_append(&self->clip, text + from, to - from);
}

static void say_cut(struct editor *self)
{
	struct str what = {0};

	editor_append_key(self, ACTION_PASTE, &what);
	str_append_text(&what, " pastes what was cut");
	hint_say_undo(self, str_text(&what));
	str_release(&what);
}

/* Those selected, or the one under the cursor; one after another they come back together. */
static bool cut_rows(struct editor *self)
{
	bool goes_on = self->gesture.is_cutting && editor_count_selected_rows(self) == 0;
	struct str text = {0};

	rows_copy(self, !goes_on, &text);
	if (block_remove(self) > 0) {
		if (!goes_on)
			str_clear(&self->clip);
		str_append(&self->clip, str_text(&text), text.len);
		self->gesture.is_cutting = true;
		say_cut(self);
	}
	str_release(&text);
	return true;
}

bool clip_cut(struct editor *self)
{
	size_t from, to;
	bool says;
	bool goes_on = self->gesture.is_cutting && !self->focus.has_selection;

	if (focus_is_table(self))
		return cut_rows(self);
	if (choice_is_focused(self))
		return choice_clear(self);
	if (!edit_prepare(self))
		return true;
	range(self, &from, &to);
	if (from == to)
		return true;
	if (!goes_on)
		str_clear(&self->clip);
	take(self, from, to);
	/* Lost lines of prose are easily noticed; an item or a selection may be cut by mistake. */
	says = edit_takes_lines(self, from, to) &&
	       (self->focus.has_selection || editor_field(self)->kind == KIND_LIST);
	if (!goes_on)
		undo_close(self);
	edit_delete(self, from, to, STEP_DELETE);
	self->gesture.is_cutting = true;
	if (says)
		say_cut(self);
	return true;
}

bool clip_copy(struct editor *self)
{
	size_t from, to;

	size_t n_rows = 0;

	str_clear(&self->clip);
	if (focus_is_table(self)) {
		n_rows = rows_copy(self, true, &self->clip);
		focus_end_selection(self);
	} else if (self->focus.is_editing) {
		range(self, &from, &to);
		take(self, from, to);
		focus_end_selection(self);
	} else {
		size_t len;
		const char *text = display_focused(self, &len);
		str_append(&self->clip, text, len);
	}
	if (self->clip.len == 0)
		editor_say(self, MESSAGE_INFO, "There is nothing to copy");
	else if (n_rows > 1)
		editor_say(self, MESSAGE_INFO, "%zu rows copied", n_rows);
	else
		editor_say(self, MESSAGE_INFO, "Copied");
	return true;
}

bool clip_paste(struct editor *self)
{
	struct str bytes = {0};

	if (self->clip.len == 0) {
		editor_say(self, MESSAGE_INFO, "Nothing was cut or copied");
		return true;
	}
	str_append(&bytes, str_text(&self->clip), self->clip.len);
	editor_paste(self, str_text(&bytes), bytes.len);
	str_release(&bytes);
	return true;
}
