/*
 * Checks that need the complete form: paths are distinct, constraints name fields that
 * exist and are times, roles fit.
 */
#include "form_reader.h"

#include <math.h>
#include <string.h>

/* A field or column with the mapping it was read from. */
struct subject {
	struct form_reader *reader;
	const struct form *form;
	const struct form_field *field;
	const struct form_field *table; /* the rows field of a column, else NULL */
	uint32_t node;
	size_t number; /* of the field */
};

/* The value of one of its keys, for messages. */
static uint32_t value_of(const struct subject *self, const char *key)
{
	uint32_t value = yaml_find(self->reader->tree, self->node, key);

	return value == YAML_NONE ? self->node : value;
}

/* Is one path the other, or a prefix of it? */
static bool is_part_of(const char *path, const char *other)
{
	size_t len = strlen(path);

	return strncmp(path, other, len) == 0 && (other[len] == '\0' || other[len] == '.');
}

static bool check_path(const struct subject *self)
{
	const char *path = self->field->path;

	if (self->table)
		return true;
	if (is_part_of("afterword", path) || is_part_of("form", path) || is_part_of("dates", path))
		return form_error(self->reader, value_of(self, "path"),
			"the path \"%s\" is reserved for the program", path);
	if (is_part_of(REVIEW_KEY, path))
		return form_error(self->reader, value_of(self, "path"),
			"\"%s\" is where the program keeps comments and sign-offs; give this page or "
			"field another key",
			REVIEW_KEY);
	for (size_t i = 0; i < self->number; i++) {
		const struct form_field *other = &self->form->fields[i];

		if (strcmp(other->path, path) == 0)
			return form_error(self->reader, value_of(self, "path"),
				"the path \"%s\" is already used by the field in line %u", path,
				other->line);
		if (is_part_of(path, other->path) || is_part_of(other->path, path))
			return form_error(self->reader, value_of(self, "path"),
				"the path \"%s\" does not go with \"%s\" of line %u: one would "
				"contain the other",
				path, other->path, other->line);
	}
	return true;
}

/* The position of the nth word of a constraint that is a scalar or a list. */
static uint32_t word_node(const struct subject *self, const char *key, size_t nth)
{
	uint32_t value = value_of(self, key);

	if (yaml_node(self->reader->tree, value)->kind != YAML_SEQUENCE)
		return value;
	uint32_t item = yaml_node(self->reader->tree, value)->first;
	while (nth-- > 0)
		item = yaml_node(self->reader->tree, item)->next;
	return item;
}

static bool check_time_path(const struct subject *self, const char *path, uint32_t node)
{
	unsigned found = form_find(self->form, path);

	if (found == FORM_NONE)
		return form_error(
			self->reader, node, "there is no field with the path \"%s\"", path);
	if (!kind_info(self->form->fields[found].kind)->is_time)
		return form_error(self->reader, node, "the field \"%s\" is not a time", path);
	if (!self->table && found == self->number)
		return form_error(self->reader, node, "the field refers to itself");
	return true;
}

static bool check_constraint(
	const struct subject *self, const char *key, char *const *paths, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!check_time_path(self, paths[i], word_node(self, key, i)))
			return false;
	return true;
}

static bool check_times(const struct subject *self)
{
	const struct form_field *field = self->field;

	return check_constraint(self, "after", field->after, field->n_after) &&
	       check_constraint(self, "before", field->before, field->n_before) &&
	       check_constraint(self, "within", field->within, field->n_within);
}

static bool check_span(const struct subject *self)
{
	uint32_t span = value_of(self, "span");

	return check_time_path(
		       self, self->field->from, yaml_find(self->reader->tree, span, "from")) &&
	       check_time_path(self, self->field->to, yaml_find(self->reader->tree, span, "to"));
}

