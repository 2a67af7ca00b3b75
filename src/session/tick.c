/* The clock of a session: what is due when. */
#include "disk.h"

int session_fd(const struct session *self)
{
	return saver_fd(self->inside->saver);
}

void session_settle(struct session *self)
{
	saver_settle(self->inside->saver);
}

int session_timeout(const struct session *self)
{
	const struct session_private *inside = self->inside;
	int64_t next = sooner(
		save_due_at(self), sooner(editor_check_due(self->editor), inside->saving.sync_at));
	int64_t left;

	next = sooner(sooner(next, watch_due(self)), company_due_at(self));
	if (inside->saving.is_wanted && !saver_is_busy(inside->saver))
		return 0;
	if (next == NEVER)
		return -1;
	left = next - session_now(self);
	return left < 0 ? 0 : (int)sooner(left, 3600 * 1000);
}

void session_tick(struct session *self)
{
	struct session_private *inside = self->inside;
	struct saving *saving = &inside->saving;
	int64_t now = session_now(self);

	save_take(self, false);
	watch_take(self);
	if (saver_take_sync_error(inside->saver) != 0 && inside->journal != NULL)
		journaling_renew(self);
	if (now >= saving->sync_at)
		journaling_sync(self);
	if (now >= save_due_at(self) || (saving->is_wanted && !saver_is_busy(inside->saver)))
		save_start(self);
	if (now >= editor_check_due(self->editor))
		editor_check(self->editor);
	if (now >= watch_due(self))
		watch_start(self);
	company_tick(self);
	news_update(self);
}
