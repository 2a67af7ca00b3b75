/* Reading and adding changes of the status. */
#include "review/states.h"

#include <string.h>

const struct row *state_find_last(const struct document *document, int64_t now)
{
	const struct rows *rows = review_rows(document, REVIEW_STATES);
	const struct row *last = NULL;

	for (size_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];
		int64_t at = review_counted_seconds(row, STATE_AT, now);

		if (at == INT64_MIN || review_text(row, STATE_TO)[0] == '\0')
			continue;
		if (last == NULL || at > review_counted_seconds(last, STATE_AT, now) ||
			(at == review_counted_seconds(last, STATE_AT, now) &&
				strcmp(row->id, last->id) > 0))
			last = row;
	}
	return last;
}

/* --- waivers --- */

/* Does a line waive it? "missing impact.affected"; for one about the document the rule alone. */
static bool is_waiver(struct slice line, const char *rule, const char *place)
{
	struct slice word;

	line = slice_trim(line);
	if (!slice_next_part(&line, ' ', &word) || !slice_equal(word, rule))
		return false;
	return line.data != NULL ? slice_equal(slice_trim(line), place) : place[0] == '\0';
}

static bool waives(const struct row *row, const char *rule, const char *place)
{
	struct slice rest = slice_of(&row->cells[STATE_WAIVES].text);
	struct slice line;

	while (slice_next_line(&rest, &line))
		if (is_waiver(line, rule, place))
			return true;
	return false;
}

const struct row *state_find_waiver(
	const struct document *document, const char *rule, const char *place, int64_t now)
{
	const struct rows *rows = review_rows(document, REVIEW_STATES);

	for (size_t i = rows->n; i-- > 0;) {
		const struct row *row = &rows->items[i];

		if (review_counted_seconds(row, STATE_AT, now) != INT64_MIN &&
			review_text(row, STATE_WHY)[0] != '\0' && waives(row, rule, place))
			return row;
	}
	return NULL;
}

/* --- writing --- */

void state_op(const struct document *document, const struct new_state *state, const char *id,
	int64_t now, struct op *out)
{
	const struct row *last = state_find_last(document, now);
	struct str at = {0};

	if (last != NULL)
		now = review_later(now, review_counted_seconds(last, STATE_AT, now));
	review_append_time(document, now, &at);
	const struct slice cells[N_STATE_COLUMNS] = {
		[STATE_BY] = slice_of_text(state->by),
		[STATE_AT] = slice_of(&at),
		[STATE_TO] = slice_of_text(state->is_waiver ? "" : status_name(state->to)),
		[STATE_WAIVES] = slice_of_text(state->waives ? state->waives : ""),
		[STATE_WHY] = slice_of_text(state->why ? state->why : ""),
	};

	review_op_add(
		document, REVIEW_STATES, review_rows(document, REVIEW_STATES)->n, id, cells, out);
	str_release(&at);
}

bool state_note_op(const struct document *document, const char *by, const char *id, int64_t now,
	struct op *out)
{
	unsigned field = form_find_role(document->form, ROLE_STATUS);
	const struct row *last = state_find_last(document, now);
	struct new_state state = {.by = by};
	const char *text;

	if (field == FORM_NONE)
		return false;
	text = str_text(&document->values[field].text);
	if (!status_parse(text, &state.to) ||
		(last != NULL && strcmp(review_text(last, STATE_TO), text) == 0))
		return false;
	state_op(document, &state, id, now, out);
	return true;
}
