/* A form once it is read: finding things in it, and letting it go. */
#include "model/form.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const status_names[] = {
	[STATUS_NEVER] = "",
	[STATUS_DRAFT] = "draft",
	[STATUS_REVIEW] = "review",
	[STATUS_FINAL] = "final",
};

static void free_words(char **words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(words[i]);
	free(words);
}

static void release_field(struct form_field *field)
{
	for (size_t i = 0; i < field->n_columns; i++)
		release_field(&field->columns[i]);
	free(field->columns);
	free_words(field->after, field->n_after);
	free_words(field->before, field->n_before);
	free_words(field->within, field->n_within);
	free_words(field->choices, field->n_choices);
	free(field->key);
	free(field->path);
	free(field->ask);
	free(field->label);
	free(field->help);
	free(field->heading);
	free(field->milestone);
	free(field->answers);
	free(field->from);
	free(field->to);
}

void form_free(struct form *self)
{
	if (!self || self->is_builtin)
		return;
	for (size_t i = 0; i < self->n_pages; i++) {
		free(self->pages[i].key);
		free(self->pages[i].title);
		free(self->pages[i].heading);
		free(self->pages[i].about);
	}
	for (size_t i = 0; i < self->n_fields; i++)
		release_field(&self->fields[i]);
	free(self->pages);
	free(self->fields);
	free(self->name);
	free(self->title);
	free(self->about);
	free(self->origin);
	free(self);
}

struct slice form_field_name(const struct form_field *field)
{
	const char *text = field->ask[0] != '\0'     ? field->ask
			   : field->label[0] != '\0' ? field->label
						     : field->key;
	struct slice name = slice_of_text(text);

	if (name.len > 1 && name.data[name.len - 1] == ':')
		name.len--;
	return name;
}

unsigned form_find(const struct form *self, const char *path)
{
	for (size_t i = 0; i < self->n_fields; i++)
		if (strcmp(self->fields[i].path, path) == 0)
			return (unsigned)i;
	return FORM_NONE;
}

static unsigned find_role(const struct form_field *fields, size_t n, enum role role)
{
	assert(role != ROLE_NONE);
	for (size_t i = 0; i < n; i++)
		if (fields[i].role == role)
			return (unsigned)i;
	return FORM_NONE;
}

unsigned form_find_role(const struct form *self, enum role role)
{
	return find_role(self->fields, self->n_fields, role);
}

unsigned form_find_column_role(const struct form_field *rows, enum role role)
{
	return find_role(rows->columns, rows->n_columns, role);
}

unsigned form_find_column(const struct form_field *rows, const char *key)
{
	for (size_t i = 0; i < rows->n_columns; i++)
		if (strcmp(rows->columns[i].key, key) == 0)
			return (unsigned)i;
	return FORM_NONE;
}

unsigned form_main_column(const struct form_field *rows)
{
	static const enum role roles[] = {ROLE_EVENT_TEXT, ROLE_TASK_TEXT};
	static const enum kind kinds[] = {KIND_TEXT, KIND_LINE};

	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
		unsigned found = form_find_column_role(rows, roles[i]);

		if (found != FORM_NONE)
			return found;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		for (unsigned column = 0; column < rows->n_columns; column++)
			if (rows->columns[column].kind == kinds[i])
				return column;
	return 0;
}

bool status_parse(const char *text, enum status *status)
{
	for (unsigned i = STATUS_DRAFT; i <= STATUS_FINAL; i++) {
		if (strcmp(status_names[i], text) == 0) {
			*status = (enum status)i;
			return true;
		}
	}
	return false;
}

const char *status_name(enum status status)
{
	assert((unsigned)status <= STATUS_FINAL);
	return status_names[status];
}
