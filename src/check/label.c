/*
 * Zone labels in what people wrote: "8:30 AM PST" for a day in July. A time in prose has
 * no date of its own, and is assumed to be on the incident's first day.
 */
#include "internal.h"

#include <string.h>

#define LABEL_MIN 2
#define LABEL_MAX 5

/* A clock time with a label in a text: byte ranges. */
struct clock {
	size_t start;
	size_t end;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t skip_blanks(const char *text, size_t at)
{
	return at + strspn(text + at, " ");
}

/* "am", "p.m." and the like after a clock. */
static size_t skip_half(const char *text, size_t at)
{
	char letter = text[at] | 0x20;
	size_t next = at + 1;

	if (letter != 'a' && letter != 'p')
		return at;
	next += text[next] == '.';
	if ((text[next] | 0x20) != 'm')
		return at;
	next++;
	next += text[next] == '.';
	return is_word_byte(text[next]) ? at : skip_blanks(text, next);
}

static size_t label_length(const char *text)
{
	size_t len = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return len < LABEL_MIN || len > LABEL_MAX || is_word_byte(text[len]) ? 0 : len;
}

/* Reads the clock time around the colon at this offset, and the label after it. */
static bool read_clock(const char *text, size_t colon, struct clock *out)
{
	size_t at = colon + 3;

	if (colon == 0 || !is_digit(text[colon - 1]) || !is_digit(text[colon + 1]) ||
		!is_digit(text[colon + 2]))
		return false;
	out->start = colon - 1 - (colon > 1 && is_digit(text[colon - 2]));
	if (text[at] == ':' && is_digit(text[at + 1]) && is_digit(text[at + 2]))
		at += 3;
	if (is_digit(text[at]))
		return false;
	at = skip_half(text, skip_blanks(text, at));
	out->end = at + label_length(text + at);
	return out->end > at;
}

static void check_clock(struct check *check, const struct rule *rule,
	const struct rule_cursor *cursor, const struct clock *clock, const struct civil *day)
{
	struct when_context context = {
		.zone = &check->zone, .now = check->now, .dates = check->style.dates};
	struct when when;
	struct str text = {0};
	struct str note = {0};
	unsigned odd;

	str_appendf(&text, "%04d-%02d-%02d ", day->year, day->month, day->day);
	str_append(&text, cursor->text + clock->start, clock->end - clock->start);
	if (when_read_loose(&when, str_text(&text), &context, &odd, &note, NULL) &&
		(odd & WHEN_ODD_LABEL))
		check_report_words(check, rule, rule->level, cursor, clock->start, clock->end,
			"%s: %s",
			check_quote(check, cursor->text + clock->start, clock->end - clock->start),
			str_text(&note));
	str_release(&text);
	str_release(&note);
}

static void check_prose(struct check *check, const struct rule *rule, const struct civil *day)
{
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, kind_is_words);) {
		const char *colon = cursor.text;

		while ((colon = strchr(colon, ':')) != NULL) {
			struct clock clock;

			if (read_clock(cursor.text, (size_t)(colon - cursor.text), &clock))
				check_clock(check, rule, &cursor, &clock, day);
			colon++;
		}
	}
}

void run_zone_label(struct check *check, const struct rule *rule)
{
	struct when start;
	struct civil day;

	run_time_form(check, rule);
	if (!time_of_role(check, ROLE_START, &start))
		return;
	zone_civil(&check->zone, time_moment(check, &start), &day);
	check_prose(check, rule, &day);
}
