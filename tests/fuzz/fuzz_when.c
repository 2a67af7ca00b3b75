/* Times as stored and as typed: what is read can be written or shown, and reads back the same. */
#include "fuzz.h"

#include "base/err.h"
#include "model/when.h"

/* Seconds in a zone's historical offset are not written. */
static bool is_same(const struct when *a, const struct when *b)
{
	return a->kind == b->kind && a->is_about == b->is_about && a->seconds == b->seconds &&
	       a->offset / 60 == b->offset / 60;
}

static void check_stored(const struct when *when)
{
	struct str text = {0};
	struct when again;

	when_format(when, &text);
	REQUIRE(when_parse(&again, str_text(&text), NULL));
	REQUIRE(is_same(when, &again));
	str_release(&text);
}

/* Before 1972 zones had offsets with seconds, which are not shown. */
static bool is_shown_in_full(const struct when *when)
{
	return when->kind != WHEN_INSTANT ||
	       (when->seconds > INT64_C(63072000) && when->seconds < INT64_C(4102444800));
}

static void check_shown(const struct when *when, const struct when_context *context)
{
	struct str text = {0};
	struct str rest = {0};
	struct when_context with_ranges = *context;
	struct when again;

	with_ranges.range_end = &rest;
	when_show(when, context->zone, &text);
	REQUIRE(when_parse_loose(&again, str_text(&text), context, NULL, NULL));
	REQUIRE(again.kind == when->kind && again.is_about == when->is_about &&
		again.seconds == when->seconds);
	REQUIRE(when_parse_loose(&again, str_text(&text), &with_ranges, NULL, NULL));
	REQUIRE(again.seconds == when->seconds && rest.len == 0);
	str_release(&text);
	str_release(&rest);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const zones[] = {"UTC", "America/New_York", "Asia/Kathmandu",
		"Australia/Lord_Howe", "America/Sao_Paulo", "Europe/Moscow", "Pacific/Niue",
		"Asia/Shanghai"};
	struct script script = script_of(data, size);
	struct zone zone;
	struct when near = {.kind = WHEN_INSTANT, .seconds = 1697356800};
	struct when_context context = {.zone = &zone, .now = 1697443200};
	struct str text = {0};
	struct str note = {0};
	struct err err = {0};
	struct when when;

	REQUIRE(zone_init(&zone, zones[script_number(&script, 8)], NULL));
	if (script_number(&script, 2))
		context.before = near;
	context.date_only = script_number(&script, 2);
	context.may_be_ongoing = script_number(&script, 2);
	script_string(&script, &text);
	if (when_parse(&when, str_text(&text), &err)) {
		check_stored(&when);
	} else {
		REQUIRE(err.message[0] != '\0');
	}
	err = (struct err){0};
	if (when_parse_loose(&when, str_text(&text), &context, &note, &err)) {
		check_stored(&when);
		if (is_shown_in_full(&when))
			check_shown(&when, &context);
		str_clear(&note);
		when_show_us(&when, &zone, &note);
	} else {
		REQUIRE(err.message[0] != '\0');
	}
	str_release(&text);
	str_release(&note);
	return 0;
}
