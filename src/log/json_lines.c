/*
 * What a service logs, as one object to a line: there is no standard for the names, so the usual
 * ones are looked for.
 *
 *     {"timestamp": "2024-05-03T12:00:07.512Z", "level": "info", "msg": "config reloaded"}
 *     {"ts": 1714737680123, "lvl": "warn", "message": "...", "stack": "..."}
 */
#include "formats.h"
#include "json_items.h"
#include "json_rest.h"
#include "message_template.h"
#include "stamp.h"

static const char *const times[] = {"timestamp", "time", "ts", "@timestamp", "@t", "datetime",
	"date", "eventTime", "event_time", "created_at", "createdAt", "asctime", "when", "at", "t",
	"dt", "Timestamp", "Time", "t/$date", "instant/epochSecond", "occurred_at", "display_at",
	"startedAt", "started_at", "start_time", "startTime", "created_on", "created", "deployedAt",
	"deployed_at", "T", "time_local", "time_iso8601", "record/time/repr", "updated_at",
	"updatedAt", "updated", NULL};
static const char *const texts[] = {"message", "msg", "text", "@m", "RenderedMessage", "Message",
	"fields/message", "textPayload", "jsonPayload/message", "jsonPayload/msg", "displayTitle",
	"event", "log", "line", "short_message", "M", "what", "summary", "description", "title",
	"body", "protoPayload/methodName", "eventName", "displayName", NULL};
static const char *const templates[] = {"@mt", "MessageTemplate", NULL};
static const char *const names[] = {"who", "user/name", "user", "author/name", "author", "actor",
	"agent/summary", "logger", "service/summary", "service/name", "service.name", "service",
	"app", "component", "log.logger", "log/logger", "logger_name", "loggerName",
	"SourceContext", "target", "userIdentity/userName", "userIdentity/arn",
	"Properties/SourceContext", "creator/login", "initiatedBy/username", "N",
	"protoPayload/authenticationInfo/principalEmail", "resource/labels/container_name",
	"kubernetes/container_name", "source", "name", "host", "hostname", NULL};
static const char *const ends[] = {"resolved_at", "resolvedAt", NULL};

/* A time as a text, or as a number since 1970, which is written into room; a text that is no time
 * only if there is no other. */
static struct slice find_time(
	const json_t *object, const char *const *paths, char room[NUMBER_ROOM])
{
	struct slice unread = {"", 0};

	for (size_t i = 0; paths[i]; i++) {
		struct slice time = slice_trim(json_member(object, paths[i]));

		if (unread.len == 0)
			unread = time;
		if (time.len == 0)
			time = json_number(object, paths[i], room);
		if (stamp_parts(time) & (STAMP_CLOCK | STAMP_DATE))
			return time;
	}
	return unread;
}

static bool takes(const json_t *object)
{
	char room[NUMBER_ROOM];

	return find_time(object, times, room).len > 0 &&
	       (json_first_member(object, texts).len > 0 ||
		       json_first_member(object, templates).len > 0);
}

/* With a time and without a text it says what it has: the state of a pipeline, a request. An empty
 * line that Docker keeps says nothing. */
static bool takes_item(const json_t *object)
{
	char room[NUMBER_ROOM];

	return stamp_parts(find_time(object, times, room)) && !json_object_get(object, "log");
}

static void append_text(const json_t *object, struct str *out)
{
	struct slice text = json_first_member(object, texts);
	struct slice template = json_first_member(object, templates);
	const json_t *values = json_object_get(object, "Properties");

	if (text.len > 0)
		str_append(out, text.data, text.len);
	else if (template.len > 0)
		message_template_append(template, values ? values : object, out);
	else
		json_rest_append(object, times, out);
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	static const char *const stacks[] = {"stack", "stacktrace", "stack_trace", "exception",
		"Exception", "@x", "error/stack", "error/stack_trace", "error.stack_trace",
		"err/stack", "exc_info", "traceback", NULL};
	char room[NUMBER_ROOM], end_room[NUMBER_ROOM];
	struct str what = {0};
	struct slice who = json_first_member(object, names);
	struct slice end = find_time(object, ends, end_room);
	struct slice stack = json_first_member(object, stacks);
	size_t text_len;

	(void)context;
	append_text(object, &what);
	text_len = what.len;
	if (stack.len > 0)
		str_appendf(&what, "\n%s", stack.data);
	(void)json_add(log, line, find_time(object, times, room), who, slice_of(&what));
	if (end.len > 0)
		json_add_resolved(log, line, end, who, (struct slice){what.data, text_len});
	str_release(&what);
}

static const struct json_format format = {takes, add, .takes_item = takes_item};
static const struct json_format texts_only = {takes, add};

bool json_lines_read(struct log *self, struct slice text)
{
	return json_items_read(self, text, &format, NULL);
}

/* Objects without a text are counted only if there are no others: any format may have those. */
size_t json_lines_count(struct slice text)
{
	size_t n = json_items_count(text, &texts_only);

	return n > 0 ? n : json_items_count(text, &format) > 0;
}
