/*
 * Writing a session's journal. The records are kept in memory too: one that could
 * not be written goes out with the next, and the whole file can be written anew,
 * when saves have made it long, and when a sync failed and nothing can be said of
 * the old one any more.
 */
#include "store/journal.h"
#include "base/ensure.h"
#include "base/mem.h"
#include "internal.h"
#include "journal_file.h"
#include "journal_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	RESERVE = 2 * 1024 *
		  1024, /* of it half at least is left: edits that fit when the disk is full */
	GROWTH = 8 * 1024 * 1024, /* bytes of records before the file is written anew */
};

static const char WRITE[] = "the journal cannot be written";

struct journal {
	struct io io;
	struct journal_header header;
	uint64_t sequence; /* of the last op */
	int dir;
	int fd;
	int retired; /* the file before this one: the saver may be at it; -1 */
	char *name;
	off_t end;          /* of the whole records */
	off_t reserved;     /* space is allocated up to here */
	off_t limit;        /* beyond it a save writes the file anew */
	struct str took;    /* the records of journals whose ops it holds */
	struct str records; /* of all ops, in order */
	size_t written;     /* bytes of them that are in the file */
	struct str saved;   /* the record of the last save; empty: none */
	struct str saving;  /* of one begun after it */
	bool owes_saves;    /* which could not be written yet */
	bool is_doubtful;   /* a sync failed and the file could not be renewed */
	bool is_outdated;   /* the file lacks a new beginning: write it anew */
};

/* --- the file --- */

/* Keeps space ready for what is to come. A disk that has none is no reason to stop. */
static void reserve(struct journal *self)
{
	if (self->reserved - self->end >= RESERVE / 2)
		return;
	if (self->io.ops->allocate(self->io.context, self->fd, self->end, RESERVE) == 0)
		self->reserved = self->end + RESERVE;
}

/* Puts header and records into a new file and locks it. */
static bool fill(struct journal *self, int fd, off_t *end, struct err *err)
{
	struct str bytes = {0};
	bool is_written;

	journal_header_format(&self->header, &bytes);
	str_append(&bytes, str_text(&self->took), self->took.len);
	str_append(&bytes, str_text(&self->records), self->records.len);
	str_append(&bytes, str_text(&self->saved), self->saved.len);
	str_append(&bytes, str_text(&self->saving), self->saving.len);
	is_written = io_write_all_at(self->io, fd, bytes.data, bytes.len, 0, err);
	*end = (off_t)bytes.len;
	str_release(&bytes);
	/* Without locks (some network file systems) a session does not show as live. */
	self->io.ops->lock(self->io.context, fd);
	return is_written;
}

static bool sync_folder(struct journal *self, struct err *err)
{
	if (self->io.ops->fsync(self->io.context, self->dir) == 0)
		return true;
	return err_system(err, errno, "the journal's folder did not reach the disk");
}

/* Makes the new file durable, when it replaces one, and gives it the name. */
static bool finish(struct journal *self, int fd, const char *temp, struct err *err)
{
	const struct io_ops *ops = self->io.ops;
	bool is_first = self->fd < 0;

	return ((is_first || ops->fsync(self->io.context, fd) == 0) &&
		       ops->renameat(self->io.context, self->dir, temp, self->name) == 0) ||
	       err_system(err, errno, "%s", WRITE);
}

/* From here on the new file, which holds all there is, is the journal. */
static void change_file(struct journal *self, int fd, off_t end)
{
	if (self->retired >= 0)
		io_close(self->io, self->retired);
	self->retired = self->fd;
	self->fd = fd;
	self->end = end;
	self->reserved = 0;
	self->limit = end + GROWTH;
	self->written = self->records.len;
	self->owes_saves = false;
	self->is_outdated = false;
	reserve(self);
}

/* Writes the whole journal to a new file that takes the name when it is whole, and, where there
 * was one before, durable. */
static bool write_file(struct journal *self, struct err *err)
{
	struct str temp = {0};
	bool is_first = self->fd < 0;
	off_t end = 0;
	int fd;
	bool is_written;

	str_appendf(&temp, ".%s.tmp", self->name);
	fd = self->io.ops->openat(self->io.context, self->dir, temp.data,
		O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		str_release(&temp);
		return err_system(err, errno, "%s", WRITE);
	}
	is_written = fill(self, fd, &end, err) && finish(self, fd, temp.data, err);
	if (is_written) {
		change_file(self, fd, end);
	} else {
		self->io.ops->unlinkat(self->io.context, self->dir, temp.data);
		io_close(self->io, fd);
	}
	str_release(&temp);
	return is_written && (is_first || sync_folder(self, err));
}

/* --- beginning --- */

