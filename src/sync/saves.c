/* How a save begins, and how its end, an edit or another file affects the next. */
#include "internal.h"

#include "base/mem.h"

#define MOST_MERGES 20  /* for one save, before it is postponed */
#define LARGE (1 << 20) /* bytes; to prepare a save of more takes long enough to notice */

bool autosave_is_edited(const struct autosave *self, const struct document *document)
{
	return document->revision != self->saving.saved_revision;
}

void autosave_note_loss(
	struct autosave *self, const struct document *document, const struct err *err)
{
	self->loss = *err;
	self->saving.is_wanted =
		autosave_is_edited(self, document) && self->saving.state != SAVE_FAILED;
}

static void request(struct autosave *self, const struct document *document, struct str *bytes)
{
	const struct str *base = &document->source.source;
	struct journal_writer *writer = &self->writer;
	struct save_request request = {
		.path = mem_strdup(self->path),
		.has_base = !self->saving.is_gone,
		.bytes = *bytes,
		.form = self->form,
		.is_anew = self->saving.is_unsynced,
		.sequence = journal_writer_sequence(writer),
	};
	struct err err = {0};
	bool is_noted;

	*bytes = (struct str){0};
	/* Without this record, a crash now would look like somebody else's save. */
	is_noted = writer->journal != NULL &&
		   journal_saving(writer->journal, request.sequence, &request.bytes, NULL);
	/* A save in place relies on the journal, so the thread syncs that first. */
	if ((writer->sync_at != NEVER || !writer->is_folder_synced) &&
		!journal_writer_sync(writer, self->saver, &err))
		autosave_note_loss(self, document, &err);
	request.has_journal = is_noted && !journal_is_doubtful(writer->journal);
	if (request.has_journal)
		request.journal = journal_fd(writer->journal);
	str_append(&request.base, str_text(base), base->len);
	document_dump(document, &request.dump);
	saving_note_started(&self->saving, document->revision);
	saver_start(self->saver, &request);
}

enum autosave_event autosave_save(struct autosave *self, const struct autosave_moment *moment,
	struct autosave_outcome *outcome)
{
	const struct document *document = moment->document;
	const struct str *base = &document->source.source;
	struct saving *saving = &self->saving;
	enum autosave_event event = AUTOSAVE_NOTHING;
	struct str bytes = {0};

	*outcome = (struct autosave_outcome){0};
	saving->is_wanted = false;
	if (saving->state == SAVE_READ_ONLY || saving->state == SAVE_CONFLICT)
		return AUTOSAVE_NOTHING;
	if (saver_is_busy(self->saver)) {
		saving->is_wanted = true;
		return AUTOSAVE_NOTHING;
	}
	if (!document_format(document, &bytes, &outcome->err)) {
		autosave_fail(self, &outcome->err);
		event = AUTOSAVE_FAILED;
	} else if (!saving->is_unsynced && !saving->is_gone &&
		   str_equal(&bytes, str_text(base), base->len)) {
		event = AUTOSAVE_HELD; /* undone back to what the file has */
	} else {
		request(self, document, &bytes);
	}
	str_release(&bytes);
	return event;
}

enum autosave_event autosave_take_save(
	struct autosave *self, bool waits, struct autosave_outcome *outcome)
{
	struct save_outcome *save = &outcome->save;

	*outcome = (struct autosave_outcome){0};
	if (!saver_take(self->saver, waits, save))
		return AUTOSAVE_NOTHING;
	outcome->err = save->err;
	switch (save->result) {
	case FILE_SAVED:
		return AUTOSAVE_SAVED;
	case FILE_CHANGED:
		saving_note_overtaken(&self->saving);
		watch_note_stamp(&self->watch, &save->look);
		return AUTOSAVE_OVERTAKEN;
	default:
		autosave_fail(self, &save->err);
		return AUTOSAVE_FAILED;
	}
}

enum autosave_event autosave_note_left(struct autosave *self, const struct autosave_moment *moment,
	struct autosave_outcome *outcome)
{
	struct saving *saving = &self->saving;
	bool is_due = autosave_is_edited(self, moment->document) && saving->state == SAVE_EDITED &&
		      saving->first_edit_at != NEVER;
	bool is_next =
		saving->state == SAVE_RUNNING && moment->document->revision != saving->revision;

	if ((is_due || is_next) && moment->document->source.source.len > LARGE)
		saving_note_left(saving, autosave_now(self));
	else if (is_due)
		return autosave_save(self, moment, outcome);
	else if (is_next)
		saving->is_wanted = true;
	return AUTOSAVE_NOTHING;
}

