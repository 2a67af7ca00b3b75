/* What is in the palette: the actions, the key presets, what is done from a shell. */
#ifndef AFTERWORD_TUI_PALETTE_ENTRIES_H
#define AFTERWORD_TUI_PALETTE_ENTRIES_H

#include "keys/action.h"

#include <stdbool.h>
#include <stddef.h>

struct entry {
	const char *title;
	const char *name; /* for keys.yaml; "" if none */
	const char *words;
	const char *preset; /* preset that it chooses; NULL: none */
	const char *says;   /* message shown instead of doing something; NULL: none */
	bool is_action;
	enum action action;
};

int entry_count(void);
/* An entry by its number, which is the action itself for the first ones. False if it is not an
 * entry. */
bool entry_find(int nth, struct entry *entry);
const char *entry_group(int nth);
/* The smallest distance of its words from the input, see word_match.h. */
size_t entry_distance(const struct entry *entry, const char *input);

#endif
