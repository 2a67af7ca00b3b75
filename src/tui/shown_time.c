/* How the screen shows the program's own times. */
#include "internal.h"

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

void today_note(struct screen *screen)
{
	enum { DAY = 24 * 60 * 60 };
	int64_t now = session_seconds(screen->session);
	struct today *today = &screen->tables.today;
	struct civil civil;

	if (now >= today->now && now < today->until)
		return;
	zone_civil(editor_zone(screen->editor), now, &civil);
	today->now = now;
	today->until = now + DAY - (civil.hour * 3600 + civil.minute * 60 + civil.second);
}
