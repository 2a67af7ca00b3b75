/*
 * The palette: every action by name, found by any of its words, by a synonym or by its key; the
 * key presets; and what is done from the shell, with the command for it. What was used last and
 * what belongs to the present place come first; what cannot be done there says why.
 */
#include "internal.h"

#include "here.h"
#include "palette_entries.h"
#include "word_match.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TITLE_COLUMNS = 48 };

/* What is being listed. */
struct palette {
	struct screen *screen;
	struct popup *popup;
	const char *input;
	unsigned here;
	bool *is_listed;
	const char *section; /* its title, until it has an entry */
};

static void append_keys(const struct screen *screen, const struct entry *entry, struct str *out)
{
	enum key_context context = screen_context(screen);

	if (!entry->is_action)
		return;
	keymap_describe_in(screen->keys.map, entry->action, context, 2, out);
	if (out->len == 0)
		keymap_describe(screen->keys.map, entry->action, 2, out);
}

static const char *refuses(const struct screen *screen, unsigned here, const struct entry *entry)
{
	return entry->is_action ? here_refuses(screen, here, entry->action) : NULL;
}

static void add(struct palette *self, int nth, const struct entry *entry)
{
	const char *why = refuses(self->screen, self->here, entry);
	struct popup_item *item;

	if (self->is_listed[nth])
		return;
	self->is_listed[nth] = true;
	if (self->section) {
		item = popup_add_text(self->popup, NULL, self->section);
		item->is_heading = item->is_text = true;
		self->section = NULL;
	}
	item = popup_add_text(self->popup, entry->title, why ? why : "");
	item->value = nth;
	if (why)
		item->style = STYLE_DIM;
	else
		append_keys(self->screen, entry, &item->right);
}

/* --- what matches --- */

/* How well an entry matches: its title or its name for keys.yaml begins with the input, they
 * contain all words of the input, or only together with its synonyms and keys. */
enum fit { FIT_START, FIT_NAME, FIT_WORDS, N_FITS };

static bool begins_with(const char *text, const char *start)
{
	return strncasecmp(text, start, strlen(start)) == 0;
}

static enum fit entry_fit(const struct palette *self, const struct entry *entry)
{
	enum fit fit = N_FITS;
	struct str text = {0};
	struct str keys = {0};

	if (begins_with(entry->title, self->input) || begins_with(entry->name, self->input))
		return FIT_START;
	str_appendf(&text, "%s %s", entry->title, entry->name);
	if (words_match(str_text(&text), self->input)) {
		fit = FIT_NAME;
	} else {
		append_keys(self->screen, entry, &keys);
		str_appendf(&text, " %s %s", entry->words, str_text(&keys));
		if (words_match(str_text(&text), self->input) ||
			words_match_joined(entry->title, self->input) ||
			words_match_joined(entry->name, self->input))
			fit = FIT_WORDS;
	}
	str_release(&text);
	str_release(&keys);
	return fit;
}

static void list_matches(struct palette *self)
{
	struct entry entry;

	for (enum fit fit = FIT_START; fit < N_FITS; fit++)
		for (int i = 0; i < entry_count(); i++)
			if (entry_find(i, &entry) && entry_fit(self, &entry) == fit)
				add(self, i, &entry);
}

/* --- if nothing matches --- */

/* Those that have the word in their names for keys.yaml come first: it is what they are about. */
static void list_at_distance(struct palette *self, size_t best)
{
	struct entry entry;

	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < entry_count(); i++)
			if (entry_find(i, &entry) && entry_distance(&entry, self->input) == best &&
				(pass == 1 || words_distance(entry.name, self->input) == best))
				add(self, i, &entry);
}

