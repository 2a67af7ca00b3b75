/* The day in a typed time: in numbers, or as a day near today. */
#include "when_reading.h"

#include "when_month.h"

#include <stdlib.h>

#define CENTURY_TURN 70 /* of two digits, roughly as in strptime */

enum part reading_take_date(struct reading *self, int64_t year, int64_t month, int64_t day)
{
	if (self->has_date) {
		err_set(self->err, ERR_VALUE, "it has two dates");
		return PART_BAD;
	}
	self->has_date = true;
	self->has_year = year >= 0;
	self->local.year = (int)year;
	self->local.month = (int)month;
	self->local.day = (int)day;
	return PART_READ;
}

int64_t full_year(const struct token *self)
{
	if (self->len != 2)
		return self->number;
	return (self->number < CENTURY_TURN ? 2000 : 1900) + self->number;
}

/* "10/15": the month first, unless that is impossible. */
static void order_month(int64_t *month, int64_t *day, bool is_day_first)
{
	int64_t first = *month;

	if (is_day_first ? *day > 12 : first <= 12 || *day > 12)
		return;
	*month = *day;
	*day = first;
}

/* Notes which of two small numbers was taken for the month, if both could be. */
static void note_order(struct reading *self, int64_t month, int64_t day)
{
	if (month <= 12 && day <= 12 && month != day && month >= 1)
		reading_note(self, WHEN_ODD_ASSUMED, "read as %d %s, the month before the day",
			(int)day, civil_month_name((int)month));
}

/* A date in numbers, read in one of the possible ways. */
struct guess {
	int64_t year, month, day;
};

static bool is_day(const struct guess *self)
{
	return self->month >= 1 && self->month <= 12 && self->day >= 1 &&
	       self->day <= civil_month_days((int)self->year, (int)self->month);
}

static int64_t years_away(const struct reading *self, int64_t year)
{
	struct civil base;

	(void)reading_around(self, &base);
	return llabs(year - base.year);
}

/*
 * "20/02/06": logs put the year first, like everybody who writes it in full. If both
 * readings are dates, the one closer to the neighbouring times is taken.
 */
static bool is_year_first(struct reading *self, const struct token *first, const struct guess *last)
{
	const struct guess guess = {
		.year = full_year(first), .month = first[2].number, .day = first[4].number};

	if (first->len != 2 || first[4].len != 2 || first[1].mark == '.' || !is_day(&guess))
		return false;
	if (is_day(last)) {
		bool is_first = years_away(self, guess.year) < years_away(self, last->year) ||
				(first[1].mark == '-' && years_away(self, guess.year) ==
								 years_away(self, last->year));
		const struct guess *taken = is_first ? &guess : last;
		const struct guess *other = is_first ? last : &guess;

		if (taken->year == other->year && taken->month == other->month &&
			taken->day == other->day)
			return true;
		reading_note(self, WHEN_ODD_ASSUMED, "read as %d %s %d; it could also be %d %s %d",
			(int)taken->day, civil_month_name((int)taken->month), (int)taken->year,
			(int)other->day, civil_month_name((int)other->month), (int)other->year);
		return is_first;
	}
	return true;
}

/* "2023-10-15", "10/15/2023", "15.10.2023", "20/02/06" */
static enum part read_three(struct reading *self, const struct token *first)
{
	char mark = first[1].mark;
	const struct token *last = &first[4];

	self->at = last + 1;
	if (token_is_number(first, 4, 4))
		return reading_take_date(self, first->number, first[2].number, last->number);
	struct guess guess = {
		.year = full_year(last), .month = first->number, .day = first[2].number};

	order_month(&guess.month, &guess.day, mark == '.');
	if (is_year_first(self, first, &guess))
		return reading_take_date(self, full_year(first), first[2].number, last->number);
	if (mark != '.')
		note_order(self, guess.month, guess.day);
	return reading_take_date(self, guess.year, guess.month, guess.day);
}

/* Does a clock with colons or a point follow, perhaps after a comma or the like? */
static bool is_clock_next(const struct token *self)
{
	while (token_is_mark(self, ',') || token_is_mark(self, '.') ||
		token_is_word(self, WORD_FILLER))
		self++;
	if (!token_is_number(self, 1, 2))
		return false;
	return token_is_mark(&self[1], ':') ||
	       (token_is_mark(&self[1], '.') && self->number <= 24 &&
		       token_is_number(&self[2], 2, 2) && self[2].number < 60 &&
		       !token_is_mark(&self[3], '.'));
}

/* Numbers joined by marks without spaces. */
static bool is_chain(const struct token *first, int n)
{
	for (int i = 0; i < n; i++)
		if (!first[2 * i + 1].is_glued || !first[2 * i + 2].is_glued ||
			!token_is_mark(&first[2 * i + 1], first[1].mark) ||
			first[2 * i + 2].kind != TOKEN_NUMBER)
			return false;
	return true;
}

/* "10/15", "31.12.", "01-31 15:40": a day without its year */
static enum part read_two(struct reading *self, const struct token *first)
{
	char mark = first[1].mark;
	const struct token *next = &first[3];
	bool has_point = token_is_mark(next, '.') && next->is_glued && !is_chain(first, 2);
	struct guess guess = {.year = 2000, .month = first->number, .day = first[2].number};

