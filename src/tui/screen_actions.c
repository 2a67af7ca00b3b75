/*
 * Actions by name. Most are the session's; what needs a popup or the terminal is done or requested
 * here.
 */
#include "agreement.h"
#include "internal.h"

#include "session/export.h"

static void open_choice(struct screen *screen)
{
	if (!choice_open(screen))
		session_say(screen->session, MESSAGE_INFO, "This field has no list of choices");
}

static void open_filter(struct screen *screen)
{
	if (editor_key_context(screen->editor) == KEYS_TABLE || editor_on_entry(screen->editor))
		filter_open(screen);
	else
		session_say(screen->session, MESSAGE_INFO, "Filters work in tables only");
}

/* The file on disk first, because nothing is saved until that is decided. Then what the cursor is
 * on, what the message line asks for, and any other conflict. */
static void open_conflict(struct screen *screen)
{
	struct session *session = screen->session;
	bool is_for_file =
		session_save_state(session) == SAVE_CONFLICT || session_is_stale(session);
	struct conflict conflict;

	if (is_for_file)
		conflict_open(screen, false);
	else if (editor_conflict(screen->editor, &conflict))
		settle_open(screen);
	else if (recovered_open(screen, true))
		return;
	else if (session_go_conflict(session))
		settle_open(screen);
	else
		conflict_open(screen, false);
}

static void switch_mouse(struct screen *screen)
{
	screen->switched.has_mouse = !screen->switched.has_mouse;
	session_say(screen->session, MESSAGE_INFO,
		screen->switched.has_mouse ? "Mouse on; hold Shift to select text with it"
					   : "Mouse off");
}

static bool would_have_side(const struct screen *screen, enum side_choice side)
{
	struct layout layout;

	layout_find(&layout, screen->settings, side, screen->drawn.columns, screen->drawn.lines);
	return layout.has_side;
}

/* Until the program ends. When it comes back, it is as wide screens have it, if this is one. */
static void switch_side(struct screen *screen)
{
	const char *key = screen_action_key(screen, ACTION_SIDE);

	if (screen->layout.has_side) {
		screen->switched.side = CHOICE_SIDE_NEVER;
		session_say(screen->session, MESSAGE_INFO, "%s brings the side back",
			key ? key : "The command \"side\"");
	} else if (would_have_side(screen, CHOICE_SIDE_AUTO)) {
		screen->switched.side = CHOICE_SIDE_AUTO;
	} else if (would_have_side(screen, CHOICE_SIDE_ALWAYS)) {
		screen->switched.side = CHOICE_SIDE_ALWAYS;
	} else {
		session_say(
			screen->session, MESSAGE_INFO, "The side needs 80 columns and 18 lines");
	}
}

static void cancel(struct screen *screen)
{
	const char *key = screen_action_key(screen, ACTION_QUIT);

	if (session_is_printing(screen->session)) {
		session_stop_printing(screen->session);
		return;
	}
	session_say(screen->session, MESSAGE_INFO, "%s leaves; nothing is lost",
		key ? key : "The command \"Save and leave\"");
}

/* Opens the list of a choice; the session does everything else. */
static void enter(struct screen *screen)
{
	choice_open(screen);
}

/* Columns of a table that do not fit. */
static void move_columns(struct screen *screen, int direction)
{
	struct sideways *sideways = &screen->tables.sideways;
	bool is_moved =
		sideways->field == editor_focus(screen->editor)->field && sideways->steps > 0;

	if (direction > 0 && sideways->has_more)
		sideways->steps++;
	else if (direction < 0 && is_moved)
		sideways->steps--;
	else
		session_say(screen->session, MESSAGE_INFO, "%s",
			is_moved             ? "That is the last column"
			: sideways->has_more ? "That is the first column"
					     : "All columns are visible");
}

static void column_left(struct screen *screen)
{
	move_columns(screen, -1);
}

static void column_right(struct screen *screen)
{
	move_columns(screen, 1);
}

static void say_reading(struct screen *screen)
{
	const char *key = screen_action_key(screen, ACTION_READ);

	session_say(screen->session, MESSAGE_INFO, "That is for the reading view, which %s opens",
		key ? key : "the command \"read\"");
}

/* What can be done about the comment at the cursor. */
static void do_thread(struct screen *screen, enum action action)
{
	const char *id = comment_find_thread(screen);

	if (id[0] == '\0')
		session_say(screen->session, MESSAGE_INFO, "There is no open comment here");
	else if (action == ACTION_READ_REPLY)
		comment_open_thread(screen, id);
	else
		thread_do(screen, id, action);
}

