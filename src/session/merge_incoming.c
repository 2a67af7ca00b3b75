/*
 * What others write to the file is merged into the document at once, while the user is
 * typing. The base is what the file had when it was last read or written, ours is the
 * document, theirs the file. The resulting ops cannot be undone here; the file becomes
 * the document's source, and what is only ours is saved to it next.
 *
 * What cannot be merged awaits the user: see file_conflict.c.
 */
#include "internal.h"

#include "merge/merge.h"

#include <string.h>

/* --- merging --- */

/* What the judge of a merge needs: the file as it was found. */
struct keeping {
	struct session *session;
	const struct file_probe *look;
};

static bool keeps_theirs(void *context, struct err *err)
{
	const struct keeping *keeping = context;

	return incoming_keeps_theirs(keeping->session, keeping->look) ||
	       err_set(err, ERR_REFUSED, "it has comments on something removed here");
}

/* Applies all or none. The focus, marks and undo steps follow. */
static bool apply(
	struct session *self, const struct file_probe *look, const struct ops *ops, struct err *err)
{
	struct keeping keeping = {self, look};

	remote_changes_begin(self);
	for (size_t i = 0; i < ops->n; i++)
		remote_changes_note(self, &ops->items[i]);
	remote_list_tidy(&self->remote_changes, self->form);
	if (editor_adopt(self->editor, ops, keeps_theirs, &keeping, err))
		return true;
	remote_changes_drop_new(self);
	return false;
}

/* The journal starts over on the present file and what is only ours, which is saved next. */
static void rebase(struct session *self, const struct ops *own)
{
	struct err err = {0};
	bool is_noted = autosave_rebase(self->autosave, session_document(self), own,
		self->recovering.answer == RECOVERY_WAITS, &err);

	file_note_known(self, is_noted, &err);
}

/* The present file becomes the document's source. */
static void adopt(struct session *self, struct file_probe *look)
{
	struct ops own = {0};

	baseline_keep(self);
	diff_documents(&look->theirs, session_document(self), &own);
	editor_adopt_source(self->editor, &look->theirs);
	rebase(self, &own);
	ops_release(&own);
}

/* If two editors changed the same words, one creates the conflict, and the other must be told
 * too. Answers that have changed are marked; what is gone of the review is not, so it goes before.
 */
static void say(
	struct session *self, size_t n, size_t conflicts, const struct str *said, bool is_lost)
{
	size_t made = remote_changes_count_conflicts(self);
	const char *changes = n == 1 ? "change" : "changes";
	const char *by = editor_others(self->editor);
	const char *key = conflicts == 1 ? "conflict" : "conflicts";
	struct str news = {0};

	if (is_lost && conflicts + made > 0)
		str_appendf(&news, ". %s", str_text(said));
	if (conflicts > 0)
		editor_say_about(self->editor, TOPIC_MERGE, MESSAGE_WARNING,
			"Merged %zu %s by %s; %zu %s, where both versions are kept: the next "
			"finding leads there%s",
			n, changes, by, conflicts, key, str_text(&news));
	else if (made > 0)
		editor_say_about(self->editor, TOPIC_MERGE, MESSAGE_WARNING,
			"Merged %zu %s by %s, whose merge left %zu %s for one of you to decide: "
			"the next finding leads there%s",
			n, changes, by, made, made == 1 ? "conflict" : "conflicts",
			str_text(&news));
	else if (!is_lost && news_append(self, &news))
		editor_say_about(self->editor, TOPIC_MERGE, MESSAGE_INFO, "%s", str_text(&news));
	else if (said->len > 0)
		editor_say_about(self->editor, TOPIC_MERGE, MESSAGE_INFO, "%s", str_text(said));
	str_release(&news);
}

static bool merge(struct session *self, struct file_probe *look, struct err *err)
{
	struct merge_labels labels;
	struct ops ops = {0};
	struct str said = {0};
	size_t unseen = self->remote_changes.n;
	size_t conflicts;
	bool is_merged, is_lost;

	author_names_label(self, &labels);
	editor_put_aside(self->editor, &look->base, &look->theirs);
	conflicts =
		merge_documents(&look->base, session_document(self), &look->theirs, &labels, &ops);
	if (conflicts > 0)
		merge_sides_keep(self, &look->theirs.source.source);
	is_merged = apply(self, look, &ops, err);
	editor_put_back(self->editor, &look->base, &look->theirs);
	if (is_merged) {
		baseline_follow(self, look);
		is_lost = news_append_said(self, &look->base, &look->theirs, &said);
		adopt(self, look);
		merge_sides_forget_decided(self);
		remote_changes_drop_undone(self);
		if (said.len == 0 && self->remote_changes.n < unseen)
			news_append_undone(self, &said);
		say(self, remote_changes_count_new(self), conflicts, &said, is_lost);
	}
	ops_release(&ops);
	str_release(&said);
	return is_merged;
}

/* --- arrivals --- */

/* Everything of ours is in the file, so what ops cannot express is taken from it. */
static void take_whole(struct session *self, struct file_probe *look)
{
	baseline_keep(self);
	editor_replace(self->editor, &look->theirs);
	rebase(self, &(struct ops){0});
	session_say(self, MESSAGE_WARNING,
		"The file changed on disk and was read again; earlier steps cannot be "
		"undone");
}

/* Why a document is read-only. */
static void explain(const struct document *document, struct err *err)
{
	const struct yaml_tree *tree = &document->source;

	if (tree->n_problems > 0)
		err_set(err, ERR_VALUE, "line %u: %s", tree->problems[0].line,
			tree->problems[0].message);
	else
		err_set(err, ERR_VALUE, "a newer Afterword wrote it");
}

static void take_document(struct session *self, struct file_probe *look)
{
	struct err err = {0};

	if (session_save_state(self) == SAVE_READ_ONLY) {
		file_note_stale(self);
	} else if (look->theirs.is_read_only) {
		explain(&look->theirs, &err);
		file_note_conflict(self, FILE_CONFLICT_CHANGED, &err);
	} else if (incoming_can_merge(self, look)) {
		if (!merge(self, look, &err))
			file_note_conflict(self, FILE_CONFLICT_CHANGED, &err);
	} else if (!session_is_edited(self)) {
		take_whole(self, look);
	} else {
		err_set(&err, ERR_REFUSED, "a value changed its kind, or rows have no id");
		file_note_conflict(self, FILE_CONFLICT_CHANGED, &err);
	}
}

bool incoming_take(struct session *self, struct file_probe *look)
{
	switch (look->result) {
	case PROBE_SAME:
	case PROBE_CHANGED:
	case PROBE_BUSY:
		return false;
	case PROBE_EQUAL: /* the file is again as we know it */
		file_end_conflict(self);
		break;
	case PROBE_DOCUMENT:
		take_document(self, look);
		break;
	case PROBE_NO_DOCUMENT:
		file_note_conflict(self, FILE_CONFLICT_UNREADABLE, &look->err);
		break;
	case PROBE_GONE:
		file_note_conflict(self, FILE_CONFLICT_GONE, &look->err);
		break;
	}
	return true;
}
