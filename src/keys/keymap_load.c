/*
 * keys.yaml: a preset and bindings on top of it. Every mistake is an error with its
 * position; the map is changed only if the complete file is good.
 */
#include "internal.h"

#include "yaml/tree.h"

#include <string.h>
#include <strings.h>

#define MAX_BYTES (64u * 1024) /* each binding is compared with all others */

struct loading {
	const struct yaml_tree *tree;
	struct err *err;
	struct keymap map;
	struct keymap seen; /* what this file has bound so far */
};

/* Adds a node's position to the error just set. */
static bool located(const struct loading *self, uint32_t node)
{
	const struct yaml_node *at = yaml_node(self->tree, node);

	return err_locate(self->err, NULL, at->line, at->column);
}

static const struct {
	const char *prefix;
	enum key_context context;
} contexts[] = {
	{"text ", KEYS_TEXT},
	{"field ", KEYS_FIELD},
	{"table ", KEYS_TABLE},
	{"find ", KEYS_FIND},
	{"thread ", KEYS_THREAD},
	{"reading ", KEYS_READING},
	{"presenting ", KEYS_PRESENTING},
};

/* Splits "table x" into context and key. */
static const char *take_context(const char *text, enum key_context *context)
{
	*context = KEYS_ANYWHERE;
	for (size_t i = 0; i < sizeof(contexts) / sizeof(*contexts); i++) {
		size_t len = strlen(contexts[i].prefix);
		if (strncasecmp(text, contexts[i].prefix, len) == 0) {
			*context = contexts[i].context;
			text += len;
			break;
		}
	}
	return text + strspn(text, " ");
}

static bool load_key(struct loading *self, uint32_t node, struct binding *binding)
{
	const char *text = take_context(yaml_text(self->tree, node, NULL), &binding->context);

	if (!key_parse(&binding->key, text, self->err))
		return located(self, node);
	if (key_is_typed(&binding->key) && binding->context != KEYS_FIELD &&
		binding->context != KEYS_TABLE && binding->context != KEYS_READING &&
		binding->context != KEYS_PRESENTING) {
		err_set(self->err, ERR_VALUE,
			"\"%s\" is a character that is typed; bind it as \"field %s\" or \"table %s\"",
			text, text, text);
		return located(self, node);
	}
	for (size_t i = 0; i < self->seen.n; i++) {
		const struct binding *other = &self->seen.items[i];
		if (other->context == binding->context && other->key.code == binding->key.code &&
			other->key.modifiers == binding->key.modifiers) {
			err_set(self->err, ERR_VALUE, "key \"%s\" is bound twice", text);
			return located(self, node);
		}
	}
	return true;
}

static bool load_action(struct loading *self, uint32_t node, enum action *action)
{
	const char *name = yaml_text(self->tree, node, NULL);

	*action = action_find(name);
	if (*action != ACTION_NONE || strcmp(name, action_info(ACTION_NONE)->name) == 0)
		return true;
	err_set(self->err, ERR_VALUE, "unknown action \"%s\"; 'man afterword' lists them", name);
	return located(self, node);
}

static bool load_bindings(struct loading *self, uint32_t mapping)
{
	if (yaml_is_null(self->tree, mapping))
		return true;
	if (yaml_node(self->tree, mapping)->kind != YAML_MAPPING) {
		err_set(self->err, ERR_VALUE, "keys must be a list of lines like F5: save");
		return located(self, mapping);
	}
	uint32_t key = yaml_node(self->tree, mapping)->first;
	while (key != YAML_NONE) {
		uint32_t value = yaml_node(self->tree, key)->next;
		struct binding binding;
		if (!load_key(self, key, &binding) || !load_action(self, value, &binding.action))
			return false;
		keymap_bind(&self->seen, self->seen.n, &binding);
		if (binding.action == ACTION_NONE)
			keymap_unbind(&self->map, &binding.key, binding.context);
		else
			keymap_bind(&self->map, 0, &binding);
		key = yaml_node(self->tree, value)->next;
	}
	return true;
}

static bool load_preset(struct loading *self, uint32_t node)
{
	const char *name = yaml_text(self->tree, node, NULL);
	struct str names = {0};
	size_t n;
	const struct keymap_preset *presets = keymap_presets(&n);

	keymap_release(&self->map);
	if (keymap_init(&self->map, name))
		return true;
	for (size_t i = 0; i < n; i++)
		str_appendf(&names, "%s%s",
			i == 0      ? ""
			: i < n - 1 ? ", "
				    : " or ",
			presets[i].name);
	err_set(self->err, ERR_VALUE, "unknown preset \"%s\"; use %s", name, str_text(&names));
	str_release(&names);
	return located(self, node);
}

static bool load_root(struct loading *self)
{
	const struct yaml_tree *tree = self->tree;
	uint32_t preset = YAML_NONE;
	uint32_t keys = YAML_NONE;

	if (tree->root == YAML_NONE)
		return true;
	if (yaml_node(tree, tree->root)->kind != YAML_MAPPING) {
		err_set(self->err, ERR_VALUE, "a key file has preset: and keys:");
		return located(self, tree->root);
	}
	for (uint32_t key = yaml_node(tree, tree->root)->first; key != YAML_NONE;) {
		const char *name = yaml_text(tree, key, NULL);
		uint32_t value = yaml_node(tree, key)->next;
		if (strcmp(name, "preset") == 0) {
			preset = value;
		} else if (strcmp(name, "keys") == 0) {
			keys = value;
		} else {
			err_set(self->err, ERR_VALUE,
				"unknown key \"%s\"; a key file has preset: and keys:", name);
			return located(self, key);
		}
		key = yaml_node(tree, value)->next;
	}
	return (preset == YAML_NONE || load_preset(self, preset)) &&
	       (keys == YAML_NONE || load_bindings(self, keys));
}

/* The tree already reports a key that is spelled the same way twice. */
static bool check_problems(const struct loading *self)
{
	const struct yaml_tree *tree = self->tree;

	if (tree->n_problems == 0)
		return true;
	err_set(self->err, ERR_VALUE, "%s", tree->problems[0].message);
	return err_locate(self->err, NULL, tree->problems[0].line, tree->problems[0].column);
}

bool keymap_load(
	struct keymap *self, const char *source, size_t len, const char *path, struct err *err)
{
	struct yaml_tree tree = {0};
	struct loading loading = {.tree = &tree, .err = err};

	if (len > MAX_BYTES) {
		err_set(err, ERR_LIMIT, "a key file is at most %u kB; this one is larger",
			MAX_BYTES / 1024);
		return err_locate(err, path, 0, 0);
	}
	for (size_t i = 0; i < self->n; i++)
		keymap_bind(&loading.map, i, &self->items[i]);
	bool loaded = yaml_tree_parse(&tree, source, len, err) && check_problems(&loading) &&
		      load_root(&loading);
	if (loaded) {
		keymap_release(self);
		*self = loading.map;
		loading.map = (struct keymap){0};
	} else {
		err_locate(err, path, 0, 0);
	}
	keymap_release(&loading.map);
	keymap_release(&loading.seen);
	yaml_tree_release(&tree);
	return loaded;
}
