/*
 * Others' changes: each place is marked until the user has looked at it, which means
 * moved there and on. The mark keeps what the place showed before the first change.
 */
#include "internal.h"

#include "base/mem.h"
#include "model/show.h"

#include <stdlib.h>
#include <string.h>

enum { MANY = 1000, PAUSE = 300 /* milliseconds, as before a check */ };

void remote_changes_begin(struct session *self)
{
	for (size_t i = 0; i < self->remote_changes.n; i++)
		self->remote_changes.items[i].is_new = false;
}

void remote_changes_drop_new(struct session *self)
{
	struct remote_changes *changes = &self->remote_changes;

	for (size_t i = 0; i < changes->n; i++)
		changes->items[i].is_out |= changes->items[i].is_new;
	remote_list_tidy(changes, self->form);
}

size_t remote_changes_count_new(const struct session *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->remote_changes.n; i++)
		n += self->remote_changes.items[i].is_new ? 1 : 0;
	return n;
}

static bool has_conflict(const struct session *self, const struct place *place)
{
	const struct value *value = document_value(session_document(self), place);
	struct conflict conflict;

	return value && conflict_find(str_text(&value->text), value->text.len, 0, &conflict);
}

size_t remote_changes_count_conflicts(const struct session *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->remote_changes.n; i++) {
		const struct remote_change *item = &self->remote_changes.items[i];

		if (item->is_new && !item->had_conflict && has_conflict(self, &item->place))
			n++;
	}
	return n;
}

/* --- noting --- */

static bool is_of(const struct remote_change *item, const struct place *place)
{
	if (item->place.field != place->field || strcmp(item->place.row, place->row) != 0)
		return false;
	return place->row[0] == '\0' || item->place.column == FORM_NONE ||
	       place->column == FORM_NONE || item->place.column == place->column;
}

/* The first removed row of a table, which has no place of its own. */
static struct remote_change *find_removed(const struct remote_changes *self, unsigned field)
{
	size_t first = self->first_removed ? self->first_removed[field] : 0;

	for (size_t i = first; i > 0 && i <= self->n; i++) {
		struct remote_change *item = &self->items[i - 1];

		if (item->kind == REMOTE_REMOVED && item->place.field == field && !item->is_out)
			return item;
	}
	return NULL;
}

static struct remote_change *find(const struct remote_changes *self, const struct place *place)
{
	struct remote_change *item = remote_list_first(self, place->field, place->row);

	while (item != NULL && !is_of(item, place))
		item = remote_list_next(self, item);
	return item != NULL || place->row[0] != '\0' ? item : find_removed(self, place->field);
}

static struct remote_change *add(
	struct remote_changes *changes, const struct place *place, enum remote_change_kind kind)
{
	return remote_list_add(
		changes, &(struct remote_change){.place = *place, .kind = kind, .is_new = true});
}

static void append_row(const struct form_field *field, const struct op *op, struct str *out)
{
	for (size_t i = 0; i < op->n_cells; i++)
		if (op->cells[i].len > 0)
			str_appendf(
				out, "%s: %s\n", field->columns[i].label, str_text(&op->cells[i]));
}

/* The id of the row in front of one; "" if it is the first. */
static const char *row_in_front(const struct document *document, const struct place *place)
{
	size_t at = document_row_index(document, place->field, place->row);

	return at > 0 && at != SIZE_MAX ? document->tables[place->field].items[at - 1].id : "";
}

/* A row that was removed and is back as it was. */
static bool takes_back_removal(
	struct remote_changes *self, const struct form_field *field, const struct op *op)
{
	struct str row = {0};
	bool is_back = false;

	append_row(field, op, &row);
	for (struct remote_change *item = remote_list_first(self, op->place.field, op->place.row);
		item != NULL && !is_back; item = remote_list_next(self, item)) {
		is_back = item->kind == REMOTE_REMOVED &&
			  str_equal(&item->before, str_text(&row), row.len);
		item->is_out = is_back;
	}
	str_release(&row);
	return is_back;
}

/* What was noted of a row that is inserted or removed; true if that was that it was added. */
static bool forget_row(struct remote_changes *self, const struct place *row)
{
	bool was_added = false;

	for (struct remote_change *item = remote_list_first(self, row->field, row->row);
		item != NULL; item = remote_list_next(self, item)) {
		if (item->kind == REMOTE_REMOVED)
			continue;
		was_added |= item->kind == REMOTE_ADDED;
		item->is_out = true;
	}
	return was_added;
}

static void note_row(
	struct remote_changes *self, const struct document *before, const struct op *op)
{
	static const enum remote_change_kind kinds[N_OP_KINDS] = {
		[OP_ROW_INSERT] = REMOTE_ADDED,
		[OP_ROW_REMOVE] = REMOTE_REMOVED,
		[OP_ROW_MOVE] = REMOTE_MOVED,
	};
	const struct form_field *field = &before->form->fields[op->place.field];
	struct place place = op->place;
	struct remote_change *item;

