/* Opening and ending a session: what is loaded, what is started, in which order. */
#include "disk.h"

#include "base/mem.h"
#include "store/forms.h"
#include "yaml/tree.h"

#include <stdlib.h>

#define LARGE 1000000 /* bytes of a file that takes a while to check */

int64_t session_now(const struct session *self)
{
	return time_source_steady(&self->inside->time);
}

int64_t session_clock(const struct session *self)
{
	return session_now(self);
}

int64_t session_seconds(const struct session *self)
{
	int64_t milliseconds = time_source_wall(&self->inside->time);

	return milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000);
}

void session_say(struct session *self, enum message_level level, const char *format, ...)
{
	struct str text = {0};
	va_list arguments;

	va_start(arguments, format);
	str_appendv(&text, format, arguments);
	va_end(arguments);
	editor_say(self->editor, level, "%s", str_text(&text));
	str_release(&text);
}

struct editor *session_editor(const struct session *self)
{
	return self->editor;
}

/* Why the file is only shown. */
void session_note_read_only(struct session *self)
{
	const struct yaml_tree *source = &editor_document(self->editor)->source;

	self->save_state = SAVE_READ_ONLY;
	str_clear(&self->read_only);
	if (source->n_problems > 0)
		str_appendf(&self->read_only, "Read-only: line %u: %s", source->problems[0].line,
			source->problems[0].message);
	else
		str_append_text(
			&self->read_only, "Read-only: the file was written by a newer Afterword");
	editor_set_read_only(self->editor, str_text(&self->read_only));
	session_say(self, MESSAGE_WARNING, "%s", str_text(&self->read_only));
}

/* What is in the file, or is to be in the one that the first save makes. */
static bool load_bytes(
	struct session *self, const struct str *draft, struct str *out, struct err *err)
{
	struct session_private *inside = self->inside;

	if (!draft)
		return file_load(inside->io, self->path, out, &inside->stamp, err);
	str_append(out, str_text(draft), draft->len);
	inside->saving.is_gone = inside->saving.is_unborn = true;
	return true;
}

static bool load_document(
	struct session *self, const struct str *draft, struct document *document, struct err *err)
{
	struct session_private *inside = self->inside;
	struct yaml_tree tree = {0};
	struct str bytes = {0};
	const char *name;
	bool is_parsed =
		load_bytes(self, draft, &bytes, err) && document_tree_take(&tree, &bytes, err);

	str_release(&bytes);
	if (!is_parsed)
		return false;
	name = document_form_name(&tree, err);
	if (name != NULL)
		self->form = forms_load(inside->io, name, self->path, err);
	if (self->form == NULL) {
		yaml_tree_release(&tree);
		return false;
	}
	return document_init(document, self->form, &tree, err);
}

/* --- what the editor is given --- */

static void note_applied(void *context, const struct op *op)
{
	struct session *self = context;

	journaling_append(self, op);
	save_note_edit(self);
}

static void note_left(void *context)
{
	save_on_leave(context);
}

static int64_t steady(void *context)
{
	return session_now(context);
}

static int64_t wall(void *context)
{
	return session_seconds(context);
}

static bool open_editor(struct session *self, const struct str *draft, struct err *err)
{
	struct editor_hooks hooks = {self, note_applied, note_left, steady, wall};
	struct document document = {0};

	if (!load_document(self, draft, &document, err))
		return false;
	self->inside->saving.saved_revision = document.revision;
	self->editor = editor_new(&document, &hooks, &self->inside->ids);
	return true;
}

static struct session *session_new(const struct session_config *config)
{
	struct session *self = mem_zalloc(1, sizeof(*self));
	struct session_private *inside = mem_zalloc(1, sizeof(*inside));

	self->inside = inside;
	self->path = mem_strdup(config->path);
	inside->state_folder = mem_strdup(config->state_folder);
	inside->io = config->io;
	inside->time = config->time;
	inside->ids = config->ids;
	inside->saving.first_edit_at = NEVER;
	inside->saving.next_edit_at = NEVER;
	inside->saving.retry_at = NEVER;
	inside->saving.sync_at = NEVER;
	inside->saving.look_at = session_now(self) + 1000;
	inside->meeting.due_at = NEVER;
	return self;
}

/* Everything that writes: none of it for a file that is only shown, or not there yet. */
static void start_writing(struct session *self)
{
	if (self->inside->saving.is_unborn) {
		session_say(self, MESSAGE_INFO,
			"New document: nothing is written before the first change");
		return;
	}
	journaling_start(self);
	recover_apply(self);
}

struct session *session_open(const struct session_config *config, struct err *err)
{
	struct session *self = session_new(config);
	struct session_private *inside = self->inside;

	recover_list(self);
	if (!journal_mend(inside->io, &inside->old_journals, inside->state_folder, self->path,
		    &inside->ids, err) ||
		!open_editor(self, config->draft, err) ||
		(inside->saver = saver_new(inside->io, inside->ids, inside->time, err)) == NULL) {
		err_locate(err, config->path, 0, 0);
		session_free(self);
		return NULL;
	}
	if (config->person != NULL)
		company_start(self, config->person);
	if (editor_document(self->editor)->is_read_only) {
		session_note_read_only(self);
		recover_mention(self);
	} else {
		start_writing(self);
	}
	/* A large document is shown first and checked when the user pauses. */
	if (save_base(self)->len < LARGE)
		editor_check(self->editor);
	else
		editor_check_later(self->editor);
	return self;
}

static void release_inside(struct session_private *inside)
{
	saver_free(inside->saver);
	journal_close(inside->journal);
	free(inside->state_folder);
	opening_release(inside);
	ops_release(&inside->recovered);
	str_release(&inside->parted.mine);
	str_release(&inside->parted.theirs);
}

void session_free(struct session *self)
{
	if (self == NULL)
		return;
	release_inside(self->inside);
	editor_free(self->editor);
	news_release(self);
	recover_release(self);
	company_release(&self->company);
	form_free(self->form);
	str_release(&self->read_only);
	free(self->moved_from);
	free(self->path);
	free(self->inside);
	free(self);
}
