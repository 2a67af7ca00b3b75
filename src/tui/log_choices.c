/* What is chosen over the preview of a pasted log: what it is read as, and whether a paste that has
 * come meanwhile is looked at instead. */
#include "internal.h"
#include "log_preview.h"

/* --- formats --- */

static void formats_list(struct screen *screen, struct popup *popup)
{
	const struct log_format *now = screen->remembered.log.paste.log.format;

	for (size_t i = 0; i < log_n_formats(); i++) {
		const struct log_format *format = log_format_at(i);
		struct popup_item *item =
			popup_add_text(popup, log_format_name(format), log_format_about(format));

		item->value = (int)i;
		if (format == now)
			popup->selected = popup->n - 1;
	}
}

static enum request formats_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct log_preview *self = &screen->remembered.log;
	struct err err = {0};
	bool is_read;

	(void)popup;
	if (!item)
		return REQUEST_NOTHING;
	is_read = log_paste_read_as(
		&self->paste, screen->session, log_format_at((size_t)item->value), &err);
	if (is_read) {
		log_lines_forget(self);
		self->last = 0;
		self->selected = 0;
	}
	log_preview_return(screen);
	if (!is_read)
		session_say(screen->session, MESSAGE_WARNING, "Not done: %s", err.message);
	return REQUEST_NOTHING;
}

enum { NAME_COLUMNS = 21 /* "mattermost-export" */ };

static const struct popup_type formats_type = {
	.title = "What is it?",
	.hint = "Enter reads it as that",
	.is_choice = true,
	.has_plain_names = true,
	.left_columns = NAME_COLUMNS,
	.list = formats_list,
	.choose = formats_choose,
	.closed = log_preview_return,
};

void log_formats_open(struct screen *screen)
{
	popup_open(screen, &formats_type, "");
}

/* --- another paste --- */

static void waiting_list(struct screen *screen, struct popup *popup)
{
	(void)screen;
	popup_add_text(popup, "1", "Go on with the one that is shown")->value = 1;
	popup_add_text(popup, "2", "Look at what was pasted now instead")->value = 2;
}

static enum request waiting_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct log_preview *self = &screen->remembered.log;
	struct log_paste paste;

	(void)popup;
	if (item && item->value == 2 &&
		log_paste_init(&paste, screen->session, &self->waiting, &(struct err){0}))
		log_preview_keep(screen, &paste);
	log_preview_return(screen);
	return REQUEST_NOTHING;
}

static const struct popup_type waiting_type = {
	.title = "Another log was pasted",
	.hint = "Rows are ticked in the one that is shown",
	.is_choice = true,
	.has_numbers = true,
	.left_columns = 5,
	.list = waiting_list,
	.choose = waiting_choose,
	.closed = log_preview_return,
};

void log_waiting_open(struct screen *screen)
{
	popup_open(screen, &waiting_type, "");
}
