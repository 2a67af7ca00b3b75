/*
 * config.yaml: a mapping of settings to values. A mistake is a problem with its place, and the
 * rest of the file holds; it is rewritten by one value at a time.
 */
#include "settings_value.h"

#include "base/mem.h"
#include "yaml/splice.h"
#include "yaml/tree.h"

#include <string.h>

#define MAX_BYTES (64u * 1024)

static const char head[] =
	"# Settings of afterword. The command \"Settings\" (^P) and docs/config.md say what there is.\n";

struct reading {
	struct settings *settings;
	const struct yaml_tree *tree;
	const char *path;
};

/* --- the root --- */

static bool is_empty(const struct yaml_tree *tree)
{
	return tree->root == YAML_NONE || yaml_is_null(tree, tree->root);
}

static bool is_mapping(const struct yaml_tree *tree)
{
	return tree->root != YAML_NONE && yaml_node(tree, tree->root)->kind == YAML_MAPPING;
}

static bool refuse_root(const struct yaml_tree *tree, struct err *err)
{
	const struct yaml_node *root = yaml_node(tree, tree->root);

	err_set(err, ERR_VALUE, "settings are lines like theme: dark");
	return err_locate(err, NULL, root->line, root->column);
}

/* --- reading --- */

static void add_problem(const struct reading *self, struct err *err, unsigned line, unsigned column)
{
	err_locate(err, self->path, line, column);
	settings_add_problem(self->settings, err);
}

/* An empty value is none; one that is there twice is a problem of the tree already. */
static void read_value(const struct reading *self, enum setting setting, uint32_t node)
{
	const struct yaml_node *at = yaml_node(self->tree, node);
	struct setting_value *value = &self->settings->values[setting];
	struct err err = {0};
	size_t len = 0;
	const char *text = yaml_text(self->tree, node, &len);

	if (yaml_is_null(self->tree, node) || value->source == SETTING_FILE)
		return;
	if (at->kind != YAML_SCALAR)
		err_set(&err, ERR_VALUE, "%s takes a single value, not a list",
			setting_info(setting)->name);
	else if (setting_read(setting, text, len, value, &err))
		value->source = SETTING_FILE;
	value->line = at->line;
	value->column = at->column;
	if (err.code != ERR_NONE)
		add_problem(self, &err, at->line, at->column);
}

static void read_pair(const struct reading *self, uint32_t key)
{
	const char *name = yaml_text(self->tree, key, NULL);
	const struct yaml_node *at = yaml_node(self->tree, key);
	enum setting setting = setting_find(name);
	struct err err = {0};

	if (setting != N_SETTINGS) {
		read_value(self, setting, at->next);
		return;
	}
	err_set(&err, ERR_VALUE, "there is no setting \"%s\"; docs/config.md lists them", name);
	add_problem(self, &err, at->line, at->column);
}

static void read_root(const struct reading *self)
{
	const struct yaml_tree *tree = self->tree;
	struct err err = {0};

	for (size_t i = 0; i < tree->n_problems; i++) {
		struct err why = {0};

		err_set(&why, ERR_VALUE, "%s", tree->problems[i].message);
		add_problem(self, &why, tree->problems[i].line, tree->problems[i].column);
	}
	if (is_empty(tree))
		return;
	if (!is_mapping(tree)) {
		refuse_root(tree, &err);
		add_problem(self, &err, 0, 0);
		return;
	}
	for (uint32_t key = yaml_node(tree, tree->root)->first; key != YAML_NONE;) {
		read_pair(self, key);
		key = yaml_node(tree, yaml_node(tree, key)->next)->next;
	}
}

static bool parse(struct yaml_tree *tree, const char *source, size_t len, struct err *err)
{
	if (len > MAX_BYTES)
		return err_set(err, ERR_LIMIT,
			"a file of settings is at most %u kB, this one is larger",
			MAX_BYTES / 1024);
	return yaml_tree_parse(tree, source, len, err);
}