	if (op->kind == OP_ROW_INSERT && takes_back_removal(self, field, op))
		return;
	place.column = FORM_NONE;
	if (op->kind == OP_ROW_MOVE && find(self, &place) != NULL)
		return;
	if (op->kind != OP_ROW_MOVE && forget_row(self, &place) && op->kind == OP_ROW_REMOVE)
		return; /* the user has not seen it */
	if (op->kind == OP_ROW_REMOVE)
		place.row[0] = '\0';
	item = add(self, &place, kinds[op->kind]);
	if (op->kind == OP_ROW_REMOVE) {
		append_row(field, op, &item->before);
		strcpy(item->row, op->place.row);
	} else if (op->kind == OP_ROW_MOVE) {
		strcpy(item->row, row_in_front(before, &place));
	}
}

static struct remote_change *find_text(const struct remote_changes *self, const struct place *place)
{
	struct remote_change *item = find(self, place);

	while (item != NULL && (item->kind == REMOTE_MOVED || !is_of(item, place)))
		item = remote_list_next(self, item);
	return item;
}

void remote_changes_add(
	struct remote_changes *self, const struct document *before, const struct op *op)
{
	const struct value *value;

	if (op->kind != OP_SET && op->kind != OP_EDIT) {
		note_row(self, before, op);
		return;
	}
	value = document_value(before, &op->place);
	if (value && !find_text(self, &op->place))
		str_append(&add(self, &op->place, REMOTE_CHANGED)->before, str_text(&value->text),
			value->text.len);
}

void remote_changes_note(struct session *self, const struct op *op)
{
	struct remote_changes *changes = &self->remote_changes;
	struct remote_change *item;

	if (op->place.field >= self->form->n_answers)
		return; /* news.c tells what was said */
	if (op->kind != OP_SET && op->kind != OP_EDIT) {
		note_row(changes, session_document(self), op);
		return;
	}
	item = find_text(changes, &op->place);
	if (!item) {
		item = add(changes, &op->place, REMOTE_CHANGED);
		editor_show(self->editor, &op->place, &item->before);
		item->had_conflict = has_conflict(self, &item->place);
	} else if (!item->is_new) {
		item->had_conflict = has_conflict(self, &item->place);
	}
	item->is_new = true;
}

/* --- looking at them --- */

/* The text with the focus, or the row under the cursor. */
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

static bool is_in_row(const struct session *self)
{
	return editor_focus(self->editor)->in_row;
}

/* A table has its removed rows. */
static bool is_at(const struct place *place, const struct place *focus, bool in_row)
{
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
		return strcmp(row_in_front(session_document(self), place), item->row) == 0;
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
static void note_looked_at(struct session *self, const struct place *focus, bool in_row)
{
	struct remote_changes *changes = &self->remote_changes;
	bool is_any_out = false;

	for (size_t i = 0; i < changes->n; i++) {
		struct remote_change *item = &changes->items[i];
		bool is_here = is_at(&item->place, focus, in_row);

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
	bool in_row = is_in_row(self);
	struct place focus;

	if (may_be_undone(self))
		remote_changes_drop_undone(self);
	find_focus(self, &focus);
	if (looking->n_tidied == self->remote_changes.n_tidied && looking->in_row == in_row &&
		place_is_equal(&looking->focus, &focus))
		return;
	note_looked_at(self, &focus, in_row);
	looking->focus = focus;
	looking->in_row = in_row;
	looking->n_tidied = self->remote_changes.n_tidied;
}

const struct remote_change *remote_changes_find(
	const struct remote_changes *self, const struct place *place)
{
	return find(self, place);
}

const struct remote_change *session_remote_change(
	const struct session *self, const struct place *place)
{
	return remote_changes_find(&self->remote_changes, place);
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
	here = find(changes, &focus);
	if (!is_in_row(self) && focus.row[0] != '\0')
		removed = find_removed(changes, focus.field);
	return !here || (removed && removed < here) ? removed : here;
}

size_t session_count_remote_changes(const struct session *self, unsigned page)
{
	return self->remote_changes.on_page ? self->remote_changes.on_page[page] : 0;
}

size_t session_count_all_remote_changes(const struct session *self)
{
	return self->remote_changes.n;
}

void remote_changes_clear(struct remote_changes *self)
{
	for (size_t i = 0; i < self->n; i++)
		str_release(&self->items[i].before);
	free(self->chains);
	free(self->on_page);
	free(self->first_removed);
	*self = (struct remote_changes){.items = self->items,
		.cap = self->cap,
		.n_tidied = self->n_tidied + 1,
		.revision = self->revision};
}

/* Moving to one counts as looking at it, so the first one elsewhere is the next. */
bool remote_changes_step(struct session *self)
{
	struct place place, focus;
	size_t at = 0;

	remote_changes_update(self);
	find_focus(self, &focus);
	while (at < self->remote_changes.n &&
		is_at(&self->remote_changes.items[at].place, &focus, is_in_row(self)))
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

void remote_changes_release(struct remote_changes *self)
{
	remote_changes_clear(self);
	free(self->items);
}
