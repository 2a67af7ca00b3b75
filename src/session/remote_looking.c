/* Which of others' changes the user looks at and has looked at, and which are there no more. */
#include "internal.h"

#include "model/show.h"

#include <string.h>

enum { MANY = 1000, PAUSE = 300 /* milliseconds, as before a check */ };

/* The text with the focus, or the row under the cursor; a column only within an open row. */
static void find_focus(const struct session *self, struct place *place)
{
	const struct focus *focus = editor_focus(self->editor);
	const struct rows *rows;

	*place = (struct place){
		.field = focus->field, .column = focus->in_row ? focus->column : FORM_NONE};
	if (focus->field == FORM_NONE)
		return;
	rows = &session_document(self)->tables[focus->field];
	if (focus->row < rows->n)
		memcpy(place->row, rows->items[focus->row].id, sizeof(place->row));
}

/* A table has its removed rows. */
static bool is_at(const struct place *place, const struct place *focus)
{
	bool in_row = focus->column != FORM_NONE;

	if (place->field != focus->field)
		return false;
	if (place->row[0] == '\0')
		return !in_row;
	return strcmp(place->row, focus->row) == 0 &&
	       (!in_row || place->column == FORM_NONE || place->column == focus->column);
}

static bool has_row(const struct session *self, unsigned field, const char *row)
{
	return document_row_index(session_document(self), field, row) != SIZE_MAX;
}

static bool shows_the_same(const struct session *self, const struct remote_change *item)
{
	const struct document *document = session_document(self);
	const struct value *value = document_value(document, &item->place);
	struct str now = {0};
	bool is_same;

	if (value && kind_shows_as_stored(document_field(document, &item->place)->kind))
		return str_equal(&item->before, str_text(&value->text), value->text.len);
	editor_show(self->editor, &item->place, &now);
	is_same = str_equal(&item->before, str_text(&now), now.len);
	str_release(&now);
	return is_same;
}

/* Is it there no more: taken back by them, or by the user? */
static bool is_undone(const struct session *self, const struct remote_change *item)
{
	const struct place *place = &item->place;

	if (place->row[0] != '\0' && !has_row(self, place->field, place->row))
		return true;
	if (item->kind == REMOTE_REMOVED)
		return has_row(self, place->field, item->row);
	if (item->kind == REMOTE_MOVED)
		return strcmp(remote_row_in_front(session_document(self), place), item->row) == 0;
	return item->kind == REMOTE_CHANGED && shows_the_same(self, item);
}

void remote_changes_drop_undone(struct session *self)
{
	struct remote_changes *changes = &self->remote_changes;
	unsigned revision = session_document(self)->revision;
	bool is_any_out = false;

	if (changes->revision == revision)
		return;
	changes->revision = revision;
	for (size_t i = 0; i < changes->n; i++)
		if (is_undone(self, &changes->items[i]))
			is_any_out = changes->items[i].is_out = true;
	if (is_any_out)
		remote_list_tidy(changes, self->form);
}

/* While somebody edits, many are not looked through for each key. */
static bool may_be_undone(struct session *self)
{
	struct looking *looking = &self->looking;
	unsigned revision = session_document(self)->revision;

	if (looking->revision != revision)
		looking->since = session_clock(self);
	looking->revision = revision;
	return self->remote_changes.n <= MANY || session_clock(self) - looking->since >= PAUSE;
}

int64_t remote_changes_due_at(const struct session *self)
{
	const struct remote_changes *changes = &self->remote_changes;

	return changes->n > MANY && changes->revision != session_document(self)->revision
		       ? self->looking.since + PAUSE
		       : INT64_MAX;
}

/* Those that the focus is at, and those that it has left. */
static void note_looked_at(struct session *self, const struct place *focus)
{
	struct remote_changes *changes = &self->remote_changes;
	bool is_any_out = false;

	for (size_t i = 0; i < changes->n; i++) {
		struct remote_change *item = &changes->items[i];
		bool is_here = is_at(&item->place, focus);

		item->is_out = item->was_focused && !is_here;
		is_any_out |= item->is_out;
		item->was_focused = is_here;
	}
	if (is_any_out)
		remote_list_tidy(changes, self->form);
}

void remote_changes_update(struct session *self)
{
	struct looking *looking = &self->looking;
	struct place focus;

	if (may_be_undone(self))
		remote_changes_drop_undone(self);
	find_focus(self, &focus);
	if (looking->n_tidied == self->remote_changes.n_tidied &&
		place_is_equal(&looking->focus, &focus))
		return;
	note_looked_at(self, &focus);
	looking->focus = focus;
	looking->n_tidied = self->remote_changes.n_tidied;
}

/* The first of the list. */
const struct remote_change *session_remote_change_here(const struct session *self)
{
	const struct remote_changes *changes = &self->remote_changes;
	const struct remote_change *here, *removed = NULL;
	struct place focus;

	find_focus(self, &focus);
	if (focus.field == FORM_NONE)
		return NULL;
	here = remote_changes_find(changes, &focus);
	if (focus.column == FORM_NONE && focus.row[0] != '\0')
		removed = remote_list_removed(changes, focus.field);
	return !here || (removed && removed < here) ? removed : here;
}

/* Moving to one counts as looking at it, so the first one elsewhere is the next. */
bool remote_changes_step(struct session *self)
{
	struct place place, focus;
	size_t at = 0;

	remote_changes_drop_undone(self);
	remote_changes_update(self);
	find_focus(self, &focus);
	while (at < self->remote_changes.n && is_at(&self->remote_changes.items[at].place, &focus))
		at++;
	if (at == self->remote_changes.n) {
		session_say(self, MESSAGE_INFO,
			at > 0 ? "This is the only change by others that you have not seen"
			       : "You have seen all changes by others");
		return true;
	}
	place = self->remote_changes.items[at].place;
	editor_go(self->editor, &place);
	remote_changes_update(self);
	return true;
}
