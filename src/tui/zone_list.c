/* The list of time zones, searchable by any part of a name. */
#include "internal.h"

#include <string.h>

#define ZONES_MAX 1000

static void zones_list(struct screen *screen, struct popup *popup)
{
	const char *names[ZONES_MAX];
	struct place place;
	size_t n = zone_match(str_text(&popup->prompt.input), names, ZONES_MAX);

	editor_place(screen->editor, &place);
	for (size_t i = 0; i < n && i < ZONES_MAX; i++)
		popup_add_text(popup, NULL, names[i])->place = place;
}

static enum request zones_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	if (item)
		editor_set(screen->editor, &item->place, str_text(&item->right), item->right.len);
	else
		session_say(screen->session, MESSAGE_INFO, "No time zone is called \"%s\"",
			str_text(&popup->prompt.input));
	return REQUEST_NOTHING;
}

static const struct popup_type zones_type = {
	.title = "Time zones",
	.hint = "Enter selects, type to find",
	.has_input = true,
	.is_choice = true,
	.list = zones_list,
	.choose = zones_choose,
};

bool zones_open(struct screen *screen)
{
	const struct editor *editor = screen->editor;
	struct place place;
	struct zone exact;

	if (editor_focus(editor)->field == FORM_NONE)
		return false;
	editor_place(editor, &place);
	if (!field_is_zone(document_field(editor_document(editor), &place)))
		return false;
	const struct value *value = document_value(editor_document(editor), &place);
	const char *typed = value != NULL ? str_text(&value->text) : "";

	/* If the field already has a zone, the list is for another one. */
	popup_open(screen, &zones_type, zone_init(&exact, typed, NULL) ? "" : typed);
	return true;
}
