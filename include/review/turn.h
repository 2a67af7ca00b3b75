/* Whose turn it is: nobody writes it down, it follows from the comments. */
#ifndef AFTERWORD_REVIEW_TURN_H
#define AFTERWORD_REVIEW_TURN_H

#include "review/threads.h"

/*
 * Calls visit with each name that an open thread waits for: whom its last comment names with @;
 * else who began it, if somebody else spoke last; else the authors of the document.
 */
void thread_visit_turn(const struct threads *self, const struct thread *thread,
	void (*visit)(void *context, struct slice name), void *context);

/* Does it wait for somebody of this name, or of whom it knows only the first name? Ignores case. */
bool thread_waits_for(const struct threads *self, const struct thread *thread, const char *name);

#endif
