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
	free(self->document_path);
	free(self->problem);
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
		.document_path = mem_strdup(view->header.document_path),
		.started = view->header.started,
		.list = view->drafts,
		.is_live = entry->is_live,
		.is_cut = view->is_cut,
	};
	view->drafts = (struct draft_list){0};
	for (size_t i = 0; i < view->n_took; i++)
		str_append(&former->took, view->took[i], strlen(view->took[i]) + 1);
}

/* One that cannot be read may belong to any document; its name tells of which one it was. */
static void add_problem(struct draft_formers *self, const char *name,
	const struct journal_query *wanted, const struct err *err)
{
	const char *suffix = JOURNAL_DRAFTS_SUFFIX;

	if (wanted->is_any || journal_is_named_after(name, str_text(&wanted->name), suffix) ||
		journal_is_named_after(name, str_text(&wanted->target), suffix))
		*add(self) = (struct draft_former){
			.name = mem_strdup(name), .problem = mem_strdup(err->message)};
}

/* Adds one unless it belongs to another document. */
static void read_former(struct journal_query *wanted, const char *folder, const char *name,
	struct draft_formers *out)
{
	struct journal_view view = {0};
	struct journal_entry entry = {0};
	struct str path = {0};
	struct err err = {0};
	bool is_others_own = false;

	str_appendf(&path, "%s/%s", folder, name);
	if (!journal_query_load(
		    wanted, str_text(&path), &view, &entry.is_live, &is_others_own, &err)) {
		add_problem(out, name, wanted, &err);
	} else if (!is_others_own) {
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

		if (former->problem || former->is_live || (taker != NULL && taker->is_live))
			continue;
		if (taker == NULL)
			draft_list_take(list, &former->list);
		*add(self) = (struct draft_former){.name = former->name, .is_cut = former->is_cut};
		former->name = NULL;
	}
}

/* All of a document, or of any if its path is NULL, oldest first. */
static bool find_all(struct draft_formers *self, struct io io, const char *folder,
	const char *document_path, struct err *err)
{
	struct journal_query wanted = {0};
	struct str names = {0};
	bool done = journal_folder_list(io, folder, &names, err);

	for (size_t at = 0; done && at < names.len; at += strlen(names.data + at) + 1) {
		if (!journal_name_ends_in(names.data + at, JOURNAL_DRAFTS_SUFFIX))
			continue;
		if (wanted.io.ops == NULL) /* only if need be: it resolves the document's links */
			journal_query_init(&wanted, io, document_path);
		read_former(&wanted, folder, names.data + at, self);
	}
	if (self->n > 0)
		qsort(self->items, self->n, sizeof(*self->items), compare_formers);
	str_release(&names);
	journal_query_release(&wanted);
	return done;
}

void draft_formers_load(struct draft_formers *self, struct draft_list *list, struct io io,
	const char *folder, const char *document_path)
{
	struct draft_formers all = {0};

	if (find_all(&all, io, folder, document_path, NULL))
		take(self, list, &all);
	draft_formers_release(&all);
}

/* --- without a session --- */

static void add_file(struct draft_files *self, const char *folder, struct draft_former *former)
{
	struct str path = {0};
	struct draft_file file = {
		.problem = former->problem,
		.document_path = former->document_path,
		.started = former->started,
		.is_cut = former->is_cut,
	};

	draft_list_take(&file.list, &former->list);
	if (!file.problem && !file.is_cut && file.list.n == 0)
		return;
	former->problem = former->document_path = NULL;
	str_appendf(&path, "%s/%s", folder, former->name);
	file.path = str_take(&path);
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = file;
}

bool draft_files_load(struct draft_files *self, struct io io, const char *folder,
	const char *document_path, struct err *err)
{
	struct draft_formers all = {0};
	bool done = find_all(&all, io, folder, document_path, err);

	for (size_t i = 0; i < all.n; i++)
		if (!all.items[i].is_live && !find_taker(&all, all.items[i].name))
			add_file(self, folder, &all.items[i]);
	draft_formers_release(&all);
	return done;
}

void draft_files_release(struct draft_files *self)
{
	for (size_t i = 0; i < self->n; i++) {
		free(self->items[i].path);
		free(self->items[i].document_path);
		free(self->items[i].problem);
		draft_list_release(&self->items[i].list);
	}
	free(self->items);
	*self = (struct draft_files){0};
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
