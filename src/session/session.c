/* Opens and ends a session: what is loaded and started, and in which order. */
#include "internal.h"

#include "base/mem.h"
#include "store/forms.h"
#include "yaml/tree.h"

#include <stdlib.h>

/* The bytes of the file, or of the one that the first save will create. */
static bool load_bytes(struct session *self, const struct session_config *config, struct str *out,
	struct file_stamp *stamp, struct err *err)
{
	if (!config->draft)
		return file_load(self->io, config->path, out, stamp, err);
	str_append(out, str_text(config->draft), config->draft->len);
	return true;
}

static bool load_document(struct session *self, const struct session_config *config,
	struct document *document, struct file_stamp *stamp, struct err *err)
{
	struct yaml_tree tree = {0};
	struct str bytes = {0};
	const char *name;
	bool is_parsed = load_bytes(self, config, &bytes, stamp, err) &&
			 document_tree_take(&tree, &bytes, err);

	str_release(&bytes);
	if (!is_parsed)
		return false;
	name = document_form_name(&tree, err);
	if (name != NULL)
		self->form = forms_load(self->io, name, config->path, err);
	if (self->form == NULL) {
		yaml_tree_release(&tree);
		return false;
	}
	return document_init(document, self->form, &tree, err);
}

/* --- the editor's hooks --- */

static void note_applied(void *context, const struct op *op)
{
	struct session *self = context;
	bool begins = autosave_is_unborn(self->autosave);
	struct err err = {0};

	switch (autosave_note_op(self->autosave, session_document(self), op, &err)) {
	case JOURNAL_KEPT:
		break;
	case JOURNAL_NONE:
		if (begins)
			session_say_no_journal(self, &err);
		break;
	case JOURNAL_BEHIND:
		session_say(self, MESSAGE_ERROR,
			"The journal cannot be written; saving to the file instead: %s",
			err.message);
		break;
	}
}

static void note_left(void *context)
{
	struct session *self = context;

	session_keep_words(self, false);

	struct autosave_moment moment = session_moment(self);
	struct autosave_outcome outcome = {0};
	enum autosave_event event = autosave_note_left(self->autosave, &moment, &outcome);

	session_take(self, event, &outcome);
}

static int64_t steady(void *context)
{
	return session_clock(context);
}

static int64_t wall(void *context)
{
	return session_seconds(context);
}

static void let_source_go(void *context)
{
	struct session *self = context;

	autosave_keep_base(self->autosave);
}

/* --- opening --- */

static bool start(struct session *self, const struct session_config *config, struct err *err)
{
	struct editor_hooks hooks = {
		self, note_applied, note_left, steady, wall, config->has_input, let_source_go};
	struct autosave_config autosave = {
		.path = config->path,
		.state_folder = config->state_folder,
		.io = config->io,
		.time = config->time,
		.ids = config->ids,
		.is_unborn = config->draft != NULL,
		.watches = config->watches,
	};
	struct document document = {0};

	if (!load_document(self, config, &document, &autosave.stamp, err))
		return false;
	autosave.form = self->form;
	autosave.revision = document.revision;
	self->editor = editor_new(&document, &hooks, &self->ids);
	self->autosave = autosave_new(&autosave, err);
	return self->autosave != NULL;
}

/* Starts everything that writes; not for a read-only file or one that does not exist yet. */
static void start_writing(struct session *self, const struct session_config *config)
{
	if (autosave_is_unborn(self->autosave)) {
		session_say(self, MESSAGE_INFO,
			"New document: nothing is written before the first change");
		if (!config->skips_start)
			editor_go_start(self->editor);
		return;
	}
	session_start_journal(self);
	recover_apply(self);
}

struct session *session_open(const struct session_config *config, struct err *err)
{
	struct session *self = mem_zalloc(1, sizeof(*self));

	self->io = config->io;
	self->time = config->time;
	self->ids = config->ids;
	recover_list(self, config);
	if (!journal_mend(self->io, &self->recovering.journals, config->state_folder, config->path,
		    &self->ids, err) ||
		!start(self, config, err)) {
		err_locate(err, config->path, 0, 0);
		session_free(self);
		return NULL;
	}
	if (config->person != NULL)
		company_start(self, config->person);
	if (session_document(self)->is_read_only) {
		file_note_read_only(self);
		recover_mention(self);
	} else {
		start_writing(self, config);
	}
	editor_check_next(self->editor); /* it is shown first */
	return self;
}

void session_free(struct session *self)
{
	if (self == NULL)
		return;
	printing_release(&self->printing);
	autosave_free(self->autosave);
	editor_free(self->editor);
	baseline_release(&self->baseline);
	recover_release(&self->recovering);
	remote_changes_release(&self->remote_changes);
	remote_changes_release(&self->last_read.changes);
	comparison_release(&self->comparison);
	company_release(&self->company);
	str_release(&self->sides.mine);
	str_release(&self->sides.theirs);
	str_release(&self->file.read_only);
	form_free(self->form);
	free(self);
}
