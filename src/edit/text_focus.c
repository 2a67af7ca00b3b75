/* The focus in a text: the cursor, which returns to where it last was, and the selection. */
#include "internal.h"

#include "text/grapheme.h"
#include <stdlib.h>

void memories_release(struct memories *self)
{
	free(self->fields);
	free(self->rows);
}

static struct memory *find_memory(struct memories *self, const struct place *place)
{
	for (size_t i = 0; i < self->n; i++)
		if (place_is_equal(&self->items[i].place, place))
			return &self->items[i];
	return NULL;
}

void focus_remember(struct editor *self)
{
	struct memories *memories = &self->memories;
	struct focus *focus = &self->focus;
	struct place place;
	struct memory *memory;
	size_t len;

	if (focus->field == FORM_NONE)
		return;
	memories->fields[focus->page] = focus->field;
	memories->rows[focus->field] = focus->row;
	if (!focus->is_editing)
		return;
	editor_place(self, &place);
	memory = find_memory(memories, &place);
	if (memory == NULL && memories->n < N_MEMORIES)
		memory = &memories->items[memories->n++];
	if (memory == NULL) {
		memory = &memories->items[memories->next];
		memories->next = (memories->next + 1) % N_MEMORIES;
	}
	display_focused(self, &len);
	*memory = (struct memory){place, focus->cursor < len ? focus->cursor : SIZE_MAX};
}

void editor_selection(const struct editor *self, size_t *from, size_t *to)
{
	const struct focus *focus = &self->focus;

	*from = *to = focus->cursor;
	if (!focus->has_selection)
		return;
	*from = focus->anchor < focus->cursor ? focus->anchor : focus->cursor;
	*to = focus->anchor < focus->cursor ? focus->cursor : focus->anchor;
}

void focus_end_selection(struct editor *self)
{
	self->focus.has_selection = false;
	self->focus.anchor = self->focus.cursor;
	self->gesture.is_marking = false;
	self->gesture.rows_from[0] = '\0';
}

void focus_open_text(struct editor *self)
{
	const struct form_field *field = editor_field(self);
	struct place place;
	const struct memory *memory;
	size_t len;

	if (field == NULL || !kind_info(field->kind)->takes_text || self->focus.is_editing)
		return;
	editor_place(self, &place);
	memory = find_memory(&self->memories, &place);
	const char *text = display_focused(self, &len);
	self->focus.is_editing = true;
	self->focus.cursor = memory != NULL && memory->cursor < len
				     ? grapheme_snap(text, len, memory->cursor)
				     : len;
	self->focus.anchor = self->focus.cursor;
	self->gesture.is_browsing = false;
}

void focus_fix(struct editor *self)
{
	struct focus *focus = &self->focus;
	size_t len;

	if (focus->field == FORM_NONE)
		return;
	const struct form_field *field = &self->form->fields[focus->field];
	size_t n_rows = field->kind == KIND_ROWS ? self->document.tables[focus->field].n : 0;
	if (focus->row > n_rows)
		focus->row = n_rows;
	if (focus->row == n_rows && n_rows > 0 &&
		(focus->in_row || !editor_takes_rows(self, focus->field)))
		focus->row--;
	if (focus->in_row && (n_rows == 0 || focus->column >= field->n_columns))
		focus->in_row = focus->is_editing = false;
	if (!focus->is_editing)
		return;
	const char *text = display_focused(self, &len);
	focus->cursor = grapheme_snap(text, len, focus->cursor < len ? focus->cursor : len);
	focus->anchor = grapheme_snap(text, len, focus->anchor < len ? focus->anchor : len);
	if (!focus->has_selection || focus->cursor == focus->anchor)
		focus_end_selection(self);
}

void editor_set_cursor(struct editor *self, size_t offset, bool selects)
{
	struct focus *focus = &self->focus;
	size_t len;

	focus_open_text(self);
	if (!focus->is_editing)
		return;
	const char *text = display_focused(self, &len);
	if (selects && !focus->has_selection)
		focus->anchor = focus->cursor;
	focus->cursor = grapheme_snap(text, len, offset < len ? offset : len);
	focus->has_selection = selects && focus->anchor != focus->cursor;
	if (!focus->has_selection)
		focus->anchor = focus->cursor;
	self->gesture.has_goal = false;
	undo_close(self);
}
