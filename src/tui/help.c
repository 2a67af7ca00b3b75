/* Help: what the keys do, from the live key map, group by group. */
#include "internal.h"

#include <string.h>

static void add_group(struct screen *screen, struct popup *popup, const char *group)
{
	struct popup_item *heading;

	if (popup->n > 0)
		popup_add(popup);
	heading = popup_add_text(popup, NULL, group);
	heading->is_heading = true;
	for (int i = 0; i < N_ACTIONS - 1; i++) {
		enum action action = popup_nth_action(i);
		const struct action_info *info = action_info(action);
		struct popup_item *item;

		if (strcmp(info->group, group) != 0)
			continue;
		item = popup_add_text(popup, NULL, info->help);
		keymap_describe(screen->keymap, action, 3, &item->left);
	}
}

/* Is the nth action the first one of its group? */
static bool begins_group(int nth)
{
	const char *group = action_info(popup_nth_action(nth))->group;

	for (int i = 0; i < nth; i++)
		if (strcmp(action_info(popup_nth_action(i))->group, group) == 0)
			return false;
	return true;
}

static void help_list(struct screen *screen, struct popup *popup)
{
	for (int i = 0; i < N_ACTIONS - 1; i++)
		if (begins_group(i))
			add_group(screen, popup, action_info(popup_nth_action(i))->group);
}

static const struct popup_type help_type = {
	.title = "Help",
	.hint = "Up and Down scroll, Esc closes",
	.left_columns = 26,
	.list = help_list,
};

void help_open(struct screen *screen)
{
	popup_open(screen, &help_type, "");
}
