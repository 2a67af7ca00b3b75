/*
 * The day in a typed time: in numbers, with the name of a month, or as a day near
 * today.
 */
#include "when_reading.h"

#define YEAR_FIRST 1970 /* four digits after a month are a year from here on, else a clock */
#define YEAR_LAST 2099

static bool is_number(const struct token *self, size_t from, size_t to)
{
	return self->kind == TOKEN_NUMBER && self->len >= from && self->len <= to;
}

static enum part take_date(struct reading *self, int64_t year, int64_t month, int64_t day)
{
	if (self->has_date) {
		err_set(self->err, ERR_VALUE, "there are two dates in it");
		return PART_BAD;
	}
	self->has_date = true;
	self->has_year = year >= 0;
	self->local.year = (int)year;
	self->local.month = (int)month;
	self->local.day = (int)day;
	return PART_READ;
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

static int64_t full_year(const struct token *self)
{
	return self->len == 2 ? 2000 + self->number : self->number;
}

/* Tells which of two small numbers was taken for the month, where both could be. */
static void note_order(struct reading *self, int64_t month, int64_t day)
{
	if (month <= 12 && day <= 12 && month != day && month >= 1)
		reading_note(self, WHEN_ODD_ASSUMED, "read as %d %s, the month before the day",
			(int)day, civil_month_name((int)month));
}

/* "2023-10-15", "10/15/2023", "15.10.2023" */
static enum part read_three(struct reading *self, const struct token *first)
{
	char mark = first[1].mark;
	const struct token *middle = &first[2];
	const struct token *last = &first[4];

	if (is_number(first, 4, 4) && is_number(last, 1, 2)) {
		self->at = last + 1;
		return take_date(self, first->number, middle->number, last->number);
	}
	if (!is_number(first, 1, 2) || (last->len != 4 && last->len != 2))
		return PART_NONE;
	int64_t month = first->number;
	int64_t day = middle->number;

	order_month(&month, &day, mark == '.');
	if (mark != '.')
		note_order(self, month, day);
	self->at = last + 1;
	return take_date(self, full_year(last), month, day);
}

static enum part read_numbers(struct reading *self)
{
	const struct token *first = self->at;
	char mark = first[1].kind == TOKEN_MARK ? first[1].mark : '\0';

	if (first->kind != TOKEN_NUMBER)
		return PART_NONE;
	if (first->len == 8) {
		self->at++;
		return take_date(self, first->number / 10000, first->number / 100 % 100,
			first->number % 100);
	}
	if ((mark != '-' && mark != '/' && mark != '.') || !first[1].is_glued ||
		!first[2].is_glued || !is_number(&first[2], 1, 2))
		return PART_NONE;
	if (token_is_mark(&first[3], mark) && first[4].is_glued && first[4].kind == TOKEN_NUMBER)
		return read_three(self, first);
	if (mark != '/' || first->len > 2)
		return PART_NONE;
	int64_t month = first->number;
	int64_t day = first[2].number;

	order_month(&month, &day, false);
	note_order(self, month, day);
	self->at = &first[3];
	return take_date(self, -1, month, day);
}

/* Is the token a year? "Oct 15 2023" has one, "Oct 15 0830" and "Oct 15 8:30" have not. */
static bool is_year(const struct token *self)
{
	return is_number(self, 4, 4) && self->number >= YEAR_FIRST && self->number <= YEAR_LAST &&
	       !token_is_mark(&self[1], ':');
}

static void skip(struct reading *self, const char *marks)
{
	for (; *marks != '\0'; marks++)
		if (token_is_mark(self->at, *marks))
			self->at++;
}

static int64_t read_year(struct reading *self)
{
	const struct token *before = self->at;

	skip(self, ",.-");
	if (is_year(self->at))
		return self->at++->number;
	self->at = before;
	return -1;
}

/* "15 Oct 2023", "15th of October", "15-Oct-2023" */
static enum part read_day_month(struct reading *self)
{
	const struct token *before = self->at;
	int64_t day = before->number;

	self->at++;
	if (token_is_word(self->at, WORD_ORDINAL))
		self->at++;
	skip(self, ".-");
	if (token_is_word(self->at, WORD_FILLER))
		self->at++;
	if (!token_is_word(self->at, WORD_MONTH)) {
		self->at = before;
		return PART_NONE;
	}
	int64_t month = self->at++->number;

	return take_date(self, read_year(self), month, day);
}

/* "Oct 15, 2023", "October 15th" */
static enum part read_month_day(struct reading *self)
{
	int64_t month = self->at->number;

	self->at++;
	skip(self, ".");
	if (!is_number(self->at, 1, 2)) {
		err_set(self->err, ERR_VALUE, "which day of %s?", civil_month_name((int)month));
		return PART_BAD;
	}
	int64_t day = self->at++->number;

	if (token_is_word(self->at, WORD_ORDINAL))
		self->at++;
	return take_date(self, read_year(self), month, day);
}

enum part reading_date(struct reading *self)
{
	enum part part = read_numbers(self);

	if (part != PART_NONE)
		return part;
	if (is_number(self->at, 1, 2))
		return read_day_month(self);
	if (token_is_word(self->at, WORD_MONTH))
		return read_month_day(self);
	return PART_NONE;
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
	if (!token_is_word(token, WORD_WEEKDAY) || self->has_weekday)
		return PART_NONE;
	self->has_weekday = true;
	self->weekday = (int)token->number;
	self->at = token + 1;
	return PART_READ;
}
