/*
 * Days by the calendar from today: "next week", "in 2 weeks", "end of the month", "eow".
 * A week ends on Friday if a working day is wanted, which the note says.
 */
#include "when_period.h"

#define FRIDAY 5

/* Words that only mean something here. */
struct word {
	const char *text;
	int number;
};

static const struct word periods[] = {
	{"day", PERIOD_DAY},
	{"week", PERIOD_WEEK},
	{"month", PERIOD_MONTH},
	{"quarter", PERIOD_QUARTER},
	{"year", PERIOD_YEAR},
};

static const struct word ends[] = {
	{"eod", PERIOD_DAY},
	{"eow", PERIOD_WEEK},
	{"eom", PERIOD_MONTH},
	{"eoq", PERIOD_QUARTER},
	{"eoy", PERIOD_YEAR},
};

static bool find_word(
	const struct token *token, const struct word *words, size_t n, enum period *period)
{
	for (size_t i = 0; i < n; i++) {
		if (token_is_text(token, words[i].text)) {
			*period = (enum period)words[i].number;
			return true;
		}
	}
	return false;
}

/* The first day of the period that a day is in, and its length in months. */
static void go_to_first(struct civil *day, enum period period)
{
	if (period == PERIOD_QUARTER)
		day->month -= (day->month - 1) % 3;
	if (period == PERIOD_HALF)
		day->month -= (day->month - 1) % 6;
	if (period == PERIOD_YEAR)
		day->month = 1;
	day->day = 1;
}

static int64_t week_edge(const struct civil *today, int64_t number, int count, bool is_end)
{
	int since_monday = (today->weekday + 6) % 7;
	int64_t monday = number - since_monday + 7 * (int64_t)count;
	int64_t friday = monday + FRIDAY - 1;

	if (!is_end)
		return monday;
	return count == 0 && friday < number ? friday + 7 : friday;
}

/* The first or the last day of the period so many after this one. */
static int64_t edge_of(const struct civil *today, enum period period, int count, bool is_end)
{
	struct civil day = *today;
	int64_t number = civil_days(day.year, day.month, day.day);

	if (period == PERIOD_DAY)
		return number + count;
	if (period == PERIOD_WEEK)
		return week_edge(today, number, count, is_end);
	go_to_first(&day, period);
	civil_add_months(&day, period_months(period) * (count + is_end));
	return civil_days(day.year, day.month, day.day) - is_end;
}

/* The same day so many periods later. */
static int64_t later_by(const struct civil *today, enum period period, int count)
{
	struct civil day = *today;
	int64_t number = civil_days(day.year, day.month, day.day);

	if (period == PERIOD_DAY || period == PERIOD_WEEK)
		return number + count * (period == PERIOD_WEEK ? 7 : 1);
	civil_add_months(&day, period_months(period) * count);
	return civil_days(day.year, day.month, day.day);
}

static void skip_fillers(struct reading *self)
{
	while (token_is_word(self->at, WORD_FILLER))
		self->at++;
}

static enum part finish(struct reading *self, int64_t day, struct when *out)
{
	if (self->at->kind != TOKEN_END) {
		err_set(self->err, ERR_VALUE,
			"such a day must be on its own, as in \"end of month\"");
		return PART_BAD;
	}
	if (!self->is_fixed)
		self->odd |= WHEN_ODD_MOVING;
	reading_move_to(self, day);
	if (!self->context->date_only)
		reading_note(self, WHEN_ODD_NO_TIME, "a day without a time");
	reading_set_day(&self->local, out);
	return PART_READ;
}

static int read_week(struct reading *self)
{
	return token_is_word(self->at, WORD_WEEK) ? (int)self->at++->number : 0;
}

static enum part finish_named(
	struct reading *self, const struct named *named, bool is_end, struct when *out)
{
	bool is_part = named->period == PERIOD_QUARTER || named->period == PERIOD_HALF;

	if (is_part &&
		(named->number < 1 || named->number > YEAR_MONTHS / period_months(named->period))) {
		err_set(self->err, ERR_VALUE, "there is no %c%d",
			named->period == PERIOD_HALF ? 'H' : 'Q', named->number);
		return PART_BAD;
	}
	return finish(self, edge_of(&named->first, named->period, 0, is_end), out);
}

/* "Q1 2027" alone: due on its last day. */
static enum part read_part_alone(struct reading *self, const struct civil *today, struct when *out)
{
	const struct token *from = self->at;
	struct named named = {0};

	if (!reading_part_of_year(self, today, &named) || self->at->kind != TOKEN_END)
		return PART_NONE;
	if (self->context->tense == WHEN_PAST || !self->context->date_only) {
		err_set(self->err, ERR_VALUE, "which day of %s?", from->text);
		return PART_BAD;
	}
	enum part part = finish_named(self, &named, true, out);

	if (part == PART_READ)
		reading_note(self, 0, "read as its last day");
	return part;
}

