/*
 * A journal for a save in place outside a session: it contains the command's changes, as
 * ops, and the new bytes, so that an interrupted save is completed the next time the
 * document is opened.
 */
#include "save_guard.h"
#include "internal.h"
#include "merge/diff.h"
#include "store/journal.h"

#include <errno.h>

struct guard {
	const struct document *document;
	struct io io;
	const char *path;
	const struct str *base;
	const struct str *bytes;
	const struct id_source *ids;
	struct journal *journal; /* NULL: not needed, or could not be made */
};

static bool append_ops(struct guard *self, const struct ops *ops, struct err *err)
{
	for (size_t i = 0; i < ops->n; i++)
		if (!journal_append(self->journal, &ops->items[i], self->document->form, err))
			return false;
	return true;
}

/* The ops that turn the old document into the new one. */
static bool fill(struct guard *self, struct err *err)
{
	struct document before;
	struct ops ops = {0};

	if (!document_parse(&before, self->document->form, self->base, err))
		return false;
	diff_documents(&before, self->document, &ops);
	bool is_filled =
		append_ops(self, &ops, err) &&
		journal_saving(self->journal, journal_sequence(self->journal), self->bytes, err);

	ops_release(&ops);
	document_release(&before);
	return is_filled;
}

static bool sync(struct guard *self, struct err *err)
{
	const struct io_ops *ops = self->io.ops;
	void *context = self->io.context;

	return (ops->fdatasync(context, journal_fd(self->journal)) == 0 &&
		       ops->fsync(context, journal_folder_fd(self->journal)) == 0) ||
	       err_system(err, errno, "the journal did not reach the disk");
}

static bool guard(void *context, struct err *err)
{
	struct guard *self = context;
	struct time_source time = time_source_system();
	struct str folder = {0};

	/* Without a folder for journals there is only the file. */
	if (journal_folder(&folder, NULL))
		self->journal = journal_create(self->io, str_text(&folder), self->path,
			self->document->form->name, self->base, self->ids, &time, NULL);
	str_release(&folder);
	return !self->journal || (fill(self, err) && sync(self, err));
}

/* Does the file have the old text or the new one? Otherwise the journal is still needed. */
static bool is_whole(const struct guard *self)
{
	struct str there = {0};
	bool is_whole = file_load(self->io, self->path, &there, NULL, NULL) &&
			(str_equal(&there, str_text(self->base), self->base->len) ||
				str_equal(&there, str_text(self->bytes), self->bytes->len));

	str_release(&there);
	return is_whole;
}

enum file_result guarded_replace(const struct document *document, struct io io, const char *path,
	const struct str *base, const struct str *bytes, const struct id_source *ids,
	struct err *err)
{
	struct guard self = {document, io, path, base, bytes, ids, NULL};
	struct file_save save = {
		.path = path,
		.base = base,
		.bytes = bytes,
		.ids = ids,
		.guard = base ? guard : NULL,
		.guard_context = &self,
	};
	enum file_result result = file_replace(io, &save, NULL, err);

	if (self.journal && is_whole(&self))
		journal_remove(self.journal);
	else
		journal_close(self.journal);
	return result;
}
