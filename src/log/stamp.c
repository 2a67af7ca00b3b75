/* Where a time that a program wrote begins and ends. */
#include "stamp.h"

#include "stamp_clock.h"
#include "stamp_words.h"

static bool scan_weekday(struct scan *self)
{
	struct scan ahead = *self;

	if (!scan_weekday_name(&ahead))
		return false;
	(void)scan_char(&ahead, ',');
	if (!scan_blank(&ahead) && !scan_is_at_end(&ahead))
		return false;
	*self = ahead;
	return true;
}

static bool scan_year(struct scan *self)
{
	struct scan ahead = *self;
	int64_t year;

	(void)scan_any(&ahead, ",");
	(void)scan_blank(&ahead);
	if (!scan_digits(&ahead, 4, 4, &year) || year < 1900 || year > 2199 ||
		(scan_char(&ahead, ':') && ascii_is_digit(scan_peek(&ahead))))
		return false;
	self->at = ahead.at - (ahead.at[-1] == ':');
	return true;
}

/* "3rd" */
static bool scan_day_of_month(struct scan *self)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};
	struct scan ahead = *self;
	int64_t day;

	if (!scan_digits(&ahead, 1, 2, &day) || day < 1 || day > 31)
		return false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (scan_word(&ahead, endings[i]))
			break;
	if (scan_peek(&ahead) == ':')
		return false;
	*self = ahead;
	return true;
}

/* "May 3rd, 2024", "May  3" */
static unsigned scan_month_day(struct scan *self)
{
	struct scan ahead = *self;

	if (!scan_month(&ahead) || !scan_blank(&ahead) || !scan_day_of_month(&ahead))
		return 0;
	*self = ahead;
	return STAMP_DATE | (scan_year(self) ? STAMP_YEAR : 0);
}

/* "3 May 2024", "03/May/2024", "3. May" */
static unsigned scan_day_month(struct scan *self)
{
	struct scan ahead = *self;
	bool is_glued;

	if (!scan_day_of_month(&ahead))
		return 0;
	is_glued = scan_any(&ahead, "/-");
	if (!is_glued) {
		(void)scan_char(&ahead, '.');
		if (!scan_blank(&ahead))
			return 0;
	}
	if (!is_glued && scan_text(&ahead, "de ")) /* "3 de mayo" */
		(void)scan_blank(&ahead);
	if (!scan_month(&ahead))
		return 0;
	*self = ahead;
	if (!is_glued)
		return STAMP_DATE | (scan_year(self) ? STAMP_YEAR : 0);
	if (!scan_any(&ahead, "/-") ||
		(!scan_digits(&ahead, 4, 4, NULL) && !scan_digits(&ahead, 2, 2, NULL)))
		return STAMP_DATE;
	*self = ahead;
	return STAMP_DATE | STAMP_YEAR;
}

/* "2024-05-03", "2024/05/03", "20240503" before a T */
static unsigned scan_year_first(struct scan *self)
{
	struct scan ahead = *self;
	char mark;

	if (scan_digits(&ahead, 8, 8, NULL)) {
		if (scan_peek(&ahead) != 'T')
			return 0;
		*self = ahead;
		return STAMP_DATE | STAMP_YEAR;
	}
	if (!scan_digits(&ahead, 4, 4, NULL))
		return 0;
	mark = scan_peek(&ahead);
	if (!scan_any(&ahead, "-/.") || !scan_digits(&ahead, 1, 2, NULL) ||
		!scan_char(&ahead, mark) || !scan_digits(&ahead, 1, 2, NULL))
		return 0;
	*self = ahead;
	return STAMP_DATE | STAMP_YEAR;
}

/* "5/3/2024", "5/3/24", "5/3", "03.05.2024", "03.05." */
static unsigned scan_numbers(struct scan *self)
{
	struct scan ahead = *self;
	char mark;

	if (!scan_digits(&ahead, 1, 2, NULL))
		return 0;
	mark = scan_peek(&ahead);
	if (!scan_any(&ahead, "/.-") || !scan_digits(&ahead, 1, 2, NULL))
		return 0;

	struct scan year = ahead;

	if (scan_char(&year, mark) &&
		(scan_digits(&year, 4, 4, NULL) || scan_digits(&year, 2, 2, NULL))) {
		*self = year;
		return STAMP_DATE | STAMP_YEAR;
	}
	if (mark == '-' || (mark == '.' && !scan_char(&ahead, '.')))
		return 0;
	*self = ahead;
	return STAMP_DATE;
}

