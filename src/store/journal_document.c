/*
 * Decides which document a journal belongs to. A document may be reached through links, and one
 * that is missing may have been moved: it is recognized by its inode or its content.
 */
#include "journal_document.h"
#include "base/mem.h"
#include "internal.h"
#include "journal_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

/* Without it only the bytes of a moved document are compared. */
struct file_identity file_identity_find(struct io io, const char *path)
{
	struct stat stat;

	if (io.ops->fstatat(io.context, AT_FDCWD, path, &stat, 0) != 0)
		return (struct file_identity){0};
	return (struct file_identity){(uint64_t)stat.st_dev, (uint64_t)stat.st_ino};
}

static void document_file_release(struct document_file *self)
{
	free(self->path);
	str_release(&self->bytes);
	*self = (struct document_file){0};
}

static void append_name(struct str *path, const char *name)
{
	if (path->data[path->len - 1] != '/')
		str_append_char(path, '/');
	str_append_text(path, name);
}

/* Resolves the links in a path as far as it exists, because a deleted folder still has journals. */
static bool find_folder(struct io io, const char *path, struct str *out)
{
	struct str outer = {0};
	bool is_found = io.ops->realpath(io.context, path, out) == 0;

	if (!is_found) {
		path_folder(path, &outer);
		is_found = strcmp(path, str_text(&outer)) != 0 &&
			   find_folder(io, str_text(&outer), out);
		if (is_found)
			append_name(out, path_name(path));
	}
	str_release(&outer);
	return is_found;
}

void journal_query_init(struct journal_query *self, struct io io, const char *document_path)
{
	struct str folder = {0};

	*self = (struct journal_query){.io = io, .is_any = !document_path};
	if (!document_path)
		return;

	path_folder(document_path, &folder);
	if (find_folder(io, str_text(&folder), &self->name))
		append_name(&self->name, path_name(document_path));
	/* Ignores a loop of links. */
	if (!file_real_path(io, document_path, &self->target, NULL))
		str_set(&self->target, str_text(&self->name), self->name.len);
	str_release(&folder);
}

void journal_query_release(struct journal_query *self)
{
	str_release(&self->name);
	str_release(&self->target);
	document_file_release(&self->file);
}

static bool document_file_load(struct io io, struct document_file *self)
{
	if (!self->is_loaded)
		self->exists = file_load(io, self->path, &self->bytes, &self->stamp, NULL);
	self->is_loaded = true;
	return self->exists;
}

/* The bytes that a journal's session last knew the file to have. */
static const struct str *last_bytes(const struct journal_view *view)
{
	return view->has_saved ? &view->saved : &view->header.base;
}

/* Does it have what the session wrote, whether or not that was recorded? */
static bool is_as_left(const struct document_file *self, const struct journal_view *view)
{
	const struct str *last = last_bytes(view);

	return str_equal(&self->bytes, str_text(last), last->len) ||
	       (view->has_saving &&
		       str_equal(&self->bytes, str_text(&view->saving), view->saving.len));
}

static bool is_gone(struct io io, const char *path)
{
	struct stat stat;

	return io.ops->fstatat(io.context, AT_FDCWD, path, &stat, AT_SYMLINK_NOFOLLOW) != 0 &&
	       (errno == ENOENT || errno == ENOTDIR);
}

/* Is it the file that the journal's session had open, by inode or by content? */
static bool is_same_file(struct io io, struct document_file *file, const struct journal_view *view)
{
	const struct file_identity *identity = &view->header.file;

	if (!document_file_load(io, file))
		return false;
	if (identity->inode != 0 && identity->inode == (uint64_t)file->stamp.inode &&
		identity->device == (uint64_t)file->stamp.device)
		return true;
	return file->bytes.len > 0 && is_as_left(file, view);
}

/* A link that has replaced the file, or now points elsewhere, must not hide a journal. */
static bool is_named(const struct journal_query *self, const char *document_path)
{
	return self->is_any || strcmp(document_path, str_text(&self->name)) == 0 ||
	       strcmp(document_path, str_text(&self->target)) == 0;
}

static struct document_file *find_file(struct journal_query *self, const char *path)
{
	if (!self->file.path || strcmp(self->file.path, path) != 0) {
		document_file_release(&self->file);
		self->file.path = mem_strdup(path);
	}
	return &self->file;
}

bool journal_query_has(
	struct journal_query *self, const struct journal_view *view, struct journal_entry *entry)
{
	if (is_named(self, entry->document_path)) {
		const char *path = self->is_any ? entry->document_path : str_text(&self->target);
		struct document_file *file = find_file(self, path);

		entry->is_in_file = document_file_load(self->io, file) && is_as_left(file, view);
		return true;
	}
	entry->is_moved = !entry->is_live && entry->n_ops > 0 &&
			  is_gone(self->io, entry->document_path) &&
			  is_same_file(self->io, find_file(self, str_text(&self->target)), view);
	return entry->is_moved;
}

/* Does the header, which may be damaged, say that it belongs to another document, so that the rest
 * need not be read? Not if that document is gone and the journal may have unsaved changes. */
static bool lacks(const struct journal_query *self, const struct stat *stat, const struct str *head)
{
	struct str path = {0};
	size_t end;
	bool is_others;

	if (self->is_any || !journal_peek(head, &path, &end))
		return false;
	is_others = !is_named(self, str_text(&path)) &&
		    ((size_t)stat->st_size <= end || !is_gone(self->io, str_text(&path)));
	str_release(&path);
	return is_others;
}

bool journal_query_load(struct journal_query *self, const char *path, struct journal_view *view,
	bool *is_live, bool *is_others_own, struct err *err)
{
	struct str bytes = {0};
	struct stat stat;
	int fd = journal_open_own(self->io, path, &stat, err);
	bool is_read;

	if (fd < 0)
		return false;
	is_read = journal_read_head(self->io, fd, &bytes, err);
	*is_others_own = is_read && lacks(self, &stat, &bytes);
	if (is_read && !*is_others_own) {
		*is_live = journal_is_locked(self->io, fd);
		is_read = journal_read_rest(self->io, fd, &stat, &bytes, view, err);
	}
	str_release(&bytes);
	io_close(self->io, fd);
	return is_read;
}
