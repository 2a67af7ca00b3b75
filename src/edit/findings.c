/* Moves between findings. */
#include "internal.h"

/* Places in the form's order: a table before its rows, a row before its cells. */
struct rank {
	unsigned field;
	size_t row;    /* 0: the table itself */
	size_t column; /* 0: the row itself */
};

/* Of a finding; false if it has no place, or its row has gone since. */
static bool rank_of(const struct editor *self, const struct finding *finding, struct rank *rank)
{
	const struct place *place = &finding->place;
	size_t row = finding->row;

	*rank = (struct rank){.field = place->field};
	if (!finding->has_place || place->row[0] == '\0')
		return finding->has_place;
	if (!editor_findings_are_current(self)) /* rows may have moved */
		row = document_row_index(&self->document, place->field, place->row);
	rank->row = row + 1;
	rank->column = place->column == FORM_NONE ? 0 : (size_t)place->column + 1;
	return row != SIZE_MAX;
}

static struct rank rank_of_focus(const struct editor *self)
{
	const struct focus *focus = &self->focus;
	struct rank rank = {.field = focus->field};

	if (focus->field == FORM_NONE)
		rank.field = self->form->pages[focus->page].first;
	else if (focus->in_row)
		rank = (struct rank){focus->field, focus->row + 1, (size_t)focus->column + 1};
	else if (focus_is_table(self) && table_rows(self)->n > 0)
		rank.row = focus->row + 1;
	return rank;
}

static int compare(const struct rank *a, const struct rank *b)
{
	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

static void go_to(struct editor *self, const struct finding *finding)
{
	const struct finding found = *finding; /* leaving may check anew */

	editor_go(self, &found.place);
	if (self->focus.is_editing && found.end > 0 && display_is_plain(self, &found.place))
		editor_set_cursor(self, found.start, false);
}

/* The next one from the cursor on, or the first of all; NULL: none has a place. */
static const struct finding *find_next(const struct editor *self, int direction)
{
	const struct finding *best = NULL, *first = NULL;
	struct rank here = rank_of_focus(self), rank, best_rank = {0}, first_rank = {0};

	for (size_t i = 0; i < self->checking.findings.n; i++) {
		const struct finding *finding = &self->checking.findings.items[i];

		if (!rank_of(self, finding, &rank))
			continue;
		if (compare(&rank, &here) * direction > 0 &&
			(best == NULL || compare(&rank, &best_rank) * direction < 0)) {
			best = finding;
			best_rank = rank;
		}
		if (first == NULL || compare(&rank, &first_rank) * direction < 0) {
			first = finding;
			first_rank = rank;
		}
	}
	return best != NULL ? best : first;
}

/* A slow check is not waited for: what was found before still holds, except perhaps at the cursor.
 */
bool findings_step(struct editor *self, int direction)
{
	const struct finding *next;
	struct rank rank, here;

	editor_settle(self);
	here = rank_of_focus(self);
	next = find_next(self, direction);
	if (!editor_findings_are_current(self) &&
		(next == NULL || !rank_of(self, next, &rank) || compare(&rank, &here) == 0)) {
		editor_check(self);
		next = find_next(self, direction);
	}
	if (next == NULL) {
		editor_say(self, MESSAGE_INFO, "No finding has a place to go to");
		return true;
	}
	checking_note_led(self, &next->place);
	go_to(self, next);
	return true;
}
