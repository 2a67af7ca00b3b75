/* One line of words at a time: the worst since it was cleared, the last of those. */
#include "edit/message.h"

void message_set(struct message *self, enum message_topic topic, enum message_level level,
	const char *format, va_list arguments)
{
	if (level < self->level)
		return;
	str_clear(&self->text);
	str_appendv(&self->text, format, arguments);
	self->level = level;
	self->topic = topic;
}

void message_clear(struct message *self)
{
	str_clear(&self->text);
	self->level = MESSAGE_NONE;
}

void message_release(struct message *self)
{
	str_release(&self->text);
	*self = (struct message){0};
}
