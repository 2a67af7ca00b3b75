/* The message line, and how severe it is. */
#ifndef AFTERWORD_EDIT_MESSAGE_H
#define AFTERWORD_EDIT_MESSAGE_H

#include "base/str.h"

#include <stdarg.h>

enum message_level { MESSAGE_NONE, MESSAGE_INFO, MESSAGE_WARNING, MESSAGE_ERROR };

/* Its topic: others, or the disk, may settle it before the user acts. */
enum message_topic { TOPIC_NONE, TOPIC_MERGE, TOPIC_FILE };

struct message {
	struct str text; /* made safe for the terminal when drawn */
	enum message_level level;
	enum message_topic topic;
};

void message_release(struct message *self);

#endif
