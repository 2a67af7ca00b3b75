/*
 * Watching the file: a look at its stamp every second, and at its bytes when that is
 * another one. With company, looks and saves are closer together, so that what one types
 * is with the other within three seconds.
 */
#include "disk.h"

#include "base/mem.h"

#define LOOK 1000      /* milliseconds between looks */
#define LOOK_QUICK 700 /* with company */
#define LOOK_AGAIN 100 /* while somebody writes */

bool watch_is_quick(const struct session *self)
{
	return self->company.n > 0 || session_now(self) < self->inside->saving.company_until;
}

int64_t watch_due(const struct session *self)
{
	const struct saver *saver = self->inside->saver;

	/* A text of ours that may not last is no news; the next save looks whose is there. */
	if (saver_is_busy(saver) || saver_is_looking(saver) || self->inside->saving.is_unsynced)
		return NEVER;
	return self->inside->saving.look_at;
}

static void look_in(struct session *self, int64_t milliseconds)
{
	self->inside->saving.look_at = session_now(self) + milliseconds;
}

/* Hands over a request for what we know of the file, which is taken. */
static void ask(struct session *self, struct look_request *request)
{
	struct session_private *inside = self->inside;

	request->path = mem_strdup(self->path);
	request->form = self->form;
	if (request->reads)
		str_append(&request->base, str_text(save_base(self)), save_base(self)->len);
	inside->saving.reads_next = false;
	look_in(self, watch_is_quick(self) ? LOOK_QUICK : LOOK);
	saver_look(inside->saver, request);
}

void watch_start(struct session *self)
{
	struct look_request request = {
		.known = self->inside->stamp,
		.reads = self->inside->saving.reads_next,
	};

	ask(self, &request);
}

void watch_take(struct session *self)
{
	struct session_private *inside = self->inside;
	struct look look;

	if (!saver_take_look(inside->saver, false, &look))
		return;
	inside->saving.reads_next = look.result == LOOK_CHANGED || look.result == LOOK_BUSY;
	if (look.result == LOOK_CHANGED)
		look_in(self, 0);
	else if (look.result == LOOK_BUSY)
		look_in(self, LOOK_AGAIN);
	arrive_take(self, &look);
	look_release(&look);
}

/* --- the last look --- */

/* Whoever is still at it may not leave a document behind. */
static void doubt(struct session *self)
{
	struct err err = {0};

	err_set(&err, ERR_CHANGED, "somebody is writing it at this moment");
	save_conflict(self, PARTED_UNREADABLE, &err);
}

/* Does what came at this moment take away what is shown, all of which was saved? */
static bool is_loss(const struct session *self, const struct look *look)
{
	return look->result == LOOK_DOCUMENT && !save_is_edited(self) &&
	       self->save_state != SAVE_CONFLICT &&
	       !document_holds_all(&look->theirs, editor_document(self->editor));
}

/* Whoever leaves by a key sees it first; with nobody there to see it, the journal keeps the text.
 */
static void take_loss(struct session *self, struct look *look)
{
	struct saving *saving = &self->inside->saving;
	struct err err = {0};

	if (saving->is_ending) {
		err_set(&err, ERR_CHANGED, "it lacks text that was shown");
		save_conflict(self, PARTED_CHANGED, &err);
		return;
	}
	arrive_take(self, look);
	if (self->save_state == SAVE_CONFLICT)
		return;
	saving->is_outseen = true;
	editor_unsay(self->editor, TOPIC_MERGE);
	editor_say_about(self->editor, TOPIC_MERGE, MESSAGE_WARNING,
		"This text was changed by %s just now: see what it is, then leave again",
		editor_others(self->editor));
}

static void take_last(struct session *self, struct look *look)
{
	bool is_document = look->result == LOOK_DOCUMENT;

	if (look->result == LOOK_BUSY)
		doubt(self);
	else if (is_loss(self, look))
		take_loss(self, look);
	else if (look->result != LOOK_EQUAL || self->save_state != SAVE_FAILED)
		arrive_take(self, look); /* else why the save failed is what there is to say */
	/* What was merged is looked at once more: it may be another one already. */
	self->inside->saving.is_seen = !is_document || self->save_state == SAVE_CONFLICT ||
				       self->inside->saving.is_outseen;
}

void watch_last(struct session *self, bool waits)
{
	struct saver *saver = self->inside->saver;
	struct look_request request = {.reads = true, .is_patient = true};
	struct look look;

	if (!self->inside->saving.is_seeing || !saver_is_looking(saver)) {
		saver_forget_look(saver);
		ask(self, &request);
		self->inside->saving.is_seeing = true;
	}
	if (!saver_take_look(saver, waits, &look))
		return;
	self->inside->saving.is_seeing = false;
	take_last(self, &look);
	look_release(&look);
}

bool session_is_waiting(const struct session *self)
{
	const struct saver *saver = self->inside->saver;

	return saver_is_busy(saver) || saver_is_looking(saver) || self->inside->saving.reads_next;
}
