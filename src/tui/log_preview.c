/*
 * The preview of a pasted log. Space ticks the row at the cursor, letters tick many or say what its
 * times mean; Enter adds the ticked ones, Esc adds nothing.
 */
#include "log_preview.h"

#include "internal.h"

#include "base/visible.h"

#include <string.h>

enum { MARGIN = 60 /* from here to an end of those that are listed, the next ones are */ };

/* --- the list --- */

static const struct popup_item *selected(const struct popup *popup)
{
	return popup->selected < popup->n && !popup->items[popup->selected].is_text
		       ? &popup->items[popup->selected]
		       : NULL;
}

static void list_around(struct screen *screen, size_t nth)
{
	struct popup *popup = &screen->popup;
	size_t line = popup->selected > popup->top ? popup->selected - popup->top : 0;

	popup->rest.around = nth;
	popup_list_again(screen);
	popup_select_value(popup, (int)nth);
	popup->top = popup->selected > line ? popup->selected - line : 0;
}

/* After something has changed; the cursor stays on its row. */
static void list_again(struct screen *screen)
{
	const struct popup_item *item = selected(&screen->popup);

	list_around(screen, item ? (size_t)item->value : 0);
}

/* Before a key moves the selection past those that are listed. */
static void list_onward(struct screen *screen, struct popup *popup, const struct key *key)
{
	bool is_near_end = popup->selected < MARGIN || popup->selected + MARGIN >= popup->n;

	if ((popup->rest.before == 0 && popup->rest.after == 0) || !selected(popup))
		return;
	if (key->code == KEY_HOME_KEY)
		list_around(screen, 0);
	else if (key->code == KEY_END_KEY)
		list_around(screen, screen->remembered.log.paste.log.n - 1);
	else if (is_near_end)
		list_around(screen, (size_t)selected(popup)->value);
}

static void preview_list(struct screen *screen, struct popup *popup)
{
	if (screen->remembered.log.is_there)
		log_lines_list(screen, popup);
}

/* --- ticking --- */

static void set_tick(struct log_preview *self, size_t nth, bool is_taken)
{
	self->paste.ticks[nth] = is_taken ? TICK_TAKE : TICK_LEAVE;
}

static void toggle(struct screen *screen, size_t nth)
{
	set_tick(
		&screen->remembered.log, nth, !log_paste_takes(&screen->remembered.log.paste, nth));
	screen->remembered.log.last = nth;
	list_again(screen);
	screen->popup.selected = popup_find_choice(&screen->popup,
		screen->popup.selected + 1 < screen->popup.n ? screen->popup.selected + 1
							     : screen->popup.selected,
		1);
}

/* Those that are listed, from one entry to another. */
static void tick_listed(struct screen *screen, size_t first, size_t last, bool is_taken)
{
	struct log_preview *self = &screen->remembered.log;

	for (size_t i = 0; i < self->listing.n; i++)
		if (self->listing.entries[i] >= first && self->listing.entries[i] <= last)
			set_tick(self, self->listing.entries[i], is_taken);
	list_again(screen);
}

/* The first time below a filter it means just these; then those of another filter are added. */
static void take_all(struct screen *screen, size_t nth)
{
	struct log_preview *self = &screen->remembered.log;

	(void)nth;
	if (self->listing.n < self->paste.log.n && !log_paste_is_chosen(&self->paste))
		for (size_t i = 0; i < self->paste.log.n; i++)
			set_tick(self, i, false);
	tick_listed(screen, 0, SIZE_MAX, true);
}

static void leave_all(struct screen *screen, size_t nth)
{
	(void)nth;
	tick_listed(screen, 0, SIZE_MAX, false);
}

/* Those from the one that was ticked last to the one at the cursor become as that one is. */
static void tick_range(struct screen *screen, size_t nth)
{
	struct log_preview *self = &screen->remembered.log;
	size_t last = self->last;

	tick_listed(screen, nth < last ? nth : last, nth < last ? last : nth,
		log_paste_takes(&self->paste, last));
}

static void tick_by_rule(struct screen *screen, size_t nth)
{
	struct log_preview *self = &screen->remembered.log;

	(void)nth;
	memset(self->paste.ticks, 0, self->paste.log.n * sizeof *self->paste.ticks);
	list_again(screen);
}

static void only_new(struct screen *screen, size_t nth)
{
	(void)nth;
	screen->remembered.log.is_new_only = !screen->remembered.log.is_new_only;
	log_lines_forget(&screen->remembered.log);
	list_again(screen);
}

static void choose_format(struct screen *screen, size_t nth)
{
	(void)nth;
	log_formats_open(screen);
}

static const struct {
	char key;
	void (*run)(struct screen *screen, size_t nth); /* NULL: it asks */
	enum log_question asks;
} letters[] = {
	{' ', toggle},
	{'a', take_all},
	{'n', leave_all},
	{'r', tick_range},
	{'u', tick_by_rule},
	{'o', only_new},
	{'f', choose_format},
	{'/', .asks = LOG_ASK_FILTER},
	{'z', .asks = LOG_ASK_ZONE},
	{'s', .asks = LOG_ASK_SHIFT},
	{'d', .asks = LOG_ASK_DAY},
	{'c', .asks = LOG_ASK_CAPTURED},
};

