/* What is written down in a meeting: tasks, and what becomes of the ideas that were parked. */
#ifndef AFTERWORD_TUI_MEETING_H
#define AFTERWORD_TUI_MEETING_H

#include "base/str.h"
#include "model/document.h"

#include <stdbool.h>
#include <stddef.h>

struct screen;

/* --- task_prompt.c --- */

enum { TASK_LINES = 3 };

/* A task being written, line by line: what is to be done, by whom, until when. */
struct task_draft {
	struct str lines[TASK_LINES];
	unsigned at;
	size_t kept;                                        /* the draft on the disk */
	struct str former;                                  /* what was offered, or is kept */
	char idea[ROW_ID_SIZE];                             /* that it settles; "": none */
	void (*done)(struct screen *screen, bool is_added); /* NULL: back to the page */
};

void task_draft_release(struct task_draft *self);

/* Asks for a task; what was typed before and not added is there again, also after a crash. */
void task_open(struct screen *screen);
/* Goes on with a draft, by its number in the session. */
void task_open_draft(struct screen *screen, size_t nth);
/* The same for one that settles an idea, whose text is offered. Then calls done. */
void task_open_for(struct screen *screen, const char *idea, const char *text,
	void (*done)(struct screen *screen, bool is_added));
/* Forgets what was begun of one that would have settled an idea. */
void task_drop(struct screen *screen, const char *idea);

/* --- ideas_decide.c --- */

/* Going through the ideas that are open. */
struct deciding {
	char (*ids)[ROW_ID_SIZE];
	size_t n;
	size_t at;
	size_t n_tasks;
	size_t n_declined;
	void (*done)(struct screen *screen);
};

void deciding_release(struct deciding *self);
/* Asks what becomes of each open idea, and calls done then; false: there is none. */
bool ideas_decide(struct screen *screen, void (*done)(struct screen *screen));

#endif
