/* A task that is written down while the document is read or presented. */
#include "internal.h"

#include "model/typed.h"
#include "model/when_place.h"

#include <string.h>

/* The table of tasks; FORM_NONE if there is none. */
static unsigned find_tasks(const struct session *self)
{
	return form_find_role(session_document(self)->form, ROLE_TASKS);
}

static unsigned column_of(const struct session *self, enum role role)
{
	return form_find_column_role(&session_document(self)->form->fields[find_tasks(self)], role);
}

bool session_read_due(
	const struct session *self, const char *typed, struct str *stored, struct err *err)
{
	const struct document *document = session_document(self);
	const struct when_place place = {
		.document = document,
		.field = find_tasks(self),
		.row = document->tables[find_tasks(self)].n,
		.column = column_of(self, ROLE_TASK_DUE),
	};
	struct when_context context;
	struct str note = {0};
	bool is_read;

	when_place_context(
		&place, editor_shown_zone(self->editor), session_seconds(self), &context);
	is_read = typed_parse(when_place_field(&place), typed, &context, stored, &note, err);
	str_release(&note);
	return is_read;
}

static void set_cell(const struct session *self, struct op *op, enum role role, const char *text)
{
	unsigned column = column_of(self, role);

	if (column != FORM_NONE)
		str_set(&op->cells[column], text, strlen(text));
}

/* False, with a message, if the day cannot be read. */
static bool make_row(struct session *self, const struct new_task *task, struct op *op)
{
	const struct document *document = session_document(self);
	unsigned field = find_tasks(self);
	struct str due = {0};
	struct err err = {0};
	char id[ID_SIZE];

	if (column_of(self, ROLE_TASK_DUE) != FORM_NONE &&
		!session_read_due(self, task->due, &due, &err)) {
		session_say(self, MESSAGE_WARNING, "%s", err.message);
		str_release(&due);
		return false;
	}
	document_new_row_id(document, field, &self->ids, id);
	document_op_insert(document, field, document->tables[field].n, id, op);
	set_cell(self, op, ROLE_TASK_TEXT, task->text);
	set_cell(self, op, ROLE_TASK_OWNER, task->owner);
	set_cell(self, op, ROLE_TASK_DUE, str_text(&due));
	str_release(&due);
	return true;
}

/* Adds what was made, and the row that says of the idea what it became. */
static bool settle_idea(struct session *self, const struct new_task *task, struct ops *ops)
{
	struct threads threads;
	struct str text = {0};
	bool is_done;

	str_appendf(&text, "Now a task: %s", task->text);
	editor_threads(self->editor, &threads);
	is_done = comment_add(self,
		&(struct new_comment){
			.to = task->idea, .does = COMMENT_RESOLVES, .text = str_text(&text)},
		&threads, ops);
	threads_release(&threads);
	str_release(&text);
	return is_done;
}

bool session_add_task(struct session *self, const struct new_task *task)
{
	struct ops ops = {0};
	bool is_done;

	if (!comment_is_allowed(self))
		return false;
	is_done = make_row(self, task, ops_add(&ops)) &&
		  (task->idea ? settle_idea(self, task, &ops) : editor_apply(self->editor, &ops));
	ops_release(&ops);
	return is_done;
}
