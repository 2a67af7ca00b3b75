/*
 * What journals contain beyond their bases: for a single one the ops for the current
 * document; for several the document that opening the file would produce.
 */
#include "store/recovery.h"

#include "base/mem.h"
#include "replay.h"
#include "store/file.h"

#include <stdlib.h>
#include <string.h>

const struct merge_labels recovery_labels = {
	.ours = RECOVERY_OURS, .base = "before both", .theirs = "the earlier session"};

struct recovery_reader {
	struct io io;
	struct replay replay;
	struct document file; /* the last file that was merged with, as read */
};

struct recovery_reader *recovery_reader_new(struct io io)
{
	struct recovery_reader *self = mem_zalloc(1, sizeof(*self));

	self->io = io;
	return self;
}

void recovery_reader_free(struct recovery_reader *self)
{
	if (!self)
		return;
	replay_release(&self->replay);
	document_release(&self->file);
	free(self);
}

/* --- what is not brought back --- */

static void note_foreign(struct recovered *self, const struct op *op, const struct replay *replay)
{
	const struct value *value =
		op->kind <= OP_EDIT ? document_value(&replay->recovered, &op->place) : NULL;
	size_t start = self->lost.len;

	self->n_foreign++;
	diff_describe(op, &replay->base, &self->lost);
	if (value)
		str_appendf(&self->lost, ": %s", str_text(&value->text));
	/* one line each */
	for (char *at = self->lost.data + start; (at = strchr(at, '\n'));)
		*at = ' ';
	str_append_char(&self->lost, '\n');
}

/* Finds texts that a merge skips because somebody made another kind of value of them. */
static void find_foreign(
	struct recovered *self, const struct replay *replay, const struct document *document)
{
	struct ops ops = {0};

	diff_documents(&replay->base, &replay->recovered, &ops);
	for (size_t i = 0; i < ops.n; i++) {
		const struct place *place = &ops.items[i].place;
		const struct value *value = document_value(document, place);

		if (document->values[place->field].is_foreign || (value && value->is_foreign))
			note_foreign(self, &ops.items[i], replay);
	}
	ops_release(&ops);
}

void recovered_append_aside(
	const struct recovered *self, size_t nth, const struct document *document, struct str *out)
{
	diff_describe(&self->aside.items[nth], document, out);
	str_append_text(out, ": not done, the file has somebody else's comment or key there now");
}

static void note_aside(struct recovered *self, const struct document *document)
{
	for (size_t i = 0; i < self->aside.n; i++) {
		recovered_append_aside(self, i, document, &self->lost);
		str_append_char(&self->lost, '\n');
	}
}

/* --- one journal --- */

bool recovery_reader_merge(struct recovery_reader *self, const struct journal_entry *entry,
	const struct document *document, struct recovered *result, struct err *err)
{
	struct replay *replay = &self->replay;

	*result = (struct recovered){0};
	if (!replay_run(replay, self->io, entry, document->form, err))
		return false;
	result->n_unfit = replay->lost;
	str_append(&result->lost, str_text(&replay->lines), replay->lines.len);
	find_foreign(result, replay, document);
	result->n_conflicts = merge_documents(
		&replay->base, document, &replay->recovered, &recovery_labels, &result->ops);
	merge_set_removals_aside(&replay->base, document, &result->ops, &result->aside);
	note_aside(result, document);
	return true;
}

bool recovered_is_whole(const struct recovered *self)
{
	return self->n_unfit == 0 && self->n_foreign == 0 && self->aside.n == 0;
}

void recovered_release(struct recovered *self)
{
	ops_release(&self->ops);
	ops_release(&self->aside);
	str_release(&self->lost);
	*self = (struct recovered){0};
}

/* --- a document of several --- */

/* The current file; false if there is none to merge with, which *why explains. */
static bool load_file(struct rescue *self, struct recovery_reader *reader, const struct form *form,
	const char *path)
{
	struct str bytes = {0};
	bool is_read = file_load(reader->io, path, &bytes, NULL, &self->why) &&
		       document_parse_again(&reader->file, form, &bytes, &self->before, &self->why);

	str_release(&bytes);
	return is_read;
}

/* Merges one more journal into the result. */
static bool add(struct rescue *self, struct recovery_reader *reader,
	const struct journal_entry *entry, struct err *err)
{
	struct recovered result;
	bool is_done = recovery_reader_merge(reader, entry, &self->after, &result, err) &&
		       ops_apply(&result.ops, &self->after, err);

	self->n_conflicts += result.n_conflicts;
	str_append(&self->lost, str_text(&result.lost), result.lost.len);
	recovered_release(&result);
	return is_done;
}

/* Without the file: from what the session began with to where it ended. */
static bool begin_alone(struct rescue *self, struct recovery_reader *reader,
	const struct form *form, const struct journal_entry *entry, struct err *err)
{
	struct replay *replay = &reader->replay;

	if (!replay_run(replay, reader->io, entry, form, err))
		return false;
	document_copy(&self->before, &replay->base);
	document_copy(&self->after, &replay->recovered);
	str_append(&self->lost, str_text(&replay->lines), replay->lines.len);
	return true;
}

static bool begin_merged(struct rescue *self, struct recovery_reader *reader,
	const struct form *form, const char *path)
{
	if (!load_file(self, reader, form, path))
		return false;
	if (!self->before.is_read_only) {
		document_copy(&self->after, &self->before);
		return true;
	}
	err_set(&self->why, ERR_REFUSED, "the file is read-only: %s",
		self->before.source.n_problems > 0 ? self->before.source.problems[0].message
						   : "it was written by a newer Afterword");
	document_release(&self->before);
	return false;
}

/* Is there nothing to merge, although the file has lost what was saved into it? */
static bool is_missed(
	struct rescue *self, struct io io, const struct journal_entry *const *entries, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (entries[i]->n_ops > 0 || journal_is_held(io, entries[i], &self->before))
			return false;
	return true;
}

static bool try_merged(struct rescue *self, struct recovery_reader *reader, const struct form *form,
	const char *path, const struct journal_entry *const *entries, size_t n)
{
	if (!begin_merged(self, reader, form, path))
		return false;
	if (!is_missed(self, reader->io, entries, n))
		return true;
	err_set(&self->why, ERR_CHANGED, "it lacks text that was saved in it");
	document_release(&self->before);
	document_release(&self->after);
	return false;
}

bool rescue_init(struct rescue *self, struct recovery_reader *reader, const struct form *form,
	const struct journal_entry *const *entries, size_t n, const char *path, struct err *err)
{
	/* If the file has what the session last saved, there is nothing to merge with and less to
	 * read. */
	bool is_same = path && n == 1 && entries[0]->is_in_file;

	*self = (struct rescue){0};
	self->is_merged = is_same || (path && try_merged(self, reader, form, path, entries, n));
	/* The last one began with what the others had saved, so it replaces them. */
	if ((is_same || !self->is_merged) && !begin_alone(self, reader, form, entries[--n], err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!add(self, reader, entries[i], err)) {
			rescue_release(self);
			return false;
		}
	return true;
}

void rescue_release(struct rescue *self)
{
	document_release(&self->before);
	document_release(&self->after);
	str_release(&self->lost);
	*self = (struct rescue){0};
}
