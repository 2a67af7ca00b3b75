/*
 * Journals that earlier sessions left: finding, reading and removing them. What is
 * in the folder is looked at with care: no link is followed, nothing of another
 * user is read.
 */
#include "base/ensure.h"
#include "base/mem.h"
#include "base/source.h"
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

static bool check_own(struct io io, int fd, struct stat *stat, struct err *err)
{
	if (io.ops->fstat(io.context, fd, stat) != 0)
		return err_system(err, errno, "the journal cannot be read");
	if (!S_ISREG(stat->st_mode))
		return err_set(err, ERR_REFUSED, "this is not a regular file");
	if (stat->st_size > JOURNAL_MAX_BYTES)
		return err_set(err, ERR_LIMIT, "the journal is larger than %d MiB",
			JOURNAL_MAX_BYTES / (1024 * 1024));
	if (stat->st_uid != geteuid())
		return err_set(err, ERR_REFUSED, "this journal belongs to another user");
	if ((stat->st_mode & 022) != 0)
		return err_set(err, ERR_REFUSED, "others can write to this journal");
	return true;
}

bool journal_folder_is_ours(const struct stat *stat, struct err *err)
{
	if (stat->st_uid != geteuid())
		return err_set(err, ERR_REFUSED, "the folder for journals belongs to another user");
	if ((stat->st_mode & 022) != 0)
		return err_set(err, ERR_REFUSED,
			"the folder for journals can be written by others; chmod 700 it");
	return true;
}

static int open_own(struct io io, const char *path, struct stat *stat, struct err *err)
{
	int fd = open_journal(io, path);

	if (fd < 0 && errno == ELOOP)
		err_set(err, ERR_REFUSED, "this is a link, not a journal");
	else if (fd < 0)
		err_system(err, errno, "the journal cannot be opened");
	if (fd < 0 || check_own(io, fd, stat, err))
		return fd;
	io_close(io, fd);
	return -1;
}

/* Its session holds the lock. Without locks nobody is taken for alive. */
static bool is_locked(struct io io, int fd)
{
	return io.ops->lock(io.context, fd) != 0 && (errno == EAGAIN || errno == EACCES);
}

/* What was read of it already is in bytes, which are taken. */
static bool read_rest(struct io io, int fd, const struct stat *stat, struct str *bytes,
	struct journal_view *view, struct err *err)
{
	str_reserve(bytes, (size_t)stat->st_size + 1);

	bool is_read = io_read_all(io, fd, JOURNAL_MAX_BYTES, bytes, err) &&
		       journal_view_init(view, bytes, err);

	str_release(bytes);
	return is_read;
}

bool journal_view_load(struct journal_view *view, struct io io, const char *path, struct err *err)
{
	struct stat stat;
	struct str bytes = {0};
	int fd = open_own(io, path, &stat, err);
	bool is_read;

	if (fd < 0)
		return false;
	is_read = read_rest(io, fd, &stat, &bytes, view, err);
	io_close(io, fd);
	return is_read;
}

/* --- one --- */

static bool has_suffix(const char *name, const char *suffix)
{
	size_t len = strlen(name);
	size_t end = strlen(suffix);

	/* A dot in front: one that was being written. */
	return name[0] != '.' && len > end && strcmp(name + len - end, suffix) == 0;
}

/* "postmortem.yaml.k3f9q2mx.journal" is k3f9q2mx; of a name that is none of ours, all before the
 * suffix, which every name here has. */
static char *find_id(const char *name)
{
	const char *end = strrchr(name, '.');
	size_t len;

	ENSURE(end);
	len = (size_t)(end - name);
	if (len >= ID_SIZE && name[len - ID_SIZE] == '.')
		return mem_strndup(name + len - (ID_SIZE - 1), ID_SIZE - 1);
	return mem_strndup(name, len);
}

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

/* --- the document's file --- */

/* A document's file, as far as somebody had to look. */
struct there {
	char *path;
	bool is_loaded;
	bool exists;
	struct file_stamp stamp;
	struct str bytes;
};

static void there_release(struct there *self)
{
	free(self->path);
	str_release(&self->bytes);
	*self = (struct there){0};
}

static bool load_there(struct io io, struct there *self)
{
	if (!self->is_loaded)
		self->exists = file_load(io, self->path, &self->bytes, &self->stamp, NULL);
	self->is_loaded = true;
	return self->exists;
}

/* The bytes that a journal's session last knew the file to hold. */
static const struct str *last_bytes(const struct journal_view *view)
{
	return view->has_saved ? &view->saved : &view->header.base;
}

/* Does it hold what the session had put there, whether that was noted or not? */
static bool is_as_left(const struct there *self, const struct journal_view *view)
{
	const struct str *last = last_bytes(view);

	return str_equal(&self->bytes, str_text(last), last->len) ||
	       (view->has_saving &&
		       str_equal(&self->bytes, str_text(&view->saving), view->saving.len));
}

