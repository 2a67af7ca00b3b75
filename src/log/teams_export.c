/* Messages of Teams, as Microsoft Graph gives them. */
#include "formats.h"
#include "json_items.h"
#include "message_html.h"

static bool takes(const json_t *object)
{
	return json_member(object, "createdDateTime").len > 0 &&
	       json_is_object(json_object_get(object, "body"));
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	static const char *const names[] = {"from/user/displayName", "from/application/displayName",
		"from/emailAddress/name", NULL};
	struct str what = {0};
	struct slice type = json_member(object, "messageType");
	struct log_entry *entry;

	(void)context;
	message_html_append(json_member(object, "body/content"), &what);
	entry = json_add(log, line, json_member(object, "createdDateTime"),
		json_first_member(object, names), slice_of(&what));
	if (type.len > 0 && !slice_equal(type, "message"))
		entry->rule = LOG_JOIN;
	if (json_member(object, "deletedDateTime").len > 0)
		entry->rule = LOG_DELETED;
	str_release(&what);
}

static const struct json_format format = {takes, add, .needs = {"\"createdDateTime\""}};

bool teams_export_read(struct log *self, struct slice text)
{
	return json_items_read(self, text, &format, NULL);
}

size_t teams_export_count(struct slice text)
{
	return json_items_count(text, &format);
}
