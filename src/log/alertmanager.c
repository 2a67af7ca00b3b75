/*
 * What Alertmanager sends to a webhook, and its list of alerts or that of Prometheus: each alert
 * begins, and ends unless its end is in year 1.
 */
#include "formats.h"
#include "json_items.h"

static const char *const texts[] = {"annotations/summary", "annotations/message",
	"annotations/description", "annotations/title", "labels/alertname", NULL};
static const char *const starts[] = {"startsAt", "activeAt", NULL};

static bool takes(const json_t *object)
{
	return json_first_member(object, starts).len > 0 &&
	       json_first_member(object, texts).len > 0;
}

/* "0001-01-01T00:00:00Z" is how Go writes that there is no time. */
static bool has_ended(const json_t *object, struct slice end)
{
	return end.len > 4 && end.data[0] != '0' &&
	       !slice_equal(json_member(object, "status"), "firing") &&
	       !slice_equal(json_member(object, "status/state"), "active");
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	struct slice text = json_first_member(object, texts);
	struct slice end = json_member(object, "endsAt");
	struct slice name = json_member(object, "labels/alertname");

	(void)context;
	(void)json_add(log, line, json_first_member(object, starts), name, text);
	if (has_ended(object, end))
		json_add_resolved(log, line, end, name, text);
}

static const struct json_format format = {takes, add, .needs = {"\"startsAt\"", "\"activeAt\""}};

bool alertmanager_read(struct log *self, struct slice text)
{
	return json_items_read(self, text, &format, NULL);
}

size_t alertmanager_count(struct slice text)
{
	return json_items_count(text, &format);
}
