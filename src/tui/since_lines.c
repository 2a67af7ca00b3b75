/* The lines of the list of changes: since what, by whom, each change, then what was said; and going
 * over them. */
#include "internal.h"

#include <string.h>

/* --- since what --- */

static void title_append(const struct screen *screen, size_t n, struct str *out)
{
	const struct version *version = session_compared(screen->session);
	const struct when_style style = {.zone = editor_shown_zone(screen->editor),
		.dates = editor_when_style(screen->editor).dates};

	if (screen->remembered.since.due_at != 0) {
		str_append_text(out, "Changed");
		return;
	}
	str_append_text(out, "Changed since ");
	if (screen->remembered.since.trouble.code != ERR_NONE) {
		str_append_text(out, "you signed it");
		return;
	}
	if (!version)
		str_append_text(out, "opening");
	else
		str_append(out, str_text(&version->what), version->what.len);
	if (version && version->at != 0) {
		str_append_text(out, ", ");
		version_append_time(version->at, &style, out);
	}
	if (n > 0)
		str_appendf(out, ": %zu", n);
}

/* --- who --- */

/* How long the name in "Geda Siraj, 2026-11-25 10:40" is. */
static size_t name_len(const struct str *author)
{
	const char *end = strrchr(str_text(author), ',');

	return end ? (size_t)(end - author->data) : author->len;
}

static bool is_same_name(const struct str *a, const struct str *b)
{
	size_t len = name_len(a);

	return len == name_len(b) && memcmp(str_text(a), str_text(b), len) == 0;
}

static size_t count_of(const struct changes *changes, size_t nth, bool *is_first)
{
	size_t n = 0;

	*is_first = true;
	for (size_t i = 0; i < changes->n; i++)
		if (is_same_name(&changes->items[i].author, &changes->items[nth].author)) {
			*is_first = *is_first && i >= nth;
			n += changes->items[i].part.nth <= 1 ? 1 : 0;
		}
	return n;
}

/* "3 by Geda Siraj, 2 not committed yet". */
static void append_people(const struct changes *changes, struct str *out)
{
	enum { MOST = 500 /* that are compared with each other */ };

	for (size_t i = 0; i < changes->n && i < MOST && changes->n <= MOST; i++) {
		const struct str *author = &changes->items[i].author;
		bool is_first;
		size_t n = count_of(changes, i, &is_first);

		if (author->len == 0 || !is_first)
			continue;
		str_appendf(out, "%s%zu %s", out->len > 0 ? ", " : "", n,
			name_len(author) < author->len ? "by " : "");
		str_append(out, str_text(author), name_len(author));
	}
}

/* --- all of it --- */

static void add_people(struct popup *popup, unsigned columns)
{
	struct str people = {0};
	size_t first = popup->n;

	append_people(&popup->changes, &people);
	if (people.len > 0)
		popup_add_wrapped(popup, "", STYLE_DIM, str_text(&people), columns);
	for (size_t i = first; i < popup->n; i++)
		popup->items[i].is_text = true;
	str_release(&people);
}

static void add_change(struct popup *popup, size_t nth, unsigned columns)
{
	const struct change *change = &popup->changes.items[nth];
	size_t first = popup->n;

	change_list(popup, change, (int)nth, CHANGE_LINES_MAX, columns);
	if (change->author.len > 0)
		popup_add_wrapped(popup, "    ", STYLE_DIM, str_text(&change->author), columns);
	for (size_t i = first; i < popup->n; i++) {
		popup->items[i].is_text = false;
		popup->items[i].value = (int)nth;
		popup->items[i].place = change->place;
	}
}

static void add_events(struct screen *screen, struct popup *popup, unsigned columns)
{
	const struct review_events *events = &screen->remembered.since.events;

	if (events->n > 0) {
		struct popup_item *heading = popup_add(popup);

		str_appendf(&heading->right, "What was said: %zu", events->n);
		heading->is_heading = heading->is_text = true;
	}
	for (size_t i = 0; i < events->n; i++) {
		size_t first = popup->n;

		popup_add_wrapped(
			popup, "", STYLE_NORMAL, str_text(&events->items[i].words), columns);
		for (size_t k = first; k < popup->n; k++) {
			popup->items[k].is_text = false;
			popup->items[k].value = CHANGES_SAID - (int)i;
			popup->items[k].place = events->items[i].place;
		}
	}
}

/* A failure's words go on a sentence; here they begin one. */
static void add_trouble(struct popup *popup, const struct err *err, unsigned columns)
{
	struct str words = {0};

	str_append_text(&words, err->message);
	if (words.len > 0 && words.data[0] >= 'a' && words.data[0] <= 'z')
		words.data[0] = (char)(words.data[0] - 'a' + 'A');
	popup_add_wrapped(popup, "", STYLE_WARNING, str_text(&words), columns);
	str_release(&words);
}

void since_list(struct screen *screen, struct popup *popup)
{
	const struct since_choice *choice = &screen->remembered.since;
	unsigned columns = popup_columns(screen) - 2;
	size_t n = popup->changes.n + choice->events.n;

	str_clear(&popup->title);
	title_append(screen, changes_count(&popup->changes), &popup->title);
	add_people(popup, columns);
	if (choice->due_at != 0)
		popup_add_wrapped(popup, "", STYLE_DIM, "Still comparing...", columns);
	else if (choice->trouble.code != ERR_NONE)
		add_trouble(popup, &choice->trouble, columns);
	else if (n == 0)
		popup_add_wrapped(popup, "", STYLE_DIM,
			session_compared(screen->session)
				? "Nothing has changed since then"
				: "You have not changed anything since you opened it",
			columns);
	for (size_t i = 0; i < popup->n; i++)
		popup->items[i].is_text = true;
	for (size_t i = 0; i < popup->changes.n; i++)
		add_change(popup, i, columns);
	add_events(screen, popup, columns);
}

/* --- going from one to the next --- */

const struct popup_item *since_selected(const struct popup *popup)
{
	if (popup->selected >= popup->n || popup->items[popup->selected].is_text)
		return NULL;
	return &popup->items[popup->selected];
}

void since_select_first(struct popup *popup)
{
	const struct popup_item *items = popup->items;

	while (popup->selected > 0 && popup->selected < popup->n &&
		!items[popup->selected - 1].is_text &&
		items[popup->selected - 1].value == items[popup->selected].value)
		popup->selected--;
}

void since_step(struct popup *popup, int direction)
{
	size_t at = popup->selected;
	int value = since_selected(popup) ? popup->items[at].value : 0;

	if (direction < 0) {
		while (at > 0 && popup->items[at - 1].value == value)
			at--;
		value = at > 0 ? popup->items[at - 1].value : value;
		while (at > 0 && !popup->items[at - 1].is_text &&
			popup->items[at - 1].value == value)
			at--;
	} else {
		while (at + 1 < popup->n && popup->items[at].value == value)
			at++;
		if (popup->items[at].value == value)
			return;
	}
	popup->selected = popup_find_choice(popup, at, direction);
}
