/*
 * Carries out what the user chose: if the file on disk cannot be merged or is gone, if a read-only
 * document's file has changed, and if a merge left conflicts.
 */
#include "internal.h"

#include "base/mem.h"
#include "store/load.h"

#include <stdlib.h>
#include <string.h>

/* --- the choices --- */

static void take_file(struct session *self)
{
	if (reload_file(self))
		session_say(
			self, MESSAGE_INFO, "This is the file on disk; undo brings your text back");
}

/* Continues editing in the new file. */
static void move_to(
	struct session *self, const char *path, struct str *bytes, struct document *saved)
{
	struct file_stamp stamp = {0};
	struct str there = {0};
	struct err err = {0};

	baseline_keep(self);
	if (!autosave_move_to(self->autosave, path, bytes, &err))
		session_say(self, MESSAGE_WARNING, "No journal for the new file: %s", err.message);
	editor_adopt_source(self->editor, saved);
	if (!file_load(self->io, path, &there, &stamp, NULL))
		stamp = (struct file_stamp){0};
	bool is_noted = autosave_note_moved(self->autosave, session_document(self), &stamp, &err);
	file_note_known(self, is_noted, &err);
	str_release(&there);
}

static void save_beside(struct session *self)
{
	struct document saved = {0};
	struct str bytes = {0};
	struct str path = {0};
	struct err err = {0};

	if (!save_copy_save(self, &bytes, &saved, &path, &err)) {
		session_say(self, MESSAGE_ERROR, "Not saved: %s", err.message);
		document_release(&saved);
	} else {
		move_to(self, str_text(&path), &bytes, &saved);
		session_say(self, MESSAGE_INFO, "Your text is in %s, which you are editing now",
			str_text(&path));
	}
	str_release(&bytes);
	str_release(&path);
}

static void keep_both(struct session *self)
{
	struct document saved = {0};
	struct str bytes = {0};
	struct str path = {0};
	struct err err = {0};

	if (!save_copy_save(self, &bytes, &saved, &path, &err))
		session_say(self, MESSAGE_ERROR, "Not saved: %s", err.message);
	else if (reload_file(self))
		session_say(self, MESSAGE_INFO, "Your text is in %s; this is the file on disk",
			str_text(&path));
	document_release(&saved);
	str_release(&bytes);
	str_release(&path);
}

/* The present file is not a document, so it cannot be merged; it is kept as a file of its own. */
static bool set_aside(
	struct session *self, const struct str *there, struct str *path, struct err *err)
{
	return there->len == 0 || save_copy_write(self, "other", there, path, err);
}

static bool replace(struct session *self, const struct str *there, struct err *err)
{
	enum file_result result = document_save(
		session_document(self), self->io, session_path(self), there, &self->ids, err);

	if (result == FILE_CHANGED)
		return err_set(err, ERR_CHANGED, "somebody else is writing the file right now");
	return result == FILE_SAVED;
}

/* Writes ours over a file that is not a document, whose content was kept. */
static void write_over(struct session *self)
{
	struct document saved = {0};
	struct str there = {0}, bytes = {0}, path = {0}, aside = {0};
	struct file_stamp stamp;
	struct err err = {0};

	str_append_text(&path, session_path(self));
	if (!file_load(self->io, session_path(self), &there, NULL, &err) ||
		!set_aside(self, &there, &aside, &err) || !replace(self, &there, &err) ||
		!reload_read(self, &saved, &bytes, &stamp, &err)) {
		session_say(self, MESSAGE_ERROR, "Not saved: %s", err.message);
	} else {
		move_to(self, str_text(&path), &bytes, &saved);
		session_say(self, MESSAGE_INFO, "The file has your text again%s%s",
			aside.len > 0 ? "; what was there is in " : "", str_text(&aside));
	}
	str_release(&there);
	str_release(&bytes);
	str_release(&path);
	str_release(&aside);
}

/* The save creates a new file; if somebody else creates one first, that is not touched. */
static void write_again(struct session *self)
{
	if (self->file.conflict == FILE_CONFLICT_UNREADABLE) {
		write_over(self);
		return;
	}
	file_end_conflict(self);
	autosave_set_gone(self->autosave);
	self->file.is_announced = true;
	session_start_save(self);
}