/* --- moved documents --- */

static bool is_gone(struct io io, const char *path)
{
	struct stat stat;

	return io.ops->fstatat(io.context, AT_FDCWD, path, &stat, AT_SYMLINK_NOFOLLOW) != 0 &&
	       (errno == ENOENT || errno == ENOTDIR);
}

/* Is it the file that the journal's session had open, by inode or by what it holds? */
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

/* --- all --- */

/* Names of journals whose ops others hold, each behind the id of such a one, all with their NUL. */
static void note_taken(const struct journal_view *view, const char *id, struct str *taken)
{
	for (size_t i = 0; i < view->n_took; i++) {
		str_append(taken, id, strlen(id) + 1);
		str_append(taken, view->took[i], strlen(view->took[i]) + 1);
	}
}

/* The id of who took that journal; NULL: nobody did. */
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

/* Is the name one that a journal of that document would have? */
static bool is_named_after(const char *name, const char *document_path)
{
	struct str stem = {0};
	bool is_named;

	journal_stem(document_path, &stem);
	is_named = strncmp(name, str_text(&stem), stem.len) == 0 &&
		   strlen(name) == stem.len + ID_SIZE + strlen(JOURNAL_SUFFIX);
	str_release(&stem);
	return is_named;
}

struct listing {
	struct journal_list *list;
	struct io io;
	const char *folder;
	const char *name;   /* where the document is looked for; NULL: all documents */
	const char *target; /* the same behind links */
	struct there there; /* the last one that was looked at */
	struct str taken;
};

/* A link that took the place of the file, or leads elsewhere now, hides no journal. */
static bool is_named(const struct listing *self, const char *document_path)
{
	return !self->name || strcmp(document_path, self->name) == 0 ||
	       strcmp(document_path, self->target) == 0;
}

static struct there *go_there(struct listing *self, const char *path)
{
	if (!self->there.path || strcmp(self->there.path, path) != 0) {
		there_release(&self->there);
		self->there.path = mem_strdup(path);
	}
	return &self->there;
}

/* Is it of the document, or of one that was moved and is this one now? */
static bool is_wanted(
	struct listing *self, const struct journal_view *view, struct journal_entry *entry)
{
	if (is_named(self, entry->document_path)) {
		const char *path = self->name ? self->target : entry->document_path;
		struct there *there = go_there(self, path);

		entry->is_in_file = load_there(self->io, there) && is_as_left(there, view);
		return true;
	}
	entry->is_moved = !entry->is_live && entry->n_ops > 0 &&
			  is_gone(self->io, entry->document_path) &&
			  is_same_file(self->io, go_there(self, self->target), view);
	return entry->is_moved;
}

/* As much of a journal as tells whose it is. */
static bool read_head(struct io io, int fd, struct str *bytes, struct err *err)
{
	enum { HEAD = 1024 };
	ssize_t got;

	str_reserve(bytes, HEAD);
	do {
		got = io.ops->read(io.context, fd, bytes->data, HEAD);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_system(err, errno, "the file cannot be read");
	bytes->len = (size_t)got;
	bytes->data[bytes->len] = '\0';
	return true;
}

/*
 * Is it of another document by its head, which may be damaged, so that the rest need not be
 * read? That of a document that is gone is not while it may hold what was not saved.
 */
static bool is_others(const struct listing *self, const struct stat *stat, const struct str *head)
{
	struct str path = {0};
	size_t end;
	bool is_others;

	if (!self->name || !journal_peek(head, &path, &end))
		return false;
	is_others = !is_named(self, str_text(&path)) &&
		    ((size_t)stat->st_size <= end || !is_gone(self->io, str_text(&path)));
	str_release(&path);
	return is_others;
}

/* Reads one whole unless it is another document's. */
static bool read_wanted(struct listing *self, struct journal_entry *entry,
	struct journal_view *view, bool *is_others_own, struct err *err)
{
	struct str bytes = {0};
	struct stat stat;
	int fd = open_own(self->io, entry->path, &stat, err);
	bool is_read;

	if (fd < 0)
		return false;
	is_read = read_head(self->io, fd, &bytes, err);
	*is_others_own = is_read && is_others(self, &stat, &bytes);
	if (is_read && !*is_others_own) {
		entry->is_live = is_locked(self->io, fd);
		is_read = read_rest(self->io, fd, &stat, &bytes, view, err);
	}
	str_release(&bytes);
	io_close(self->io, fd);
	return is_read;
}

static void add(struct journal_list *self, const struct journal_entry *entry)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = *entry;
}

/* One that cannot be read is of any document. */
static bool note_problem(
	const struct listing *self, const char *name, struct journal_entry *entry, struct err *err)
{
	entry->document_path = mem_strdup("");
	entry->form_name = mem_strdup("");
	entry->problem = mem_strdup(err->message);
	entry->is_torn = err->code == ERR_SYNTAX;
	return self->name == NULL || is_named_after(name, self->name) ||
	       is_named_after(name, self->target);
}

