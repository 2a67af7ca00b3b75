/*
 * Times as people see them: in a zone, with its label, or in words if a time has no
 * number. when_parse_loose reads back what is shown here.
 */
#include "when_civil.h"

#include "base/slice.h"

#include <string.h>

static const char *const words[] = {
	[WHEN_NONE] = "",
	[WHEN_UNKNOWN] = "unknown",
	[WHEN_NOT_APPLICABLE] = "n/a",
	[WHEN_ONGOING] = "ongoing",
};

/* Does the offset change nearby while the label stays the same, as in Moscow in October 2014? */
static bool is_label_ambiguous(const struct zone *zone, const struct civil *local, int64_t seconds)
{
	static const int64_t steps[] = {-DAY_SECONDS, DAY_SECONDS};
	size_t n = zone_is_utc(zone) ? 0 : sizeof steps / sizeof *steps;

	for (size_t i = 0; i < n; i++) {
		struct civil other;

		zone_civil(zone, seconds + steps[i], &other);
		if (other.offset != local->offset && strcmp(other.label, local->label) == 0)
			return true;
	}
	return false;
}

static void append_offset(int32_t offset, struct str *out)
{
	int32_t minutes = (offset < 0 ? -offset : offset) / 60;

	str_appendf(out, " UTC%c%02d:%02d", offset < 0 ? '-' : '+', (int)(minutes / 60),
		(int)(minutes % 60));
}

/* By hand, because a search shows the times of a hundred thousand rows. */
static char *put_two(char *at, char before, int number)
{
	at[0] = before;
	at[1] = (char)('0' + number / 10);
	at[2] = (char)('0' + number % 10);
	return at + 3;
}

static void append_clock(const struct civil *local, struct str *out)
{
	char clock[9];
	char *end = put_two(put_two(clock, ' ', local->hour), ':', local->minute);

	if (local->second != 0)
		end = put_two(end, ':', local->second);
	str_append(out, clock, (size_t)(end - clock));
}

void civil_append_date(
	const struct civil *self, enum date_style style, bool has_year, struct str *out)
{
	if (style == DATE_ISO && has_year)
		str_append_padded(out, (unsigned)self->year, 4);
	if (style == DATE_ISO) {
		char day[6];

		put_two(put_two(day, '-', self->month), '-', self->day);
		str_append(out, has_year ? day : day + 1, has_year ? 6 : 5);
	} else if (style == DATE_DAY_MONTH) {
		str_appendf(out, "%d %.3s", self->day, civil_month_name(self->month));
	} else {
		str_appendf(out, "%.3s %d", civil_month_name(self->month), self->day);
	}
	if (style != DATE_ISO && has_year)
		str_appendf(out, " %04d", self->year);
}

bool when_civil(const struct when *self, const struct zone *zone, struct civil *out)
{
	if (self->kind == WHEN_DATE)
		civil_at(out, self->seconds, 0);
	else if (self->kind == WHEN_INSTANT)
		zone_civil(zone, self->seconds, out);
	return self->kind == WHEN_DATE || self->kind == WHEN_INSTANT;
}

/* The same, with "about" or the words for what has no number. */
static bool begin(
	const struct when *self, const struct zone *zone, struct civil *local, struct str *out)
{
	if (!when_civil(self, zone, local)) {
		str_append_text(out, words[self->kind]);
		return false;
	}
	if (self->is_about)
		str_append_text(out, "about ");
	return true;
}

static void append_rest(const struct when *self, const struct when_style *style,
	const struct civil *local, struct str *out)
{
	civil_append_date(local, style->dates, true, out);
	if (self->kind == WHEN_DATE)
		return;
	append_clock(local, out);
	if (!ascii_is_letter(*local->label) ||
		is_label_ambiguous(style->zone, local, self->seconds)) {
		append_offset(local->offset, out);
	} else {
		str_append_char(out, ' ');
		str_append_text(out, local->label);
	}
}

void when_show_in(const struct when *self, const struct when_style *style, struct str *out)
{
	struct civil local;

	if (begin(self, style->zone, &local, out))
		append_rest(self, style, &local, out);
}

/* The labels of other zones than UTC are known to the C library alone. */
bool when_number_may_show(const struct when_style *style, uint32_t code)
{
	char letter = code < 0x80 ? ascii_lower((char)code) : '\0';

	if (!ascii_is_letter(letter) || !zone_is_utc(style->zone))
		return code < 0x80;
	if (strchr("aboutc", letter) != NULL)
		return true;
	for (int month = 1; month <= 12 && style->dates != DATE_ISO; month++)
		for (int i = 0; i < 3; i++)
			if (ascii_lower(civil_month_name(month)[i]) == letter)
				return true;
	return false;
}

void when_show(const struct when *self, const struct zone *zone, struct str *out)
{
	when_show_in(self, &(struct when_style){.zone = zone}, out);
}

void when_show_short(
	const struct when *self, const struct when_style *style, bool has_year, struct str *out)
{
	struct civil local;
	size_t start = out->len;

	if (!begin(self, style->zone, &local, out))
		return;
	if (self->is_about)
		str_splice(out, start, out->len - start, "~", 1);
	civil_append_date(&local, style->dates, has_year, out);
	if (self->kind == WHEN_INSTANT)
		append_clock(&local, out);
}

void when_show_long(const struct when *self, const struct when_style *style, struct str *out)
{
	struct civil local;

	if (!begin(self, style->zone, &local, out))
		return;
	str_append(out, civil_weekday_name(local.weekday), 3);
	str_append_char(out, ' ');
	append_rest(self, style, &local, out);
}

void civil_show_day(const struct civil *self, enum date_style style, bool has_year, struct str *out)
{
	str_appendf(out, "%.3s ", civil_weekday_name(self->weekday));
	civil_append_date(self, style == DATE_ISO ? DATE_DAY_MONTH : style, has_year, out);
}

void when_show_us(const struct when *self, const struct zone *zone, struct str *out)
{
	struct civil local;

	if (!begin(self, zone, &local, out))
		return;
	str_appendf(out, "%d/%d/%04d", local.month, local.day, local.year);
	if (self->kind == WHEN_DATE)
		return;
	str_appendf(out, ", %d:%02d", (local.hour + 11) % 12 + 1, local.minute);
	if (local.second != 0)
		str_appendf(out, ":%02d", local.second);
	str_append_text(out, local.hour < 12 ? " AM" : " PM");
}