/* --- after a merge with conflicts --- */

/* Becomes a version from before the merge, in one step; the file does not change until the next
 * save. */
static bool go_back_to(struct session *self, const struct str *bytes)
{
	struct document version = {0};
	struct ops ops = {0};
	bool is_done;

	if (!document_parse(&version, self->form, bytes, NULL))
		return false;
	diff_documents(session_document(self), &version, &ops);
	is_done = editor_apply(self->editor, &ops);
	ops_release(&ops);
	document_release(&version);
	editor_check(self->editor);
	return is_done;
}

static void take_mine(struct session *self)
{
	if (!go_back_to(self, &self->sides.mine))
		return;
	session_say(self, MESSAGE_INFO, "This is your version alone; undo brings the merge back");
	merge_sides_forget(self);
}

static void take_theirs(struct session *self)
{
	if (!go_back_to(self, &self->sides.theirs))
		return;
	session_say(self, MESSAGE_INFO, "This is their version alone; undo brings the merge back");
	merge_sides_forget(self);
}

static void save_mine_apart(struct session *self)
{
	struct str path = {0};
	struct err err = {0};

	if (!save_copy_write(self, "mine", &self->sides.mine, &path, &err)) {
		session_say(self, MESSAGE_ERROR, "Not saved: %s", err.message);
	} else if (go_back_to(self, &self->sides.theirs)) {
		session_say(self, MESSAGE_INFO, "Your version is in %s; this is theirs",
			str_text(&path));
		merge_sides_forget(self);
	}
	str_release(&path);
}

/* --- the choices offered --- */

struct way {
	void (*in_conflict)(struct session *);
	void (*after_merge)(struct session *);
	bool is_for_changed; /* what it applies to: see enum file_conflict */
	bool is_for_gone;
	bool is_for_unreadable;
};

static const struct way ways[N_RESOLVES] = {
	[RESOLVE_RELOAD] = {take_file, take_theirs, .is_for_changed = true},
	[RESOLVE_SAVE_BESIDE] = {save_beside, NULL, .is_for_changed = true, .is_for_gone = true,
		.is_for_unreadable = true},
	[RESOLVE_KEEP_BOTH] = {keep_both, save_mine_apart, .is_for_changed = true},
	[RESOLVE_WRITE_AGAIN] = {write_again, NULL, .is_for_gone = true, .is_for_unreadable = true},
	[RESOLVE_TAKE_MINE] = {NULL, take_mine},
};

static bool is_for(const struct way *way, enum file_conflict conflict)
{
	switch (conflict) {
	case FILE_CONFLICT_CHANGED:
		return way->is_for_changed;
	case FILE_CONFLICT_UNREADABLE:
		return way->is_for_unreadable;
	case FILE_CONFLICT_GONE:
		return way->is_for_gone;
	default:
		return false;
	}
}

bool session_may_resolve(const struct session *self, enum resolve how)
{
	if (session_save_state(self) == SAVE_READ_ONLY)
		return self->file.is_stale && how == RESOLVE_RELOAD;
	if (session_save_state(self) == SAVE_CONFLICT)
		return is_for(&ways[how], self->file.conflict);
	return self->sides.is_there && ways[how].after_merge != NULL;
}

void session_resolve(struct session *self, enum resolve how)
{
	editor_begin(self->editor);
	if (session_save_state(self) == SAVE_READ_ONLY && how == RESOLVE_RELOAD) {
		autosave_forget_look(self->autosave);
		reload_shown(self);
	} else if (session_save_state(self) == SAVE_CONFLICT && ways[how].in_conflict != NULL) {
		autosave_forget_look(self->autosave);
		editor_finish_typed(self->editor);
		ways[how].in_conflict(self);
	} else if (session_may_resolve(self, how)) {
		editor_finish_typed(self->editor);
		ways[how].after_merge(self);
	} else {
		session_say(self, MESSAGE_INFO, "The file on disk is the one you are editing");
	}
}
