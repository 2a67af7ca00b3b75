/* What the user has read: marks kept in the state folder, not in the document. */
#include "internal.h"

#include "merge/diff.h"
#include "model/place_path.h"

static struct read_marks marks_of(const struct session *self)
{
	return (struct read_marks){
		self->io, self->ids, session_state_folder(self), session_path(self)};
}

static void say_failed(struct session *self, const struct err *err)
{
	if (!self->last_read.has_failed)
		session_say(self, MESSAGE_INFO, "What you have read is not remembered: %s",
			err->message);
	self->last_read.has_failed = true;
}

static bool save(struct session *self, enum read_mark_kind kind, const struct read_mark *mark,
	struct err *err)
{
	struct read_marks marks = marks_of(self);

	return read_marks_save(&marks, kind, mark, err);
}

bool session_mark(struct session *self, enum read_mark_kind kind, const struct place *place)
{
	struct read_mark mark = {.at = session_seconds(self)};
	struct err err = {0};
	bool done;

	/* There may be no file yet that it could be about. */
	if (session_is_new(self))
		return false;
	if (place && place->field != FORM_NONE)
		place_format(place, self->form, &mark.place);
	/* What was read is what was shown, whether it is saved by now or not. */
	done = document_format(session_document(self), &mark.bytes, &err) &&
	       save(self, kind, &mark, &err);
	if (!done)
		say_failed(self, &err);
	read_mark_release(&mark);
	return done;
}

/* --- meetings --- */

static bool load_meeting(const struct session *self, struct read_mark *mark)
{
	struct read_marks marks = marks_of(self);

	return !session_is_new(self) && read_marks_load(&marks, READ_MARK_PRESENT, mark);
}

static bool is_unended(const struct session *self, const struct read_mark *mark)
{
	enum { LONGEST = 6 * 60 * 60 /* seconds */ };
	int64_t ago = session_seconds(self) - mark->at;

	return mark->until == 0 && ago >= 0 && ago <= LONGEST;
}

bool session_begin_meeting(struct session *self, int64_t *began)
{
	struct read_mark mark = {0};
	bool goes_on = load_meeting(self, &mark) && is_unended(self, &mark);

	*began = goes_on ? mark.at : session_seconds(self);
	read_mark_release(&mark);
	if (!goes_on)
		session_mark(self, READ_MARK_PRESENT, NULL);
	return goes_on;
}

void session_keep_meeting_place(struct session *self, const struct place *place)
{
	struct read_mark mark = {0};
	struct err err = {0};

	if (!load_meeting(self, &mark))
		return;
	str_clear(&mark.place);
	if (place->field != FORM_NONE)
		place_format(place, self->form, &mark.place);
	if (!save(self, READ_MARK_PRESENT, &mark, &err))
		say_failed(self, &err);
	read_mark_release(&mark);
}

bool session_meeting_place(const struct session *self, struct place *out)
{
	struct read_mark mark = {0};
	bool is_there = load_meeting(self, &mark) && mark.place.len > 0 &&
			place_parse(out, session_document(self), str_text(&mark.place), NULL);

	read_mark_release(&mark);
	return is_there;
}

void session_end_meeting(struct session *self, bool is_over)
{
	struct read_mark mark = {0};
	struct err err = {0};

	if (!load_meeting(self, &mark))
		return;
	mark.until = is_over ? session_seconds(self) : 0;
	if (!save(self, READ_MARK_PRESENT, &mark, &err))
		say_failed(self, &err);
	read_mark_release(&mark);
}

/* --- what is new since then --- */

static bool is_same_text(
	const struct document *a, const struct document *b, const struct place *place)
{
	const struct value *x = document_value(a, place);
	const struct value *y = document_value(b, place);

	return x && y && str_equal(&x->text, str_text(&y->text), y->text.len);
}

/* Was it made since the document was opened, by its user? Then it was still as marked. */
static bool is_own(
	const struct document *marked, const struct document *opening, const struct op *op)
{
	size_t at = document_row_index(opening, op->place.field, op->place.row);

	switch (op->kind) {
	case OP_ROW_INSERT:
		return at == SIZE_MAX;
	case OP_ROW_REMOVE:
		return at != SIZE_MAX;
	case OP_ROW_MOVE:
		return at == document_row_index(marked, op->place.field, op->place.row);
	default:
		return is_same_text(marked, opening, &op->place);
	}
}

static void compare(struct session *self, const struct document *marked)
{
	enum { MOST = 1000 /* that a reader could look at one by one */ };
	struct document scratch = {0};
	const struct document *opening = baseline_find(self, &scratch);
	struct ops ops = {0};

	diff_documents(marked, session_document(self), &ops);
	for (size_t i = 0; i < ops.n && self->last_read.changes.n < MOST; i++) {
		const struct op *op = &ops.items[i];

		/* Comments and the like are told by what they say, not by a line that changed. */
		if (op->place.field < self->form->n_answers &&
			(!opening || !is_own(marked, opening, op)))
			remote_changes_add(&self->last_read.changes, marked, op);
	}
	remote_list_tidy(&self->last_read.changes, self->form);
	ops_release(&ops);
	document_release(&scratch);
}

void session_find_unread(struct session *self)
{
	struct read_marks marks = marks_of(self);
	struct read_mark mark = {0};
	struct document marked;

	remote_changes_clear(&self->last_read.changes);
	if (session_is_new(self) || !read_marks_load(&marks, READ_MARK_READ, &mark))
		return;
	if (document_parse(&marked, self->form, &mark.bytes, NULL)) {
		compare(self, &marked);
		document_release(&marked);
	}
	read_mark_release(&mark);
}

const struct remote_change *session_unread(const struct session *self, const struct place *place)
{
	const struct remote_change *change = remote_changes_find(&self->last_read.changes, place);

	return change ? change : session_remote_change(self, place);
}

/* Those that others have made meanwhile come first; of both at a place only the older one counts,
 * which begins with what was read. */
static const struct remote_change *find_nth(const struct session *self, size_t *nth)
{
	const struct remote_changes *late = &self->remote_changes;
	const struct remote_changes *early = &self->last_read.changes;

	if (early->n == 0 && *nth < late->n)
		return &late->items[*nth];
	for (size_t i = 0; i < late->n; i++)
		if (!remote_changes_find(early, &late->items[i].place) && (*nth)-- == 0)
			return &late->items[i];
	for (size_t i = 0; i < early->n; i++)
		if ((*nth)-- == 0)
			return &early->items[i];
	return NULL;
}

const struct remote_change *session_unread_nth(const struct session *self, size_t nth)
{
	return find_nth(self, &nth);
}

size_t session_count_unread(const struct session *self)
{
	size_t left = SIZE_MAX;

	find_nth(self, &left);
	return SIZE_MAX - left;
}

void session_note_seen(struct session *self)
{
	remote_changes_clear(&self->remote_changes);
	remote_changes_clear(&self->last_read.changes);
}
