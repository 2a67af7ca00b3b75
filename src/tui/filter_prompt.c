/* The prompt of the filter: which rows to show. */
#include "internal.h"

static enum want filter_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)item;
	editor_set_filter(screen->editor, str_text(&popup->input));
	return WANT_NOTHING;
}

static const struct popup_type filter_type = {
	.title = "Show only rows with",
	.hint = "Enter shows them, empty shows all",
	.has_input = true,
	.choose = filter_choose,
};

void filter_open(struct screen *screen)
{
	popup_open(screen, &filter_type, str_text(editor_filter(screen->editor)));
}
