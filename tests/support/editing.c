/* The form and the document, and the keys of a script. */
#include "editing.h"

#include <assert.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const char editing_form[] =
	"form: probe\n"
	"version: 1\n"
	"title: Probe\n"
	"pages:\n"
	"  - key: main\n"
	"    title: Main\n"
	"    fields:\n"
	"      - {key: title, path: title, ask: Title, kind: line, role: title}\n"
	"      - {key: body, ask: What happened, kind: text}\n"
	"      - {key: start, ask: Start, kind: datetime, role: start}\n"
	"      - {key: end, ask: End, kind: datetime, role: end, after: [main.start]}\n"
	"      - {key: share, ask: Share, kind: percent, min: 0, max: 100}\n"
	"      - {key: level, ask: Level, label: Grade, kind: choice, choices: [low, mid, lost]}\n"
	"      - {key: done, ask: Done, kind: flag}\n"
	"      - {key: span, ask: Span, kind: computed,\n"
	"         span: {from: main.start, to: main.end}}\n"
	"      - {key: points, ask: Points, kind: list}\n"
	"      - {key: zone, path: timezone, ask: Zone, kind: line, role: zone}\n"
	"  - key: timeline\n"
	"    title: Timeline\n"
	"    fields:\n"
	"      - key: events\n"
	"        ask: Events\n"
	"        kind: rows\n"
	"        role: events\n"
	"        columns:\n"
	"          - {key: at, ask: At, kind: datetime, role: event-time}\n"
	"          - {key: kind, ask: Kind, kind: choice, choices: [seen, done],\n"
	"             role: event-kind}\n"
	"          - {key: what, ask: What, kind: text, role: event-text}\n"
	"      - {key: notes, ask: Notes, kind: text}\n"
	"      - {key: fixed, ask: Fixed, kind: datetime,\n"
	"         after: [main.end, main.start]}\n";

const char editing_document[] = "# kept\n"
				"afterword: 1\n"
				"form: probe\n"
				"title: Cards failed\n"
				"timezone: America/New_York\n"
				"\n"
				"main:\n"
				"  body: |\n"
				"    One two three.\n"
				"    Four five.\n"
				"  start: \"2023-10-15T08:00:00-04:00\"\n"
				"  end: \"2023-10-16T14:00:00-04:00\"\n"
				"  share: 80\n"
				"  level: mid\n"
				"  done: true\n"
				"  points:\n"
				"    - first\n"
				"    - second\n"
				"\n"
				"timeline:\n"
				"  events:\n"
				"    - id: aaaaaaaa\n"
				"      at: \"2023-10-15T08:30:00-04:00\"\n"
				"      kind: seen\n"
				"      what: |\n"
				"        Alarm fired.\n"
				"\n"
				"    - id: bbbbbbbb\n"
				"      at: \"2023-10-15T09:00:00-04:00\"\n"
				"      kind: done\n"
				"      what: |\n"
				"        Rolled back.\n"
				"\n"
				"  notes: |\n"
				"    Nothing else.\n";

const char editing_empty[] = "afterword: 1\nform: probe\n";

void editing_open(struct editing *self)
{
	struct err err = {0};

	self->session = session_open(&self->config, &err);
	if (self->session == NULL)
		fail_msg("%s", err.message);
	editor_set_keymap(session_editor(self->session), &self->keymap);
	editor_set_view(session_editor(self->session), 60, 10);
	editor_set_keymap(session_editor(self->session), &self->keymap);
}

void editing_init(struct editing *self, const char *text)
{
	*self = (struct editing){.clock = INT64_C(1697457600000)};
	folder_init(&self->folder);
	folder_init(&self->state);
	if (mkdir(folder_path(&self->folder, "forms"), 0700) != 0)
		fail_msg("no folder for the form");
	folder_put_text(&self->folder, "forms/probe.yaml", editing_form);
	folder_put_text(&self->folder, "doc.yaml", text);
	snprintf(self->path, sizeof(self->path), "%s", folder_path(&self->folder, "doc.yaml"));
	self->config = (struct session_config){
		.path = self->path,
		.state_folder = self->state.path,
		.io = io_system(),
		.time = standing_time(&self->clock),
		.ids = counting_ids(&self->counter),
	};
	keymap_init(&self->keymap, "default");
	editing_open(self);
}

void editing_release(struct editing *self)
{
	session_free(self->session);
	keymap_release(&self->keymap);
	folder_release(&self->folder);
	folder_release(&self->state);
}

