/*
 * The palette: every action by name, found by any of its words or by a synonym; the key
 * presets; and what is done from the shell, with the command for it.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* An entry of the palette. */
struct entry {
	const char *title;
	const char *name; /* for keys.yaml; "" if none */
	const char *words;
	const char *preset; /* preset that it chooses; NULL: none */
	const char *says;   /* message shown instead of doing something; NULL: none */
	bool is_action;
	enum action action;
};

static const struct entry others[] = {
	{"Keys as they were at the start", "", "preset keymap shortcuts bindings own",
		.preset = ""},
	{"Export the report", "", "publish print markdown text json pdf html",
		.says = "In a shell: afterword export --to markdown -o report.md FILE"},
	{"Import an old report", "", "load convert",
		.says = "In a shell: afterword import --from text -o NEW.yaml OLD.txt"},
	{"Sort the rows by time", "", "order chronological timeline",
		.says = "Rows stay where you put them: a finding says which is out of order"},
	{"Comment on something", "", "note remark annotate discuss",
		.says = "Lines with # in the file are comments: they are kept, but not shown here"},
};

enum { N_OTHERS = sizeof(others) / sizeof(*others) };

static int count_entries(void)
{
	size_t n;

	keymap_presets(&n);
	return N_ACTIONS + (int)n + N_OTHERS;
}

static struct entry preset_entry(const struct keymap_preset *preset)
{
	return (struct entry){preset->title, "", .words = preset->words, .preset = preset->name};
}

/* False if it is not an entry. */
static bool entry_find(int nth, struct entry *entry)
{
	size_t n;
	const struct keymap_preset *presets = keymap_presets(&n);

	if (nth >= N_ACTIONS) {
		size_t rest = (size_t)(nth - N_ACTIONS);

		*entry = rest < n ? preset_entry(&presets[rest]) : others[rest - n];
		return true;
	}
	enum action action = (enum action)nth;
	const struct action_info *info = action_info(action);

	*entry = (struct entry){.title = info->help,
		.name = info->name,
		.words = info->words != NULL ? info->words : "",
		.is_action = true,
		.action = action};
	return action != ACTION_NONE && action != ACTION_PALETTE;
}

/* --- what matches --- */

static bool holds(const char *text, const char *word, size_t len)
{
	for (; *text; text++)
		if (strncasecmp(text, word, len) == 0)
			return true;
	return len == 0;
}

static bool is_gap(char c)
{
	return c == ' ' || c == '-';
}

/* Does the text continue with this, however both are split into words? */
static bool goes_on(const char *text, const char *input)
{
	for (;; text++, input++) {
		while (is_gap(*text))
			text++;
		while (is_gap(*input))
			input++;
		if (*input == '\0')
			return true;
		if (strncasecmp(text, input, 1) != 0)
			return false;
	}
}

/* "goto" is "Go to", "pagedown" is "page-down". */
static bool holds_joined(const char *text, const char *input)
{
	for (size_t i = 0; text[i] != '\0'; i++)
		if ((i == 0 || is_gap(text[i - 1])) && goes_on(text + i, input))
			return true;
	return false;
}

/* How well an entry matches: it begins with the input, its name contains all words of the input, or
 * only its synonyms do. */
enum fit { FIT_START, FIT_NAME, FIT_WORDS, N_FITS };

static enum fit entry_fit(const struct entry *entry, const char *typed)
{
	const char *input = typed;
	enum fit fit = FIT_NAME;

	if (strncasecmp(entry->title, input, strlen(input)) == 0)
		return FIT_START;
	while (*input) {
		size_t len = strcspn(input, " ");

		if (!holds(entry->title, input, len) && !holds(entry->name, input, len)) {
			if (!holds(entry->words, input, len))
				return holds_joined(entry->title, typed) ||
						       holds_joined(entry->name, typed)
					       ? FIT_WORDS
					       : N_FITS;
			fit = FIT_WORDS;
		}
		input += len;
		input += strspn(input, " ");
	}
	return fit;
}

static void add(struct screen *screen, struct popup *popup, int nth, const struct entry *entry)
{
	struct popup_item *item = popup_add_text(popup, entry->title, "");

	item->value = nth;
	if (entry->is_action)
		keymap_describe(screen->keys.map, entry->action, 2, &item->right);
}

/* --- if nothing matches --- */

enum { WORD_MAX = 24 };

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* Edit distance between two words. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t row[WORD_MAX + 1];

	for (size_t j = 0; j <= b_len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t changed = corner + (strncasecmp(&a[i - 1], &b[j - 1], 1) != 0);

			corner = row[j];
			row[j] = smallest(row[j] + 1, row[j - 1] + 1, changed);
		}
	}
	return row[b_len];
}

/* The smallest distance between a word and those of a text. */
static size_t nearness(const char *text, const char *word, size_t len)
{
	size_t best = SIZE_MAX;

	while (*text) {
		size_t n = strcspn(text, " ");

		if (n > 0 && n <= WORD_MAX) {
			size_t here = distance(word, len, text, n);
			best = here < best ? here : best;
		}
		text += n;
		text += strspn(text, " ");
	}
	return best;
}

static size_t entry_distance(const struct entry *entry, const char *input)
{
	size_t len = strcspn(input, " ");
	size_t title = nearness(entry->title, input, len);
	size_t words = nearness(entry->words, input, len);

	return title < words ? title : words;
}

/* The entries with a word that differs from the input's first one by at most a third of it. */
static void add_nearest(struct screen *screen, struct popup *popup)
{
	const char *input = str_text(&popup->input);
	size_t len = strcspn(input, " ");
	size_t best = len / 3 + 1;
	struct entry entry;

	if (len > WORD_MAX)
		return;
	for (int i = 0; i < count_entries(); i++)
		if (entry_find(i, &entry) && entry_distance(&entry, input) < best)
			best = entry_distance(&entry, input);
	for (int i = 0; i < count_entries(); i++)
		if (entry_find(i, &entry) && best <= len / 3 &&
			entry_distance(&entry, input) == best)
			add(screen, popup, i, &entry);
}

static void add_nothing(struct screen *screen, struct popup *popup)
{
	struct str text = {0};
	struct popup_item *item;

	str_appendf(&text, "There is nothing called \"%s\"", str_text(&popup->input));
	item = popup_add_text(popup, "", str_text(&text));
	item->is_text = true;
	str_release(&text);
	add_nearest(screen, popup);
	if (popup->n > 1)
		str_append_text(&popup->items[0].right, "; nearest:");
}

static void palette_list(struct screen *screen, struct popup *popup)
{
	struct entry entry;

	for (enum fit fit = FIT_START; fit < N_FITS; fit++)
		for (int i = 0; i < count_entries(); i++)
			if (entry_find(i, &entry) &&
				entry_fit(&entry, str_text(&popup->input)) == fit)
				add(screen, popup, i, &entry);
	if (popup->n == 0)
		add_nothing(screen, popup);
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

static enum want palette_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct entry entry;

	(void)popup;
	if (!item || !entry_find(item->value, &entry))
		return WANT_NOTHING;
	if (entry.is_action)
		return view_act(&screen->view, entry.action);
	if (entry.preset)
		use_preset(screen, entry.preset);
	else
		session_say(screen->session, MESSAGE_INFO, "%s", entry.says);
	return WANT_NOTHING;
}

static const struct popup_type palette_type = {
	.title = "Commands",
	.hint = "type to find, Enter runs it, Esc closes",
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
