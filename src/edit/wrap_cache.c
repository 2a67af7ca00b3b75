/*
 * The wrapped lines of shown texts, cached while nothing changes. A typed key lays out
 * only its own line.
 */
#include "internal.h"

#include <string.h>

void editor_set_view(struct editor *self, unsigned columns, unsigned lines)
{
	self->caches->wraps.columns = columns > 0 ? columns : 1;
	self->caches->wraps.lines = lines > 1 ? lines : 2;
}

void editor_set_list_columns(struct editor *self, unsigned columns)
{
	self->caches->wraps.list_columns = columns;
}

/* How wide a place is shown. */
static unsigned columns_of(const struct editor *self, const struct place *place)
{
	const struct wrap_cache *wraps = &self->caches->wraps;
	const struct form_field *field =
		place->field != FORM_NONE ? document_field(&self->document, place) : NULL;

	return field && wraps->list_columns > 0 && kind_info(field->kind)->has_items
		       ? wraps->list_columns
		       : wraps->columns;
}

static struct cached_wrap *find_wrap(struct wrap_cache *self, const struct place *place)
{
	for (size_t i = 0; i < self->n; i++)
		if (place_is_equal(&self->items[i].place, place))
			return &self->items[i];
	return NULL;
}

static struct cached_wrap *add_wrap(struct wrap_cache *self, const struct place *place)
{
	struct cached_wrap *added;

	if (self->n < N_CACHED_WRAPS) {
		added = &self->items[self->n++];
	} else {
		added = &self->items[self->next];
		self->next = (self->next + 1) % N_CACHED_WRAPS;
	}
	added->place = *place;
	added->is_plain = false;
	return added;
}

const struct wrap *editor_wrap(struct editor *self, const struct place *place)
{
	struct wrap_cache *wraps = &self->caches->wraps;
	struct cached_wrap *found = find_wrap(wraps, place);
	const struct value *value =
		place->field != FORM_NONE ? document_value(&self->document, place) : NULL;
	bool is_plain = value != NULL && display_is_plain(self, place);
	unsigned columns = columns_of(self, place);

	if (found == NULL)
		found = add_wrap(wraps, place);
	if (found->is_plain && is_plain && found->revision == value->revision &&
		found->wrap.columns == columns)
		return &found->wrap;
	found->is_plain = is_plain;
	if (is_plain) {
		found->revision = value->revision;
		found->may_conflict = conflict_is_possible(slice_of(&value->text));
		wrap_layout(&found->wrap, str_text(&value->text), value->text.len, columns);
	} else {
		struct str shown = {0};
		editor_show(self, place, &shown);
		wrap_layout(&found->wrap, str_text(&shown), shown.len, columns);
		str_release(&shown);
	}
	return &found->wrap;
}

struct cached_wrap *wrap_cache_before(struct editor *self, const struct op *op)
{
	const struct value *value;
	struct cached_wrap *found;

	if (op->kind != OP_EDIT)
		return NULL;
	found = find_wrap(&self->caches->wraps, &op->place);
	value = document_value(&self->document, &op->place);
	if (found == NULL || value == NULL || !found->is_plain ||
		found->revision != value->revision)
		return NULL;
	return found;
}

/* A row that comes back starts counting its revisions again. */
static void forget_row(struct wrap_cache *self, const struct place *row)
{
	for (size_t i = 0; i < self->n; i++)
		if (self->items[i].place.field == row->field &&
			strcmp(self->items[i].place.row, row->row) == 0)
			self->items[i].is_plain = false;
}

/* A marker that an edit makes holds a part of what was inserted, or the place where something was
 * removed. */
static bool makes_marker(const struct str *text, const struct op *op)
{
	enum { AROUND = CONFLICT_MARKER - 1 };
	size_t start = op->offset > AROUND ? op->offset - AROUND : 0;
	size_t end = op->offset + op->inserted.len + AROUND;

	end = end < text->len ? end : text->len;
	return conflict_is_possible((struct slice){str_text(text) + start, end - start});
}

void wrap_cache_after(struct editor *self, struct cached_wrap *layout, const struct op *op)
{
	const struct value *value;

	if (op->kind == OP_ROW_INSERT || op->kind == OP_ROW_REMOVE)
		forget_row(&self->caches->wraps, &op->place);
	if (layout == NULL)
		return;
	value = document_value(&self->document, &op->place);
	wrap_update(&layout->wrap, str_text(&value->text), value->text.len, op->offset,
		op->removed.len, op->inserted.len);
	layout->revision = value->revision;
	layout->may_conflict = layout->may_conflict || makes_marker(&value->text, op);
}

bool wrap_cache_excludes_conflict(const struct editor *self, const struct place *place)
{
	const struct cached_wrap *found = find_wrap(&self->caches->wraps, place);
	const struct value *value = document_value(&self->document, place);

	return found != NULL && found->is_plain && value != NULL &&
	       found->revision == value->revision && !found->may_conflict;
}

void wrap_cache_clear(struct editor *self)
{
	for (size_t i = 0; i < self->caches->wraps.n; i++)
		self->caches->wraps.items[i].is_plain = false;
}

void wrap_cache_release(struct wrap_cache *self)
{
	for (size_t i = 0; i < self->n; i++)
		wrap_release(&self->items[i].wrap);
	self->n = 0;
}
