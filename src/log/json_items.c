/* The objects of a JSON text that may be messages. */
#include "json_items.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ITEM_BYTES (1 << 20)  /* a larger object is something around entries */
#define ITEM_HEIGHT 24        /* so is one with more levels inside */
#define DEPTH_MOST 64         /* no entry is deeper inside other things */
#define ITEM_LEAST 8          /* bytes of the smallest object that may say something */
#define COUNT_BYTES (1 << 18) /* of a text by which a format is recognised */
#define COUNT_MOST 40         /* entries by which it is */

/* Where an object or an array stands. */
struct place {
	size_t from;
	size_t end;      /* 0: it has none */
	unsigned height; /* levels inside */
	bool is_object;
	bool is_item;   /* it stands in nothing, or in an array */
	bool has_items; /* there are such objects inside */
};

/* All of them, in the order in which they begin, found in one pass: objects stand in objects, and
 * looking for the end of each one by itself would take a time that grows with the depth. */
struct places {
	struct place *items;
	size_t n;
	size_t cap;
	size_t open[DEPTH_MOST]; /* indexes of those that are not closed yet */
	size_t depth;            /* may be more than DEPTH_MOST */
};

/* The offset after the string that begins at `at`. No string goes past the end of a line; one that
 * does was cut off. */
static size_t after_string(struct slice text, size_t at)
{
	for (at++; at < text.len && text.data[at] != '\n'; at++) {
		if (text.data[at] == '\\')
			at++;
		else if (text.data[at] == '"')
			return at + 1;
	}
	return at < text.len ? at : text.len;
}

static void open_place(struct places *self, size_t at, bool is_object)
{
	if (self->depth < DEPTH_MOST) {
		bool is_item =
			self->depth == 0 || !self->items[self->open[self->depth - 1]].is_object;

		self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof *self->items);
		self->open[self->depth] = self->n;
		self->items[self->n++] =
			(struct place){.from = at, .is_object = is_object, .is_item = is_item};
	}
	self->depth++;
}

static void close_place(struct places *self, size_t end)
{
	struct place *closed, *around;

	if (self->depth == 0 || --self->depth >= DEPTH_MOST)
		return;
	closed = &self->items[self->open[self->depth]];
	closed->end = end;
	if (self->depth > 0) {
		around = &self->items[self->open[self->depth - 1]];
		if (around->height < closed->height + 1)
			around->height = closed->height + 1;
		around->has_items = around->has_items || closed->has_items ||
				    (closed->is_object && closed->is_item);
	}
	if (closed == &self->items[self->n - 1] && end - closed->from < ITEM_LEAST)
		self->n--;
}

static void find_places(struct places *self, struct slice text)
{
	size_t at = 0;

	while (at < text.len) {
		char c = text.data[at];

		if (c == '"') {
			at = after_string(text, at);
			continue;
		}
		if (c == '{' || c == '[')
			open_place(self, at, c == '{');
		else if (c == '}' || c == ']')
			close_place(self, at + 1);
		at++;
	}
}

struct json_scan {
	struct slice text;
	unsigned line;
	size_t counted; /* up to here for line */
	const struct json_format *format;
	struct log *log; /* NULL: only counting */
	void *context;
	size_t n;
};

static unsigned line_of(struct json_scan *self, size_t at)
{
	self->line +=
		count_lines((struct slice){self->text.data + self->counted, at - self->counted});
	self->counted = at;
	return self->line;
}

