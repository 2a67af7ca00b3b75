/* What the user of the session signs, ticks and calls final. */
#include "internal.h"

#include "review/checklist.h"
#include "review/signoffs.h"
#include "review/states.h"

#include "model/walk.h"

#include <string.h>

const char *session_user(const struct session *self)
{
	return self->person.user;
}

/* Who writes a row, and its id; false, with a message, if there can be none now. */
static bool begin_row(struct session *self, const char **by, char *id)
{
	if (!comment_is_allowed(self))
		return false;
	*by = self->person.user;
	id_source_next(&self->ids, id);
	return true;
}

static bool apply(struct session *self, struct ops *ops)
{
	bool is_done = editor_apply(self->editor, ops);

	ops_release(ops);
	return is_done;
}

bool session_sign(struct session *self, const struct new_signoff *signoff)
{
	struct new_signoff signed_by = *signoff;
	struct ops ops = {0};
	char id[ID_SIZE];

	if (!begin_row(self, &signed_by.by, id))
		return false;
	signoff_op(session_document(self), &signed_by, id, session_seconds(self), ops_add(&ops));
	if (!apply(self, &ops))
		return false;
	/* To see later what has changed since; the row has only digests of it. */
	if (signoff->does == SIGNOFF_AGREES)
		session_mark(self, READ_MARK_SIGNOFF, NULL);
	return true;
}

bool session_tick_question(struct session *self, const struct new_tick *tick)
{
	struct new_tick signed_by = *tick;
	struct ops ops = {0};
	char id[ID_SIZE];

	if (!begin_row(self, &signed_by.by, id))
		return false;
	tick_op(session_document(self), &signed_by, id, session_seconds(self), ops_add(&ops));
	return apply(self, &ops);
}

/* The row comes first: the editor writes one of its own for a status that no row has. */
bool session_set_state(struct session *self, const struct new_state *state)
{
	const struct document *document = session_document(self);
	struct place place = {.field = form_find_role(document->form, ROLE_STATUS)};
	const char *name = status_name(state->to);
	struct new_state signed_by = *state;
	struct ops ops = {0};
	char id[ID_SIZE];

	if (!begin_row(self, &signed_by.by, id))
		return false;
	if (place.field == FORM_NONE) {
		session_say(self, MESSAGE_INFO, "The form has no status");
		return false;
	}
	state_op(document, &signed_by, id, session_seconds(self), ops_add(&ops));
	if (!state->is_waiver &&
		!str_equal(&document->values[place.field].text, name, strlen(name)))
		document_op_set(document, &place, name, strlen(name), ops_add(&ops));
	return apply(self, &ops);
}
