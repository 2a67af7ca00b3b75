/* The time of day in a typed time, and the zone after it. */
#include "when_reading.h"

#define OFFSET_HOURS_MAX 14

static bool is_number(const struct token *self, size_t from, size_t to)
{
	return self->kind == TOKEN_NUMBER && self->len >= from && self->len <= to;
}

static enum part take_clock(struct reading *self, int64_t hour, int64_t minute, int64_t second)
{
	if (self->has_clock) {
		err_set(self->err, ERR_VALUE, "there are two times of day in it");
		return PART_BAD;
	}
	self->has_clock = true;
	self->local.hour = (int)hour;
	self->local.minute = (int)minute;
	self->local.second = (int)second;
	return PART_READ;
}

/* "am" or "pm" after a clock. */
static enum part take_half(struct reading *self, const struct token *half)
{
	int hour = self->local.hour;
	bool is_morning = half->number == 0;

	self->at = half + 1;
	if (token_is_mark(self->at, '.') && half->len == 3)
		self->at++;
	if (hour > 23 || (is_morning && hour > 12) || (!is_morning && hour == 0)) {
		err_set(self->err, ERR_VALUE, "there is no %d %s", hour, is_morning ? "am" : "pm");
		return PART_BAD;
	}
	if (hour <= 12)
		self->local.hour = hour % 12 + (int)half->number;
	return PART_READ;
}

static enum part end_clock(struct reading *self, enum part part, const struct token *next)
{
	self->at = next;
	if (part == PART_READ && token_is_word(next, WORD_HALF))
		return take_half(self, next);
	return part;
}

/* "14:05", "8:30:15.25 pm" */
static enum part read_colons(struct reading *self)
{
	const struct token *hour = self->at;
	const struct token *next = &hour[3];
	int64_t second = 0;

	if (!is_number(&hour[2], 2, 2)) {
		err_set(self->err, ERR_VALUE, "minutes have two digits, as in 14:05");
		return PART_BAD;
	}
	if (token_is_mark(next, ':') && is_number(&next[1], 2, 2)) {
		second = next[1].number;
		next += 2;
		if (token_is_mark(next, '.') && next[1].kind == TOKEN_NUMBER)
			next += 2;
	}
	return end_clock(self, take_clock(self, hour->number, hour[2].number, second), next);
}

/* "0830" and "083015", which only count where a clock may stand */
static enum part read_digits(struct reading *self)
{
	const struct token *token = self->at;
	int64_t number = token->len == 4 ? token->number * 100 : token->number;

	self->at++;
	return take_clock(self, number / 10000, number / 100 % 100, number % 100);
}

static bool is_hour_letter(const struct token *self)
{
	return self->kind == TOKEN_WORD && self->len == 1 && (self->text[0] | 0x20) == 'h';
}

enum part reading_clock(struct reading *self)
{
	const struct token *token = self->at;

	if (token_is_word(token, WORD_CLOCK)) {
		if (token->number == 0)
			reading_note(self, 0, "midnight is read as the start of that day");
		self->at++;
		return take_clock(self, token->number, 0, 0);
	}
	if (is_number(token, 1, 2) && token_is_mark(&token[1], ':'))
		return read_colons(self);
	if (is_number(token, 1, 2) && token_is_word(&token[1], WORD_HALF))
		return end_clock(self, take_clock(self, token->number, 0, 0), &token[1]);
	if (is_number(token, 1, 2) && is_hour_letter(&token[1])) {
		bool has_minutes = is_number(&token[2], 2, 2);

		return end_clock(self,
			take_clock(self, token->number, has_minutes ? token[2].number : 0, 0),
			&token[has_minutes ? 3 : 2]);
	}
	if ((is_number(token, 4, 4) || is_number(token, 6, 6)) && !self->has_clock)
		return read_digits(self);
	return PART_NONE;
}

/* "-04:00", "+0530", "+2" */
static enum part read_offset(struct reading *self)
{
	const struct token *sign = self->at;
	const struct token *hours = &sign[1];
	int64_t minutes = 0;
	int64_t hour = hours->number;

	if (!is_number(hours, 1, 4) || !hours->is_glued || hours->len == 3)
		return PART_NONE;
	self->at = &hours[1];
	if (hours->len == 4) {
		hour = hours->number / 100;
		minutes = hours->number % 100;
	} else if (token_is_mark(&hours[1], ':') && is_number(&hours[2], 2, 2)) {
		minutes = hours[2].number;
		self->at = &hours[3];
	}
	if (hour > OFFSET_HOURS_MAX || minutes > 59) {
		err_set(self->err, ERR_VALUE, "there is no offset of %02d:%02d", (int)hour,
			(int)minutes);
		return PART_BAD;
	}
	self->has_offset = true;
	self->offset = (sign->mark == '-' ? -60 : 60) * (int32_t)(hour * 60 + minutes);
	return PART_READ;
}

static bool is_sign(const struct token *self)
{
	return token_is_mark(self, '+') || token_is_mark(self, '-');
}

enum part reading_zone(struct reading *self)
{
	const struct token *token = self->at;

	if (self->has_offset || (self->label == NULL && !self->has_clock))
		return PART_NONE;
	if (is_sign(token))
		return read_offset(self);
	if (!token_is_word(token, WORD_OTHER) || self->label != NULL)
		return PART_NONE;
	self->label = token;
	self->at++;
	return PART_READ;
}
