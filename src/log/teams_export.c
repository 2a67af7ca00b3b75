/* Messages of Teams, as Microsoft Graph gives them. */
#include "formats.h"
#include "json_cards.h"
#include "json_items.h"
#include "message_html.h"
#include "scan.h"

static bool takes(const json_t *object)
{
	return json_member(object, "createdDateTime").len > 0 &&
	       json_is_object(json_object_get(object, "body"));
}

/* Starts a line for what comes behind a text that ends. */
static void append_line(struct slice text, struct str *out)
{
	if (text.len > 0 && out->len > 0)
		str_append_char(out, '\n');
	str_append(out, text.data, text.len);
}

/* Cards are JSON in a string, files have names; the message that is answered has neither. */
static void append_attachments(const json_t *attachments, struct str *out)
{
	const json_t *attachment;
	size_t index;

	json_array_foreach(attachments, index, attachment)
	{
		struct slice type = json_member(attachment, "contentType");
		struct slice content = json_member(attachment, "content");
		json_t *card;

		append_line(json_member(attachment, "name"), out);
		if (!slice_begins(type, "application/vnd.microsoft."))
			continue;
		card = json_loadb(content.data, content.len, 0, NULL);
		json_adaptive_card_append(card, out);
		json_decref(card);
	}
}

static void append_said(const json_t *message, struct str *out)
{
	struct slice content = json_member(message, "body/content");

	append_line(json_member(message, "subject"), out);
	if (out->len > 0)
		str_append_char(out, '\n');
	if (slice_equal(json_member(message, "body/contentType"), "text"))
		str_append(out, content.data, content.len);
	else
		message_html_append(content, out);
	append_attachments(json_object_get(message, "attachments"), out);
}

static void add_message(struct log *log, const json_t *message, unsigned line)
{
	static const char *const names[] = {"from/user/displayName", "from/application/displayName",
		"from/emailAddress/name", NULL};
	struct str what = {0};
	struct slice type = json_member(message, "messageType");
	struct log_entry *entry;

	append_said(message, &what);
	entry = json_add(log, line, json_member(message, "createdDateTime"),
		json_first_member(message, names), slice_trim(slice_of(&what)));
	if (entry->what[0] == '\0')
		entry->rule = LOG_FRAME;
	if (type.len > 0 && !slice_equal(type, "message"))
		entry->rule = LOG_JOIN;
	if (json_member(message, "deletedDateTime").len > 0)
		entry->rule = LOG_DELETED;
	str_release(&what);
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	const json_t *reply;
	size_t index;

	(void)context;
	add_message(log, object, line);
	json_array_foreach(json_object_get(object, "replies"), index, reply) if (takes(reply))
		add_message(log, reply, line);
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
