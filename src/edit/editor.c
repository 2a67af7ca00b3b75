/* The editor itself: made, ended, asked what it holds and told what is around it. */
#include "internal.h"

#include "base/mem.h"
#include "model/walk.h"

#include <stdlib.h>
#include <string.h>

struct editor *editor_new(
	struct document *document, const struct editor_hooks *hooks, const struct id_source *ids)
{
	struct editor *self = mem_zalloc(1, sizeof(*self));

	self->document = *document;
	*document = (struct document){0};
	self->form = self->document.form;
	self->surroundings.hooks = *hooks;
	self->surroundings.ids = *ids;
	self->caches = mem_zalloc(1, sizeof(*self->caches));
	self->caches->layouts.columns = 80;
	self->caches->layouts.lines = 20;
	self->checking.due_at = NEVER;
	zone_init(&self->display.utc, "UTC", NULL);
	document_zone(&self->document, &self->display.zone);
	focus_init(self);
	return self;
}

static void release_surroundings(struct surroundings *self)
{
	str_release(&self->read_only);
	str_release(&self->own);
	str_release(&self->other);
}

static void release_entry(struct entry *self)
{
	str_release(&self->stored);
	str_release(&self->shown);
	str_release(&self->base);
	str_release(&self->aside.typed);
}

static void free_caches(struct caches *self)
{
	str_release(&self->shown);
	layouts_release(&self->layouts);
	free(self->filtered.rows);
	free(self);
}

void editor_free(struct editor *self)
{
	if (self == NULL)
		return;
	release_surroundings(&self->surroundings);
	release_entry(&self->entry);
	memories_release(&self->memories);
	undo_release(&self->undo);
	findings_release(&self->checking.findings);
	message_release(&self->message);
	document_release(&self->document);
	str_release(&self->search.needle);
	str_release(&self->deed.said);
	str_release(&self->clip);
	str_release(&self->filter);
	free_caches(self->caches);
	free(self);
}

int64_t editor_now(const struct editor *self)
{
	const struct editor_hooks *hooks = &self->surroundings.hooks;

	return hooks->steady(hooks->context);
}

int64_t editor_seconds(const struct editor *self)
{
	const struct editor_hooks *hooks = &self->surroundings.hooks;

	return hooks->wall(hooks->context);
}

/* --- what it holds --- */

const struct document *editor_document(const struct editor *self)
{
	return &self->document;
}

const struct form *editor_form(const struct editor *self)
{
	return self->form;
}

const struct focus *editor_focus(const struct editor *self)
{
	return &self->focus;
}

const struct str *editor_clip(const struct editor *self)
{
	return &self->clip;
}

const struct str *editor_filter(const struct editor *self)
{
	return &self->filter;
}

void editor_place(const struct editor *self, struct place *place)
{
	const struct focus *focus = &self->focus;

	*place = (struct place){.field = focus->field};
	if (!focus->in_row)
		return;
	memcpy(place->row, self->document.tables[focus->field].items[focus->row].id, ROW_ID_SIZE);
	place->column = focus->column;
}

enum key_context editor_key_context(const struct editor *self)
{
	if (self->focus.is_editing)
		return KEYS_TEXT;
	return focus_is_table(self) ? KEYS_TABLE : KEYS_FIELD;
}

void editor_leave(struct editor *self)
{
	editor_begin(self);
	focus_leave(self);
	row_leave(self);
}

/* --- what is said --- */

const struct message *editor_message(const struct editor *self)
{
	return &self->message;
}

void editor_say(struct editor *self, enum message_level level, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	message_set(&self->message, TOPIC_NONE, level, format, arguments);
	va_end(arguments);
}

void editor_say_about(struct editor *self, enum message_topic topic, enum message_level level,
	const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	message_set(&self->message, topic, level, format, arguments);
	va_end(arguments);
}

void editor_unsay(struct editor *self, enum message_topic topic)
{
	if (self->message.level != MESSAGE_NONE && self->message.topic == topic)
		message_clear(&self->message);
}

void editor_begin(struct editor *self)
{
	message_clear(&self->message);
}

void editor_append_key(const struct editor *self, enum action action, struct str *out)
{
	size_t start = out->len;

	if (self->surroundings.keymap != NULL)
		keymap_describe(self->surroundings.keymap, action, 1, out);
	if (out->len == start)
		str_appendf(out, "\"%s\"", action_info(action)->name);
}

/* --- what is around it --- */

void editor_set_keymap(struct editor *self, const struct keymap *keymap)
{
	self->surroundings.keymap = keymap;
}

void editor_set_read_only(struct editor *self, const char *sentence)
{
	str_set(&self->surroundings.read_only, sentence, strlen(sentence));
}

void editor_name_own(struct editor *self, const char *name)
{
	str_set(&self->surroundings.own, name, strlen(name));
}

void editor_name_other(struct editor *self, const char *name)
{
	str_set(&self->surroundings.other, name, strlen(name));
}

const char *editor_own_label(const struct editor *self)
{
	const struct str *name = &self->surroundings.own;

	return name->len > 0 ? str_text(name) : "mine";
}

const char *editor_other_label(const struct editor *self)
{
	const struct str *name = &self->surroundings.other;

	return name->len > 0 ? str_text(name) : "other";
}

const char *editor_others(const struct editor *self)
{
	const struct str *name = &self->surroundings.other;

	return name->len > 0 ? str_text(name) : "someone else";
}
