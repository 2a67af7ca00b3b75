/*
 * Two versions of the same words: what becomes of them, with the beginning of each to
 * choose by. And what a place was before others changed it.
 */
#include "internal.h"

#include <string.h>

/* --- deciding --- */

/* The first line of a version that says something. */
static void append_start(struct str *out, const struct slice *version)
{
	struct slice rest = *version;
	struct slice line;

	while (slice_next_line(&rest, &line)) {
		struct slice text = slice_trim(line);
		if (text.len == 0)
			continue;
		str_append(out, text.data, text.len);
		if (slice_trim(rest).len > 0)
			str_append_text(out, " \xe2\x80\xa6");
		return;
	}
	str_append_text(out, "(nothing)");
}

static void append_name(const struct session *session, struct str *out, const struct slice *label,
	const char *otherwise)
{
	const char *own = session_label(session);

	str_append_text(out, "Keep ");
	if (label->len == strlen(own) && memcmp(label->data, own, label->len) == 0)
		str_append_text(out, "mine");
	else if (label->len > 0)
		str_append(out, label->data, label->len);
	else
		str_append_text(out, otherwise);
}

static void add_versions(
	struct screen *screen, struct popup *popup, const struct conflict *conflict)
{
	struct popup_item *item = popup_add(popup);

	append_name(screen->session, &item->left, &conflict->our_label, "the first");
	append_start(&item->right, &conflict->ours);
	item->value = SETTLE_MINE;
	item = popup_add(popup);
	append_name(screen->session, &item->left, &conflict->their_label, "the second");
	append_start(&item->right, &conflict->theirs);
	item->value = SETTLE_THEIRS;
}

static void settle_list(struct screen *screen, struct popup *popup)
{
	static const struct {
		enum settle how;
		const char *name;
		const char *about;
	} others[] = {
		{SETTLE_BOTH, "Keep both", "one after the other"},
		{SETTLE_BY_HAND, "Edit by hand", "remove the lines with signs"},
		{SETTLE_REMOVE_ROW, "Remove the row", "as one of the two did"},
	};
	struct conflict conflict;

	if (!session_conflict(screen->session, &conflict))
		return;
	add_versions(screen, popup, &conflict);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (session_may_decide(screen->session, others[i].how))
			popup_add_text(popup, others[i].name, others[i].about)->value =
				(int)others[i].how;
}

static enum want settle_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item)
		session_decide(screen->session, (enum settle)item->value);
	return WANT_NOTHING;
}

static const struct popup_type settle_type = {
	.title = "Both changed this",
	.hint = "Esc: decide later",
	.is_choice = true,
	.is_fitted = true,
	.list = settle_list,
	.choose = settle_choose,
};

void settle_open(struct screen *screen)
{
	struct conflict conflict;

	if (session_conflict(screen->session, &conflict))
		popup_open(screen, &settle_type, "");
}

/* --- before --- */

static const struct popup_type before_type = {
	.title = "Before others changed it",
	.hint = "Up and Down scroll, Esc closes",
};

void before_open(struct screen *screen)
{
	const struct news_item *news = session_news_here(screen->session);

	if (!news) {
		session_say(screen->session, MESSAGE_INFO,
			"Nobody else changed this since you looked at it");
		return;
	}
	if (news->kind == NEWS_ADDED || news->kind == NEWS_MOVED) {
		session_say(screen->session, MESSAGE_INFO,
			news->kind == NEWS_ADDED ? "This row is new"
						 : "This row stood at another place");
		return;
	}
	popup_open(screen, &before_type, "");
	popup_add_wrapped(&screen->popup, "", STYLE_NORMAL,
		news->before.len > 0 ? str_text(&news->before) : "(It was empty)",
		popup_columns(screen->canvas_columns));
}
