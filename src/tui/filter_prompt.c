/*
 * The prompt of the filter, in the message line. A table that fits on the screen is filtered while
 * one types; a longer one on Enter, so that no key costs more than the screen has rows.
 */
#include "internal.h"

#include <string.h>

static size_t count_rows(const struct screen *screen)
{
	const struct editor *editor = screen->editor;
	unsigned field = editor_focus(editor)->field;

	return field == FORM_NONE ? 0 : editor_document(editor)->tables[field].n;
}

static bool is_live(const struct screen *screen)
{
	return count_rows(screen) <= screen->layout.page.lines;
}

/* After each change of the input. */
static void filter_list(struct screen *screen, struct popup *popup)
{
	if (!is_live(screen))
		return;
	editor_set_filter(screen->editor, str_text(&popup->prompt.input));
	session_say(screen->session, MESSAGE_NONE, "%s", ""); /* the prompt shows the count */
}

static void filter_state(const struct screen *screen, struct str *out)
{
	const struct editor *editor = screen->editor;

	if (!is_live(screen))
		str_append_text(out, "Enter looks for them");
	else
		str_appendf(out, "%zu of %zu",
			editor_rows_shown(editor, editor_focus(editor)->field), count_rows(screen));
}

static enum request filter_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)item;
	editor_set_filter(screen->editor, str_text(&popup->prompt.input));
	return REQUEST_NOTHING;
}

/* Restores the former filter and the row the cursor was on. */
static void filter_closed(struct screen *screen)
{
	struct popup *popup = &screen->popup;
	const struct str *filter = editor_filter(screen->editor);

	if (str_equal(filter, str_text(&popup->prompt.former), popup->prompt.former.len))
		return;
	if (popup->place.row[0] != '\0')
		editor_go(screen->editor, &popup->place);
	editor_set_filter(screen->editor, str_text(&popup->prompt.former));
}

static const struct hint filter_hints[] = {
	{.action = ACTION_ENTER, .word = "Show these rows", .brief = "Show"},
	{.action = ACTION_CUT, .word = "Empty it for all", .brief = "All"},
	{.action = ACTION_LEAVE, .word = "As before"},
	{.word = NULL},
};

static const struct popup_type filter_type = {
	.title = "Only rows with: ",
	.has_input = true,
	.is_line = true,
	.state = filter_state,
	.hints = filter_hints,
	.list = filter_list,
	.choose = filter_choose,
	.closed = filter_closed,
};

void filter_open(struct screen *screen)
{
	const struct editor *editor = screen->editor;
	const struct focus *focus = editor_focus(editor);
	const struct rows *rows = &editor_document(editor)->tables[focus->field];
	struct popup *popup = &screen->popup;

	str_set(&popup->prompt.former, str_text(editor_filter(editor)), editor_filter(editor)->len);
	popup->place = (struct place){.field = focus->field, .column = FORM_NONE};
	if (focus->row < rows->n)
		memcpy(popup->place.row, rows->items[focus->row].id, ROW_ID_SIZE);
	popup_open(screen, &filter_type, str_text(&popup->prompt.former));
}
