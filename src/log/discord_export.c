/* A Discord channel, as DiscordChatExporter and its like write it as JSON. */
#include "formats.h"
#include "json_items.h"

static bool takes(const json_t *object)
{
	return json_member(object, "timestamp").len > 0 &&
	       json_is_string(json_object_get(object, "content")) &&
	       json_is_object(json_object_get(object, "author"));
}

/* "Default" and "Reply" are what people say; "GuildMemberJoin" is not. */
static bool is_said(struct slice type)
{
	return type.len == 0 || slice_equal(type, "Default") || slice_equal(type, "Reply");
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	static const char *const names[] = {
		"author/nickname", "author/global_name", "author/username", "author/name", NULL};
	struct log_entry *entry;

	(void)context;
	entry = json_add(log, line, json_member(object, "timestamp"),
		json_first_member(object, names), json_member(object, "content"));
	if (!is_said(json_member(object, "type")))
		entry->rule = LOG_JOIN;
}

static const struct json_format format = {takes, add, .needs = {"\"author\""}};

bool discord_export_read(struct log *self, struct slice text)
{
	return json_items_read(self, text, &format, NULL);
}

size_t discord_export_count(struct slice text)
{
	return json_items_count(text, &format);
}
