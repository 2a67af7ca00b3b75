/* The editor itself: queries and settings. */
#include "internal.h"

#include <string.h>

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

void editor_let_source_go(const struct editor *self)
{
	const struct editor_hooks *hooks = &self->surroundings.hooks;

	if (hooks->lets_source_go != NULL)
		hooks->lets_source_go(hooks->context);
}

/* --- queries --- */

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

enum key_context editor_key_context(const struct editor *self)
{
	if (self->focus.is_editing || (editor_on_entry(self) && !self->gesture.by_letters))
		return KEYS_TEXT;
	return focus_is_table(self) ? KEYS_TABLE : KEYS_FIELD;
}

void editor_note_letter(struct editor *self, bool is_letter)
{
	self->gesture.by_letters = is_letter;
}

/* --- settings --- */

void editor_set_keymap(struct editor *self, const struct keymap *keymap)
{
	self->surroundings.keymap = keymap;
}

void editor_set_read_only(struct editor *self, const char *sentence)
{
	str_set(&self->surroundings.read_only, sentence, strlen(sentence));
}

void editor_set_author(struct editor *self, const char *name)
{
	str_set(&self->surroundings.author, name, strlen(name));
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
