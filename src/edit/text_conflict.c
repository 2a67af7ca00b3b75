/*
 * Resolves conflicts: a value has two versions of the same words between marker lines
 * (model/conflict.h), and one edit replaces them by what the user chose.
 */
#include "internal.h"

#include <string.h>

static const struct value *focused_value(const struct editor *self, struct place *place)
{
	if (self->focus.field == FORM_NONE || focus_is_table(self))
		return NULL;
	editor_place(self, place);
	return document_value(&self->document, place);
}

bool editor_conflict(const struct editor *self, struct conflict *out)
{
	struct place place;
	const struct value *value = focused_value(self, &place);
	struct conflict found;
	bool is_found = false;

	if (value == NULL || wrap_cache_excludes_conflict(self, &place))
		return false;
	for (size_t at = 0; conflict_find(str_text(&value->text), value->text.len, at, &found);
		at = found.end) {
		bool is_here = !self->focus.is_editing || self->focus.cursor < found.end;
		if (is_here || !is_found)
			*out = found;
		is_found = true;
		if (is_here)
			break;
	}
	return is_found;
}

static bool is_of_lines(const struct form_field *field)
{
	return !kind_info(field->kind)->is_one_line;
}

/* One side removed the row, the other changed it. */
static bool is_of_removal(const struct conflict *conflict)
{
	return conflict_is_removal(conflict->our_label, NULL) ||
	       conflict_is_removal(conflict->their_label, NULL);
}

/* A side that removed the row has no version to keep. */
static bool is_kept_by(const struct slice *label, const struct focus *focus)
{
	return !focus->in_row || !conflict_is_removal(*label, NULL);
}

bool editor_may_decide(const struct editor *self, enum decision how)
{
	const struct form_field *field = editor_field(self);
	struct conflict conflict;

	if (!editor_conflict(self, &conflict))
		return false;
	switch (how) {
	case DECIDE_MINE:
		return is_kept_by(&conflict.our_label, &self->focus);
	case DECIDE_THEIRS:
		return is_kept_by(&conflict.their_label, &self->focus);
	case DECIDE_BOTH:
		return conflict.ours.len > 0 && conflict.theirs.len > 0 &&
		       (is_of_lines(field) ||
			       (kind_info(field->kind)->takes_text && !field_is_parsed(field)));
	case DECIDE_BY_HAND:
		return kind_info(field->kind)->takes_text;
	case DECIDE_REMOVE_ROW:
		return self->focus.in_row && is_of_removal(&conflict);
	default:
		return true;
	}
}

static void append_version(struct str *out, const struct slice *version, bool is_of_lines)
{
	if (out->len > 0 && version->len > 0 && !is_of_lines)
		str_append_text(out, " / ");
	str_append(out, version->data, version->len);
	if (!is_of_lines && out->len > 0 && out->data[out->len - 1] == '\n')
		str_splice(out, out->len - 1, 1, "", 0);
}

/* What replaces the conflict. The last line of a value has no newline. */
static void choose(const struct form_field *field, const struct conflict *conflict,
	enum decision how, size_t text_len, struct str *out)
{
	bool lines = is_of_lines(field);

	if (how != DECIDE_THEIRS)
		append_version(out, &conflict->ours, lines);
	if (how != DECIDE_MINE)
		append_version(out, &conflict->theirs, lines);
	if (conflict->end == text_len && out->len > 0 && out->data[out->len - 1] == '\n')
		str_splice(out, out->len - 1, 1, "", 0);
}

/* Puts the choice there; returns where it ends, or SIZE_MAX if nothing could be changed. */
static size_t replace_at(struct editor *self, const struct place *place,
	const struct conflict *conflict, enum decision how)
{
	const struct value *value = document_value(&self->document, place);
	size_t start = conflict->start;
	size_t end = SIZE_MAX;
	struct str text = {0};
	struct op op = {0};

	choose(document_field(&self->document, place), conflict, how, value->text.len, &text);
	/* If the last lines are removed, so is the newline before them. */
	if (text.len == 0 && conflict->end == value->text.len && start > 0)
		start--;
	document_op_edit(&self->document, place, start, conflict->end - start, str_text(&text),
		text.len, &op);
	if (change_apply(self, &op))
		end = start + text.len;
	str_release(&text);
	return end;
}

