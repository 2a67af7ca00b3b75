/*
 * Journals that earlier sessions left: finding, reading and removing them. What is
 * in the folder is looked at with care: no link is followed, nothing of another
 * user is read.
 */
#include "base/mem.h"
#include "internal.h"
#include "journal_file.h"
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int open_journal(struct io io, const char *path)
{
	/* To write, because a write lock wants that. */
	return io.ops->openat(io.context, AT_FDCWD, path,
		O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
}

static bool check_own(struct io io, int fd, struct err *err)
{
	struct stat stat;

	if (io.ops->fstat(io.context, fd, &stat) != 0)
		return err_system(err, errno, "the journal cannot be read");
	if (!S_ISREG(stat.st_mode))
		return err_set(err, ERR_REFUSED, "this is not a regular file");
	if (stat.st_size > JOURNAL_MAX_BYTES)
		return err_set(err, ERR_LIMIT, "the journal is larger than %d MiB",
			JOURNAL_MAX_BYTES / (1024 * 1024));
	if (stat.st_uid != geteuid())
		return err_set(err, ERR_REFUSED, "this journal belongs to another user");
	return true;
}

static bool read_open(struct io io, int fd, struct journal_view *view, struct err *err)
{
	struct str bytes = {0};
	bool is_read = check_own(io, fd, err) &&
		       io_read_all(io, fd, JOURNAL_MAX_BYTES, &bytes, err) &&
		       journal_view_init(view, &bytes, err);

	str_release(&bytes);
	return is_read;
}

bool journal_view_load(
	struct journal_view *view, struct io io, const char *path, bool *is_live, struct err *err)
{
	int fd = open_journal(io, path);
	bool is_read;

	if (fd < 0 && errno == ELOOP)
		return err_set(err, ERR_REFUSED, "this is a link, not a journal");
	if (fd < 0)
		return err_system(err, errno, "the journal cannot be opened");
	if (is_live)
		*is_live =
			io.ops->lock(io.context, fd) != 0 && (errno == EAGAIN || errno == EACCES);
	is_read = read_open(io, fd, view, err);
	io_close(io, fd);
	return is_read;
}

static void fill_entry(struct io io, struct journal_entry *entry)
{
	struct journal_view view = {0};
	struct err err = {0};

	if (!journal_view_load(&view, io, entry->path, &entry->is_live, &err)) {
		entry->document_path = mem_strdup("");
		entry->form_name = mem_strdup("");
		entry->problem = mem_strdup(err.message);
		return;
	}
	entry->document_path = mem_strdup(view.header.document_path);
	entry->form_name = mem_strdup(view.header.form_name);
	entry->started = view.header.started;
	entry->pid = (long)view.header.pid;
	entry->n_ops = view.n_ops - view.n_saved;
	journal_view_release(&view);
}

static void release_entry(struct journal_entry *entry)
{
	free(entry->path);
	free(entry->document_path);
	free(entry->form_name);
	free(entry->problem);
}

static bool is_journal_name(const char *name)
{
	size_t len = strlen(name);
	size_t suffix = strlen(JOURNAL_SUFFIX);

	/* A dot in front: one that was being written. */
	return name[0] != '.' && len > suffix && strcmp(name + len - suffix, JOURNAL_SUFFIX) == 0;
}

/* Adds a journal unless it is of another document than path (NULL: of any). */
static void add_entry(struct journal_list *self, struct io io, const char *folder, const char *name,
	const char *path)
{
	struct journal_entry entry = {0};
	struct str full = {0};

	str_appendf(&full, "%s/%s", folder, name);
	entry.path = str_take(&full);
	fill_entry(io, &entry);
	if (path && strcmp(entry.document_path, path) != 0) {
		release_entry(&entry);
		return;
	}
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = entry;
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

static bool list_names(struct io io, const char *folder, struct str *names, struct err *err)
{
	int fd =
		io.ops->openat(io.context, AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	bool is_read;

	if (fd < 0)
		return errno == ENOENT ||
		       err_system(err, errno, "the folder of journals cannot be opened");
	is_read = io.ops->list(io.context, fd, names) == 0 ||
		  err_system(err, errno, "the folder of journals cannot be read");
	io_close(io, fd);
	return is_read;
}

bool journal_list_load(struct journal_list *self, struct io io, const char *folder,
	const char *document_path, struct err *err)
{
	struct str names = {0};
	struct str path = {0};
	bool is_read = list_names(io, folder, &names, err);

	if (!is_read)
		err_locate(err, folder, 0, 0);
	/* A document whose folder is gone has no journals that could be put back into it. */
	if (document_path && !file_real_path(io, document_path, &path, NULL))
		str_clear(&names);
	for (size_t at = 0; is_read && at < names.len; at += strlen(names.data + at) + 1)
		if (is_journal_name(names.data + at))
			add_entry(self, io, folder, names.data + at,
				document_path ? str_text(&path) : NULL);
	if (self->n > 0)
		qsort(self->items, self->n, sizeof(*self->items), compare_entries);
	str_release(&names);
	str_release(&path);
	return is_read;
}

void journal_list_release(struct journal_list *self)
{
	for (size_t i = 0; i < self->n; i++)
		release_entry(&self->items[i]);
	free(self->items);
	*self = (struct journal_list){0};
}

bool journal_entry_remove(struct io io, const struct journal_entry *entry, struct err *err)
{
	if (io.ops->unlinkat(io.context, AT_FDCWD, entry->path) == 0 || errno == ENOENT)
		return true;
	err_system(err, errno, "the journal cannot be removed");
	return err_locate(err, entry->path, 0, 0);
}
