/*
 * The list of what has changed since the document was opened, read or signed, since a revision, or
 * from another file: answers place by place with the old text and the new one, then what was said
 * in the review. Every line leads to its place.
 */
#include "internal.h"

#include <string.h>

enum {
	LARGE = 1 << 20, /* bytes; to compare more takes longer than a key may */
	SOON = 50,       /* milliseconds until it is done: the screen says so first */
};

static struct since_choice *choice_of(struct screen *screen)
{
	return &screen->remembered.since;
}

/* --- since what --- */

static const struct {
	enum since_kind kind;
	const char *name; /* NULL: typed */
} origins[N_SINCE_ORIGINS] = {
	[ORIGIN_READ] = {SINCE_READ, ""},
	[ORIGIN_SIGNOFF] = {SINCE_SIGNOFF, ""},
	[ORIGIN_PRESENT] = {SINCE_PRESENT, ""},
	[ORIGIN_HEAD] = {SINCE_NAMED, "HEAD"},
	[ORIGIN_NAMED] = {SINCE_NAMED, NULL},
};

/* False if there is nothing such. A version that is known not to be there any more is an answer,
 * too, which err tells. */
static bool compare(struct screen *screen, enum since_origin origin, struct err *err)
{
	const char *name = origins[origin].name;

	if (origin == ORIGIN_OPENING) {
		session_compare_with_opening(screen->session);
		return true;
	}
	return session_compare_with(screen->session, origins[origin].kind,
		name ? name : str_text(&choice_of(screen)->named), err);
}

static const struct popup_type since_type;
static const struct popup_type named_type;

/* Lists what has changed since the chosen version. */
static void show(struct screen *screen, size_t selected)
{
	struct since_choice *choice = choice_of(screen);
	struct changes changes = {0};

	choice->due_at = 0;
	review_events_release(&choice->events);
	if (choice->trouble.code == ERR_NONE &&
		!session_list_changes(screen->session, &changes, &choice->events))
		return;
	popup_open(screen, &since_type, "");
	screen->popup.changes = changes;
	screen->popup.selected = selected;
	popup_list_again(screen);
	since_select_first(&screen->popup);
}

static void find(struct screen *screen)
{
	struct since_choice *choice = choice_of(screen);

	session_ask_authors(screen->session);
	if (!compare(screen, choice->origin, NULL)) {
		choice->origin = ORIGIN_OPENING;
		compare(screen, choice->origin, NULL);
	}
	show(screen, 0);
}

static bool is_waiting(const struct screen *screen)
{
	return screen->remembered.since.due_at != 0 && screen->popup.type == &since_type;
}

/* Compares what the open list waits for. */
static void fill(struct screen *screen)
{
	popup_close(&screen->popup);
	find(screen);
}

/* The next one that there is. */
static void next_origin(struct screen *screen)
{
	struct since_choice *choice = choice_of(screen);

	for (int i = 1; i <= N_SINCE_ORIGINS; i++) {
		enum since_origin origin =
			(enum since_origin)(((int)choice->origin + i) % N_SINCE_ORIGINS);

		choice->trouble = (struct err){0};
		if (origin == ORIGIN_NAMED && choice->origin != ORIGIN_NAMED) {
			popup_open(screen, &named_type, str_text(&choice->named));
			return;
		}
		if (compare(screen, origin, &choice->trouble) ||
			choice->trouble.code == ERR_CHANGED) {
			choice->origin = origin;
			show(screen, 0);
			return;
		}
	}
}

/* With the file that is to blame. */
static void say_failed(struct screen *screen, const struct err *err)
{
	struct str words = {0};

	err_format(err, &words);
	session_say(screen->session, MESSAGE_WARNING, "%s", str_text(&words));
	str_release(&words);
}