void settings_read_file(struct settings *self, const char *source, size_t len, const char *path)
{
	struct yaml_tree tree = {0};
	struct reading reading = {self, &tree, path};
	struct err err = {0};

	if (parse(&tree, source, len, &err))
		read_root(&reading);
	else
		add_problem(&reading, &err, 0, 0);
	yaml_tree_release(&tree);
}

/* --- changing one value --- */

/* The last value of a mapping. */
static uint32_t last_value(const struct yaml_tree *tree, uint32_t mapping)
{
	uint32_t last = YAML_NONE;

	for (uint32_t key = yaml_node(tree, mapping)->first; key != YAML_NONE;) {
		last = yaml_node(tree, key)->next;
		key = yaml_node(tree, last)->next;
	}
	return last;
}

static void plan_change(struct yaml_plan *plan, const struct yaml_tree *tree, enum setting setting,
	const char *text)
{
	const struct setting_info *info = setting_info(setting);
	enum yaml_shape shape = info->choices || info->unit ? YAML_RAW : YAML_WORD;
	uint32_t mapping = is_empty(tree) ? YAML_NONE : tree->root;
	uint32_t node = mapping == YAML_NONE ? YAML_NONE : yaml_find(tree, mapping, info->name);
	struct yaml_value value = {0};

	if (node != YAML_NONE && yaml_node(tree, node)->kind == YAML_SCALAR) {
		yaml_plan_set(plan, node, shape, text, strlen(text));
		return;
	}
	yaml_value_set(&value, shape, text, strlen(text));
	if (node != YAML_NONE) {
		yaml_plan_replace(plan, node, &value);
		return;
	}
	value.key = mem_strdup(info->name);
	yaml_plan_add(plan, mapping, mapping == YAML_NONE ? YAML_NONE : last_value(tree, mapping),
		&value);
}

/* Does the new source say just that? */
static bool reads_back(
	const struct str *bytes, enum setting setting, const struct setting_value *value)
{
	struct yaml_tree tree = {0};
	struct setting_value read = {0};
	size_t len = 0;
	bool is_same = false;

	if (yaml_tree_parse(&tree, str_text(bytes), bytes->len, NULL) && tree.n_problems == 0) {
		uint32_t node = yaml_find(&tree, tree.root, setting_info(setting)->name);
		const char *text = yaml_text(&tree, node, &len);

		is_same = setting_read(setting, text, len, &read, NULL) &&
			  read.number == value->number &&
			  str_equal(&read.text, str_text(&value->text), value->text.len);
	}
	str_release(&read.text);
	yaml_tree_release(&tree);
	return is_same;
}

/* Its bytes with the change, read back. */
static bool apply(const struct yaml_tree *tree, enum setting setting, const char *text,
	const struct setting_value *value, struct str *out, struct err *err)
{
	struct yaml_plan *plan = yaml_plan_new(tree);
	struct str bytes = {0};
	bool is_done;

	plan_change(plan, tree, setting, text);
	is_done = yaml_plan_apply(plan, &bytes, err) &&
		  (reads_back(&bytes, setting, value) ||
			  err_set(err, ERR_REFUSED,
				  "the line cannot be changed without touching others"));
	if (is_done)
		str_append(out, str_text(&bytes), bytes.len);
	str_release(&bytes);
	yaml_plan_free(plan);
	return is_done;
}

bool settings_change_source(const char *source, size_t len, enum setting setting, const char *text,
	struct str *out, struct err *err)
{
	struct yaml_tree tree = {0};
	struct setting_value value = {0};
	bool is_done;

	if (len == 0) {
		source = head;
		len = sizeof(head) - 1;
	}
	is_done = setting_read(setting, text, strlen(text), &value, err) &&
		  parse(&tree, source, len, err) &&
		  (is_empty(&tree) || is_mapping(&tree) || refuse_root(&tree, err)) &&
		  apply(&tree, setting, text, &value, out, err);
	str_release(&value.text);
	yaml_tree_release(&tree);
	return is_done;
}
