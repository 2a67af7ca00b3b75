#include "palette_entries.h"

#include "word_match.h"

#include "keys/keymap.h"

static const struct entry others[] = {
	{"Keys as they were at the start", "", "preset keymap shortcuts bindings own",
		.preset = ""},
	{"Export a report from a shell", "", "publish print markdown text json pdf html",
		.says = "In a shell: afterword export --to markdown -o report.md FILE"},
	{"Import an old report from a shell", "", "load convert",
		.says = "In a shell: afterword import --from text -o NEW.yaml OLD.txt"},
};

enum { N_OTHERS = sizeof(others) / sizeof(*others) };

int entry_count(void)
{
	size_t n;

	keymap_presets(&n);
	return N_ACTIONS + (int)n + N_OTHERS;
}

static struct entry preset_entry(const struct keymap_preset *preset)
{
	return (struct entry){preset->title, "", .words = preset->words, .preset = preset->name};
}

bool entry_find(int nth, struct entry *entry)
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

const char *entry_group(int nth)
{
	struct entry entry;

	entry_find(nth, &entry);
	if (entry.is_action)
		return action_info(entry.action)->group;
	return entry.preset ? "Keys" : "From a shell";
}

size_t entry_distance(const struct entry *entry, const char *input)
{
	size_t title = words_distance(entry->title, input);
	size_t words = words_distance(entry->words, input);
	size_t name = words_distance(entry->name, input);
	size_t least = title < words ? title : words;

	return name < least ? name : least;
}
