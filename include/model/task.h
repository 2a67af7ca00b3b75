/*
 * Tasks: what their states mean, which the form says by its order and its key "closed", and
 * whether they are late. A state field is the column with the role task-state.
 */
#ifndef AFTERWORD_MODEL_TASK_H
#define AFTERWORD_MODEL_TASK_H

#include "model/document.h"
#include "model/when.h"

/* What is drawn for a state. */
enum task_box {
	TASK_BOX_OPEN,    /* the first choice that leaves it open; nothing; a word unknown to the
			     form */
	TASK_BOX_DOING,   /* any other that leaves it open */
	TASK_BOX_DONE,    /* the first that closes it */
	TASK_BOX_DROPPED, /* any other that closes it */
	N_TASK_BOXES,
};

enum task_box task_box_of(const struct form_field *state, const char *value);
/* "[ ]", "[>]", "[x]", "[-]" */
const char *task_box_text(enum task_box box);

/* Is nothing left to do? */
bool task_state_is_closed(const struct form_field *state, const char *value);

/*
 * The state after one: through the choices up to and with the first that closes a task, from a
 * closed one to the first that does not. The field has choices.
 */
const char *task_state_after(const struct form_field *state, const char *value);

/* Is the task in this row of a form's tasks closed? Never without a column for the state. */
bool task_is_closed(const struct form_field *tasks, const struct row *row);

/*
 * How many days a task is late: open, and due on a day before today in the zone. 0 if it is not
 * late or its date cannot be read.
 */
int64_t task_days_late(const struct form_field *tasks, const struct row *row,
	const struct zone *zone, int64_t now);

#endif
