/*
 * Help: what can be done where it was opened, what the signs mean, how times can be written, then
 * every action and the key presets. Typing leaves only the lines with those words.
 */
#include "internal.h"

#include "help_lines.h"
#include "here.h"
#include "word_match.h"

#include <stdint.h>
#include <string.h>

enum {
	WIDE_COLUMNS = 70, /* of text: from here on there are two columns */
	GAP = 2,
};

/* --- keys --- */

/* At most two keys; one on narrow screens. */
static void append_keys(const struct help *self, const struct here_line *line, struct str *out)
{
	const struct keymap *map = self->screen->keys.map;
	enum key_context context = screen_context(self->screen);
	struct str also = {0};
	size_t most = self->is_wide && line->also == ACTION_NONE ? 2 : 1;
	const char *between = line->also > line->action + 1 ? " to " : " ";
	size_t room = (self->is_wide ? HELP_KEYS_WIDE : HELP_KEYS_NARROW) - GAP;

	keymap_describe_in(map, line->action, context, most, out);
	if (line->also != ACTION_NONE)
		keymap_describe_in(map, line->also, context, 1, &also);
	if (also.len > 0 && out->len + strlen(between) + also.len <= room)
		str_appendf(out, "%s%s", between, str_text(&also));
	str_release(&also);
}

static void append_action_words(enum action action, struct str *out)
{
	const struct action_info *info = action_info(action);

	if (action != ACTION_NONE)
		str_appendf(
			out, "%s %s %s ", info->name, info->help, info->words ? info->words : "");
}

static void add_line(struct help *self, const struct here_line *line)
{
	struct str keys = {0};
	struct str words = {0};

	append_keys(self, line, &keys);
	append_action_words(line->action, &words);
	append_action_words(line->also, &words);
	if (keys.len > 0)
		help_add(self, str_text(&keys), line->does, str_text(&words));
	str_release(&keys);
	str_release(&words);
}

/* The keys of the popup from which it was opened. */
static void list_popup(struct help *self, const struct popup *popup)
{
	const struct popup_type *type = popup->type;

	help_begin(self, "Here");
	for (const struct hint *hint = popup_hints(type); hint->word; hint++) {
		struct hint own = *hint;
		struct str key = {0};

		if (type->has_hint && !type->has_hint(popup, hint))
			continue;
		own.context = type->context;
		hint_append_key(self->screen, &own, &key);
		if (key.len > 0)
			help_add(self, str_text(&key), hint->word, "");
		str_release(&key);
	}
	help_pair_up(self);
}

static void list_here(struct help *self)
{
	unsigned here = here_find(self->screen);
	size_t n;
	const struct here_line *lines = here_lines(&n);

	help_begin(self, "Here");
	for (size_t i = 0; i < n; i++)
		if (here_has(here, &lines[i]))
			add_line(self, &lines[i]);
	help_pair_up(self);
}

/* What is not among the keys of what is open over the page anyway. */
static bool is_everywhere(const struct screen *screen, enum action action)
{
	if (presenter_is_open(screen))
		return presenter_does(action) && action != ACTION_LEAVE &&
		       action != ACTION_NEXT_FIELD && action != ACTION_PREVIOUS_FIELD;
	return !reader_is_open(screen) ||
	       (reader_does(action) && action != ACTION_FIND && action != ACTION_LEAVE);
}

static void list_everywhere(struct help *self)
{
	size_t n_pages = editor_form(self->screen->editor)->n_pages;
	struct here_line pages = {ACTION_GO_PAGE_1, .does = "Page by number"};
	static const struct here_line lines[] = {
		{ACTION_NEXT_FIELD, .does = "Next field"},
		{ACTION_PREVIOUS_FIELD, .does = "Previous field"},
		{ACTION_PREVIOUS_PAGE, ACTION_NEXT_PAGE, "Other page"},
		{ACTION_UNDO, ACTION_REDO, "Undo, redo"},
		{ACTION_FIND, .does = "Find, replace"},
		{ACTION_PALETTE, .does = "All commands"},
		{ACTION_NEXT_FINDING, .does = "Next finding"},
		{ACTION_FINDINGS, .does = "All findings"},
		{ACTION_SAVE, .does = "Save now"},
		{ACTION_LEAVE, .does = "Out of text, row"},
		{ACTION_QUIT, .does = "Save and leave"},
	};

	help_begin(self, "In every place");
	if (n_pages > 1)
		pages.also = (enum action)(ACTION_GO_PAGE_1 + (n_pages < 9 ? n_pages : 9) - 1);
	add_line(self, &pages);
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		if (is_everywhere(self->screen, lines[i].action))
			add_line(self, &lines[i]);
	help_pair_up(self);
}

/* --- everything --- */

