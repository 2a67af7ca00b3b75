/*
 * A journal for a save in place that belongs to no session: it holds what the command
 * changes, as ops, and the bytes to come, so that a save cut off midway is completed when
 * the document is opened next.
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
	struct journal *journal; /* NULL: none was needed, or could be made */
};

static bool append_ops(struct guard *self, const struct ops *ops, struct err *err)
{
	for (size_t i = 0; i < ops->n; i++)
		if (!journal_append(self->journal, &ops->items[i], self->document->form, err))
			return false;
	return true;
}

/* What makes the new document of the old one. */
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

	/* Without a place for journals the file is all there is. */
	if (journal_folder(&folder, NULL))
		self->journal = journal_create(self->io, str_text(&folder), self->path,
			self->document->form->name, self->base, self->ids, &time, NULL);
	str_release(&folder);
	return !self->journal || (fill(self, err) && sync(self, err));
}

/* Does the file hold the old text or the new one? Else the journal is still wanted. */
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
