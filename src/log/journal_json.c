/*
 * journalctl -o json: one object to a line, whose time is in microseconds, and whose text is an
 * array of bytes if it is not UTF-8.
 */
#include "formats.h"
#include "json_items.h"

static const char time_name[] = "__REALTIME_TIMESTAMP";

static bool takes(const json_t *object)
{
	return json_member(object, time_name).len > 0 && json_object_get(object, "MESSAGE");
}

/* Bytes that are no text by themselves become question marks. */
static void append_message(const json_t *message, struct str *out)
{
	const json_t *byte;
	size_t index;

	if (json_is_string(message))
		str_append(out, json_string_value(message), json_string_length(message));
	json_array_foreach(message, index, byte)
	{
		json_int_t value = json_integer_value(byte);

		str_append_char(out, value >= ' ' && value < 0x7F ? (char)value : '?');
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
