/*
 * A log or a chat copy that was pasted: its rows are looked at, ticked and dated before any of them
 * is in the timeline. What was pasted is kept until something else is, or the document closes.
 */
#ifndef AFTERWORD_TUI_LOG_PREVIEW_H
#define AFTERWORD_TUI_LOG_PREVIEW_H

#include "session/log_paste.h"

#include <stdbool.h>
#include <stddef.h>

struct popup;
struct screen;

struct log_preview {
	bool is_there;
	struct log_paste paste;
	struct str filter; /* only entries with these words are listed; "": all */
	bool is_new_only;  /* only those that are not in the timeline yet */
	size_t last;       /* the entry that was ticked last: a range begins there */
	int selected;      /* where the list opens */
};

void log_preview_release(struct log_preview *self);

/* Opens it for a paste; false if that is not for it: the cursor is in another place, or it is like
 * no log. */
bool log_preview_take(struct screen *screen, const char *bytes, size_t len);
/* Opens it again; says so if nothing was pasted. */
void log_preview_open(struct screen *screen);

/* --- log_lines.c --- */

/* Lists the entries around popup->rest.around. */
void log_lines_list(struct screen *screen, struct popup *popup);
/* Is an entry listed? */
bool log_lines_has(const struct log_preview *self, size_t nth);

/* --- log_ask.c --- */

enum log_question { LOG_ASK_FILTER, LOG_ASK_ZONE, LOG_ASK_SHIFT, LOG_ASK_DAY, LOG_ASK_CAPTURED };

/* Asks in the message line, and is back in the list afterwards. */
void log_ask(struct screen *screen, enum log_question question);

#endif
