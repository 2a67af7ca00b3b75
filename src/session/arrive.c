/*
 * What others write into the file arrives here: it is merged into the document at once,
 * under the user's hands. Base is what the file held when it was last read or written,
 * ours the document, theirs the file. The ops that come of it are nobody's to undo here;
 * the file becomes the document's source, and what is only ours is saved into it next.
 *
 * What cannot be merged waits for the user: see resolve.c.
 */
#include "disk.h"
#include "editing.h"

#include "merge/merge.h"

#include <string.h>

#define COMPANY 60000 /* milliseconds after a change by somebody else that we expect another */

/* --- what is half typed --- */

/* A time or number between its first key and leaving it: it is no value yet, so it does not
 * take part. */
struct aside {
	bool is_there;
	struct place place;
	struct str typed;
	struct focus focus;
};

static void set_raw(struct session *self, const struct place *place, const struct str *text)
{
	struct op op = {0};

	document_op_set(&self->document, place, str_text(text), text->len, &op);
	change_adopt(self, &op, NULL);
	op_release(&op);
}

static void put_aside(struct session *self, const struct look *look, struct aside *aside)
{
	const struct value *base;

	if (!self->inside->entry.is_typed)
		return;
	session_place(self, &aside->place);
	base = document_value(&look->base, &aside->place);
	if (base == NULL || document_value(&look->theirs, &aside->place) == NULL)
		return;
	const struct value *value = document_value(&self->document, &aside->place);
	str_append(&aside->typed, str_text(&value->text), value->text.len);
	aside->focus = self->focus;
	aside->is_there = true;
	set_raw(self, &aside->place, &base->text);
}

/* Typing goes on; on leaving, what came meanwhile is told from what is typed. */
static void put_back(struct session *self, const struct look *look, struct aside *aside)
{
	struct entry *entry = &self->inside->entry;

	if (!aside->is_there) {
		if (entry->is_typed && document_value(&look->theirs, &aside->place) == NULL)
			entry->is_typed = false;
		return;
	}
	const struct str *before = &document_value(&look->base, &aside->place)->text;
	const struct str *now = &document_value(&self->document, &aside->place)->text;
	if (!str_equal(before, str_text(now), now->len)) {
		if (!entry->is_outrun)
			str_set(&entry->base, str_text(&entry->stored), entry->stored.len);
		entry->is_outrun = true;
		str_set(&entry->stored, str_text(now), now->len);
	}
	set_raw(self, &aside->place, &aside->typed);
	self->focus.cursor = aside->focus.cursor;
	self->focus.anchor = aside->focus.anchor;
	self->focus.has_selection = aside->focus.has_selection;
	str_release(&aside->typed);
}

/* --- merging --- */

static bool is_at(const struct aside *aside, const struct op *op)
{
	return aside->is_there && (op->kind == OP_SET || op->kind == OP_EDIT) &&
	       place_is_equal(&aside->place, &op->place);
}

static void take_back(struct session *self, const struct ops *ops, size_t n)
{
	while (n-- > 0) {
		struct op inverse = {0};
		op_invert(&ops->items[n], &inverse);
		change_adopt(self, &inverse, NULL);
		op_release(&inverse);
	}
}

/* As it was before the first n of them. */
static void give_up(
	struct session *self, const struct ops *ops, size_t n, const struct focus *before)
{
	take_back(self, ops, n);
	self->focus = *before;
	news_drop_new(self);
}

/* All of them or none. The focus, the marks and the steps of undo go along. */
static bool apply(struct session *self, const struct look *look, struct ops *ops,
	const struct aside *aside, struct err *err)
{
	struct focus before = self->focus;

	for (size_t i = 0; i < ops->n; i++) {
		news_note(self, &ops->items[i]);
		focus_follow_live(self, &ops->items[i]);
		finding_note_foreign(self, &ops->items[i].place);
		if (!change_adopt(self, &ops->items[i], err)) {
			give_up(self, ops, i, &before);
			return false;
		}
	}
	if (!arrive_keeps_theirs(self, look)) {
		give_up(self, ops, ops->n, &before);
		return err_set(err, ERR_REFUSED, "it has comments at what was removed here");
	}
	for (size_t i = 0; i < ops->n; i++)
		if (is_at(aside, &ops->items[i]))
			undo_forbid_last(self);
	undo_follow(self, ops);
	return true;
}

/* The journal begins anew on the file as it is, with what is only ours. */
static void rebase_journal(struct session *self, const struct ops *own)
{
	struct session_private *inside = self->inside;
	struct err err = {0};

	if (inside->journal == NULL)
		return;
	inside->is_journal_behind =
		!journal_rebase(inside->journal, save_base(self), own, self->form, &err);
	if (inside->is_journal_behind)
		session_say(self, MESSAGE_ERROR, "The journal cannot be written: %s", err.message);
	journaling_note(self);
}

