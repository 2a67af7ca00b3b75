/* What the state of a task means, by the form's order and its key "closed"; late tasks. */
#include "model/task.h"

#include "form_reader.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

/* --- states --- */

/* For forms that do not say what closes a task. */
static const char *const closing_words[] = {"done", "closed", "resolved", "fixed", "finished",
	"completed", "cancelled", "canceled", "dropped", "rejected", "wontfix", "wont-do",
	"won't do"};

bool task_word_closes(const char *word)
{
	for (size_t i = 0; i < sizeof(closing_words) / sizeof(closing_words[0]); i++)
		if (strcasecmp(word, closing_words[i]) == 0)
			return true;
	return false;
}

bool task_state_is_closed(const struct form_field *state, const char *value)
{
	if (state->n_choices == 0)
		return task_word_closes(value);
	for (size_t i = 0; i < state->n_closed; i++)
		if (strcmp(state->closed[i], value) == 0)
			return true;
	return false;
}

/* The first choice from one on that is closed, or is open; n_choices when there is none. */
static size_t find_choice(const struct form_field *state, size_t from, bool is_closed)
{
	while (from < state->n_choices &&
		task_state_is_closed(state, state->choices[from]) != is_closed)
		from++;
	return from;
}

/* Its number; n_choices when it is none. */
static size_t choice_of(const struct form_field *state, const char *value)
{
	size_t i = 0;

	while (i < state->n_choices && strcmp(state->choices[i], value) != 0)
		i++;
	return i;
}

enum task_box task_box_of(const struct form_field *state, const char *value)
{
	size_t choice = choice_of(state, value);

	if (state->n_choices == 0)
		return task_state_is_closed(state, value) ? TASK_BOX_DONE : TASK_BOX_OPEN;
	if (choice == state->n_choices)
		return TASK_BOX_OPEN;
	if (task_state_is_closed(state, value))
		return choice == find_choice(state, 0, true) ? TASK_BOX_DONE : TASK_BOX_DROPPED;
	return choice == find_choice(state, 0, false) ? TASK_BOX_OPEN : TASK_BOX_DOING;
}

const char *task_box_text(enum task_box box)
{
	static const char *const texts[N_TASK_BOXES] = {
		[TASK_BOX_OPEN] = "[ ]",
		[TASK_BOX_DOING] = "[>]",
		[TASK_BOX_DONE] = "[x]",
		[TASK_BOX_DROPPED] = "[-]",
	};

	return texts[box];
}

const char *task_state_after(const struct form_field *state, const char *value)
{
	size_t n = state->n_choices;
	size_t first = find_choice(state, 0, false);
	size_t choice = choice_of(state, value);
	size_t last = find_choice(state, first, true);

	assert(n > 0);
	if (first == n) /* all of them close it */
		first = 0;
	else if (value[0] == '\0') /* it is shown as that */
		choice = first;
	if (choice == n || task_state_is_closed(state, value) || (last < n && choice > last))
		return state->choices[first];
	/* After the last choice come the closed ones that precede the first open one. */
	return state->choices[(choice + 1) % n];
}

/* --- rows --- */

static const char *cell_text(const struct row *row, unsigned column)
{
	return str_text(&row->cells[column].text);
}

bool task_is_closed(const struct form_field *tasks, const struct row *row)
{
	unsigned column = form_find_column_role(tasks, ROLE_TASK_STATE);

	return column != FORM_NONE &&
	       task_state_is_closed(&tasks->columns[column], cell_text(row, column));
}

int64_t task_days_late(
	const struct form_field *tasks, const struct row *row, const struct zone *zone, int64_t now)
{
	const struct when today = {.kind = WHEN_INSTANT, .seconds = now};
	unsigned column = form_find_column_role(tasks, ROLE_TASK_DUE);
	struct when due;

	if (column == FORM_NONE || task_is_closed(tasks, row) ||
		!when_parse(&due, cell_text(row, column), NULL) ||
		(due.kind != WHEN_INSTANT && due.kind != WHEN_DATE))
		return 0;
	int64_t days = when_day(&today, zone) - when_day(&due, zone);

	return days > 0 ? days : 0;
}
