/* Days with the name of a month: "15 Oct 2023", "Oct 15", "2023-Oct-15", and a year after the
 * clock. */
#include "when_month.h"

/* Is the token a year? "Oct 15 2023" has one, "Oct 15 0830" and "Oct 15 8:30" do not. */
static bool is_year(const struct token *self)
{
	return token_is_number(self, 4, 4) && self->number >= YEAR_FIRST &&
	       self->number <= YEAR_LAST;
}

/* "23" in "15-Oct-23 08:00" and "15 Oct 23 08:00" */
static bool is_short_year(const struct token *self)
{
	bool is_joined = self->is_glued && self[-1].kind == TOKEN_MARK && self[-1].mark != '.';

	return token_is_number(self, 2, 2) && !token_is_mark(&self[1], ':') &&
	       (is_joined || (token_is_number(&self[1], 1, 2) && token_is_mark(&self[2], ':')));
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

	skip(self, ".,-/'");
	while (token_is_word(self->at, WORD_FILLER) && !token_is_letter(self->at, 't'))
		self->at++;
	if (is_year(self->at) || is_short_year(self->at))
		return full_year(self->at++);
	self->at = before;
	return -1;
}

static enum part refuse_days(struct reading *self)
{
	err_set(self->err, ERR_VALUE, "that is a range of days; only one day is possible here");
	return PART_BAD;
}

/* "15 Oct 2023", "15th of October", "15-Oct-2023", "15/Oct/2023" */
static enum part read_day_month(struct reading *self)
{
	const struct token *before = self->at;
	int64_t day = before->number;

	self->at++;
	if (token_is_word(self->at, WORD_ORDINAL))
		self->at++;
	const struct token *next = token_after_joint(self->at);
	if (next != self->at && token_is_number(next, 1, 2) && token_is_word(&next[1], WORD_MONTH))
		return refuse_days(self);
	skip(self, ".-/");
	while (token_is_word(self->at, WORD_FILLER))
		self->at++;
	if (!token_is_word(self->at, WORD_MONTH)) {
		self->at = before;
		return PART_NONE;
	}
	int64_t month = self->at++->number;

	return reading_take_date(self, read_year(self), month, day);
}

/* "Oct 15, 2023", "October 15th" */
static enum part read_month_day(struct reading *self, int64_t year)
{
	int64_t month = self->at->number;

	self->at++;
	skip(self, ".-/");
	if (!token_is_number(self->at, 1, 2)) {
		err_set(self->err, ERR_VALUE, "which day of %s?", civil_month_name((int)month));
		return PART_BAD;
	}
	int64_t day = self->at++->number;

	if (token_is_word(self->at, WORD_ORDINAL))
		self->at++;
	return reading_take_date(self, year >= 0 ? year : read_year(self), month, day);
}

/* "2023 Oct 15", "2023-Oct-15" */
static enum part read_year_month(struct reading *self)
{
	const struct token *year = self->at;
	const struct token *month = &year[1];

	if (token_is_mark(month, '-') || token_is_mark(month, '/') || token_is_mark(month, '.'))
		month++;
	if (!is_year(year) || !token_is_word(month, WORD_MONTH))
		return PART_NONE;
	self->at = month;
	return read_month_day(self, year->number);
}

/* "Sun Oct 15 08:00:00 EDT 2023" */
static enum part read_late_year(struct reading *self)
{
	if (!is_year(self->at) || !self->has_date || self->has_year || !self->has_clock)
		return PART_NONE;
	self->has_year = true;
	self->local.year = (int)self->at++->number;
	return PART_READ;
}

enum part reading_date(struct reading *self)
{
	enum part part = PART_NONE;

	if (token_is_word(self->at, WORD_MONTH))
		return read_month_day(self, -1);
	if (self->at->kind != TOKEN_NUMBER)
		return PART_NONE;
	part = reading_numbers(self);
	if (part == PART_NONE && token_is_number(self->at, 1, 2))
		part = read_day_month(self);
	if (part == PART_NONE && token_is_number(self->at, 4, 4))
		part = read_year_month(self);
	if (part == PART_NONE && token_is_number(self->at, 4, 4))
		part = read_late_year(self);
	return part;
}