/* The file as it is becomes what our values are held against. */
static void adopt(struct session *self, struct look *look)
{
	struct ops own = {0};

	opening_keep(self);
	diff_documents(&look->theirs, &self->document, &own);
	document_adopt(&self->document, &look->theirs);
	rebase_journal(self, &own);
	save_rebase(self, own.n > 0);
	self->inside->saving.company_until = session_now(self) + COMPANY;
	ops_release(&own);
}

/* Two editors meet in the same words: one makes the conflict, the other is told of it, too. */
static void say(struct session *self, size_t n, size_t conflicts)
{
	size_t made = news_count_conflicts(self);
	const char *changes = n == 1 ? "change" : "changes";
	const char *by = session_others(self);
	const char *key = conflicts == 1 ? "conflict" : "conflicts";

	if (conflicts > 0)
		session_say_about(self, TOPIC_MERGE, MESSAGE_WARNING,
			"Merged %zu %s by %s; %zu %s, where both versions are kept: the next "
			"finding leads there",
			n, changes, by, conflicts, key);
	else if (made > 0)
		session_say_about(self, TOPIC_MERGE, MESSAGE_WARNING,
			"Merged %zu %s by %s, whose merge left %zu %s for one of you to decide: "
			"the next finding leads there",
			n, changes, by, made, made == 1 ? "conflict" : "conflicts");
	else if (n > 0)
		session_say_about(
			self, TOPIC_MERGE, MESSAGE_INFO, "Merged %zu %s by %s", n, changes, by);
}

/* Both versions as they were before a merge with conflicts, for who wants none. */
static void part(struct session *self, const struct look *look)
{
	struct parted *parted = &self->inside->parted;
	const struct str *theirs = &look->theirs.source.source;

	str_clear(&parted->mine);
	if (!document_format(&self->document, &parted->mine, NULL))
		return;
	str_set(&parted->theirs, str_text(theirs), theirs->len);
	parted->is_there = true;
}

static bool merge(struct session *self, struct look *look, struct err *err)
{
	struct merge_labels labels;
	struct aside aside = {0};
	struct ops ops = {0};
	size_t conflicts;
	bool is_merged;

	people_labels(self, &labels);
	put_aside(self, look, &aside);
	conflicts = merge_documents(&look->base, &self->document, &look->theirs, &labels, &ops);
	if (conflicts > 0)
		part(self, look);
	news_begin(self);
	is_merged = apply(self, look, &ops, &aside, err);
	put_back(self, look, &aside);
	focus_fix(self);
	if (focus_is_table(self))
		table_settle(self);
	if (is_merged) {
		opening_follow(self, look);
		adopt(self, look);
		settle_forget(self);
		say(self, news_count_new(self), conflicts);
	}
	ops_release(&ops);
	return is_merged;
}

/* --- arrivals --- */

/* Ours holds nothing that is not in the file: what ops do not lead to is read anew. */
static void take_whole(struct session *self, struct look *look)
{
	opening_keep(self);
	reload_swap(self, &look->theirs);
	rebase_journal(self, &(struct ops){0});
	save_rebase(self, false);
	session_say(self, MESSAGE_WARNING,
		"The file changed on disk and was read anew; what was done before cannot be "
		"undone");
}

/* Why a document is only to be shown. */
static void explain(const struct document *document, struct err *err)
{
	const struct yaml_tree *tree = &document->source;

	if (tree->n_problems > 0)
		err_set(err, ERR_VALUE, "line %u: %s", tree->problems[0].line,
			tree->problems[0].message);
	else
		err_set(err, ERR_VALUE, "a newer Afterword wrote it");
}

static void take_document(struct session *self, struct look *look)
{
	struct err err = {0};

	if (self->save_state == SAVE_READ_ONLY) {
		save_stale(self);
	} else if (look->theirs.is_read_only) {
		explain(&look->theirs, &err);
		save_conflict(self, PARTED_CHANGED, &err);
	} else if (arrive_can_merge(self, look)) {
		if (!merge(self, look, &err))
			save_conflict(self, PARTED_CHANGED, &err);
	} else if (!save_is_edited(self)) {
		take_whole(self, look);
	} else {
		err_set(&err, ERR_REFUSED,
			"a value became one of another kind, or rows have no id");
		save_conflict(self, PARTED_CHANGED, &err);
	}
}

bool arrive_take(struct session *self, struct look *look)
{
	/* What is there now, whatever becomes of it: the next other thing is a change. */
	if (look->result != LOOK_SAME && look->result != LOOK_CHANGED && look->result != LOOK_BUSY)
		self->inside->stamp = look->stamp;
	switch (look->result) {
	case LOOK_SAME:
	case LOOK_CHANGED:
	case LOOK_BUSY:
		return false;
	case LOOK_EQUAL: /* the file is again what we know */
		save_unpart(self);
		break;
	case LOOK_DOCUMENT:
		take_document(self, look);
		break;
	case LOOK_NO_DOCUMENT:
		save_conflict(self, PARTED_UNREADABLE, &look->err);
		break;
	case LOOK_GONE:
		save_conflict(self, PARTED_GONE, &look->err);
		break;
	}
	return true;
}
