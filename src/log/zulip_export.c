/* Messages as Zulip's API gives them. */
#include "formats.h"
#include "json_items.h"
#include "message_html.h"

static bool takes(const json_t *object)
{
	return json_member(object, "content").len > 0 &&
	       json_member(object, "sender_full_name").len > 0 &&
	       json_is_integer(json_object_get(object, "timestamp"));
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	struct str what = {0};
	char room[NUMBER_ROOM];

	(void)context;
	message_html_append(json_member(object, "content"), &what);
	(void)json_add(log, line, json_number(object, "timestamp", room),
		json_member(object, "sender_full_name"), slice_of(&what));
	str_release(&what);
}

static const struct json_format format = {takes, add, .needs = {"\"content\""}};

bool zulip_export_read(struct log *self, struct slice text)
{
	return json_items_read(self, text, &format, NULL);
}

size_t zulip_export_count(struct slice text)
{
	return json_items_count(text, &format);
}
