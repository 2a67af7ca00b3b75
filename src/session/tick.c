/* A session's clock: what is due, and how events of the autosave are handled. */
#include "internal.h"

/* The earlier of two due times. */
static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int session_fd(const struct session *self)
{
	return autosave_fd(self->autosave);
}

void session_settle(struct session *self)
{
	autosave_settle(self->autosave);
}

bool session_is_waiting(const struct session *self)
{
	return autosave_is_waiting(self->autosave);
}

struct autosave_moment session_moment(const struct session *self)
{
	return (struct autosave_moment){
		.document = session_document(self),
		.opening = self->baseline.document ? NULL : baseline_bytes(self),
		.has_company = self->company.n > 0,
		.is_half_typed = editor_is_half_typed(self->editor),
	};
}

/* --- events --- */

static void take_saved(struct session *self, struct autosave_outcome *outcome)
{
	struct err err = {0};
	bool is_noted;

	if (autosave_journal_base(self->autosave) == NULL)
		baseline_keep(self);
	editor_adopt_own(self->editor, &outcome->save.document);
	autosave_discard(self->autosave, &outcome->save.document);
	self->recovering.is_doubtful = false;
	is_noted =
		autosave_note_saved(self->autosave, session_document(self), &outcome->save, &err);
	file_note_known(self, is_noted, &err);
	if (self->file.is_announced)
		session_say(self, MESSAGE_INFO, "Saved %s", session_path(self));
	self->file.is_announced = false;
}

static void take_held(struct session *self, struct autosave_outcome *outcome)
{
	(void)outcome;
	file_note_held(self);
	self->file.is_announced = false;
}

static void take_failed(struct session *self, struct autosave_outcome *outcome)
{
	file_note_failed(self, &outcome->err);
}

static void fail(struct session *self, const struct err *err)
{
	autosave_fail(self->autosave, err);
	file_note_failed(self, err);
}

/* Somebody else has changed the file. After merging, it is saved at once. */
static void take_overtaken(struct session *self, struct autosave_outcome *outcome)
{
	struct err err = {0};

	if (!incoming_take(self, &outcome->save.look)) {
		fail(self, &outcome->err);
	} else if (autosave_count_overtaken(self->autosave)) {
		err_set(&err, ERR_CHANGED, "others keep changing the file");
		fail(self, &err);
	} else if (session_save_state(self) == SAVE_EDITED) {
		autosave_want(self->autosave);
	}
}

static void take_found(struct session *self, struct autosave_outcome *outcome)
{
	incoming_take(self, &outcome->look);
}

static void take_loss(struct session *self, struct autosave_outcome *outcome)
{
	session_say_journal(self, false, &outcome->err);
}

void session_take(struct session *self, enum autosave_event event, struct autosave_outcome *outcome)
{
	static void (*const takers[N_AUTOSAVE_EVENTS])(
		struct session *, struct autosave_outcome *) = {
		[AUTOSAVE_SAVED] = take_saved,
		[AUTOSAVE_HELD] = take_held,
		[AUTOSAVE_FAILED] = take_failed,
		[AUTOSAVE_OVERTAKEN] = take_overtaken,
		[AUTOSAVE_FOUND] = take_found,
		[AUTOSAVE_JOURNAL_LOST] = take_loss,
	};

	if (event != AUTOSAVE_NOTHING)
		takers[event](self, outcome);
	autosave_outcome_release(outcome);
}

/* --- what is due --- */

int session_timeout(const struct session *self)
{
	struct autosave_moment moment = session_moment(self);
	int64_t next =
		earlier(autosave_due_at(self->autosave, &moment), editor_check_due(self->editor));
	int64_t left;

	next = earlier(next, autosave_presence_due_at(self->autosave, company_page(self)));
	next = earlier(next, printing_due_at(self));
	next = earlier(next, remote_changes_due_at(self));
	if (next == INT64_MAX)
		return -1;
	left = next - session_clock(self);
	return left < 0 ? 0 : (int)earlier(left, 3600 * 1000);
}

/* Text half typed over somebody else's change: the file keeps theirs, too. */
static void finish_superseded(struct session *self, const struct autosave_moment *moment)
{
	if (editor_is_superseded(self->editor) && autosave_is_due(self->autosave, moment))
		editor_finish_typed(self->editor);
}

/* Returns whether there was an event. */
static bool step(struct session *self)
{
	struct autosave_outcome outcome = {0};
	struct autosave_moment moment = session_moment(self);

	finish_superseded(self, &moment);
	moment = session_moment(self);
	enum autosave_event event = autosave_step(self->autosave, &moment, &outcome);
	session_take(self, event, &outcome);
	return event != AUTOSAVE_NOTHING;
}

void session_tick(struct session *self)
{
	while (step(self))
		;
	if (session_clock(self) >= editor_check_due(self->editor))
		editor_check_patiently(self->editor);
	company_tick(self);
	printing_tick(self);
	remote_changes_update(self);
}

/* --- saving --- */

void session_start_save(struct session *self)
{
	struct autosave_outcome outcome = {0};
	enum save_state state = session_save_state(self);

	if (editor_is_superseded(self->editor) && (state == SAVE_EDITED || state == SAVE_FAILED))
		editor_finish_typed(self->editor);
	struct autosave_moment moment = session_moment(self);
	session_take(self, autosave_save(self->autosave, &moment, &outcome), &outcome);
}

void session_set_save_pause(struct session *self, int64_t milliseconds)
{
	autosave_set_pause(self->autosave, milliseconds);
}

void session_save(struct session *self)
{
	switch (session_save_state(self)) {
	case SAVE_READ_ONLY:
		session_say(self, MESSAGE_WARNING, "%s", str_text(&self->file.read_only));
		return;
	case SAVE_CONFLICT:
		file_say_conflict(self);
		return;
	case SAVE_CLEAN:
		session_say(self, MESSAGE_INFO, "Nothing to save: %s holds everything",
			session_path(self));
		return;
	default:
		self->file.is_announced = true;
		session_start_save(self);
	}
}
