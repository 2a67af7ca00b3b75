/* An editor in a test, and the keys of a script. */
#include "scripted.h"

#include "sources.h"

#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* --- an editor of its own --- */

static void note_applied(void *context, const struct op *op)
{
	struct scripted *self = context;

	op_copy(ops_add(&self->told), op);
}

static void note_left(void *context)
{
	struct scripted *self = context;

	self->n_left++;
}

static int64_t steady(void *context)
{
	struct scripted *self = context;

	return self->clock += self->lag;
}

static int64_t wall(void *context)
{
	const struct scripted *self = context;

	return self->clock / 1000;
}

static bool has_input(void *context)
{
	const struct scripted *self = context;

	return self->has_input;
}

void scripted_init_form(struct scripted *self, const char *form, const char *text)
{
	struct editor_hooks hooks = {self, note_applied, note_left, steady, wall, has_input};
	struct document document = {0};
	struct str bytes = {0};
	struct id_source ids;
	struct err err = {0};

	*self = (struct scripted){.clock = INT64_C(1697457600000)};
	ids = counting_ids(&self->counter);
	self->form = form_parse(form, strlen(form), "probe.yaml", &err);
	str_append_text(&bytes, text);
	if (self->form == NULL || !document_parse(&document, self->form, &bytes, &err))
		fail_msg("%s", err.message);
	str_release(&bytes);
	self->editor = editor_new(&document, &hooks, &ids);
	if (editor_document(self->editor)->is_read_only)
		editor_set_read_only(self->editor, "Read-only: it says so");
	keymap_init(&self->keymap, "default");
	editor_set_keymap(self->editor, &self->keymap);
	editor_set_view(self->editor, 60, 10);
	editor_check(self->editor);
}

void scripted_init(struct scripted *self, const char *text)
{
	scripted_init_form(self, editing_form, text);
}

void scripted_release(struct scripted *self)
{
	editor_free(self->editor);
	keymap_release(&self->keymap);
	ops_release(&self->told);
	form_free(self->form);
}

void scripted_restart(struct scripted *self, const char *text)
{
	scripted_release(self);
	scripted_init(self, text);
}

int scripted_set_up(void **state)
{
	scripted_init(*state, editing_document);
	return 0;
}

int scripted_tear_down(void **state)
{
	scripted_release(*state);
	return 0;
}

void scripted_wait(struct scripted *self, int64_t milliseconds)
{
	for (int64_t i = 0; i < milliseconds; i += 100) {
		self->clock += 100;
		if (self->clock >= editor_check_due(self->editor))
			editor_check_patiently(self->editor);
	}
}

void scripted_adopt(struct scripted *self, struct ops *theirs)
{
	const struct document *document = editor_document(self->editor);
	struct document before;
	struct err err = {0};

	document_copy(&before, document);
	editor_put_aside(self->editor, &before, document);
	if (!editor_adopt(self->editor, theirs, NULL, NULL, &err))
		fail_msg("not adopted: %s", err.message);
	editor_put_back(self->editor, &before, document);
	document_release(&before);
	ops_release(theirs);
}

/* --- keys --- */

static void act(struct scripted *self, enum action action)
{
	self->last_done = self->act != NULL ? self->act(self->owner, action)
					    : editor_do(self->editor, action);
}

/* Does what is between angle brackets. */
static void press(struct scripted *self, const char *name)
{
	enum action action;
	struct key key;
	struct err err = {0};

	if (name[0] == ':') {
		action = action_find(name + 1);
	} else {
		if (!key_parse(&key, name, &err))
			fail_msg("%s", err.message);
		action = keymap_find(&self->keymap, &key, editor_key_context(self->editor));
	}
	editor_note_letter(self->editor, false);
	if (action == ACTION_NONE)
		fail_msg("<%s> does nothing here", name);
	act(self, action);
}

