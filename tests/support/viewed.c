#include "viewed.h"

#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static int64_t clock_wall(void *context)
{
	struct viewed_clock *self = context;

	self->is_checking = true;
	return self->now;
}

static int64_t clock_steady(void *context)
{
	enum { CHECK = 25 /* milliseconds */ };
	struct viewed_clock *self = context;
	int64_t now = self->now + (self->is_checking ? CHECK : 0);

	self->is_checking = false;
	return now;
}

void viewed_start(struct viewed *self, const struct str *document, unsigned columns, unsigned lines)
{
	struct session_config config = {
		.io = io_system(),
		.time = {clock_wall, clock_steady, &self->clock},
		.ids = counting_ids(&self->counter),
	};
	struct err err = {0};
	char path[256];

	*self = (struct viewed){.clock = {.now = INT64_C(1767225600000)}};
	folder_init(&self->folder);
	folder_init(&self->state);
	folder_put(&self->folder, "doc.yaml", document->data, document->len);
	snprintf(path, sizeof(path), "%s", folder_path(&self->folder, "doc.yaml"));
	config.path = path;
	config.state_folder = self->state.path;
	keymap_init(&self->keymap, "default");
	settings_init(&self->settings, NULL);
	self->session = session_open(&config, &err);
	if (!self->session)
		fail_msg("%s", err.message);
	editor_check(session_editor(self->session)); /* as at the first pause */
	session_set_save_pause(self->session, INT64_C(1) << 40);
	self->view = document_view_new(self->session, &self->keymap, &self->settings, NULL);
	views_open(&self->views, self->view);
	canvas_init(&self->canvas, columns, lines);
	views_draw(&self->views, &self->canvas);
}

void viewed_stop(struct viewed *self)
{
	view_close(self->view);
	document_view_free(self->view);
	session_free(self->session);
	canvas_release(&self->canvas);
	keymap_release(&self->keymap);
	settings_release(&self->settings);
	folder_release(&self->folder);
	folder_release(&self->state);
}

void viewed_key(struct viewed *self, const char *name)
{
	struct key key;
	struct err err = {0};

	if (!key_parse(&key, name, &err))
		fail_msg("%s", err.message);
	views_key(&self->views, &key, false);
	viewed_wait(self, 0);
}

void viewed_wait(struct viewed *self, int64_t milliseconds)
{
	self->clock.now += milliseconds;
	views_tick(&self->views);
	views_draw(&self->views, &self->canvas);
}

void viewed_text(const struct viewed *self, struct str *out)
{
	const struct canvas *canvas = &self->canvas;

	str_clear(out);
	for (unsigned i = 0; i < canvas->lines; i++) {
		for (unsigned k = 0; k < canvas->columns; k++) {
			const struct cell *cell = &canvas->cells[i * canvas->columns + k];

			str_append(out, cell->text, cell->len);
		}
		str_append_char(out, '\n');
	}
}

bool viewed_shows(const struct viewed *self, const char *words)
{
	struct str text = {0};

	viewed_text(self, &text);
	bool is_there = strstr(str_text(&text), words) != NULL;
	str_release(&text);
	return is_there;
}
