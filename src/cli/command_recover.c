/*
 * afterword recover: what ended sessions left in their journals: lists, exports or
 * removes it, without a terminal.
 */
#include "base/mem.h"
#include "draft_summary.h"
#include "internal.h"
#include "journal_summary.h"
#include "pending_journals.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_OUT, OPTION_EXPORT, OPTION_JOURNAL, OPTION_UNMERGED, OPTION_REMOVE };

struct recover {
	const struct invocation *call;
	struct journal_list list;
	const struct journal_entry **chosen; /* from the list, oldest first */
	size_t n;
	struct form_cache cache;
	struct recovery_reader *reader;
	int status;
};

static const char *option(const struct recover *self, int which)
{
	return self->call->values[which];
}

/* The file that a journal's text belongs to: the named one, which may have been moved. */
static const char *path_of(const struct recover *self, const struct journal_entry *entry)
{
	return self->call->n_arguments > 0 ? self->call->arguments[0] : entry->document_path;
}

static int fail(struct recover *self, const struct err *err)
{
	complain_err(err);
	return self->status = EXIT_WRONG;
}

/* --- choosing --- */

static bool load_list(struct recover *self, struct err *err)
{
	const struct invocation *call = self->call;
	const char *path = call->n_arguments > 0 ? call->arguments[0] : NULL;
	struct str folder = {0};
	bool is_loaded =
		journal_folder(&folder, err) &&
		journal_list_load(&self->list, call->io, str_text(&folder), path, err) &&
		journal_list_load_aside(&self->list, call->io, str_text(&folder), path, err);

	str_release(&folder);
	return is_loaded;
}

static bool choose(struct recover *self, struct err *err)
{
	const char *id = option(self, OPTION_JOURNAL);

	self->chosen = mem_zalloc(self->list.n + 1, sizeof(*self->chosen));
	for (size_t i = 0; i < self->list.n; i++)
		if (!id || strcmp(self->list.items[i].id, id) == 0)
			self->chosen[self->n++] = &self->list.items[i];
	return !id || self->n > 0 || err_set(err, ERR_MISSING, "there is no journal '%s'", id);
}

/* For one document from several journals: those that wait, unless one was named. */
static void keep_waiting(struct recover *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n; i++)
		if (option(self, OPTION_JOURNAL) ? !self->chosen[i]->problem
						 : journal_waits(&self->cache, self->chosen[i]))
			self->chosen[n++] = self->chosen[i];
	self->n = n;
}

/* --- listing --- */

static void list(struct recover *self)
{
	bool is_named = option(self, OPTION_JOURNAL) != NULL;
	struct journal_summary summary = {.cache = &self->cache,
		.reader = self->reader,
		.path = self->call->n_arguments > 0 ? self->call->arguments[0] : NULL,
		.merges = !option(self, OPTION_UNMERGED),
		.shows_changes = self->call->n_arguments > 0 || is_named,
		.is_complete = is_named};
	struct str out = {0};

	for (size_t i = 0; i < self->n; i++)
		if (journal_summary_append(&summary, self->chosen[i], &out))
			self->status = EXIT_FINDINGS;
	if (!is_named && self->status != EXIT_WRONG) {
		int status = draft_summary_append(&summary, &out);

		self->status = status > self->status ? status : self->status;
	}
	if (out.len > 0 && !print_shown(&out))
		self->status = EXIT_WRONG;
	str_release(&out);
}

/* --- exporting --- */

static bool write_new(
	struct recover *self, const char *path, const struct str *bytes, struct err *err)
{
	/* What was never in a file is private. */
	struct file_save save = {
		.path = path, .bytes = bytes, .ids = &self->call->ids, .is_private = true};
	struct err why = {0};
	enum file_result result = file_replace(self->call->io, &save, NULL, &why);

	if (result == FILE_CHANGED)
		return err_set(err, ERR_USAGE, "'%s' already exists; nothing was written", path);
	if (result == FILE_FAILED && err->code == ERR_NONE)
		*err = why;
	return result == FILE_SAVED;
}

static bool is_any_cut(const struct journal_entry *const *entries, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (entries[i]->is_cut)
			return true;
	return false;
}

/* Does the merge leave out something that a session had saved and somebody has since removed from
 * the file? */
static bool is_any_missed(struct io io, const struct rescue *rescue,
	const struct journal_entry *const *entries, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (entries[i]->n_ops == 0 && !journal_is_held(io, entries[i], &rescue->after))
			return true;
	return false;
}

/* If not, a text is probably over the limit: it is complete, and can be split with another
 * program. */
