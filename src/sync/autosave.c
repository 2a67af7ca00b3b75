/* An autosave: its parts, what is due when, and which part handles an event. */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

struct autosave *autosave_new(const struct autosave_config *config, struct err *err)
{
	struct autosave *self = mem_zalloc(1, sizeof(*self));

	self->path = mem_strdup(config->path);
	self->form = config->form;
	self->io = config->io;
	self->time = config->time;
	self->ids = config->ids;
	journal_writer_init(&self->writer, config->state_folder);
	draft_writer_init(&self->drafts, config);
	saving_init(&self->saving, config->revision, config->is_unborn);
	self->watch.stamp = config->stamp;
	self->watch.is_told = self->poll.is_once = config->watches;
	watch_note_asked(&self->watch, false, autosave_now(self));
	self->poll.due_at = NEVER;
	self->saver = saver_new(self->io, self->ids, self->time, err);
	if (self->saver != NULL)
		return self;
	autosave_free(self);
	return NULL;
}

void autosave_free(struct autosave *self)
{
	if (self == NULL)
		return;
	saver_free(self->saver);
	journal_writer_release(&self->writer);
	draft_writer_release(&self->drafts);
	free(self->path);
	free(self);
}

void autosave_outcome_release(struct autosave_outcome *self)
{
	save_outcome_release(&self->save);
	file_probe_release(&self->look);
}

/* --- what is due --- */

void autosave_set_pause(struct autosave *self, int64_t milliseconds)
{
	self->saving.pause = milliseconds;
}

/* Our own text that may not last needs no look; the next save finds out who changed it. */
static int64_t look_due_at(const struct autosave *self)
{
	if (saver_is_busy(self->saver) || saver_is_looking(self->saver) || self->saving.is_unsynced)
		return NEVER;
	return self->watch.look_at;
}

static int64_t save_due_at(const struct autosave *self, const struct autosave_moment *moment)
{
	bool is_quick = watch_is_quick(&self->watch, moment->has_company, autosave_now(self));

	return saving_due_at(&self->saving, is_quick && !moment->is_half_typed,
		journal_writer_is_kept(&self->writer));
}

bool autosave_is_due(const struct autosave *self, const struct autosave_moment *moment)
{
	return autosave_now(self) >= save_due_at(self, moment) ||
	       (self->saving.is_wanted && !saver_is_busy(self->saver));
}

int64_t autosave_due_at(const struct autosave *self, const struct autosave_moment *moment)
{
	int64_t due = sooner(save_due_at(self, moment), self->writer.sync_at);

	if ((self->saving.is_wanted && !saver_is_busy(self->saver)) || self->loss.code != ERR_NONE)
		return autosave_now(self);
	due = sooner(due, self->drafts.sync_at);
	return sooner(due, look_due_at(self));
}

/* --- steps --- */

static void ask(
	struct autosave *self, const struct autosave_moment *moment, bool reads, bool is_last)
{
	const struct str *base = &moment->document->source.source;
	int64_t now = autosave_now(self);
	struct file_probe_request request = {
		.path = mem_strdup(self->path),
		.form = self->form,
		.known = self->watch.stamp,
		.reads = reads,
		.is_patient = is_last,
	};

	if (reads)
		str_append(&request.base, str_text(base), base->len);
	if (reads && moment->opening)
		str_append(&request.opening, str_text(moment->opening), moment->opening->len);
	watch_note_asked(&self->watch, watch_is_quick(&self->watch, moment->has_company, now), now);
	saver_look(self->saver, &request);
}

/* Has the thread watch the file, unless a look or save is about to find out what that is now. */
static void watch_on(struct autosave *self, const struct autosave_moment *moment)
{
	bool is_quick = watch_is_quick(&self->watch, moment->has_company, autosave_now(self));

	if (saver_take_stir(self->saver))
		watch_note_stirred(&self->watch, autosave_now(self));
	if (!saver_is_busy(self->saver) && !saver_is_looking(self->saver) &&
		!self->watch.reads_next)
		saver_watch(self->saver, self->path, &self->watch.stamp, is_quick);
}

static bool take_look(struct autosave *self, struct file_probe *look)
{
	if (!saver_take_look(self->saver, false, look))
		return false;
	if (watch_note_found(&self->watch, look, autosave_now(self)))
		return true;
	file_probe_release(look);
	return false;
}

/* Syncs the journal; starts a new one if that fails. Likewise the drafts. */
static void keep_journal(struct autosave *self, const struct document *document)
{
	struct err err = {0};

	if (saver_take_sync_error(self->saver, SAVER_JOURNAL) != 0 &&
		self->writer.journal != NULL && !journal_writer_renew(&self->writer, &err))
		autosave_note_loss(self, document, &err);
	if (autosave_now(self) >= self->writer.sync_at &&
		!journal_writer_sync(&self->writer, self->saver, &err))
		autosave_note_loss(self, document, &err);
	draft_writer_sync(&self->drafts, self->saver, autosave_now(self));
}

enum autosave_event autosave_step(struct autosave *self, const struct autosave_moment *moment,
	struct autosave_outcome *outcome)
{
	enum autosave_event event = autosave_take_save(self, false, outcome);

	if (event != AUTOSAVE_NOTHING)
		return event;
	if (take_look(self, &outcome->look))
		return AUTOSAVE_FOUND;
	if (self->watch.is_told)
		watch_on(self, moment);
	keep_journal(self, moment->document);
	if (self->loss.code != ERR_NONE) {
		outcome->err = self->loss;
		self->loss = (struct err){0};
		return AUTOSAVE_JOURNAL_LOST;
	}
	if (autosave_is_due(self, moment))
		event = autosave_save(self, moment, outcome);
	if (event == AUTOSAVE_NOTHING && autosave_now(self) >= look_due_at(self))
		ask(self, moment, self->watch.reads_next, false);
	return event;
}

bool autosave_look_last(struct autosave *self, const struct autosave_moment *moment, bool waits,
	struct file_probe *look)
{
	if (!self->watch.is_last || !saver_is_looking(self->saver)) {
		saver_forget_look(self->saver);
		ask(self, moment, true, true);
		self->watch.is_last = true;
	}
	if (!saver_take_look(self->saver, waits, look))
		return false;
	self->watch.is_last = false;
	watch_note_stamp(&self->watch, look);
	return true;
}

/* --- the saver's thread --- */

int autosave_fd(const struct autosave *self)
{
	return saver_fd(self->saver);
}

void autosave_settle(struct autosave *self)
{
	saver_settle(self->saver);
}

bool autosave_is_waiting(const struct autosave *self)
{
	return saver_is_busy(self->saver) || saver_is_looking(self->saver) ||
	       self->watch.reads_next;
}

void autosave_discard(struct autosave *self, struct document *document)
{
	saver_discard(self->saver, document);
}

void autosave_forget_look(struct autosave *self)
{
	saver_forget_look(self->saver);
}

/* --- looking at it --- */

const char *autosave_path(const struct autosave *self)
{
	return self->path;
}

const char *autosave_state_folder(const struct autosave *self)
{
	return self->writer.folder;
}

enum save_state autosave_state(const struct autosave *self)
{
	return self->saving.state;
}

int64_t autosave_saved_at(const struct autosave *self)
{
	return self->saved_at;
}

bool autosave_is_gone(const struct autosave *self)
{
	return self->saving.is_gone;
}

bool autosave_is_unborn(const struct autosave *self)
{
	return self->saving.is_unborn;
}
