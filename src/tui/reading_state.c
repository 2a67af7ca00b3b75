/* What the other files of the screen know of the reading view. */
#include "reader.h"

#include <stdlib.h>

bool reader_is_open(const struct screen *screen)
{
	return screen->over.reader && screen->over.reader->view.stack;
}

void reader_view_close(struct screen *screen)
{
	if (!reader_is_open(screen))
		return;
	screen->over.reader->is_root = false;
	view_close(&screen->over.reader->view);
}

struct view *reader_or_page(struct screen *screen)
{
	return reader_is_open(screen) ? &screen->over.reader->view : &screen->view;
}

unsigned reader_page(const struct screen *screen)
{
	const struct reader *reader = screen->over.reader;

	return reader->reading ? reading_page(reader->reading, &reader->here) : FORM_NONE;
}

static const char *walk_word(const struct reader *self)
{
	static const char *const words[N_WALKS] = {
		[WALK_THREADS] = "Thread",
		[WALK_CLOSED] = "Closed",
		[WALK_FINDINGS] = "Finding",
		[WALK_ROWS] = "Row",
		[WALK_OPEN] = "Missing",
		[WALK_NEWS] = "Change",
	};

	return reader_can_walk(self) ? words[reader_chosen_walk(self)] : NULL;
}

const char *reader_hint(const struct screen *screen, enum action action, const char *word)
{
	static const bool is_about_thread[N_ACTIONS] = {
		[ACTION_READ_REPLY] = true,
		[ACTION_READ_ACCEPT] = true,
		[ACTION_READ_RESOLVE] = true,
	};
	struct reader *self = screen->over.reader;
	const struct reading_note *note = self->reading ? reader_thread(self) : NULL;

	if (action == ACTION_READ_NEXT)
		return walk_word(self);
	if (action == ACTION_READ_MARK)
		return session_count_unread(screen->session) > 0 ? word : NULL;
	if (!is_about_thread[action])
		return word;
	if (!note || (action == ACTION_READ_ACCEPT && !note->suggests))
		return NULL;
	return action == ACTION_READ_RESOLVE && note->kind == NOTE_CLOSED ? "Reopen" : word;
}

static const bool is_possible[N_ACTIONS] = {
	[ACTION_NONE] = true,
	[ACTION_HELP] = true,
	[ACTION_PALETTE] = true,
	[ACTION_SAVE] = true,
	[ACTION_EXPORT] = true,
	[ACTION_QUIT] = true,
	[ACTION_CANCEL] = true,
	[ACTION_SUSPEND] = true,
	[ACTION_REDRAW] = true,
	[ACTION_ZONE] = true,
	[ACTION_SETTINGS] = true,
	[ACTION_SIDE] = true,
	[ACTION_MOUSE] = true,
	[ACTION_RESOLVE] = true,
	[ACTION_COMPANY] = true,
	[ACTION_CHANGES] = true,
	[ACTION_FINDINGS] = true,
	[ACTION_UP] = true,
	[ACTION_DOWN] = true,
	[ACTION_PAGE_UP] = true,
	[ACTION_PAGE_DOWN] = true,
	[ACTION_LINE_START] = true,
	[ACTION_LINE_END] = true,
	[ACTION_TEXT_START] = true,
	[ACTION_TEXT_END] = true,
	[ACTION_NEXT_PAGE] = true,
	[ACTION_PREVIOUS_PAGE] = true,
	[ACTION_NEXT_ROW] = true,
	[ACTION_PREVIOUS_ROW] = true,
	[ACTION_NEXT_FINDING] = true,
	[ACTION_PREVIOUS_FINDING] = true,
	[ACTION_NEXT_CHANGE] = true,
	[ACTION_READ] = true,
	[ACTION_READ_NEXT] = true,
	[ACTION_READ_PREVIOUS] = true,
	[ACTION_READ_WHAT] = true,
	[ACTION_READ_MARK] = true,
	[ACTION_COMMENT] = true,
	[ACTION_READ_REPLY] = true,
	[ACTION_READ_RESOLVE] = true,
	[ACTION_READ_ACCEPT] = true,
	[ACTION_READ_DECLINE] = true,
	[ACTION_READ_AMEND] = true,
	[ACTION_READ_MOVE] = true,
	[ACTION_UNDO] = true,
	[ACTION_REDO] = true,
	[ACTION_TASK] = true,
	[ACTION_PRESENT] = true,
	[ACTION_READ_SIGN] = true,
	[ACTION_READ_OBJECT] = true,
	[ACTION_READ_TAKE_BACK] = true,
	[ACTION_THREADS] = true,
	[ACTION_AGREE] = true,
	[ACTION_ENTER] = true,
	[ACTION_LEAVE] = true,
	[ACTION_FIND] = true,
	[ACTION_FIND_NEXT] = true,
	[ACTION_FIND_PREVIOUS] = true,
};

bool reader_does(enum action action)
{
	return is_possible[action] || (action >= ACTION_GO_PAGE_1 && action <= ACTION_GO_PAGE_9);
}

void reader_free(struct reader *self)
{
	if (!self)
		return;
	reading_free(self->reading);
	reading_notes_release(&self->notes);
	free(self);
}
