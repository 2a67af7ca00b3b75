/*
 * What others changed: a mark for each place until the user has looked at it, that is,
 * has been there and gone on. It keeps what the place showed before the first of their
 * changes.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void news_begin(struct session *self)
{
	for (size_t i = 0; i < self->news.n; i++)
		self->news.items[i].is_new = false;
}

static void take_out(struct news *news, size_t at)
{
	str_release(&news->items[at].before);
	news->n--;
	memmove(&news->items[at], &news->items[at + 1], (news->n - at) * sizeof(*news->items));
}

void news_drop_new(struct session *self)
{
	for (size_t i = self->news.n; i-- > 0;)
		if (self->news.items[i].is_new)
			take_out(&self->news, i);
}

size_t news_count_new(const struct session *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->news.n; i++)
		n += self->news.items[i].is_new ? 1 : 0;
	return n;
}

static bool has_conflict(const struct session *self, const struct place *place)
{
	const struct value *value = document_value(session_document(self), place);
	struct conflict conflict;

	return value && conflict_find(str_text(&value->text), value->text.len, 0, &conflict);
}

size_t news_count_conflicts(const struct session *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->news.n; i++) {
		const struct news_item *item = &self->news.items[i];

		if (item->is_new && !item->had_conflict && has_conflict(self, &item->place))
			n++;
	}
	return n;
}

/* --- noting --- */

static bool is_of(const struct news_item *item, const struct place *place)
{
	if (item->place.field != place->field || strcmp(item->place.row, place->row) != 0)
		return false;
	return place->row[0] == '\0' || item->place.column == FORM_NONE ||
	       place->column == FORM_NONE || item->place.column == place->column;
}

/* In the order of the form, so that stepping through them walks down the document. */
static struct news_item *add(struct news *news, const struct place *place, enum news_kind kind)
{
	size_t at = news->n;

	news->items = mem_grow(news->items, &news->cap, news->n + 1, sizeof(*news->items));
	while (at > 0 && news->items[at - 1].place.field > place->field)
		at--;
	memmove(&news->items[at + 1], &news->items[at], (news->n - at) * sizeof(*news->items));
	news->n++;
	news->items[at] = (struct news_item){.place = *place, .kind = kind, .is_new = true};
	return &news->items[at];
}

static void note_row(struct session *self, const struct op *op)
{
	static const enum news_kind kinds[N_OP_KINDS] = {
		[OP_ROW_INSERT] = NEWS_ADDED,
		[OP_ROW_REMOVE] = NEWS_REMOVED,
		[OP_ROW_MOVE] = NEWS_MOVED,
	};
	const struct form_field *field = &self->form->fields[op->place.field];
	struct place place = op->place;
	struct news_item *item;

	place.column = FORM_NONE;
	for (size_t i = self->news.n; i-- > 0;)
		if (is_of(&self->news.items[i], &place)) {
			if (op->kind == OP_ROW_MOVE)
				return;
			take_out(&self->news, i);
		}
	if (op->kind == OP_ROW_REMOVE)
		place.row[0] = '\0';
	item = add(&self->news, &place, kinds[op->kind]);
	for (size_t i = 0; op->kind == OP_ROW_REMOVE && i < op->n_cells; i++)
		if (op->cells[i].len > 0)
			str_appendf(&item->before, "%s: %s\n", field->columns[i].label,
				str_text(&op->cells[i]));
}

void news_note(struct session *self, const struct op *op)
{
	struct news *news = &self->news;
	struct news_item *item = NULL;

	if (op->kind != OP_SET && op->kind != OP_EDIT) {
		note_row(self, op);
		return;
	}
	for (size_t i = 0; i < news->n && !item; i++)
		if (is_of(&news->items[i], &op->place) && news->items[i].kind != NEWS_MOVED)
			item = &news->items[i];
	if (!item) {
		item = add(news, &op->place, NEWS_CHANGED);
		editor_show(self->editor, &op->place, &item->before);
		item->had_conflict = has_conflict(self, &item->place);
	} else if (!item->is_new) {
		item->had_conflict = has_conflict(self, &item->place);
	}
	item->is_new = true;
}

/* --- looking at them --- */

static bool is_at_focus(const struct session *self, const struct place *place)
{
	const struct focus *focus = editor_focus(self->editor);
	const struct rows *rows;

	if (focus->field != place->field)
		return false;
	if (place->row[0] == '\0')
		return !focus->in_row;
	rows = &session_document(self)->tables[focus->field];
	if (focus->row >= rows->n || strcmp(rows->items[focus->row].id, place->row) != 0)
		return false;
	return !focus->in_row || place->column == FORM_NONE || place->column == focus->column;
}

/* Has the row gone with what was to be looked at? */
static bool is_gone(const struct session *self, const struct place *place)
{
	return place->row[0] != '\0' &&
	       document_row_index(session_document(self), place->field, place->row) == SIZE_MAX;
}

void news_update(struct session *self)
{
	struct news *news = &self->news;

	for (size_t i = news->n; i-- > 0;) {
		struct news_item *item = &news->items[i];
		bool is_here = is_at_focus(self, &item->place);
		if ((item->was_focused && !is_here) || is_gone(self, &item->place))
			take_out(news, i);
		else
			item->was_focused = is_here;
	}
}

const struct news_item *session_news(const struct session *self, const struct place *place)
{
	for (size_t i = 0; i < self->news.n; i++)
		if (is_of(&self->news.items[i], place))
			return &self->news.items[i];
	return NULL;
}

const struct news_item *session_news_here(const struct session *self)
{
	for (size_t i = 0; i < self->news.n; i++)
		if (is_at_focus(self, &self->news.items[i].place))
			return &self->news.items[i];
	return NULL;
}

size_t session_news_count(const struct session *self, unsigned page)
{
	size_t n = 0;

	for (size_t i = 0; i < self->news.n; i++)
		n += self->form->fields[self->news.items[i].place.field].page == page ? 1 : 0;
	return n;
}

size_t session_news_total(const struct session *self)
{
	return self->news.n;
}

/* Going to one is looking at it, so the first that is elsewhere is the next. */
bool news_step(struct session *self)
{
	struct place place;
	size_t at = 0;

	news_update(self);
	while (at < self->news.n && is_at_focus(self, &self->news.items[at].place))
		at++;
	if (at == self->news.n) {
		session_say(self, MESSAGE_INFO,
			at > 0 ? "This is the only change by others not looked at yet"
			       : "No change by others waits to be looked at");
		return true;
	}
	place = self->news.items[at].place;
	editor_go(self->editor, &place);
	news_update(self);
	return true;
}

void news_release(struct news *self)
{
	for (size_t i = 0; i < self->n; i++)
		str_release(&self->items[i].before);
	free(self->items);
}
