/* The choice list: the values that a field may have, and none. */
#include "internal.h"

#include <string.h>

/* The focused place; for a row in a table its state. False: it is not picked from a list. */
static bool choice_place(const struct session *session, struct place *place)
{
	if (editor_focus(session_editor(session))->field == FORM_NONE)
		return false;
	if (editor_state_place(session_editor(session), place))
		return true;
	editor_place(session_editor(session), place);
	return kind_info(document_field(editor_document(session_editor(session)), place)->kind)
		->is_picked;
}

static void choice_list(struct screen *screen, struct popup *popup)
{
	const struct session *session = screen->session;
	struct place place;
	const struct form_field *field;
	const struct value *value;
	struct slice name;

	choice_place(session, &place);
	str_clear(&popup->title);
	field = document_field(editor_document(screen->editor), &place);
	value = document_value(editor_document(screen->editor), &place);
	name = form_field_name(field);
	str_append(&popup->title, name.data, name.len);
	for (size_t i = 0; i < field_pick_count(field); i++)
		popup_add_text(popup, field_pick(field, i).value, field_pick(field, i).shown);
	popup_add_text(popup, "", "(none)");
	for (size_t i = 0; i < popup->n; i++)
		popup->items[i].place = place;
	for (size_t i = 0; i < popup->n; i++)
		if (value && value->text.len > 0 &&
			strcmp(str_text(&value->text), str_text(&popup->items[i].left)) == 0)
			popup->selected = i;
}

/* At the place where it was opened, because the row may have moved or been removed. */
static void choose(struct screen *screen, const struct popup_item *item)
{
	editor_set(screen->editor, &item->place, str_text(&item->left), item->left.len);
}

/* Where one answer follows the other, in a new row and on Start, Enter goes on as Tab does. */
static enum request choice_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (!item)
		return REQUEST_NOTHING;
	choose(screen, item);
	if (editor_is_quick(screen->editor) || editor_focus(screen->editor)->on_start)
		return view_act(screen_page(screen), ACTION_NEXT_FIELD);
	return REQUEST_NOTHING;
}

/* Tab goes on from the choice, as from any other answer. */
static bool choice_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_FIELD);

	if (action != ACTION_NEXT_FIELD && action != ACTION_PREVIOUS_FIELD)
		return false;
	choose(screen, &popup->items[popup->selected]);
	popup_close(popup);
	popup->request = view_act(screen_page(screen), action);
	return true;
}

static const struct hint choice_hints[] = {
	{.action = ACTION_ENTER, .word = "Choose"},
	{.action = ACTION_NEXT_FIELD, .word = "Choose, next", .brief = "Next"},
	{.key = "Up Down", .word = "Move"},
	{.action = ACTION_LEAVE, .word = "Close"},
	{.word = NULL},
};

static const struct popup_type choice_type = {
	.title = "Choose",
	.hint = "Enter selects",
	.hints = choice_hints,
	.key = choice_key,
	.is_choice = true,
	.list = choice_list,
	.choose = choice_choose,
};

bool choice_open(struct screen *screen)
{
	struct place place;

	if (!choice_place(screen->session, &place))
		return zones_open(screen);
	popup_open(screen, &choice_type, "");
	return true;
}

bool choice_open_at(struct screen *screen, uint32_t letter)
{
	struct place place;

	if (!choice_place(screen->session, &place) ||
		editor_focus(screen->editor)->field == FORM_NONE ||
		editor_key_context(screen->editor) != KEYS_FIELD || !choice_open(screen))
		return false;
	if (popup_jump(&screen->popup, letter, session_clock(screen->session)))
		return true;
	popup_close(&screen->popup);
	return false;
}
