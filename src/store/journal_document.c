/*
 * Decides which document a journal belongs to. A document may be reached through links, and one
 * that is missing may have been moved: it is recognized by its inode or its content.
 */
#include "journal_document.h"
#include "base/mem.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

static void there_release(struct there *self)
{
	free(self->path);
	str_release(&self->bytes);
	*self = (struct there){0};
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

void wanted_init(struct wanted *self, struct io io, const char *document_path)
{
	struct str folder = {0};

	*self = (struct wanted){.io = io, .is_any = !document_path};
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

void wanted_release(struct wanted *self)
{
	str_release(&self->name);
	str_release(&self->target);
	there_release(&self->there);
}

static bool load_there(struct io io, struct there *self)
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
static bool is_as_left(const struct there *self, const struct journal_view *view)
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
static bool is_same_file(struct io io, struct there *there, const struct journal_view *view)
{
	const struct file_identity *file = &view->header.file;

	if (!load_there(io, there))
		return false;
	if (file->inode != 0 && file->inode == (uint64_t)there->stamp.inode &&
		file->device == (uint64_t)there->stamp.device)
		return true;
	return there->bytes.len > 0 && is_as_left(there, view);
}

/* A link that has replaced the file, or now points elsewhere, must not hide a journal. */
static bool is_named(const struct wanted *self, const char *document_path)
{
	return self->is_any || strcmp(document_path, str_text(&self->name)) == 0 ||
	       strcmp(document_path, str_text(&self->target)) == 0;
}

static struct there *go_there(struct wanted *self, const char *path)
{
	if (!self->there.path || strcmp(self->there.path, path) != 0) {
		there_release(&self->there);
		self->there.path = mem_strdup(path);
	}
	return &self->there;
}

bool wanted_has(struct wanted *self, const struct journal_view *view, struct journal_entry *entry)
{
	if (is_named(self, entry->document_path)) {
		const char *path = self->is_any ? entry->document_path : str_text(&self->target);
		struct there *there = go_there(self, path);

		entry->is_in_file = load_there(self->io, there) && is_as_left(there, view);
		return true;
	}
	entry->is_moved = !entry->is_live && entry->n_ops > 0 &&
			  is_gone(self->io, entry->document_path) &&
			  is_same_file(self->io, go_there(self, str_text(&self->target)), view);
	return entry->is_moved;
}

bool wanted_lacks(const struct wanted *self, const struct stat *stat, const struct str *head)
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
