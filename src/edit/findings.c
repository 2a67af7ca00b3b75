/* Moves between findings. */
#include "internal.h"

/* Places in the form's order: a table before its rows, a row before its cells. */
struct rank {
	unsigned field;
	size_t row;    /* 0: the table itself */
	size_t column; /* 0: the row itself */
};

/* Of a finding in the document as it is: its row is still where it was found. */
static struct rank rank_of(const struct finding *finding)
{
	const struct place *place = &finding->place;
	struct rank rank = {.field = place->field};

	if (place->row[0] != '\0') {
		rank.row = finding->row + 1;
		rank.column = place->column == FORM_NONE ? 0 : (size_t)place->column + 1;
	}
	return rank;
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

bool findings_step(struct editor *self, int direction)
{
	const struct finding *best = NULL, *first = NULL;
	struct rank here, best_rank = {0}, first_rank = {0};

	editor_settle(self);
	here = rank_of_focus(self);
	for (size_t i = 0; i < self->checking.findings.n; i++) {
		const struct finding *finding = &self->checking.findings.items[i];
		if (!finding->has_place)
			continue;
		struct rank rank = rank_of(finding);
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
	if (best == NULL)
		best = first;
	if (best == NULL)
		editor_say(self, MESSAGE_INFO, "No finding has a place to go to");
	else
		go_to(self, best);
	return true;
}
