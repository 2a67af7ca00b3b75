/*
 * The real editor on a terminal, with numbered characters typed into it: each is the same on the
 * screen and in the file, so that after any end every key is known to have been painted or not, and
 * to have come back or not.
 */
#ifndef FAULT_PAINTED_H
#define FAULT_PAINTED_H

#include "running.h"

#include <stdbool.h>

enum { PAINTED_MAX = 640 };

struct painted {
	struct running editor;
	bool is_narrow;
	size_t n_typed;
	size_t n_painted;
	bool is_painted[PAINTED_MAX];
	const char *label; /* for messages */
	unsigned counter;  /* for the ids of recoveries */
};

/* A folder with a document of one long text, and a second name for it if wanted. */
void painted_init(struct painted *self, bool is_narrow, bool has_second_name);
void painted_release(struct painted *self);

/* Starts the editor, under strace if there are options for it, and waits for its page; false if it
 * ended before that. */
bool painted_start(struct painted *self, const char *const *strace);

/* Types the next character; false if there are no more. */
bool painted_type(struct painted *self);

/* Reads the screen as it is. */
void painted_look(struct painted *self);

/* Opens the document as the next session would and fails the test, with a label, unless everything
 * that was ever painted is there. */
void painted_recover(struct painted *self, const char *label);

/* Can the program be traced here? If not, says why. */
bool painted_can_trace(void);

#endif