/* --- what has happened --- */

enum journal_result autosave_note_op(struct autosave *self, const struct document *document,
	const struct op *op, struct err *err)
{
	struct journal_writer *writer = &self->writer;
	int64_t now = autosave_now(self);
	bool begins = writer->journal == NULL && self->saving.is_unborn;

	if (begins)
		journal_writer_start(writer, self, &document->source.source, err);
	/* If it cannot be created, do not try again with every key. */
	self->saving.is_unborn = false;
	saving_note_edit(&self->saving, now);
	if (writer->journal == NULL)
		return JOURNAL_NONE;
	if (journal_writer_append(writer, op, self->form, now, err))
		return JOURNAL_KEPT;
	/* A save that just failed is retried by the clock. */
	self->saving.is_wanted = self->saving.state != SAVE_FAILED;
	return JOURNAL_BEHIND;
}

static bool note_held(struct autosave *self, const struct document *document, unsigned revision,
	uint64_t sequence, struct err *err)
{
	saving_note_held(&self->saving, revision, document->revision);
	return journal_writer_saved(&self->writer, sequence, &document->source.source, err);
}

bool autosave_note_saved(struct autosave *self, const struct document *document,
	const struct save_outcome *outcome, struct err *err)
{
	bool is_noted;

	self->watch.stamp = outcome->stamp;
	self->saving.is_unsynced = false;
	self->saved_at = outcome->saved_at;
	if (self->poll.is_put_off)
		presence_poll_join(&self->poll, autosave_now(self));
	is_noted = note_held(self, document, self->saving.revision, outcome->sequence, err);
	if (self->saving.state == SAVE_EDITED && !journal_writer_is_kept(&self->writer))
		self->saving.is_wanted = true;
	return is_noted;
}

bool autosave_note_held(struct autosave *self, const struct document *document, struct err *err)
{
	return note_held(
		self, document, document->revision, journal_writer_sequence(&self->writer), err);
}

bool autosave_note_moved(struct autosave *self, const struct document *document,
	const struct file_stamp *stamp, struct err *err)
{
	bool is_noted;

	self->watch.stamp = *stamp;
	is_noted = note_held(self, document, document->revision, 0, err);
	self->saved_at = time_source_wall(&self->time);
	journal_writer_drop_former(&self->writer);
	return is_noted;
}

void autosave_fail(struct autosave *self, const struct err *err)
{
	saving_note_failed(&self->saving, err, autosave_now(self));
}

bool autosave_count_overtaken(struct autosave *self)
{
	if (++self->saving.n_overtaken < MOST_MERGES)
		return false;
	self->saving.n_overtaken = 0;
	return true;
}

bool autosave_rebase(struct autosave *self, const struct document *document, const struct ops *own,
	bool is_held_back, struct err *err)
{
	int64_t now = autosave_now(self);
	bool is_noted = journal_writer_rebase(
		&self->writer, &document->source.source, own, self->form, now, err);

	saving_note_rebased(&self->saving, document->revision, own->n > 0, is_held_back, now);
	watch_note_company(&self->watch, now);
	return is_noted;
}

void autosave_want(struct autosave *self)
{
	self->saving.is_wanted = true;
}

void autosave_hold_back(struct autosave *self)
{
	self->saving.first_edit_at = NEVER;
}

bool autosave_is_held_back(const struct autosave *self)
{
	return self->saving.first_edit_at == NEVER;
}

void autosave_block(struct autosave *self, enum save_state state)
{
	self->saving.state = state;
	self->saving.is_wanted = false;
}

void autosave_unblock(struct autosave *self, const struct document *document)
{
	self->saving.is_gone = false;
	if (self->saving.state == SAVE_CONFLICT)
		self->saving.state = autosave_is_edited(self, document) ? SAVE_EDITED : SAVE_CLEAN;
}

void autosave_set_gone(struct autosave *self)
{
	self->saving.is_gone = true;
}

void autosave_restart(
	struct autosave *self, const struct document *document, const struct file_stamp *stamp)
{
	self->watch.stamp = *stamp;
	self->saving.saved_revision = document->revision;
	if (!document->is_read_only)
		self->saving.state = SAVE_CLEAN;
}

void autosave_set_stamp(struct autosave *self, const struct file_stamp *stamp)
{
	self->watch.stamp = *stamp;
}
