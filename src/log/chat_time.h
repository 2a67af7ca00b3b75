/* Times in the heads of chat messages, and the lines they stand in. */
#ifndef AFTERWORD_LOG_CHAT_TIME_H
#define AFTERWORD_LOG_CHAT_TIME_H

#include "scan.h"

/* Is a line a stamp with a clock, perhaps in brackets? */
bool chat_is_time(struct slice text, struct slice *stamp, bool *is_bracketed);
/* Can a line end in a time? Most lines of a chat are long, or end in a word. */
bool chat_may_end_in_time(struct slice line);
/* Where the last part of a line begins that is a time; the line's length if none does. */
size_t chat_find_time(struct slice line, struct slice *stamp, bool *is_bracketed);

/* The line behind the used bytes; *more is its length with its end, 0 after the last one. */
struct slice chat_next_line(struct slice text, size_t used, size_t *more);
/* Skips "APP" and ":palm_tree:" between a name and a time, in lines of their own, by which *used
 * grows, or before the time. */
struct slice chat_after_marks(struct slice text, struct slice next, size_t *used);

#endif
