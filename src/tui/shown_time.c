/* How the screen shows the program's own times. */
#include "internal.h"

#include "model/walk.h"

#include <stdio.h>
#include <string.h>

void append_moment(const struct session *session, int64_t seconds, struct str *out)
{
	struct civil civil;

	session_civil(session, seconds, &civil);
	str_appendf(out, "%04d-%02d-%02d %02d:%02d %s", civil.year, civil.month, civil.day,
		civil.hour, civil.minute, civil.label);
}

void zone_label_note(struct screen *screen)
{
	const struct editor *editor = screen->editor;
	const struct zone *zone = editor_zone(editor);
	unsigned start = form_find_role(editor_form(editor), ROLE_START);
	struct zone_label *label = &screen->drawn.zone;
	struct when when = {0};
	struct civil civil;

	if (start != FORM_NONE)
		document_when(editor_document(editor), start, &when);
	label->is_known = when.kind == WHEN_INSTANT;
	if (!label->is_known || (label->at == when.seconds && strcmp(label->zone, zone->name) == 0))
		return;
	zone_civil(zone, when.seconds, &civil);
	label->at = when.seconds;
	snprintf(label->zone, sizeof(label->zone), "%s", zone->name);
	snprintf(label->text, sizeof(label->text), "%s", civil.label);
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
