/*
 * The wrapped lines of shown texts, kept while nothing changes. A typed key lays out
 * only the line it is on.
 */
#include "internal.h"

#include <string.h>

void editor_set_view(struct editor *self, unsigned columns, unsigned lines)
{
	self->caches->layouts.columns = columns > 0 ? columns : 1;
	self->caches->layouts.lines = lines > 1 ? lines : 2;
}

static struct laid_out *find_layout(struct layouts *self, const struct place *place)
{
	for (size_t i = 0; i < self->n; i++)
		if (place_is_equal(&self->items[i].place, place))
			return &self->items[i];
	return NULL;
}

static struct laid_out *add_layout(struct layouts *self, const struct place *place)
{
	struct laid_out *added;

	if (self->n < N_LAID_OUT) {
		added = &self->items[self->n++];
	} else {
		added = &self->items[self->next];
		self->next = (self->next + 1) % N_LAID_OUT;
	}
	added->place = *place;
	added->is_plain = false;
	return added;
}

const struct wrap *editor_wrap(struct editor *self, const struct place *place)
{
	struct layouts *layouts = &self->caches->layouts;
	struct laid_out *found = find_layout(layouts, place);
	const struct value *value =
		place->field != FORM_NONE ? document_value(&self->document, place) : NULL;
	bool is_plain = value != NULL && show_is_plain(self, place);

	if (found == NULL)
		found = add_layout(layouts, place);
	if (found->is_plain && is_plain && found->revision == value->revision &&
		found->wrap.columns == layouts->columns)
		return &found->wrap;
	found->is_plain = is_plain;
	if (is_plain) {
		found->revision = value->revision;
		wrap_layout(
			&found->wrap, str_text(&value->text), value->text.len, layouts->columns);
	} else {
		struct str shown = {0};
		editor_show(self, place, &shown);
		wrap_layout(&found->wrap, str_text(&shown), shown.len, layouts->columns);
		str_release(&shown);
	}
	return &found->wrap;
}

struct laid_out *layout_before(struct editor *self, const struct op *op)
{
	const struct value *value;
	struct laid_out *found;

	if (op->kind != OP_EDIT)
		return NULL;
	found = find_layout(&self->caches->layouts, &op->place);
	value = document_value(&self->document, &op->place);
	if (found == NULL || value == NULL || !found->is_plain ||
		found->revision != value->revision)
		return NULL;
	return found;
}

/* A row that comes again counts its revisions anew. */
static void forget_row(struct layouts *self, const struct place *row)
{
	for (size_t i = 0; i < self->n; i++)
		if (self->items[i].place.field == row->field &&
			strcmp(self->items[i].place.row, row->row) == 0)
			self->items[i].is_plain = false;
}

void layout_after(struct editor *self, struct laid_out *layout, const struct op *op)
{
	const struct value *value;

	if (op->kind == OP_ROW_INSERT || op->kind == OP_ROW_REMOVE)
		forget_row(&self->caches->layouts, &op->place);
	if (layout == NULL)
		return;
	value = document_value(&self->document, &op->place);
	wrap_update(&layout->wrap, str_text(&value->text), value->text.len, op->offset,
		op->removed.len, op->inserted.len);
	layout->revision = value->revision;
}

void layout_clear(struct editor *self)
{
	for (size_t i = 0; i < self->caches->layouts.n; i++)
		self->caches->layouts.items[i].is_plain = false;
}

void layouts_release(struct layouts *self)
{
	for (size_t i = 0; i < self->n; i++)
		wrap_release(&self->items[i].wrap);
	self->n = 0;
}