/* Keeping a row that the other side removed keeps all of its cells. */
static void keep_row(struct editor *self, enum decision how)
{
	struct place place;
	struct conflict conflict;

	editor_place(self, &place);
	for (unsigned i = 0; i < self->form->fields[place.field].n_columns; i++) {
		place.column = i;
		const struct str *text = &document_value(&self->document, &place)->text;
		if (conflict_find(str_text(text), text->len, 0, &conflict) &&
			is_of_removal(&conflict))
			replace_at(self, &place, &conflict, how);
	}
}

static void replace(struct editor *self, const struct conflict *conflict, enum decision how)
{
	bool is_row = self->focus.in_row && is_of_removal(conflict);
	struct place place;
	size_t end;

	editor_place(self, &place);
	undo_begin(self, STEP_WHOLE);
	end = replace_at(self, &place, conflict, how);
	if (end != SIZE_MAX) {
		if (is_row)
			keep_row(self, how);
		self->focus.cursor = end;
		focus_end_selection(self);
		focus_fix(self);
	}
	undo_end(self);
	undo_close(self);
}

static void by_hand(struct editor *self, const struct conflict *conflict)
{
	size_t start = conflict->start;

	focus_open_text(self);
	editor_set_cursor(self, start, false);
}

static void remove_row(struct editor *self)
{
	focus_close(self);
	table_delete(self);
}

/* --- finding conflicts --- */

static bool holds_conflict(const struct document *document, const struct place *place)
{
	const struct value *value = document_value(document, place);
	struct conflict conflict;

	return value != NULL &&
	       conflict_find(str_text(&value->text), value->text.len, 0, &conflict);
}

static bool find_in_row(
	const struct document *document, unsigned field, size_t row, struct place *place)
{
	*place = (struct place){.field = field};
	memcpy(place->row, document->tables[field].items[row].id, ROW_ID_SIZE);
	for (unsigned i = 0; i < document->form->fields[field].n_columns; i++) {
		place->column = i;
		if (holds_conflict(document, place))
			return true;
	}
	return false;
}

static bool find_in_field(const struct document *document, unsigned field, struct place *place)
{
	*place = (struct place){.field = field};
	if (holds_conflict(document, place))
		return true;
	for (size_t row = 0; row < document->tables[field].n; row++)
		if (find_in_row(document, field, row, place))
			return true;
	return false;
}

/* The first one from a field on, wrapping around. */
static bool find_from(const struct document *document, unsigned field, struct place *place)
{
	for (unsigned i = 0; i < document->form->n_answers; i++)
		if (find_in_field(document, (field + i) % document->form->n_answers, place))
			return true;
	return false;
}

static bool has_row(const struct editor *self)
{
	const struct focus *focus = &self->focus;

	return focus->field != FORM_NONE && focus->row < self->document.tables[focus->field].n;
}

static bool find_open(const struct editor *self, struct place *place)
{
	const struct focus *focus = &self->focus;

	if (focus->field == FORM_NONE)
		return find_from(&self->document, self->form->pages[focus->page].first, place);
	if (has_row(self) && find_in_row(&self->document, focus->field, focus->row, place))
		return true;
	return find_from(&self->document, focus->field, place);
}

bool editor_go_conflict(struct editor *self)
{
	struct conflict conflict;
	struct place place;

	if (editor_conflict(self, &conflict))
		return true;
	editor_finish_typed(self);
	if (!find_open(self, &place))
		return false;
	editor_go(self, &place);
	if (self->focus.is_editing && editor_conflict(self, &conflict))
		editor_set_cursor(self, conflict.start, false);
	return true;
}

bool editor_row_conflict(const struct editor *self)
{
	struct place place;

	return has_row(self) &&
	       find_in_row(&self->document, self->focus.field, self->focus.row, &place);
}

bool editor_has_conflict(const struct editor *self)
{
	struct place place;

	return find_from(&self->document, 0, &place);
}

/* --- resolving --- */

void editor_decide(struct editor *self, enum decision how)
{
	struct conflict conflict;
	struct place place;

	editor_begin(self);
	editor_finish_typed(self);
	if (!editor_may_decide(self, how) || !editor_conflict(self, &conflict)) {
		editor_say(self, MESSAGE_INFO, "There is no conflict to resolve here");
		return;
	}
	editor_place(self, &place);
	if (!change_is_allowed(self, &place))
		return;
	if (how == DECIDE_REMOVE_ROW)
		remove_row(self);
	else if (how == DECIDE_BY_HAND)
		by_hand(self, &conflict);
	else
		replace(self, &conflict, how);
	self->checking.is_typed_in = false;
	editor_check(self);
}
