/*
 * A list of changes since the document was opened, place by place, with the old text and the new
 * one, and going back to it. Every line leads to its place; r reverts the selected change.
 */
#include "internal.h"

/* --- the list --- */

void changes_list(struct screen *screen, struct popup *popup)
{
	unsigned columns = popup_columns(screen) - 2;

	for (size_t i = 0; i < popup->changes.n; i++)
		change_list(popup, &popup->changes.items[i], (int)i, CHANGE_LINES_MAX, columns);
	for (size_t i = 0; i < popup->n; i++)
		popup->items[i].is_text = false;
}

/* A removed row leads to its table. */
enum request changes_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct editor *editor = screen->editor;
	struct place place;

	(void)popup;
	if (!item)
		return REQUEST_NOTHING;
	place = item->place;
	if (place.row[0] != '\0' &&
		document_row_index(editor_document(editor), place.field, place.row) == SIZE_MAX)
		place = (struct place){.field = place.field};
	editor_go(editor, &place);
	return REQUEST_NOTHING;
}

bool changes_open_as(struct screen *screen, const struct popup_type *type)
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

bool changes_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	const struct popup_type *type = popup->type;
	bool is_revert = (key->code == 'r' && key->modifiers == 0) || key->code == KEY_DELETE_KEY;

	if (!is_revert || popup->selected >= popup->n)
		return false;

	int nth = popup->items[popup->selected].value;

	session_revert_change(screen->session, &popup->changes.items[nth]);
	changes_open_as(screen, type);
	return true;
}

/* --- all of it --- */

enum { CHOICE_STAY, CHOICE_REVERT };

static enum request revert_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item && item->value == CHOICE_REVERT)
		session_revert(screen->session);
	return REQUEST_NOTHING;
}

static void revert_list(struct screen *screen, struct popup *popup)
{
	size_t n = changes_count(&popup->changes);
	struct str about = {0};

	(void)screen;
	str_appendf(&about, "drop %zu change%s; undo brings %s back", n, n == 1 ? "" : "s",
		n == 1 ? "it" : "them");
	popup_add_text(popup, "Stay", "with the text as it is")->value = CHOICE_STAY;
	popup_add_text(popup, "Revert", str_text(&about))->value = CHOICE_REVERT;
	str_release(&about);
}

static const struct popup_type revert_type = {
	.title = "Back to the text as opened?",
	.hint = "Enter does it",
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
		session_say_unchanged(screen->session);
	} else {
		popup_open(screen, &revert_type, "");
		screen->popup.changes = changes;
		popup_list_again(screen);
	}
}
