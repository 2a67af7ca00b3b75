/* The time of day in a typed time. */
#include "when_reading.h"

#include <string.h>

#define HOUR 3600
#define MINUTE_TOP 59
#define FRACTION_SHOWN 9 /* digits repeated in a note */

enum part reading_take_clock(struct reading *self, const struct token *from, int64_t hour,
	int64_t minute, int64_t second)
{
	if (self->has_clock) {
		err_set(self->err, ERR_VALUE, "it has two times of day");
		return PART_BAD;
	}
	self->has_clock = true;
	self->clock = from;
	self->local.hour = (int)hour;
	self->local.minute = (int)minute;
	self->local.second = (int)second;
	if (hour == 24 && minute == 0 && second == 0) {
		self->local.hour = 0;
		self->is_day_end = true;
	}
	return PART_READ;
}

void reading_drop_fraction(struct reading *self, const struct token *digits)
{
	size_t len = digits->len;

	if (strspn(digits->text, "0") < len)
		reading_note(self, 0, "the fraction of a second, .%.*s%s, is left out",
			(int)(len < FRACTION_SHOWN ? len : FRACTION_SHOWN), digits->text,
			len > FRACTION_SHOWN ? "..." : "");
}

static bool is_half(const struct token *self)
{
	bool is_morning;

	return token_after_half(self, &is_morning) != NULL;
}

/* "am" or "pm" after a clock. */
static enum part take_half(struct reading *self, const struct token *after, bool is_morning)
{
	int hour = self->is_day_end ? 24 : self->local.hour;

	self->at = after;
	if (hour > 23 || (is_morning && hour > 12) || (!is_morning && hour == 0)) {
		err_set(self->err, ERR_VALUE, "there is no %d %s", hour, is_morning ? "am" : "pm");
		return PART_BAD;
	}
	self->has_half = true;
	if (hour <= 12)
		self->local.hour = hour % 12 + (is_morning ? 0 : 12);
	return PART_READ;
}

/* "12:00 noon", "12 midnight" */
static enum part take_clock_word(struct reading *self, const struct token *word)
{
	bool is_noon = word->number == 12;
	int hour = self->local.hour;

	self->at = word + 1;
	if (self->local.minute != 0 || self->local.second != 0 ||
		(hour != 12 && (is_noon || hour != 0))) {
		err_set(self->err, ERR_VALUE, "%s is not at %02d:%02d",
			is_noon ? "noon" : "midnight", hour, self->local.minute);
		return PART_BAD;
	}
	self->is_midnight = !is_noon && !self->is_day_end;
	self->local.hour = is_noon ? 12 : 0;
	return PART_READ;
}

static bool is_unit(const struct token *self, int seconds)
{
	return token_is_word(self, WORD_UNIT) && self->number == seconds;
}

static bool is_hour_word(const struct token *self)
{
	return token_is_word(self, WORD_OCLOCK) || is_unit(self, HOUR);
}

static enum part end_clock(struct reading *self, enum part part, const struct token *next)
{
	bool is_morning;

	self->at = next;
	if (part != PART_READ)
		return part;
	if (is_hour_word(next)) /* "17:14h", "17 Uhr" */
		self->at = ++next;
	const struct token *after = token_after_half(next, &is_morning);
	if (after != NULL)
		return take_half(self, after, is_morning);
	if (token_is_word(next, WORD_CLOCK))
		return take_clock_word(self, next);
	return part;
}

/* ".25" or ",810" after seconds. */
static const struct token *pass_fraction(struct reading *self, const struct token *next)
{
	if ((!token_is_mark(next, '.') && !token_is_mark(next, ',')) || !next->is_glued ||
		!next[1].is_glued || next[1].kind != TOKEN_NUMBER)
		return next;
	reading_drop_fraction(self, &next[1]);
	return &next[2];
}

/* "14:05", "8:30:15.25 pm"; "14.05" with points for the colons */
static enum part read_marked(struct reading *self, char mark)
{
	const struct token *hour = self->at;
	const struct token *next = &hour[3];
	int64_t second = 0;

	if (!token_is_number(&hour[2], 2, 2)) {
		err_set(self->err, ERR_VALUE, "minutes have two digits, as in 14:05");
		return PART_BAD;
	}
	self->has_colon = true;
	if (token_is_mark(next, mark) && next->is_glued && token_is_number(&next[1], 2, 2) &&
		next[1].is_glued) {
		self->has_seconds = true;
		second = next[1].number;
		next = pass_fraction(self, &next[2]);
	}
	return end_clock(
		self, reading_take_clock(self, hour, hour->number, hour[2].number, second), next);
}

/* "14.05": a clock if it can be one and is not the day in "31.12. 23:50". */
static bool is_pointed(const struct reading *self)
{
	const struct token *hour = self->at;

	return token_is_number(hour, 1, 2) && token_is_mark(&hour[1], '.') && hour[1].is_glued &&
	       token_is_number(&hour[2], 2, 2) && hour[2].is_glued && hour->number <= 24 &&
	       hour[2].number <= MINUTE_TOP;
}

