/*
 * Journals that earlier sessions left. What they contain beyond the file is merged into
 * the document as one undo step, and into this session's journal before anything else
 * happens. The user keeps or drops it; until then it is not saved automatically. An old
 * journal is removed only when its text is durable in the file; if the user did not want
 * the text, it is set aside, not removed.
 */
#include "internal.h"

#include "base/mem.h"
#include "review/review_events.h"
#include "store/recovery.h"

#include <stdlib.h>
#include <string.h>

/* --- existing journals --- */

void recover_list(struct session *self, const struct session_config *config)
{
	struct journal_list *list = &self->recovering.journals;
	struct err err = {0};

	if (!journal_list_load(list, self->io, config->state_folder, config->path, &err))
		return; /* creating ours reports what is wrong with the folder */
	self->recovering.fates = mem_zalloc(list->n + 1, sizeof(*self->recovering.fates));
}

/* Is everything that it had saved still there? */
static bool is_held(const struct session *self, const struct journal_entry *entry)
{
	return journal_is_held(self->io, entry, session_document(self));
}

void recover_mention(struct session *self)
{
	struct journal_list *list = &self->recovering.journals;
	bool is_unsaved = false;
	bool is_missed = false;

	for (size_t i = 0; i < list->n; i++) {
		const struct journal_entry *entry = &list->items[i];

		if (entry->is_live || entry->problem != NULL)
			continue;
		is_unsaved = is_unsaved || entry->n_ops > 0;
		is_missed = is_missed || !is_held(self, entry);
	}
	if (is_unsaved || is_missed)
		session_say(self, MESSAGE_WARNING,
			"%s; an earlier session left text %s: see 'afterword recover'",
			str_text(&self->file.read_only), is_unsaved ? "unsaved" : "that it lacks");
}

static void say_line(struct session *self, struct str *line)
{
	self->recovering.lines = mem_resize(self->recovering.lines, self->recovering.n_lines + 1,
		sizeof(*self->recovering.lines));
	self->recovering.lines[self->recovering.n_lines++] = *line;
	*line = (struct str){0};
}

static void PRINTF_LIKE(2, 3) say(struct session *self, const char *format, ...)
{
	struct str line = {0};
	va_list arguments;

	va_start(arguments, format);
	str_appendv(&line, format, arguments);
	va_end(arguments);
	say_line(self, &line);
}

/* --- one journal --- */

/* Appends nothing for what nobody would miss. */
static void describe(const struct op *op, const struct document *document, struct str *out)
{
	struct str said = {0};

	if (!review_describe_op(op, document, out, &said))
		diff_describe(op, document, out);
	str_release(&said);
}

/* Applies an op as part of the undo step, and keeps a copy for dropping it. */
static bool apply(struct session *self, struct op *op)
{
	struct str line = {0};

	describe(op, session_document(self), &line);
	op_copy(ops_add(&self->recovering.ops), op);
	if (!editor_apply_op(self->editor, op)) {
		struct ops *done = &self->recovering.ops;
		op_release(&done->items[--done->n]);
		str_release(&line);
		return false;
	}
	if (line.len > 0)
		say_line(self, &line);
	return true;
}

/* A removal that would take along words added to the file since is left out and reported. */
static void say_aside(struct session *self, const struct recovered *result)
{
	for (size_t i = 0; i < result->aside.n; i++) {
		struct str line = {0};

		recovered_append_aside(result, i, session_document(self), &line);
		say_line(self, &line);
	}
}

/* Applies what a journal contains beyond the document; false if not all of it could be applied. */
static bool bring_back(struct session *self, struct recovered *result)
{
	bool is_whole = recovered_is_whole(result);

	say_aside(self, result);
	for (size_t i = 0; i < result->ops.n; i++) {
		bool is_done = apply(self, &result->ops.items[i]);

		result->ops.items[i] = (struct op){0};
		is_whole = is_whole && is_done;
		if (!is_done)
			break;
	}
	if (result->n_conflicts > 0)
		say(self,
			"%zu %s changed here and there; both versions are kept, between marker lines",
			result->n_conflicts, result->n_conflicts == 1 ? "text was" : "texts were");
	return is_whole;
}

/* Lists what the journal contains but the document does not. */
static void say_rest(struct session *self, const struct journal_entry *entry, bool fits)
{
	if (!fits)
		say(self,
			"What could not be brought back stays in journal %s: see afterword recover",
			entry->id);
	if (entry->is_cut)
		say(self,
			"Journal %s is damaged; what could be read is here, and the journal is kept",
			entry->id);
}

static void take(struct session *self, struct recovery_reader *reader, size_t at)
{
	const struct journal_entry *entry = &self->recovering.journals.items[at];
	struct recovered result;
	struct err err = {0};

	if (!recovery_reader_merge(reader, entry, session_document(self), &result, &err)) {
		session_say(self, MESSAGE_WARNING,
			"A journal of an earlier session cannot be used: %s", err.message);
		return;
	}
	bool fits = bring_back(self, &result);

	self->recovering.fates[at] = fits && !entry->is_cut ? FATE_IN_IT : FATE_IN_PART;
	say_rest(self, entry, fits);
	autosave_took_journal(self->autosave, entry->path);
	recovered_release(&result);
}

