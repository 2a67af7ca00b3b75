/*
 * What copies of chat windows share. A message begins with a name and a time, in one line or in
 * two, in a shape that each program has of its own; its text follows.
 */
#ifndef AFTERWORD_LOG_CHAT_H
#define AFTERWORD_LOG_CHAT_H

#include "internal.h"

/* How names and times stand at the head of a message, or-ed. */
enum chat_shape {
	CHAT_NAME_GAP_TIME = 1,   /* "Rui Silva  9:41 AM", "Rui Silva  [9:41 AM]" */
	CHAT_NAME_SPACE_TIME = 2, /* "Rui Silva 9:41 AM" */
	CHAT_NAME_DASH_TIME = 4, /* "ana — Today at 9:41 AM", the dash perhaps in the next line */
	CHAT_NAME_LINE_TIME = 8, /* "Rui Silva", and "9:41 AM" in the next line */
	CHAT_TIME_NAME = 16,     /* "[5/3 9:41 AM] Silva, Rui" */
	CHAT_TIME = 32,          /* "[9:42 AM]" or "9:42": the same person goes on */
	CHAT_FLUSH = 128,        /* CHAT_NAME_LINE_TIME without blanks before the time */
	CHAT_TIME_TEXT = 256,    /* "[9:42 AM]again" */
	CHAT_TIME_NAME_TEXT = 64, /* "[03/05/24, 09:41:02] Ana: the text" */
};

/* Reads a head in one of these shapes, or the line with a day between messages. */
size_t chat_head(struct slice text, unsigned shapes, struct head *head);

/* Is a line one that a program adds, such as "4 replies"? */
bool chat_is_added(struct slice line);

/* Takes "(edited)" off a line; the reason, if it is only reactions, or how many replies there
 * are. */
enum log_rule chat_body(struct slice *line);

/* Takes reactions off the end of a message that stand in lines of their own, sign and count. */
enum log_rule chat_finish(struct slice *text);

/* Why the text of a message is not an event: somebody joined, a bot says hello. */
enum log_rule chat_rule(struct slice text);

#endif
