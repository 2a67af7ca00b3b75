/* The list of open comments, in the order of the document; those whose words are gone come first,
 * and before them what was not posted. */
#include "internal.h"

#include "review/threads.h"
#include "review/turn.h"

#include <string.h>

static void add_thread(struct screen *screen, struct popup *popup, const struct threads *threads,
	const struct thread *thread, bool is_lost)
{
	const struct comment *first = &threads->comments[thread->first];
	struct popup_item *item;
	struct str text = {0};

	comment_append_where(screen, &thread->on, &text);
	if (thread->quote[0])
		str_appendf(&text, ", %s\xc2\xab%s\xc2\xbb", is_lost ? "words are gone: " : "",
			thread->quote);
	item = popup_add_text(popup, NULL, str_text(&text));
	item->is_heading = true;
	item->is_text = true;
	str_clear(&text);
	str_appendf(&text, "%s: %s", comment_by(first), thread_text(threads, thread));
	thread_append_replies(threads, thread, &text);
	item = popup_add_text(popup, thread_kind_name(thread->kind), str_text(&text));
	item->place = thread->on;
	item->value = (int)(thread - threads->items);
	str_release(&text);
}

static void threads_list(struct screen *screen, struct popup *popup)
{
	struct threads threads;

	drafts_add_items(screen, popup);
	editor_threads(screen->editor, &threads);
	for (int lost = 1; lost >= 0; lost--) {
		for (size_t i = 0; i < threads.n; i++) {
			const struct thread *thread = &threads.items[i];
			bool is_lost = thread_is_lost(&threads, thread);

			if (thread->state == THREAD_OPEN && is_lost == (lost == 1))
				add_thread(screen, popup, &threads, thread, is_lost);
		}
	}
	threads_release(&threads);
}

/* Goes to the place, to its words, and opens the thread. */
static enum request threads_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct threads threads;
	char id[ROW_ID_SIZE] = "";
	size_t draft;

	(void)popup;
	if (item != NULL && drafts_is_value(item->value, &draft)) {
		comment_open_draft(screen, draft);
		return REQUEST_NOTHING;
	}
	editor_threads(screen->editor, &threads);
	if (item != NULL && (size_t)item->value < threads.n)
		strcpy(id, threads.items[item->value].row->id);
	threads_release(&threads);
	if (item != NULL && item->place.field != FORM_NONE)
		editor_go(screen->editor, &item->place);
	comment_open_thread(screen, id);
	return REQUEST_NOTHING;
}

static const struct popup_type threads_type = {
	.title = "Open comments",
	.hint = "Enter goes there and opens it",
	.is_choice = true,
	.is_page = true,
	.has_plain_names = true,
	.left_columns = 12,
	.is_fitted = true,
	.list = threads_list,
	.choose = threads_choose,
};

void threads_open(struct screen *screen)
{
	popup_open(screen, &threads_type, "");
	if (screen->popup.n > 0)
		return;
	popup_close(&screen->popup);
	session_say(screen->session, MESSAGE_INFO, "There are no open comments");
}
