/* Creates and frees an editor. */
#include "internal.h"

#include "base/mem.h"
#include "model/walk.h"
#include <stdlib.h>

static void init_focus(struct editor *self)
{
	struct memories *memories = &self->memories;

	memories->fields = mem_alloc(sizeof(*memories->fields) * (self->form->n_pages + 1));
	memories->rows = mem_zalloc(self->form->n_fields + 1, sizeof(*memories->rows));
	for (size_t i = 0; i < self->form->n_pages; i++)
		memories->fields[i] = FORM_NONE;
	start_init(self);
	self->focus.field = FORM_NONE;
	editor_go_page(self, 0);
}

struct editor *editor_new(
	struct document *document, const struct editor_hooks *hooks, const struct id_source *ids)
{
	struct editor *self = mem_zalloc(1, sizeof(*self));

	self->document = *document;
	*document = (struct document){0};
	self->form = self->document.form;
	self->surroundings.hooks = *hooks;
	self->surroundings.ids = *ids;
	self->caches = mem_zalloc(1, sizeof(*self->caches));
	self->caches->wraps.columns = 80;
	self->caches->wraps.lines = 20;
	self->checking.due_at = self->checking.reasons.due_at = NEVER;
	self->checking.revision = self->document.revision - 1; /* it was never checked */
	zone_init(&self->display.utc, "UTC", NULL);
	document_zone(&self->document, &self->display.zone);
	init_focus(self);
	return self;
}

static void release_surroundings(struct surroundings *self)
{
	str_release(&self->read_only);
	str_release(&self->author);
	str_release(&self->own);
	str_release(&self->other);
}

static void release_entry(struct entry *self)
{
	str_release(&self->stored);
	str_release(&self->shown);
	str_release(&self->base);
	str_release(&self->aside.typed);
}

static void free_caches(struct caches *self)
{
	str_release(&self->shown);
	wrap_cache_release(&self->wraps);
	free(self->filtered.rows);
	free(self);
}

void editor_free(struct editor *self)
{
	if (self == NULL)
		return;
	release_surroundings(&self->surroundings);
	release_entry(&self->entry);
	memories_release(&self->memories);
	start_release(&self->start);
	undo_release(&self->undo);
	carrying_release(&self->carrying);
	findings_release(&self->checking.findings);
	findings_release(&self->checking.reasons.findings);
	message_release(&self->message);
	document_release(&self->document);
	str_release(&self->search.needle);
	str_release(&self->search.counted.needle);
	free(self->search.counted.spots);
	str_release(&self->last_action.said);
	str_release(&self->clip);
	str_release(&self->filter);
	free_caches(self->caches);
	free(self);
}