/* Takes an object as an entry; false: look inside it. */
static bool take_object(struct json_scan *self, const struct place *place)
{
	size_t len = place->end - place->from;
	bool is_taken;
	json_t *object;

	if (!place->is_object || place->end == 0 || len > ITEM_BYTES || place->height > ITEM_HEIGHT)
		return false;
	object = json_loadb(
		self->text.data + place->from, len, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
	is_taken = object &&
		   (self->format->takes(object) ||
			   (place->is_item && !place->has_items && self->format->takes_item &&
				   self->format->takes_item(object)));
	if (is_taken && self->log)
		self->format->add(self->log, object, line_of(self, place->from), self->context);
	self->n += is_taken;
	json_decref(object);
	return is_taken;
}

/* The line of the innermost object that has no end; 0: all have one. */
static unsigned find_cut(const struct places *places, struct slice text)
{
	size_t i = places->depth < DEPTH_MOST ? places->depth : DEPTH_MOST;

	while (i > 0 && !places->items[places->open[i - 1]].is_object)
		i--;
	return i == 0 ? 0
		      : 1 + count_lines((struct slice){
				    text.data, places->items[places->open[i - 1]].from});
}

static void scan_items(struct json_scan *self, size_t most)
{
	struct places places = {0};
	size_t after = 0; /* what was taken last ends there */

	find_places(&places, self->text);
	for (size_t i = 0; i < places.n && self->n < most; i++)
		if (places.items[i].from >= after && take_object(self, &places.items[i]))
			after = places.items[i].end;
	if (self->log)
		self->log->cut_line = find_cut(&places, self->text);
	free(places.items);
}

bool json_items_read(
	struct log *log, struct slice text, const struct json_format *format, void *context)
{
	struct json_scan scan = {
		.text = text, .line = 1, .format = format, .log = log, .context = context};

	scan_items(&scan, SIZE_MAX);
	return log->n > 0;
}

/* Parsing a text for each of the formats would take far longer than to look for some words. */
static bool has_needed(struct slice text, const struct json_format *format)
{
	for (size_t i = 0; format->needs[i]; i++)
		if (slice_has(text, format->needs[i]))
			return true;
	return !format->needs[0];
}

size_t json_items_count(struct slice text, const struct json_format *format)
{
	struct slice start = slice_trim_lines(text);
	struct json_scan scan = {.format = format};

	if (start.len == 0 || !ascii_is_one_of(start.data[0], "[{"))
		return 0;
	if (start.len > COUNT_BYTES)
		start.len = COUNT_BYTES;
	scan.text = start;
	if (has_needed(start, format))
		scan_items(&scan, COUNT_MOST);
	return scan.n;
}

/* The member "name", or the one of a member with "user/name"; NULL if there is none. */
static const json_t *find_member(const json_t *object, const char *path)
{
	const json_t *value = object;

	while (value && *path != '\0') {
		char name[64];
		size_t len = strcspn(path, "/");

		if (len >= sizeof name)
			return NULL;
		memcpy(name, path, len);
		name[len] = '\0';
		value = json_object_get(value, name);
		path += len + (path[len] == '/');
	}
	return value;
}

struct slice json_member(const json_t *object, const char *path)
{
	const json_t *value = find_member(object, path);

	if (json_is_array(value))
		value = json_array_get(value, 0);
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

struct slice json_number(const json_t *object, const char *path, char room[NUMBER_ROOM])
{
	const json_t *value = find_member(object, path);

	room[0] = '\0';
	if (json_is_integer(value))
		(void)snprintf(room, NUMBER_ROOM, "%" PRId64, (int64_t)json_integer_value(value));
	else if (json_is_real(value) && json_real_value(value) < 1e19)
		(void)snprintf(room, NUMBER_ROOM, "%.3f", json_real_value(value));
	return slice_of_text(room);
}

void json_append_value(const json_t *value, struct str *out)
{
	char *text = NULL;

	if (json_is_string(value))
		str_append(out, json_string_value(value), json_string_length(value));
	else
		text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15));
	if (text)
		str_append_text(out, text);
	free(text);
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

void json_add_resolved(
	struct log *log, unsigned line, struct slice stamp, struct slice who, struct slice what)
{
	struct str resolved = {0};

	str_append_text(&resolved, "Resolved: ");
	str_append(&resolved, what.data, what.len);
	(void)json_add(log, line, stamp, who, slice_of(&resolved));
	str_release(&resolved);
}
