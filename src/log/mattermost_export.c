/*
 * Mattermost's bulk export, one object to a line, and the list of posts of its API:
 *
 *     {"type": "post", "post": {"user": "ana", "message": "...", "create_at": 1714722060000}}
 */
#include "chat.h"
#include "formats.h"
#include "json_cards.h"
#include "json_items.h"

static bool takes(const json_t *object)
{
	return json_is_string(json_object_get(object, "message")) &&
	       json_is_integer(json_object_get(object, "create_at"));
}

static void append_said(const json_t *post, struct str *out)
{
	struct slice text = json_member(post, "message");

	str_append(out, text.data, text.len);
	json_cards_append(json_object_get(post, "attachments"), NULL, out);
	json_cards_append(
		json_object_get(json_object_get(post, "props"), "attachments"), NULL, out);
	json_cards_append(json_object_get(json_object_get(post, "metadata"), "files"), NULL, out);
}

static void add_post(struct log *log, const json_t *post, unsigned line)
{
	static const char *const names[] = {
		"props/override_username", "user", "username", "user_id", NULL};
	char room[NUMBER_ROOM];
	struct slice type = json_member(post, "type");
	const json_t *deleted = json_object_get(post, "delete_at");
	struct str what = {0};
	struct log_entry *entry;

	append_said(post, &what);
	entry = json_add(log, line, json_number(post, "create_at", room),
		json_first_member(post, names), slice_of(&what));
	str_release(&what);

	/* "system_join_channel" and its like */
	entry->rule = type.len > 7 && slice_equal((struct slice){type.data, 7}, "system_")
			      ? LOG_JOIN
			      : chat_rule(slice_of_text(entry->what));
	if (entry->what[0] == '\0')
		entry->rule = LOG_FRAME;
	if (json_is_integer(deleted) && json_integer_value(deleted) > 0)
		entry->rule = LOG_DELETED;
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	const json_t *reply;
	size_t index;

	(void)context;
	add_post(log, object, line);
	json_array_foreach(json_object_get(object, "replies"), index, reply) if (takes(reply))
		add_post(log, reply, line);
}

static const struct json_format format = {takes, add, .needs = {"\"create_at\""}};

bool mattermost_export_read(struct log *self, struct slice text)
{
	return json_items_read(self, text, &format, NULL);
}

size_t mattermost_export_count(struct slice text)
{
	return json_items_count(text, &format);
}
