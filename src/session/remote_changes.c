/*
 * Others' changes: each place is marked until the user has looked at it, which means
 * moved there and on. The mark keeps what the place showed before the first change.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

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

static struct remote_change *find(const struct remote_changes *self, const struct place *place)
{
	struct remote_change *item = remote_list_first(self, place->field, place->row);

	while (item != NULL && !is_of(item, place))
		item = remote_list_next(self, item);
	return item != NULL || place->row[0] != '\0' ? item
						     : remote_list_removed(self, place->field);
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

const char *remote_row_in_front(const struct document *document, const struct place *place)
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
		strcpy(item->row, remote_row_in_front(before, &place));
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

void remote_changes_release(struct remote_changes *self)
{
	remote_changes_clear(self);
	free(self->items);
}
