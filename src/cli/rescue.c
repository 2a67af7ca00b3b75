/* From journals to a document: replay on the base, merge with the file, as opening would. */
#include "rescue.h"

#include "compare.h"

#include "merge/merge.h"

#include <string.h>

static const struct merge_labels labels = {
	.ours = "the file", .base = "before both", .theirs = "the earlier session"};

/* The file as it is; false when there is none to merge with, which *why explains. */
static bool load_file(struct document *document, const struct form *form, struct io io,
	const char *path, struct err *why)
{
	struct str bytes = {0};
	bool is_read = file_load(io, path, &bytes, NULL, why) &&
		       document_parse(document, form, &bytes, why);

	str_release(&bytes);
	return is_read;
}

static void append_loss(const struct op *op, const struct document *base,
	const struct document *recovered, struct str *lost)
{
	const struct value *value =
		op->kind <= OP_EDIT ? document_value(recovered, &op->place) : NULL;
	size_t start = lost->len;

	diff_describe(op, base, lost);
	if (value)
		str_appendf(lost, ": %s", str_text(&value->text));
	/* a line each */
	for (char *at = lost->data + start; (at = strchr(at, '\n'));)
		*at = ' ';
	str_append_char(lost, '\n');
}

/* What somebody made something else of takes no text: a merge passes it over. */
static void note_foreign(
	struct rescue *self, const struct document *base, const struct document *recovered)
{
	struct ops ops = {0};

	diff_documents(base, recovered, &ops);
	for (size_t i = 0; i < ops.n; i++) {
		const struct op *op = &ops.items[i];
		const struct value *value = document_value(&self->after, &op->place);

		if (self->after.values[op->place.field].is_foreign || (value && value->is_foreign))
			append_loss(op, base, recovered, &self->lost);
	}
	ops_release(&ops);
}

/* What would go together with words that the file has got since. */
static void note_aside(struct rescue *self, const struct ops *aside)
{
	for (size_t i = 0; i < aside->n; i++) {
		diff_describe(&aside->items[i], &self->after, &self->lost);
		str_append_text(&self->lost,
			" in that session; the file has somebody else's comment or key there now\n");
	}
}

/* One more journal onto what is there. */
static bool add(struct rescue *self, struct form_shelf *shelf, const struct journal_entry *entry,
	struct err *err)
{
	const struct form *form = self->after.form;
	struct document base = {0};
	struct document recovered = {0};
	struct ops ops = {0};
	struct ops aside = {0};
	size_t lost = 0;

	if (!journal_replay(shelf->io, entry, form, &base, &recovered, &lost, err))
		return false;
	if (lost > 0)
		journal_lost(shelf->io, entry, form, &self->lost);
	note_foreign(self, &base, &recovered);
	self->conflicts += merge_documents(&base, &self->after, &recovered, &labels, &ops);
	merge_set_removals_aside(&base, &self->after, &ops, &aside);
	note_aside(self, &aside);
	ops_release(&aside);
	document_release(&base);
	document_release(&recovered);
	bool is_done = ops_apply(&ops, &self->after, err);

	ops_release(&ops);
	return is_done;
}

/* Without the file: from what the session began with to where it ended. */
static bool begin_alone(struct rescue *self, struct form_shelf *shelf, const struct form *form,
	const struct journal_entry *entry, struct err *err)
{
	size_t lost = 0;

	if (!journal_replay(shelf->io, entry, form, &self->before, &self->after, &lost, err))
		return false;
	if (lost > 0)
		journal_lost(shelf->io, entry, form, &self->lost);
	return true;
}

static bool begin_merged(
	struct rescue *self, struct io io, const struct form *form, const char *path)
{
	if (!load_file(&self->before, form, io, path, &self->why))
		return false;
	if (!self->before.is_read_only && load_file(&self->after, form, io, path, &self->why))
		return true;
	err_set(&self->why, ERR_REFUSED, "the file is read-only: %s",
		self->before.source.n_problems > 0 ? self->before.source.problems[0].message
						   : "it was written by a newer Afterword");
	document_release(&self->before);
	return false;
}

/* Is there nothing to merge, while the file has lost what was saved into it? */
static bool is_missed(
	struct rescue *self, struct io io, const struct journal_entry *const *entries, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (entries[i]->n_ops > 0 || journal_is_held(io, entries[i], &self->before))
			return false;
	return true;
}

static bool try_merged(struct rescue *self, struct io io, const struct form *form, const char *path,
	const struct journal_entry *const *entries, size_t n)
{
	if (!begin_merged(self, io, form, path))
		return false;
	if (!is_missed(self, io, entries, n))
		return true;
	err_set(&self->why, ERR_CHANGED, "it lacks text that was saved in it");
	document_release(&self->before);
	document_release(&self->after);
	return false;
}

bool rescue_init(struct rescue *self, struct form_shelf *shelf,
	const struct journal_entry *const *entries, size_t n, const char *path, bool merges,
	struct err *err)
{
	const struct form *form = form_shelf_find(shelf, entries[0]->form_name, path, err);

	*self = (struct rescue){0};
	if (!form)
		return false;
	/* What the session last saved is what the file holds: nothing to merge with, and less to
	 * read. */
	bool is_same = merges && n == 1 && entries[0]->is_in_file;

	if (is_same && !begin_alone(self, shelf, form, entries[--n], err))
		return false;
	self->is_merged =
		is_same || (merges && try_merged(self, shelf->io, form, path, entries, n));
	/* The last one began with what the others had saved, not the other way round. */
	if (!self->is_merged && !begin_alone(self, shelf, form, entries[--n], err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!add(self, shelf, entries[i], err)) {
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

/* --- in words --- */

size_t rescue_show(const struct rescue *self, struct str *out)
{
	size_t n = document_compare(&self->before, &self->after, out);

	if (self->conflicts > 0)
		str_appendf(out, "In conflict with the file, both versions are kept: %zu\n",
			self->conflicts);
	if (self->lost.len > 0) {
		str_append_text(out, "Not brought back; it stays in the journal:\n  ");
		lines_append(out, str_text(&self->lost), self->lost.len, 2);
	}
	return n;
}