/* "Today", "yesterday", "last Monday", "Gestern" */
static unsigned scan_moving_day(struct scan *self)
{
	struct scan ahead = *self;

	if (scan_word(&ahead, "last"))
		(void)scan_blank(&ahead);
	if (!scan_near_day(&ahead) && !scan_weekday_name(&ahead))
		return 0;
	*self = ahead;
	return STAMP_MOVING;
}

unsigned scan_day(struct scan *self)
{
	static unsigned (*const shapes[])(struct scan *) = {
		scan_year_first, scan_numbers, scan_month_day, scan_day_month};
	struct scan ahead = *self;

	(void)scan_weekday(&ahead);
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		unsigned parts = shapes[i](&ahead);

		if (parts) {
			*self = ahead;
			return parts;
		}
	}
	return scan_moving_day(self);
}

/* What may stand between a day and a clock. */
static bool scan_joint(struct scan *self)
{
	static const char *const joints[] = {"at ", "um ", "\xC3\xA0 ", "a las ", "a la ",
		"\xC3\xA0s ", "alle ", "om ", "- ", "\xE2\x80\x93 ", "@ "};

	if (scan_char(self, 'T') || scan_char(self, ':'))
		return true;
	(void)scan_char(self, ',');
	if (!scan_blank(self))
		return false;
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		if (scan_text(self, joints[i])) {
			(void)scan_blank(self);
			break;
		}
	}
	return true;
}

static unsigned scan_end(struct scan *self, unsigned parts)
{
	struct scan ahead = *self;

	if (scan_zone(self))
		parts |= STAMP_ZONE;
	if (!(parts & STAMP_YEAR) && (parts & STAMP_DATE)) {
		ahead = *self;
		if (scan_blank(&ahead) && scan_year(&ahead)) { /* "Fri May 03 10:11:12 2024" */
			*self = ahead;
			parts |= STAMP_YEAR;
			if (!(parts & STAMP_ZONE) && scan_zone(self))
				parts |= STAMP_ZONE;
		}
	}
	return parts;
}

static unsigned scan_day_clock(struct scan *self)
{
	struct scan ahead = *self;
	unsigned day = scan_day(&ahead);
	unsigned clock;

	if (!day)
		return 0;

	struct scan only = ahead;

	if (!scan_joint(&ahead) || !(clock = scan_clock(&ahead, NULL))) {
		*self = only;
		return day;
	}
	*self = ahead;
	return scan_end(self, day | clock);
}

/* "9:41 AM", "9:41 AM, May 3", "10:12 03/05/2024" */
static unsigned scan_clock_day(struct scan *self)
{
	unsigned clock = scan_clock(self, NULL);

	if (!clock)
		return 0;
	if (scan_peek(self) != '-') /* "10:45-11:00" is a span */
		clock = scan_end(self, clock);

	struct scan ahead = *self;
	unsigned day;

	(void)scan_char(&ahead, ',');
	if (!scan_blank(&ahead) || !(day = scan_day(&ahead)) || !(day & STAMP_DATE))
		return clock;
	*self = ahead;
	return scan_end(self, clock | day);
}

/* Seconds, milliseconds, microseconds or nanoseconds since 1970, of this century. */
static unsigned scan_epoch(struct scan *self)
{
	static const size_t lengths[] = {10, 13, 16, 19};
	struct scan ahead = *self;

	if (scan_peek(self) != '1' && scan_peek(self) != '2')
		return 0;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		if (!scan_digits(&ahead, lengths[i], lengths[i], NULL))
			continue;
		bool has_fraction = i == 0 && scan_fraction(&ahead);

		*self = ahead;
		return STAMP_CLOCK | STAMP_DATE | STAMP_YEAR | STAMP_ZONE | STAMP_SECONDS |
		       (has_fraction ? STAMP_FRACTION : 0);
	}
	return 0;
}

unsigned scan_stamp(struct scan *self)
{
	struct scan ahead = *self;
	unsigned parts = scan_day_clock(&ahead);

	if (!parts) {
		ahead = *self;
		parts = scan_clock_day(&ahead);
	}
	if (!parts) {
		ahead = *self;
		parts = scan_epoch(&ahead);
	}
	if (!parts || ascii_is_alphanumeric(scan_peek(&ahead)))
		return 0;
	*self = ahead;
	return parts;
}

unsigned stamp_parts(struct slice text)
{
	struct scan scan = scan_of(text);
	unsigned parts = scan_stamp(&scan);

	return scan_is_at_end(&scan) ? parts : 0;
}
