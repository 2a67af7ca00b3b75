/*
 * The settings: their values, where each comes from, and what it does. Space and the arrows step
 * a value, which holds at once; Enter types one that has no steps. Above them are the mistakes in
 * the file.
 */
#include "internal.h"

#include "text/grapheme.h"

enum {
	NAME_COLUMNS = 18,
	VALUE_COLUMNS = 20,
	PROBLEM = -1, /* in item->value: the first mistake in the file; the next ones are below */
};

/* The mistake that an item is; NULL: it is a setting. */
static const struct err *problem_of(const struct screen *screen, const struct popup_item *item)
{
	return item->value <= PROBLEM ? &screen->settings->problems[PROBLEM - item->value] : NULL;
}

static void append_shown(const struct screen *screen, enum setting setting, struct str *out)
{
	size_t start = out->len;

	settings_append_value(screen->settings, setting, out);
	if (out->len == start)
		setting_append_default(setting, out);
}

/* The mistakes in the file hold no value, and come first. */
static void list_problems(const struct settings *settings, struct popup *popup)
{
	for (size_t i = 0; i < settings->n_problems; i++) {
		const struct err *err = &settings->problems[i];
		struct popup_item *item = popup_add_text(popup, NULL, err->message);

		if (err->line > 0)
			str_appendf(&item->left, "line %u", err->line);
		item->mark.text = "! ";
		item->mark.style = STYLE_ERROR_SIGN;
		item->value = PROBLEM - (int)i;
	}
	if (settings->n_more > 0) {
		struct popup_item *item = popup_add(popup);

		str_appendf(&item->right, "and %zu more mistakes", settings->n_more);
		item->is_text = true;
	}
}

static void settings_list(struct screen *screen, struct popup *popup)
{
	list_problems(screen->settings, popup);
	for (int i = 0; i < N_SETTINGS; i++) {
		unsigned width;
		struct popup_item *item =
			popup_add_text(popup, setting_info((enum setting)i)->name, "");

		append_shown(screen, (enum setting)i, &item->right);
		width = grapheme_width(str_text(&item->right), item->right.len);
		str_append_repeat(
			&item->right, ' ', width < VALUE_COLUMNS ? VALUE_COLUMNS - width : 2);
		settings_append_source(screen->settings, (enum setting)i, &item->right);
		item->value = i;
	}
}

/* What it does, and which values it takes. */
static void settings_detail(
	const struct screen *screen, const struct popup_item *item, struct str *out)
{
	enum setting setting = (enum setting)item->value;
	const struct err *problem = problem_of(screen, item);

	if (problem) {
		err_format(problem, out);
		return;
	}
	str_appendf(out, "%s: ", setting_info(setting)->help);
	setting_append_values(setting, out);
	str_append_text(out, ".");
}

/* --- stepping --- */

/* By the keys that step a choice on the page, too. */
static int direction_of(const struct screen *screen, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_FIELD);

	if (action == ACTION_LEFT)
		return -1;
	return action == ACTION_RIGHT || action == ACTION_TOGGLE ? 1 : 0;
}

static void step(struct screen *screen, enum setting setting, int direction)
{
	struct str next = {0};
	struct str now = {0};

	settings_append_value(screen->settings, setting, &now);
	if (!settings_append_next(screen->settings, setting, direction, &next))
		session_say(screen->session, MESSAGE_INFO, "Enter types it");
	else if (str_equal(&now, str_text(&next), next.len))
		session_say(screen->session, MESSAGE_INFO, "There is no %s one",
			direction > 0 ? "higher" : "lower");
	else
		setting_change(screen, setting, str_text(&next));
	str_release(&next);
	str_release(&now);
}

static bool settings_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	int direction = direction_of(screen, key);
	bool is_enter = direction == 0 && key->code == KEY_ENTER_KEY;
	int value;

	if (popup->selected >= popup->n)
		return false;
	value = popup->items[popup->selected].value;
	if ((direction != 0 || is_enter) && problem_of(screen, &popup->items[popup->selected])) {
		session_say(screen->session, MESSAGE_INFO, "It is to be mended in the file");
		return true;
	}
	if (is_enter && setting_info((enum setting)value)->choices)
		direction = 1;
	if (direction == 0)
		return false;
	step(screen, (enum setting)value, direction);
	popup_list_again(screen);
	/* The mistakes above the settings may have become fewer. */
	popup_select_value(popup, value);
	return true;
}

/* --- typing --- */

static void open_at(struct screen *screen, int setting);

static enum request typed_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)item;
	setting_change(screen, (enum setting)popup->value, str_text(&popup->prompt.input));
	open_at(screen, popup->value);
	return REQUEST_NOTHING;
}

static void typed_closed(struct screen *screen)
{
	open_at(screen, screen->popup.value);
}

/* What may be typed. */
static void typed_state(const struct screen *screen, struct str *out)
{
	const struct setting_info *info = setting_info((enum setting)screen->popup.value);

	if (info->most > 0)
		str_appendf(out, "%d to %d", info->least, info->most);
}

static const struct hint typed_hints[] = {
	{.action = ACTION_ENTER, .word = "Set it"},
	{.action = ACTION_LEAVE, .word = "As before"},
	{.word = NULL},
};

static const struct popup_type typed_type = {
	.title = "Setting: ",
	.state = typed_state,
	.hints = typed_hints,
	.is_line = true,
	.has_input = true,
	.choose = typed_choose,
	.closed = typed_closed,
};

static void type_value(struct screen *screen, enum setting setting)
{
	struct str value = {0};

	settings_append_value(screen->settings, setting, &value);
	popup_open(screen, &typed_type, str_text(&value));
	screen->popup.value = (int)setting;
	str_appendf(&screen->popup.about, "%s: ", setting_info(setting)->name);
	str_release(&value);
}

static enum request settings_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item)
		type_value(screen, (enum setting)item->value);
	return REQUEST_NOTHING;
}

static const struct hint settings_hints[] = {
	{.action = ACTION_TOGGLE, .word = "Next value", .context = KEYS_FIELD, .brief = "Next"},
	{.key = "Left Right", .word = "Step"},
	{.action = ACTION_ENTER, .word = "Type it", .brief = "Type"},
	{.action = ACTION_LEAVE, .word = "Close"},
	{.word = NULL},
};

static const struct popup_type settings_type = {
	.title = "Settings",
	.hint = "Space or Enter changes it, at once",
	.is_choice = true,
	.left_columns = NAME_COLUMNS,
	.list = settings_list,
	.key = settings_key,
	.detail = settings_detail,
	.detail_title = "What it does",
	.hints = settings_hints,
	.is_page = true,
	.has_plain_names = true,
	.choose = settings_choose,
};

static void open_at(struct screen *screen, int setting)
{
	popup_open(screen, &settings_type, "");
	popup_select_value(&screen->popup, setting);
}

void settings_open(struct screen *screen)
{
	open_at(screen, 0);
}
