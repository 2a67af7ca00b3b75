/* Changes by which clock times are shown, and how days are written. */
#include "internal.h"

#include <string.h>

static bool is_same_zone(const struct zone *a, const struct zone *b)
{
	return strcmp(a->name, b->name) == 0 || (zone_is_utc(a) && zone_is_utc(b));
}

enum shown_clock editor_next_clock(const struct editor *self)
{
	const struct display *display = &self->display;

	for (unsigned i = 1; i < N_CLOCKS; i++) {
		enum shown_clock clock = (display->clock + i) % N_CLOCKS;
		bool is_asked_for = clock != CLOCK_LOCAL || display->local.name[0] != '\0';
		bool is_own =
			clock != CLOCK_LOCAL || !is_same_zone(&display->local, &display->zone);

		if (is_asked_for && is_own &&
			!is_same_zone(editor_clock_zone(self, clock), editor_shown_zone(self)))
			return clock;
	}
	return display->clock;
}

void editor_set_clock(struct editor *self, enum shown_clock clock)
{
	if (clock == CLOCK_LOCAL)
		zone_own(&self->display.local);
	if (clock != self->display.clock)
		editor_check_later(self);
	self->display.clock = clock;
}

void editor_set_dates(struct editor *self, enum date_style dates)
{
	if (dates != self->display.dates)
		editor_check_later(self);
	self->display.dates = dates;
}
