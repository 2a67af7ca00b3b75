/* What the settings say of the page and of the document behind it. */
#include "internal.h"

static void follow_clock(struct screen *self)
{
	static const enum shown_clock clocks[] = {
		[CHOICE_CLOCK_DOCUMENT] = CLOCK_DOCUMENT,
		[CHOICE_CLOCK_LOCAL] = CLOCK_LOCAL,
		[CHOICE_CLOCK_UTC] = CLOCK_UTC,
	};
	int clock = settings_number(self->settings, SETTING_CLOCK);

	if (!self->followed.is_there || clock != self->followed.clock)
		editor_set_clock(self->editor, clocks[clock]);
	self->followed.clock = clock;
}

static void follow_date(struct screen *self)
{
	static const enum date_style styles[] = {
		[CHOICE_DATE_ISO] = DATE_ISO,
		[CHOICE_DATE_DAY_MONTH] = DATE_DAY_MONTH,
		[CHOICE_DATE_MONTH_DAY] = DATE_MONTH_DAY,
	};
	int date = settings_number(self->settings, SETTING_DATE);

	if (!self->followed.is_there || date != self->followed.date)
		editor_set_dates(self->editor, styles[date]);
	self->followed.date = date;
}

/* Unless it was switched since. */
static void follow_mouse(struct screen *self)
{
	int mouse = settings_number(self->settings, SETTING_MOUSE);

	if (!self->followed.is_there || mouse != self->followed.mouse)
		self->switched.has_mouse = mouse;
	self->followed.mouse = mouse;
}

static void follow_side(struct screen *self)
{
	int side = settings_number(self->settings, SETTING_SIDE);

	if (!self->followed.is_there || side != self->followed.side)
		self->switched.side = (enum side_choice)side;
	self->followed.side = side;
}

void screen_follow_settings(struct screen *self)
{
	enum { MILLISECONDS = 1000 };

	if (self->followed.is_there && self->followed.revision == self->settings->revision)
		return;
	session_set_save_pause(self->session,
		(int64_t)settings_number(self->settings, SETTING_SAVE_AFTER) * MILLISECONDS);
	follow_clock(self);
	follow_date(self);
	follow_mouse(self);
	follow_side(self);
	self->followed.revision = self->settings->revision;
	self->followed.is_there = true;
}

bool screen_rings(struct screen *self)
{
	const struct message *message = editor_message(self->editor);
	struct str *rung = &self->followed.warning;
	const struct str *text = &message->text;

	if (message->level < MESSAGE_WARNING) {
		str_clear(rung);
		return false;
	}
	if (str_equal(rung, str_text(text), text->len))
		return false;
	str_set(rung, str_text(text), text->len);
	return true;
}