/* Adds a journal unless it is of another document. */
static void add_entry(struct listing *self, const char *name, bool is_aside)
{
	struct journal_entry entry = {.is_aside = is_aside, .id = find_id(name)};
	struct journal_view view = {0};
	struct str full = {0};
	struct err err = {0};
	bool is_others_own = false;
	bool is_kept = false;

	str_appendf(&full, "%s/%s", self->folder, name);
	entry.path = str_take(&full);
	if (!read_wanted(self, &entry, &view, &is_others_own, &err)) {
		is_kept = note_problem(self, name, &entry, &err);
	} else if (!is_others_own) {
		fill_entry(&entry, &view);
		note_taken(&view, entry.id, &self->taken);
		is_kept = is_wanted(self, &view, &entry);
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

static bool list_names(struct io io, const char *folder, struct str *names, struct err *err)
{
	int fd =
		io.ops->openat(io.context, AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	struct stat stat;
	bool is_read;

	if (fd < 0)
		return errno == ENOENT ||
		       err_system(err, errno, "the folder of journals cannot be opened");
	is_read = (io.ops->fstat(io.context, fd, &stat) == 0 &&
			  io.ops->list(io.context, fd, names) == 0) ||
		  err_system(err, errno, "the folder of journals cannot be read");
	is_read = is_read && journal_folder_is_ours(&stat, err);
	io_close(io, fd);
	return is_read;
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

static void append_name(struct str *path, const char *name)
{
	if (path->data[path->len - 1] != '/')
		str_append_char(path, '/');
	str_append_text(path, name);
}

/* Without the links in it, as far as it is there: a folder that is gone has its journals still. */
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

/* The path of a name without the links before it, and what it leads to; both "" where the working
 * folder is gone, so that no journal is of it. */
static void find_paths(
	struct io io, const char *document_path, struct str *name, struct str *target)
{
	struct str folder = {0};

	path_folder(document_path, &folder);
	if (find_folder(io, str_text(&folder), name))
		append_name(name, path_name(document_path));
	/* A loop of links leads nowhere. */
	if (!file_real_path(io, document_path, target, NULL))
		str_set(target, str_text(name), name->len);
	str_release(&folder);
}

static bool load(struct journal_list *self, struct io io, const char *folder,
	const char *document_path, bool is_aside, struct err *err)
{
	struct str names = {0}, name = {0}, target = {0};
	struct listing listing = {.list = self, .io = io, .folder = folder};
	bool is_read = list_names(io, folder, &names, err);

	if (!is_read)
		err_locate(err, folder, 0, 0);
	if (document_path) {
		find_paths(io, document_path, &name, &target);
		listing.name = str_text(&name);
		listing.target = str_text(&target);
	}
	for (size_t at = 0; is_read && at < names.len; at += strlen(names.data + at) + 1)
		if (has_suffix(names.data + at, is_aside ? JOURNAL_ASIDE_SUFFIX : JOURNAL_SUFFIX))
			add_entry(&listing, names.data + at, is_aside);
	mark_taken(self, &listing.taken);
	if (self->n > 0)
		qsort(self->items, self->n, sizeof(*self->items), compare_entries);
	str_release(&names);
	str_release(&name);
	str_release(&target);
	str_release(&listing.taken);
	there_release(&listing.there);
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

bool journal_entry_set_aside(struct io io, struct journal_entry *entry, struct err *err)
{
	size_t stem = strlen(entry->path) - strlen(JOURNAL_SUFFIX);
	struct str path = {0};

	if (entry->is_aside)
		return true;
	str_append(&path, entry->path, stem);
	str_append_text(&path, JOURNAL_ASIDE_SUFFIX);
	if (io.ops->renameat(io.context, AT_FDCWD, entry->path, str_text(&path)) != 0) {
		err_system(err, errno, "the journal cannot be set aside");
		err_locate(err, entry->path, 0, 0);
		str_release(&path);
		return false;
	}
	free(entry->path);
	entry->path = str_take(&path);
	entry->is_aside = true;
	return true;
}

static bool check_removable(struct io io, const char *path, struct err *err)
{
	struct stat stat;

	if (io.ops->fstatat(io.context, AT_FDCWD, path, &stat, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || err_system(err, errno, "the journal cannot be found");
	return (S_ISREG(stat.st_mode) && stat.st_uid == geteuid()) ||
	       err_set(err, ERR_REFUSED, "this is no file of yours, remove it by hand");
}

bool journal_entry_remove(struct io io, const struct journal_entry *entry, struct err *err)
{
	if (check_removable(io, entry->path, err) &&
		(io.ops->unlinkat(io.context, AT_FDCWD, entry->path) == 0 || errno == ENOENT ||
			err_system(err, errno, "the journal cannot be removed")))
		return true;
	return err_locate(err, entry->path, 0, 0);
}
