/* The reading view as a view: its keys, and how it is opened and closed. */
#include "reader.h"

#include "base/mem.h"

static enum request key(struct view *self, const struct key *key, bool after_escape)
{
	struct reader *reader = self->state;
	struct key alt = {key->code, KEY_ALT};
	const struct keymap *map = reader->screen->keys.map;
	enum action action = keymap_find(map, key, KEYS_READING);

	if (after_escape && key->modifiers == 0 && action == ACTION_NONE)
		action = keymap_find(map, &alt, KEYS_READING);
	if (action != ACTION_NONE)
		return reader_do(reader, action);
	editor_begin(reader->screen->editor);
	session_say(reader->screen->session, MESSAGE_INFO,
		"That key does nothing here; ? shows those that do");
	return REQUEST_NOTHING;
}

static void paste(struct view *self, const char *bytes, size_t len, size_t missing)
{
	struct reader *reader = self->state;

	(void)bytes;
	(void)len;
	(void)missing;
	editor_begin(reader->screen->editor);
	session_say(reader->screen->session, MESSAGE_INFO,
		"Nothing was pasted: here the document is only read");
}

static void click(struct view *self, unsigned line, unsigned column)
{
	struct reader *reader = self->state;
	const struct layout *layout = &reader->screen->layout;
	const struct area *area = &layout->page;

	if (reader->reading && layout->has_side && column < layout->side.columns &&
		line >= layout->side.line && line < layout->side.line + layout->side.lines) {
		unsigned page = side_page_at(reader->screen, line - layout->side.line);

		if (page <= ACTION_GO_PAGE_9 - ACTION_GO_PAGE_1)
			reader_do(reader, (enum action)(ACTION_GO_PAGE_1 + page));
		return;
	}
	if (!reader->reading || line < area->line || line >= area->line + area->lines)
		return;
	reader->here = reader->top;
	reading_move(reader->reading, &reader->here, (long)(line - area->line));
}

static void wheel(struct view *self, int lines)
{
	struct reader *reader = self->state;

	if (!reader->reading)
		return;
	long moved = reading_move(reader->reading, &reader->top, lines);

	reading_move(reader->reading, &reader->here, moved);
}

static enum request cancel(struct view *self)
{
	return reader_do(self->state, ACTION_CANCEL);
}

static enum request act(struct view *self, enum action action)
{
	return reader_do(self->state, action);
}

static void draw(struct view *self, struct canvas *canvas)
{
	reader_draw(self->state, canvas);
}

static void closed(struct view *self)
{
	const struct reader *reader = self->state;

	session_set_reading(reader->screen->session, false);
}

static const struct view_type reading_type = {
	.draw = draw,
	.key = key,
	.paste = paste,
	.click = click,
	.wheel = wheel,
	.cancel = cancel,
	.act = act,
	.closed = closed,
};

/* --- opening it --- */

/* Nothing is half typed in what is read. What is found in it may come later. */
static void begin(struct reader *self)
{
	struct screen *screen = self->screen;

	editor_leave(screen->editor);
	over_begin(screen);
	session_set_reading(screen->session, true);
	session_find_unread(screen->session);
	views_open(screen->view.stack, &self->view);
	self->focus = (struct place){.field = FORM_NONE};
	self->seen = (struct reader_seen){0};
	self->follows = true;
}

static struct reader *reader_of(struct screen *screen)
{
	struct reader *self = screen->over.reader;

	if (self)
		return self;
	self = screen->over.reader = mem_zalloc(1, sizeof(*self));
	self->screen = screen;
	self->view = (struct view){.type = &reading_type, .state = self};
	return self;
}

void reader_view_open(struct screen *screen)
{
	struct reader *self = reader_of(screen);

	self->is_root = false;
	begin(self);
}

void reader_view_open_first(struct screen *screen)
{
	struct reader *self = reader_of(screen);

	self->is_root = true;
	begin(self);
	/* From the first line, not from where the editor begins. */
	if (editor_focus(screen->editor)->field != FORM_NONE)
		editor_row_place(screen->editor, &self->focus);
	self->cursor = editor_focus(screen->editor)->cursor;
}
