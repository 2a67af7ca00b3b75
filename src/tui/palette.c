/* The palette: every action by name, found by typing any of its words. */
#include "internal.h"

#include <string.h>
#include <strings.h>

static bool holds(const char *text, const char *word, size_t len)
{
	for (; *text; text++)
		if (strncasecmp(text, word, len) == 0)
			return true;
	return len == 0;
}

/* Are all words of the input in the action's help or name? */
static bool matches(const struct action_info *info, const char *input)
{
	while (*input) {
		size_t len = strcspn(input, " ");

		if (!holds(info->help, input, len) && !holds(info->name, input, len))
			return false;
		input += len;
		input += strspn(input, " ");
	}
	return true;
}

static bool begins(const struct action_info *info, const char *input)
{
	return strncasecmp(info->help, input, strlen(input)) == 0;
}

static void add_matching(struct screen *screen, struct popup *popup, bool at_start)
{
	const char *input = str_text(&popup->input);

	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++) {
		enum action action = (enum action)i;
		const struct action_info *info = action_info(action);
		struct popup_item *item;

		if (action == ACTION_PALETTE || !matches(info, input) ||
			begins(info, input) != at_start)
			continue;
		item = popup_add_text(popup, info->help, "");
		item->value = (int)action;
		keymap_describe(screen->keymap, action, 2, &item->right);
	}
}

static void palette_list(struct screen *screen, struct popup *popup)
{
	add_matching(screen, popup, true);
	add_matching(screen, popup, false);
}

static enum want palette_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	return item ? screen_do(screen, (enum action)item->value) : WANT_NOTHING;
}

static const struct popup_type palette_type = {
	.title = "Commands",
	.hint = "type to find, Enter does it, Esc closes",
	.has_input = true,
	.is_choice = true,
	.left_columns = 48,
	.list = palette_list,
	.choose = palette_choose,
};

void palette_open(struct screen *screen)
{
	popup_open(screen, &palette_type, "");
}
