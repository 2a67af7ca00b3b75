/* Opening and ending a session: what is loaded, what is started, in which order. */
#include "disk.h"

#include "base/mem.h"
#include "check/check.h"
#include "model/walk.h"
#include "store/forms.h"
#include "yaml/tree.h"

#include <stdlib.h>
#include <string.h>

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

static void PRINTF_LIKE(4, 0) say(struct session *self, enum topic topic, enum message_level level,
	const char *format, va_list arguments)
{
	/* What is worse stays until the next action. */
	if (level < self->message_level)
		return;
	str_clear(&self->message);
	str_appendv(&self->message, format, arguments);
	self->message_level = level;
	self->inside->topic = topic;
}

void session_say(struct session *self, enum message_level level, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(self, TOPIC_NONE, level, format, arguments);
	va_end(arguments);
}

void session_say_about(
	struct session *self, enum topic topic, enum message_level level, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(self, topic, level, format, arguments);
	va_end(arguments);
}

void session_set_keymap(struct session *self, const struct keymap *keymap)
{
	self->inside->keymap = keymap;
}

void session_append_key(const struct session *self, enum action action, struct str *out)
{
	size_t start = out->len;

	if (self->inside->keymap != NULL)
		keymap_describe(self->inside->keymap, action, 1, out);
	if (out->len == start)
		str_appendf(out, "\"%s\"", action_info(action)->name);
}

void session_unsay(struct session *self, enum topic topic)
{
	if (self->message_level != MESSAGE_NONE && self->inside->topic == topic)
		session_begin(self);
}

void session_begin(struct session *self)
{
	str_clear(&self->message);
	self->message_level = MESSAGE_NONE;
}

void session_place(const struct session *self, struct place *place)
{
	const struct focus *focus = &self->focus;

	*place = (struct place){.field = focus->field};
	if (!focus->in_row)
		return;
	memcpy(place->row, self->document.tables[focus->field].items[focus->row].id, ROW_ID_SIZE);
	place->column = focus->column;
}

enum key_context session_key_context(const struct session *self)
{
	if (self->focus.is_editing)
		return KEYS_TEXT;
	return focus_is_table(self) ? KEYS_TABLE : KEYS_FIELD;
}

/* Why the file is only shown. */
void session_note_read_only(struct session *self)
{
	const struct yaml_tree *source = &self->document.source;

	self->save_state = SAVE_READ_ONLY;
	str_clear(&self->read_only);
	if (source->n_problems > 0)
		str_appendf(&self->read_only, "Read-only: line %u: %s", source->problems[0].line,
			source->problems[0].message);
	else
		str_append_text(
			&self->read_only, "Read-only: the file was written by a newer Afterword");
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

static bool load_document(struct session *self, const struct str *draft, struct err *err)
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
	return document_init(&self->document, self->form, &tree, err);
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
	inside->layouts.columns = 80;
	inside->layouts.lines = 20;
	inside->saving.first_edit_at = NEVER;
	inside->saving.next_edit_at = NEVER;
	inside->saving.retry_at = NEVER;
	inside->saving.sync_at = NEVER;
	inside->saving.look_at = session_now(self) + 1000;
	inside->checking.due_at = NEVER;
	inside->meeting.due_at = NEVER;
	zone_init(&inside->utc, "UTC", NULL);
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
		!load_document(self, config->draft, err) ||
		(inside->saver = saver_new(inside->io, inside->ids, inside->time, err)) == NULL) {
		err_locate(err, config->path, 0, 0);
		session_free(self);
		return NULL;
	}
	inside->saving.saved_revision = self->document.revision;
	document_zone(&self->document, &self->zone);
	focus_init(self);
	if (config->person != NULL)
		company_start(self, config->person);
	if (self->document.is_read_only) {
		session_note_read_only(self);
		recover_mention(self);
	} else {
		start_writing(self);
	}
	/* A large document is shown first and checked when the user pauses. */
	if (save_base(self)->len < LARGE)
		finding_update(self);
	else
		finding_postpone(self);
	return self;
}

static void release_inside(struct session_private *inside)
{
	saver_free(inside->saver);
	journal_close(inside->journal);
	free(inside->state_folder);
	str_release(&inside->scratch);
	str_release(&inside->needle);
	opening_release(inside);
	ops_release(&inside->recovered);
	str_release(&inside->entry.stored);
	str_release(&inside->entry.shown);
	str_release(&inside->entry.base);
	str_release(&inside->parted.mine);
	str_release(&inside->parted.theirs);
	str_release(&inside->other);
	str_release(&inside->user);
	str_release(&inside->deed);
	undo_release(&inside->undo);
	free(inside->filtered.rows);
}

void session_free(struct session *self)
{
	if (self == NULL)
		return;
	release_inside(self->inside);
	focus_release(self);
	news_release(self);
	layouts_release(self);
	recover_release(self);
	company_release(&self->company);
	findings_release(&self->findings);
	document_release(&self->document);
	form_free(self->form);
	str_release(&self->read_only);
	str_release(&self->message);
	str_release(&self->clip);
	str_release(&self->filter);
	free(self->moved_from);
	free(self->path);
	free(self->inside);
	free(self);
}
