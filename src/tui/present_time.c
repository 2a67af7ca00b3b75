/*
 * The time that a meeting has used, against the plan: two thirds of it are for the timeline, the
 * rest is shared by the other pages. All of it changes at the same moment, once a minute.
 */
#include "presenter.h"

#include "base/mem.h"

enum { MINUTE = 60000 /* milliseconds */, PAUSE_MOST = 15 * MINUTE };

void present_clock_look(struct presenter *self)
{
	self->clock.now = session_clock(self->screen->session);
}

void present_clock_start(struct presenter *self)
{
	size_t n_pages = editor_form(self->screen->editor)->n_pages;
	struct present_clock *clock = &self->clock;

	if (!clock->used)
		clock->used = mem_zalloc(n_pages + 1, sizeof(*clock->used));
	for (size_t i = 0; i < n_pages; i++)
		clock->used[i] = 0;
	present_clock_look(self);
	clock->began = clock->since = clock->now;
	clock->began_wall = session_seconds(self->screen->session);
}

void present_clock_begin_at(struct presenter *self, int64_t began)
{
	enum { SECOND = 1000 /* milliseconds */ };

	self->clock.began -= (self->clock.began_wall - began) * SECOND;
	self->clock.began_wall = began;
}

void present_clock_note(struct presenter *self)
{
	unsigned page = presenter_step(self)->page;

	if (page != FORM_NONE)
		self->clock.used[page] += self->clock.now - self->clock.since;
	self->clock.since = self->clock.now;
}

void present_clock_stop(struct presenter *self)
{
	present_clock_look(self);
	if (self->steps.n > 0)
		present_clock_note(self);
	self->clock.ended = self->clock.now;
}

bool present_clock_go_on(struct presenter *self)
{
	present_clock_look(self);
	if (self->steps.n == 0 || self->clock.now - self->clock.ended > PAUSE_MOST)
		return false;
	self->clock.since = self->clock.now;
	return true;
}

unsigned present_minutes(const struct presenter *self)
{
	return (unsigned)((self->clock.now - self->clock.began) / MINUTE);
}

/* Of a page, up to the last full minute of the meeting. */
static unsigned minutes_of(const struct presenter *self, unsigned page)
{
	int64_t full = self->clock.began + (int64_t)present_minutes(self) * MINUTE;
	int64_t shown = full > self->clock.since ? full - self->clock.since : 0;

	return (unsigned)((self->clock.used[page] + shown) / MINUTE);
}

static unsigned planned_for(const struct presenter *self, unsigned page)
{
	const struct form *form = editor_form(self->screen->editor);
	unsigned all = (unsigned)settings_number(self->screen->settings, SETTING_MEETING);
	unsigned timeline = 0;
	unsigned n = (unsigned)form->n_pages;

	if (self->events != FORM_NONE && n > 1) {
		timeline = all * 2 / 3;
		n--;
		if (form->fields[self->events].page == page)
			return timeline;
	}
	return (all - timeline) / n;
}

bool present_append_plan(const struct presenter *self, struct str *out)
{
	unsigned page = presenter_step(self)->page;
	unsigned all = (unsigned)settings_number(self->screen->settings, SETTING_MEETING);
	unsigned used = page != FORM_NONE ? minutes_of(self, page) : present_minutes(self);
	unsigned planned = page != FORM_NONE ? planned_for(self, page) : all;

	if (page != FORM_NONE)
		str_appendf(out, "%s ", editor_form(self->screen->editor)->pages[page].title);
	if (all > 0)
		str_appendf(out, "%u of %u min", used, planned);
	else
		str_appendf(out, "%u min", used);
	return all > 0 && used > planned;
}

int present_timeout(const struct presenter *self)
{
	int64_t now = session_clock(self->screen->session);

	/* A minute that has begun since the last drawing is due. */
	if ((now - self->clock.began) / MINUTE > present_minutes(self))
		return 0;
	return MINUTE - (int)((now - self->clock.began) % MINUTE);
}
