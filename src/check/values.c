/* Rules about values by their kind: type, range, choice, zone. */
#include "internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	enum yaml_kind kind;
	const char *name;
} shapes[] = {
	{YAML_SCALAR, "a text"},
	{YAML_MAPPING, "a mapping"},
	{YAML_SEQUENCE, "a list"},
};

static const char *shape_name(uint8_t kind)
{
	for (size_t i = 0; i < LENGTH(shapes); i++)
		if (shapes[i].kind == kind)
			return shapes[i].name;
	return "an alias";
}

/* What a value of this kind looks like in the file. */
static enum yaml_kind expected_shape(enum kind kind)
{
	return kind == KIND_LIST || kind == KIND_ROWS ? YAML_SEQUENCE : YAML_SCALAR;
}

static void check_foreign(
	struct check *check, const struct rule *rule, const struct rule_cursor *cursor)
{
	const struct yaml_tree *tree = &check->document->source;

	if (!cursor->value->is_foreign || cursor->value->node == YAML_NONE)
		return;
	uint8_t kind = yaml_node(tree, cursor->value->node)->kind;
	enum yaml_kind expected = expected_shape(cursor->field->kind);

	/* Anchors and tags make a value foreign too, but that is not a wrong type. */
	if (kind == YAML_ALIAS || (kind == YAML_SCALAR && expected == YAML_SCALAR))
		return;
	if (kind == expected)
		check_report(check, rule, rule->level, cursor,
			"\"%s\" has items that are not texts", check_name(check, 0, cursor->field));
	else
		check_report(check, rule, rule->level, cursor, "\"%s\" is %s instead of %s",
			check_name(check, 0, cursor->field), shape_name(kind),
			shape_name((uint8_t)expected));
}

/* A number as YAML and people write it: no words, no unit, finite. */
static bool read_number(const char *text, double *number)
{
	char *end;

	if (text[strspn(text, "0123456789+-.eE")] != '\0' || strpbrk(text, "0123456789") == NULL)
		return false;
	*number = strtod(text, &end);
	return *end == '\0' && isfinite(*number);
}

static bool is_flag(const char *text)
{
	static const char *const flags[] = {"true", "false", "yes", "no"};

	for (size_t i = 0; i < LENGTH(flags); i++)
		if (strcmp(text, flags[i]) == 0)
			return true;
	return false;
}

static void check_figure(
	struct check *check, const struct rule *rule, const struct rule_cursor *cursor)
{
	bool is_truth = kind_info(cursor->field->kind)->is_truth;
	double number;

	if (is_truth && !is_flag(cursor->text))
		check_report(check, rule, rule->level, cursor, "%s is neither true nor false",
			check_quote(check, cursor->text, cursor->len));
	if (!is_truth && !read_number(cursor->text, &number))
		check_report(check, rule, rule->level, cursor, "%s is not a number",
			check_quote(check, cursor->text, cursor->len));
}

static void check_all_foreign(struct check *check, const struct rule *rule, unsigned field)
{
	const struct form_field *table = &check->document->form->fields[field];
	struct rule_cursor cursor;

	if (check->document->values[field].is_foreign) {
		cursor = rule_cursor_field(check, field);
		check_foreign(check, rule, &cursor);
	}
	for (size_t row = 0; row < check->document->tables[field].n; row++) {
		const struct value *cells = check->document->tables[field].items[row].cells;

		for (unsigned column = 0; column < table->n_columns; column++) {
			if (!cells[column].is_foreign)
				continue;
			cursor = rule_cursor_cell(check, field, row, column);
			check_foreign(check, rule, &cursor);
		}
	}
}

