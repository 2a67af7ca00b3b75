/* When to show others where we are, and to check who they are. */
#include "internal.h"

enum {
	SETTLE = 100,    /* milliseconds after opening, so that the first screen is drawn first */
	LOOK = 2000,     /* between looks */
	TURN_PAGE = 300, /* between page changes shown to others */
};

void presence_poll_join(struct presence_poll *self, int64_t now)
{
	self->due_at = now + SETTLE;
	self->is_put_off = false;
	self->is_joined = true;
}

void autosave_show_person(struct autosave *self, const struct person *person, unsigned page)
{
	saver_set_presence(self->saver, presence_new(self->io, self->ids, self->time, person));
	self->poll.page = page;
	/* Where there is no file there are no others, and no other file must appear. */
	self->poll.is_put_off = self->saving.is_unborn;
	if (!self->poll.is_put_off)
		presence_poll_join(&self->poll, autosave_now(self));
}

int64_t autosave_presence_due_at(const struct autosave *self, unsigned page)
{
	const struct presence_poll *poll = &self->poll;

	if (!poll->is_joined || poll->page == page)
		return poll->due_at;
	return sooner(poll->due_at, poll->asked_at + TURN_PAGE);
}

bool autosave_update_presence(
	struct autosave *self, unsigned page, const char *page_key, struct company *others)
{
	struct presence_poll *poll = &self->poll;
	int64_t now = autosave_now(self);
	bool has_changed;

	if (!poll->is_joined)
		return false;
	has_changed = saver_take_company(self->saver, others);
	if (now < autosave_presence_due_at(self, page))
		return has_changed;
	poll->asked_at = now;
	poll->due_at = poll->is_once ? NEVER : now + LOOK;
	poll->page = page;
	saver_update_presence(self->saver, self->path, page_key);
	return has_changed;
}
