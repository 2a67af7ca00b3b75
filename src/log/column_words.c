/* What people and programs call the columns of a timeline. */
#include "column_words.h"

#include "stamp_words.h"

#include <string.h>

static const struct {
	const char *word;
	enum part part;
} words[] = {
	{"time", PART_TIME},
	{"timestamp", PART_TIME},
	{"post creation time", PART_TIME},
	{"datetime", PART_TIME},
	{"date/time", PART_TIME},
	{"date and time", PART_TIME},
	{"when", PART_TIME},
	{"at", PART_TIME},
	{"clock", PART_TIME},
	{"zeit", PART_TIME},
	{"uhrzeit", PART_TIME},
	{"zeitpunkt", PART_TIME},
	{"heure", PART_TIME},
	{"hora", PART_TIME},
	{"created", PART_TIME},
	{"created at", PART_TIME},
	{"created_at", PART_TIME},
	{"started", PART_TIME},
	{"started at", PART_TIME},
	{"start time", PART_TIME},
	{"triggered", PART_TIME},
	{"opened", PART_TIME},
	{"ts", PART_TIME},
	{"start", PART_TIME},
	{"begin", PART_TIME},
	{"beginn", PART_TIME},
	{"start_time", PART_TIME},
	{"started_at", PART_TIME},
	{"created_on", PART_TIME},
	{"occurred at", PART_TIME},
	{"triggered at", PART_TIME},
	{"updated", PART_TIME},
	{"zeitstempel", PART_TIME},
	{"horodatage", PART_TIME},
	{"date/heure", PART_TIME},
	{"last seen", PART_AGE},
	{"age", PART_AGE},
	{"first seen", PART_AGE},
	{"date", PART_DAY},
	{"day", PART_DAY},
	{"datum", PART_DAY},
	{"tag", PART_DAY},
	{"jour", PART_DAY},
	{"fecha", PART_DAY},
	{"who", PART_WHO},
	{"by", PART_WHO},
	{"author", PART_WHO},
	{"user", PART_WHO},
	{"username", PART_WHO},
	{"user name", PART_WHO},
	{"display name", PART_WHO},
	{"name", PART_SOURCE},
	{"person", PART_WHO},
	{"owner", PART_SOURCE},
	{"actor", PART_WHO},
	{"responder", PART_WHO},
	{"from", PART_WHO},
	{"sender", PART_WHO},
	{"wer", PART_WHO},
	{"object", PART_SOURCE},
	{"service", PART_SOURCE},
	{"source", PART_SOURCE},
	{"assigned to", PART_SOURCE},
	{"auteur", PART_WHO},
	{"qui", PART_WHO},
	{"autor", PART_WHO},
	{"responsable", PART_WHO},
	{"verantwortlich", PART_WHO},
	{"bearbeiter", PART_WHO},
	{"host", PART_SOURCE},
	{"assignee", PART_SOURCE},
	{"service_name", PART_SOURCE},
	{"reporter", PART_WHO},
	{"kind", PART_KIND},
	{"type", PART_KIND},
	{"category", PART_KIND},
	{"art", PART_KIND},
	{"what", PART_WHAT},
	{"what happened", PART_WHAT},
	{"event", PART_WHAT},
	{"events", PART_WHAT},
	{"description", PART_WHAT},
	{"message", PART_WHAT},
	{"post message", PART_WHAT},
	{"text", PART_WHAT},
	{"action", PART_WHAT},
	{"note", PART_WHAT},
	{"notes", PART_WHAT},
	{"details", PART_WHAT},
	{"detail", PART_WHAT},
	{"summary", PART_WHAT},
	{"title", PART_WHAT},
	{"comment", PART_WHAT},
	{"was", PART_WHAT},
	{"ereignis", PART_WHAT},
	{"incident", PART_WHAT},
	{"alert", PART_WHAT},
	{"update", PART_WHAT},
	{"activity", PART_WHAT},
	{"content", PART_WHAT},
	{"problem", PART_WHAT},
	{"subject", PART_WHAT},
	{"beschreibung", PART_WHAT},
	{"meldung", PART_WHAT},
	{"nachricht", PART_WHAT},
	{"aktion", PART_WHAT},
	{"quoi", PART_WHAT},
	{"evento", PART_WHAT},
	{"\xC3\xA9v\xC3\xA9nement", PART_WHAT},
	{"\xC3\x89v\xC3\xA9nement", PART_WHAT},
	{"\xC3\xA9v\xC3\xA8nement", PART_WHAT},
	{"\xC3\x89v\xC3\xA8nement", PART_WHAT},
	{"id", PART_ID},
	{"#", PART_ID},
	{"uuid", PART_ID},
	{"guid", PART_ID},
	{"authorid", PART_ID},
	{"user_id", PART_ID},
	{"fingerprint", PART_ID},
};

/* A name without what stands in brackets behind it, and without marks. */
static struct slice bare_name(struct slice head, struct slice *inside)
{
	const char *bracket = memchr(head.data, '(', head.len);
	struct slice name = head;

	*inside = (struct slice){head.data, 0};
	if (!bracket)
		bracket = memchr(head.data, '[', head.len);
	if (bracket) {
		name.len = (size_t)(bracket - head.data);
		*inside = slice_from(head, name.len + 1);
		while (inside->len > 0 && ascii_is_one_of(inside->data[inside->len - 1], ")] "))
			inside->len--;
	}
	name = slice_trim(name);
	while (name.len > 0 && ascii_is_one_of(name.data[0], "*_`"))
		name = slice_from(name, 1);
	while (name.len > 0 && ascii_is_one_of(name.data[name.len - 1], "*_`:"))
		name.len--;
	return name;
}

/* "Time UTC" without its last word, which is a zone. */
static bool cut_zone(struct slice *name, struct slice *zone)
{
	size_t at = name->len;
	struct scan scan;

	while (at > 0 && !ascii_is_space(name->data[at - 1]))
		at--;
	*zone = slice_from(*name, at);
	scan = scan_of(*zone);
	if (at == 0 || !scan_zone_label(&scan) || !scan_is_at_end(&scan))
		return false;
	*name = slice_trim((struct slice){name->data, at});
	return true;
}

enum part part_of_head(struct slice head, struct slice *zone)
{
	struct slice name = bare_name(head, zone);
	struct slice label;

	if (cut_zone(&name, &label))
		*zone = label;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_equal_fold(name, words[i].word))
			return words[i].part;
	return slice_ends(name, " id") || slice_ends(name, "_id") ? PART_ID : PART_MORE;
}
