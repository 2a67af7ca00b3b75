/*
 * Two versions of the same words: what becomes of them, with the part of each that
 * differs to choose by. And what a place was before others changed it.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

/* --- deciding --- */

/* A version in one line. */
static void append_version(struct str *out, const struct slice *version)
{
	struct slice rest = slice_trim(*version);
	struct slice line;

	while (slice_next_line(&rest, &line)) {
		if (slice_trim(line).len == 0)
			continue;
		if (out->len > 0)
			str_append_text(out, " / ");
		str_append(out, line.data, line.len);
	}
	if (out->len == 0)
		str_append_text(out, "(nothing)");
}

/* Of two versions that begin alike the beginning tells nothing. */
static size_t first_difference(const struct str *a, const struct str *b)
{
	size_t at = 0;

	while (at < a->len && at < b->len && a->data[at] == b->data[at])
		at++;
	return at;
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

static unsigned width_from(const struct str *text, size_t at)
{
	return grapheme_width(str_text(text) + at, text->len - at);
}

/* Both begin at the same words, so that one can compare them. */
static void add_versions(
	struct screen *screen, struct popup *popup, const struct conflict *conflict)
{
	struct str ours = {0};
	struct str theirs = {0};
	struct popup_item item = {.is_excerpt = true};
	unsigned tail;

	append_version(&ours, &conflict->ours);
	append_version(&theirs, &conflict->theirs);
	item.shows = first_difference(&ours, &theirs);
	item.tail = width_from(&ours, item.shows);
	tail = width_from(&theirs, item.shows);
	if (tail > item.tail)
		item.tail = tail;
	item.value = SETTLE_MINE;
	item.right = ours;
	append_name(screen->session, &item.left, &conflict->our_label, "the first");
	*popup_add(popup) = item;
	item.value = SETTLE_THEIRS;
	item.left = (struct str){0};
	item.right = theirs;
	append_name(screen->session, &item.left, &conflict->their_label, "the second");
	*popup_add(popup) = item;
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
