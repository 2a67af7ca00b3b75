/* Times and the lengths between them as JSON; see json_parts.h. */
#include "json_parts.h"
#include "json_text.h"

static const char *const when_names[] = {
	[WHEN_NONE] = "none",
	[WHEN_INSTANT] = "instant",
	[WHEN_DATE] = "date",
	[WHEN_UNKNOWN] = "unknown",
	[WHEN_NOT_APPLICABLE] = "n/a",
	[WHEN_ONGOING] = "ongoing",
};

json_t *json_when(const struct when *when, const struct zone *zone)
{
	json_t *time = json_object();

	json_object_set_new(time, "kind", json_text_of(when_names[when->kind]));
	if (when->kind == WHEN_INSTANT || when->kind == WHEN_DATE) {
		json_object_set_new(time, "seconds", json_integer(when_begin(when, zone)));
		json_object_set_new(time, "about", json_boolean(when->is_about));
	}
	return time;
}

json_t *json_time(const struct document *document, const struct str *text)
{
	struct when when;
	struct zone zone;

	if (text->len == 0 || !when_parse(&when, text->data, NULL))
		return NULL;
	document_zone(document, &zone);
	return json_when(&when, &zone);
}

static const char *const span_names[] = {
	[SPAN_EXACT] = "exact",
	[SPAN_ABOUT] = "about",
	[SPAN_ONGOING] = "ongoing",
	[SPAN_NOT_APPLICABLE] = "n/a",
	[SPAN_UNKNOWN] = "unknown",
	[SPAN_NEGATIVE] = "negative",
};

json_t *json_span(const struct span *span)
{
	json_t *facts;

	if (span->kind == SPAN_NONE)
		return json_null();
	facts = json_object();
	json_object_set_new(facts, "kind", json_text_of(span_names[span->kind]));
	if (span->kind != SPAN_NOT_APPLICABLE && span->kind != SPAN_UNKNOWN) {
		json_object_set_new(facts, "seconds", json_integer(span->seconds));
		json_object_set_new(facts, "about", json_boolean(span->is_about));
		json_object_set_new(facts, "days", json_boolean(span->is_in_days));
	}
	return facts;
}
