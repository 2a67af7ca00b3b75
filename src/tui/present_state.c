/* What the other files of the screen know of presenting. */
#include "presenter.h"

#include <stdlib.h>

bool presenter_is_open(const struct screen *screen)
{
	return screen->over.presenter && screen->over.presenter->view.stack;
}

struct view *screen_page(struct screen *screen)
{
	return presenter_is_open(screen) ? &screen->over.presenter->view : reader_or_page(screen);
}

enum key_context screen_context(const struct screen *screen)
{
	if (presenter_is_open(screen))
		return KEYS_PRESENTING;
	return reader_is_open(screen) ? KEYS_READING : editor_key_context(screen->editor);
}

const struct present_step *presenter_step(const struct presenter *self)
{
	return &self->steps.items[self->at];
}

const struct row *presenter_row(const struct presenter *self)
{
	const struct present_step *step = presenter_step(self);

	return step->row != SIZE_MAX ? &editor_document(self->screen->editor)
						->tables[self->events]
						.items[step->row]
				     : NULL;
}

static const bool is_possible[N_ACTIONS] = {
	[ACTION_NONE] = true,
	[ACTION_HELP] = true,
	[ACTION_PALETTE] = true,
	[ACTION_SAVE] = true,
	[ACTION_RESOLVE] = true,
	[ACTION_QUIT] = true,
	[ACTION_CANCEL] = true,
	[ACTION_SUSPEND] = true,
	[ACTION_REDRAW] = true,
	[ACTION_ZONE] = true,
	[ACTION_SETTINGS] = true,
	[ACTION_COMPANY] = true,
	[ACTION_LEFT] = true,
	[ACTION_RIGHT] = true,
	[ACTION_UP] = true,
	[ACTION_DOWN] = true,
	[ACTION_PAGE_UP] = true,
	[ACTION_PAGE_DOWN] = true,
	[ACTION_LINE_START] = true,
	[ACTION_LINE_END] = true,
	[ACTION_TEXT_START] = true,
	[ACTION_TEXT_END] = true,
	[ACTION_NEXT_FIELD] = true,
	[ACTION_PREVIOUS_FIELD] = true,
	[ACTION_NEXT_PAGE] = true,
	[ACTION_PREVIOUS_PAGE] = true,
	[ACTION_NEXT_ROW] = true,
	[ACTION_PREVIOUS_ROW] = true,
	[ACTION_COMMENT] = true,
	[ACTION_THREADS] = true,
	[ACTION_TASK] = true,
	[ACTION_UNDO] = true,
	[ACTION_REDO] = true,
	[ACTION_PRESENT_IDEA] = true,
	[ACTION_PRESENT_BIGGER] = true,
	[ACTION_ENTER] = true,
	[ACTION_LEAVE] = true,
};

bool presenter_does(enum action action)
{
	return is_possible[action] || (action >= ACTION_GO_PAGE_1 && action <= ACTION_GO_PAGE_9);
}

void presenter_free(struct presenter *self)
{
	if (!self)
		return;
	reading_free(self->reading);
	free(self->steps.items);
	free(self->clock.used);
	free(self);
}