/* The entries with the word nearest to the input, if there is a near one. */
static void list_nearest(struct palette *self)
{
	size_t best = words_distance_most(self->input) + 1;
	struct str text = {0};
	struct entry entry;

	for (int i = 0; i < entry_count(); i++)
		if (entry_find(i, &entry) && entry_distance(&entry, self->input) < best)
			best = entry_distance(&entry, self->input);
	str_appendf(&text, "Nothing is called %s.%s", self->input,
		best <= words_distance_most(self->input) ? " Nearest:" : "");
	popup_add_text(self->popup, "", str_text(&text))->is_text = true;
	str_release(&text);
	if (best <= words_distance_most(self->input))
		list_at_distance(self, best);
}

/* --- before anything is typed --- */

static void list_used(struct palette *self)
{
	const struct used *used = &self->screen->remembered.used;
	struct entry entry;

	self->section = "Used last";
	for (size_t i = 0; i < used->n; i++)
		if (entry_find(used->items[i], &entry))
			add(self, used->items[i], &entry);
}

/* With the words for this place; left out is what moves the cursor, which nobody does by name. */
static void add_here(struct palette *self, enum action action, const char *does)
{
	struct entry entry;

	if (!entry_find((int)action, &entry) ||
		strcmp(entry_group((int)action), action_info(ACTION_LEFT)->group) == 0)
		return;
	if (does)
		entry.title = does;
	add(self, (int)action, &entry);
}

static void list_here(struct palette *self, const char *name)
{
	size_t n;
	const struct here_line *lines = here_lines(&n);

	self->section = name;
	for (size_t i = 0; i < n; i++) {
		if (!here_has(self->here, &lines[i]))
			continue;
		add_here(
			self, lines[i].action, lines[i].also == ACTION_NONE ? lines[i].does : NULL);
		add_here(self, lines[i].also, NULL);
	}
}

/* The rest, by group. */
static void list_groups(struct palette *self)
{
	const char *group = "";
	struct entry entry;

	for (int i = 0; i < entry_count(); i++) {
		if (!entry_find(i, &entry) || self->is_listed[i])
			continue;
		if (strcmp(group, entry_group(i)) != 0)
			self->section = group = entry_group(i);
		add(self, i, &entry);
	}
}

static void list_all(struct palette *self)
{
	struct str name = {0};

	here_append_name(self->screen, &name);
	list_used(self);
	list_here(self, str_text(&name));
	list_groups(self);
	str_release(&name);
}

static void palette_list(struct screen *screen, struct popup *popup)
{
	struct palette palette = {
		.screen = screen,
		.popup = popup,
		.input = str_text(&popup->prompt.input),
		.here = here_find(screen),
		.is_listed = mem_zalloc((size_t)entry_count(), sizeof(bool)),
	};

	if (popup->prompt.input.len == 0)
		list_all(&palette);
	else
		list_matches(&palette);
	if (popup->n == 0)
		list_nearest(&palette);
	free(palette.is_listed);
}

/* --- around it --- */

static void palette_bottom(const struct screen *screen, const struct popup *popup, struct str *out)
{
	size_t n = popup->n > 0 ? popup->items[popup->n - 1].nth : 0;

	(void)screen;
	if (popup->prompt.input.len > 0 && popup->items[popup->selected].is_text)
		str_append_text(out, "Enter closes");
	else if (popup->prompt.input.len > 0)
		str_append_text(out, "Enter does it");
	else
		str_appendf(out, "%zu commands  type a word: quit, undo, cua", n);
}

/* As they are written in keys.yaml. */
static void append_bindings(const struct screen *screen, const struct entry *entry, struct str *out)
{
	static const char *const contexts[N_KEY_CONTEXTS] = {
		[KEYS_ANYWHERE] = "",
		[KEYS_TEXT] = "text ",
		[KEYS_FIELD] = "field ",
		[KEYS_TABLE] = "table ",
		[KEYS_FIND] = "find ",
		[KEYS_THREAD] = "thread ",
		[KEYS_READING] = "reading ",
		[KEYS_PRESENTING] = "presenting ",
	};
	const struct keymap *map = screen->keys.map;

	str_append_text(out, "In keys.yaml:");
	for (size_t i = 0; i < map->n; i++) {
		if (map->items[i].action != entry->action)
			continue;
		str_appendf(out, "  %s", contexts[map->items[i].context]);
		key_format(&map->items[i].key, out);
		str_appendf(out, ": %s", entry->name);
	}
}