static bool can_be_opened(const struct document *document, const struct str *bytes, struct err *err)
{
	struct document read = {0};
	struct str dump = {0};
	bool is_good;

	document_dump(document, &dump);
	is_good = document_read_back(&read, document->form, bytes, &dump, err);
	if (is_good)
		document_release(&read);
	str_release(&dump);
	return is_good;
}

/* Reports what the written document lacks; true if the journals are no longer needed. */
static bool judge(struct recover *self, const struct rescue *rescue,
	const struct journal_entry *const *entries, size_t n, const struct str *bytes,
	const char *out)
{
	struct err err = {0};
	bool is_whole = strcmp(out, "-") != 0 && rescue->lost.len == 0;

	if (rescue->lost.len > 0)
		complain("%s: some changes could not be recovered; they are still in the journal",
			out);
	if (rescue->n_conflicts > 0) {
		complain("%s: %zu conflicts are marked in it", out, rescue->n_conflicts);
		self->status = EXIT_FINDINGS;
	}
	if (!option(self, OPTION_UNMERGED) && !rescue->is_merged && rescue->why.code != ERR_MISSING)
		complain("%s: not merged with the file: %s", out, rescue->why.message);
	if (is_any_cut(entries, n)) {
		complain("%s: lacks what could not be read; the damaged journal stays", out);
		is_whole = false;
	}
	if (is_any_missed(self->call->io, rescue, entries, n)) {
		complain("%s: lacks what somebody removed from the file; the journals stay", out);
		is_whole = false;
	}
	if (!can_be_opened(&rescue->after, bytes, &err)) {
		complain("%s: has the text, but Afterword cannot open such a file: %s", out,
			err.message);
		self->status = EXIT_FINDINGS;
		is_whole = false;
	}
	return is_whole;
}

static bool init_rescue(struct recover *self, struct rescue *rescue,
	const struct journal_entry *const *entries, size_t n, bool merges, struct err *err)
{
	const char *path = path_of(self, entries[0]);
	const struct form *form = form_cache_find(&self->cache, entries[0]->form_name, path, err);

	return form &&
	       rescue_init(rescue, self->reader, form, entries, n, merges ? path : NULL, err);
}

/* Makes one document from journals; true if it is safely written and complete. */
static bool export(
	struct recover *self, const struct journal_entry *const *entries, size_t n, const char *out)
{
	struct rescue rescue;
	struct str bytes = {0};
	struct err err = {0};
	bool merges = !option(self, OPTION_UNMERGED);
	bool is_whole = false;

	if (!init_rescue(self, &rescue, entries, n, merges, &err)) {
		fail(self, &err);
		return false;
	}
	if (document_format(&rescue.after, &bytes, &err) &&
		(strcmp(out, "-") == 0 ? print(&bytes) : write_new(self, out, &bytes, &err)))
		is_whole = judge(self, &rescue, entries, n, &bytes, out);
	else
		err_set(&err, ERR_SYSTEM, "'%s' could not be written", out);
	if (err.code != ERR_NONE)
		fail(self, &err);
	str_release(&bytes);
	rescue_release(&rescue);
	return is_whole;
}

/* --- removing --- */

static void remove_journal(struct recover *self, const struct journal_entry *entry)
{
	struct err err = {0};

	if (entry->is_live)
		err_set(&err, ERR_REFUSED,
			"journal %s belongs to a session that is still running; it was left alone",
			entry->id);
	else
		journal_entry_remove(self->call->io, entry, &err);
	if (err.code != ERR_NONE)
		fail(self, &err);
}

/* An op that no longer fits is only in the journal it was made in, even if that was taken. */
static bool fits_whole(struct recover *self, const struct journal_entry *entry)
{
	struct rescue rescue;
	bool fits;

	if (!init_rescue(self, &rescue, &entry, 1, false, NULL))
		return false;
	fits = rescue.lost.len == 0;
	rescue_release(&rescue);
	return fits;
}

/* Together with all older journals whose text it also contains; those first, because alone they
 * would wait again. */
static void remove_exported(struct recover *self, const struct journal_entry *entry)
{
	for (const struct journal_entry *old = self->list.items; old < entry; old++)
		if (old->taken_by && strcmp(old->taken_by, entry->id) == 0 && !old->is_live &&
			fits_whole(self, old))
			remove_exported(self, old);
	remove_journal(self, entry);
}

/* A journal that cannot be read is only removed by name. */
static void remove_chosen(struct recover *self)
{
	for (size_t i = 0; i < self->n; i++)
		if (!self->chosen[i]->problem || option(self, OPTION_JOURNAL))
			remove_journal(self, self->chosen[i]);
}

