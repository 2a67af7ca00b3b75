/* Dates and clocks as reports write them; see date_words.h. */
#include "date_words.h"

#include "base/slice.h"

#include <string.h>

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"};
static const char *const weekdays[] = {
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

const char *date_weekday(const struct civil *civil)
{
	return weekdays[civil->weekday];
}

void date_write(const struct civil *civil, enum date_words style, struct str *out)
{
	const char *month = months[civil->month - 1];

	if (style == DATE_WEEKDAY)
		str_appendf(out, "%s ", date_weekday(civil));
	if (style == DATE_SHORT)
		str_appendf(out, "%d %.3s %d", civil->day, month, civil->year);
	else if (style == DATE_SHORTEST)
		str_appendf(out, "%d %.3s", civil->day, month);
	else if (style == DATE_NO_YEAR)
		str_appendf(out, "%d %s", civil->day, month);
	else
		str_appendf(out, "%d %s %d", civil->day, month, civil->year);
}

void clock_write(const struct civil *civil, struct str *out)
{
	str_appendf(out, "%02d:%02d", civil->hour, civil->minute);
	if (civil->second)
		str_appendf(out, ":%02d", civil->second);
}

void offset_write(const struct civil *civil, struct str *out)
{
	int minutes = (civil->offset < 0 ? -civil->offset : civil->offset) / 60;

	if (strcmp(civil->label, "UTC") == 0) {
		str_append_text(out, civil->label);
		return;
	}
	if (ascii_is_letter(civil->label[0]))
		str_appendf(out, "%s, ", civil->label);
	str_appendf(out, "UTC%s%02d:%02d", civil->offset < 0 ? "\xE2\x88\x92" : "+", minutes / 60,
		minutes % 60);
}
