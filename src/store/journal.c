/*
 * Writes a session's journal. The records are also kept in memory: one that could not be
 * written goes out with the next, and the complete file can be rewritten when saves have
 * made it long, or when a failed sync has made the old one unreliable.
 */
#include "store/journal.h"
#include "base/ensure.h"
#include "base/mem.h"
#include "internal.h"
#include "journal_document.h"
#include "journal_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	RESERVE =
		2 * 1024 * 1024, /* at least half of it stays free: room for edits on a full disk */
	GROWTH = 8 * 1024 * 1024, /* bytes of records before the file is rewritten */
};

struct journal {
	struct io io;
	struct journal_header header;
	bool is_base_lent; /* it belongs to the document */
	uint64_t sequence; /* of the last op */
	int dir;
	int fd;
	int retired; /* the previous file, which the saver may still be using; -1 */
	char *name;
	off_t end;          /* of the complete records */
	off_t reserved;     /* space is allocated up to here */
	off_t limit;        /* beyond it a save rewrites the file */
	struct str took;    /* the records of journals whose ops it contains */
	struct str records; /* of all ops, in order */
	size_t written;     /* bytes of them that are in the file */
	struct str saved;   /* the record of the last save; empty: none */
	struct str saving;  /* of one begun after that */
	bool owes_saves;    /* some of these are not written yet */
	bool is_doubtful;   /* a sync failed and the file could not be renewed */
	bool is_outdated;   /* the file lacks a new beginning: rewrite it */
};

/* --- the file --- */

/* Reserves space for what is to come. If the disk has none, carry on without. */
static void reserve(struct journal *self)
{
	if (self->reserved - self->end >= RESERVE / 2)
		return;
	if (self->io.ops->allocate(self->io.context, self->fd, self->end, RESERVE) == 0)
		self->reserved = self->end + RESERVE;
}

static bool sync_folder(struct journal *self, struct err *err)
{
	if (self->io.ops->fsync(self->io.context, self->dir) == 0)
		return true;
	return err_system(err, errno, "the journal's folder did not reach the disk");
}

/* From here on the new file, which is complete, is the journal. */
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

/* Without a copy of the base, which may be large. */
static int write_parts(struct journal *self, off_t *end, struct err *err)
{
	const struct str *behind[] = {&self->took, &self->records, &self->saved, &self->saving};
	struct str before = {0};
	struct str after = {0};
	int fd;

	journal_header_format_around(&self->header, &before, &after);
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		str_append(&after, str_text(behind[i]), behind[i]->len);

	const struct slice parts[] = {
		slice_of(&before), slice_of(&self->header.base), slice_of(&after)};

	fd = journal_file_write(self->io, self->dir, self->name, parts,
		sizeof parts / sizeof *parts, self->fd >= 0, err);
	*end = (off_t)(before.len + self->header.base.len + after.len);
	str_release(&before);
	str_release(&after);
	return fd;
}

/* Writes the complete journal to a new file, which takes the name when it is complete and, if it
 * replaces one, durable. */
static bool write_file(struct journal *self, struct err *err)
{
	bool is_first = self->fd < 0;
	off_t end;
	int fd = write_parts(self, &end, err);

	if (fd >= 0)
		change_file(self, fd, end);
	return fd >= 0 && (is_first || sync_folder(self, err));
}

/* --- beginning --- */

struct journal *journal_create(struct io io, const char *folder, const char *document_path,
	const char *form_name, const struct str *base, const struct id_source *ids,
	const struct time_source *time, struct err *err)
{
	struct journal *self = mem_zalloc(1, sizeof(*self));
	struct str path = {0};
	bool is_made;

	*self = (struct journal){.io = io, .dir = -1, .fd = -1, .retired = -1};
	is_made = file_real_path(io, document_path, &path, err) &&
		  (self->dir = journal_folder_open(io, folder, err)) >= 0;
	self->header = (struct journal_header){
		.has_base = base != NULL,
		.pid = (uint64_t)getpid(),
		.started = time_source_wall(time) / 1000,
		.form_name = mem_strdup(form_name),
		.document_path = str_take(&path),
	};
	self->header.file = file_identity_find(io, self->header.document_path);
	if (base)
		self->header.base = *base;
	self->is_base_lent = true;
	if (is_made)
		self->name = journal_name_new(
			io, self->dir, self->header.document_path, JOURNAL_SUFFIX, ids, err);
	if (self->name && write_file(self, err))
		return self;
	/* For the first file, nothing can fail after the step that names it. */
	ENSURE(self->fd < 0);
	journal_close(self);
	return NULL;
}

static void set_base(struct journal *self, const struct str *bytes)
{
	if (self->is_base_lent)
		self->header.base = (struct str){0};
	self->is_base_lent = false;
	str_set(&self->header.base, str_text(bytes), bytes->len);
}

void journal_keep_base(struct journal *self)
{
	struct str lent = self->header.base;

	if (self->is_base_lent)
		set_base(self, &lent);
}

/* --- appending --- */

/* Writes what is not in the file yet. After a failure the end stays where it is, and the next write
 * overwrites what may be there. */
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

/* The same, followed by a record about the file, in one write. */
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

/* Writes all records about saves, because recovery needs them in order. */
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

/* If this fails, the journal is still valid, just longer. */
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
	self->header.file = file_identity_find(self->io, self->header.document_path);
	record_format_file(&self->header.file, &self->saved);
	if (self->is_outdated ? !write_file(self, err) : !write_saves(self, err))
		return false;
	shorten(self);
	return true;
}

/* The ops of a new beginning, for its record and as separate records. */
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
	self->header.file = file_identity_find(self->io, self->header.document_path);
	record_format_file(&self->header.file, &record);
	set_base(self, bytes);
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
	if (self->is_base_lent)
		self->header.base = (struct str){0};
	journal_header_release(&self->header);
	str_release(&self->took);
	str_release(&self->records);
	str_release(&self->saved);
	str_release(&self->saving);
	free(self);
}