static bool is_of_form(struct session *self, const struct journal_entry *entry)
{
	if (strcmp(entry->form_name, self->form->name) == 0)
		return true;
	session_say(self, MESSAGE_WARNING,
		"An earlier session edited this file with the form %s; see 'afterword recover'",
		entry->form_name);
	return false;
}

static bool is_any_taken(const struct journal_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].taken_by != NULL)
			return true;
	return false;
}

/* Nothing in it could be read, but it may be the only copy. */
static void set_damaged_aside(struct session *self, size_t at)
{
	self->recovering.fates[at] = FATE_IN_PART;
	say_rest(self, &self->recovering.journals.items[at], true);
}

/* Somebody removed from the file what the session had saved there, perhaps on purpose. */
static void set_missed_aside(struct session *self, size_t at)
{
	struct journal_entry *entry = &self->recovering.journals.items[at];

	session_say(self, MESSAGE_WARNING,
		"The file lacks text that an earlier session had saved: afterword recover "
		"--journal %s",
		entry->id);
	journal_entry_set_aside(self->io, entry, NULL);
}

/* For a session that had saved everything. */
static void consider_saved(struct session *self, size_t at)
{
	const struct journal_entry *entry = &self->recovering.journals.items[at];

	if (entry->is_cut)
		set_damaged_aside(self, at);
	else if (!is_held(self, entry))
		set_missed_aside(self, at);
	else if (is_any_taken(&self->recovering.journals))
		self->recovering.fates[at] = FATE_IN_IT;
	else
		journal_entry_remove(self->io, entry, NULL);
}

static void consider_dead(struct session *self, struct recovery_reader *reader, size_t at)
{
	const struct journal_entry *entry = &self->recovering.journals.items[at];

	if (entry->taken_by != NULL)
		self->recovering.fates[at] = FATE_TAKEN;
	else if (!is_of_form(self, entry))
		return;
	else if (entry->is_moved)
		self->recovering.moved_from = self->recovering.moved_from
						      ? self->recovering.moved_from
						      : mem_strdup(entry->document_path);
	else if (entry->n_ops > 0)
		take(self, reader, at);
	else
		consider_saved(self, at);
}

static void consider(struct session *self, struct recovery_reader *reader, size_t at)
{
	struct journal_entry *entry = &self->recovering.journals.items[at];

	if (entry->is_live) {
		session_say(self, MESSAGE_WARNING,
			"This file is also open in another session, process %ld", entry->pid);
	} else if (entry->problem != NULL) {
		session_say(self, MESSAGE_WARNING,
			"A journal of an earlier session cannot be used: %s", entry->problem);
		if (entry->is_torn) /* reported once */
			journal_entry_set_aside(self->io, entry, NULL);
	} else {
		consider_dead(self, reader, at);
	}
}

/* --- all of them --- */

/* If recovery changed anything, the user is asked, and the file waits for the answer. */
static void ask(struct session *self)
{
	if (self->recovering.ops.n == 0) {
		if (self->recovering.n_lines > 0)
			session_say(
				self, MESSAGE_WARNING, "%s", str_text(&self->recovering.lines[0]));
		recover_finish(self);
		return;
	}
	self->recovering.answer = RECOVERY_WAITS;
	autosave_hold_back(self->autosave);
	session_say(self, MESSAGE_WARNING,
		"Unsaved text from an earlier session is back; undo removes it");
}

static void take_all(
	struct session *self, void (*one)(struct session *, struct recovery_reader *, size_t))
{
	struct recovery_reader *reader = recovery_reader_new(self->io);

	editor_begin_step(self->editor, STEP_WHOLE);
	for (size_t i = 0; i < self->recovering.journals.n; i++)
		one(self, reader, i);
	recovery_reader_free(reader);
	editor_enter(self->editor);
	editor_end_step(self->editor);
	ask(self);
}

void recover_apply(struct session *self)
{
	if (self->recovering.journals.n > 0)
		take_all(self, consider);
}

static void consider_moved(struct session *self, struct recovery_reader *reader, size_t at)
{
	const struct journal_entry *entry = &self->recovering.journals.items[at];

	if (entry->is_moved && entry->taken_by == NULL && self->recovering.fates[at] == FATE_LEFT)
		take(self, reader, at);
}

void session_take_moved(struct session *self)
{
	editor_begin(self->editor);
	editor_finish_typed(self->editor);
	free(self->recovering.moved_from);
	self->recovering.moved_from = NULL;
	take_all(self, consider_moved);
}

void recover_release(struct recovering *self)
{
	for (size_t i = 0; i < self->n_lines; i++)
		str_release(&self->lines[i]);
	free(self->lines);
	free(self->fates);
	free(self->moved_from);
	ops_release(&self->ops);
	journal_list_release(&self->journals);
}
