/*
 * Times relative to another one: "+7m" after the neighbouring one, "-1h30m", "2 h ago".
 * Days and weeks are counted on the calendar, so that a day stays a day when the clocks
 * change.
 */
#include "when_reading.h"

#include <assert.h>

#define COUNT_MAX 10000000

struct amount {
	int64_t months;
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

/* "two" and "a"; 0 for any other word. */
static int64_t count_of(const struct token *token)
{
	static const struct {
		const char *text;
		int number;
	} words[] = {{"a", 1}, {"an", 1}, {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4},
		{"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (token_is_text(token, words[i].text))
			return words[i].number;
	return token->kind == TOKEN_NUMBER ? token->number : 0;
}

static bool is_count(const struct token *token)
{
	return token->kind == TOKEN_NUMBER || count_of(token) > 0;
}

/* The months in a unit of months, else 0; "mo" means Monday except after a count. */
static int months_of(const struct token *token)
{
	if (token_is_text(token, "mo") || token_is_text(token, "mos"))
		return 1;
	if (token_is_text(token, "q"))
		return 3;
	return token_is_word(token, WORD_MONTHS) ? token->number : 0;
}

static bool is_unit(const struct token *token)
{
	return token_is_word(token, WORD_UNIT) || months_of(token) > 0;
}

static void add_amount(struct amount *self, int64_t count, const struct token *unit)
{
	if (months_of(unit) > 0)
		self->months += count * months_of(unit);
	else if (unit->number >= DAY_SECONDS)
		self->days += count * (unit->number / DAY_SECONDS);
	else
		self->seconds += count * unit->number;
}

/* Reads "1h30m" up to the end or a word that follows it. */
static enum part read_amount(struct reading *self, struct amount *out)
{
	while (is_count(self->at)) {
		const struct token *count = self->at;
		const struct token *unit = &count[1];

		if (is_rest_in_minutes(count)) {
			out->seconds += count->number * 60;
			self->at++;
			break;
		}
		if (!is_unit(unit))
			return bad(self, self->context->date_only
						 ? "a span needs a unit, as in +2d or +2w"
						 : "a span needs units, as in +7m, -1h30m or +2d");
		if (count->number > COUNT_MAX)
			return bad(self, "that span is too long");
		add_amount(out, count_of(count), unit);
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

static bool is_of_days(const struct amount *amount)
{
	return amount->days != 0 || amount->months != 0;
}

static enum part apply(
	struct reading *self, const struct amount *amount, bool is_from_now, struct when *out)
{
	int64_t seconds = start(self, is_from_now, &self->local);

	if (self->context->date_only && amount->seconds != 0)
		return bad(self, "a date is counted in days or weeks, as in +2d");
	if (self->context->date_only || is_of_days(amount)) {
		struct civil *local = &self->local;

		civil_add_months(local, amount->months);
		civil_from_days(
			civil_days(local->year, local->month, local->day) + amount->days, local);
	}
	if (self->context->date_only) {
		reading_set_day(&self->local, out);
	} else if (is_of_days(amount)) {
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

	if (!is_count(token) || !is_unit(&token[1]))
		return NULL;
	while (token->kind != TOKEN_END)
		token++;
	return token_is_word(&token[-1], WORD_AGO) ? &token[-1] : NULL;
}

/* --- relative to a named day --- */

/* "a week from friday": the word after the span, and its direction; NULL: it is not one. */
static const struct token *find_named_base(const struct reading *self, int *sign)
{
	const struct token *word = self->at;

	while (is_count(word) && is_unit(&word[1]))
		word += 2;
	bool is_before = token_is_text(word, "before");

	if (word == self->at ||
		(!is_before && !token_is_text(word, "from") && !token_is_text(word, "after")) ||
		token_is_word(&word[1], WORD_NOW) ||
		(token_is_text(&word[1], "today") && self->context->tense == WHEN_TO_COME))
		return NULL;
	*sign = is_before ? -1 : 1;
	return word;
}

static enum part read_named_base(struct reading *self, struct when *base)
{
	enum part part = reading_period(self, base);

	if (part == PART_NONE)
		part = reading_parts(self) && reading_resolve(self, base) ? PART_READ : PART_BAD;
	return part;
}

/* Notes what it was counted from, and then what the words for that left open. */
static void note_named_base(struct reading *self, const struct str *note)
{
	const struct civil *day = &self->local;
	struct str text = {0};

	civil_append_date(day, self->context->dates, true, &text);
	reading_note(
		self, 0, "counted from %.3s %s", civil_weekday_name(day->weekday), str_text(&text));
	str_release(&text);
	if (note->len > 0)
		reading_note(self, 0, "%s", str_text(note));
}

static void add_to_day(const struct amount *amount, int sign, struct civil *day)
{
	civil_add_months(day, sign * amount->months);
	civil_from_days(civil_days(day->year, day->month, day->day) + sign * amount->days, day);
}

/* "a week from friday", "two days before 15 Oct": complete days, which keep the clock as it is. */
static enum part count_from(struct reading *self, int sign, struct when *out)
{
	struct amount amount = {0};
	struct str note = {0};
	struct when base = {0};
	enum part part = read_amount(self, &amount);

	if (part == PART_READ && amount.seconds != 0)
		part = bad(self, "from a day, count in days or weeks, as in a week from friday");
	if (part != PART_READ)
		return part;
	struct reading from = {.context = self->context,
		.text = self->text,
		.at = self->at + 1,
		.note = &note,
		.err = self->err};

	part = from.at->kind == TOKEN_END ? bad(self, "the day to count from is missing")
					  : read_named_base(&from, &base);
	if (part == PART_READ) {
		self->odd |= (from.odd & ~(unsigned)WHEN_ODD_NO_OFFSET) | WHEN_ODD_MOVING;
		self->has_asked_now = self->has_asked_now || from.has_asked_now;
		if (base.kind == WHEN_DATE)
			civil_at(&self->local, base.seconds, 0);
		else
			zone_civil(self->context->zone, base.seconds, &self->local);
		note_named_base(self, &note);
		add_to_day(&amount, sign, &self->local);
		if (base.kind == WHEN_DATE)
			reading_set_day(&self->local, out);
		else
			reading_set_local(self, out);
	}
	str_release(&note);
	return part;
}

/* "in 2 weeks"; if future days are wanted, "2 weeks" is enough. */
static bool is_from_today(struct reading *self)
{
	bool has_in = token_is_text(self->at, "in") || token_is_text(self->at, "within");

	if (!is_count(&self->at[has_in]) || !is_unit(&self->at[has_in + 1]))
		return false;
	if (!has_in && self->context->tense != WHEN_TO_COME)
		return false;
	self->at += has_in;
	return find_direction(self) == NULL;
}

/* "from now", "from today" after a span */
static void skip_from_now(struct reading *self)
{
	if (token_is_text(self->at, "from") &&
		(token_is_word(&self->at[1], WORD_NOW) || token_is_text(&self->at[1], "today")))
		self->at += 2;
}

static enum part refuse_sign(struct reading *self, const struct token *sign)
{
	err_set(self->err, ERR_VALUE,
		self->context->date_only
			? "\"%.*s\" is not a day; a span needs a number and a unit, as in +2w"
			: "\"%.*s\" is not a time; a span needs a number and a unit, as in +7m",
		(int)sign->len, sign->text);
	return PART_BAD;
}

enum part reading_relative(struct reading *self, struct when *out)
{
	struct amount amount = {0};
	bool is_from_now = token_is_word(self->at, WORD_NOW);
	int sign = 0;

	/* In an import, such words begin a text rather than a time. */
	if (!self->context->lacks_now && find_named_base(self, &sign) != NULL)
		return count_from(self, sign, out);
	if (is_from_now)
		self->at++;
	else if (is_from_today(self))
		sign = 1;
	is_from_now = is_from_now || sign > 0;
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
	if (sign != 0 && amount.seconds == 0 && !is_of_days(&amount) &&
		self->at[-1].kind == TOKEN_MARK)
		return refuse_sign(self, &self->at[-1]);
	assert(self->at);
	if (self->at == direction)
		self->at++;
	if (is_from_now)
		skip_from_now(self);
	if (self->at->kind != TOKEN_END)
		return bad(self, self->context->date_only
					 ? "a span such as +2w must be on its own"
					 : "a span such as +7m must be on its own");
	self->odd |= WHEN_ODD_MOVING;
	amount.months *= sign;
	amount.days *= sign;
	amount.seconds *= sign;
	return apply(self, &amount, is_from_now, out);
}
