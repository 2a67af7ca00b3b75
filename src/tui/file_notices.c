/*
 * Notices: what to do if the file on disk has changed, or if the last save failed. Each
 * choice says what it does to the user's text.
 */
#include "internal.h"

/* --- conflict --- */

enum { CONFLICT_LEAVES = 1 /* asked when leaving */ };

static const struct {
	const char *name;
	const char *about;
} resolves[N_RESOLVES] = {
	[RESOLVE_RELOAD] = {"Reload", "take the file; undo brings my text back"},
	[RESOLVE_SAVE_BESIDE] = {"Save beside", "save mine to a new file and continue there"},
	[RESOLVE_KEEP_BOTH] = {"Keep both", "save mine to a new file; continue with the file"},
	[RESOLVE_WRITE_AGAIN] = {"Write again", "all my text where the file was"},
	[RESOLVE_TAKE_MINE] = {"Mine", "all as I had it"},
};

/* The same after a merge, where the screen shows neither version alone. */
static const struct {
	const char *name;
	const char *about;
} after_merge[N_RESOLVES] = {
	[RESOLVE_RELOAD] = {"Theirs", "all as they had it; undo merges again"},
	[RESOLVE_KEEP_BOTH] = {"Keep both", "save mine to a new file; continue with theirs"},
	[RESOLVE_TAKE_MINE] = {"Mine", "all as I had it; undo merges again"},
};

static enum request conflict_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item && item->value == N_RESOLVES)
		return REQUEST_LEAVE;
	if (item)
		session_resolve(screen->session, (enum resolve)item->value);
	return REQUEST_NOTHING;
}

static bool is_merged(const struct session *session)
{
	return session_save_state(session) != SAVE_CONFLICT &&
	       session_may_resolve(session, RESOLVE_TAKE_MINE);
}

static const char *about_choice(const struct session *session, int choice)
{
	return choice == RESOLVE_WRITE_AGAIN &&
			       session_file_conflict(session) == FILE_CONFLICT_UNREADABLE
		       ? "all my text; what is there now goes to another file"
		       : resolves[choice].about;
}

static void conflict_list(struct screen *screen, struct popup *popup)
{
	bool is_after_merge = is_merged(screen->session);

	for (int i = 0; i < N_RESOLVES; i++) {
		if (!session_may_resolve(screen->session, (enum resolve)i))
			continue;
		popup_add_text(popup, is_after_merge ? after_merge[i].name : resolves[i].name,
			is_after_merge ? after_merge[i].about : about_choice(screen->session, i))
			->value = i;
	}
	if (popup->value == CONFLICT_LEAVES)
		popup_add_text(popup, "Leave",
			session_is_kept(screen->session) ? "decide later; the journal has my text"
							 : "what is not saved is lost")
			->value = N_RESOLVES;
}

/* Have the file or others changed the available choices? */
static bool is_outdated(const struct session *session, const struct popup *popup)
{
	int n = 0;

	for (int i = 0; i < N_RESOLVES; i++)
		n += session_may_resolve(session, (enum resolve)i);
	for (size_t i = 0; i < popup->n; i++) {
		const struct popup_item *item = &popup->items[i];

		if (item->is_text || item->value == N_RESOLVES)
			continue;
		if (!session_may_resolve(session, (enum resolve)item->value))
			return true;
		n--;
	}
	return n != 0;
}

/* Other changes of the file, and merges, have already been announced. */
static bool conflict_is_over(struct screen *screen, const struct popup *popup)
{
	if (!is_outdated(screen->session, popup))
		return false;
	if (editor_message(screen->editor)->level == MESSAGE_NONE)
		session_say(screen->session, MESSAGE_INFO, "The file on disk is fine again");
	return true;
}

static bool merge_is_over(struct screen *screen, const struct popup *popup)
{
	if (!is_outdated(screen->session, popup))
		return false;
	session_say(screen->session, MESSAGE_INFO, "Resolved by %s meanwhile",
		editor_others(screen->editor));
	return true;
}

static const struct popup_type conflict_type = {
	.title = "The file changed on disk",
	.hint = "Enter does it, Esc decides later",
	.is_choice = true,
	.is_fitted = true,
	.list = conflict_list,
	.choose = conflict_choose,
	.is_over = conflict_is_over,
};

static const struct popup_type merged_type = {
	.title = "A merge left conflicts",
	.hint = "Enter does it, Esc goes on",
	.is_choice = true,
	.is_fitted = true,
	.list = conflict_list,
	.choose = conflict_choose,
	.is_over = merge_is_over,
};

void conflict_open(struct screen *screen, bool leaves)
{
	const struct session *session = screen->session;

	if (session_save_state(session) == SAVE_FAILED) {
		session_say(screen->session, MESSAGE_ERROR, "Not saved: %s; trying again",
			session_save_error(session)->message);
		return;
	}
	if (session_save_state(session) != SAVE_CONFLICT && !session_is_stale(session)) {
		session_say(screen->session, MESSAGE_INFO,
			"The file on disk is the one you are editing");
		return;
	}
	popup_open(screen, &conflict_type, "");
	if (session_file_conflict(session) == FILE_CONFLICT_GONE)
		str_append_text(&screen->popup.title, "The file is gone from the disk");
	screen->popup.value = leaves ? CONFLICT_LEAVES : 0;
	popup_list_again(screen);
}

void sides_open(struct screen *screen)
{
	popup_open(screen, &merged_type, "");
}

/* --- leaving --- */

enum { CHOICE_STAY, CHOICE_LEAVE };

static enum request quit_failed_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)screen;
	(void)popup;
	return item && item->value == CHOICE_LEAVE ? REQUEST_LEAVE : REQUEST_NOTHING;
}

static void quit_failed_list(struct screen *screen, struct popup *popup)
{
	const char *then = session_is_kept(screen->session)
				   ? "the journal keeps the text for the next time"
				   : "what is not saved is lost";

	popup_add_text(popup, "Stay", "go on editing and save later")->value = CHOICE_STAY;
	popup_add_text(popup, "Leave", then)->value = CHOICE_LEAVE;
}

static const struct popup_type quit_failed_type = {
	.title = "Not saved",
	.hint = "Enter does it, Esc stays",
	.is_choice = true,
	.is_fitted = true,
	.list = quit_failed_list,
	.choose = quit_failed_choose,
};

void quit_failed_open(struct screen *screen, const struct err *err)
{
	session_say(screen->session, MESSAGE_ERROR, "Not saved: %s", err->message);
	popup_open(screen, &quit_failed_type, "");
}
