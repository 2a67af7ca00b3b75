/*
 * What a service logs, as one object to a line: there is no standard for the names, so the usual
 * ones are looked for.
 *
 *     {"timestamp": "2024-05-03T12:00:07.512Z", "level": "info", "msg": "config reloaded"}
 *     {"ts": 1714737680123, "lvl": "warn", "message": "...", "stack": "..."}
 */
#include "formats.h"
#include "json_items.h"

static const char *const times[] = {"timestamp", "time", "ts", "@timestamp", "datetime", "date",
	"eventTime", "event_time", "created_at", "createdAt", "asctime", "when", "at", "t", NULL};
static const char *const texts[] = {"message", "msg", "text", "event", "log", "what", "summary",
	"description", "title", "body", NULL};
static const char *const names[] = {"who", "user/name", "user", "author", "actor", "logger",
	"service", "service/name", "app", "component", "source", "host", NULL};

/* A time as a text, or as a number since 1970, which is written into room. */
static struct slice find_time(const json_t *object, char room[NUMBER_ROOM])
{
	struct slice time = {"", 0};

	for (size_t i = 0; times[i] && time.len == 0; i++) {
		time = slice_trim(json_member(object, times[i]));
		if (time.len == 0)
			time = json_number(object, times[i], room);
	}
	return time;
}

static bool takes(const json_t *object)
{
	char room[NUMBER_ROOM];

	return find_time(object, room).len > 0 && json_first_member(object, texts).len > 0;
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	static const char *const stacks[] = {
		"stack", "stacktrace", "stack_trace", "exception", "error/stack", NULL};
	char room[NUMBER_ROOM];
	struct str what = {0};
	struct slice text = json_first_member(object, texts);
	struct slice stack = json_first_member(object, stacks);

	(void)context;
	str_append(&what, text.data, text.len);
	if (stack.len > 0) {
		str_append_char(&what, '\n');
		str_append(&what, stack.data, stack.len);
	}
	(void)json_add(log, line, find_time(object, room), json_first_member(object, names),
		slice_of(&what));
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
