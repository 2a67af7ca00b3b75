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

/* "America/New_York" is "New York time"; what has no place in it is as it is. */
static void append_place_of(const char *name, struct str *out)
{
	const char *last = strrchr(name, '/');

	if (!last || strncmp(name, "Etc/", 4) == 0) {
		str_append_text(out, last ? last + 1 : name);
		return;
	}
	for (last++; *last != '\0'; last++)
		str_append_char(out, *last == '_' ? ' ' : *last);
	str_append_text(out, " time");
}

void zone_append_words(const struct screen *screen, struct str *out)
{
	const struct zone *zone = editor_zone(screen->editor);
	const struct zone_label *label = &screen->drawn.zone;
	struct civil civil;

	zone_civil(zone, label->is_known ? label->at : session_seconds(screen->session), &civil);
	if (strcmp(civil.label, "UTC") == 0)
		str_append_text(out, "UTC");
	else if (!label->is_known)
		append_place_of(zone->name, out);
	else if (civil.label[0] == '+' || civil.label[0] == '-')
		str_appendf(out, "UTC%s", civil.label);
	else
		str_append_text(out, civil.label);
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