static bool preview_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	const struct popup_item *item;
	size_t nth;

	list_onward(screen, popup, key);
	item = selected(popup);
	nth = item ? (size_t)item->value : 0;
	screen->remembered.log.selected = (int)nth;
	for (size_t i = 0; key->modifiers == 0 && i < sizeof letters / sizeof *letters; i++) {
		if (key->code != (unsigned char)letters[i].key)
			continue;
		if (letters[i].run)
			letters[i].run(screen, nth);
		else
			log_ask(screen, letters[i].asks);
		return true;
	}
	return false;
}

/* --- adding --- */

static enum request preview_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct log_preview *self = &screen->remembered.log;
	size_t n;
	struct str text = {0};

	(void)popup;
	(void)item;
	if (log_paste_count(&self->paste) == 0) {
		log_preview_open(screen);
		session_say(screen->session, MESSAGE_INFO, "No row is ticked: Space ticks one");
		return REQUEST_NOTHING;
	}
	n = log_paste_add(&self->paste, screen->session);
	if (n == 0) {
		log_preview_open(screen);
		return REQUEST_NOTHING;
	}
	str_appendf(&text, "%zu row%s added; ", n, n == 1 ? "" : "s");
	str_append_text(&text, screen_action_key(screen, ACTION_UNDO));
	str_appendf(&text, " takes %s back", n == 1 ? "it" : "them");
	session_say(screen->session, MESSAGE_INFO, "%s", str_text(&text));
	str_release(&text);
	return REQUEST_NOTHING;
}

/* --- the popup --- */

/* "2 h 30 min later than written" */
static void append_shift(int64_t seconds, struct str *out)
{
	struct span span = {.kind = SPAN_EXACT, .seconds = seconds < 0 ? -seconds : seconds};

	span_format(&span, out);
	str_append_text(out, seconds < 0 ? " earlier than written" : " later than written");
}

static void append_captured(const struct log_paste *paste, struct str *out)
{
	struct when when = {.kind = WHEN_INSTANT, .seconds = paste->dating.captured};

	str_append_text(out, ", copied ");
	when_show(&when, &paste->zone, out);
}

static void preview_bottom(const struct screen *screen, const struct popup *popup, struct str *out)
{
	const struct log_preview *self = &screen->remembered.log;
	const struct log_paste *paste = &self->paste;

	(void)popup;
	str_appendf(out, "Its times are in %s", paste->zone.name);
	if (paste->dating.shift != 0) {
		str_append_text(out, ", ");
		append_shift(paste->dating.shift, out);
	}
	if (paste->needs_captured)
		append_captured(paste, out);
	if (self->filter.len > 0) {
		str_append_text(out, "; only rows with \"");
		visible_append(out, str_text(&self->filter), self->filter.len);
		str_append_char(out, '"');
	}
	if (self->is_new_only)
		str_append_text(out, "; only new ones");
}

static void preview_detail(
	const struct screen *screen, const struct popup_item *item, struct str *out)
{
	const struct log_entry *entry;

	if (item->is_text || (size_t)item->value >= screen->remembered.log.paste.log.n)
		return;
	entry = &screen->remembered.log.paste.log.entries[item->value];
	visible_append_lines(out, entry->what, strlen(entry->what));
}

static const struct hint preview_hints[] = {
	{.action = ACTION_HELP, .word = "Help", .brief = ""},
	{.action = ACTION_ENTER, .word = "Add"},
	{.key = "Space", .word = "Tick"},
	{.key = "/", .word = "Find"},
	{.key = "a n", .word = "All, none"},
	{.key = "r", .word = "Range"},
	{.key = "o", .word = "New"},
	{.key = "z", .word = "Zone"},
	{.key = "s", .word = "Shift"},
	{.key = "d", .word = "Day"},
	{.key = "f", .word = "Format"},
	{.key = "u", .word = "As proposed"},
	{.key = "c", .word = "Copied when"},
	{.action = ACTION_LEAVE, .word = "Add nothing", .brief = "Close"},
	{.word = NULL},
};

static const struct popup_type preview_type = {
	.title = "Pasted",
	.bottom = preview_bottom,
	.is_page = true,
	.is_tall = true,
	.detail = preview_detail,
	.detail_title = "All of it",
	.hints = preview_hints,
	.is_choice = true,
	.has_plain_names = true,
	.list = preview_list,
	.follow = popup_follow,
	.paste = log_take_another,
	.choose = preview_choose,
	.key = preview_key,
};

void log_preview_open(struct screen *screen)
{
	if (!screen->remembered.log.is_there) {
		session_say(screen->session, MESSAGE_INFO,
			"No log was pasted: paste one into the timeline");
		return;
	}
	popup_open(screen, &preview_type, "");
	list_around(screen, (size_t)screen->remembered.log.selected);
}
