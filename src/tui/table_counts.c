/* How many rows a table has, and of tasks how many are in each state and late. */
#include "internal.h"

#include "base/mem.h"
#include "model/task.h"

#include <stdlib.h>
#include <string.h>

/* The choice that a state counts as: an empty or unknown one is open, as the first is. */
static size_t choice_of(const struct form_field *state, const struct str *value)
{
	for (size_t i = 0; i < state->n_choices; i++)
		if (strcmp(state->choices[i], str_text(value)) == 0)
			return i;
	return 0;
}

/* A row that is being added is none yet: it may be taken back. */
static bool is_adding(const struct screen *screen, unsigned field)
{
	return editor_is_quick(screen->editor) && editor_focus(screen->editor)->field == field;
}

/* Of one choice of a state. */
struct tally {
	size_t n;
	size_t late;
};

static void tally_states(
	const struct screen *screen, unsigned field, unsigned column, struct tally *tallies)
{
	const struct form_field *tasks = &editor_form(screen->editor)->fields[field];
	const struct rows *rows = &editor_document(screen->editor)->tables[field];

	for (size_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];
		struct tally *tally;

		if (is_adding(screen, field) && i == editor_focus(screen->editor)->row)
			continue;
		tally = &tallies[choice_of(&tasks->columns[column], &row->cells[column].text)];

		tally->n++;
		tally->late += task_days_late(tasks, row, editor_zone(screen->editor),
				       screen->tables.today.now) > 0;
	}
}

static void append_states(
	const struct screen *screen, unsigned field, unsigned column, struct str *out)
{
	const struct form_field *state =
		&editor_form(screen->editor)->fields[field].columns[column];
	struct tally *tallies = mem_zalloc(state->n_choices + 1, sizeof(*tallies));

	tally_states(screen, field, column, tallies);
	for (size_t i = 0; i < state->n_choices; i++) {
		if (tallies[i].n == 0)
			continue;
		str_appendf(out, "%s%zu %s", out->len == 0 ? "" : ", ", tallies[i].n,
			state->choices[i]);
		if (tallies[i].late > 0)
			str_appendf(out, " (%zu late)", tallies[i].late);
	}
	free(tallies);
}

static void make_states(struct table_counts *self, const struct screen *screen, unsigned field)
{
	const struct form_field *table = &editor_form(screen->editor)->fields[field];
	unsigned state = form_find_column_role(table, ROLE_TASK_STATE);

	str_clear(&self->states);
	if (field_has_role(table, ROLE_TASKS) && state != FORM_NONE)
		append_states(screen, field, state, &self->states);
}

static void make_rows(struct table_counts *self, const struct screen *screen, unsigned field)
{
	const struct form_field *table = &editor_form(screen->editor)->fields[field];
	size_t n = editor_document(screen->editor)->tables[field].n - (self->is_adding ? 1 : 0);

	str_clear(&self->rows);
	if (n == 0)
		return;
	if (table->label[0])
		str_appendf(&self->rows, "%s: %zu", table->label, n);
	else
		str_appendf(&self->rows, "%zu %s", n, n == 1 ? "row" : "rows");
}

const struct table_counts *table_counts_find(struct screen *screen, unsigned field)
{
	struct table_counts *counts = &kept_table(screen, field)->counts;
	unsigned revision = editor_document(screen->editor)->values[field].revision;
	bool is_same = counts->is_made && counts->until == screen->tables.today.until;
	bool was_adding = counts->is_adding;

	counts->is_adding = is_adding(screen, field);
	if (is_same && counts->revision == revision && counts->is_adding == was_adding)
		return counts;
	make_rows(counts, screen, field);
	/* While a row is typed in the table its states stay: no key looks at all rows. */
	if (is_same && editor_is_quick(screen->editor))
		return counts;
	counts->is_made = true;
	counts->revision = revision;
	counts->until = screen->tables.today.until;
	make_states(counts, screen, field);
	return counts;
}
