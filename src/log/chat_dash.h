/* Names and times as Discord has them. */
#ifndef AFTERWORD_LOG_CHAT_DASH_H
#define AFTERWORD_LOG_CHAT_DASH_H

#include "internal.h"

/* "ana — Today at 9:41 AM", also with line ends on both sides of the dash; line is the first one
 * of the text, and *used grows by those after it. */
bool chat_read_dash(struct slice text, struct slice line, size_t *used, struct head *head);
/* "anaToday at 9:41 AM", as it was copied for years. */
bool chat_read_glued(struct slice line, struct head *head);

#endif
