/* The current keys: the map that was given at the start, or a preset chosen since. */
#include "internal.h"

static void set_keymap(struct screen *self, const struct keymap *keymap)
{
	self->keys.map = keymap;
	for (int i = 0; i < N_ACTIONS; i++)
		str_clear(&self->keys.names[i]);
	for (size_t i = 0; i < keymap->n; i++) {
		struct str *name = &self->keys.names[keymap->items[i].action];

		if (name->len == 0) /* the best key is the first one */
			key_format(&keymap->items[i].key, name);
	}
	editor_set_keymap(self->editor, keymap);
}

void screen_keys_start(struct screen *self, const struct keymap *keymap)
{
	self->keys.first = keymap;
	set_keymap(self, keymap);
}

void screen_keys_stop(struct screen *self)
{
	editor_set_keymap(self->editor, self->keys.first);
	keymap_release(&self->keys.own);
	for (int i = 0; i < N_ACTIONS; i++)
		str_release(&self->keys.names[i]);
}

void screen_keys_choose(struct screen *self, const char *preset)
{
	struct keymap chosen = {0};

	if (preset)
		keymap_init(&chosen, preset);
	set_keymap(self, self->keys.first);
	keymap_release(&self->keys.own);
	self->keys.own = chosen;
	if (preset)
		set_keymap(self, &self->keys.own);
}

const char *screen_action_key(const struct screen *self, enum action action)
{
	const struct str *name = &self->keys.names[action];

	return name->len > 0 ? str_text(name) : NULL;
}

void screen_key_in(
	const struct screen *self, enum action action, enum key_context context, struct str *out)
{
	const struct keymap *keymap = self->keys.map;
	const struct str *best = &self->keys.names[action];

	for (size_t i = 0; i < keymap->n && context != KEYS_ANYWHERE; i++)
		if (keymap->items[i].action == action && keymap->items[i].context == context) {
			key_format(&keymap->items[i].key, out);
			return;
		}
	str_append(out, str_text(best), best->len);
}
