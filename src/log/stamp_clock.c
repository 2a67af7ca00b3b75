/* Clock times, and the zones behind them. */
#include "stamp_clock.h"

#include "stamp.h"
#include "stamp_words.h"

/* "AM", "p.m." after a clock */
static bool scan_half(struct scan *self, bool *is_afternoon)
{
	static const char *const halves[] = {"am", "pm", "a.m.", "p.m."};
	struct scan ahead = *self;

	(void)scan_blank(&ahead);
	for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
		if (scan_word(&ahead, halves[i])) {
			*is_afternoon = halves[i][0] == 'p';
			*self = ahead;
			return true;
		}
	}
	return false;
}

bool scan_fraction(struct scan *self)
{
	struct scan ahead = *self;
	int64_t fraction;

	if (!scan_any(&ahead, ".,:") || !scan_digits(&ahead, 1, 9, &fraction))
		return false;
	*self = ahead;
	return fraction > 0;
}

/* " Uhr", "h" */
static bool scan_oclock(struct scan *self)
{
	struct scan ahead = *self;

	(void)scan_blank(&ahead);
	if (!scan_word(&ahead, "uhr") && !scan_word(&ahead, "h"))
		return false;
	*self = ahead;
	return true;
}

/* What stands between hours and minutes: ':', "h" in French, '.' if "Uhr" follows. */
static bool scan_minutes(struct scan *self, int64_t *minute)
{
	struct scan ahead = *self;

	if (scan_any(&ahead, ":hH") && scan_digits(&ahead, 2, 2, minute)) {
		*self = ahead;
		return *minute <= 59;
	}
	if (!scan_char(&ahead, '.') || !scan_digits(&ahead, 2, 2, minute) || *minute > 59)
		return false;
	*self = ahead;
	return scan_oclock(&ahead);
}

/* Counts the hours of a clock with AM or PM from midnight; not "13:05 PM", which some write. */
static void read_half(bool is_afternoon, int64_t *hour)
{
	if (*hour >= 1 && *hour <= 12)
		*hour = *hour % 12 + (is_afternoon ? 12 : 0);
}

unsigned scan_clock(struct scan *self, int64_t *seconds)
{
	struct scan ahead = *self;
	unsigned parts = STAMP_CLOCK;
	int64_t hour, minute = 0, second = 0;
	bool is_afternoon;
	bool has_minutes;

	if (!scan_digits(&ahead, 1, 2, &hour) || hour > 24)
		return 0;
	has_minutes = scan_minutes(&ahead, &minute);
	if (!has_minutes && (hour == 0 || hour > 12 || !scan_half(&ahead, &is_afternoon)))
		return 0;
	if (!has_minutes) /* "9 AM" */
		read_half(is_afternoon, &hour);
	*self = ahead;
	if (has_minutes && scan_char(&ahead, ':') && scan_digits(&ahead, 2, 2, &second) &&
		second <= 60) {
		*self = ahead;
		parts |= STAMP_SECONDS | (scan_fraction(self) ? STAMP_FRACTION : 0);
	} else {
		second = 0;
	}
	if (has_minutes && scan_half(self, &is_afternoon))
		read_half(is_afternoon, &hour);
	else
		(void)scan_oclock(self);
	if (seconds)
		*seconds = (hour * 60 + minute) * 60 + second;
	return parts;
}

static bool scan_offset(struct scan *self)
{
	struct scan ahead = *self;
	int64_t hours;

	if (!scan_any(&ahead, "+-"))
		return false;
	if (scan_digits(&ahead, 4, 4, &hours)) {
		if (hours > 1400)
			return false;
	} else if (!scan_digits(&ahead, 2, 2, &hours) || hours > 14 ||
		   (scan_char(&ahead, ':') && !scan_digits(&ahead, 2, 2, NULL))) {
		return false;
	}
	if (ascii_is_alphanumeric(scan_peek(&ahead)) || scan_peek(&ahead) == ':')
		return false;
	*self = ahead;
	return true;
}

/* " UTC" behind "+0000", as Go writes both */
static void skip_label(struct scan *self)
{
	struct scan ahead = *self;

	if (scan_blank(&ahead) && scan_zone_label(&ahead))
		*self = ahead;
}

bool scan_zone(struct scan *self)
{
	struct scan ahead = *self;
	bool is_bracketed, has_label;

	if (scan_word(self, "z") || scan_offset(self))
		return true;
	(void)scan_blank(&ahead);
	is_bracketed = scan_char(&ahead, '(');
	has_label = scan_zone_label(&ahead);
	if (is_bracketed ? !has_label || !scan_char(&ahead, ')')
			 : !scan_offset(&ahead) && !has_label)
		return false;
	if (!has_label)
		skip_label(&ahead);
	*self = ahead;
	return true;
}

bool scan_until_clock(struct scan *self, struct slice *until)
{
	static const char *const dashes[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94", "to ", "bis "};
	struct scan ahead = *self;
	const char *from;

	(void)scan_blank(&ahead);
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
		if (!scan_text(&ahead, dashes[i]))
			continue;
		(void)scan_blank(&ahead);
		from = ahead.at;
		if (!scan_clock(&ahead, NULL))
			return false;
		*until = scan_since(&ahead, from);
		*self = ahead;
		return true;
	}
	return false;
}