/* "end of next month", "beginning of the week", "end of Q1 2027" */
static enum part read_edge(
	struct reading *self, const struct civil *today, bool is_end, struct when *out)
{
	enum period period;

	self->at++;
	skip_fillers(self);
	int count = read_week(self);

	struct named named;

	if (count == 0 && reading_named(self, today, &named))
		return finish_named(self, &named, is_end, out);
	if (!find_word(self->at, periods, sizeof periods / sizeof *periods, &period))
		return PART_NONE;
	self->at++;
	if (period == PERIOD_WEEK && is_end)
		reading_note(self, 0, "the week is assumed to end on Friday");
	return finish(self, edge_of(today, period, count, is_end), out);
}

/* "next week", "last month" */
static enum part read_neighbour(struct reading *self, const struct civil *today, struct when *out)
{
	enum period period;

	if (!find_word(&self->at[1], periods, sizeof periods / sizeof *periods, &period))
		return PART_NONE;
	int count = (int)self->at->number;

	if (self->at[2].kind != TOKEN_END)
		return PART_NONE;
	self->at += 2;
	if (count == 0)
		return finish(self, edge_of(today, period, 0, true), out);
	reading_note(self, 0, "read as one %s %s", periods[period].text,
		count > 0 ? "from today" : "before today");
	return finish(self, later_by(today, period, count), out);
}

/* "friday next week", "next week friday" */
static enum part read_weekday_of(struct reading *self, const struct civil *today, struct when *out)
{
	bool is_first = token_is_word(self->at, WORD_WEEKDAY);
	const struct token *week = &self->at[is_first];
	const struct token *weekday = is_first ? self->at : &self->at[2];

	if (!token_is_word(week, WORD_WEEK) || !token_is_text(&week[1], "week") ||
		!token_is_word(weekday, WORD_WEEKDAY) || self->at[3].kind != TOKEN_END)
		return PART_NONE;
	self->at += 3;
	return finish(self,
		edge_of(today, PERIOD_WEEK, (int)week->number, false) + (weekday->number + 6) % 7,
		out);
}

/* "day after tomorrow", "day before yesterday" */
static enum part read_day_beside(struct reading *self, const struct civil *today, struct when *out)
{
	bool is_after = token_is_text(&self->at[1], "after");
	const struct token *day = &self->at[2];

	if ((!is_after && !token_is_text(&self->at[1], "before")) || !token_is_word(day, WORD_DAY))
		return PART_NONE;
	self->at += 3;
	return finish(self,
		edge_of(today, PERIOD_DAY, (int)day->number + (is_after ? 1 : -1), false), out);
}

static enum part read_day(struct reading *self, const struct civil *today, struct when *out)
{
	enum period period;

	skip_fillers(self);
	if (token_is_text(self->at, "end"))
		return read_edge(self, today, true, out);
	if (token_is_text(self->at, "start") || token_is_text(self->at, "beginning"))
		return read_edge(self, today, false, out);
	if (read_weekday_of(self, today, out) == PART_READ)
		return PART_READ;
	if (token_is_text(self->at, "day"))
		return read_day_beside(self, today, out);
	if (token_is_word(self->at, WORD_WEEK))
		return read_neighbour(self, today, out);
	if (!find_word(self->at, ends, sizeof ends / sizeof *ends, &period))
		return read_part_alone(self, today, out);
	self->at++;
	if (period == PERIOD_WEEK)
		reading_note(self, 0, "the week is assumed to end on Friday");
	return finish(self, edge_of(today, period, 0, true), out);
}

enum part reading_period(struct reading *self, struct when *out)
{
	const struct token *before = self->at;
	bool has_asked = self->has_asked_now;
	struct civil today;

	zone_civil(self->context->zone, reading_now(self), &today);
	if (token_is_text(before, "by") || token_is_word(before, WORD_UNTIL))
		before = ++self->at;
	enum part part = read_day(self, &today, out);

	if (part == PART_NONE)
		self->at = before;
	if (part == PART_NONE || self->is_fixed)
		self->has_asked_now = has_asked;
	return part;
}

/* The day of a time on the calendar of the context. */
static int64_t day_of(const struct reading *self, const struct when *when)
{
	struct civil local;

	if (when->kind == WHEN_DATE)
		civil_at(&local, when->seconds, 0);
	else
		zone_civil(self->context->zone, when->seconds, &local);
	return civil_days(local.year, local.month, local.day);
}

void reading_note_past(struct reading *self, const struct when *when)
{
	const struct when_context *context = self->context;
	const struct when now = {.kind = WHEN_INSTANT, .seconds = context->now};

	if (when->kind != WHEN_INSTANT && when->kind != WHEN_DATE)
		return;
	if (context->before.kind != WHEN_NONE &&
		day_of(self, when) < day_of(self, &context->before))
		reading_note(self, 0, "that is before the incident");
	else if (!context->lacks_now && day_of(self, when) < day_of(self, &now))
		reading_note(self, 0, "that is before today");
}
