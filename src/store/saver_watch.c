/*
 * What the saver's thread does by itself, without waking the editing thread: it watches the file,
 * and meets those who have it open. Where the system tells of changes it sleeps until then, and
 * otherwise between looks.
 */
#include "saver_inside.h"

#include "base/mem.h"
#include "store/path.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

/* Milliseconds. */
enum {
	LOOK = 1000,      /* between looks */
	LOOK_QUICK = 700, /* with others */
	MEET = 2000,      /* between meetings */
	MISSING = 200,    /* that a file may be away: some remove it and write another one */
	TRUSTING = 10000, /* between both if the system tells; meetings are our heartbeat, too */
	DEAF = 200,       /* of a rest after changes of other files: they may be many */
	FOREVER = 3600 * 1000,
};

static int64_t now(const struct saver *self)
{
	return time_source_steady(&self->time);
}

/* --- hints --- */

static void note_hint(void *context, const char *name)
{
	struct saver *self = context;
	struct saver_watch *watch = &self->watch;
	bool is_any = *name == '\0';

	if (is_any || strcmp(name, path_name(watch->order.path)) == 0 ||
		strcmp(name, path_name(str_text(&watch->real))) == 0)
		watch->is_hinted = true;
	if (watch->path && (is_any || presence_concerns(self->presence, name)))
		watch->is_hinted_meeting = true;
}

static void take_hints(struct saver *self)
{
	file_watch_take(&self->watch.hints, note_hint, self);
}

/* --- meeting others --- */

static void take_meeting(struct saver *self)
{
	struct saver_watch *watch = &self->watch;

	if (!self->presence_path)
		return;
	free(watch->path);
	free(watch->page);
	watch->path = self->presence_path;
	watch->page = self->presence_page;
	self->presence_path = self->presence_page = NULL;
}

void meet_run(struct saver *self)
{
	struct saver_watch *watch = &self->watch;
	struct company company = {0};

	take_meeting(self);
	pthread_mutex_unlock(&self->mutex);
	watch->is_hinted_meeting = false;
	presence_update(self->presence, watch->path, watch->page, &company);
	if (watch->is_trusted)
		take_hints(self);   /* at our own file: nobody is to be woken by those */
	watch->look_at = now(self); /* at the same time: that wakes less often */
	watch->meet_at = watch->look_at + (watch->is_trusted ? TRUSTING : MEET);
	pthread_mutex_lock(&self->mutex);
	if (company_is_equal(&company, &self->company)) {
		company_release(&company);
		return;
	}
	company_release(&self->company);
	self->company = company;
	self->has_company = true;
	wake_pipe_ring(&self->editor_pipe);
}

/* --- looking at the file --- */

bool watch_order_is(const struct watch_order *self, const char *path,
	const struct file_stamp *known, bool is_quick)
{
	return self->path && strcmp(self->path, path) == 0 && self->is_quick == is_quick &&
	       file_stamp_is_equal(&self->known, known);
}

/* Returns whether it says something new. */
static bool take_order(struct saver *self)
{
	struct saver_watch *watch = &self->watch;
	const struct watch_order *order = &self->order;
	bool is_new = !watch_order_is(&watch->order, order->path, &order->known, order->is_quick);

	if (!watch->order.path)
		file_watch_init(&watch->hints);
	free(watch->order.path);
	watch->order = self->order;
	self->order = (struct watch_order){0};
	watch->is_armed = true;
	watch->missing_since = 0;
	return is_new;
}

/* Hints come from what is there when this is called. */
static void listen(struct saver *self)
{
	struct saver_watch *watch = &self->watch;

	str_clear(&watch->real);
	watch->is_trusted =
		file_real_path(self->io, watch->order.path, &watch->real, NULL) &&
		file_watch_set(&watch->hints, watch->order.path, str_text(&watch->real));
}

static int64_t pause_of(const struct saver *self)
{
	return self->watch.order.is_quick || self->company.n > 0 ? LOOK_QUICK : LOOK;
}

