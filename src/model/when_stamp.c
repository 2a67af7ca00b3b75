/*
 * Days and times in one number, as programs write them: "20231015", "20231015080000",
 * "231015 08:00:00", and the seconds since 1970 with fractions.
 */
#include "when_reading.h"

#define EPOCH_DIGITS 10                /* of seconds from 2001 to 2286 */
#define EPOCH_FIRST 631152000          /* 1990: no incident is earlier */
#define EPOCH_LAST INT64_C(4102444800) /* 2100 */

static bool take_epoch(struct reading *self, int64_t seconds)
{
	if (seconds < EPOCH_FIRST || seconds >= EPOCH_LAST)
		return false;
	civil_at(&self->local, seconds, 0);
	self->has_date = true;
	self->has_year = true;
	self->has_clock = true;
	self->has_seconds = true;
	self->clock = self->at;
	self->has_offset = true;
	self->offset = 0;
	return true;
}

/* The digits after the seconds as a separate token. */
static struct token fraction_of(const struct token *stamp)
{
	return (struct token){.kind = TOKEN_NUMBER,
		.text = stamp->text + EPOCH_DIGITS,
		.len = stamp->len - EPOCH_DIGITS};
}

static int64_t first_digits(const struct token *self, size_t n)
{
	int64_t number = 0;

	for (size_t i = 0; i < n; i++)
		number = number * 10 + (self->text[i] - '0');
	return number;
}

/* "1697371200", "1697371200123", "1697371200.123": nothing else may be beside it. */
static enum part read_epoch(struct reading *self)
{
	const struct token *stamp = self->at;
	const struct token *next = &stamp[1];
	bool is_first = !self->has_date && !self->has_clock && !self->has_weekday;
	bool is_count =
		stamp->len == 10 || stamp->len == 13 || stamp->len == 16 || stamp->len == 19;

	if (!is_count || !is_first || !take_epoch(self, first_digits(stamp, EPOCH_DIGITS)))
		return PART_NONE;
	const struct token fraction = fraction_of(stamp);

	reading_note(self, 0, "read as %s since 1970 UTC",
		stamp->len == 10   ? "seconds"
		: stamp->len == 13 ? "milliseconds"
		: stamp->len == 16 ? "microseconds"
				   : "nanoseconds");
	reading_drop_fraction(self, &fraction);
	if (stamp->len == 10 && (token_is_mark(next, '.') || token_is_mark(next, ',')) &&
		next->is_glued && next[1].is_glued && next[1].kind == TOKEN_NUMBER) {
		reading_drop_fraction(self, &next[1]);
		next += 2;
	}
	self->at = next;
	return PART_READ;
}

/* "20231015", and followed by a clock "202310150800" and "20231015080000" */
static enum part read_packed(struct reading *self)
{
	const struct token *stamp = self->at;
	int64_t day = first_digits(stamp, 8);

	self->at++;
	struct civil civil = {.year = (int)(day / 10000),
		.month = (int)(day / 100 % 100),
		.day = (int)(day % 100)};
	if (!civil_check(&civil, NULL)) {
		err_set(self->err, ERR_VALUE, "\"%.*s\" is not a day; type one like 20231015",
			(int)stamp->len, stamp->text);
		return PART_BAD;
	}
	enum part part = reading_take_date(self, civil.year, civil.month, civil.day);
	if (part != PART_READ || stamp->len == 8)
		return part;
	int64_t clock = first_digits(stamp, stamp->len) % (stamp->len == 12 ? 10000 : 1000000);

	clock = stamp->len == 12 ? clock * 100 : clock;
	self->has_seconds = stamp->len == 14;
	return reading_take_clock(self, stamp, clock / 10000, clock / 100 % 100, clock % 100);
}

/* "231015 08:00:00", as old databases write */
static enum part read_six(struct reading *self)
{
	const struct token *day = self->at;

	if (!token_is_number(&day[1], 1, 2) || !token_is_mark(&day[2], ':') || self->has_date)
		return PART_NONE;
	self->at++;
	return reading_take_date(
		self, 2000 + day->number / 10000, day->number / 100 % 100, day->number % 100);
}

enum part reading_stamp(struct reading *self)
{
	const struct token *stamp = self->at;

	if (token_is_mark(stamp, '@') && token_is_number(&stamp[1], 10, 10)) { /* date -d @... */
		self->at++;
		stamp++;
	}
	if (token_is_number(stamp, 6, 6))
		return read_six(self);
	if (token_is_number(stamp, 8, 8) || token_is_number(stamp, 12, 12) ||
		token_is_number(stamp, 14, 14))
		return read_packed(self);
	return stamp->kind == TOKEN_NUMBER ? read_epoch(self) : PART_NONE;
}
