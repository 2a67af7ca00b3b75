/* What others have changed while it is read, line by line. */
#include "reader.h"

#include <string.h>

bool news_on_line(const struct reader *self, const struct reading_line *line)
{
	const struct remote_change *change;
	const struct value *value;
	struct place place = line->place;
	size_t from;
	size_t to;

	if (!line->has_place || session_count_unread(self->screen->session) == 0)
		return false;
	if (line->is_row)
		place.column = FORM_NONE; /* any of its cells */
	change = session_unread(self->screen->session, &place);
	if (!change)
		return false;
	value = document_value(editor_document(self->screen->editor), &line->place);
	if (change->kind != REMOTE_CHANGED || !value || line->begin == line->end ||
		!place_is_equal(&change->place, &line->place))
		return change->kind != REMOTE_CHANGED || line->is_row || !line->is_first ||
		       value == NULL;
	change_find_span(&change->before, &value->text, &from, &to);
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
		change_find_span(&change->before, &value->text, &from, &to);
	return reading_find(self->reading, &place, from, at);
}

bool news_next(struct reader *self, int direction, struct reading_at *at)
{
	const struct session *session = self->screen->session;
	struct reading_at best;
	bool has_best = false;

	for (size_t i = 0; i < session_count_unread(session); i++) {
		struct reading_at found;

		if (!find_change(self, session_unread_nth(session, i), &found) ||
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

static bool mark(struct reader *self)
{
	struct place place = {.field = FORM_NONE};
	size_t offset;

	reader_place(self, &place, &offset);
	return session_mark(self->screen->session, READ_MARK_READ, &place);
}

void news_mark_read(struct reader *self)
{
	struct session *session = self->screen->session;
	size_t n = session_count_unread(session);

	session_note_seen(session);
	if (mark(self))
		session_say(session, MESSAGE_INFO,
			n > 0 ? "What was new is read" : "Marked as read as it is now");
	else if (session_is_new(session))
		session_say(session, MESSAGE_INFO, "There is no file yet to be marked as read");
}

/* What was opened and left at once is not read, nor what nobody has seen the end of. */
void news_mark_seen(struct reader *self)
{
	if (self->seen.has_moved && self->seen.has_end && mark(self))
		session_note_seen(self->screen->session);
}
