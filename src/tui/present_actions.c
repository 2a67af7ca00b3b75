/* What keys do while a document is presented. No answer changes but through a popup that says so.
 */
#include "meeting.h"
#include "presenter.h"

/* --- the end --- */

static void end(struct screen *screen)
{
	struct presenter *self = screen->over.presenter;
	unsigned minutes = present_minutes(self);

	view_close(&self->view);
	session_end_meeting(screen->session, true);
	if (editor_message(screen->editor)->level == MESSAGE_NONE && minutes > 0)
		session_say(screen->session, MESSAGE_INFO, "It took %u %s", minutes,
			minutes == 1 ? "minute" : "minutes");
}

static void leave(struct presenter *self)
{
	if (!ideas_decide(self->screen, end))
		end(self->screen);
}

/* --- moving --- */

static void next(struct presenter *self)
{
	if (presenter_turn(self, 1))
		return;
	if (self->counts.ideas + self->counts.older > 0)
		leave(self);
	else
		session_say(self->screen->session, MESSAGE_INFO, "That was all; q ends it");
}

static void back(struct presenter *self)
{
	if (!presenter_turn(self, -1))
		session_say(self->screen->session, MESSAGE_INFO, "This is where it begins");
}

static void to_start(struct presenter *self)
{
	presenter_go(self, 0);
}

static void to_end(struct presenter *self)
{
	presenter_go(self, self->steps.n - 1);
}

static void next_page(struct presenter *self)
{
	unsigned page = presenter_step(self)->page;

	if (page != FORM_NONE && page + 1 == editor_form(self->screen->editor)->n_pages)
		session_say(self->screen->session, MESSAGE_INFO, "This is the last page");
	else
		presenter_go_page(self, page == FORM_NONE ? 0 : page + 1);
}

static void previous_page(struct presenter *self)
{
	unsigned page = presenter_step(self)->page;

	if (page == FORM_NONE || page == 0)
		to_start(self);
	else
		presenter_go_page(self, page - 1);
}

/* --- writing down --- */

static void comment(struct presenter *self)
{
	struct place place = presenter_place(self);

	comment_open_on(self->screen, &place);
}

static void park(struct presenter *self)
{
	struct place place = presenter_place(self);

	comment_open_idea(self->screen, &place);
}

static void list(struct presenter *self)
{
	threads_open(self->screen);
}

static void grow(struct presenter *self)
{
	self->is_big = !self->is_big;
	presenter_update(self);
}

static void undo(struct presenter *self)
{
	over_undo(self->screen, ACTION_UNDO);
}

static void redo(struct presenter *self)
{
	over_undo(self->screen, ACTION_REDO);
}

/* --- actions --- */

static void (*const doings[N_ACTIONS])(struct presenter *self) = {
	[ACTION_RIGHT] = next,
	[ACTION_DOWN] = next,
	[ACTION_ENTER] = next,
	[ACTION_PAGE_DOWN] = next,
	[ACTION_LEFT] = back,
	[ACTION_UP] = back,
	[ACTION_PAGE_UP] = back,
	[ACTION_LINE_START] = to_start,
	[ACTION_TEXT_START] = to_start,
	[ACTION_LINE_END] = to_end,
	[ACTION_TEXT_END] = to_end,
	[ACTION_NEXT_FIELD] = next_page,
	[ACTION_NEXT_PAGE] = next_page,
	[ACTION_NEXT_ROW] = next_page,
	[ACTION_PREVIOUS_FIELD] = previous_page,
	[ACTION_PREVIOUS_PAGE] = previous_page,
	[ACTION_PREVIOUS_ROW] = previous_page,
	[ACTION_UNDO] = undo,
	[ACTION_REDO] = redo,
	[ACTION_COMMENT] = comment,
	[ACTION_THREADS] = list,
	[ACTION_PRESENT_IDEA] = park,
	[ACTION_PRESENT_BIGGER] = grow,
	[ACTION_LEAVE] = leave,
};

static bool is_page(enum action action)
{
	return action >= ACTION_GO_PAGE_1 && action <= ACTION_GO_PAGE_9;
}

enum request presenter_do(struct presenter *self, enum action action)
{
	bool is_known = is_page(action) || doings[action];

	/* Before the first drawing, or without room for any, there is no step. */
	if (presenter_does(action) &&
		(!is_known || !self->reading || self->screen->layout.is_too_small))
		return view_act(&self->screen->view, is_known ? ACTION_NONE : action);
	editor_begin(self->screen->editor);
	present_clock_look(self);
	presenter_update(self);
	if (is_page(action))
		presenter_go_page(self, (unsigned)(action - ACTION_GO_PAGE_1));
	else if (doings[action])
		doings[action](self);
	else
		session_say(self->screen->session, MESSAGE_INFO,
			"Here the document is presented; q ends that");
	return REQUEST_NOTHING;
}
