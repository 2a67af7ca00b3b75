/*
 * The real editor on a terminal, into which numbered characters are typed: each stands for
 * itself on the screen and in the file, so that after any end it can be said of every key
 * whether it was painted and whether it came back.
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

/* Starts the editor, by strace with these options if there are any, and waits for its page; false
 * when it ended before that. */
bool painted_start(struct painted *self, const char *const *strace);

/* Types the next character; false when there are no more of them. */
bool painted_type(struct painted *self);

/* Reads the screen as it is. */
void painted_look(struct painted *self);

/* Opens the document as the next session would and fails the test, with a label, unless all that
 * was ever painted is there. */
void painted_recover(struct painted *self, const char *label);

/* Can the program be traced here? If not, says why. */
bool painted_can_trace(void);

#endif