static bool check_computed(const struct subject *self)
{
	if (self->field->how == COMPUTED_NONE)
		return true;
	if (self->field->how == COMPUTED_SPAN)
		return check_span(self);

	uint32_t node = value_of(self, "count");
	unsigned found = form_find(self->form, self->field->from);
	if (found == FORM_NONE)
		return form_error(self->reader, node, "there is no field with the path \"%s\"",
			self->field->from);
	enum kind kind = self->form->fields[found].kind;
	if (kind != KIND_ROWS && kind != KIND_LIST)
		return form_error(self->reader, node,
			"the field \"%s\" has neither rows nor items to count", self->field->from);
	return true;
}

/* A figure that also answers a question in words. */
static bool check_answers(const struct subject *self)
{
	const char *path = self->field->answers;
	uint32_t node = value_of(self, "answers");
	unsigned found = path[0] ? form_find(self->form, path) : FORM_NONE;

	if (path[0] == '\0')
		return true;
	if (found == FORM_NONE)
		return form_error(
			self->reader, node, "there is no field with the path \"%s\"", path);
	if (found == self->number)
		return form_error(self->reader, node, "the field refers to itself");
	if (!kind_info(self->form->fields[found].kind)->is_prose)
		return form_error(self->reader, node, "the field \"%s\" is not a text", path);
	return true;
}

static bool check_bounds(const struct subject *self)
{
	const struct form_field *field = self->field;

	if (!isnan(field->min) && !isnan(field->max) && field->min > field->max)
		return form_error(
			self->reader, value_of(self, "max"), "\"max\" is less than \"min\"");
	return true;
}

