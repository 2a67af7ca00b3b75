/* The journals that earlier sessions left, and which of them contain the ops of another. */
#include "base/mem.h"
#include "internal.h"
#include "journal_document.h"
#include "journal_folder.h"

#include <stdlib.h>
#include <string.h>

static void fill_entry(struct journal_entry *entry, struct journal_view *view)
{
	entry->document_path = mem_strdup(view->header.document_path);
	entry->form_name = mem_strdup(view->header.form_name);
	entry->started = view->header.started;
	entry->pid = (long)view->header.pid;
	entry->is_cut = view->is_cut;
	entry->has_saving = view->has_saving;
	entry->n_ops = view->n_ops - view->n_saved;
}

static void release_entry(struct journal_entry *entry)
{
	free(entry->path);
	free(entry->id);
	free(entry->document_path);
	free(entry->form_name);
	free(entry->taken_by);
	free(entry->problem);
}

/* Adds the names of journals whose ops this one contains, each after this one's id, all with their
 * NUL. */
static void note_taken(const struct journal_view *view, const char *id, struct str *taken)
{
	for (size_t i = 0; i < view->n_took; i++) {
		str_append(taken, id, strlen(id) + 1);
		str_append(taken, view->took[i], strlen(view->took[i]) + 1);
	}
}

/* The id of the journal that contains that one's ops; NULL: none. */
static const char *find_taker(const struct str *taken, const char *name)
{
	for (size_t at = 0; at < taken->len;) {
		const char *id = taken->data + at;
		const char *took = id + strlen(id) + 1;

		if (strcmp(took, name) == 0)
			return id;
		at += strlen(id) + strlen(took) + 2;
	}
	return NULL;
}

struct listing {
	struct journal_list *list;
	const char *folder;
	struct journal_query wanted;
	struct str taken;
};

static void add(struct journal_list *self, const struct journal_entry *entry)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = *entry;
}

/* One that cannot be read may belong to any document. */
static bool note_problem(
	const struct listing *self, const char *name, struct journal_entry *entry, struct err *err)
{
	entry->document_path = mem_strdup("");
	entry->form_name = mem_strdup("");
	entry->problem = mem_strdup(err->message);
	entry->is_torn = err->code == ERR_SYNTAX;
	const struct journal_query *wanted = &self->wanted;
	const char *suffix = entry->is_aside ? JOURNAL_ASIDE_SUFFIX : JOURNAL_SUFFIX;

	return wanted->is_any || journal_is_named_after(name, str_text(&wanted->name), suffix) ||
	       journal_is_named_after(name, str_text(&wanted->target), suffix);
}

/* Adds a journal unless it belongs to another document. */
static void add_entry(struct listing *self, const char *name, bool is_aside)
{
	struct journal_entry entry = {.is_aside = is_aside, .id = journal_name_id(name)};
	struct journal_view view = {0};
	struct str full = {0};
	struct err err = {0};
	bool is_others_own = false;
	bool is_kept = false;

	str_appendf(&full, "%s/%s", self->folder, name);
	entry.path = str_take(&full);
	if (!journal_query_load(
		    &self->wanted, entry.path, &view, &entry.is_live, &is_others_own, &err)) {
		is_kept = note_problem(self, name, &entry, &err);
	} else if (!is_others_own) {
		fill_entry(&entry, &view);
		note_taken(&view, entry.id, &self->taken);
		is_kept = journal_query_has(&self->wanted, &view, &entry);
	}
	journal_view_release(&view);
	if (is_kept)
		add(self->list, &entry);
	else
		release_entry(&entry);
}

/* Oldest first. */
static int compare_entries(const void *left, const void *right)
{
	const struct journal_entry *a = left;
	const struct journal_entry *b = right;

	if (a->started != b->started)
		return a->started < b->started ? -1 : 1;
	return strcmp(a->path, b->path);
}

static void mark_taken(struct journal_list *list, const struct str *taken)
{
	for (size_t i = 0; i < list->n; i++) {
		struct journal_entry *entry = &list->items[i];
		const char *id = find_taker(taken, path_name(entry->path));

		if (id && !entry->taken_by)
			entry->taken_by = mem_strdup(id);
	}
}

static bool load(struct journal_list *self, struct io io, const char *folder,
	const char *document_path, bool is_aside, struct err *err)
{
	const char *suffix = is_aside ? JOURNAL_ASIDE_SUFFIX : JOURNAL_SUFFIX;
	struct str names = {0};
	struct listing listing = {.list = self, .folder = folder};
	bool is_read = journal_folder_list(io, folder, &names, err);

	if (!is_read)
		err_locate(err, folder, 0, 0);
	journal_query_init(&listing.wanted, io, document_path);
	for (size_t at = 0; is_read && at < names.len; at += strlen(names.data + at) + 1)
		if (journal_name_ends_in(names.data + at, suffix))
			add_entry(&listing, names.data + at, is_aside);
	mark_taken(self, &listing.taken);
	if (self->n > 0)
		qsort(self->items, self->n, sizeof(*self->items), compare_entries);
	str_release(&names);
	str_release(&listing.taken);
	journal_query_release(&listing.wanted);
	return is_read;
}

bool journal_list_load(struct journal_list *self, struct io io, const char *folder,
	const char *document_path, struct err *err)
{
	return load(self, io, folder, document_path, false, err);
}

bool journal_list_load_aside(struct journal_list *self, struct io io, const char *folder,
	const char *document_path, struct err *err)
{
	return load(self, io, folder, document_path, true, err);
}

void journal_list_release(struct journal_list *self)
{
	for (size_t i = 0; i < self->n; i++)
		release_entry(&self->items[i]);
	free(self->items);
	*self = (struct journal_list){0};
}
