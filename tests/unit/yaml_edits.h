/* Scripts of edits and the bytes they must give, for the tests that change a file. */
#ifndef AFTERWORD_TESTS_YAML_EDITS_H
#define AFTERWORD_TESTS_YAML_EDITS_H

#include "yaml_support.h"

#include "yaml/splice.h"

/*
 * Steps, with '|' between their parts; a path "-" is YAML_NONE:
 *     set|PATH|SHAPE|TEXT        SHAPE: w word, q quoted, r raw, p prose
 *     replace|PATH|SHAPE|TEXT    also l, a list "x,y"; m, a mapping "k=v,k=v"
 *     add|MAPPING|AFTER|KEY|SHAPE|TEXT       upper case: a blank line before
 *     arrange|PATH|0,2,+w:new,+m:k=v         old items by number
 */
struct edit_case {
	const char *source;
	const char *steps[5];
	const char *expected; /* NULL: refused */
};

static inline char *cut(char **rest, char separator)
{
	char *part = *rest;
	char *end = strchr(part, separator);
	*rest = end ? end + 1 : part + strlen(part);
	if (end)
		*end = '\0';
	return part;
}

static inline uint32_t find(const struct yaml_tree *tree, const char *path)
{
	return strcmp(path, "-") == 0 ? YAML_NONE : node_at(tree, path);
}

static inline enum yaml_shape shape_of(char letter)
{
	switch (letter | 0x20) {
	case 'q':
		return YAML_QUOTED;
	case 'r':
		return YAML_RAW;
	case 'p':
		return YAML_PROSE;
	default:
		return YAML_WORD;
	}
}

static inline void build(struct yaml_value *value, char letter, char *text)
{
	bool is_list = (letter | 0x20) == 'l';
	bool is_mapping = (letter | 0x20) == 'm';
	value->blank_before = letter < 'a';
	if (!is_list && !is_mapping) {
		yaml_value_set(value, shape_of(letter), text, strlen(text));
		return;
	}
	value->kind = is_list ? YAML_VALUE_SEQUENCE : YAML_VALUE_MAPPING;
	while (*text) {
		char *part = cut(&text, ',');
		char *key = is_mapping ? cut(&part, '=') : NULL;
		yaml_value_set(yaml_value_add(value, key), YAML_WORD, part, strlen(part));
	}
}

static inline void arrange(
	struct yaml_plan *plan, const struct yaml_tree *tree, uint32_t at, char *list)
{
	struct yaml_item items[16];
	struct yaml_value values[16] = {0};
	size_t n = 0;
	uint32_t olds[16] = {0};
	size_t n_olds = 0;
	bool has_items = yaml_node(tree, at)->kind == YAML_SEQUENCE;
	for (uint32_t old = has_items ? yaml_node(tree, at)->first : YAML_NONE; old != YAML_NONE;
		old = yaml_node(tree, old)->next)
		olds[n_olds++] = old;
	for (; *list; n++) {
		char *part = cut(&list, ',');
		items[n] = (struct yaml_item){.node = YAML_NONE};
		if (*part != '+') {
			items[n].node = olds[strtol(part, NULL, 10)];
			continue;
		}
		char *text = strdup(part + 3);
		for (char *c = text; *c; c++)
			*c = *c == ';' ? ',' : *c;
		build(&values[n], part[1], text);
		items[n].value = &values[n];
		free(text);
	}
	yaml_plan_arrange(plan, at, items, n);
}

static inline void plan_step(struct yaml_plan *plan, const struct yaml_tree *tree, const char *step)
{
	char *copy = strdup(step);
	char *rest = copy;
	char *verb = cut(&rest, '|');
	uint32_t at = find(tree, cut(&rest, '|'));
	struct yaml_value value = {0};
	if (strcmp(verb, "set") == 0) {
		enum yaml_shape shape = shape_of(*cut(&rest, '|'));
		yaml_plan_set(plan, at, shape, rest, strlen(rest));
	} else if (strcmp(verb, "replace") == 0) {
		char letter = *cut(&rest, '|');
		build(&value, letter, rest);
		yaml_plan_replace(plan, at, &value);
	} else if (strcmp(verb, "add") == 0) {
		uint32_t after = find(tree, cut(&rest, '|'));
		value.key = strdup(cut(&rest, '|'));
		char letter = *cut(&rest, '|');
		build(&value, letter, rest);
		yaml_plan_add(plan, at, after, &value);
	} else {
		arrange(plan, tree, at, rest);
	}
	free(copy);
}

static inline void check_case(const struct edit_case *each)
{
	struct yaml_tree tree;
	struct err err = {0};
	struct str out = {0};
	parse_fine(&tree, each->source, strlen(each->source));
	struct yaml_plan *plan = yaml_plan_new(&tree);
	for (size_t i = 0; each->steps[i]; i++)
		plan_step(plan, &tree, each->steps[i]);
	bool is_fine = yaml_plan_apply(plan, &out, &err);
	if (is_fine != (each->expected != NULL) ||
		(is_fine && strcmp(str_text(&out), each->expected) != 0))
		fail_msg("%s in:\n%s\ngives (%s):\n%s\nnot:\n%s", each->steps[0], each->source,
			err.message, str_text(&out), each->expected ? each->expected : "(refusal)");
	if (!is_fine) {
		assert_int_equal(err.code, ERR_REFUSED);
		assert_int_equal(out.len, 0);
	}
	yaml_plan_free(plan);
	str_release(&out);
	yaml_tree_release(&tree);
}

static inline void check_cases(const struct edit_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_case(&cases[i]);
}

#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof(*(cases)))

#endif
