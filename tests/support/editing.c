/* A session in a test, and its folder. */
#include "editing.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void editing_open(struct editing *self)
{
	struct err err = {0};

	self->session = session_open(&self->config, &err);
	if (self->session == NULL)
		fail_msg("%s", err.message);
	editor_check(session_editor(self->session)); /* as at the first pause */
	editor_set_view(session_editor(self->session), 60, 10);
	editor_set_keymap(session_editor(self->session), &self->scripted.keymap);
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
	keymap_init(&self->scripted.keymap, "default");
	editing_open(self);
}

void editing_release(struct editing *self)
{
	session_free(self->session);
	keymap_release(&self->scripted.keymap);
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

static bool act(void *owner, enum action action)
{
	struct editing *self = owner;

	return session_do(self->session, action);
}

void editing_keys(struct editing *self, const char *keys)
{
	self->scripted.editor = session_editor(self->session);
	self->scripted.act = act;
	self->scripted.owner = self;
	scripted_keys(&self->scripted, keys);
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

/* With the editor as it is now: a test may have opened another session. */
static struct scripted scripted_of(const struct editing *self)
{
	struct scripted scripted = self->scripted;

	scripted.editor = session_editor(self->session);
	return scripted;
}

void editing_go(struct editing *self, unsigned field)
{
	struct scripted scripted = scripted_of(self);

	scripted_go(&scripted, field);
}

void editing_go_cell(struct editing *self, unsigned field, size_t row, unsigned column)
{
	struct scripted scripted = scripted_of(self);

	scripted_go_cell(&scripted, field, row, column);
}

const char *editing_text(const struct editing *self, unsigned field)
{
	struct scripted scripted = scripted_of(self);

	return scripted_text(&scripted, field);
}

const char *editing_cell(const struct editing *self, unsigned field, size_t row, unsigned column)
{
	struct scripted scripted = scripted_of(self);

	return scripted_cell(&scripted, field, row, column);
}

void assert_shows(const struct editing *self, const char *expected)
{
	struct scripted scripted = scripted_of(self);

	scripted_shows(&scripted, expected);
}

void assert_says(const struct editing *self, const char *part)
{
	struct scripted scripted = scripted_of(self);

	scripted_says(&scripted, part);
}
