/* What others have changed while it is read, line by line. */
#include "reader.h"

#include <string.h>

/* The bytes of a text that are not as they were before. */
static void find_changed(const struct str *before, const struct str *now, size_t *from, size_t *to)
{
	size_t most = before->len < now->len ? before->len : now->len;
	size_t same = 0;
	size_t behind = 0;

	while (same < most && before->data[same] == now->data[same])
		same++;
	while (behind < most - same &&
		before->data[before->len - 1 - behind] == now->data[now->len - 1 - behind])
		behind++;
	*from = same;
	*to = now->len - behind;
}

bool news_on_line(const struct reader *self, const struct reading_line *line)
{
	const struct remote_change *change;
	const struct value *value;
	struct place place = line->place;
	size_t from;
	size_t to;

	if (!line->has_place || session_count_all_remote_changes(self->screen->session) == 0)
		return false;
	if (line->is_row)
		place.column = FORM_NONE; /* any of its cells */
	change = session_remote_change(self->screen->session, &place);
	if (!change)
		return false;
	value = document_value(editor_document(self->screen->editor), &line->place);
	if (change->kind != REMOTE_CHANGED || !value || line->begin == line->end ||
		!place_is_equal(&change->place, &line->place))
		return change->kind != REMOTE_CHANGED || line->is_row || !line->is_first ||
		       value == NULL;
	find_changed(&change->before, &value->text, &from, &to);
	if (from == to) /* something was removed there */
		to = from + 1;
	return line->begin < to && from < line->end;
}

/* Where a change is told. */
static bool find_change(
	struct reader *self, const struct remote_change *change, struct reading_at *at)
{
	struct place place = change->place;
	const struct value *value;
	size_t from = SIZE_MAX;
	size_t to;

	value = place.row[0] && place.column == FORM_NONE
			? NULL
			: document_value(editor_document(self->screen->editor), &place);
	if (change->kind == REMOTE_CHANGED && value)
		find_changed(&change->before, &value->text, &from, &to);
	return reading_find(self->reading, &place, from, at);
}

bool news_next(struct reader *self, int direction, struct reading_at *at)
{
	const struct session *session = self->screen->session;
	struct reading_at best;
	bool has_best = false;

	for (size_t i = 0; i < session_count_all_remote_changes(session); i++) {
		struct reading_at found;

		if (!find_change(self, session_remote_change_nth(session, i), &found) ||
			reading_compare(&found, at) * direction <= 0)
			continue;
		if (!has_best || reading_compare(&found, &best) * direction < 0)
			best = found;
		has_best = true;
	}
	if (has_best)
		*at = best;
	return has_best;
}
