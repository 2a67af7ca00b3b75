/* The objects of a JSON text that may be messages. */
#include "json_items.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ITEM_BYTES (1 << 20) /* a larger object is something around entries */
#define COUNT_MOST 40        /* entries by which a format is recognised */

struct json_scan {
	struct slice text;
	size_t at;
	unsigned line;
	const struct json_format *format;
	struct log *log; /* NULL: only counting */
	void *context;
	size_t n;
	size_t most;
};

/* The offset after the string that begins at `at`; the length if it does not end. */
static size_t after_string(struct slice text, size_t at)
{
	for (at++; at < text.len; at++) {
		if (text.data[at] == '\\')
			at++;
		else if (text.data[at] == '"')
			return at + 1;
	}
	return text.len;
}

/* The offset after the object that begins at `at`; 0 if it does not end, or is too large. */
static size_t after_object(struct slice text, size_t at)
{
	size_t from = at;
	size_t depth = 0;

	while (at < text.len && at - from < ITEM_BYTES) {
		char c = text.data[at];

		if (c == '"') {
			at = after_string(text, at);
			continue;
		}
		depth += c == '{' || c == '[';
		depth -= c == '}' || c == ']';
		at++;
		if (depth == 0)
			return at;
	}
	return 0;
}

static unsigned lines_in(struct slice text, size_t from, size_t to)
{
	unsigned n = 0;

	for (size_t i = from; i < to; i++)
		n += text.data[i] == '\n';
	return n;
}

/* Takes the object at the present place as an entry; false: look inside it. */
static bool take_object(struct json_scan *self)
{
	size_t end = after_object(self->text, self->at);
	json_t *object;
	bool is_taken = false;

	if (end == 0) {
		if (self->log && self->log->cut_line == 0 && self->text.len - self->at < ITEM_BYTES)
			self->log->cut_line = self->line;
		return false;
	}
	object = json_loadb(self->text.data + self->at, end - self->at,
		JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
	if (object && self->format->takes(object)) {
		is_taken = true;
		self->n++;
		if (self->log)
			self->format->add(self->log, object, self->line, self->context);
		self->line += lines_in(self->text, self->at, end);
		self->at = end;
	}
	json_decref(object);
	return is_taken;
}

static void scan_items(struct json_scan *self)
{
	while (self->at < self->text.len && self->n < self->most) {
		char c = self->text.data[self->at];

		if (c == '{' && take_object(self))
			continue;
		if (c == '"') {
			self->at = after_string(self->text, self->at);
			continue;
		}
		self->line += c == '\n';
		self->at++;
	}
}

bool json_items_read(
	struct log *log, struct slice text, const struct json_format *format, void *context)
{
	struct json_scan scan = {.text = text,
		.line = 1,
		.format = format,
		.log = log,
		.context = context,
		.most = SIZE_MAX};

	scan_items(&scan);
	return log->n > 0;
}

size_t json_items_count(struct slice text, const struct json_format *format)
{
	struct json_scan scan = {.text = text, .format = format, .most = COUNT_MOST};
	struct slice start = slice_trim(text);

	if (start.len == 0 || !ascii_is_one_of(start.data[0], "[{"))
		return 0;
	scan_items(&scan);
	return scan.n;
}

struct slice json_member(const json_t *object, const char *path)
{
	const json_t *value = object;

	while (value && *path != '\0') {
		char name[64];
		size_t len = strcspn(path, "/");

		if (len >= sizeof name)
			return (struct slice){"", 0};
		memcpy(name, path, len);
		name[len] = '\0';
		value = json_object_get(value, name);
		path += len + (path[len] == '/');
	}
	if (!json_is_string(value))
		return (struct slice){"", 0};
	return (struct slice){json_string_value(value), json_string_length(value)};
}

struct slice json_first_member(const json_t *object, const char *const *paths)
{
	struct slice text = {"", 0};

	for (size_t i = 0; paths[i] && text.len == 0; i++)
		text = slice_trim(json_member(object, paths[i]));
	return text;
}

struct slice json_number(const json_t *object, const char *name, char room[NUMBER_ROOM])
{
	const json_t *value = json_object_get(object, name);

	room[0] = '\0';
	if (json_is_integer(value))
		(void)snprintf(room, NUMBER_ROOM, "%" PRId64, (int64_t)json_integer_value(value));
	else if (json_is_real(value) && json_real_value(value) < 1e19)
		(void)snprintf(room, NUMBER_ROOM, "%.3f", json_real_value(value));
	return slice_of_text(room);
}

struct log_entry *json_add(
	struct log *log, unsigned line, struct slice stamp, struct slice who, struct slice what)
{
	struct log_entry *entry = log_add(log, line);

	what = slice_trim_lines(what);
	entry->stamp = mem_strndup(stamp.data, stamp.len);
	entry->who = mem_strndup(who.data, who.len);
	entry->what = mem_strndup(what.data, what.len);
	entry->kind = mem_strdup("");
	return entry;
}
