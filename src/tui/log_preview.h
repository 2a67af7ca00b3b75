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

/* The entries that are listed, and how wide their columns are. */
struct log_listing {
	bool is_made;
	size_t *entries; /* indexes, in order */
	size_t n;
	unsigned clock, who; /* columns, 0: nobody has a name */
	bool has_seconds;
	unsigned revision; /* of the document in which duplicates were looked for */
};

struct log_preview {
	bool is_there;
	struct log_paste paste;
	struct str filter; /* only entries with these words are listed; "": all */
	bool is_new_only;  /* only those that are not in the timeline yet */
	struct log_listing listing;
	size_t last;        /* the entry that was ticked last: a range begins there */
	int selected;       /* where the list opens */
	struct str waiting; /* pasted while this one is looked at, until the user has decided */
};

/* Opens it again; says so if nothing was pasted. */
void log_preview_open(struct screen *screen);

/* --- log_kept.c --- */

void log_preview_release(struct log_preview *self);
/* Takes over a paste, instead of the one before. */
void log_preview_keep(struct screen *screen, struct log_paste *paste);
/* Back to the list from what was asked over it. */
void log_preview_return(struct screen *screen);

/* --- log_take.c --- */

/* Opens the list for a paste; false if that is not for it: the cursor is in another place, or it is
 * like no log. */
bool log_preview_take(struct screen *screen, const char *bytes, size_t len);
/* A paste while the list is open: takes its place, once the user has agreed if anything is ticked.
 */
void log_take_another(struct screen *screen, const char *bytes, size_t len);

/* --- log_lines.c --- */

/* Lists the entries around popup->rest.around. */
void log_lines_list(struct screen *screen, struct popup *popup);
/* After what is listed, or when it was, has changed. */
void log_lines_forget(struct log_preview *self);

/* --- log_choices.c --- */

/* The formats that the paste can be read as, over the list. */
void log_formats_open(struct screen *screen);
/* Whether to look at what was pasted now instead. */
void log_waiting_open(struct screen *screen);

/* --- log_ask.c --- */

enum log_question { LOG_ASK_FILTER, LOG_ASK_ZONE, LOG_ASK_SHIFT, LOG_ASK_DAY, LOG_ASK_CAPTURED };

/* Asks in the message line, and is back in the list afterwards. */
void log_ask(struct screen *screen, enum log_question question);

#endif
