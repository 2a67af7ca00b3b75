/*
 * Notices: what to do when the file on disk is another one, and when the last save
 * failed. Each says what each choice does to the user's text.
 */
#include "internal.h"

/* --- conflict --- */

static const struct {
	const char *name;
	const char *about;
} resolves[N_RESOLVES] = {
	[RESOLVE_RELOAD] = {"Reload", "take the file; my text is one undo away"},
	[RESOLVE_SAVE_BESIDE] = {"Save beside", "my text to a new file; go on with mine"},
	[RESOLVE_KEEP_BOTH] = {"Keep both", "my text to a new file; go on with the file"},
	[RESOLVE_WRITE_AGAIN] = {"Write again", "my text, all of it, where the file was"},
	[RESOLVE_TAKE_MINE] = {"Mine", "all as I had it"},
};

/* The same after a merge, when none of the file's sides is on the screen alone. */
static const struct {
	const char *name;
	const char *about;
} after_merge[N_RESOLVES] = {
	[RESOLVE_RELOAD] = {"Theirs", "all as they had it; the merge is one undo away"},
	[RESOLVE_KEEP_BOTH] = {"Keep both", "mine to a new file; go on with theirs"},
	[RESOLVE_TAKE_MINE] = {"Mine", "all as I had it; the merge is one undo away"},
};

static enum want conflict_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item && item->value == N_RESOLVES)
		return WANT_LEAVE;
	if (item)
		session_resolve(screen->session, (enum resolve)item->value);
	return WANT_NOTHING;
}

static const struct popup_type conflict_type = {
	.title = "The file changed on disk",
	.hint = "Esc: decide later",
	.is_choice = true,
	.left_columns = 15,
	.choose = conflict_choose,
};

static const struct popup_type gone_type = {
	.title = "The file is gone from the disk",
	.hint = "Esc: decide later",
	.is_choice = true,
	.left_columns = 15,
	.choose = conflict_choose,
};

static const struct popup_type merged_type = {
	.title = "A merge left conflicts",
	.hint = "Esc: go on with the merge",
	.is_choice = true,
	.left_columns = 15,
	.choose = conflict_choose,
};

static const char *about_choice(const struct session *session, int choice)
{
	return choice == RESOLVE_WRITE_AGAIN && session->parting == PARTED_UNREADABLE
		       ? "my text; what is there goes to a new file"
		       : resolves[choice].about;
}

static void add_choices(struct screen *screen, bool is_merged)
{
	const struct session *session = screen->session;

	for (int i = 0; i < N_RESOLVES; i++) {
		if (!session_may_resolve(session, (enum resolve)i))
			continue;
		popup_add_text(&screen->popup, is_merged ? after_merge[i].name : resolves[i].name,
			is_merged ? after_merge[i].about : about_choice(session, i))
			->value = i;
	}
}

void conflict_open(struct screen *screen, bool leaves)
{
	const struct session *session = screen->session;
	struct popup *popup = &screen->popup;
	bool is_merged = session->save_state != SAVE_CONFLICT &&
			 session_may_resolve(session, RESOLVE_TAKE_MINE);

	if (session->save_state != SAVE_CONFLICT && recovered_open(screen))
		return;
	if (session->save_state != SAVE_CONFLICT && !is_merged && !session->is_stale) {
		session_say(screen->session, MESSAGE_INFO,
			"The file on disk is the one you are editing");
		return;
	}
	if (is_merged)
		popup_open(screen, &merged_type, "");
	else
		popup_open(
			screen, session->parting == PARTED_GONE ? &gone_type : &conflict_type, "");
	add_choices(screen, is_merged);
	if (leaves)
		popup_add_text(popup, "Leave",
			session_is_kept(screen->session)
				? "decide next time; the journal keeps my text"
				: "what is not saved is lost")
			->value = N_RESOLVES;
}

/* --- leaving --- */

enum { CHOICE_STAY, CHOICE_LEAVE };

static enum want quit_failed_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)screen;
	(void)popup;
	return item && item->value == CHOICE_LEAVE ? WANT_LEAVE : WANT_NOTHING;
}

static const struct popup_type quit_failed_type = {
	.title = "Not saved",
	.hint = "Esc: stay",
	.is_choice = true,
	.left_columns = 10,
	.choose = quit_failed_choose,
};

void quit_failed_open(struct screen *screen, const struct err *err)
{
	struct popup *popup = &screen->popup;
	const char *then = session_is_kept(screen->session)
				   ? "the journal keeps the text for the next time"
				   : "what is not saved is lost";

	session_say(screen->session, MESSAGE_ERROR, "Not saved: %s", err->message);
	popup_open(screen, &quit_failed_type, "");
	popup_add_text(popup, "Stay", "go on editing and save later")->value = CHOICE_STAY;
	popup_add_text(popup, "Leave", then)->value = CHOICE_LEAVE;
}