	order_month(&guess.month, &guess.day, mark == '.');
	if (mark == '.' && (!is_day(&guess) || (!has_point && !self->context->date_only &&
						       !self->has_clock && !is_clock_next(next))))
		return PART_NONE;
	if (mark == '-' && !is_clock_next(next))
		return PART_NONE;
	if (mark != '.')
		note_order(self, guess.month, guess.day);
	self->at = &next[has_point];
	return reading_take_date(self, -1, guess.month, guess.day);
}

/* "2023-W41-7": week 1 contains the year's first Thursday (ISO 8601). */
static enum part read_week(struct reading *self, const struct token *year)
{
	const struct token *week = &year[3];
	const struct token *day = &year[5];
	struct civil civil;

	if (!token_is_letter(&year[2], 'w') || !token_is_number(week, 2, 2) ||
		!token_is_mark(&year[4], '-') || !token_is_number(day, 1, 1))
		return PART_NONE;
	self->at = day + 1;
	if (week->number < 1 || week->number > 53 || day->number < 1 || day->number > 7) {
		err_set(self->err, ERR_VALUE, "there is no day %d of a week %d", (int)day->number,
			(int)week->number);
		return PART_BAD;
	}
	int64_t fourth = civil_days((int)year->number, 1, 4);

	civil_from_days(fourth, &civil);
	int64_t monday = fourth - (civil.weekday + 6) % 7;
	civil_from_days(monday + (week->number - 1) * 7 + day->number - 1, &civil);
	return reading_take_date(self, civil.year, civil.month, civil.day);
}

static bool is_three(const struct token *first)
{
	const struct token *last = &first[4];

	if (!is_chain(first, 2) || !token_is_number(&first[2], 1, 2))
		return false;
	if (token_is_number(first, 4, 4))
		return token_is_number(last, 1, 2);
	return token_is_number(first, 1, 2) && (last->len == 4 || last->len == 2);
}

/* "08.10.30" is a clock if it is next to a day, is not a date, or would be years ahead. */
static bool is_clock_of_points(const struct reading *self, const struct token *first)
{
	const struct guess guess = {
		.year = full_year(&first[4]), .month = first[2].number, .day = first->number};
	struct civil base;
	bool is_morning;

	(void)reading_around(self, &base);
	return first[1].mark == '.' && first->len <= 2 && first[4].len == 2 &&
	       (self->has_date || !is_day(&guess) || guess.year > base.year + 1 ||
		       token_after_half(&first[5], &is_morning) != NULL ||
		       token_is_word(&first[5], WORD_OCLOCK));
}

/* "2027-01": a month contains many days, and is not a clock with an offset. */
static bool is_month(const struct token *year)
{
	const struct token *month = &year[2];

	return is_chain(year, 1) && token_is_number(month, 1, 2) && month->number >= 1 &&
	       month->number <= 12 && year->number >= YEAR_FIRST && year->number <= YEAR_LAST &&
	       !(token_is_mark(&month[1], ':') && month[1].is_glued);
}

static enum part refuse_month(struct reading *self, const struct token *year)
{
	err_set(self->err, ERR_VALUE, "which day of %s %d?", civil_month_name((int)year[2].number),
		(int)year->number);
	return PART_BAD;
}

enum part reading_numbers(struct reading *self)
{
	const struct token *first = self->at;
	bool is_morning;
	char mark = first[1].kind == TOKEN_MARK && !first[1].is_foreign ? first[1].mark : '\0';

	if (mark != '-' && mark != '/' && mark != '.')
		return PART_NONE;
	if (token_is_number(first, 4, 4) && mark == '-') {
		enum part part = read_week(self, first);

		if (part != PART_NONE)
			return part;
	}
	if (is_three(first) && !is_clock_of_points(self, first))
		return read_three(self, first);
	if (token_is_number(first, 4, 4) && !self->has_date && !self->has_clock && is_month(first))
		return refuse_month(self, first);
	if (token_is_number(first, 1, 2) && is_chain(first, 1) &&
		token_is_number(&first[2], 1, 2) && !token_after_half(&first[3], &is_morning) &&
		!token_is_word(&first[3], WORD_OCLOCK))
		return read_two(self, first);
	return PART_NONE;
}

/* "Th", which makes an ordinal of the number before it */
static bool is_weekday(const struct token *self)
{
	return token_is_word(self, WORD_WEEKDAY) ||
	       (token_is_word(self, WORD_ORDINAL) && self->number != 0 && !self->is_glued);
}

enum part reading_day(struct reading *self)
{
	const struct token *token = self->at;

	if (token_is_word(token, WORD_DAY) && !self->has_day_shift) {
		self->has_day_shift = true;
		self->day_shift = (int)token->number;
		self->at++;
		return PART_READ;
	}
	if (token_is_word(token, WORD_WEEK) && token_is_word(&token[1], WORD_WEEKDAY)) {
		self->has_week = true;
		self->week = (int)token->number;
		token++;
	}
	if (!is_weekday(token) || self->has_weekday)
		return PART_NONE;
	self->has_weekday = true;
	self->weekday = (int)token->number;
	self->at = token + 1;
	return PART_READ;
}
