/* The list of open comments, in the order of the document; those whose words are gone come first,
 * and before them what was not posted. A key adds those that are closed, at the end. */
#include "internal.h"

#include "review/threads.h"
#include "review/turn.h"

#include <string.h>

/* What the list shows, as the popup's value. */
enum shown_threads { SHOWN_OPEN, SHOWN_ALL };

static void add_thread(struct screen *screen, struct popup *popup, const struct threads *threads,
	const struct thread *thread)
{
	const struct comment *first = &threads->comments[thread->first];
	struct popup_item *item;
	struct str text = {0};
	struct str loss = {0};

	comment_append_where(screen, &thread->on, &text);
	if (thread_append_loss(threads, thread, &loss))
		str_appendf(&text, ", %s", str_text(&loss));
	else if (thread->quote[0])
		str_appendf(&text, ", \xc2\xab%s\xc2\xbb", thread->quote);
	else if (thread->on.row[0]) {
		str_append_text(&text, ": ");
		row_append_words(threads->document, &thread->on, &text);
	}
	item = popup_add_text(popup, NULL, str_text(&text));
	item->is_heading = true;
	item->is_text = true;
	str_clear(&text);
	str_appendf(&text, "%s: %s", comment_by(first), thread_text(threads, thread));
	thread_append_replies(threads, thread, &text);
	item = popup_add_text(popup,
		thread->state == THREAD_OPEN ? thread_kind_name(thread->kind)
					     : thread_state_name(thread->state),
		str_text(&text));
	item->place = thread->on;
	item->value = (int)(thread - threads->items);
	str_release(&text);
	str_release(&loss);
}

static void add_open(
	struct screen *screen, struct popup *popup, const struct threads *threads, bool are_lost)
{
	for (size_t i = 0; i < threads->n; i++) {
		const struct thread *thread = &threads->items[i];

		if (thread->state == THREAD_OPEN && thread_is_lost(threads, thread) == are_lost)
			add_thread(screen, popup, threads, thread);
	}
}

static void add_closed(struct screen *screen, struct popup *popup, const struct threads *threads)
{
	for (size_t i = 0; i < threads->n; i++)
		if (threads->items[i].state != THREAD_OPEN)
			add_thread(screen, popup, threads, &threads->items[i]);
}

static void threads_list(struct screen *screen, struct popup *popup)
{
	struct threads threads;

	str_clear(&popup->title);
	str_append_text(
		&popup->title, popup->value == SHOWN_ALL ? "All comments" : "Open comments");
	drafts_add_items(screen, popup);
	editor_threads(screen->editor, &threads);
	add_open(screen, popup, &threads, true);
	add_open(screen, popup, &threads, false);
	if (popup->value == SHOWN_ALL)
		add_closed(screen, popup, &threads);
	threads_release(&threads);
}

static void show(struct screen *screen, struct popup *popup, enum shown_threads shown)
{
	popup->value = (int)shown;
	popup->selected = popup->top = 0;
	popup_list_again(screen);
}

static bool threads_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	if (keymap_find(screen->keys.map, key, KEYS_FIELD) != ACTION_NEXT_FIELD)
		return false;
	show(screen, popup, popup->value == SHOWN_ALL ? SHOWN_OPEN : SHOWN_ALL);
	return true;
}

static void go(struct screen *screen, const struct place *place, struct anchor_place words)
{
	if (place->field == FORM_NONE)
		return;
	editor_go(screen->editor, place);
	if (words.end > 0 && editor_focus(screen->editor)->is_editing)
		editor_set_cursor(screen->editor, words.start, false);
	presenter_show(screen, place, words.end > 0 ? words.start : SIZE_MAX);
}

/* Goes to the place, to its words, and opens the thread. */
static enum request threads_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct threads threads;
	struct anchor_place words = {0};
	char id[ROW_ID_SIZE] = "";
	size_t draft;

	(void)popup;
	if (item != NULL && drafts_is_value(item->value, &draft)) {
		comment_open_draft(screen, draft);
		return REQUEST_NOTHING;
	}
	editor_threads(screen->editor, &threads);
	if (item != NULL && (size_t)item->value < threads.n) {
		words = thread_find_words(&threads, &threads.items[item->value]);
		strcpy(id, threads.items[item->value].row->id);
	}
	threads_release(&threads);
	if (item != NULL)
		go(screen, &item->place, words);
	comment_open_thread(screen, id);
	return REQUEST_NOTHING;
}

static const struct hint threads_hints[] = {
	{.action = ACTION_ENTER, .word = "Go there", .brief = "Go"},
	{.action = ACTION_NEXT_FIELD, .word = "Open/all", .brief = "All"},
	{.action = ACTION_LEAVE, .word = "Close"},
	{.word = NULL},
};

static const struct popup_type threads_type = {
	.title = "Open comments",
	.hint = "Enter goes there and opens it",
	.is_choice = true,
	.is_page = true,
	.has_plain_names = true,
	.left_columns = 12,
	.is_fitted = true,
	.list = threads_list,
	.follow = popup_follow,
	.hints = threads_hints,
	.key = threads_key,
	.choose = threads_choose,
};

void threads_open(struct screen *screen)
{
	popup_open(screen, &threads_type, "");
	if (screen->popup.n == 0)
		show(screen, &screen->popup, SHOWN_ALL);
	if (screen->popup.n > 0)
		return;
	popup_close(&screen->popup);
	session_say(screen->session, MESSAGE_INFO, "There are no comments");
}
