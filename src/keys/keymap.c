/*
 * A key map: bindings, the best key of an action first. A key has at most one
 * action in a context; binding it again replaces that.
 */
#include "internal.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool is_same_key(const struct key *a, const struct key *b)
{
	return a->code == b->code && a->modifiers == b->modifiers;
}

void keymap_unbind(struct keymap *self, const struct key *key, enum key_context context)
{
	for (size_t i = 0; i < self->n; i++) {
		struct binding *binding = &self->items[i];

		if (binding->context != context || !is_same_key(&binding->key, key))
			continue;
		self->n--;
		memmove(binding, binding + 1, (self->n - i) * sizeof(*binding));
		return; /* it has at most one action */
	}
}

/* Of a key that is not bound there. */
static void insert(struct keymap *self, size_t at, const struct binding *binding)
{
	if (at > self->n)
		at = self->n;
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	memmove(&self->items[at + 1], &self->items[at], (self->n - at) * sizeof(*self->items));
	self->items[at] = *binding;
	self->n++;
}

void keymap_bind(struct keymap *self, size_t at, const struct binding *binding)
{
	keymap_unbind(self, &binding->key, binding->context);
	insert(self, at, binding);
}

typedef void bind_function(struct keymap *self, size_t at, const struct binding *binding);

/* Binds the keys of one line of a preset from index at on; returns the index after them. */
static size_t bind_line(
	struct keymap *self, size_t at, const struct preset_line *line, bind_function *bind)
{
	char keys[64];
	char *rest = keys;

	assert(strlen(line->keys) < sizeof(keys));
	strcpy(keys, line->keys);
	for (char *text; (text = strtok_r(rest, " ", &rest)) != NULL;) {
		struct binding binding = {.context = line->context, .action = line->action};
		bool is_key = key_parse(&binding.key, text, NULL);
		assert(is_key);
		(void)is_key;
		if (line->action == ACTION_NONE)
			keymap_unbind(self, &binding.key, line->context);
		else
			bind(self, at++, &binding);
	}
	return at;
}

/* A start does this; no two actions have the same key, so none need be looked for. */
static void bind_actions(struct keymap *self)
{
	size_t at = 0;

	for (int action = ACTION_NONE + 1; action < N_ACTIONS; action++)
		for (int context = 0; context < N_KEY_CONTEXTS; context++) {
			struct preset_line line = {(enum action)action, (enum key_context)context,
				action_info((enum action)action)->keys[context]};

			if (line.keys != NULL)
				at = bind_line(self, at, &line, insert);
		}
}

static const struct keymap_preset *preset_find(const char *name)
{
	size_t n;
	const struct keymap_preset *presets = keymap_presets(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(presets[i].name, name) == 0)
			return &presets[i];
	return NULL;
}

bool keymap_init(struct keymap *self, const char *preset)
{
	const struct keymap_preset *found = preset_find(preset);
	size_t at = 0;

	*self = (struct keymap){0};
	if (found == NULL)
		return false;
	bind_actions(self);
	for (size_t i = 0; i < found->n; i++)
		at = bind_line(self, at, &found->lines[i], keymap_bind);
	return true;
}

void keymap_release(struct keymap *self)
{
	free(self->items);
	*self = (struct keymap){0};
}

static const struct binding *find_in(
	const struct keymap *self, const struct key *key, enum key_context context)
{
	for (size_t i = 0; i < self->n; i++)
		if (self->items[i].context == context && is_same_key(&self->items[i].key, key))
			return &self->items[i];
	return NULL;
}

enum action keymap_find(const struct keymap *self, const struct key *key, enum key_context context)
{
	struct key normal = key_normal(*key);
	const struct binding *found = find_in(self, &normal, context);

	if (found == NULL)
		found = find_in(self, &normal, KEYS_ANYWHERE);
	return found != NULL ? found->action : ACTION_NONE;
}

/* Does an earlier binding of the same action have this key? */
static bool is_listed(const struct keymap *self, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (self->items[i].action == self->items[at].action &&
			is_same_key(&self->items[i].key, &self->items[at].key))
			return true;
	return false;
}

void keymap_describe(const struct keymap *self, enum action action, size_t max, struct str *out)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n && n < max; i++) {
		if (self->items[i].action != action || is_listed(self, i))
			continue;
		if (n++ > 0)
			str_append_char(out, ' ');
		key_format(&self->items[i].key, out);
	}
}

/* Is it a key of the context, or one of all that does nothing else there? */
static bool does_there(
	const struct keymap *self, const struct binding *binding, enum key_context context)
{
	return binding->context == context ||
	       (binding->context == KEYS_ANYWHERE && find_in(self, &binding->key, context) == NULL);
}

void keymap_describe_in(const struct keymap *self, enum action action, enum key_context context,
	size_t max, struct str *out)
{
	size_t n = 0;

	for (int own = context != KEYS_ANYWHERE; own >= 0; own--)
		for (size_t i = 0; i < self->n && n < max; i++) {
			const struct binding *binding = &self->items[i];

			if (binding->action != action ||
				(binding->context != KEYS_ANYWHERE) != own ||
				!does_there(self, binding, context))
				continue;
			if (n++ > 0)
				str_append_char(out, ' ');
			key_format(&binding->key, out);
		}
}
