/*
 * What changed, place by place, with the old text and the new one: since the document was
 * opened, and what a recovery brought back. Every line leads to its place; r takes the
 * change under the cursor back.
 */
#include "internal.h"

#include <string.h>

enum { LINES_MAX = 200 };

/* --- a change in lines --- */

/* The lines that both sides begin with need not be shown. */
static size_t same_start(const struct str *a, const struct str *b)
{
	size_t same = 0;

	for (size_t i = 0; i < a->len && i < b->len && a->data[i] == b->data[i]; i++)
		if (a->data[i] == '\n')
			same = i + 1;
	return same;
}

/* Nor those that both end with, from the start of a line on. */
static size_t same_end(const struct str *a, const struct str *b, size_t start)
{
	size_t most = (a->len < b->len ? a->len : b->len) - start;
	size_t same = 0;

	for (size_t n = 1; n <= most && a->data[a->len - n] == b->data[b->len - n]; n++)
		if (n < most && a->data[a->len - n - 1] == '\n' && b->data[b->len - n - 1] == '\n')
			same = n;
	return same;
}

/* A few words before the first difference: where there is room for little else. */
static size_t near_difference(const struct str *a, const struct str *b, size_t start)
{
	enum { WORDS = 24 /* bytes */ };
	size_t at = start;
	size_t from;

	while (at < a->len && at < b->len && a->data[at] == b->data[at])
		at++;
	for (from = at; from > start && at - from < WORDS; from--)
		continue;
	while (from > start && a->data[from - 1] != ' ' && a->data[from - 1] != '\n')
		from--;
	return from;
}

static void list_side(struct popup *popup, const char *sign, enum style style,
	const struct str *text, size_t from, size_t to, size_t most, unsigned columns)
{
	static const char ellipsis[] = "\xe2\x80\xa6"; /* takes its cell in the first line */
	bool is_onward = from > 0 && text->data[from - 1] != '\n';
	struct str part = {0};
	size_t first = popup->n;

	if (from >= to)
		return;
	if (is_onward)
		str_append_text(&part, ellipsis);
	str_append(&part, str_text(text) + from, to - from);
	if (part.data[part.len - 1] == '\n')
		str_splice(&part, part.len - 1, 1, "", 0);
	popup_add_wrapped(popup, sign, style, str_text(&part), columns);
	if (is_onward)
		str_splice(&popup->items[first].right, 0, strlen(ellipsis), "", 0);
	popup->items[first].is_onward = is_onward;
	str_release(&part);
	if (popup->n - first <= most)
		return;

	size_t left_out = popup->n - first - most + 1;

	while (popup->n > first + most - 1) {
		str_release(&popup->items[--popup->n].left);
		str_release(&popup->items[popup->n].right);
	}

	struct popup_item *rest = popup_add(popup);

	rest->is_text = true;
	rest->style = STYLE_DIM;
	rest->sign = sign;
	str_appendf(&rest->right, "(%zu more lines)", left_out);
}

void change_list(
	struct popup *popup, const struct change *change, int value, size_t most, unsigned columns)
{
	size_t first = popup->n;
	size_t start = same_start(&change->before, &change->after);
	size_t end = same_end(&change->before, &change->after, start);

	if (most < LINES_MAX)
		start = near_difference(&change->before, &change->after, start);

	popup_add_wrapped(popup, "", STYLE_HEADING, str_text(&change->what), columns);
	if (change->kind != OP_ROW_MOVE) {
		list_side(popup, "  - ", STYLE_NORMAL, &change->before, start,
			change->before.len - end, most, columns);
		list_side(popup, "  + ", STYLE_NORMAL, &change->after, start,
			change->after.len - end, most, columns);
	}
	for (size_t i = first; i < popup->n; i++) {
		popup->items[i].value = value;
		popup->items[i].place = change->place;
	}
}

/* --- the list --- */

