/* How many rows a table has, and of tasks how many are in each state and late. */
#include "internal.h"

#include "model/task.h"

#include <string.h>

/* The choice that a state counts as: an empty or unknown one is open, as the first is. */
static size_t choice_of(const struct form_field *state, const struct str *value)
{
	for (size_t i = 0; i < state->n_choices; i++)
		if (strcmp(state->choices[i], str_text(value)) == 0)
			return i;
	return 0;
}

static void append_state(const struct screen *screen, unsigned field, unsigned column,
	size_t choice, struct str *out)
{
	const struct form_field *tasks = &editor_form(screen->editor)->fields[field];
	const struct form_field *state = &tasks->columns[column];
	const struct rows *rows = &editor_document(screen->editor)->tables[field];
	size_t n = 0;
	size_t late = 0;

	for (size_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];

		if (choice_of(state, &row->cells[column].text) != choice)
			continue;
		n++;
		late += task_days_late(tasks, row, editor_zone(screen->editor),
				screen->tables.today.now) > 0;
	}
	if (n == 0)
		return;
	str_appendf(out, "%s%zu %s", out->len == 0 ? "" : ", ", n, state->choices[choice]);
	if (late > 0)
		str_appendf(out, " (%zu late)", late);
}

static void make(struct table_counts *self, const struct screen *screen, unsigned field)
{
	const struct form_field *table = &editor_form(screen->editor)->fields[field];
	unsigned state = form_find_column_role(table, ROLE_TASK_STATE);
	size_t n = editor_document(screen->editor)->tables[field].n;

	str_clear(&self->rows);
	str_clear(&self->states);
	if (table->label[0])
		str_appendf(&self->rows, "%s: %zu", table->label, n);
	else
		str_appendf(&self->rows, "%zu %s", n, n == 1 ? "row" : "rows");
	if (!field_has_role(table, ROLE_TASKS) || state == FORM_NONE)
		return;
	for (size_t i = 0; i < table->columns[state].n_choices; i++)
		append_state(screen, field, state, i, &self->states);
}

void table_counts_release(struct table_counts *self)
{
	str_release(&self->rows);
	str_release(&self->states);
}

const struct table_counts *table_counts_find(struct screen *screen, unsigned field)
{
	struct table_counts *counts = &screen->tables.counts;
	unsigned revision = editor_document(screen->editor)->values[field].revision;

	if (!counts->is_made || counts->field != field || counts->revision != revision ||
		counts->until != screen->tables.today.until) {
		counts->is_made = true;
		counts->field = field;
		counts->revision = revision;
		counts->until = screen->tables.today.until;
		make(counts, screen, field);
	}
	return counts;
}
