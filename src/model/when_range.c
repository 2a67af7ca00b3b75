/*
 * Ranges: "13:30–13:45", "from 9 to 11 am", "23:30 - 7 Oct 00:15". The first end is the
 * time; the day and zone of the second end apply to the first if it has none.
 */
#include "when_reading.h"

#include "when_offset.h"

#include <stdio.h>
#include <string.h>

#define QUOTE_MAX 60

/* The typed text for a sentence, cut between characters if it is long. */
static const char *quote(const struct reading *self, char out[QUOTE_MAX + 4])
{
	const char *text = self->text + strspn(self->text, " \t\r\n");
	size_t len = strlen(text);

	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
		len--;
	bool is_cut = len > QUOTE_MAX;
	if (is_cut)
		for (len = QUOTE_MAX; len > 0 && (text[len] & '\xc0') == '\x80';)
			len--;
	snprintf(out, QUOTE_MAX + 4, "%.*s%s", (int)len, text, is_cut ? "..." : "");
	return out;
}

/* "9-11am": the half of the day that puts the first before the second. */
static void share_half(struct reading *self, const struct reading *end)
{
	int second = end->local.hour * 60 + end->local.minute;

	if (self->has_half || !end->has_half || self->local.hour > 12 || self->local.hour == 0)
		return;
	int hour = self->local.hour % 12;
	bool is_same_half = hour * 60 + self->local.minute <= second % (12 * 60);

	self->local.hour = hour + ((second >= 12 * 60) == is_same_half ? 12 : 0);
	self->has_half = true;
}

static void share_day(struct reading *self, const struct reading *end)
{
	if (self->has_date || self->has_weekday || self->has_day_shift)
		return;
	self->has_date = end->has_date;
	self->has_year = end->has_year;
	self->local.year = end->local.year;
	self->local.month = end->local.month;
	self->local.day = end->local.day;
	self->has_weekday = end->has_weekday;
	self->weekday = end->weekday;
	self->has_week = end->has_week;
	self->week = end->week;
	self->has_day_shift = end->has_day_shift;
	self->day_shift = end->day_shift;
}

static void share(struct reading *self, const struct reading *end)
{
	share_half(self, end);
	share_day(self, end);
	if (self->has_date && !self->has_year && end->has_year) {
		self->has_year = true;
		self->local.year = end->local.year;
	}
	if (!self->has_offset && self->label == NULL) {
		self->has_offset = end->has_offset;
		self->offset = end->offset;
		self->label = end->label;
		self->label_words = end->label_words;
	}
	self->is_about = self->is_about || end->is_about;
}

/* Two clocks separated by spaces are a range only if both are written alike: "13:30 - 1500
 * requests" is not one. A comma, which always touches what precedes it, joins only clocks written
 * alike. */
static bool is_alike(const struct reading *self, const struct reading *end)
{
	if (token_is_mark(self->at, ','))
		return end->has_colon == self->has_colon;
	return end->has_colon == self->has_colon || end->has_half ||
	       end->clock->kind == TOKEN_WORD || end->clock[-1].is_glued || end->has_date ||
	       token_is_word(&end->clock[-1], WORD_UNTIL);
}

static bool read_end(const struct reading *self, const struct token *from, struct reading *end)
{
	*end = (struct reading){
		.context = self->context, .text = self->text, .at = from, .is_range_end = true};
	while (token_is_mark(end->at, '~') || token_is_word(end->at, WORD_ABOUT))
		end->at++;
	end->is_about = end->at != from;
	if (!reading_parts(end))
		return false;
	if (end->has_clock)
		return self->has_clock && civil_is_clock(&end->local) && is_alike(self, end);
	return end->has_date && self->has_date && !self->has_clock;
}

/* Explains how to type an offset, if the text could have been meant as one. */
static enum part refuse(struct reading *self, bool has_clock)
{
	char quoted[QUOTE_MAX + 4];
	int minutes;
	bool is_sign = self->has_date && self->has_colon && token_is_mark(self->at, '-') &&
		       !self->at->is_foreign && token_offset(self->at, &minutes) != NULL &&
		       offset_zone(minutes) != NULL;

	err_set(self->err, ERR_VALUE, "\"%s\" is a range; only one %s is possible here%s",
		quote(self, quoted), has_clock ? "time" : "day",
		is_sign ? " (for an offset, type a T between day and time)" : "");
	return PART_BAD;
}

enum part reading_range(struct reading *self)
{
	const struct token *from =
		token_is_mark(self->at, ',') ? &self->at[1] : token_after_joint(self->at);
	struct reading end;

	if (from == self->at || self->is_range_end || (!self->has_clock && !self->has_date) ||
		(!self->has_clock && token_is_mark(self->at, '/')))
		return PART_NONE;
	if (self->has_clock && token_is_mark(self->at, '-') && reading_dash_is_offset(self))
		return PART_NONE;
	if (!read_end(self, from, &end))
		return PART_NONE;
	if (self->context->range_end == NULL || !end.has_clock)
		return refuse(self, end.has_clock);
	share(self, &end);
	str_append_text(self->context->range_end, from->text);
	self->at = end.at;
	return PART_READ;
}