/* The editing thread may have said meanwhile what it knows now. */
static void note_look(struct saver *self, bool is_same)
{
	if (is_same || self->order.path)
		return;
	self->watch.is_armed = false;
	self->has_stirred = true;
	wake_pipe_ring(&self->editor_pipe);
}

/* Who is told at once sees also what is over in a moment: is that to be awaited? */
static bool is_away(struct saver *self)
{
	static const struct file_stamp nothing;
	struct saver_watch *watch = &self->watch;
	bool is_missing =
		watch->order.known.exists && file_is_same(self->io, watch->order.path, &nothing);

	if (!is_missing)
		watch->missing_since = 0;
	else if (watch->missing_since == 0)
		watch->missing_since = now(self);
	return is_missing && now(self) - watch->missing_since < MISSING;
}

static void look(struct saver *self, bool is_new)
{
	struct saver_watch *watch = &self->watch;
	bool is_told = watch->is_trusted || watch->missing_since != 0;
	bool is_same;

	pthread_mutex_unlock(&self->mutex);
	if (is_new || is_told)
		listen(self);
	watch->is_hinted = false;
	watch->look_at = now(self) + (watch->is_trusted ? TRUSTING : pause_of(self));
	is_same = file_is_same(self->io, watch->order.path, &watch->order.known);
	if (is_same)
		watch->missing_since = 0; /* it came back */
	if (!is_same && is_told && is_away(self)) {
		is_same = true;
		watch->look_at = watch->missing_since + MISSING;
	}
	pthread_mutex_lock(&self->mutex);
	note_look(self, is_same);
}

/* --- what is due --- */

static bool is_meeting_due(const struct saver *self, int64_t at)
{
	const struct saver_watch *watch = &self->watch;

	return watch->path && (watch->is_hinted_meeting || at >= watch->meet_at);
}

static bool is_look_due(const struct saver *self, int64_t at)
{
	const struct saver_watch *watch = &self->watch;

	return watch->is_armed && (watch->is_hinted || at >= watch->look_at);
}

bool watch_step(struct saver *self)
{
	int64_t at;

	if (!self->order.path && !self->watch.order.path)
		return false; /* it watches nothing, and asks no clock */
	at = now(self);
	if (self->order.path) {
		if (take_order(self))
			look(self, true);
		else /* it was said before that the file is another one: not again at once */
			self->watch.look_at = at + pause_of(self);
	} else if (is_meeting_due(self, at)) {
		meet_run(self);
	} else if (is_look_due(self, at)) {
		look(self, false);
	} else {
		return false;
	}
	return true;
}

/* --- waiting --- */

static int timeout_of(const struct saver *self)
{
	const struct saver_watch *watch = &self->watch;
	int64_t longest = watch->is_deaf ? DEAF : FOREVER;
	int64_t due = INT64_MAX, left;

	if (!watch->order.path)
		return -1;
	if (watch->is_armed)
		due = watch->look_at;
	if (watch->path && watch->meet_at < due)
		due = watch->meet_at;
	left = due - now(self);
	if (left < 0)
		return 0;
	return (int)(left < longest ? left : longest);
}

void watch_rest(struct saver *self)
{
	struct saver_watch *watch = &self->watch;
	bool listens = watch->is_trusted && watch->is_armed && !watch->is_deaf;
	struct pollfd fds[] = {
		{.fd = self->thread_pipe.ends[0], .events = POLLIN},
		{.fd = listens ? watch->hints.fd : -1, .events = POLLIN},
	};
	int timeout = timeout_of(self);

	pthread_mutex_unlock(&self->mutex);
	poll(fds, 2, timeout);
	wake_pipe_empty(&self->thread_pipe);
	watch->is_deaf = false;
	if (fds[1].revents != 0) {
		take_hints(self);
		watch->is_deaf = !watch->is_hinted && !watch->is_hinted_meeting;
	}
	pthread_mutex_lock(&self->mutex);
}

void watch_release(struct saver *self)
{
	struct saver_watch *watch = &self->watch;

	if (watch->order.path)
		file_watch_release(&watch->hints);
	str_release(&watch->real);
	free(watch->order.path);
	free(watch->path);
	free(watch->page);
}
