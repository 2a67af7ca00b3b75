/* The complete screen: its state, and the order in which it is drawn. */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

struct screen *screen_new(
	struct session *session, const struct keymap *keymap, struct settings *settings)
{
	struct screen *self = mem_zalloc(1, sizeof(*self));

	self->session = session;
	self->settings = settings;
	self->editor = session_editor(session);
	self->scroll.page = FORM_NONE;
	self->is_begun = session_is_new(session);
	self->popup.view = (struct view){.type = &popup_view_type, .state = self};
	screen_keys_start(self, keymap);
	screen_follow_settings(self);
	return self;
}

void screen_free(struct screen *self)
{
	if (!self)
		return;
	screen_keys_stop(self);
	presenter_free(self->over.presenter);
	reader_free(self->over.reader);
	blocks_release(&self->blocks);
	day_index_release(&self->tables.days);
	kept_tables_release(&self->tables.kept);
	marks_release(&self->marks);
	label_cache_release(&self->drawn.cache);
	str_release(&self->drawn.still.title);
	popup_release(&self->popup);
	since_choice_release(&self->remembered.since);
	str_release(&self->search.needle);
	str_release(&self->search.with);
	str_release(&self->followed.warning);
	task_draft_release(&self->remembered.task);
	deciding_release(&self->remembered.deciding);
	log_preview_release(&self->remembered.log);
	comment_marks_release(&self->drawn.comments);
	str_release(&self->exporting.outgoing);
	str_release(&self->exporting.written);
	str_release(&self->exporting.words);
	str_release(&self->exporting.revealing);
	str_release(&self->exporting.refusal);
	free(self);
}

/* Wrapped, the most important first, because it is meant for very small screens. */
static void too_small_draw(const struct screen *screen, struct canvas *canvas)
{
	const char *key = screen_action_key(screen, ACTION_QUIT);
	struct str text = {0};
	struct wrap wrap = {0};

	str_appendf(&text, "%ux%u is too small (%dx%d). Your text is safe.", canvas->columns,
		canvas->lines, SCREEN_LEAST_COLUMNS, SCREEN_LEAST_LINES);
	if (key)
		str_appendf(&text, " %s saves and leaves.", key);
	wrap_layout(&wrap, str_text(&text), text.len, canvas->columns);
	for (unsigned i = 0; i < wrap.n_lines && i < canvas->lines; i++) {
		struct pen pen = pen_at(canvas, i, 0, canvas->columns, STYLE_WARNING);

		pen_write(&pen, str_text(&text) + wrap.lines[i].start,
			wrap.lines[i].end - wrap.lines[i].start);
	}
	wrap_release(&wrap);
	str_release(&text);
	canvas_set_cursor(canvas, 0, 0);
}

bool screen_begin_drawing(struct screen *self, struct canvas *canvas)
{
	bool is_reading = reader_is_open(self) || presenter_is_open(self);

	canvas_clear(canvas);
	label_cache_turn(&self->drawn.cache);
	self->drawn.columns = canvas->columns;
	self->drawn.lines = canvas->lines;
	screen_follow_settings(self);
	canvas->rings = screen_rings(self);
	if (presenter_is_open(self))
		layout_find_presenting(
			&self->layout, self->settings, canvas->columns, canvas->lines);
	else
		(is_reading ? layout_find_reading : layout_find)(&self->layout, self->settings,
			self->switched.side, canvas->columns, canvas->lines);
	if (self->layout.is_too_small) {
		too_small_draw(self, canvas);
		return false;
	}
	if (!is_reading)
		editor_set_view(self->editor, self->layout.text_columns, self->layout.page.lines);
	if (!self->drawn.is_any && !recovered_open(self, false))
		drafts_mention(self);
	self->drawn.is_any = true;
	popup_check(self);
	rest_note(self);
	still_note(self);
	today_note(self);
	zone_label_note(self);
	marks_update(&self->marks, self->session);
	comment_marks_update(self);
	return true;
}

void screen_draw(struct screen *self, struct canvas *canvas)
{
	if (!screen_begin_drawing(self, canvas))
		return;
	title_draw(self, canvas);
	tabs_draw(self, canvas);
	page_draw(self, canvas);
	if (self->layout.has_rules) {
		upper_rule_draw(self, canvas);
		lower_rule_draw(self, canvas);
	}
	side_draw(self, canvas);
	info_draw(self, canvas);
	keybar_draw(self, canvas);
}
