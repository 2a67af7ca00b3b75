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
	char idea[ROW_ID_SIZE];                             /* that it settles; "": none */
	void (*done)(struct screen *screen, bool is_added); /* NULL: back to the page */
};

void task_draft_release(struct task_draft *self);

/* Asks for a task; what was typed before and not added is there again. */
void task_open(struct screen *screen);
/* The same for one that settles an idea, whose text is offered. Then calls done. */
void task_open_for(struct screen *screen, const char *idea, const char *text,
	void (*done)(struct screen *screen, bool is_added));

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
