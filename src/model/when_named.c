/* Periods by name, with or without a year: "January 2027", "Q1 2027", "H2", "2027". */
#include "when_period.h"

int period_months(enum period period)
{
	static const int months[N_PERIODS] = {[PERIOD_MONTH] = 1,
		[PERIOD_QUARTER] = 3,
		[PERIOD_HALF] = 6,
		[PERIOD_YEAR] = YEAR_MONTHS};

	return months[period];
}

/* The four digits of a year, or two of them after a joining mark. */
static bool read_year(struct reading *self, int *year)
{
	const struct token *at = self->at;
	bool is_joined = token_is_mark(at, '/') || token_is_mark(at, '-') ||
			 token_is_mark(at, '\'') || token_is_word(at, WORD_FILLER);

	at += is_joined;
	bool is_full =
		token_is_number(at, 4, 4) && at->number >= YEAR_FIRST && at->number <= YEAR_LAST;

	if (!is_full && !(token_is_number(at, 2, 2) && at->is_glued))
		return false;
	*year = (int)full_year(at);
	self->at = at + 1;
	return true;
}

/* "Q1", or "1Q" with the number first */
static bool read_part(struct reading *self, bool is_number_first, struct named *out)
{
	const struct token *letter = &self->at[is_number_first];
	const struct token *number = &self->at[!is_number_first];
	bool is_half = token_is_letter(letter, 'h') && !is_number_first;

	if ((!token_is_letter(letter, 'q') && !is_half) || !token_is_number(number, 1, 1) ||
		!self->at[1].is_glued)
		return false;
	out->period = is_half ? PERIOD_HALF : PERIOD_QUARTER;
	out->number = (int)number->number;
	self->at += 2;
	return true;
}

/* Without a year it is the next one that is not over. */
static void set_first(struct reading *self, const struct civil *today, bool has_year, int year,
	int month, struct named *out)
{
	out->first =
		(struct civil){.year = has_year ? year : today->year, .month = month, .day = 1};
	if (has_year)
		self->is_fixed = true;
	else if (month + period_months(out->period) <= today->month)
		out->first.year++;
}

bool reading_part_of_year(struct reading *self, const struct civil *today, struct named *out)
{
	const struct token *before = self->at;
	int year = 0;
	bool has_year = before->kind == TOKEN_NUMBER && before->len == 4 && read_year(self, &year);

	if (has_year && (token_is_mark(self->at, '-') || token_is_mark(self->at, '/')))
		self->at++;
	bool is_number_first = self->at->kind == TOKEN_NUMBER;
	bool is_read = read_part(self, is_number_first, out);

	if (is_read && !has_year)
		has_year = read_year(self, &year);
	if (!is_read || (is_number_first && !has_year)) {
		self->at = before;
		return false;
	}
	set_first(self, today, has_year, year, (out->number - 1) * period_months(out->period) + 1,
		out);
	return true;
}

bool reading_named(struct reading *self, const struct civil *today, struct named *out)
{
	const struct token *before = self->at;
	int year = 0;

	*out = (struct named){.period = PERIOD_MONTH};
	if (token_is_word(before, WORD_MONTH)) {
		self->at++;
		bool has_year = read_year(self, &year);

		set_first(self, today, has_year, year, (int)before->number, out);
		return true;
	}
	if (reading_part_of_year(self, today, out))
		return true;
	if (before->kind != TOKEN_NUMBER || !read_year(self, &year))
		return false;
	out->period = PERIOD_YEAR;
	set_first(self, today, true, year, 1, out);
	return true;
}