int editing_set_up(void **state)
{
	editing_init(*state, editing_document);
	return 0;
}

int editing_tear_down(void **state)
{
	editing_release(*state);
	return 0;
}

void editing_they_change(struct editing *self, const char *from, const char *to)
{
	struct str bytes = {0};
	const char *at;

	assert_true(folder_get(&self->folder, "doc.yaml", &bytes));
	at = strstr(str_text(&bytes), from);
	if (at == NULL)
		fail_msg("the file has no \"%s\" but %s", from, str_text(&bytes));
	str_splice(&bytes, (size_t)(at - bytes.data), strlen(from), to, strlen(to));
	folder_replace(&self->folder, "doc.yaml", str_text(&bytes));
	str_release(&bytes);
}

void editing_reopen(struct editing *self)
{
	session_free(self->session);
	editing_open(self);
}

/* Does what stands between angle brackets. */
static void press(struct editing *self, const char *name)
{
	enum action action;
	struct key key;
	struct err err = {0};

	if (name[0] == ':') {
		action = action_find(name + 1);
	} else {
		if (!key_parse(&key, name, &err))
			fail_msg("%s", err.message);
		action = keymap_find(
			&self->keymap, &key, editor_key_context(session_editor(self->session)));
	}
	if (action == ACTION_NONE)
		fail_msg("<%s> does nothing here", name);
	self->last_done = session_do(self->session, action);
}

/* A character as the screen gives it: bound, or typed. */
static void type(struct editing *self, const char *bytes, size_t len)
{
	struct key key = {.code = (unsigned char)bytes[0]};
	enum action action = ACTION_NONE;

	if (len == 1 && !editor_is_refusing(session_editor(self->session)))
		action = keymap_find(
			&self->keymap, &key, editor_key_context(session_editor(self->session)));
	if (action != ACTION_NONE)
		self->last_done = session_do(self->session, action);
	else
		editor_type(session_editor(self->session), bytes, len);
}

void editing_keys(struct editing *self, const char *keys)
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

void editing_settle(struct editing *self)
{
	while (session_is_waiting(self->session)) {
		struct pollfd fd = {.fd = session_fd(self->session), .events = POLLIN};
		if (poll(&fd, 1, 20000) != 1)
			fail_msg("the saver does not end");
		session_tick(self->session);
	}
}

void editing_wait(struct editing *self, int64_t milliseconds)
{
	for (int64_t i = 0; i < milliseconds; i += 100) {
		self->clock += 100;
		session_tick(self->session);
		editing_settle(self);
	}
}

void editing_go(struct editing *self, unsigned field)
{
	editor_go(session_editor(self->session), &(struct place){.field = field});
}

static void cell_place(const struct editing *self, unsigned field, size_t row, unsigned column,
	struct place *place)
{
	*place = (struct place){.field = field, .column = column};
	assert(row < editor_document(session_editor(self->session))->tables[field].n);
	memcpy(place->row,
		editor_document(session_editor(self->session))->tables[field].items[row].id,
		ROW_ID_SIZE);
}

void editing_go_cell(struct editing *self, unsigned field, size_t row, unsigned column)
{
	struct place place;

	cell_place(self, field, row, column, &place);
	editor_go(session_editor(self->session), &place);
}

const char *editing_text(const struct editing *self, unsigned field)
{
	return document_text(editor_document(session_editor(self->session)), field);
}

const char *editing_cell(const struct editing *self, unsigned field, size_t row, unsigned column)
{
	struct place place;

	cell_place(self, field, row, column, &place);
	return str_text(
		&document_value(editor_document(session_editor(self->session)), &place)->text);
}

static void put_mark(struct str *shown, size_t at, char mark)
{
	str_splice(shown, at, 0, &mark, 1);
}

void assert_shows(const struct editing *self, const char *expected)
{
	const struct focus *focus = editor_focus(session_editor(self->session));
	struct str shown = {0};
	struct place place;

	editor_place(session_editor(self->session), &place);
	editor_show(session_editor(self->session), &place, &shown);
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

void assert_says(const struct editing *self, const char *part)
{
	const char *message = str_text(&editor_message(session_editor(self->session))->text);

	if (part[0] == '\0' ? message[0] != '\0' : strstr(message, part) == NULL)
		fail_msg("after %s: says \"%s\", not \"%s\"",
			self->keys != NULL ? self->keys : "nothing", message, part);
}
