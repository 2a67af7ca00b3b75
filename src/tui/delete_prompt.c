/* Asked before rows are deleted, by who wants to be. */
#include "internal.h"

#include <string.h>

static void find_row(const struct screen *screen, struct place *place)
{
	const struct focus *focus = editor_focus(screen->editor);
	const struct rows *rows = &editor_document(screen->editor)->tables[focus->field];

	*place = (struct place){.field = focus->field, .column = FORM_NONE};
	memcpy(place->row, rows->items[focus->row].id, ROW_ID_SIZE);
}

static enum request delete_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (!item || item->value == 0)
		return REQUEST_NOTHING;
	if (document_row_index(editor_document(screen->editor), item->place.field,
		    item->place.row) == SIZE_MAX)
		session_say(screen->session, MESSAGE_INFO, "Somebody else deleted the row");
	else
		editor_do(screen->editor, ACTION_ROW_DELETE);
	return REQUEST_NOTHING;
}

static const struct popup_type delete_type = {
	.title = "Delete the row?",
	.hint = "Enter chooses, Esc closes",
	.is_choice = true,
	.left_columns = 12,
	.choose = delete_choose,
};

bool delete_open(struct screen *screen)
{
	struct popup *popup = &screen->popup;
	size_t n_selected = editor_count_selected_rows(screen->editor);
	bool are_several = n_selected > 1;
	struct place place;

	if (!settings_number(screen->settings, SETTING_CONFIRM_DELETE) ||
		!(editor_focus(screen->editor)->in_row || editor_on_row(screen->editor)))
		return false;
	find_row(screen, &place);
	popup_open(screen, &delete_type, "");
	if (are_several) {
		str_clear(&popup->title);
		str_appendf(&popup->title, "Delete %zu rows?", n_selected);
	}
	popup_add_text(popup, "Keep", are_several ? "they stay" : "it stays");
	popup_add_text(popup, "Delete",
		are_several ? "they go, and can be undone" : "it goes, and can be undone");
	popup->items[1].value = 1;
	popup->items[1].place = place;
	return true;
}
