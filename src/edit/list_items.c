/*
 * Lists as people type them: pasting a block with marks, moving items, and continuing a
 * list inside prose.
 */
#include "internal.h"

#include "text/mark.h"
#include "text/motion.h"

#include <string.h>

/* --- pasting --- */

/* A block with marks gets lines of its own; anything else goes to the cursor. */
void list_take(const struct editor *self, struct str *text)
{
	struct str items = {0};
	size_t from, to, len;
	const char *shown = display_focused(self, &len);

	editor_selection(self, &from, &to);
	bool is_marked = mark_strip(str_text(text), text->len, &items);
	if (is_marked && items.len > 0) {
		if (from > 0 && shown[from - 1] != '\n')
			str_splice(&items, 0, 0, "\n", 1);
		if (to < len && shown[to] != '\n')
			str_append_char(&items, '\n');
	}
	if (is_marked || memchr(str_text(text), '\n', text->len) != NULL)
		str_set(text, str_text(&items), items.len);
	str_release(&items);
}

/* --- moving items --- */

static bool goes_on(const char *text, size_t len, size_t line)
{
	return line > 0 && len - line >= 2 && memcmp(text + line, "  ", 2) == 0;
}

static size_t item_start(const char *text, size_t len, size_t at)
{
	size_t line = motion_line_start(text, len, at);

	while (goes_on(text, len, line))
		line = motion_line_start(text, len, line - 1);
	return line;
}

static size_t item_end(const char *text, size_t len, size_t at)
{
	size_t end = motion_line_end(text, len, at);

	while (end < len && goes_on(text, len, end + 1))
		end = motion_line_end(text, len, end + 1);
	return end;
}

/* Swaps two neighbours with a line break between them. */
static void swap(
	struct editor *self, const struct place *place, size_t from, size_t middle, size_t to)
{
	size_t len;
	const char *text = display_focused(self, &len);
	struct str swapped = {0};
	struct op op = {0};

	str_append(&swapped, text + middle + 1, to - middle - 1);
	str_append_char(&swapped, '\n');
	str_append(&swapped, text + from, middle - from);
	document_op_edit(
		&self->document, place, from, to - from, str_text(&swapped), swapped.len, &op);
	change_apply(self, &op);
	str_release(&swapped);
}

bool list_move(struct editor *self, int direction)
{
	struct focus *focus = &self->focus;
	struct place place;
	size_t from, to, len;
	const char *text = display_focused(self, &len);

	editor_place(self, &place);
	if (!change_is_allowed(self, &place))
		return true;
	editor_selection(self, &from, &to);
	from = item_start(text, len, from);
	to = item_end(text, len, to);
	if (direction < 0 ? from == 0 : to == len) {
		editor_say(self, MESSAGE_INFO, "The item is already the %s one",
			direction > 0 ? "last" : "first");
		return true;
	}
	size_t start = direction < 0 ? item_start(text, len, from - 1) : from;
	size_t end = direction < 0 ? to : item_end(text, len, to + 1);
	size_t shift = direction < 0 ? from - start : end - to;
	undo_begin(self, STEP_WHOLE);
	swap(self, &place, start, direction < 0 ? from - 1 : to, end);
	focus->cursor = direction < 0 ? focus->cursor - shift : focus->cursor + shift;
	focus->anchor = direction < 0 ? focus->anchor - shift : focus->anchor + shift;
	self->gesture.has_goal = false;
	undo_end(self);
	return true;
}

/* --- continuing a list --- */

/* A number continues a list if it is the first, or the previous number is above it. */
static bool is_in_list(const char *text, size_t len, size_t line, unsigned number)
{
	struct mark mark;

	if (number <= 1)
		return true;
	while (line > 0) {
		line = motion_line_start(text, len, line - 1);
		if (text[line] == '\n')
			break;
		if (mark_parse(&mark, text + line, len - line) && mark.is_number)
			return mark.number + 1 == number;
	}
	return false;
}

/* The mark of the line at an offset, if it continues a list. */
static bool find_mark(const char *text, size_t len, size_t at, struct mark *mark)
{
	size_t line = motion_line_start(text, len, at);

	if (!mark_parse(mark, text + line, len - line) || at < line + mark->end)
		return false;
	if (mark->is_number)
		return is_in_list(text, len, line, mark->number);
	return mark->is_strong || text[line + mark->start] == '+';
}

void list_new_line(struct editor *self)
{
	struct mark mark;
	struct str next = {0};
	size_t from, to, len;
	const char *text = display_focused(self, &len);

	editor_selection(self, &from, &to);
	size_t line = motion_line_start(text, len, from);
	if (!find_mark(text, len, from, &mark)) {
		edit_insert(self, "\n", 1, STEP_TYPE);
	} else if (from == to && motion_line_end(text, len, from) == line + mark.end) {
		edit_delete(self, line, line + mark.end, STEP_WHOLE); /* an empty item ends it */
	} else {
		str_append_char(&next, '\n');
		mark_append_next(&mark, text + line, &next);
		edit_insert(self, str_text(&next), next.len, STEP_TYPE);
		self->gesture.marked_at = self->focus.cursor;
		self->gesture.mark_len = next.len - 1 - mark.start;
	}
	str_release(&next);
}

void list_typed(struct editor *self)
{
	size_t *at = &self->gesture.marked_at;
	size_t mark_len = self->gesture.mark_len;
	size_t len;
	const char *text = display_focused(self, &len);
	size_t cursor = self->focus.cursor;

	if (*at == 0)
		return;
	if (cursor <= *at || cursor - *at > mark_len ||
		memcmp(text + *at, text + *at - mark_len, cursor - *at) != 0) {
		*at = 0;
	} else if (cursor - *at == mark_len) {
		edit_delete(self, *at - mark_len, *at, STEP_TYPE);
		self->focus.cursor = self->focus.anchor = *at;
		undo_end(self);
		*at = 0;
	}
}
