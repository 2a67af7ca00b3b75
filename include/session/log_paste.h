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
	struct str text; /* as it was pasted, to be read again as something else */
	struct log log;
	bool needs_captured; /* a time in it depends on when it was copied */
	struct timeline timeline;
	struct zone zone;
	struct log_dating dating; /* its zone is the one above */
	enum log_tick *ticks;     /* one for each entry */
};

/*
 * Reads a text, which it takes, for the document of a session, dated by its zone and start.
 *
 * False, with nothing to release and the text left, if the form has no timeline or the text is like
 * no log.
 */
bool log_paste_init(
	struct log_paste *self, const struct session *session, struct str *text, struct err *err);
void log_paste_release(struct log_paste *self);

/* Reads it as another format; nothing is ticked by the user afterwards. False, with nothing
 * changed, if it is not like that. */
bool log_paste_read_as(struct log_paste *self, const struct session *session,
	const struct log_format *format, struct err *err);

/* Dates all entries again, after dating was changed or the document was, and finds those that are
 * in the timeline already. */
void log_paste_date(struct log_paste *self, const struct session *session);

bool log_paste_takes(const struct log_paste *self, size_t nth);
/* Has the user ticked anything, or not? */
bool log_paste_is_chosen(const struct log_paste *self);
size_t log_paste_count(const struct log_paste *self);

/* Adds the ticked entries where their times belong, as one undo step, and goes to the first of
 * them. Returns how many; 0, with a message, if the document cannot take all of them. */
size_t log_paste_add(const struct log_paste *self, struct session *session);

#endif
