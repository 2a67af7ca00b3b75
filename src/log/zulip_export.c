/*
 * Messages as Zulip's API gives them, and as its export of a whole organisation has them: there
 * with the numbers of those who wrote them.
 */
#include "formats.h"
#include "ids.h"
#include "json_items.h"
#include "message_html.h"

/* --- names, gathered before the messages are read --- */

struct names {
	struct log log; /* stamp: the number, who: the name */
	struct ids ids;
};

static bool has_name(const json_t *object)
{
	return json_member(object, "full_name").len > 0 &&
	       json_is_integer(json_object_get(object, "id"));
}

static void add_name(struct log *log, const json_t *object, unsigned line, void *context)
{
	struct names *self = context;
	char room[NUMBER_ROOM];

	(void)json_add(log, line, json_number(object, "id", room), json_member(object, "full_name"),
		(struct slice){"", 0});
	ids_put(&self->ids, log->entries[log->n - 1].stamp, log->n - 1);
}

static struct slice find_name(const struct names *self, struct slice number)
{
	size_t index = ids_find(&self->ids, number);

	return index == SIZE_MAX ? number : slice_of_text(self->log.entries[index].who);
}

/* --- messages --- */

static bool is_exported(const json_t *object)
{
	return json_is_number(json_object_get(object, "date_sent")) &&
	       json_is_integer(json_object_get(object, "sender"));
}

static bool takes(const json_t *object)
{
	return json_member(object, "content").len > 0 &&
	       (is_exported(object) ||
		       (json_member(object, "sender_full_name").len > 0 &&
			       json_is_integer(json_object_get(object, "timestamp"))));
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	const struct names *names = context;
	struct slice who = json_member(object, "sender_full_name");
	struct slice content = json_member(object, "content");
	struct str what = {0};
	char time[NUMBER_ROOM], sender[NUMBER_ROOM];

	if (is_exported(object)) { /* as it was typed */
		str_append(&what, content.data, content.len);
		(void)json_add(log, line, json_number(object, "date_sent", time),
			find_name(names, json_number(object, "sender", sender)), slice_of(&what));
	} else {
		message_html_append(content, &what);
		(void)json_add(
			log, line, json_number(object, "timestamp", time), who, slice_of(&what));
	}
	str_release(&what);
}

static const struct json_format format = {takes, add, .needs = {"\"content\""}};

bool zulip_export_read(struct log *self, struct slice text)
{
	static const struct json_format has_names = {has_name, add_name};
	struct names names = {0};
	bool done;

	(void)json_items_read(&names.log, text, &has_names, &names);
	done = json_items_read(self, text, &format, &names);
	log_release(&names.log);
	ids_release(&names.ids);
	return done;
}

size_t zulip_export_count(struct slice text)
{
	return json_items_count(text, &format);
}