/* A character as the screen gives it: bound, or typed. */
static void type(struct scripted *self, const char *bytes, size_t len)
{
	struct key key = {.code = (unsigned char)bytes[0]};
	enum action action = ACTION_NONE;

	if (len == 1 && !editor_is_refusing(self->editor))
		action = keymap_find(&self->keymap, &key, editor_key_context(self->editor));
	editor_note_letter(self->editor, action != ACTION_NONE);
	if (action != ACTION_NONE)
		act(self, action);
	else
		editor_type(self->editor, bytes, len);
}

void scripted_keys(struct scripted *self, const char *keys)
{
	self->keys = keys;
	while (*keys != '\0') {
		char name[64];
		size_t len = 1;
		if (keys[0] == '<' && keys[1] != '<') {
			len = strcspn(keys, ">");
			assert(len < sizeof(name));
			memcpy(name, keys + 1, len - 1);
			name[len - 1] = '\0';
			press(self, name);
			keys += len + 1;
			continue;
		}
		while (((unsigned char)keys[len] & 0xc0) == 0x80)
			len++;
		type(self, keys, len);
		keys += keys[0] == '<' ? 2 : len;
	}
}

/* --- queries --- */

void scripted_go(struct scripted *self, unsigned field)
{
	editor_go(self->editor, &(struct place){.field = field});
}

static void cell_place(const struct scripted *self, unsigned field, size_t row, unsigned column,
	struct place *place)
{
	*place = (struct place){.field = field, .column = column};
	assert(row < editor_document(self->editor)->tables[field].n);
	memcpy(place->row, editor_document(self->editor)->tables[field].items[row].id, ROW_ID_SIZE);
}

void scripted_go_cell(struct scripted *self, unsigned field, size_t row, unsigned column)
{
	struct place place;

	cell_place(self, field, row, column, &place);
	editor_go(self->editor, &place);
}

const char *scripted_text(const struct scripted *self, unsigned field)
{
	return document_text(editor_document(self->editor), field);
}

const char *scripted_cell(const struct scripted *self, unsigned field, size_t row, unsigned column)
{
	struct place place;

	cell_place(self, field, row, column, &place);
	return str_text(&document_value(editor_document(self->editor), &place)->text);
}

static void put_mark(struct str *shown, size_t at, char mark)
{
	str_splice(shown, at, 0, &mark, 1);
}

void scripted_shows(const struct scripted *self, const char *expected)
{
	const struct focus *focus = editor_focus(self->editor);
	struct str shown = {0};
	struct place place;

	editor_place(self->editor, &place);
	editor_show(self->editor, &place, &shown);
	if (focus->is_editing) {
		bool is_after = focus->cursor > focus->anchor;
		put_mark(&shown, focus->cursor, '|');
		if (focus->has_selection) {
			size_t from = is_after ? focus->anchor : focus->cursor;
			size_t to = (is_after ? focus->cursor : focus->anchor) + 1;
			put_mark(&shown, to, ']');
			put_mark(&shown, from, '[');
		}
	}
	if (strcmp(str_text(&shown), expected) != 0)
		fail_msg("after %s: shows \"%s\", not \"%s\"",
			self->keys != NULL ? self->keys : "nothing", str_text(&shown), expected);
	str_release(&shown);
}

void scripted_says(const struct scripted *self, const char *part)
{
	const char *message = str_text(&editor_message(self->editor)->text);

	if (part[0] == '\0' ? message[0] != '\0' : strstr(message, part) == NULL)
		fail_msg("after %s: says \"%s\", not \"%s\"",
			self->keys != NULL ? self->keys : "nothing", message, part);
}

void scripted_written(const struct scripted *self, const char *expected)
{
	struct str bytes = {0};
	struct err err = {0};

	if (!document_format(editor_document(self->editor), &bytes, &err))
		fail_msg("%s", err.message);
	assert_string_equal(str_text(&bytes), expected);
	str_release(&bytes);
}
