/* Describes a journal in a few lines: when, which document, how much of it the file lacks. */
#include "journal_summary.h"

#include "compare.h"
#include "pending_journals.h"

/* How a journal relates to the file. */
struct effect {
	bool is_known; /* else err says why not */
	struct err err;
	size_t changes; /* answers and rows, not keystrokes */
	bool is_merged;
	bool is_gone;    /* the file is */
	bool is_closed;  /* the file cannot be read */
	bool is_garbage; /* it exists, but is not a document of the form */
	bool is_missed;  /* it is one, but without what was saved in it */
	bool has_lost;
	struct str shown;
};

static void append_rest(const struct rescue *rescue, struct str *out)
{
	if (rescue->n_conflicts > 0)
		str_appendf(out, "In conflict with the file (both versions are kept): %zu\n",
			rescue->n_conflicts);
	if (rescue->lost.len > 0) {
		str_append_text(out, "Not brought back; it stays in the journal:\n  ");
		lines_append(out, str_text(&rescue->lost), rescue->lost.len, 2);
	}
}

static void find_effect(const struct journal_summary *self, const struct journal_entry *entry,
	struct effect *effect)
{
	const char *path = self->path ? self->path : entry->document_path;
	struct rescue rescue;

	const struct form *form =
		form_cache_find(self->cache, entry->form_name, path, &effect->err);

	effect->is_known = form && rescue_init(&rescue, self->reader, form, &entry, 1,
					   self->merges ? path : NULL, &effect->err);
	if (!effect->is_known)
		return;
	effect->changes = document_compare(&rescue.before, &rescue.after, &effect->shown);
	append_rest(&rescue, &effect->shown);
	effect->is_merged = rescue.is_merged;
	effect->is_gone = rescue.why.code == ERR_MISSING;
	effect->is_missed = rescue.why.code == ERR_CHANGED;
	effect->is_garbage = self->merges && !effect->is_merged && !effect->is_gone &&
			     !effect->is_missed && rescue.why.code != ERR_REFUSED;
	effect->is_closed = rescue.why.code == ERR_SYSTEM;
	effect->has_lost = rescue.lost.len > 0;
	if (self->merges && !effect->is_merged && !effect->is_gone)
		str_appendf(&effect->shown, "  not merged with the file: %s\n", rescue.why.message);
	rescue_release(&rescue);
}

void journal_summary_append_time(int64_t seconds, struct str *out)
{
	struct zone zone;
	struct civil civil;

	zone_init(&zone, "UTC", NULL);
	zone_civil(&zone, seconds, &civil);
	str_appendf(out, "%04d-%02d-%02d %02d:%02d UTC", civil.year, civil.month, civil.day,
		civil.hour, civil.minute);
}

static void append_effect(const struct effect *effect, struct str *out)
{
	if (!effect->is_known)
		str_append_text(out, "its changes cannot be shown");
	else if (effect->is_gone)
		str_append_text(out, "the file is gone; its complete text is here");
	else if (effect->is_closed)
		str_append_text(out, "the file cannot be read; its complete text is here");
	else if (effect->is_garbage)
		str_append_text(
			out, "the file is not a document any more; its complete text is here");
	else if (effect->is_missed)
		str_append_text(out, "the file lacks some of it; its complete text is here");
	else if (effect->changes > 0)
		str_appendf(out, "%zu change%s not in the file", effect->changes,
			effect->changes == 1 ? "" : "s");
	else if (effect->has_lost)
		str_append_text(out, "it does not fit into the file");
	else if (effect->is_merged)
		str_append_text(out, "all of it is in the file");
	else
		str_append_text(out, "the text as it was last saved");
}

static void append_state(const struct journal_entry *entry, struct str *out)
{
	if (entry->is_live)
		str_appendf(out, "; open now in process %ld", entry->pid);
	if (entry->is_aside)
		str_append_text(out, "; set aside");
	if (entry->taken_by)
		str_append_text(out, "; a later journal has it, too");
	if (entry->is_moved)
		str_append_text(out, "; the file was moved");
	if (entry->is_cut)
		str_append_text(out, "; its end is damaged, everything before that counts");
	str_append_char(out, '\n');
}

static void append_changes(const struct effect *effect, struct str *out)
{
	if (effect->is_known) {
		str_append(out, str_text(&effect->shown), effect->shown.len);
		return;
	}
	str_append_text(out, "  ");
	err_format(&effect->err, out);
	str_append_char(out, '\n');
}

/* The session that left it had nothing unsaved, and the file exists. */
static bool is_empty(const struct journal_entry *entry, bool waits)
{
	return !waits && entry->n_ops == 0 && !entry->is_live && !entry->is_aside && !entry->is_cut;
}

bool journal_summary_append(
	const struct journal_summary *self, const struct journal_entry *entry, struct str *out)
{
	struct effect effect = {0};
	bool waits = !entry->problem && journal_waits(self->cache, entry);

	if (entry->problem) {
		str_appendf(out, "%s  %s: %s\n", entry->id, entry->path, entry->problem);
		return true;
	}
	if (!self->is_complete && is_empty(entry, waits))
		return false;
	find_effect(self, entry, &effect);
	str_appendf(out, "%s  ", entry->id);
	journal_summary_append_time(entry->started, out);
	str_appendf(out, "  %s\n  ", entry->document_path);
	append_effect(&effect, out);
	append_state(entry, out);
	if (self->shows_changes)
		append_changes(&effect, out);
	str_release(&effect.shown);
	return waits &&
	       (!effect.is_known || !effect.is_merged || effect.changes > 0 || effect.has_lost);
}
