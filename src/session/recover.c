/*
 * Journals that earlier sessions left. What they hold beyond the file comes back as
 * one undo step; when the file has moved on since, it goes to a file beside it. A
 * journal is removed only when its text is durable elsewhere.
 */
#include "internal.h"

#include "base/mem.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

static int newest_first(const void *a, const void *b)
{
	const struct journal_entry *x = a;
	const struct journal_entry *y = b;

	return (x->started < y->started) - (x->started > y->started);
}

/* Before our own journal exists, so that it is not among them. */
void recover_list(struct session *self)
{
	struct session_private *inside = self->inside;
	struct journal_list *list = &inside->old_journals;
	struct err err = {0};

	if (!journal_list_load(list, inside->io, inside->state_folder, self->path, &err))
		return; /* creating ours tells what is wrong with the folder */
	if (list->n > 1)
		qsort(list->items, list->n, sizeof(*list->items), newest_first);
	inside->is_recovered = mem_zalloc(list->n + 1, sizeof(*inside->is_recovered));
}

static void say(struct session *self, struct str *line)
{
	self->recovered =
		mem_resize(self->recovered, self->n_recovered + 1, sizeof(*self->recovered));
	self->recovered[self->n_recovered++] = *line;
	*line = (struct str){0};
}

static void say_text(struct session *self, const char *text)
{
	struct str line = {0};

	str_append_text(&line, text);
	say(self, &line);
}

static bool holds(const struct document *document, const struct str *dump)
{
	struct str own = {0};
	bool is_same;

	document_dump(document, &own);
	is_same = str_equal(&own, str_text(dump), dump->len);
	str_release(&own);
	return is_same;
}

/* One undo step, journaled anew and described line by line. */
static void replay_here(
	struct session *self, const struct document *base, const struct document *recovered)
{
	struct ops ops = {0};

	diff_documents(base, recovered, &ops);
	undo_begin(self, STEP_WHOLE);
	for (size_t i = 0; i < ops.n; i++) {
		struct str line = {0};
		diff_describe(&ops.items[i], &self->document, &line);
		struct op op = ops.items[i];
		ops.items[i] = (struct op){0};
		if (change_apply(self, &op))
			say(self, &line);
		str_release(&line);
	}
	focus_enter(self);
	undo_end(self);
	undo_close(self);
	ops_release(&ops);
}

static bool write_beside(struct session *self, const struct document *recovered)
{
	struct str bytes = {0};
	struct str path = {0};
	struct str line = {0};
	struct err err = {0};
	bool is_written = document_format(recovered, &bytes, &err) &&
			  resolve_write_beside(self, "recovered", &bytes, &path, &err);

	if (is_written) {
		str_appendf(&line, "The file has changed since; the text not saved is in %s",
			str_text(&path));
		session_say(self, MESSAGE_WARNING, "%s", str_text(&line));
	} else {
		str_appendf(&line,
			"An earlier session's text could not be written beside the file: %s",
			err.message);
		session_say(self, MESSAGE_ERROR, "%s", str_text(&line));
	}
	say(self, &line);
	str_release(&bytes);
	str_release(&path);
	return is_written;
}

/* Where a journal's text goes. Sets is_recovered when the file, once saved, will hold it. */
static void recover_one(struct session *self, size_t at, const struct str *loaded)
{
	struct session_private *inside = self->inside;
	const struct journal_entry *entry = &inside->old_journals.items[at];
	struct document base = {0};
	struct document recovered = {0};
	struct err err = {0};
	size_t lost = 0;

	if (!journal_replay(inside->io, entry, self->form, &base, &recovered, &lost, &err)) {
		session_say(self, MESSAGE_WARNING,
			"The journal of an earlier session cannot be used: %s", err.message);
		return;
	}
	if (lost > 0)
		say_text(self, "Some of the last changes no longer fit and were left out");
	struct str wanted = {0};
	document_dump(&recovered, &wanted);
	if (holds(&self->document, &wanted)) {
		inside->is_recovered[at] = true;
	} else if (holds(&base, loaded) && holds(&self->document, loaded)) {
		replay_here(self, &base, &recovered);
		inside->is_recovered[at] = holds(&self->document, &wanted);
	}
	if (!inside->is_recovered[at] && write_beside(self, &recovered))
		journal_entry_remove(inside->io, entry, NULL);
	str_release(&wanted);
	document_release(&base);
	document_release(&recovered);
}

static void consider(struct session *self, size_t at, const struct str *loaded)
{
	struct session_private *inside = self->inside;
	const struct journal_entry *entry = &inside->old_journals.items[at];

	if (entry->is_live)
		session_say(self, MESSAGE_INFO,
			"This file is also open in another session, process %ld", entry->pid);
	else if (entry->problem != NULL)
		session_say(self, MESSAGE_WARNING,
			"The journal of an earlier session cannot be used: %s", entry->problem);
	else if (entry->n_ops == 0)
		journal_entry_remove(inside->io, entry, NULL);
	else if (strcmp(entry->form_name, self->form->name) != 0)
		session_say(self, MESSAGE_WARNING,
			"An earlier session edited this file with the form %s; its journal is kept",
			entry->form_name);
	else
		recover_one(self, at, loaded);
}

void recover_apply(struct session *self, const struct str *loaded)
{
	struct session_private *inside = self->inside;

	for (size_t i = 0; i < inside->old_journals.n; i++)
		consider(self, i, loaded);
	if (save_is_edited(self)) {
		session_say(self, MESSAGE_WARNING,
			"Text of a session that ended without saving is back; undo takes it away");
		save_start(self);
	} else {
		recover_finish(self);
	}
}

static bool sync_path(struct io io, const char *path)
{
	int fd = io.ops->openat(io.context, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
	bool is_synced = fd >= 0 && io.ops->fsync(io.context, fd) == 0;

	if (fd >= 0)
		io_close(io, fd);
	return is_synced;
}

/* A save of the session that ended may have been cut short of its last sync. */
static bool sync_file(struct session *self)
{
	struct io io = self->inside->io;
	struct str folder = {0};
	struct str path = {0};
	bool is_durable = file_real_path(io, self->path, &path, NULL);

	if (is_durable) {
		str_append(&folder, path.data, (size_t)(strrchr(path.data, '/') - path.data));
		str_append_char(&folder, '/');
		is_durable = sync_path(io, str_text(&path)) && sync_path(io, str_text(&folder));
	}
	str_release(&folder);
	str_release(&path);
	return is_durable;
}

static bool has_recovered(const struct session_private *inside)
{
	for (size_t i = 0; i < inside->old_journals.n; i++)
		if (inside->is_recovered[i])
			return true;
	return false;
}

void recover_finish(struct session *self)
{
	struct session_private *inside = self->inside;

	if (save_is_edited(self) || !has_recovered(inside) || !sync_file(self))
		return;
	for (size_t i = 0; i < inside->old_journals.n; i++)
		if (inside->is_recovered[i]) {
			inside->is_recovered[i] = false;
			journal_entry_remove(inside->io, &inside->old_journals.items[i], NULL);
		}
}

void recover_release(struct session *self)
{
	for (size_t i = 0; i < self->n_recovered; i++)
		str_release(&self->recovered[i]);
	free(self->recovered);
	free(self->inside->is_recovered);
	journal_list_release(&self->inside->old_journals);
}