/* *is_link: the name leads elsewhere. */
static int open_name(struct io io, const char *folder, bool *is_link)
{
	int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	int dir = io.ops->openat(io.context, AT_FDCWD, folder, flags | O_NOFOLLOW, 0);

	*is_link = dir < 0 && (errno == ELOOP || errno == ENOTDIR);
	return *is_link ? io.ops->openat(io.context, AT_FDCWD, folder, flags, 0) : dir;
}

static bool open_folder(struct journal *self, const char *folder, struct err *err)
{
	struct stat stat;
	bool is_link;

	if (!path_make_folder(self->io, folder, err))
		return err_locate(err, folder, 0, 0);
	self->dir = open_name(self->io, folder, &is_link);
	if (self->dir < 0 || self->io.ops->fstat(self->io.context, self->dir, &stat) != 0) {
		err_system(err, errno, "the folder for journals cannot be opened");
		return err_locate(err, folder, 0, 0);
	}
	if (!journal_folder_is_ours(&stat, err))
		return err_locate(err, folder, 0, 0);
	/* It may have been made by hand; the names in it are nobody's business. What a link leads
	 * to has its mode from somebody who meant it for more than journals. */
	if (!is_link && (stat.st_mode & 077) != 0)
		self->io.ops->fchmod(self->io.context, self->dir, 0700);
	return true;
}

/* Hints for finding the document when it was moved; without them its bytes must do. */
static struct file_identity identify(struct io io, const char *path)
{
	struct stat stat;

	if (io.ops->fstatat(io.context, AT_FDCWD, path, &stat, 0) != 0)
		return (struct file_identity){0};
	return (struct file_identity){(uint64_t)stat.st_dev, (uint64_t)stat.st_ino};
}

static bool is_name_free(const struct journal *self)
{
	struct stat stat;

	return self->io.ops->fstatat(
		       self->io.context, self->dir, self->name, &stat, AT_SYMLINK_NOFOLLOW) != 0 &&
	       errno == ENOENT;
}

/* A name that no journal has: the rename that brings ours would take the other one away. */
static bool set_name(struct journal *self, const struct id_source *ids, struct err *err)
{
	enum { TRIES = 100 };

	for (int i = 0; i < TRIES; i++) {
		struct str out = {0};
		char id[ID_SIZE];

		journal_stem(self->header.document_path, &out);
		id_source_next(ids, id);
		str_appendf(&out, ".%s" JOURNAL_SUFFIX, id);
		free(self->name);
		self->name = str_take(&out);
		if (is_name_free(self))
			return true;
	}
	return err_set(err, ERR_LIMIT, "there is no free name for the journal");
}

struct journal *journal_create(struct io io, const char *folder, const char *document_path,
	const char *form_name, const struct str *base, const struct id_source *ids,
	const struct time_source *time, struct err *err)
{
	struct journal *self = mem_zalloc(1, sizeof(*self));
	struct str path = {0};
	bool is_made;

	*self = (struct journal){.io = io, .dir = -1, .fd = -1, .retired = -1};
	is_made = file_real_path(io, document_path, &path, err) && open_folder(self, folder, err);
	self->header = (struct journal_header){
		.has_base = base != NULL,
		.pid = (uint64_t)getpid(),
		.started = time_source_wall(time) / 1000,
		.form_name = mem_strdup(form_name),
		.document_path = str_take(&path),
	};
	self->header.file = identify(io, self->header.document_path);
	if (base)
		str_set(&self->header.base, str_text(base), base->len);
	if (is_made && set_name(self, ids, err) && write_file(self, err))
		return self;
	/* The first file has no step after the one that gives it its name. */
	ENSURE(self->fd < 0);
	journal_close(self);
	return NULL;
}

/* --- going on --- */

/* Writes what is not in the file yet. After a failure the end stays, and the next write goes
 * over what there may be. */
static bool write_records(struct journal *self, struct err *err)
{
	size_t len = self->records.len - self->written;

	if (!io_write_all_at(
		    self->io, self->fd, self->records.data + self->written, len, self->end, err))
		return false;
	self->end += (off_t)len;
	self->written = self->records.len;
	reserve(self);
	return true;
}

/* The same with a record about the file after them, in one write. */
static bool write_with(struct journal *self, const struct str *record, struct err *err)
{
	size_t n_ops = self->records.len;
	bool is_written;

	str_append(&self->records, str_text(record), record->len);
	is_written = write_records(self, err);
	str_splice(&self->records, n_ops, record->len, "", 0);
	if (is_written)
		self->written = n_ops;
	return is_written;
}

/* Writes what there is about saves: all of it, since recovery needs it in order. */
static bool write_saves(struct journal *self, struct err *err)
{
	struct str records = {0};

	str_append(&records, str_text(&self->saved), self->saved.len);
	str_append(&records, str_text(&self->saving), self->saving.len);
	self->owes_saves = !write_with(self, &records, err);
	str_release(&records);
	return !self->owes_saves;
}

bool journal_append(
	struct journal *self, const struct op *op, const struct form *form, struct err *err)
{
	struct str payload = {0};

