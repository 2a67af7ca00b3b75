/*
 * The one way to change the document: an op is applied, journaled and put on the undo
 * stack before it is visible.
 */
#include "internal.h"

#include "model/walk.h"
#include "review/review_tables.h"
#include "review/states.h"

bool change_is_allowed(struct editor *self, const struct place *place)
{
	const struct form_field *field;
	const struct value *value;
	struct slice name;

	if (place->field == FORM_NONE)
		return false;
	field = document_field(&self->document, place);
	name = form_field_name(field);
	value = document_value(&self->document, place);
	if (self->document.is_read_only)
		editor_say(self, MESSAGE_WARNING, "%s", str_text(&self->surroundings.read_only));
	else if (field->kind == KIND_COMPUTED)
		editor_say(self, MESSAGE_INFO, "%.*s is computed from other fields", (int)name.len,
			name.data);
	else if (value != NULL && value->is_foreign)
		editor_say(self, MESSAGE_WARNING,
			"%.*s is a different kind of value in the file than in the form; change "
			"it there by hand",
			(int)name.len, name.data);
	else
		return true;
	return false;
}

static void follow(struct editor *self, const struct op *op)
{
	if (op->kind != OP_EDIT && op->kind != OP_SET)
		self->caches->filtered.is_valid = false;
	if (field_has_role(&self->form->fields[op->place.field], ROLE_ZONE))
		document_zone(&self->document, &self->display.zone);
	editor_check_later(self);
}

/* Nothing looks at the rows of a table between such ops; comments on its cells are carried from
 * text to text. */
void change_ahead(struct editor *self, const struct op *ops, size_t n)
{
	bool takes_cells = ops->place.field < self->form->n_answers &&
			   review_rows(&self->document, REVIEW_COMMENTS)->n == 0;
	size_t run = 0;

	if (self->n_ahead > 0 || !op_is_on_rows(ops))
		return;
	while (run < n && ops[run].place.field == ops->place.field &&
		(takes_cells || op_is_on_rows(&ops[run])))
		run++;
	self->n_ahead = document_apply_all(&self->document, ops, run, NULL);
}

/* One that did not fit ahead is refused here. */
static bool apply(struct editor *self, const struct op *op, struct err *err)
{
	if (self->n_ahead == 0)
		return document_apply(&self->document, op, err);
	self->n_ahead--;
	return true;
}

bool change_adopt(struct editor *self, const struct op *op, struct err *err)
{
	struct cached_wrap *layout = wrap_cache_before(self, op);

	carrying_prepare(self, op);
	if (!apply(self, op, err))
		return false;
	wrap_cache_after(self, layout, op);
	carrying_follow(self, op);
	follow(self, op);
	return true;
}

bool change_replay(struct editor *self, const struct op *op)
{
	struct err err = {0};

	if (!change_adopt(self, op, &err)) {
		editor_say(self, MESSAGE_ERROR, "Not done: %s", err.message);
		return false;
	}
	carried_words_touch(&self->carrying.words, op);
	self->surroundings.hooks.applied(self->surroundings.hooks.context, op);
	return true;
}

bool change_record(struct editor *self, struct op *op)
{
	bool is_done = change_replay(self, op);

	if (is_done)
		undo_record(self, op);
	op_release(op);
	return is_done;
}

/* Who has changed the status, unless nobody knows the name. */
static void record_state(struct editor *self)
{
	const struct str *author = &self->surroundings.author;
	char id[ID_SIZE];
	struct op op = {0};

	if (author->len == 0)
		return;
	id_source_next(&self->surroundings.ids, id);
	if (state_note_op(&self->document, str_text(author), id, editor_seconds(self), &op))
		change_record(self, &op);
}

bool change_apply(struct editor *self, struct op *op)
{
	bool is_status = field_has_role(&self->form->fields[op->place.field], ROLE_STATUS);
	bool is_done = change_record(self, op);

	if (is_done && is_status)
		record_state(self);
	return is_done;
}

bool change_set(struct editor *self, const struct place *place, const char *text, size_t len)
{
	const struct value *value = document_value(&self->document, place);
	struct op op = {0};

	if (value == NULL || str_equal(&value->text, text, len))
		return false;
	document_op_set(&self->document, place, text, len, &op);
	return change_apply(self, &op);
}
