/*
 * A log or a chat copy that is looked at before its rows are added to the timeline. Which entries
 * are ticked is decided by their rules, until the user decides otherwise.
 */
#ifndef AFTERWORD_SESSION_LOG_PASTE_H
#define AFTERWORD_SESSION_LOG_PASTE_H

#include "log/rows.h"
#include "session/session.h"

enum log_tick { TICK_BY_RULE, TICK_TAKE, TICK_LEAVE };

struct log_paste {
	struct log log;
	struct timeline timeline;
	struct zone zone;
	struct log_dating dating; /* its zone is the one above */
	enum log_tick *ticks;     /* one for each entry */
};

/*
 * Reads a text for the document of a session, dated by its zone and start.
 *
 * False, with nothing to release, if the form has no timeline or the text is like no log.
 */
bool log_paste_init(
	struct log_paste *self, const struct session *session, struct slice text, struct err *err);
void log_paste_release(struct log_paste *self);

/* Dates all entries again, after dating was changed or the document was, and finds those that are
 * in the timeline already. */
void log_paste_date(struct log_paste *self, const struct session *session);

bool log_paste_takes(const struct log_paste *self, size_t nth);
size_t log_paste_count(const struct log_paste *self);

/* Adds the ticked entries where their times belong, as one undo step. Returns how many; 0, with a
 * message, if the document cannot take them. */
size_t log_paste_add(const struct log_paste *self, struct session *session);

#endif
