/* Times as the screen shows them: in what zone, and with what left out. */
#include "internal.h"

#include <string.h>

void time_shorten(struct str *text, bool is_short)
{
	static const char about[] = "about ";
	const char *last;
	size_t digit;

	if (strncmp(str_text(text), about, sizeof(about) - 1) == 0)
		str_splice(text, 0, sizeof(about) - 1, "~", 1);
	last = strrchr(str_text(text), ' ');
	digit = strcspn(str_text(text), "0123456789");
	if (text->len == 0 || digit == text->len)
		return;
	if (last && (last[1] < '0' || last[1] > '9'))
		str_splice(text, (size_t)(last - text->data),
			text->len - (size_t)(last - text->data), "", 0);
	if (is_short && text->len > digit + 5 && text->data[digit + 4] == '-')
		str_splice(text, digit, 5, "", 0);
}

void find_moment(const struct session *session, int64_t seconds, struct civil *out)
{
	struct zone utc;

	if (editor_shows_utc(session_editor(session))) {
		zone_init(&utc, "UTC", NULL);
		zone_civil(&utc, seconds, out);
	} else {
		zone_civil_own(seconds, out);
	}
}

void append_moment(const struct session *session, int64_t seconds, struct str *out)
{
	struct civil civil;

	find_moment(session, seconds, &civil);
	str_appendf(out, "%04d-%02d-%02d %02d:%02d %s", civil.year, civil.month, civil.day,
		civil.hour, civil.minute, civil.label);
}
