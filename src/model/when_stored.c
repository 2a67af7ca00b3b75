/*
 * The stored form of times: RFC 3339 with a little leeway (a space for the T, no
 * seconds), dates, "~" and the words. strptime would accept 31 February, so the calendar
 * is checked here.
 */
#include "when_civil.h"
#include "when_offset.h"

#include <string.h>

struct scan {
	const char *at;
	struct err *err;
};

static const struct {
	const char *text;
	enum when_kind kind;
} words[] = {
	{"", WHEN_NONE},
	{"unknown", WHEN_UNKNOWN},
	{"n/a", WHEN_NOT_APPLICABLE},
	{"ongoing", WHEN_ONGOING},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads exactly n digits. */
static bool scan_number(struct scan *self, int n, int *number)
{
	*number = 0;
	for (int i = 0; i < n; i++) {
		if (!is_digit(self->at[i]))
			return false;
		*number = *number * 10 + (self->at[i] - '0');
	}
	if (is_digit(self->at[n]))
		return false;
	self->at += n;
	return true;
}

static bool scan_char(struct scan *self, char c)
{
	if (*self->at != c)
		return false;
	self->at++;
	return true;
}

static bool scan_date(struct scan *self, struct civil *local)
{
	return scan_number(self, 4, &local->year) && scan_char(self, '-') &&
	       scan_number(self, 2, &local->month) && scan_char(self, '-') &&
	       scan_number(self, 2, &local->day);
}

static bool scan_fraction(struct scan *self)
{
	if (!scan_char(self, '.'))
		return true;
	if (!is_digit(*self->at))
		return false;
	self->at += strspn(self->at, "0123456789");
	return true;
}

static bool scan_clock(struct scan *self, struct civil *local)
{
	if (!scan_number(self, 2, &local->hour) || !scan_char(self, ':') ||
		!scan_number(self, 2, &local->minute))
		return false;
	if (!scan_char(self, ':'))
		return true;
	return scan_number(self, 2, &local->second) && scan_fraction(self);
}

static bool not_an_offset(struct scan *self)
{
	return err_set(self->err, ERR_VALUE, "the offset is not written like -04:00 or Z");
}

/*
 * Without the T of RFC 3339 a dash may join a range: "09:00-11:00". Here it is an offset
 * only if it cannot be a range; callers that know the document's zone decide the rest.
 */
static bool may_be_range(const struct civil *local, int32_t minutes)
{
	return offset_zone(minutes) == NULL || -minutes > local->hour * 60 + local->minute;
}

static bool scan_offset(struct scan *self, const struct civil *local, bool has_t, int32_t *offset)
{
	int hours;
	int minutes;
	bool has_blank = scan_char(self, ' ');

	if (*self->at == '\0')
		return err_set(self->err, ERR_VALUE, "the time has no offset such as -04:00 or Z");
	*offset = 0;
	if (scan_char(self, 'Z') || scan_char(self, 'z'))
		return true;
	char sign = *self->at++;
	if ((sign != '+' && sign != '-') || !scan_number(self, 2, &hours) ||
		!scan_char(self, ':') || !scan_number(self, 2, &minutes))
		return not_an_offset(self);
	if (hours > 23 || minutes > 59)
		return err_set(
			self->err, ERR_VALUE, "there is no offset of %02d:%02d", hours, minutes);
	*offset = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
	if (sign == '-' && (has_blank || (!has_t && may_be_range(local, *offset))))
		return not_an_offset(self);
	*offset *= 60;
	return true;
}

static bool not_a_time(struct scan *self)
{
	return err_set(self->err, ERR_VALUE, "not a time; write it like 2023-10-15T08:00:00-04:00");
}

static bool parse_moment(struct when *self, struct scan *scan)
{
	struct civil local = {0};

	if (!scan_date(scan, &local))
		return not_a_time(scan);
	if (*scan->at == '\0') {
		self->kind = WHEN_DATE;
		self->seconds = civil_seconds(&local);
		return civil_check(&local, scan->err);
	}
	bool has_t = scan_char(scan, 'T') || scan_char(scan, 't');

	if (!has_t && !scan_char(scan, ' '))
		return not_a_time(scan);
	if (!scan_clock(scan, &local))
		return not_a_time(scan);
	if (!civil_check(&local, scan->err) || !scan_offset(scan, &local, has_t, &self->offset))
		return false;
	if (*scan->at != '\0')
		return not_a_time(scan);
	self->kind = WHEN_INSTANT;
	self->seconds = civil_seconds(&local) - self->offset;
	return true;
}

bool when_parse(struct when *self, const char *text, struct err *err)
{
	struct scan scan = {.at = text, .err = err};
	struct when read = {0};

	*self = read;
	for (size_t i = 0; i < sizeof words / sizeof *words && !is_digit(*text); i++) {
		if (strcmp(text, words[i].text) == 0) {
			self->kind = words[i].kind;
			return true;
		}
	}
	read.is_about = scan_char(&scan, '~');
	if (read.is_about)
		scan.at += strspn(scan.at, " ");
	if (!parse_moment(&read, &scan))
		return false;
	*self = read;
	return true;
}

static void append_two(struct str *out, char before, int number)
{
	str_append_char(out, before);
	str_append_padded(out, (unsigned)number, 2);
}

static void append_day(struct str *out, const struct civil *day)
{
	str_appendf(out, "%04d", day->year);
	append_two(out, '-', day->month);
	append_two(out, '-', day->day);
}

static void format_instant(const struct when *self, struct str *out)
{
	struct civil local;
	int32_t minutes = self->offset / 60; /* a zone's historical offset may have seconds */
	int32_t size = minutes < 0 ? -minutes : minutes;

	civil_at(&local, self->seconds, minutes * 60);
	append_day(out, &local);
	append_two(out, 'T', local.hour);
	append_two(out, ':', local.minute);
	append_two(out, ':', local.second);
	append_two(out, minutes < 0 ? '-' : '+', size / 60);
	append_two(out, ':', size % 60);
}

static void format_date(const struct when *self, struct str *out)
{
	struct civil day;

	civil_at(&day, self->seconds, 0);
	append_day(out, &day);
}

void when_format(const struct when *self, struct str *out)
{
	if (self->kind != WHEN_INSTANT && self->kind != WHEN_DATE) {
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (words[i].kind == self->kind)
				str_append_text(out, words[i].text);
		return;
	}
	if (self->is_about)
		str_append_char(out, '~');
	if (self->kind == WHEN_INSTANT)
		format_instant(self, out);
	else
		format_date(self, out);
}
