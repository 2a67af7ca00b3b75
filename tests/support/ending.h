/* The end of a session, and a save before it, for tests that wait until they are over. */
#ifndef SUPPORT_ENDING_H
#define SUPPORT_ENDING_H

#include "session/session.h"

/* All steps until the file holds everything, or cannot. */
static inline enum flush session_flush_all(struct session *self)
{
	enum flush flush;

	while ((flush = session_flush_step(self)) == FLUSH_WAITS)
		session_settle(self);
	return flush;
}

static inline bool session_flush(struct session *self)
{
	return session_flush_all(self) == FLUSH_DONE;
}

/* As the user leaves: false, with the reason in err, when the journal stays. */
static inline bool session_finish(struct session *self, struct err *err)
{
	session_leave(self);
	return session_end(self, session_flush_all(self), err);
}

#endif
