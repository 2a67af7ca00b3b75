/* Reading numbers that people write; see model/number.h. */
#include "model/number.h"

#include <string.h>

#define GROUP 3 /* digits between separators of thousands */

static size_t count_digits(struct slice text, size_t from)
{
	size_t at = from;

	while (at < text.len && ascii_is_digit(text.data[at]))
		at++;
	return at - from;
}

/* Digits before the first separator of thousands: "1" of "1,300", but not "0" or "2023". */
static bool may_lead_groups(struct slice text, size_t at, size_t n)
{
	return n <= GROUP && text.data[at] != '0';
}

static bool is_group(struct slice text, size_t at)
{
	return at < text.len && ascii_is_one_of(text.data[at], ",_ ") &&
	       count_digits(text, at + 1) == GROUP;
}

static bool is_fraction(struct slice text, size_t at)
{
	return at < text.len && ascii_is_one_of(text.data[at], ".,") &&
	       count_digits(text, at + 1) > 0;
}

static size_t take_digits(struct slice text, size_t at, size_t n, struct str *plain)
{
	str_append(plain, text.data + at, n);
	return at + n;
}

size_t number_read(struct slice text, struct str *plain)
{
	size_t at = text.len > 0 && ascii_is_one_of(text.data[0], "-+");
	size_t n = count_digits(text, at);

	if (n == 0)
		return 0;
	if (text.data[0] == '-')
		str_append_char(plain, '-');
	bool has_groups = may_lead_groups(text, at, n);

	at = take_digits(text, at, n, plain);
	while (has_groups && is_group(text, at))
		at = take_digits(text, at + 1, GROUP, plain);
	if (!is_fraction(text, at))
		return at;
	str_append_char(plain, '.');
	return take_digits(text, at + 1, count_digits(text, at + 1), plain);
}

static bool begins_with(struct slice text, const char *word)
{
	size_t len = strlen(word);

	return text.len >= len && slice_equal_fold((struct slice){text.data, len}, word);
}

size_t number_percent_length(struct slice text)
{
	static const char *const signs[] = {"%", "percent", "per cent", "pct", "p.c."};
	size_t at = 0;

	while (at < text.len && ascii_is_space(text.data[at]))
		at++;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t end = at + strlen(signs[i]);

		if (begins_with(slice_from(text, at), signs[i]) &&
			(end == text.len || !ascii_is_letter(text.data[end])))
			return end;
	}
	return 0;
}
