/*
 * A channel as Slack exports it: an array of messages. Users have ids; their names stand in their
 * messages, or in an array of users. Later changes and deletions are messages of their own.
 */
#include "chat.h"
#include "formats.h"
#include "ids.h"
#include "json_cards.h"
#include "json_items.h"
#include "scan.h"
#include "slack_blocks.h"
#include "slack_text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define LAST_MOST 500 /* messages in which a changed one is looked for */

static bool is_message(const json_t *object)
{
	return json_member(object, "ts").len > 0 &&
	       (json_is_string(json_object_get(object, "text")) ||
		       json_member(object, "subtype").len > 0);
}

/* --- names --- */

static const char *const name_paths[] = {"user_profile/real_name", "user_profile/display_name",
	"user_profile/name", "profile/real_name", "real_name", "profile/display_name", NULL};

static bool has_name(const json_t *object)
{
	return (json_member(object, "user").len > 0 || json_member(object, "id").len > 0) &&
	       (json_first_member(object, name_paths).len > 0 ||
		       json_member(object, "name").len > 0);
}

/* The names of users and channels, gathered before the messages are read, as entries of a log of
 * their own. */
struct names {
	struct log log;
	struct ids ids;
};

static void add_name(struct log *log, const json_t *object, unsigned line, void *context)
{
	struct names *self = context;
	struct slice id = json_member(object, "user");
	struct slice name = json_first_member(object, name_paths);

	if (id.len == 0)
		id = json_member(object, "id");
	if (name.len == 0)
		name = json_member(object, "name");
	if (ids_find(&self->ids, id) != SIZE_MAX)
		return;
	(void)json_add(log, line, id, name, (struct slice){"", 0});
	ids_put(&self->ids, log->entries[log->n - 1].stamp, log->n - 1);
}

static struct slice find_name(const void *context, struct slice id)
{
	const struct names *self = context;
	size_t index = ids_find(&self->ids, id);

	return index == SIZE_MAX ? (struct slice){"", 0}
				 : slice_of_text(self->log.entries[index].who);
}

/* --- messages --- */

/* A channel being read. */
struct slack {
	struct log *log;
	struct names names;
	struct ids said; /* the messages by their times */
};

static struct slice who_said(const struct slack *self, const json_t *message)
{
	static const char *const paths[] = {"user_profile/real_name", "user_profile/display_name",
		"username", "bot_profile/name", NULL};
	struct slice name = json_first_member(message, paths);

	if (name.len == 0)
		name = find_name(&self->names, json_member(message, "user"));
	return name.len > 0 ? name : json_member(message, "user");
}

static void append_markup(const void *context, struct slice text, struct str *out)
{
	slack_text(text, find_name, context, out);
}

/* Cards may consist of blocks, too. */
static void append_card_blocks(const struct slack *self, const json_t *cards, struct str *out)
{
	const json_t *card;
	size_t index;

	json_array_foreach(cards, index, card) if (json_member(card, "text").len == 0)
		slack_blocks(json_object_get(card, "blocks"), find_name, &self->names, out);
}

static void append_said(const struct slack *self, const json_t *message, struct str *out)
{
	const struct json_card_text text = {append_markup, &self->names};
	const json_t *cards = json_object_get(message, "attachments");

	append_markup(&self->names, json_member(message, "text"), out);
	if (out->len == 0)
		slack_blocks(json_object_get(message, "blocks"), find_name, &self->names, out);
	append_card_blocks(self, cards, out);
	json_cards_append(cards, &text, out);
	json_cards_append(json_object_get(message, "files"), &text, out);
}

static void add_said(struct slack *self, const json_t *message, unsigned line)
{
	struct str what = {0};
	struct log_entry *entry;

	append_said(self, message, &what);
	entry = json_add(self->log, line, json_member(message, "ts"), who_said(self, message),
		slice_of(&what));
	entry->rule = entry->what[0] == '\0' ? LOG_FRAME : chat_rule(slice_trim(slice_of(&what)));
	ids_put(&self->said, entry->stamp, self->log->n - 1);
	str_release(&what);
}

static struct log_entry *find_said(const struct slack *self, struct slice ts)
{
	size_t index = ids_find(&self->said, ts);