/* About the selected entry: its lines for keys.yaml, why it cannot be done, or its synonyms. */
static void palette_foot(struct screen *screen, struct notes *notes)
{
	const struct popup *popup = &screen->popup;
	struct str text = {0};
	struct entry entry;
	const char *why;

	if (popup->selected >= popup->n || popup->items[popup->selected].is_text ||
		!entry_find(popup->items[popup->selected].value, &entry))
		return;
	why = refuses(screen, here_find(screen), &entry);
	if (popup->value && entry.is_action)
		append_bindings(screen, &entry, &text);
	else if (popup->value)
		str_append_text(&text, "It has no name for keys.yaml: no key can be given to it");
	else if (why)
		str_appendf(&text, "%s: %s", entry.title, why);
	else if (entry.words[0])
		str_appendf(&text, "Found by: %s", entry.words);
	notes_write(notes, STYLE_DIM, "", str_text(&text));
	str_release(&text);
}

static bool palette_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	if (keymap_find(screen->keys.map, key, KEYS_TEXT) != ACTION_NEXT_FIELD)
		return false;
	popup->value = !popup->value;
	return true;
}

/* --- choosing --- */

static void use_preset(struct screen *screen, const char *preset)
{
	if (*preset == '\0') {
		screen_keys_choose(screen, NULL);
		session_say(screen->session, MESSAGE_INFO,
			"The keys are as they were at the start again");
		return;
	}
	screen_keys_choose(screen, preset);
	session_say(screen->session, MESSAGE_INFO,
		"These are the \"%s\" keys now. To keep them: \"preset: %s\" in "
		"~/.config/afterword/keys.yaml",
		preset, preset);
}

/* Moves an entry to the front of those used last. */
static void remember(struct used *self, int nth)
{
	size_t at = 0;

	while (at < self->n && self->items[at] != nth)
		at++;
	if (at == self->n && self->n < USED_MAX)
		self->n++;
	if (at == USED_MAX)
		at--;
	memmove(&self->items[1], self->items, at * sizeof(*self->items));
	self->items[0] = nth;
}

static enum request palette_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct entry entry;
	const char *why;

	(void)popup;
	if (!item || !entry_find(item->value, &entry))
		return REQUEST_NOTHING;
	why = refuses(screen, here_find(screen), &entry);
	if (why) {
		session_say(screen->session, MESSAGE_INFO, "%s: %s", entry.title, why);
		return REQUEST_NOTHING;
	}
	remember(&screen->remembered.used, item->value);
	if (entry.is_action)
		return view_act(screen_page(screen), entry.action);
	if (entry.preset)
		use_preset(screen, entry.preset);
	else
		session_say(screen->session, MESSAGE_INFO, "%s", entry.says);
	return REQUEST_NOTHING;
}

static const struct hint palette_hints[] = {
	{.action = ACTION_ENTER, .word = "Do it"},
	{.action = ACTION_NEXT_FIELD, .word = "Its name for keys.yaml", .brief = "Name"},
	{.key = "Up Down", .word = "Choose"},
	{.action = ACTION_LEAVE, .word = "Close"},
	{.word = NULL},
};

static const struct popup_type palette_type = {
	.title = "Commands",
	.bottom = palette_bottom,
	.counts_itself = true,
	.foot = palette_foot,
	.hints = palette_hints,
	.has_input = true,
	.is_choice = true,
	.has_plain_names = true,
	.left_columns = TITLE_COLUMNS,
	.list = palette_list,
	.choose = palette_choose,
	.key = palette_key,
};

void palette_open(struct screen *screen)
{
	popup_open(screen, &palette_type, "");
}
