/* Reading and adding answers to the checklist. */
#include "review/checklist.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[N_TICK_ANSWERS] = {
	[TICK_YES] = "yes",
	[TICK_NO] = "no",
	[TICK_NOT_APPLICABLE] = "n/a",
};

const char *tick_answer_name(enum tick_answer answer)
{
	return names[answer];
}

static bool is_later(const struct row *a, const struct row *b, int64_t now)
{
	int64_t difference =
		review_counted_seconds(a, TICK_AT, now) - review_counted_seconds(b, TICK_AT, now);

	return difference != 0 ? difference > 0 : strcmp(a->id, b->id) > 0;
}

static struct tick *find(struct checklist *self, const char *key)
{
	for (size_t i = 0; i < self->n; i++)
		if (strcmp(self->items[i].question->key, key) == 0)
			return &self->items[i];
	return NULL;
}

static void note_row(
	struct checklist *self, const struct document *document, const struct row *row, int64_t now)
{
	unsigned answer = review_choice(document, REVIEW_CHECKLIST, row, TICK_ANSWER);
	struct tick *tick = find(self, review_text(row, TICK_OF));

	if (tick == NULL || answer >= N_TICK_ANSWERS ||
		review_counted_seconds(row, TICK_AT, now) == INT64_MIN ||
		(tick->row != NULL && !is_later(row, tick->row, now)))
		return;
	tick->row = row;
	tick->answer = (enum tick_answer)answer;
}

static bool is_settled(const struct tick *tick)
{
	struct slice why = {0};

	if (tick->answer == TICK_NOT_APPLICABLE)
		why = slice_trim(slice_of_text(review_text(tick->row, TICK_WHY)));
	return tick->answer == TICK_YES || why.len > 0;
}

void checklist_init(struct checklist *self, const struct document *document, int64_t now)
{
	const struct rows *rows = review_rows(document, REVIEW_CHECKLIST);
	const struct form *form = document->form;

	*self = (struct checklist){.n = form->n_checklist};
	self->items = mem_zalloc(self->n + 1, sizeof *self->items);
	for (size_t i = 0; i < self->n; i++)
		self->items[i] =
			(struct tick){.question = &form->checklist[i], .answer = N_TICK_ANSWERS};
	for (size_t i = 0; i < rows->n; i++)
		note_row(self, document, &rows->items[i], now);
	for (size_t i = 0; i < self->n; i++) {
		self->items[i].is_settled = is_settled(&self->items[i]);
		self->n_settled += self->items[i].is_settled;
	}
}

void checklist_release(struct checklist *self)
{
	free(self->items);
	*self = (struct checklist){0};
}

/* --- writing --- */

static int64_t latest_of(const struct document *document, const char *key, int64_t now)
{
	const struct rows *rows = review_rows(document, REVIEW_CHECKLIST);
	int64_t latest = INT64_MIN;

	for (size_t i = 0; i < rows->n; i++) {
		int64_t at = review_counted_seconds(&rows->items[i], TICK_AT, now);

		if (strcmp(review_text(&rows->items[i], TICK_OF), key) == 0 && at > latest)
			latest = at;
	}
	return latest;
}

void tick_op(const struct document *document, const struct new_tick *tick, const char *id,
	int64_t now, struct op *out)
{
	struct str at = {0};

	review_append_time(document, review_later(now, latest_of(document, tick->of, now)), &at);
	const struct slice cells[N_TICK_COLUMNS] = {
		[TICK_OF] = slice_of_text(tick->of),
		[TICK_BY] = slice_of_text(tick->by),
		[TICK_AT] = slice_of(&at),
		[TICK_ANSWER] = slice_of_text(names[tick->answer]),
		[TICK_WHY] = slice_of_text(tick->why ? tick->why : ""),
	};

	review_op_add(document, REVIEW_CHECKLIST, review_rows(document, REVIEW_CHECKLIST)->n, id,
		cells, out);
	str_release(&at);
}
