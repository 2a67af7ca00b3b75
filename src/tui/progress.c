/*
 * How far a draft is: how many of the answers that a review requires there are. It is counted anew
 * when the user has gone on to another place, and not while something is typed or chosen.
 */
#include "internal.h"

static bool is_same_place(const struct focus *a, const struct focus *b)
{
	return a->page == b->page && a->field == b->field && a->row == b->row &&
	       a->in_row == b->in_row && a->column == b->column && a->is_editing == b->is_editing;
}

static bool is_required(const struct form_field *field)
{
	return kind_info(field->kind)->is_stored && field->required != STATUS_NEVER &&
	       field->required <= STATUS_REVIEW;
}

static void progress_count(struct progress *self, const struct document *document)
{
	const struct form *form = document->form;

	self->answered = 0;
	self->required = 0;
	for (size_t i = 0; i < form->n_answers; i++) {
		if (!is_required(&form->fields[i]))
			continue;
		self->required++;
		if (document->values[i].text.len > 0 || document->tables[i].n > 0)
			self->answered++;
	}
}

void progress_update(struct progress *self, const struct editor *editor)
{
	const struct focus *focus = editor_focus(editor);

	if (self->is_made && is_same_place(&self->focus, focus))
		return;
	progress_count(self, editor_document(editor));
	self->focus = *focus;
	self->is_made = true;
}
