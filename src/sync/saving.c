/* How much of the document is in the file, and when the next save is due. */
#include "internal.h"

#define AFTER_KEY 2000      /* milliseconds without a change, unless the user sets others */
#define WITHOUT_JOURNAL 300 /* the same if only the file keeps the text */
#define STEADY 5            /* pauses since the first change */
#define AFTER_LEAVING 300   /* milliseconds in which keys would wait for a large document */
#define QUICK_AFTER_KEY 700 /* with others */
#define QUICK_STEADY 1500
#define FIRST_RETRY 5000  /* milliseconds after a failure */
#define LATER_RETRY 30000 /* after further ones */

void saving_init(struct saving *self, unsigned revision, bool is_unborn)
{
	*self = (struct saving){
		.pause = AFTER_KEY,
		.saved_revision = revision,
		.first_edit_at = NEVER,
		.next_edit_at = NEVER,
		.left_at = NEVER,
		.retry_at = NEVER,
		.is_gone = is_unborn,
		.is_unborn = is_unborn,
	};
}

void saving_note_edit(struct saving *self, int64_t now)
{
	self->last_edit_at = now;
	self->first_edit_at = sooner(self->first_edit_at, now);
	self->next_edit_at = sooner(self->next_edit_at, now);
	self->is_refused = false;
	if (self->state == SAVE_CLEAN)
		self->state = SAVE_EDITED;
}

void saving_note_left(struct saving *self, int64_t now)
{
	self->left_at = now;
}

void saving_note_started(struct saving *self, unsigned revision)
{
	self->revision = revision;
	self->next_edit_at = NEVER;
	self->left_at = NEVER;
	self->state = SAVE_RUNNING;
}

void saving_note_failed(struct saving *self, const struct err *err, int64_t now)
{
	self->state = SAVE_FAILED;
	self->is_refused = err->code == ERR_REFUSED;
	self->is_unsynced = self->is_unsynced || err->code == ERR_UNSYNCED;
	self->retry_at = now + (self->n_failures++ == 0 ? FIRST_RETRY : LATER_RETRY);
	self->is_wanted = false;
}

void saving_note_held(struct saving *self, unsigned revision, unsigned present)
{
	self->saved_revision = revision;
	self->n_failures = 0;
	self->n_overtaken = 0;
	self->retry_at = NEVER;
	self->is_refused = false;
	self->is_gone = false;
	if (present != revision) {
		self->state = SAVE_EDITED;
		self->first_edit_at = self->next_edit_at;
	} else {
		self->state = SAVE_CLEAN;
		self->first_edit_at = NEVER;
		self->left_at = NEVER;
	}
}

void saving_note_rebased(
	struct saving *self, unsigned present, bool has_own, bool is_held_back, int64_t now)
{
	has_own = has_own || self->is_unsynced;
	self->saved_revision = present - (has_own ? 1 : 0);
	self->n_failures = 0;
	self->retry_at = NEVER;
	self->is_refused = false;
	self->is_gone = false;
	self->state = has_own ? SAVE_EDITED : SAVE_CLEAN;
	if (!has_own) {
		self->first_edit_at = NEVER;
		self->left_at = NEVER;
	} else if (self->first_edit_at == NEVER && !is_held_back) {
		self->first_edit_at = now;
		self->last_edit_at = now;
	}
}

void saving_note_overtaken(struct saving *self)
{
	self->state = SAVE_EDITED;
	self->is_gone = false;
	self->first_edit_at = sooner(self->first_edit_at, self->last_edit_at);
}

/* When a document that was left is due: not between keys that follow each other quickly. */
static int64_t left_due_at(const struct saving *self)
{
	int64_t since = self->left_at > self->last_edit_at ? self->left_at : self->last_edit_at;

	return self->left_at == NEVER ? NEVER : since + AFTER_LEAVING;
}

int64_t saving_due_at(const struct saving *self, bool is_quick, bool is_kept)
{
	int64_t pause = is_quick ? sooner(QUICK_AFTER_KEY, self->pause) : self->pause;
	int64_t steady = self->pause * STEADY;

	if (is_quick)
		steady = sooner(QUICK_STEADY, steady);
	if (self->state == SAVE_FAILED)
		return self->is_refused ? NEVER : self->retry_at;
	if (self->state != SAVE_EDITED || self->first_edit_at == NEVER)
		return NEVER;
	if (!is_kept)
		pause = sooner(WITHOUT_JOURNAL, pause);
	steady = sooner(self->first_edit_at + steady, left_due_at(self));
	return sooner(self->last_edit_at + pause, steady);
}
