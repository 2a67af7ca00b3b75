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

static void check_foreign(struct check *check, const struct rule *rule, const struct spot *spot)
{
	const struct yaml_tree *tree = &check->document->source;

	if (!spot->value->is_foreign || spot->value->node == YAML_NONE)
		return;
	uint8_t kind = yaml_node(tree, spot->value->node)->kind;
	enum yaml_kind expected = expected_shape(spot->field->kind);

	/* Anchors and tags make a value foreign too; that is no fault of its type. */
	if (kind == YAML_ALIAS || (kind == YAML_SCALAR && expected == YAML_SCALAR))
		return;
	if (kind == expected)
		check_report(check, rule, rule->level, spot, "\"%s\" has items that are not texts",
			check_name(check, 0, spot->field));
	else
		check_report(check, rule, rule->level, spot, "\"%s\" is %s instead of %s",
			check_name(check, 0, spot->field), shape_name(kind),
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

static void check_figure(struct check *check, const struct rule *rule, const struct spot *spot)
{
	bool is_truth = kind_info(spot->field->kind)->is_truth;
	double number;

	if (is_truth && !is_flag(spot->text))
		check_report(check, rule, rule->level, spot, "%s is neither true nor false",
			check_quote(check, spot->text, spot->len));
	if (!is_truth && !read_number(spot->text, &number))
		check_report(check, rule, rule->level, spot, "%s is not a number",
			check_quote(check, spot->text, spot->len));
}

static void check_all_foreign(struct check *check, const struct rule *rule, unsigned field)
{
	const struct form_field *table = &check->document->form->fields[field];
	struct spot spot = spot_field(check, field);

	check_foreign(check, rule, &spot);
	for (size_t row = 0; row < check->document->tables[field].n; row++) {
		const struct value *cells = check->document->tables[field].items[row].cells;

		for (unsigned column = 0; column < table->n_columns; column++) {
			if (!cells[column].is_foreign)
				continue;
			spot = spot_cell(check, field, row, column);
			check_foreign(check, rule, &spot);
		}
	}
}

/* What stands where the mapping around a field should be, YAML_NONE when nothing does. */
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

/* Told once, at the first of the fields that have no place because of it. */
static void check_around(
	struct check *check, const struct rule *rule, unsigned field, uint32_t *told)
{
	const struct yaml_tree *tree = &check->document->source;
	const char *path = check->document->form->fields[field].path;
	struct spot spot = spot_field(check, field);
	size_t len = 0;
	uint32_t node = spot.value->is_foreign ? find_obstacle(tree, path, &len) : YAML_NONE;

	if (node == YAML_NONE || node == *told)
		return;
	*told = node;
	check_report_line(check, rule, rule->level, &spot, yaml_node(tree, node)->line,
		yaml_node(tree, node)->column, "\"%.*s\" is %s instead of a mapping", (int)len,
		path, shape_name(yaml_node(tree, node)->kind));
}

/* Other than text: a reader of the file takes it for a number or a truth. */
static bool is_typed(const struct kind_info *kind)
{
	return kind->is_figure || kind->is_truth;
}

void run_wrong_type(struct check *check, const struct rule *rule)
{
	uint32_t told = YAML_NONE;

	for (unsigned i = 0; i < check->document->form->n_fields; i++) {
		check_around(check, rule, i, &told);
		check_all_foreign(check, rule, i);
	}
	for (struct spot spot = {0}; spot_next(check, &spot, is_typed);)
		check_figure(check, rule, &spot);
}

void run_out_of_range(struct check *check, const struct rule *rule)
{
	for (struct spot spot = {0}; spot_next(check, &spot, kind_is_figure);) {
		const struct form_field *field = spot.field;
		double number;

		if (!read_number(spot.text, &number))
			continue;
		if (!isnan(field->min) && number < field->min)
			check_report(check, rule, rule->level, &spot, "%s is less than %g",
				spot.text, field->min);
		if (!isnan(field->max) && number > field->max)
			check_report(check, rule, rule->level, &spot, "%s is more than %g",
				spot.text, field->max);
	}
}

static bool is_choice(const struct form_field *field, const char *text)
{
	for (size_t i = 0; i < field->n_choices; i++)
		if (strcmp(field->choices[i], text) == 0)
			return true;
	return false;
}

void run_unknown_choice(struct check *check, const struct rule *rule)
{
	for (struct spot spot = {0}; spot_next(check, &spot, kind_takes_choices);) {
		struct str choices = {0};

		if (is_choice(spot.field, spot.text))
			continue;
		for (size_t i = 0; i < spot.field->n_choices; i++)
			str_appendf(&choices, "%s%s", i > 0 ? ", " : "", spot.field->choices[i]);
		check_report(check, rule, rule->level, &spot, "%s is not one of %s",
			check_quote(check, spot.text, spot.len), str_text(&choices));
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
	struct spot spot = spot_field(check, field);

	if (spot.value->is_foreign || spot_has_conflict(&spot))
		return;
	if (!zone_find(&zone, spot.text, &note, &err))
		check_report(check, rule, rule->level, &spot, "%s", err.message);
	else if (note.len > 0)
		check_report(check, rule, LEVEL_NOTE, &spot, "%s", str_text(&note));
	str_release(&note);
}
