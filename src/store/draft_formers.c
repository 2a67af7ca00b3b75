/* Finds the files with drafts that earlier sessions left, and removes them in the end. */
#include "draft_formers.h"
#include "base/mem.h"
#include "draft_list.h"
#include "journal_document.h"
#include "journal_folder.h"

#include <stdlib.h>
#include <string.h>

static void release(struct draft_former *self)
{
	free(self->name);
	draft_list_release(&self->list);
	str_release(&self->took);
}

void draft_formers_release(struct draft_formers *self)
{
	for (size_t i = 0; i < self->n; i++)
		release(&self->items[i]);
	free(self->items);
	*self = (struct draft_formers){0};
}

static struct draft_former *add(struct draft_formers *self)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	return &self->items[self->n++];
}

static void add_former(struct draft_formers *self, const char *name, struct journal_view *view,
	const struct journal_entry *entry)
{
	struct draft_former *former = add(self);

	*former = (struct draft_former){
		.name = mem_strdup(name),
		.started = view->header.started,
		.list = view->drafts,
		.is_live = entry->is_live,
		.is_cut = view->is_cut,
	};
	view->drafts = (struct draft_list){0};
	for (size_t i = 0; i < view->n_took; i++)
		str_append(&former->took, view->took[i], strlen(view->took[i]) + 1);
}

/* Adds one unless it belongs to another document. One that cannot be read is left alone. */
static void read_former(struct journal_query *wanted, const char *folder, const char *name,
	struct draft_formers *out)
{
	struct journal_view view = {0};
	struct journal_entry entry = {0};
	struct str path = {0};
	bool is_others_own = false;

	str_appendf(&path, "%s/%s", folder, name);
	if (journal_query_load(
		    wanted, str_text(&path), &view, &entry.is_live, &is_others_own, NULL) &&
		!is_others_own) {
		entry.document_path = view.header.document_path;
		entry.n_ops = view.drafts.n;
		if (journal_query_has(wanted, &view, &entry))
			add_former(out, name, &view, &entry);
	}
	journal_view_release(&view);
	str_release(&path);
}

static int compare_formers(const void *left, const void *right)
{
	const struct draft_former *a = left;
	const struct draft_former *b = right;

	if (a->started != b->started)
		return a->started < b->started ? -1 : 1;
	return strcmp(a->name, b->name);
}

static bool took(const struct draft_former *self, const char *name)
{
	for (size_t at = 0; at < self->took.len; at += strlen(self->took.data + at) + 1)
		if (strcmp(self->took.data + at, name) == 0)
			return true;
	return false;
}

/* The one that contains it; NULL: none. */
static const struct draft_former *find_taker(const struct draft_formers *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (took(&all->items[i], name))
			return &all->items[i];
	return NULL;
}

/* Takes them over, but not what belongs to a running session. */
static void take(struct draft_formers *self, struct draft_list *list, struct draft_formers *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct draft_former *former = &all->items[i];
		const struct draft_former *taker = find_taker(all, former->name);

		if (former->is_live || (taker != NULL && taker->is_live))
			continue;
		if (taker == NULL)
			draft_list_take(list, &former->list);
		*add(self) = (struct draft_former){.name = former->name, .is_cut = former->is_cut};
		former->name = NULL;
	}
}

void draft_formers_load(struct draft_formers *self, struct draft_list *list, struct io io,
	const char *folder, const char *document_path)
{
	struct journal_query wanted = {0};
	struct draft_formers all = {0};
	struct str names = {0};
	bool is_any = journal_folder_list(io, folder, &names, NULL);

	for (size_t at = 0; is_any && at < names.len; at += strlen(names.data + at) + 1) {
		if (!journal_name_ends_in(names.data + at, JOURNAL_DRAFTS_SUFFIX))
			continue;
		if (wanted.io.ops == NULL) /* only if need be: it resolves the document's links */
			journal_query_init(&wanted, io, document_path);
		read_former(&wanted, folder, names.data + at, &all);
	}
	if (all.n > 0)
		qsort(all.items, all.n, sizeof(*all.items), compare_formers);
	take(self, list, &all);
	draft_formers_release(&all);
	str_release(&names);
	journal_query_release(&wanted);
}

void draft_formers_remove(struct draft_formers *self, struct io io, int dir)
{
	for (size_t i = 0; i < self->n; i++) {
		const struct draft_former *former = &self->items[i];
		struct str aside = {0};

		str_appendf(&aside, "%s" JOURNAL_DAMAGED_SUFFIX, former->name);
		if (former->is_cut)
			io.ops->renameat(io.context, dir, former->name, aside.data);
		else
			io.ops->unlinkat(io.context, dir, former->name);
		str_release(&aside);
	}
	draft_formers_release(self);
}
