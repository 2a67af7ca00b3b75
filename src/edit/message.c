/* A one-line message: the most severe since it was cleared, and of those the last. */
#include "internal.h"

static void PRINTF_LIKE(4, 0) set(struct message *self, enum message_topic topic,
	enum message_level level, const char *format, va_list arguments)
{
	if (level < self->level)
		return;
	str_clear(&self->text);
	str_appendv(&self->text, format, arguments);
	self->level = level;
	self->topic = topic;
}

static void clear(struct message *self)
{
	str_clear(&self->text);
	self->level = MESSAGE_NONE;
}

void message_release(struct message *self)
{
	str_release(&self->text);
	*self = (struct message){0};
}

const struct message *editor_message(const struct editor *self)
{
	return &self->message;
}

void editor_sayv(
	struct editor *self, enum message_level level, const char *format, va_list arguments)
{
	set(&self->message, TOPIC_NONE, level, format, arguments);
}

void editor_say(struct editor *self, enum message_level level, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	editor_sayv(self, level, format, arguments);
	va_end(arguments);
}

void editor_say_about(struct editor *self, enum message_topic topic, enum message_level level,
	const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	set(&self->message, topic, level, format, arguments);
	va_end(arguments);
}

void editor_clear_message(struct editor *self, enum message_topic topic)
{
	if (self->message.level != MESSAGE_NONE && self->message.topic == topic)
		clear(&self->message);
}

void editor_begin(struct editor *self)
{
	clear(&self->message);
}

void editor_append_key(const struct editor *self, enum action action, struct str *out)
{
	size_t start = out->len;

	if (self->surroundings.keymap != NULL)
		keymap_describe(self->surroundings.keymap, action, 1, out);
	if (out->len == start)
		str_appendf(out, "\"%s\"", action_info(action)->name);
}