/* "DIR/postmortem.recovered-k3f9q2mx.yaml" */
static void name_export(const char *folder, const struct journal_entry *entry, struct str *out)
{
	const char *slash = strrchr(entry->document_path, '/');
	const char *name = slash ? slash + 1 : entry->document_path;
	const char *dot = strrchr(name, '.');
	size_t stem = dot && dot > name ? (size_t)(dot - name) : strlen(name);

	str_appendf(out, "%s/%.*s.recovered-%s.yaml", folder, (int)stem, name, entry->id);
}

static void export_each(struct recover *self, const char *folder)
{
	keep_waiting(self);
	for (size_t i = 0; i < self->n; i++) {
		const struct journal_entry *entry = self->chosen[i];
		struct str out = {0};

		name_export(folder, entry, &out);
		if (export(self, &entry, 1, str_text(&out)) && option(self, OPTION_REMOVE))
			remove_exported(self, entry);
		str_release(&out);
	}
}

/* A journal that was set aside is not taken automatically, but may be the only copy: names the last
 * one. */
static void say_none_waits(const struct recover *self, struct err *err)
{
	const struct journal_entry *aside = NULL;

	for (size_t i = 0; i < self->list.n; i++)
		if (self->list.items[i].is_aside && !self->list.items[i].problem)
			aside = &self->list.items[i];
	if (aside)
		err_set(err, ERR_MISSING,
			"there is no journal to recover; one was set aside: see --journal %s",
			aside->id);
	else
		err_set(err, ERR_MISSING, "there is no journal to recover");
}

static void export_one(struct recover *self, const char *out)
{
	struct err err = {0};

	keep_waiting(self);
	for (size_t i = 1; i < self->n && err.code == ERR_NONE; i++)
		if (option(self, OPTION_UNMERGED) ||
			strcmp(self->chosen[i]->document_path, self->chosen[0]->document_path) != 0)
			err_set(&err, ERR_USAGE,
				"there are %zu journals; name one with --journal, or use --export",
				self->n);
	if (self->n == 0)
		say_none_waits(self, &err);
	if (err.code != ERR_NONE)
		fail(self, &err);
	else if (export(self, self->chosen, self->n, out) && option(self, OPTION_REMOVE))
		for (size_t i = 0; i < self->n; i++)
			remove_exported(self, self->chosen[i]);
}

/* --- */

static bool check_usage(const struct recover *self, struct err *err)
{
	bool is_named = self->call->n_arguments > 0 || option(self, OPTION_JOURNAL);

	if (option(self, OPTION_OUT) && option(self, OPTION_EXPORT))
		return err_set(err, ERR_USAGE, "use either --output or --export");
	if (!is_named && (option(self, OPTION_OUT) || option(self, OPTION_REMOVE)))
		return err_set(err, ERR_USAGE, "say which: FILE or --journal ID");
	return true;
}

static int run(const struct invocation *call)
{
	struct recover self = {.call = call, .status = EXIT_FINE};
	struct err err = {0};

	form_cache_init(&self.cache, call->io);
	self.reader = recovery_reader_new(call->io);
	if (!check_usage(&self, &err) || !load_list(&self, &err) || !choose(&self, &err))
		fail(&self, &err);
	else if (option(&self, OPTION_OUT))
		export_one(&self, option(&self, OPTION_OUT));
	else if (option(&self, OPTION_EXPORT))
		export_each(&self, option(&self, OPTION_EXPORT));
	else if (option(&self, OPTION_REMOVE))
		remove_chosen(&self);
	else
		list(&self);
	free(self.chosen);
	journal_list_release(&self.list);
	recovery_reader_free(self.reader);
	form_cache_release(&self.cache);
	return self.status;
}

const struct command command_recover = {
	.name = "recover",
	.arguments = "[FILE]",
	.about = "List or export what ended sessions left unsaved",
	.least = 0,
	.most = 1,
	.options =
		{
			[OPTION_OUT] = {"output", 'o', "OUT",
				"write the recovered document to a new file"},
			[OPTION_EXPORT] = {"export", 0, "DIR",
				"write one file for each journal to a folder"},
			[OPTION_JOURNAL] = {"journal", 0, "ID", "only this journal"},
			[OPTION_UNMERGED] = {"unmerged", 0, NULL,
				"as the session had it, without what the file has now"},
			[OPTION_REMOVE] = {"remove", 0, NULL,
				"remove the journals, after the export if there is one"},
		},
	.run = run,
};
