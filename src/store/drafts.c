/*
 * Drafts of comments on the disk. What earlier sessions left is read when the document is opened; a
 * file of this session's own, which begins with the first change, names those files as journals
 * name the ones that they contain, and they are removed when it is durable.
 */
#include "store/drafts.h"
#include "base/mem.h"
#include "draft_formers.h"
#include "draft_list.h"
#include "internal.h"
#include "journal_document.h"
#include "journal_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct drafts {
	struct io io;
	struct id_source ids;
	char *folder;
	struct journal_header header;
	struct draft_list list;
	struct draft_formers formers;
	int dir;
	int fd;
	int retired; /* the previous file, which the saver may still be using; -1 */
	char *name;
	off_t end;        /* of the complete records */
	struct str owed;  /* records that are not in the file yet */
	bool is_outdated; /* the file is not what it should be: write all of it anew */
};

struct drafts *drafts_open(struct io io, const char *folder, const char *document_path,
	const char *form_name, const struct id_source *ids, const struct time_source *time)
{
	struct drafts *self = mem_zalloc(1, sizeof(*self));
	struct str path = {0};

	if (!file_real_path(io, document_path, &path, NULL))
		str_append_text(&path, document_path);
	*self = (struct drafts){.io = io, .ids = *ids, .dir = -1, .fd = -1, .retired = -1};
	self->folder = mem_strdup(folder);
	self->header = (struct journal_header){
		.pid = (uint64_t)getpid(),
		.started = time_source_wall(time) / 1000,
		.form_name = mem_strdup(form_name),
		.document_path = str_take(&path),
	};
	draft_formers_load(&self->formers, &self->list, io, folder, self->header.document_path);
	return self;
}

/* --- the file --- */

static void put_taken(const struct drafts *self, struct str *out)
{
	for (size_t i = 0; i < self->formers.n; i++) {
		struct str name = {0};

		str_append_text(&name, self->formers.items[i].name);
		record_format(RECORD_TOOK, 0, &name, out);
		str_release(&name);
	}
}

/* Each cell as a change of an empty one. */
static void put_drafts(const struct drafts *self, struct str *out)
{
	static const struct str nothing;

	for (size_t i = 0; i < self->list.n; i++)
		for (unsigned cell = 0; cell < N_DRAFT_CELLS; cell++)
			record_format_draft(
				i, cell, &nothing, &self->list.items[i].cells[cell], out);
}

static void change_file(struct drafts *self, int fd, off_t end)
{
	if (self->retired >= 0)
		io_close(self->io, self->retired);
	self->retired = self->fd;
	self->fd = fd;
	self->end = end;
	self->is_outdated = false;
	str_clear(&self->owed);
}

static bool prepare(struct drafts *self, struct err *err)
{
	if (self->dir < 0)
		self->dir = journal_folder_open(self->io, self->folder, err);
	if (self->dir >= 0 && self->name == NULL)
		self->name = journal_name_new(self->io, self->dir, self->header.document_path,
			JOURNAL_DRAFTS_SUFFIX, &self->ids, err);
	return self->name != NULL;
}

static bool write_file(struct drafts *self, struct err *err)
{
	struct str bytes = {0};
	int fd;

	if (!prepare(self, err))
		return false;
	self->header.file = file_identity_find(self->io, self->header.document_path);
	journal_header_format(&self->header, &bytes);
	put_taken(self, &bytes);
	put_drafts(self, &bytes);
	fd = journal_file_write(self->io, self->dir, self->name,
		&(struct slice){bytes.data, bytes.len}, 1, self->fd >= 0, err);
	if (fd >= 0)
		change_file(self, fd, (off_t)bytes.len);
	str_release(&bytes);
	return fd >= 0;
}

/* After a failure the end stays where it is, and the next write overwrites what may be there. */
static bool write_owed(struct drafts *self, struct err *err)
{
	if (self->fd < 0 || self->is_outdated)
		return write_file(self, err);
	if (!io_write_all_at(
		    self->io, self->fd, str_text(&self->owed), self->owed.len, self->end, err))
		return false;
	self->end += (off_t)self->owed.len;
	str_clear(&self->owed);
	return true;
}

/* --- changing them --- */

const struct draft_list *drafts_list(const struct drafts *self)
{
	return &self->list;
}

size_t drafts_add(struct drafts *self, const struct slice *cells)
{
	static const struct str nothing;
	struct draft *draft = draft_list_add(&self->list);

	for (unsigned cell = 0; cell < N_DRAFT_CELLS; cell++) {
		str_append(&draft->cells[cell], cells[cell].data, cells[cell].len);
		record_format_draft(
			self->list.n - 1, cell, &nothing, &draft->cells[cell], &self->owed);
	}
	return self->list.n - 1;
}

bool drafts_set(
	struct drafts *self, size_t nth, enum draft_cell cell, struct slice text, struct err *err)
{
	struct str *old = &self->list.items[nth].cells[cell];
	struct str new = {0};

	if (str_equal(old, text.data, text.len))
		return true;
	str_set(&new, text.data, text.len);
	record_format_draft(nth, cell, old, &new, &self->owed);
	str_release(old);
	*old = new;
	return write_owed(self, err);
}

bool drafts_move_to(struct drafts *self, const char *document_path, struct err *err)
{
	struct str path = {0};

	if (!file_real_path(self->io, document_path, &path, NULL))
		str_append_text(&path, document_path);
	free(self->header.document_path);
	self->header.document_path = str_take(&path);
	self->is_outdated = true;
	return !draft_list_has_text(&self->list) || write_owed(self, err);
}

/* --- on the disk --- */

int drafts_fd(const struct drafts *self)
{
	return self->fd;
}

int drafts_folder_fd(const struct drafts *self)
{
	return self->dir;
}

static bool sync_folder(struct drafts *self, struct err *err)
{
	return self->io.ops->fsync(self->io.context, self->dir) == 0 ||
	       err_system(err, errno, "the folder for journals did not reach the disk");
}

bool drafts_renew(struct drafts *self, struct err *err)
{
	if (self->fd < 0)
		return true;
	self->is_outdated = true;
	return write_file(self, err) && sync_folder(self, err);
}

bool drafts_finish(struct drafts *self, struct err *err)
{
	if (self->fd < 0 && self->owed.len == 0 && !self->is_outdated)
		return true;
	if (!draft_list_has_text(&self->list)) {
		draft_formers_remove(&self->formers, self->io,
			self->dir); /* before the file that says that they are posted */
		if (self->fd >= 0)
			self->io.ops->unlinkat(self->io.context, self->dir, self->name);
		return true;
	}
	if ((self->fd < 0 && !write_file(self, err)) || !drafts_renew(self, err))
		return false;
	draft_formers_remove(&self->formers, self->io, self->dir);
	return true;
}

void drafts_free(struct drafts *self)
{
	if (self == NULL)
		return;
	if (self->fd >= 0)
		io_close(self->io, self->fd);
	if (self->retired >= 0)
		io_close(self->io, self->retired);
	if (self->dir >= 0)
		io_close(self->io, self->dir);
	free(self->name);
	free(self->folder);
	journal_header_release(&self->header);
	draft_list_release(&self->list);
	draft_formers_release(&self->formers);
	str_release(&self->owed);
	free(self);
}