static void changes_list(struct screen *screen, struct popup *popup)
{
	unsigned columns = popup_columns(screen->canvas_columns) - 2;

	for (size_t i = 0; i < popup->changes.n; i++)
		change_list(popup, &popup->changes.items[i], (int)i, LINES_MAX, columns);
	for (size_t i = 0; i < popup->n; i++)
		popup->items[i].is_text = false;
}

/* A row that is gone leads to its table. */
static enum want changes_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct session *session = screen->session;
	struct place place;

	(void)popup;
	if (!item)
		return WANT_NOTHING;
	place = item->place;
	if (place.row[0] != '\0' &&
		document_row_index(&session->document, place.field, place.row) == SIZE_MAX)
		place = (struct place){.field = place.field};
	session_go(session, &place);
	return WANT_NOTHING;
}

/* Finds the changes and opens, or goes on with, the popup; closes it when there are none. */
static bool fill(struct screen *screen, const struct popup_type *type)
{
	struct popup *popup = &screen->popup;
	struct changes changes = {0};
	size_t selected = popup->type == type ? popup->selected : 0;

	if (!session_changes(screen->session, &changes) || changes.n == 0) {
		changes_release(&changes);
		popup_close(popup);
		return false;
	}
	popup_open(screen, type, "");
	popup->changes = changes;
	popup->selected = selected;
	popup_list_again(screen);
	return true;
}

static bool changes_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	const struct popup_type *type = popup->type;
	bool is_revert = (key->code == 'r' && key->modifiers == 0) || key->code == KEY_DELETE_KEY;

	if (!is_revert || popup->selected >= popup->n)
		return false;

	int nth = popup->items[popup->selected].value;

	if (!session_revert_change(screen->session, &popup->changes.items[nth]))
		session_say(screen->session, MESSAGE_INFO,
			"This one cannot be taken back alone; undo or \"revert\" can");
	fill(screen, type);
	return true;
}

static void back_to_notice(struct screen *screen)
{
	recovered_open(screen, true);
}

static const struct popup_type changes_type = {
	.title = "Changed since opening",
	.hint = "Enter: go, r: revert it, Esc",
	.is_choice = true,
	.list = changes_list,
	.choose = changes_choose,
	.key = changes_key,
};

static const struct popup_type compare_type = {
	.title = "Recovered: - the file, + now",
	.hint = "Enter: go, r: revert it, Esc",
	.is_choice = true,
	.list = changes_list,
	.choose = changes_choose,
	.key = changes_key,
	.closed = back_to_notice,
};

void changes_open(struct screen *screen)
{
	if (!fill(screen, &changes_type) && screen->session->message_level == MESSAGE_NONE)
		session_say(
			screen->session, MESSAGE_INFO, "You changed nothing since you opened it");
}

void compare_open(struct screen *screen)
{
	fill(screen, &compare_type);
}

/* --- all of it --- */

enum { CHOICE_STAY, CHOICE_REVERT };

static enum want revert_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item && item->value == CHOICE_REVERT)
		session_revert(screen->session);
	return WANT_NOTHING;
}

static void revert_list(struct screen *screen, struct popup *popup)
{
	size_t n = popup->changes.n;
	struct str about = {0};

	(void)screen;
	str_appendf(&about, "take back %zu change%s; undo brings %s here again", n,
		n == 1 ? "" : "s", n == 1 ? "it" : "them");
	popup_add_text(popup, "Stay", "with the text as it is")->value = CHOICE_STAY;
	popup_add_text(popup, "Revert", str_text(&about))->value = CHOICE_REVERT;
	str_release(&about);
}

static const struct popup_type revert_type = {
	.title = "Back to the text as opened?",
	.hint = "Esc: stay",
	.is_choice = true,
	.is_fitted = true,
	.list = revert_list,
	.choose = revert_choose,
};

void revert_open(struct screen *screen)
{
	struct changes changes = {0};

	if (!session_changes(screen->session, &changes)) {
		changes_release(&changes);
	} else if (changes.n == 0) {
		session_say(
			screen->session, MESSAGE_INFO, "You changed nothing since you opened it");
	} else {
		popup_open(screen, &revert_type, "");
		screen->popup.changes = changes;
		popup_list_again(screen);
	}
}
