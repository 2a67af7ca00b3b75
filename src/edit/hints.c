/*
 * What a place accepts, as one sentence for keys that do nothing there, naming keys as in
 * the key map.
 */
#include "internal.h"

struct possible {
	enum action action;
	const char *does;
};

enum sort {
	ON_PAGE,
	ON_COMPUTED,
	ON_ROWS,
	ON_ENTRY,
	ON_HIDDEN_ROWS,
	ON_CHOICE,
	ON_FLAG,
	ON_TEXT,
	IN_TEXT
};

#define POSSIBLE_MAX 4

static const struct possible possibles[][POSSIBLE_MAX] = {
	[ON_PAGE] = {{ACTION_NEXT_ROW, "goes to the next page"}},
	[ON_COMPUTED] = {{ACTION_NEXT_FIELD, "goes on"}},
	[ON_ROWS] = {{ACTION_ENTER, "opens the row"}, {ACTION_ROW_ADD, "adds"},
		{ACTION_ROW_DELETE, "deletes"}, {ACTION_FILTER, "filters"}},
	[ON_ENTRY] = {{ACTION_ENTER, "begins a row"}, {ACTION_NEXT_FIELD, "goes on"}},
	[ON_HIDDEN_ROWS] = {{ACTION_CANCEL, "shows all rows again"}},
	[ON_CHOICE] = {{ACTION_ENTER, "opens the list"}, {ACTION_NEXT_FIELD, "goes on"}},
	[ON_FLAG] = {{ACTION_ENTER, "switches it"}, {ACTION_NEXT_FIELD, "goes on"}},
	[ON_TEXT] = {{ACTION_ENTER, "edits this field"}, {ACTION_NEXT_FIELD, "goes on"}},
	[IN_TEXT] = {{ACTION_HELP, "shows all keys"}},
};

static enum sort sort_of(const struct editor *self)
{
	const struct form_field *field = editor_field(self);

	if (field == NULL)
		return ON_PAGE;
	if (self->focus.is_editing)
		return IN_TEXT;
	if (field->kind == KIND_COMPUTED)
		return ON_COMPUTED;
	if (kind_info(field->kind)->is_truth)
		return ON_FLAG;
	if (kind_info(field->kind)->is_picked)
		return ON_CHOICE;
	if (field->kind != KIND_ROWS)
		return ON_TEXT;
	if (editor_on_entry(self))
		return ON_ENTRY;
	if (editor_rows_shown(self, self->focus.field) > 0)
		return ON_ROWS;
	return ON_HIDDEN_ROWS;
}

void hint_say(struct editor *self, const char *why)
{
	const struct possible *list = possibles[sort_of(self)];
	const struct str *said = &self->last_action.said;
	struct str text = {0};

	if (said->len > 0) {
		editor_say(self, MESSAGE_INFO, "%s. %s", str_text(said), why);
		return;
	}
	for (size_t i = 0; i < POSSIBLE_MAX && list[i].does; i++) {
		str_append_text(&text, i == 0 ? ": " : ", ");
		editor_append_key(self, list[i].action, &text);
		str_appendf(&text, " %s", list[i].does);
	}
	editor_say(self, MESSAGE_INFO, "%s%s", why, str_text(&text));
	str_release(&text);
}

void editor_say_unbound(struct editor *self, const struct key *key)
{
	struct str why = {0};

	editor_begin(self);
	key_format(key, &why);
	str_append_text(&why, " does nothing here");
	hint_say(self, str_text(&why));
	str_release(&why);
}

void hint_keep_said(struct editor *self)
{
	str_set(&self->last_action.said, str_text(&self->message.text), self->message.text.len);
}

void hint_forget_said(struct editor *self)
{
	str_clear(&self->last_action.said);
	self->last_action.n_deleted = 0;
}

void hint_say_undo(struct editor *self, const char *what)
{
	struct str key = {0};

	editor_append_key(self, ACTION_UNDO, &key);
	editor_say(self, MESSAGE_INFO, "%s; %s brings it back", what, str_text(&key));
	hint_keep_said(self);
	str_release(&key);
}