	return index == SIZE_MAX ? NULL : &self->log->entries[index];
}

/* The last message of the person who said something, if it is not long ago. */
static struct log_entry *find_last_of(struct slack *self, struct slice who)
{
	size_t least = self->log->n > LAST_MOST ? self->log->n - LAST_MOST : 0;

	assert(self->log->n == 0 || self->log->entries);
	for (size_t i = self->log->n; who.len > 0 && i-- > least;)
		if (slice_equal(who, self->log->entries[i].who))
			return &self->log->entries[i];
	return NULL;
}

/* A message that says that an earlier one now has other words. */
static void change_said(struct slack *self, const json_t *message)
{
	static const char *const times[] = {"message/ts", "previous_message/ts", NULL};
	const json_t *now = json_object_get(message, "message");
	struct log_entry *entry = find_said(self, json_first_member(message, times));
	struct str what = {0};

	self->log->left_out[LOG_DELETED]++;
	if (!entry)
		entry = find_last_of(self, who_said(self, now));
	append_said(self, now, &what);
	if (entry && what.len > 0) {
		free(entry->what);
		entry->what = str_take(&what);
	}
	str_release(&what);
}

static void delete_said(struct slack *self, const json_t *message)
{
	static const char *const times[] = {
		"deleted_ts", "previous_message/ts", "message/ts", NULL};
	struct log_entry *entry = find_said(self, json_first_member(message, times));

	if (entry)
		entry->rule = LOG_DELETED;
	self->log->left_out[LOG_FRAME]++;
}

/* Subtypes that are about the channel: joins, topics, pins. */
static bool is_about_channel(struct slice subtype)
{
	struct scan scan = scan_of(subtype);

	return scan_text(&scan, "channel_") || scan_text(&scan, "group_") ||
	       scan_text(&scan, "pinned_") || scan_text(&scan, "bot_add") ||
	       scan_text(&scan, "bot_remove") || scan_text(&scan, "reminder_") ||
	       scan_text(&scan, "sh_room_");
}

static void add(struct log *log, const json_t *message, unsigned line, void *context);

/* Some exporters put the answers into the message. */
static void add_replies(struct slack *self, const json_t *message, unsigned line)
{
	static const char *const members[] = {"replies", "slackdump_thread_replies"};
	const json_t *reply;
	size_t index;

	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		json_array_foreach(json_object_get(message, members[i]), index, reply)
		{
			if (is_message(reply))
				add(self->log, reply, line, self);
		}
}

static void add(struct log *log, const json_t *message, unsigned line, void *context)
{
	struct slack *self = context;
	struct slice subtype = json_member(message, "subtype");
	bool is_changed = slice_equal(subtype, "message_changed");

	if (slice_equal(subtype, "message_deleted") ||
		(is_changed && slice_equal(json_member(message, "message/subtype"), "tombstone"))) {
		delete_said(self, message);
	} else if (is_changed) {
		change_said(self, message);
	} else {
		add_said(self, message, line);
		if (is_about_channel(subtype))
			log->entries[log->n - 1].rule = LOG_JOIN;
		else if (slice_equal(subtype, "tombstone"))
			log->entries[log->n - 1].rule = LOG_DELETED;
		add_replies(self, message, line);
	}
}

static const struct json_format messages = {is_message, add, .needs = {"\"ts\""}};

/* Behind the point is no time, but what makes it unlike all others. */
static void drop_fractions(struct log *self)
{
	for (size_t i = 0; i < self->n; i++)
		self->entries[i].stamp[strcspn(self->entries[i].stamp, ".")] = '\0';
}

bool slack_export_read(struct log *self, struct slice text)
{
	static const struct json_format names = {has_name, add_name};
	struct slack slack = {.log = self};
	bool done;

	(void)json_items_read(&slack.names.log, text, &names, &slack.names);
	done = json_items_read(self, text, &messages, &slack);
	log_release(&slack.names.log);
	ids_release(&slack.names.ids);
	ids_release(&slack.said);
	drop_fractions(self);
	return done;
}

size_t slack_export_count(struct slice text)
{
	return json_items_count(text, &messages);
}
