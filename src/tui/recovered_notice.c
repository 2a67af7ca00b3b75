/*
 * The notice of a recovery: what earlier sessions left unsaved, and what to do with it.
 * If it opened by itself, it takes nothing for an answer that is typed, or pressed before
 * it could be read; a notice that passes unanswered changes nothing, and can be opened
 * again.
 */
#include "internal.h"

#include <string.h>

enum answer { ANSWER_KEEP, ANSWER_COMPARE, ANSWER_DROP, ANSWER_TAKE, ANSWER_LATER };

enum { NOTICE_LINES = 2 /* of a text, on each side */ };

static void add_choice(struct popup *popup, const char *name, const char *about, enum answer answer)
{
	popup_add_text(popup, name, about)->value = (int)answer;
}

static bool is_change(const struct changes *changes, const struct str *line)
{
	for (size_t i = 0; i < changes->n; i++)
		if (str_equal(&changes->items[i].what, str_text(line), line->len))
			return true;
	return false;
}

/* Lists what there is to say besides the changes, then the changes. */
static void list_changes(struct screen *screen, struct popup *popup, unsigned columns)
{
	const struct session *session = screen->session;

	for (size_t i = 0; i < session_count_recovered(session); i++) {
		const struct str *line = session_recovered(session, i);

		if (!is_change(&popup->changes, line))
			popup_add_wrapped(popup, "", STYLE_NORMAL, str_text(line), columns);
	}
	for (size_t i = 0; i < popup->changes.n; i++)
		change_list(popup, &popup->changes.items[i], 0, NOTICE_LINES, columns);
}

static void say_sessions(const struct session *session, struct str *out)
{
	int64_t last;
	size_t n = session_recovered_from(session, &last);

	if (n > 1)
		str_appendf(out, "%zu earlier sessions ended", n);
	else
		str_append_text(out, "An earlier session ended");
	if (last > 0) {
		str_append_text(out, n > 1 ? ", the last " : " ");
		append_moment(session, last, out);
	}
	str_append_text(out, ", before everything was saved. The text is back.");
}

static void recovered_list(struct screen *screen, struct popup *popup)
{
	unsigned columns = popup_columns(screen) - 2;
	struct str text = {0};

	say_sessions(screen->session, &text);
	popup_add_wrapped(popup, "", STYLE_NORMAL, str_text(&text), columns);
	str_release(&text);
	add_choice(popup, "Keep", "continue with it", ANSWER_KEEP);
	add_choice(popup, "Compare", "before and after", ANSWER_COMPARE);
	add_choice(popup, "Drop", "take the file's text", ANSWER_DROP);
	popup_add(popup)->is_text = true;
	list_changes(screen, popup, columns);
}

/* A file in the document's folder by its name, others by their path. */
static const char *name_beside(const char *path, const char *document)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	bool is_beside = strncmp(path, document, folder) == 0 && !strchr(document + folder, '/');

	return is_beside ? path + folder : path;
}

static void moved_list(struct screen *screen, struct popup *popup)
{
	unsigned columns = popup_columns(screen) - 2;
	struct str text = {0};

	str_appendf(&text,
		"An earlier session left text unsaved in %s. That file is gone; this one looks "
		"like it, moved.",
		name_beside(session_moved_from(screen->session), session_path(screen->session)));
	popup_add_wrapped(popup, "", STYLE_NORMAL, str_text(&text), columns);
	add_choice(popup, "Bring in", "then keep or drop it", ANSWER_TAKE);
	add_choice(popup, "Not now", "its journal stays", ANSWER_LATER);
	str_release(&text);
}

/* --- before and after --- */

static void back_to_notice(struct screen *screen)
{
	recovered_open(screen, true);
}

static const struct popup_type compare_type = {
	.title = "Recovered: - the file, + now",
	.hint = "Enter goes there, r reverts it",
	.is_choice = true,
	.list = changes_list,
	.choose = changes_choose,
	.key = changes_key,
	.closed = back_to_notice,
};

/* --- the answer --- */

static enum request recovered_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct session *session = screen->session;

	(void)popup;
	switch (item ? (enum answer)item->value : ANSWER_LATER) {
	case ANSWER_KEEP:
		session_keep_recovered(session);
		break;
	case ANSWER_COMPARE:
		changes_open_as(screen, &compare_type);
		return REQUEST_NOTHING;
	case ANSWER_DROP:
		session_drop_recovered(session);
		break;
	case ANSWER_TAKE:
		session_take_moved(session);
		break;
	case ANSWER_LATER:
		return REQUEST_NOTHING;
	}
	recovered_open(screen, false); /* there may also be a moved one */
	return REQUEST_NOTHING;
}

static const struct popup_type recovered_type = {
	.title = "Recovered",
	.hint = "Enter does it, Esc decides later",
	.is_choice = true,
	.is_fitted = true,
	.list = recovered_list,
	.choose = recovered_choose,
};

static const struct popup_type moved_type = {
	.title = "Unsaved text of a moved file",
	.hint = "Enter does it",
	.is_choice = true,
	.is_fitted = true,
	.list = moved_list,
	.choose = recovered_choose,
};

bool recovered_open(struct screen *screen, bool is_asked)
{
	struct session *session = screen->session;
	struct changes changes = {0};

	if (session_recovery(session) == RECOVERY_WAITS) {
		session_changes(session, &changes);
		popup_open(screen, &recovered_type, "");
		screen->popup.changes = changes;
		popup_list_again(screen);
	} else if (session_moved_from(session)) {
		popup_open(screen, &moved_type, "");
	}
	if (screen->popup.type != &recovered_type && screen->popup.type != &moved_type)
		return false;
	screen->popup.opening.is_unexpected = !is_asked;
	return true;
}