static enum part read_pointed(struct reading *self)
{
	const struct token *hour = self->at;
	enum part part = read_marked(self, '.');
	bool is_sure = self->has_date || self->has_half || self->has_seconds ||
		       is_hour_word(&hour[3]) || self->is_range_end;

	if (part == PART_READ && !is_sure && hour->number >= 1 && hour[2].number >= 1 &&
		hour[2].number <= 12)
		reading_note(self, WHEN_ODD_ASSUMED,
			"read as the time %02d:%02d; a day is typed %02d.%02d.", (int)hour->number,
			(int)hour[2].number, (int)hour->number, (int)hour[2].number);
	return part;
}

/* "0830" and "083015", only where a clock is possible; "830pm" */
static enum part read_digits(struct reading *self)
{
	const struct token *token = self->at;
	int64_t number = token->len <= 4 ? token->number * 100 : token->number;
	bool is_lone = !self->has_date && token[1].kind == TOKEN_END && !token->is_glued;

	self->has_seconds = token->len == 6;
	bool is_year = is_lone && token->len == 4 && token->number >= 1970 && token->number <= 2100;

	if (is_year && self->context->date_only) {
		err_set(self->err, ERR_VALUE, "which day of %.*s?", (int)token->len, token->text);
		return PART_BAD;
	}
	if (is_year)
		reading_note(self, WHEN_ODD_ASSUMED, "read as a time of day, not as a year");
	if (is_lone && token->len == 6)
		reading_note(self, WHEN_ODD_ASSUMED, "read as a time of day, not as a date");
	return end_clock(self,
		reading_take_clock(self, token, number / 10000, number / 100 % 100, number % 100),
		&token[1]);
}

/* "20h15", "8h", "17 Uhr 14", "17h14min", "17h14m30s" */
static enum part read_hour_word(struct reading *self)
{
	const struct token *hour = self->at;
	const struct token *next = &hour[2];
	int64_t minute = 0;
	int64_t second = 0;

	if (token_is_number(next, 2, 2) && next->number <= MINUTE_TOP &&
		!token_is_mark(&next[1], ':') && !token_is_mark(&next[1], '.')) {
		minute = next->number;
		next += is_unit(&next[1], 60) ? 2 : 1;
	}
	if (is_unit(&next[-1], 60) && token_is_number(next, 2, 2) && is_unit(&next[1], 1)) {
		self->has_seconds = true;
		second = next->number;
		next += 2;
	}
	return end_clock(self, reading_take_clock(self, hour, hour->number, minute, second), next);
}

/* "9" in "9-11am": what follows shows that both are hours. */
static bool is_hour_of_range(const struct token *hour)
{
	const struct token *next = token_after_joint(&hour[1]);

	if (next == &hour[1] || !token_is_number(next, 1, 2))
		return false;
	next++;
	if (token_is_mark(next, ':') && token_is_number(&next[1], 2, 2))
		next += 2;
	return is_half(next) || token_is_word(next, WORD_OCLOCK);
}

static enum part read_hour(struct reading *self)
{
	const struct token *hour = self->at;

	if (token_is_mark(&hour[1], ':'))
		return read_marked(self, ':');
	if (is_pointed(self))
		return read_pointed(self);
	if (is_half(&hour[1]) || token_is_word(&hour[1], WORD_CLOCK) || is_hour_of_range(hour))
		return end_clock(
			self, reading_take_clock(self, hour, hour->number, 0, 0), &hour[1]);
	if (token_is_letter(&hour[1], 'h') || token_is_word(&hour[1], WORD_OCLOCK))
		return read_hour_word(self);
	if (self->has_t && !self->has_clock && hour->is_glued) /* "2023-10-15T08Z" */
		return end_clock(
			self, reading_take_clock(self, hour, hour->number, 0, 0), &hour[1]);
	/* The end of a range may be as short as in "9:00-11". */
	if (self->is_range_end && !self->has_clock && hour->is_glued && hour[-1].is_glued)
		return end_clock(
			self, reading_take_clock(self, hour, hour->number, 0, 0), &hour[1]);
	return PART_NONE;
}

enum part reading_clock(struct reading *self)
{
	const struct token *token = self->at;

	if (token_is_word(token, WORD_CLOCK)) {
		self->is_midnight = token->number == 0;
		self->at++;
		return reading_take_clock(self, token, token->number, 0, 0);
	}
	if (token_is_number(token, 1, 2))
		return read_hour(self);
	if (token_is_number(token, 3, 3) && is_half(&token[1]))
		return read_digits(self);
	if ((token_is_number(token, 4, 4) || token_is_number(token, 6, 6)) && !self->has_clock)
		return read_digits(self);
	return PART_NONE;
}
