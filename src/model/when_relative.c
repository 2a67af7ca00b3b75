/*
 * Times counted from another: "+7m" after the one near by, "-1h30m", "2 h ago".
 * Days and weeks are counted on the calendar, so that a day stays a day when the
 * clocks change.
 */
#include "when_reading.h"

#include <assert.h>

#define COUNT_MAX 10000000

struct amount {
	int64_t days;
	int64_t seconds;
};

static enum part bad(struct reading *self, const char *sentence)
{
	err_set(self->err, ERR_VALUE, "%s", sentence);
	return PART_BAD;
}

/* The "30" of "1h30" */
static bool is_rest_in_minutes(const struct token *count)
{
	return count->is_glued && count->len == 2 && token_is_letter(&count[-1], 'h') &&
	       count[1].kind != TOKEN_NUMBER && !token_is_word(&count[1], WORD_UNIT);
}

/* Reads "1h30m" up to the end or a word that follows it. */
static enum part read_amount(struct reading *self, struct amount *out)
{
	while (self->at->kind == TOKEN_NUMBER) {
		const struct token *count = self->at;
		const struct token *unit = &count[1];

		if (is_rest_in_minutes(count)) {
			out->seconds += count->number * 60;
			self->at++;
			break;
		}
		if (!token_is_word(unit, WORD_UNIT))
			return bad(self, "a span needs units, as in +7m, -1h30m or +2d");
		if (count->number > COUNT_MAX)
			return bad(self, "that span is too long");
		if (unit->number >= DAY_SECONDS)
			out->days += count->number * (unit->number / DAY_SECONDS);
		else
			out->seconds += count->number * unit->number;
		self->at += 2;
	}
	return PART_READ;
}

/* Where the count starts. */
static int64_t start(struct reading *self, bool is_from_now, struct civil *local)
{
	int64_t seconds;

	if (!is_from_now)
		return reading_base(self, local);
	seconds = reading_now(self);
	zone_civil(self->context->zone, seconds, local);
	return seconds;
}

static enum part apply(
	struct reading *self, const struct amount *amount, bool is_from_now, struct when *out)
{
	int64_t seconds = start(self, is_from_now, &self->local);

	if (self->context->date_only && amount->seconds != 0)
		return bad(self, "a date is counted in days or weeks, as in +2d");
	if (self->context->date_only || amount->days != 0) {
		struct civil *local = &self->local;
		int64_t days = civil_days(local->year, local->month, local->day);

		civil_from_days(days + amount->days, local);
	}
	if (self->context->date_only) {
		reading_set_day(&self->local, out);
	} else if (amount->days != 0) {
		reading_set_local(self, out);
		seconds = out->seconds;
	}
	if (!self->context->date_only)
		reading_set_instant(self, seconds + amount->seconds, out);
	if (!is_from_now && self->context->tense != WHEN_TO_COME && self->context->before.is_about)
		out->is_about = true;
	return PART_READ;
}

/* Does it end in "ago" or "later"? */
static const struct token *find_direction(const struct reading *self)
{
	const struct token *token = self->at;

	if (token->kind != TOKEN_NUMBER || !token_is_word(&token[1], WORD_UNIT))
		return NULL;
	while (token->kind != TOKEN_END)
		token++;
	return token_is_word(&token[-1], WORD_AGO) ? &token[-1] : NULL;
}

enum part reading_relative(struct reading *self, struct when *out)
{
	struct amount amount = {0};
	bool is_from_now = token_is_word(self->at, WORD_NOW);
	int sign = 0;

	if (is_from_now)
		self->at++;
	if (token_is_mark(self->at, '+') || token_is_mark(self->at, '-'))
		sign = self->at++->mark == '-' ? -1 : 1;
	const struct token *direction = find_direction(self);
	if (sign == 0 && direction != NULL) {
		sign = (int)direction->number;
		is_from_now = is_from_now || sign < 0;
	}
	is_from_now = is_from_now || (sign < 0 && self->context->is_live);
	if (sign == 0 && !is_from_now)
		return PART_NONE;
	if (sign != 0 && read_amount(self, &amount) == PART_BAD)
		return PART_BAD;
	if (sign != 0 && amount.days == 0 && amount.seconds == 0 && self->at[-1].kind == TOKEN_MARK)
		return bad(self, "a span needs a number and a unit, as in +7m");
	assert(self->at);
	if (self->at == direction)
		self->at++;
	if (self->at->kind != TOKEN_END)
		return bad(self, "a span such as +7m stands alone");
	self->odd |= WHEN_ODD_MOVING;
	amount.days *= sign;
	amount.seconds *= sign;
	return apply(self, &amount, is_from_now, out);
}
