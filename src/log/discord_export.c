/* A Discord channel, as DiscordChatExporter and its like write it as JSON. */
#include "formats.h"
#include "json_cards.h"
#include "json_items.h"

static bool takes(const json_t *object)
{
	return json_member(object, "timestamp").len > 0 &&
	       json_is_string(json_object_get(object, "content")) &&
	       json_is_object(json_object_get(object, "author"));
}

/* "Default", "Reply" and answers to commands are what people and programs say; "GuildMemberJoin" is
 * not. Exporters have numbers for what they do not know, as Discord itself has for all. */
static bool is_said(const json_t *message)
{
	static const char *const types[] = {"Default", "Reply", "ChatInputCommand",
		"ContextMenuCommand", "0", "19", "20", "23"};
	char room[NUMBER_ROOM];
	struct slice type = json_member(message, "type");

	if (type.len == 0)
		type = json_number(message, "type", room);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (slice_equal(type, types[i]))
			return true;
	return type.len == 0;
}

static void append_said(const json_t *message, struct str *out)
{
	static const char *const members[] = {"embeds", "attachments", "stickers"};
	struct slice text = json_member(message, "content");

	str_append(out, text.data, text.len);
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		json_cards_append(json_object_get(message, members[i]), NULL, out);
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	static const char *const names[] = {
		"author/nickname", "author/global_name", "author/username", "author/name", NULL};
	struct log_entry *entry;
	struct str what = {0};

	(void)context;
	append_said(object, &what);
	entry = json_add(log, line, json_member(object, "timestamp"),
		json_first_member(object, names), slice_of(&what));
	if (!is_said(object))
		entry->rule = LOG_JOIN;
	else if (entry->what[0] == '\0')
		entry->rule = LOG_FRAME;
	str_release(&what);
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