static void say_presenting(struct screen *screen)
{
	session_say(screen->session, MESSAGE_INFO,
		"That is for presenting, which the command \"present\" begins");
}

/* Rows that were copied here are looked at as those that come from elsewhere. */
static bool paste_log(struct screen *screen)
{
	const struct str *clip = editor_clip(screen->editor);

	return clip->len > 0 && log_preview_take(screen, str_text(clip), clip->len);
}

/* An action of the screen's. */
struct doing {
	void (*run)(struct screen *screen); /* called if the session does not handle it */
	void (*does)(struct screen *screen, enum action action); /* the same for several */
	enum request request; /* after that, or after the session */
};

static const struct doing doings[N_ACTIONS] = {
	[ACTION_ENTER] = {.run = enter},
	[ACTION_LEFT] = {.run = column_left},
	[ACTION_RIGHT] = {.run = column_right},
	[ACTION_CHOOSE] = {.run = open_choice},
	[ACTION_EDITOR] = {.request = REQUEST_EDITOR},
	[ACTION_FINDINGS] = {.run = findings_open},
	[ACTION_COMPANY] = {.run = company_open},
	[ACTION_EXPORT] = {.run = export_open},
	[ACTION_FIND] = {.run = find_open},
	[ACTION_FIND_NEXT] = {.run = find_open},
	[ACTION_FIND_PREVIOUS] = {.run = find_open},
	[ACTION_REPLACE] = {.run = find_open},
	[ACTION_FILTER] = {.run = open_filter},
	[ACTION_PASTED_LOG] = {.run = log_preview_open},
	[ACTION_HELP] = {.run = help_open},
	[ACTION_PALETTE] = {.run = palette_open},
	[ACTION_QUIT] = {.request = REQUEST_QUIT},
	[ACTION_CANCEL] = {.run = cancel},
	[ACTION_SUSPEND] = {.request = REQUEST_SUSPEND},
	[ACTION_REDRAW] = {.request = REQUEST_REDRAW},
	[ACTION_SETTINGS] = {.run = settings_open},
	[ACTION_SIDE] = {.run = switch_side},
	[ACTION_MOUSE] = {.run = switch_mouse, .request = REQUEST_MOUSE},
	[ACTION_RESOLVE] = {.run = open_conflict},
	[ACTION_CHANGES] = {.run = changes_open},
	[ACTION_REVERT] = {.run = revert_open},
	[ACTION_BEFORE] = {.run = before_open},
	[ACTION_READ] = {.run = reader_view_open},
	[ACTION_READ_NEXT] = {.run = say_reading},
	[ACTION_READ_PREVIOUS] = {.run = say_reading},
	[ACTION_READ_WHAT] = {.run = say_reading},
	[ACTION_READ_MARK] = {.run = say_reading},
	[ACTION_READ_REPLY] = {.does = do_thread},
	[ACTION_READ_RESOLVE] = {.does = do_thread},
	[ACTION_READ_ACCEPT] = {.does = do_thread},
	[ACTION_READ_DECLINE] = {.does = do_thread},
	[ACTION_READ_AMEND] = {.does = do_thread},
	[ACTION_READ_MOVE] = {.does = do_thread},
	[ACTION_TASK] = {.run = task_open},
	[ACTION_PRESENT] = {.run = presenter_open},
	[ACTION_PRESENT_IDEA] = {.run = say_presenting},
	[ACTION_PRESENT_BIGGER] = {.run = say_presenting},
	[ACTION_READ_SIGN] = {.run = agreement_ask_sign},
	[ACTION_READ_OBJECT] = {.run = agreement_ask_object},
	[ACTION_READ_TAKE_BACK] = {.run = say_reading},
	[ACTION_COMMENT] = {.run = comment_open},
	[ACTION_THREADS] = {.run = threads_open},
	[ACTION_AGREE] = {.run = agreement_open},
	[ACTION_COPY] = {.request = REQUEST_COPY},
	[ACTION_CUT] = {.request = REQUEST_COPY},
};

enum request screen_do(struct screen *self, enum action action)
{
	const struct doing *doing = &doings[action];

	/* Redraws, but keeps the message. */
	if (action == ACTION_NONE || action == ACTION_REDRAW)
		return doing->request;
	if (move_takes(self, action))
		return REQUEST_NOTHING;
	if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
		self->scroll.turns = true;
	if (action == ACTION_ROW_DELETE && delete_open(self))
		return REQUEST_NOTHING;
	if (action == ACTION_PASTE && paste_log(self))
		return REQUEST_NOTHING;
	if (!session_do(self->session, action)) {
		if (doing->run)
			doing->run(self);
		else if (doing->does)
			doing->does(self, action);
	}
	move_mention(self);
	return doing->request;
}
