/*
 * The last line: what the most useful keys do here, as the live key map has them,
 * as many as there is room for.
 */
#include "internal.h"

#include <string.h>

struct hint {
	enum action action;
	const char *word;
};

#define HINTS_MAX 12

static const struct hint hints[N_KEY_CONTEXTS][HINTS_MAX] = {
	[KEYS_ANYWHERE] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_SAVE, "Save"},
			{ACTION_NEXT_PAGE, "Page"},
			{ACTION_QUIT, "Leave"},
		},
	[KEYS_TEXT] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_LEAVE, "Done"},
			{ACTION_NEXT_FIELD, "Next"},
			{ACTION_UNDO, "Undo"},
			{ACTION_EDITOR, "Editor"},
			{ACTION_SAVE, "Save"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_QUIT, "Leave"},
		},
	[KEYS_FIELD] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_ENTER, "Edit"},
			{ACTION_NEXT_FIELD, "Next"},
			{ACTION_NEXT_PAGE, "Page"},
			{ACTION_NEXT_FINDING, "Finding"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_QUIT, "Leave"},
		},
	[KEYS_TABLE] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_ENTER, "Open"},
			{ACTION_ROW_ADD, "Add"},
			{ACTION_ROW_DELETE, "Delete"},
			{ACTION_FILTER, "Filter"},
			{ACTION_NEXT_FIELD, "Next"},
			{ACTION_NEXT_PAGE, "Page"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_QUIT, "Leave"},
		},
};

void keybar_draw(struct screen *screen, struct canvas *canvas)
{
	const struct area *area = &screen->layout.keys;
	const struct hint *list = hints[session_key_context(screen->session)];
	struct pen pen = pen_at(canvas, area->line, 1, area->columns - 1, STYLE_NORMAL);

	for (size_t i = 0; i < HINTS_MAX && list[i].word; i++) {
		const char *key = screen_action_key(screen, list[i].action);
		size_t width = key ? strlen(key) + 1 + strlen(list[i].word) : 0;

		if (width == 0)
			continue;
		if (pen.column + width > pen.end)
			break;
		pen_styled(&pen, STYLE_KEY, key);
		pen_text(&pen, " ");
		pen_styled(&pen, STYLE_DIM, list[i].word);
		pen_move(&pen, pen.column + 2);
	}
}
