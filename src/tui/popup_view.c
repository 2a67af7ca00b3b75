/* A popup as a view, on top of the page that it was opened from. */
#include "internal.h"

static void draw(struct view *self, struct canvas *canvas)
{
	struct screen *screen = self->state;

	if (!screen->layout.is_too_small)
		popup_draw(screen, canvas);
}

static enum request key(struct view *self, const struct key *key, bool after_escape)
{
	struct screen *screen = self->state;

	(void)after_escape;
	if (popup_yields(screen, key))
		return views_key(screen->view.stack, key, false);
	return popup_key(screen, key);
}

static void paste(struct view *self, const char *bytes, size_t len, size_t missing)
{
	struct screen *screen = self->state;

	if (popup_yields(screen, NULL)) {
		views_paste(screen->view.stack, bytes, len, missing);
		return;
	}
	popup_paste(screen, bytes, len);
	say_missing(screen->session, missing);
}

static enum request cancel(struct view *self)
{
	struct screen *screen = self->state;

	popup_dismiss(screen);
	return REQUEST_NOTHING;
}

const struct view_type popup_view_type = {
	.is_over = true,
	.draw = draw,
	.key = key,
	.paste = paste,
	.cancel = cancel,
};
