/* Keys and what is bound to them: shared by key.c, keymap.c, keymap_load.c, keymap_preset.c. */
#ifndef AFTERWORD_KEYS_INTERNAL_H
#define AFTERWORD_KEYS_INTERNAL_H

#include "keys/keymap.h"

/* Normalizes a key: lower case after Alt+ and ^, ^I as Tab and so on. */
struct key key_normal(struct key key);
/* Is it a character that is typed into a text? */
bool key_is_typed(const struct key *self);

/* One action and its keys in a context, as in the table of actions. ACTION_NONE unbinds keys. */
struct preset_line {
	enum action action;
	enum key_context context;
	const char *keys;
};

/* Inserts a binding at index at (appends it if that is beyond the end), replacing the key's old
 * one. */
void keymap_bind(struct keymap *self, size_t at, const struct binding *binding);
void keymap_unbind(struct keymap *self, const struct key *key, enum key_context context);

#endif
