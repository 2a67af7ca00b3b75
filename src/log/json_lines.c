/*
 * What a service logs, as one object to a line: there is no standard for the names, so the usual
 * ones are looked for.
 *
 *     {"timestamp": "2024-05-03T12:00:07.512Z", "level": "info", "msg": "config reloaded"}
 *     {"ts": 1714737680123, "lvl": "warn", "message": "...", "stack": "..."}
 */
#include "formats.h"
#include "json_items.h"
#include "stamp.h"

static const char *const times[] = {"timestamp", "time", "ts", "@timestamp", "@t", "datetime",
	"date", "eventTime", "event_time", "created_at", "createdAt", "asctime", "when", "at", "t",
	"dt", "Timestamp", "Time", "t/$date", "instant/epochSecond", "occurred_at", "display_at",
	"startedAt", "started_at", "start_time", "startTime", "created_on", "created", "updated",
	NULL};
static const char *const texts[] = {"message", "msg", "text", "@m", "RenderedMessage", "Message",
	"fields/message", "textPayload", "jsonPayload/message", "jsonPayload/msg", "displayTitle",
	"event", "log", "what", "summary", "description", "title", "body", "@mt", "MessageTemplate",
	"protoPayload/methodName", "eventName", NULL};
static const char *const names[] = {"who", "user/name", "user", "author/name", "author", "actor",
	"agent/summary", "logger", "service/summary", "service/name", "service.name", "service",
	"app", "component", "log.logger", "log/logger", "logger_name", "loggerName",
	"SourceContext", "target", "userIdentity/userName", "userIdentity/arn",
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

	return find_time(object, times, room).len > 0 && json_first_member(object, texts).len > 0;
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	static const char *const stacks[] = {"stack", "stacktrace", "stack_trace", "exception",
		"error/stack", "error/stack_trace", "error.stack_trace", "err/stack", "exc_info",
		"traceback", NULL};
	char room[NUMBER_ROOM], end_room[NUMBER_ROOM];
	struct str what = {0};
	struct slice who = json_first_member(object, names);
	struct slice end = find_time(object, ends, end_room);
	struct slice text = json_first_member(object, texts);
	struct slice stack = json_first_member(object, stacks);

	(void)context;
	str_append(&what, text.data, text.len);
	if (stack.len > 0) {
		str_append_char(&what, '\n');
		str_append(&what, stack.data, stack.len);
	}
	(void)json_add(log, line, find_time(object, times, room), who, slice_of(&what));
	if (end.len > 0)
		json_add_resolved(log, line, end, who, text);
	str_release(&what);
}

static const struct json_format format = {takes, add};

bool json_lines_read(struct log *self, struct slice text)
{
	return json_items_read(self, text, &format, NULL);
}

size_t json_lines_count(struct slice text)
{
	return json_items_count(text, &format);
}