static void open_named(struct screen *screen, const char *name)
{
	struct since_choice *choice = choice_of(screen);
	struct err err = {0};

	str_clear(&choice->named);
	str_append_text(&choice->named, name);
	choice->trouble = (struct err){0};
	if (compare(screen, ORIGIN_NAMED, &err))
		choice->origin = ORIGIN_NAMED;
	show(screen, 0);
	if (err.code != ERR_NONE)
		say_failed(screen, &err);
}

/* Nothing was named: on to the one after that. */
static void skip_named(struct screen *screen)
{
	choice_of(screen)->origin = ORIGIN_NAMED;
	next_origin(screen);
}

/* --- what is asked --- */

static enum request named_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)item;
	open_named(screen, str_text(&popup->prompt.input));
	return REQUEST_NOTHING;
}

static const struct hint named_hints[] = {
	{.action = ACTION_ENTER, .word = "Show what changed", .brief = "Show"},
	{.action = ACTION_LEAVE, .word = "Not that"},
	{.word = NULL},
};

static const struct popup_type named_type = {
	.title = "Since which file or revision? ",
	.has_input = true,
	.is_line = true,
	.hints = named_hints,
	.choose = named_choose,
	.closed = skip_named,
};

/* --- taking one back --- */

/* The one selected in the list below. */
static const struct change *change_of(const struct popup *popup)
{
	const struct popup *list = popup->below;

	return list && list->selected < list->n && list->items[list->selected].value >= 0
		       ? &list->changes.items[list->items[list->selected].value]
		       : NULL;
}

static void take_back_list(struct screen *screen, struct popup *popup)
{
	const struct change *change = change_of(popup);

	if (change)
		change_list(popup, change, 0, CHANGE_LINES_MAX, popup_columns(screen) - 2);
}

static enum request take_back_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	const struct change *change = change_of(popup);
	size_t selected = popup->below ? popup->below->selected : 0;

	(void)item;
	if (change)
		session_revert_change(screen->session, change);
	session_find_unread(screen->session);
	editor_settle(screen->editor);
	show(screen, selected);
	return REQUEST_NOTHING;
}

static const struct hint take_back_hints[] = {
	{ACTION_ENTER, "Take it back"},
	{ACTION_LEAVE, "Not now"},
	{ACTION_NONE, NULL},
};

static const struct popup_type take_back_type = {
	.title = "Take this change back?",
	.hint = "Enter puts what is after - there again",
	.list = take_back_list,
	.hints = take_back_hints,
	.choose = take_back_choose,
};

/* --- keys --- */

/* Where the selected line leads; a removed row to its table. */
static bool place_of(
	const struct screen *screen, const struct popup_item *item, struct place *place)
{
	const struct document *document = editor_document(screen->editor);

	*place = item->place;
	if (place->field >= document->form->n_answers)
		return false;
	if (place->row[0] != '\0' &&
		document_row_index(document, place->field, place->row) == SIZE_MAX)
		*place = (struct place){.field = place->field};
	return true;
}

static const struct change *selected_change(const struct popup *popup)
{
	const struct popup_item *item = since_selected(popup);

	return item && item->value > CHANGES_SAID ? &popup->changes.items[item->value] : NULL;
}

static enum request since_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct place place;

	(void)popup;
	if (item && place_of(screen, item, &place))
		editor_go(screen->editor, &place);
	return REQUEST_NOTHING;
}

static void comment(struct screen *screen, struct popup *popup)
{
	const struct popup_item *item = since_selected(popup);
	const struct change *change = selected_change(popup);
	struct place place;
	size_t from = 0;
	size_t to = 0;

	if (!item || !place_of(screen, item, &place))
		return;
	if (change && !change_find_words(editor_document(screen->editor), change, &from, &to))
		from = to = 0;
	comment_open_words(screen, &place, from, to);
}

static void take_back(struct screen *screen, struct popup *popup)
{
	if (selected_change(popup))
		popup_open_over(screen, &take_back_type);
	else
		session_say(screen->session, MESSAGE_INFO, "%s",
			since_selected(popup) ? "What was said stays; choose a changed answer"
					      : "There is no change to take back");
}