	op_format(op, form, &payload);
	record_format(RECORD_OP, ++self->sequence, &payload, &self->records);
	str_release(&payload);
	if (self->is_outdated)
		return write_file(self, err);
	return self->owes_saves ? write_saves(self, err) : write_records(self, err);
}

bool journal_saving(
	struct journal *self, uint64_t sequence, const struct str *bytes, struct err *err)
{
	ENSURE(sequence <= self->sequence);
	str_clear(&self->saving);
	record_format_bytes(RECORD_SAVING, sequence, &self->header.base, bytes, &self->saving);
	if (self->is_outdated)
		return write_file(self, err);
	if (!self->owes_saves)
		self->owes_saves = !write_with(self, &self->saving, err);
	else
		write_saves(self, err);
	return !self->owes_saves;
}

/* If this fails the journal is as good as before, only longer. */
static void shorten(struct journal *self)
{
	if (self->end > self->limit && !write_file(self, NULL))
		self->limit = self->end + GROWTH;
}

bool journal_saved(
	struct journal *self, uint64_t sequence, const struct str *bytes, struct err *err)
{
	ENSURE(sequence <= self->sequence);
	str_clear(&self->saved);
	str_clear(&self->saving);
	record_format_bytes(RECORD_SAVED, sequence, &self->header.base, bytes, &self->saved);
	self->header.file = identify(self->io, self->header.document_path);
	record_format_file(&self->header.file, &self->saved);
	if (self->is_outdated ? !write_file(self, err) : !write_saves(self, err))
		return false;
	shorten(self);
	return true;
}

/* The ops of a new beginning, for its record and as records of their own. */
static void number_ops(
	struct journal *self, const struct ops *own, const struct form *form, struct str *payloads)
{
	for (size_t i = 0; i < own->n; i++) {
		struct str payload = {0};

		op_format(&own->items[i], form, &payload);
		record_add_op(payloads, &payload);
		record_format(RECORD_OP, ++self->sequence, &payload, &self->records);
		str_release(&payload);
	}
}

static bool write_rebase(struct journal *self, const struct str *record, struct err *err)
{
	if (!io_write_all_at(self->io, self->fd, str_text(record), record->len, self->end, err))
		return false;
	self->end += (off_t)record->len;
	self->written = self->records.len;
	reserve(self);
	shorten(self);
	return true;
}

bool journal_rebase(struct journal *self, const struct str *bytes, const struct ops *own,
	const struct form *form, struct err *err)
{
	struct str payloads = {0};
	struct str record = {0};
	bool is_written;

	str_clear(&self->records);
	str_clear(&self->saved);
	str_clear(&self->saving);
	self->written = 0;
	self->owes_saves = false;
	self->sequence = 0;
	number_ops(self, own, form, &payloads);
	record_format_rebase(&self->header.base, bytes, &payloads, &record);
	self->header.file = identify(self->io, self->header.document_path);
	record_format_file(&self->header.file, &record);
	str_set(&self->header.base, str_text(bytes), bytes->len);
	self->header.has_base = true;
	is_written = self->is_outdated ? write_file(self, err) : write_rebase(self, &record, err);
	self->is_outdated = !is_written;
	str_release(&payloads);
	str_release(&record);
	return is_written;
}

bool journal_took(struct journal *self, const char *path, struct err *err)
{
	struct str name = {0};
	struct str record = {0};
	bool is_written;

	str_append_text(&name, path_name(path));
	record_format(RECORD_TOOK, 0, &name, &record);
	str_append(&self->took, str_text(&record), record.len);
	is_written = write_with(self, &record, err);
	str_release(&name);
	str_release(&record);
	return is_written;
}

bool journal_renew(struct journal *self, struct err *err)
{
	self->is_doubtful = !write_file(self, err);
	return !self->is_doubtful;
}

bool journal_is_doubtful(const struct journal *self)
{
	return self->is_doubtful;
}

uint64_t journal_sequence(const struct journal *self)
{
	return self->sequence;
}

const struct str *journal_base(const struct journal *self)
{
	return &self->header.base;
}

int journal_fd(const struct journal *self)
{
	return self->fd;
}

int journal_folder_fd(const struct journal *self)
{
	return self->dir;
}

/* --- ending --- */

void journal_remove(struct journal *self)
{
	if (!self)
		return;
	self->io.ops->unlinkat(self->io.context, self->dir, self->name);
	journal_close(self);
}

void journal_close(struct journal *self)
{
	if (!self)
		return;
	if (self->fd >= 0)
		io_close(self->io, self->fd);
	if (self->retired >= 0)
		io_close(self->io, self->retired);
	if (self->dir >= 0)
		io_close(self->io, self->dir);
	free(self->name);
	journal_header_release(&self->header);
	str_release(&self->took);
	str_release(&self->records);
	str_release(&self->saved);
	str_release(&self->saving);
	free(self);
}