/* What is where the mapping around a field should be; YAML_NONE if nothing is. */
static uint32_t find_obstacle(const struct yaml_tree *tree, const char *path, size_t *len)
{
	uint32_t node = tree->root;

	for (const char *at = path, *dot; node != YAML_NONE && (dot = strchr(at, '.'));
		at = dot + 1) {
		char key[YAML_MAX_KEY + 1];

		snprintf(key, sizeof(key), "%.*s", (int)(dot - at), at);
		node = yaml_find(tree, node, key);
		if (node == YAML_NONE || yaml_node(tree, node)->kind == YAML_MAPPING)
			continue;
		*len = (size_t)(dot - path);
		return yaml_node(tree, node)->kind == YAML_ALIAS || yaml_is_null(tree, node)
			       ? YAML_NONE
			       : node;
	}
	return YAML_NONE;
}

/* Reported once, at the first of the fields that it leaves no room for. */
static void check_around(
	struct check *check, const struct rule *rule, unsigned field, uint32_t *reported)
{
	const struct yaml_tree *tree = &check->document->source;
	const char *path = check->document->form->fields[field].path;
	bool is_foreign = check->document->values[field].is_foreign;
	size_t len = 0;
	uint32_t node = is_foreign ? find_obstacle(tree, path, &len) : YAML_NONE;

	if (node == YAML_NONE || node == *reported)
		return;
	struct rule_cursor cursor = rule_cursor_field(check, field);

	*reported = node;
	check_report_line(check, rule, rule->level, &cursor, yaml_node(tree, node)->line,
		yaml_node(tree, node)->column, "\"%.*s\" is %s instead of a mapping", (int)len,
		path, shape_name(yaml_node(tree, node)->kind));
}

/* Not a text: programs read it as a number or a boolean. */
static bool is_typed(const struct kind_info *kind)
{
	return kind->is_figure || kind->is_truth;
}

void run_wrong_type(struct check *check, const struct rule *rule)
{
	uint32_t reported = YAML_NONE;

	for (unsigned i = 0; i < check->document->form->n_fields; i++) {
		check_around(check, rule, i, &reported);
		check_all_foreign(check, rule, i);
	}
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, is_typed);)
		check_figure(check, rule, &cursor);
}

void run_out_of_range(struct check *check, const struct rule *rule)
{
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, kind_is_figure);) {
		const struct form_field *field = cursor.field;
		double number;

		if (!read_number(cursor.text, &number))
			continue;
		if (!isnan(field->min) && number < field->min)
			check_report(check, rule, rule->level, &cursor, "%s is less than %g",
				cursor.text, field->min);
		if (!isnan(field->max) && number > field->max)
			check_report(check, rule, rule->level, &cursor, "%s is more than %g",
				cursor.text, field->max);
	}
}

static bool is_choice(const struct form_field *field, const char *text)
{
	for (size_t i = 0; i < field->n_choices; i++)
		if (*field->choices[i] == *text && strcmp(field->choices[i], text) == 0)
			return true;
	return false;
}

void run_unknown_choice(struct check *check, const struct rule *rule)
{
	for (struct rule_cursor cursor = {0};
		rule_cursor_next(check, &cursor, kind_takes_choices);) {
		struct str choices = {0};

		if (is_choice(cursor.field, cursor.text))
			continue;
		for (size_t i = 0; i < cursor.field->n_choices; i++) {
			str_append_text(&choices, i > 0 ? ", " : "");
			str_append_text(&choices, cursor.field->choices[i]);
		}
		check_report(check, rule, rule->level, &cursor, "%s is not one of %s",
			check_quote(check, cursor.text, cursor.len), str_text(&choices));
		str_release(&choices);
	}
}

void run_unknown_zone(struct check *check, const struct rule *rule)
{
	unsigned field = form_find_role(check->document->form, ROLE_ZONE);
	struct zone zone;
	struct str note = {0};
	struct err err = {0};

	if (field == FORM_NONE)
		return;
	struct rule_cursor cursor = rule_cursor_field(check, field);

	if (cursor.value->is_foreign || rule_cursor_has_conflict(&cursor))
		return;
	if (!zone_find(&zone, cursor.text, &note, &err))
		check_report(check, rule, rule->level, &cursor, "%s", err.message);
	else if (note.len > 0)
		check_report(check, rule, LEVEL_NOTE, &cursor, "%s", str_text(&note));
	str_release(&note);
}
