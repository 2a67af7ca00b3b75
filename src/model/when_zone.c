/*
 * The zone in a typed time: an offset in digits, whose dash may be its sign or join two
 * times ("09:00-04:00" is an offset in New York, "09:00-11:00" a range anywhere), and the
 * words after a clock: "EDT", "Central European time", "New York time".
 */
#include "when_offset.h"
#include "when_reading.h"

#include <stdlib.h>

#define ZONE_WORDS_MAX 4
#define OVERNIGHT_MAX 12 /* hours: a longer range over midnight is not meant as one */

const struct token *token_offset(const struct token *sign, int *minutes)
{
	const struct token *hours = &sign[1];
	const struct token *end = &hours[1];
	int64_t size = hours->number * 60;

	if (!token_is_number(hours, 1, 4) || !hours->is_glued || hours->len == 3)
		return NULL;
	if (hours->len == 4) {
		if (hours->number % 100 > 59)
			return NULL;
		size = hours->number / 100 * 60 + hours->number % 100;
	} else if (token_is_mark(end, ':') && token_is_number(&end[1], 2, 2) &&
		   end[1].number < 60) {
		size += end[1].number;
		end += 2;
	}
	*minutes = (int)(sign->mark == '-' ? -size : size);
	return end;
}

/* Does the document's zone have this offset in the year around that day? */
static bool is_own(const struct reading *self, int minutes)
{
	static const int64_t days[] = {0, -91, 91, -182, 182};
	struct civil base = self->local;
	int64_t seconds;

	if (!self->has_date)
		seconds = reading_around(self, &base);
	else if (base.month < 1 || base.month > 12)
		return false;
	else
		seconds = civil_days(self->has_year ? base.year : 2000, base.month, base.day) *
			  DAY_SECONDS;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct civil there;

		zone_civil(self->context->zone, seconds + days[i] * DAY_SECONDS, &there);
		if (there.offset == minutes * 60)
			return true;
	}
	return false;
}

/* Minutes from the clock to what an offset would be as a clock; negative: it is earlier. */
static int minutes_to(const struct reading *self, int minutes)
{
	return abs(minutes) - (self->local.hour * 60 + self->local.minute);
}

/* Is it UTC by any of its names? */
static bool is_utc(const struct reading *self)
{
	char text[LABEL_SIZE];

	reading_copy_label(self, text);
	return label_is_utc(text);
}

static bool is_written_as_offset(const struct reading *self, const struct token *sign, bool is_own)
{
	const struct token *hours = &sign[1];

	if (token_is_mark(&hours[1], ':'))
		return false;
	/* "08:00:00 -0400", as mails, git and web servers write, and "08:00:00-04" from
	 * databases. */
	if (hours->len == 4)
		return self->has_colon;
	return sign->is_glued ? self->has_seconds || self->label != NULL : is_own;
}

/* Can a clock follow these digits, so that they are not an offset? */
static bool is_clock_behind(const struct token *end)
{
	bool is_morning;

	return (token_is_mark(end, ':') && end[1].kind == TOKEN_NUMBER) ||
	       (token_is_mark(end, '.') && end->is_glued && end[1].is_glued &&
		       end[1].kind == TOKEN_NUMBER) ||
	       token_after_half(end, &is_morning) != NULL || token_is_word(end, WORD_OCLOCK) ||
	       (end->is_glued && token_is_letter(end, 'h'));
}

/* By the rules in when_reading.h; *is_doubtful: it could just as well join a range. */
static bool is_offset_dash(const struct reading *self, int minutes, bool *is_doubtful)
{
	const struct token *sign = self->at;

	*is_doubtful = false;
	if (self->has_t && sign->is_glued && self->label == NULL)
		return true;
	if (offset_zone(minutes) == NULL)
		return false;
	bool own = is_own(self, minutes);
	int later = minutes_to(self, minutes);
	bool is_written = is_written_as_offset(self, sign, own);

	/* "UTC-3" is not doubtful, nor is "UTC-03:00" if that is the time in use. */
	bool is_sure = self->label != NULL && (own || is_written);

	*is_doubtful =
		!is_sure &&
		(later > 0 || (!own && !is_written && later + 24 * 60 <= OVERNIGHT_MAX * 60));
	return is_written || (sign->is_glued && (later <= 0 || own));
}

/* The end of the offset whose sign the dash is; NULL: it is not an offset. */
static const struct token *find_offset(const struct reading *self, int *minutes, bool *is_doubtful)
{
	const struct token *sign = self->at;
	const struct token *end = sign->is_foreign ? NULL : token_offset(sign, minutes);

	if (end == NULL || self->has_offset || is_clock_behind(end) ||
		(self->label != NULL && !is_utc(self)))
		return NULL;
	return is_offset_dash(self, *minutes, is_doubtful) ? end : NULL;
}

bool reading_dash_is_offset(const struct reading *self)
{
	int minutes;
	bool is_doubtful;

	return find_offset(self, &minutes, &is_doubtful) != NULL;
}

static enum part take_offset(struct reading *self, const struct token *end, int minutes)
{
	const struct token *sign = self->at;

	self->at = end;
	if (offset_zone(minutes) == NULL) {
		err_set(self->err, ERR_VALUE, "no zone has the offset %c%02d:%02d", sign->mark,
			abs(minutes) / 60, abs(minutes) % 60);
		return PART_BAD;
	}
	self->has_offset = true;
	self->offset = minutes * 60;
	return PART_READ;
}

/* "-04:00", "+0530", "+2" */
static enum part read_offset(struct reading *self)
{
	const struct token *sign = self->at;
	bool is_doubtful = false;
	int minutes;
	const struct token *end = sign->mark == '-' ? find_offset(self, &minutes, &is_doubtful)
						    : token_offset(sign, &minutes);

	if (end == NULL)
		return PART_NONE;
	if (is_doubtful)
		reading_note(self, WHEN_ODD_ASSUMED,
			"%.*s is read as an offset from UTC; a range has spaces around its dash",
			(int)(end[-1].text + end[-1].len - sign->text), sign->text);
	return take_offset(self, end, minutes);
}

/* How many words from here on name a zone: "Central European", and with "time" after it a city such
 * as "New York". An unknown word counts as one, and is refused later. */
static size_t count_zone_words(const struct reading *self)
{
	struct reading probe = *self;
	char text[LABEL_SIZE];
	size_t most = 1;
	struct zone zone;

	while (most < ZONE_WORDS_MAX && token_is_word(&self->at[most], WORD_OTHER))
		most++;
	probe.label = self->at;
	for (probe.label_words = most; probe.label_words > 1; probe.label_words--) {
		reading_copy_label(&probe, text);
		if (label_is_known(text) || (token_is_text(&self->at[probe.label_words], "time") &&
						    zone_find(&zone, text, NULL, NULL)))
			break;
	}
	return probe.label_words;
}

enum part reading_zone(struct reading *self)
{
	const struct token *token = self->at;

	if (!self->has_clock)
		return PART_NONE;
	if (!self->has_offset && (token_is_mark(token, '+') || token_is_mark(token, '-')))
		return read_offset(self);
	if (!token_is_word(token, WORD_OTHER) || self->label != NULL)
		return PART_NONE;
	self->label = token;
	self->label_words = count_zone_words(self);
	self->at += self->label_words;
	return PART_READ;
}
