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
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++) {
		enum action action = (enum action)i;
		const struct action_info *info = action_info(action);
		struct popup_item *item;

		if (strcmp(info->group, group) != 0)
			continue;
		item = popup_add_text(popup, NULL, info->help);
		keymap_describe(screen->keys.map, action, 3, &item->left);
	}
}

/* Is an action the first one of its group? */
static bool begins_group(int action)
{
	const char *group = action_info((enum action)action)->group;

	for (int i = ACTION_NONE + 1; i < action; i++)
		if (strcmp(action_info((enum action)i)->group, group) == 0)
			return false;
	return true;
}

static void help_list(struct screen *screen, struct popup *popup)
{
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++)
		if (begins_group(i))
			add_group(screen, popup, action_info((enum action)i)->group);
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
