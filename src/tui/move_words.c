/*
 * Putting a comment on other words: the user selects them in the editor, and Enter puts it there.
 * Meanwhile keys move and select as ever, and nothing is typed over what is selected.
 */
#include "internal.h"

#include "review/threads.h"

#include <string.h>

bool move_is_asked(const struct screen *screen)
{
	return screen->remembered.moving[0] != '\0';
}

static void remind(struct screen *screen)
{
	session_say(screen->session, MESSAGE_INFO,
		"Select the words that the comment is about, then Enter; Esc leaves it as it was");
}

static void end(struct screen *screen)
{
	screen->remembered.moving[0] = '\0';
}

/* Where it is, or was. */
static void go_there(struct screen *screen, const struct thread *thread, struct anchor_place words)
{
	const struct place on = thread->on;

	if (on.field == FORM_NONE)
		return;
	editor_go(screen->editor, &on);
	if (words.match != ANCHOR_LOST && words.end > 0 && editor_focus(screen->editor)->is_editing)
		editor_set_cursor(screen->editor, words.start, false);
}

void move_begin(struct screen *screen, const char *id)
{
	struct threads threads;
	const struct thread *thread;
	struct err err = {0};

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, id);
	if (session_save_state(screen->session) == SAVE_READ_ONLY) {
		session_say(
			screen->session, MESSAGE_WARNING, "%s", session_read_only(screen->session));
	} else if (thread != NULL && thread_takes(thread, COMMENT_MOVES, &err)) {
		strcpy(screen->remembered.moving, thread->row->id);
		reader_view_close(screen);
		go_there(screen, thread, thread_find_words(&threads, thread));
		remind(screen);
	} else {
		session_say(screen->session, MESSAGE_INFO, "Not possible: %s", err.message);
	}
	threads_release(&threads);
}

static void put_here(struct screen *screen)
{
	struct place place;
	size_t from, to;

	editor_place(screen->editor, &place);
	editor_selection(screen->editor, &from, &to);
	if (!session_move_comment(screen->session, screen->remembered.moving, &place, from, to))
		return;
	end(screen);
	editor_set_cursor(screen->editor, editor_focus(screen->editor)->cursor, false);
	session_say(screen->session, MESSAGE_INFO, "The comment is on these words now");
}

/* Would it change a text or a table? */
static bool changes(enum action action)
{
	const char *group = action_info(action)->group;

	return action != ACTION_ENTER &&
	       (strcmp(group, "Editing") == 0 || strcmp(group, "Tables") == 0);
}

bool move_takes(struct screen *screen, enum action action)
{
	const struct focus *focus = editor_focus(screen->editor);

	if (!move_is_asked(screen))
		return false;
	if (action == ACTION_LEAVE || action == ACTION_CANCEL) {
		editor_begin(screen->editor);
		end(screen);
		session_say(screen->session, MESSAGE_INFO, "The comment is where it was");
	} else if (action == ACTION_ENTER && focus->has_selection) {
		editor_begin(screen->editor);
		put_here(screen);
	} else if (changes(action) || (action == ACTION_ENTER && focus->is_editing)) {
		move_refuse(screen);
	} else {
		return false;
	}
	return true;
}

void move_refuse(struct screen *screen)
{
	editor_begin(screen->editor);
	remind(screen);
}

void move_mention(struct screen *screen)
{
	if (move_is_asked(screen) && editor_message(screen->editor)->level == MESSAGE_NONE)
		remind(screen);
}