static bool has_word(char *const *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

static bool check_choices(const struct subject *self)
{
	const struct form_field *field = self->field;
	enum status status;

	for (size_t i = 0; i < field->n_choices; i++) {
		if (has_word(field->choices, i, field->choices[i]))
			return form_error(self->reader, word_node(self, "choices", i),
				"the choice \"%s\" occurs twice", field->choices[i]);
		if (field_has_role(field, ROLE_STATUS) && !status_parse(field->choices[i], &status))
			return form_error_unknown(self->reader, word_node(self, "choices", i),
				"status", "draft, review, final");
	}
	return true;
}

/* The choices of a task's state that close it: some of them, not all. */
static bool check_closed(const struct subject *self)
{
	const struct form_field *field = self->field;
	uint32_t node = yaml_find(self->reader->tree, self->node, "closed");

	if (node == YAML_NONE)
		return true;
	if (!field_has_role(field, ROLE_TASK_STATE))
		return form_error(self->reader, yaml_key_of(self->reader->tree, node),
			"\"closed\" is for the column with the role task-state");
	for (size_t i = 0; i < field->n_closed; i++) {
		if (!has_word(field->choices, field->n_choices, field->closed[i]))
			return form_error(self->reader, word_node(self, "closed", i),
				"\"%s\" is not one of the choices", field->closed[i]);
		if (has_word(field->closed, i, field->closed[i]))
			return form_error(self->reader, word_node(self, "closed", i),
				"the choice \"%s\" occurs twice", field->closed[i]);
	}
	return field->n_closed < field->n_choices ||
	       form_error(self->reader, node, "a choice is needed that leaves a task open");
}

static bool check_sorted(const struct subject *self)
{
	if (!self->field->sorted)
		return true;
	for (size_t i = 0; i < self->field->n_columns; i++)
		if (kind_info(self->field->columns[i].kind)->is_time)
			return true;
	return form_error(self->reader, value_of(self, "sorted"),
		"rows are sorted by a datetime or date column, and there is none");
}

static bool check_milestone(const struct subject *self)
{
	const char *milestone = self->field->milestone;
	unsigned events = form_find_role(self->form, ROLE_EVENTS);

	if (milestone[0] == '\0')
		return true;
	if (events == FORM_NONE)
		return form_error(self->reader, value_of(self, "milestone"),
			"a milestone needs a rows field with the role events");
	const struct form_field *rows = &self->form->fields[events];
	unsigned column = form_find_column_role(rows, ROLE_EVENT_KIND);
	if (column == FORM_NONE)
		return form_error(self->reader, value_of(self, "milestone"),
			"a milestone needs a column with the role event-kind in \"%s\"",
			rows->path);
	const struct form_field *kinds = &rows->columns[column];
	if (kind_info(kinds->kind)->takes_choices &&
		!has_word(kinds->choices, kinds->n_choices, milestone))
		return form_error(self->reader, value_of(self, "milestone"),
			"the milestone \"%s\" is not a choice of \"%s\" in \"%s\"", milestone,
			kinds->key, rows->path);
	return true;
}

static bool is_first_of_role(const struct subject *self, enum role role)
{
	const struct form_field *first =
		self->table ? &self->table->columns[form_find_column_role(self->table, role)]
			    : &self->form->fields[form_find_role(self->form, role)];

	return first == self->field;
}

/* "datetime, date": the kinds that a role suits. */
static void append_kinds(const struct role_info *role, struct str *out)
{
	for (size_t i = 0; i < kind_count(); i++)
		if (role->fits(kind_info((enum kind)i)))
			str_appendf(out, "%s%s", out->len > 0 ? ", " : "",
				kind_info((enum kind)i)->name);
}

static bool is_misplaced(const struct subject *self, const struct role_info *role)
{
	return role->table != ROLE_NONE &&
	       !(self->table && field_has_role(self->table, role->table));
}

static bool check_role(const struct subject *self, enum role which, uint32_t node)
{
	const struct role_info *role = role_info(which);
	struct str kinds = {0};

	if (role->is_of_any_table && !self->table)
		return form_error(self->reader, node, "the role %s is for a column", role->name);
	if (self->table && role->table == ROLE_NONE && !role->is_of_any_table)
		return form_error(
			self->reader, node, "a column cannot have the role %s", role->name);
	if (is_misplaced(self, role))
		return form_error(self->reader, node,
			"the role %s is for a column of rows with the role %s", role->name,
			role_name(role->table));
	if (!role->fits(kind_info(self->field->kind))) {
		append_kinds(role, &kinds);
		form_error(self->reader, node, "kind %s cannot have the role %s, which suits %s",
			kind_info(self->field->kind)->name, role->name, str_text(&kinds));
		str_release(&kinds);
		return false;
	}
	if (!is_first_of_role(self, which))
		return form_error(self->reader, node, "the role %s is already taken", role->name);
	return true;
}

static bool check_roles(const struct subject *self)
{
	const struct yaml_tree *tree = self->reader->tree;
	uint32_t node = yaml_find(tree, self->node, "role");
	enum role role;

	if (node == YAML_NONE)
		return true;
	if (yaml_node(tree, node)->kind != YAML_SEQUENCE)
		return role_parse(yaml_text(tree, node, NULL), &role) &&
		       check_role(self, role, node);
	for (uint32_t item = YAML_NONE;
		(item = form_next_item(self->reader, node, item)) != YAML_NONE;)
		if (!role_parse(yaml_text(tree, item, NULL), &role) ||
			!check_role(self, role, item))
			return false;
	return true;
}

static bool check_subject(const struct subject *self)
{
	static bool (*const checks[])(const struct subject *) = {check_path, check_times,
		check_computed, check_answers, check_bounds, check_choices, check_closed,
		check_sorted, check_milestone, check_roles};

	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++)
		if (!checks[i](self))
			return false;
	return true;
}

static bool check_columns(const struct subject *rows)
{
	const struct form_field *table = rows->field;
	uint32_t item = YAML_NONE;

	for (size_t i = 0; i < table->n_columns; i++) {
		item = form_next_item(rows->reader, value_of(rows, "columns"), item);
		struct subject column = *rows;
		column.field = &table->columns[i];
		column.table = table;
		column.node = item;
		if (!check_subject(&column))
			return false;
	}
	return true;
}

bool form_check(struct form_reader *self)
{
	for (size_t i = 0; i < self->form->n_fields; i++) {
		struct subject field = {
			.reader = self,
			.form = self->form,
			.field = &self->form->fields[i],
			.node = self->nodes[i],
			.number = i,
		};
		if (!check_subject(&field) || !check_columns(&field))
			return false;
	}
	return true;
}
