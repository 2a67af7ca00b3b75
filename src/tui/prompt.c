/* The prompts: what to find, which rows to show. */
#include "internal.h"

static enum want find_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)item;
	str_set(&screen->needle, str_text(&popup->input), popup->input.len);
	if (popup->input.len > 0 &&
		!session_find(screen->session, str_text(&screen->needle), false))
		session_say(screen->session, MESSAGE_INFO, "\"%s\" is nowhere in the document",
			str_text(&screen->needle));
	return WANT_NOTHING;
}

static const struct popup_type find_type = {
	.title = "Find",
	.hint = "Enter finds, Esc closes",
	.has_input = true,
	.choose = find_choose,
};

void find_open(struct screen *screen)
{
	popup_open(screen, &find_type, str_text(&screen->needle));
}

static enum want filter_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)item;
	session_set_filter(screen->session, str_text(&popup->input));
	return WANT_NOTHING;
}

static const struct popup_type filter_type = {
	.title = "Show only rows with",
	.hint = "Enter shows them, nothing shows all",
	.has_input = true,
	.choose = filter_choose,
};

void filter_open(struct screen *screen)
{
	popup_open(screen, &filter_type, str_text(&screen->session->filter));
}
