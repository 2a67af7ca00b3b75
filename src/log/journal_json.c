/*
 * journalctl -o json: one object to a line, whose time is in microseconds, and whose text is an
 * array of bytes if it is not UTF-8.
 */
#include "formats.h"
#include "json_items.h"

#include "text/paste.h"

static const char time_name[] = "__REALTIME_TIMESTAMP";

/* An entry may have no message, and may have several. */
static bool takes(const json_t *object)
{
	const json_t *message = json_object_get(object, "MESSAGE");

	return json_member(object, time_name).len > 0 &&
	       (json_string_length(message) > 0 || json_array_size(message) > 0);
}

/* A message with bytes that are no text is an array of all of them. */
static void append_bytes(const json_t *bytes, struct str *out)
{
	struct str text = {0};
	const json_t *byte;
	size_t index;

	json_array_foreach(bytes, index, byte)
	{
		json_int_t value = json_integer_value(byte);

		if (value > 0 && value <= 0xFF)
			str_append_char(&text, (char)value);
	}
	paste_clean(out, str_text(&text), text.len, false, NULL);
	str_release(&text);
}

static void append_message(const json_t *message, struct str *out)
{
	const json_t *part;
	size_t index;

	if (json_is_integer(json_array_get(message, 0))) {
		append_bytes(message, out);
		return;
	}
	if (json_is_string(message))
		json_append_value(message, out);
	json_array_foreach(message, index, part)
	{
		if (index > 0)
			str_append_char(out, '\n');
		if (json_is_array(part))
			append_bytes(part, out);
		else
			json_append_value(part, out);
	}
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	static const char *const names[] = {"SYSLOG_IDENTIFIER", "_COMM", "_SYSTEMD_UNIT", NULL};
	struct str what = {0};

	(void)context;
	append_message(json_object_get(object, "MESSAGE"), &what);
	(void)json_add(log, line, json_member(object, time_name), json_first_member(object, names),
		slice_of(&what));
	str_release(&what);
}

static const struct json_format format = {takes, add, .needs = {"\"__REALTIME_TIMESTAMP\""}};

bool journal_json_read(struct log *self, struct slice text)
{
	return json_items_read(self, text, &format, NULL);
}

size_t journal_json_count(struct slice text)
{
	return json_items_count(text, &format);
}
