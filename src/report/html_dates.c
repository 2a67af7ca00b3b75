/* Dates and clocks as the HTML report writes them. */
#include "html_parts.h"

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"};
static const char *const weekdays[] = {
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

void html_write_date(const struct civil *civil, enum html_date style, struct str *out)
{
	const char *month = months[civil->month - 1];

	if (style == HTML_DATE_WEEKDAY)
		str_appendf(out, "%s ", weekdays[civil->weekday]);
	if (style == HTML_DATE_SHORT)
		str_appendf(out, "%d %.3s %d", civil->day, month, civil->year);
	else if (style == HTML_DATE_NO_YEAR)
		str_appendf(out, "%d %s", civil->day, month);
	else
		str_appendf(out, "%d %s %d", civil->day, month, civil->year);
}

void html_write_clock(const struct civil *civil, struct str *out)
{
	str_appendf(out, "%02d:%02d", civil->hour, civil->minute);
	if (civil->second)
		str_appendf(out, ":%02d", civil->second);
}