static void add_action(struct help *self, enum action action)
{
	const struct keymap *map = self->screen->keys.map;
	const struct action_info *info = action_info(action);
	struct str keys = {0};
	struct str words = {0};

	keymap_describe_in(map, action, screen_context(self->screen), self->is_wide ? 2 : 1, &keys);
	if (keys.len == 0)
		keymap_describe(map, action, self->is_wide ? 2 : 1, &keys);
	append_action_words(action, &words);
	help_add(self, str_text(&keys), info->help, str_text(&words));
	str_release(&keys);
	str_release(&words);
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

static void list_group(struct help *self, const char *group)
{
	help_begin(self, group);
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++)
		if (strcmp(action_info((enum action)i)->group, group) == 0)
			add_action(self, (enum action)i);
}

static void list_presets(struct help *self)
{
	size_t n;
	const struct keymap_preset *presets = keymap_presets(&n);

	help_begin(self, "Presets of keys, among the commands");
	for (size_t i = 0; i < n; i++)
		help_add(self, presets[i].name, presets[i].title, presets[i].words);
}

static void list_all(struct help *self)
{
	bool is_at_rows =
		editor_is_quick(self->screen->editor) || screen_context(self->screen) == KEYS_TABLE;

	if (self->popup->below)
		list_popup(self, self->popup->below);
	else
		list_here(self);
	if (is_at_rows)
		help_list_adding(self);
	list_everywhere(self);
	help_list_marks(self);
	help_list_times(self);
	if (!is_at_rows)
		help_list_adding(self);
	help_list_chart(self);
	help_list_words(self);
	self->popup->value = (int)self->popup->n;
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++)
		if (begins_group(i))
			list_group(self, action_info((enum action)i)->group);
	list_presets(self);
}

/* What is nearest to words that nothing matches. */
static void list_nearest(struct help *self)
{
	struct str text = {0};
	size_t most = words_distance_most(self->input);

	self->most = 0;
	self->nearest = SIZE_MAX;
	list_all(self);
	popup_shorten(self->popup, 0);
	str_appendf(&text, "Nothing here has \"%s\".%s", self->input,
		self->nearest <= most ? " Nearest:" : "");
	popup_add_text(self->popup, NULL, str_text(&text))->is_text = true;
	str_release(&text);
	self->most = self->nearest;
	if (self->nearest <= most)
		list_all(self);
}

/* A question in the message line ends in a colon. */
static void append_title(const struct popup *popup, struct str *out)
{
	const char *title = popup_title(popup);
	size_t len = strlen(title);

	while (len > 0 && strchr(" :", title[len - 1]))
		len--;
	str_append(out, title, len);
}

static void help_list(struct screen *screen, struct popup *popup)
{
	struct help help = {
		.screen = screen,
		.popup = popup,
		.input = str_text(&popup->prompt.input),
		.most = SIZE_MAX,
		.is_wide = popup->columns >= WIDE_COLUMNS,
	};

	str_clear(&popup->title);
	str_append_text(&popup->title, "Help: ");
	if (popup->below)
		append_title(popup->below, &popup->title);
	else
		here_append_name(screen, &popup->title);
	popup->left = help.is_wide ? HELP_KEYS_WIDE : HELP_KEYS_NARROW;
	list_all(&help);
	if (popup->n == 0)
		list_nearest(&help);
}

/* --- its keys --- */

static void show_from(struct popup *popup, size_t item)
{
	size_t most = popup->n > popup->visible ? popup->n - popup->visible : 0;

	popup->top = item < most ? item : most;
}

/* The next section that is not at the top yet; after the last one the first. */
static void next_section(struct popup *popup)
{
	size_t top = popup->top;

	for (size_t i = top + 1; i < popup->n; i++)
		if (popup->items[i].is_heading) {
			show_from(popup, i);
			if (popup->top != top)
				return;
		}
	popup->top = 0;
}

static bool help_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_TEXT);

	if (action == ACTION_NEXT_FIELD)
		next_section(popup);
	else if (action == ACTION_ENTER)
		popup_dismiss(screen);
	else if (action == ACTION_HELP)
		show_from(popup, (size_t)popup->value);
	else
		return false;
	return true;
}

static void help_bottom(const struct screen *screen, const struct popup *popup, struct str *out)
{
	const char *all = screen_action_key(screen, ACTION_HELP);

	if (popup->top + popup->visible < popup->n)
		str_append_text(out, "PgDn more  ");
	if (all)
		str_appendf(out, "%s all keys", all);
	if (popup->columns >= WIDE_COLUMNS)
		str_append_text(out, "  Esc closes");
}

static const struct hint help_hints[] = {
	{.action = ACTION_HELP, .word = "All keys"},
	{.action = ACTION_PAGE_DOWN, .word = "More"},
	{.action = ACTION_NEXT_FIELD, .word = "Section"},
	{.key = "Up Down", .word = "Scroll"},
	{.action = ACTION_LEAVE, .word = "Close"},
	{.word = NULL},
};

static const struct popup_type help_type = {
	.title = "Help",
	.bottom = help_bottom,
	.has_input = true,
	.prompt = "Search: ",
	.idle = "type a word: undo, time, paste, conflict",
	.is_page = true,
	.is_tall = true,
	.hints = help_hints,
	.list = help_list,
	.key = help_key,
};

void help_open(struct screen *screen)
{
	if (screen->popup.type)
		popup_open_over(screen, &help_type);
	else
		popup_open(screen, &help_type, "");
}