/* At once, as the editor always did: there the way back is one key, too. */
static void revert(struct screen *screen, struct popup *popup)
{
	const struct change *change = selected_change(popup);
	size_t selected = popup->selected;

	if (reader_is_open(screen) || session_compared(screen->session)) {
		take_back(screen, popup);
		return;
	}
	if (!change)
		return;
	session_revert_change(screen->session, change);
	show(screen, selected);
}

static void mark_read(struct screen *screen, struct popup *popup)
{
	(void)popup;
	if (!session_mark(screen->session, READ_MARK_READ, NULL))
		return;
	session_note_seen(screen->session);
	if (choice_of(screen)->origin == ORIGIN_READ && compare(screen, ORIGIN_READ, NULL))
		show(screen, 0);
	session_say(screen->session, MESSAGE_INFO, "Marked as read as it is now");
}

static void next(struct screen *screen, struct popup *popup)
{
	(void)screen;
	if (popup->n > 0)
		since_step(popup, 1);
}

static void previous(struct screen *screen, struct popup *popup)
{
	(void)screen;
	if (popup->n > 0)
		since_step(popup, -1);
}

static void leave(struct screen *screen, struct popup *popup)
{
	(void)popup;
	popup_dismiss(screen);
}

static void choose_origin(struct screen *screen, struct popup *popup)
{
	(void)popup;
	next_origin(screen);
}

static const struct {
	uint32_t code;
	void (*run)(struct screen *screen, struct popup *popup);
} keys[] = {
	{KEY_TAB_KEY, choose_origin},
	{'c', comment},
	{'R', take_back},
	{'r', revert},
	{KEY_DELETE_KEY, revert},
	{'m', mark_read},
	{'n', next},
	{'N', previous},
	{'q', leave},
};

/* Keys typed ahead do what they do in a list that was there at once. */
static bool since_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	if (is_waiting(screen) && key->code != 'q')
		fill(screen);
	if (popup->type != &since_type)
		return true;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (key->modifiers == 0 && key->code == keys[i].code) {
			keys[i].run(screen, popup);
			return true;
		}
	return false;
}

static const struct hint since_hints[] = {
	{ACTION_ENTER, "Go there"},
	{.key = "Tab", .word = "Since what"},
	{.key = "c", .word = "Comment"},
	{.key = "R", .word = "Take back"},
	{.key = "m", .word = "Mark read"},
	{.key = "n", .word = "Next"},
	{ACTION_LEAVE, "Back"},
	{ACTION_NONE, NULL},
};

static const struct popup_type since_type = {
	.title = "Changed",
	.hint = "Enter goes there, Tab: since what",
	.is_choice = true,
	.is_page = true,
	.hints = since_hints,
	.list = since_list,
	.choose = since_choose,
	.key = since_key,
};

/* A reader wants to know what is new to them, somebody who writes what they have done. */
void changes_open(struct screen *screen)
{
	struct since_choice *choice = choice_of(screen);

	editor_finish_typed(screen->editor);
	choice->trouble = (struct err){0};
	choice->origin = reader_is_open(screen) ? ORIGIN_READ : ORIGIN_OPENING;
	if (editor_document(screen->editor)->source.source.len <= LARGE) {
		find(screen);
		return;
	}
	review_events_release(&choice->events);
	choice->due_at = session_clock(screen->session) + SOON;
	popup_open(screen, &since_type, "");
}

void changes_tick(struct screen *screen)
{
	if (changes_timeout(screen) == 0)
		fill(screen);
}

int changes_timeout(const struct screen *screen)
{
	int64_t left = screen->remembered.since.due_at - session_clock(screen->session);

	if (!is_waiting(screen))
		return -1;
	return left > 0 ? (int)left : 0;
}

void since_choice_release(struct since_choice *self)
{
	str_release(&self->named);
	review_events_release(&self->events);
}
