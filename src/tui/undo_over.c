/* Undo and redo while the document is read or presented: of what was done there, so that no answer
 * changes that the reader has not changed there. */
#include "internal.h"

void over_begin(struct screen *screen)
{
	if (!reader_is_open(screen) && !presenter_is_open(screen))
		screen->over.n_steps = editor_count_steps(screen->editor);
}

/* Was it done there, or is it just something that was said? */
static bool is_own(const struct screen *screen, enum action action)
{
	size_t n = editor_count_steps(screen->editor);
	struct place place;

	if (!editor_step_place(screen->editor, action, &place))
		return true;
	return action == ACTION_REDO ? n >= screen->over.n_steps : n > screen->over.n_steps;
}

static bool is_there(const struct screen *screen, enum action action)
{
	return action == ACTION_REDO ? editor_can_redo(screen->editor)
				     : editor_can_undo(screen->editor);
}

/* A row may have gone with it. */
static bool is_held(const struct screen *screen, const struct place *place)
{
	return place->row[0] == '\0' || document_row_index(editor_document(screen->editor),
						place->field, place->row) != SIZE_MAX;
}

/* Which answer it changes is gone to, and named. */
static bool do_step(struct screen *screen, enum action action)
{
	struct place place;
	struct str words = {0};
	bool is_answer = editor_step_place(screen->editor, action, &place);

	str_append_text(&words, action == ACTION_REDO ? "Done again" : "Taken back");
	if (is_answer) {
		str_append_text(&words, ": ");
		comment_append_where(screen, &place, &words);
	}
	if (editor_do(screen->editor, action) &&
		editor_message(screen->editor)->level == MESSAGE_NONE)
		session_say(screen->session, MESSAGE_INFO, "%s", str_text(&words));
	if (is_answer && is_held(screen, &place))
		editor_go(screen->editor, &place);
	editor_settle(screen->editor);
	str_release(&words);
	return is_answer;
}

bool over_undo(struct screen *screen, enum action action)
{
	if (is_there(screen, action) && is_own(screen, action))
		return do_step(screen, action);
	if (action == ACTION_REDO)
		session_say(screen->session, MESSAGE_INFO, "There is nothing to do again here");
	else
		session_say(screen->session, MESSAGE_INFO,
			is_there(screen, action)
				? "What you changed before is taken back in the editor, where "
				  "you can see it"
				: "There is nothing to take back");
	return false;
}
