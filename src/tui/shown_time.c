/* How the screen shows the program's own times. */
#include "internal.h"

#include "model/walk.h"

#include <stdio.h>
#include <string.h>

void append_moment(const struct session *session, int64_t seconds, struct str *out)
{
	enum date_style dates = editor_when_style(session_editor(session)).dates;
	struct civil civil;

	session_civil(session, seconds, &civil);
	civil_append_date(&civil, dates, true, out);
	str_appendf(out, " %02d:%02d %s", civil.hour, civil.minute, civil.label);
}

/* --- what the zone is called --- */

static bool find_moment(const struct editor *editor, enum role role, struct when *when)
{
	unsigned field = form_find_role(editor_form(editor), role);

	*when = (struct when){0};
	if (field != FORM_NONE)
		document_when(editor_document(editor), field, when);
	return when->kind == WHEN_INSTANT;
}

static void label_note(struct zone_label *self, const struct zone *zone, const struct when *start,
	const struct when *end)
{
	int64_t until = end->kind == WHEN_INSTANT ? end->seconds : start->seconds;
	struct civil first, last;

	self->is_known = start->kind == WHEN_INSTANT;
	if (!self->is_known || (self->at == start->seconds && self->until == until &&
				       strcmp(self->zone, zone->name) == 0))
		return;
	self->at = start->seconds;
	self->until = until;
	snprintf(self->zone, sizeof(self->zone), "%s", zone->name);
	zone_civil(zone, self->at, &first);
	zone_civil(zone, until, &last);
	if (strcmp(first.label, last.label) == 0)
		snprintf(self->text, sizeof(self->text), "%s", first.label);
	else /* the clocks were changed meanwhile */
		snprintf(self->text, sizeof(self->text), "%s/%s", first.label, last.label);
}

void zone_label_note(struct screen *screen)
{
	const struct editor *editor = screen->editor;
	struct when start, end;

	find_moment(editor, ROLE_START, &start);
	find_moment(editor, ROLE_END, &end);
	for (int i = 0; i < N_CLOCKS; i++)
		if (i == (int)editor_clock(editor) || i == (int)editor_next_clock(editor))
			label_note(&screen->drawn.zones[i],
				editor_clock_zone(editor, (enum shown_clock)i), &start, &end);
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

static void append_label(const struct screen *screen, enum shown_clock clock, struct str *out)
{
	const struct zone *zone = editor_clock_zone(screen->editor, clock);
	const struct zone_label *label = &screen->drawn.zones[clock];

	if (zone_is_utc(zone))
		str_append_text(out, "UTC");
	else if (!label->is_known)
		append_place_of(zone->name, out);
	else if (label->text[0] == '+' || label->text[0] == '-')
		str_appendf(out, "UTC%s", label->text);
	else
		str_append_text(out, label->text);
}

/* IST is the name of the clock in Israel and in India. */
void zone_append_words(const struct screen *screen, enum shown_clock clock, struct str *out)
{
	const struct editor *editor = screen->editor;
	enum shown_clock other =
		clock == editor_clock(editor) ? editor_next_clock(editor) : editor_clock(editor);
	struct str own = {0};
	struct str others = {0};

	append_label(screen, clock, &own);
	append_label(screen, other, &others);
	if (other != clock && str_equal(&own, str_text(&others), others.len))
		append_place_of(editor_clock_zone(editor, clock)->name, out);
	else
		str_append(out, str_text(&own), own.len);
	str_release(&own);
	str_release(&others);
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
