/* Keeping the step that is presented, so that a meeting goes on there when the program went down.
 */
#include "presenter.h"

#include <string.h>

enum { PAUSE = 1000 /* milliseconds */ };

static const struct place title = {.field = FORM_NONE, .column = FORM_NONE};

/* The row, or the first answer of the page. */
static struct place place_of_step(const struct presenter *self)
{
	const struct present_step *step = presenter_step(self);
	struct place place = title;

	if (presenter_row(self)) {
		place.field = self->events;
		memcpy(place.row, self->row, sizeof(place.row));
	} else if (step->page != FORM_NONE) {
		place = (struct place){
			.field = editor_form(self->screen->editor)->pages[step->page].first};
	}
	return place;
}

void present_kept_begin(struct presenter *self, bool goes_on)
{
	struct present_kept *kept = &self->kept;

	*kept = (struct present_kept){.place = title, .at = self->clock.now};
	kept->is_left = goes_on && session_meeting_place(self->screen->session, &kept->place);
}

static bool is_due(const struct presenter *self)
{
	struct place place;

	if (self->steps.n == 0)
		return false;
	place = place_of_step(self);
	return !place_is_equal(&place, &self->kept.place);
}

void present_kept_update(struct presenter *self)
{
	if (!is_due(self) || self->clock.now - self->kept.at < PAUSE)
		return;
	self->kept.place = place_of_step(self);
	self->kept.at = self->clock.now;
	session_keep_meeting_place(self->screen->session, &self->kept.place);
}

int present_kept_timeout(const struct presenter *self, int otherwise)
{
	int64_t left = self->kept.at + PAUSE - session_clock(self->screen->session);

	if (!is_due(self) || left >= otherwise)
		return otherwise;
	return left > 0 ? (int)left : 0;
}
