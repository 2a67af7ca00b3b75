/* What a form says of its fields as JSON; see json_parts.h. */
#include "json_parts.h"
#include "json_text.h"

static const char *const shown_names[] = {
	[SHOWN_FILLED] = "filled",
	[SHOWN_ALWAYS] = "always",
	[SHOWN_HEAD] = "head",
	[SHOWN_NEVER] = "never",
};

/* The first of them is enough for most scripts. */
static void add_roles(json_t *entry, const struct form_field *field)
{
	json_t *roles = json_array();

	for (unsigned i = ROLE_NONE + 1; i < N_ROLES; i++)
		if (field_has_role(field, (enum role)i))
			json_array_append_new(roles, json_text_of(role_name((enum role)i)));
	if (json_array_size(roles) > 0)
		json_object_set(entry, "role", json_array_get(roles, 0));
	else
		json_object_set_new(entry, "role", json_null());
	json_object_set_new(entry, "roles", roles);
}

static void add_words(json_t *entry, const char *key, char *const *words, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_text_of(words[i]));
	if (n > 0)
		json_object_set_new(entry, key, list);
	else
		json_decref(list);
}

static json_t *column_facts(const struct form_field *column)
{
	json_t *entry = json_object();

	json_object_set_new(entry, "key", json_text_of(column->key));
	json_object_set_new(entry, "label", json_text_of(column->label));
	json_object_set_new(entry, "kind", json_text_of(kind_info(column->kind)->name));
	add_roles(entry, column);
	json_object_set_new(entry, "private", json_boolean(column->is_private));
	add_words(entry, "choices", column->choices, column->n_choices);
	add_words(entry, "closed", column->closed, column->n_closed);
	return entry;
}

void json_add_field(
	json_t *entry, const struct form_field *field, const struct report_options *options)
{
	json_t *columns;

	add_roles(entry, field);
	json_object_set_new(entry, "shown", json_text_of(shown_names[field->shown]));
	json_object_set_new(entry, "private", json_boolean(field->is_private));
	add_words(entry, "choices", field->choices, field->n_choices);
	if (!kind_info(field->kind)->is_table)
		return;
	columns = json_array();
	for (size_t i = 0; i < field->n_columns; i++)
		if (report_plan_may_show(&field->columns[i], options))
			json_array_append_new(columns, column_facts(&field->columns[i]));
	json_object_set_new(entry, "columns", columns);
}
