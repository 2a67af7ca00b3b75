/* Queries on a form, and its release. */
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
	free_words(field->closed, field->n_closed);
	free(field->key);
	free(field->path);
	free(field->ask);
	free(field->label);
	free(field->help);
	free(field->hint);
	free(field->row);
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
	for (size_t i = 0; self->pages && i <= self->n_pages; i++) {
		free(self->pages[i].key);
		free(self->pages[i].title);
		free(self->pages[i].heading);
		free(self->pages[i].about);
	}
	for (size_t i = 0; i < self->n_fields; i++)
		release_field(&self->fields[i]);
	for (size_t i = 0; i < self->n_prompts; i++) {
		free(self->prompts[i].kind);
		free_words(self->prompts[i].ask, self->prompts[i].n_ask);
	}
	free(self->prompts);
	for (size_t i = 0; i < self->n_checklist; i++) {
		free(self->checklist[i].key);
		free(self->checklist[i].ask);
		free(self->checklist[i].help);
	}
	free(self->pages);
	free(self->fields);
	free(self->checklist);
	free(self->name);
	free(self->title);
	free(self->about);
	free(self->language);
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

struct slice form_field_short_name(const struct form_field *field)
{
	return kind_info(field->kind)->is_table && field->label[0] ? slice_of_text(field->label)
								   : form_field_name(field);
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
		if (field_has_role(&fields[i], role))
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
		if (*rows->columns[i].key == *key && strcmp(rows->columns[i].key, key) == 0)
			return (unsigned)i;
	return FORM_NONE;
}

static bool has_same_texts(char *const *a, size_t n_a, char *const *b, size_t n_b)
{
	if (n_a != n_b)
		return false;
	for (size_t i = 0; i < n_a; i++)
		if (strcmp(a[i], b[i]) != 0)
			return false;
	return true;
}

static bool has_same_columns(const struct form_field *a, const struct form_field *b);

static bool is_same_field(const struct form_field *a, const struct form_field *b)
{
	return strcmp(a->path, b->path) == 0 && strcmp(a->key, b->key) == 0 &&
	       strcmp(a->ask, b->ask) == 0 && strcmp(a->label, b->label) == 0 &&
	       strcmp(a->heading, b->heading) == 0 && a->kind == b->kind && a->roles == b->roles &&
	       a->required == b->required && a->is_private == b->is_private &&
	       a->shown == b->shown && a->page == b->page &&
	       has_same_texts(a->choices, a->n_choices, b->choices, b->n_choices) &&
	       has_same_texts(a->closed, a->n_closed, b->closed, b->n_closed) &&
	       has_same_columns(a, b);
}

static bool has_same_columns(const struct form_field *a, const struct form_field *b)
{
	if (a->n_columns != b->n_columns)
		return false;
	for (size_t i = 0; i < a->n_columns; i++)
		if (!is_same_field(&a->columns[i], &b->columns[i]))
			return false;
	return true;
}

const struct form_question *form_find_question(const struct form *self, const char *key)
{
	for (size_t i = 0; i < self->n_checklist; i++)
		if (strcmp(self->checklist[i].key, key) == 0)
			return &self->checklist[i];
	return NULL;
}

bool form_is_same(const struct form *self, const struct form *other)
{
	if (strcmp(self->name, other->name) != 0 || self->version != other->version ||
		strcmp(self->language, other->language) != 0 || self->n_pages != other->n_pages ||
		self->n_fields != other->n_fields)
		return false;
	for (size_t i = 0; i < self->n_pages; i++)
		if (strcmp(self->pages[i].heading, other->pages[i].heading) != 0 ||
			self->pages[i].is_private != other->pages[i].is_private)
			return false;
	for (size_t i = 0; i < self->n_fields; i++)
		if (!is_same_field(&self->fields[i], &other->fields[i]))
			return false;
	return true;
}

const struct form_prompts *form_find_prompts(const struct form *self, const char *kind)
{
	const struct form_prompts *others = NULL;

	for (size_t i = 0; i < self->n_prompts; i++) {
		const struct form_prompts *prompts = &self->prompts[i];

		if (prompts->kind != NULL && strcmp(prompts->kind, kind) == 0)
			return prompts;
		if (prompts->kind == NULL)
			others = prompts;
	}
	return others;
}

unsigned form_main_column(const struct form_field *rows)
{
	static const enum role roles[] = {ROLE_EVENT_TEXT, ROLE_TASK_TEXT};

	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
		unsigned found = form_find_column_role(rows, roles[i]);

		if (found != FORM_NONE)
			return found;
	}
	for (unsigned column = 0; column < rows->n_columns; column++)
		if (kind_info(rows->columns[column].kind)->is_prose)
			return column;
	for (unsigned column = 0; column < rows->n_columns; column++)
		if (kind_info(rows->columns[column].kind)->is_words &&
			kind_info(rows->columns[column].kind)->is_one_line)
			return column;
	return 0;
}

/* What every incident has is asked for even where a form does not require it. */
static bool is_asked_first(const struct form_field *field)
{
	return (field->required == STATUS_DRAFT || field_has_role(field, ROLE_TITLE) ||
		       field_has_role(field, ROLE_SEVERITY) || field_has_role(field, ROLE_START)) &&
	       kind_info(field->kind)->is_stored && !field_has_role(field, ROLE_STATUS) &&
	       !field_has_role(field, ROLE_ZONE) && !field_has_role(field, ROLE_END);
}

size_t form_find_start_fields(const struct form *self, unsigned *out)
{
	unsigned end = form_find_role(self, ROLE_END);
	size_t n = 0;

	for (unsigned i = 0; i < self->n_fields; i++)
		if (is_asked_first(&self->fields[i]))
			out[n++] = i;
	if (end != FORM_NONE)
		out[n++] = end;
	return n;
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

const char *field_hint(const struct form_field *self)
{
	return self->hint;
}

const char *field_row_name(const struct form_field *self)
{
	return self->row[0] != '\0' ? self->row : "row";
}

void field_append_row(const struct form_field *self, bool begins, struct str *out)
{
	size_t at = out->len;

	str_append_text(out, field_row_name(self));
	if (begins && out->data[at] >= 'a' && out->data[at] <= 'z')
		out->data[at] = (char)(out->data[at] - 'a' + 'A');
}

size_t field_pick_count(const struct form_field *self)
{
	return kind_info(self->kind)->n_picks + self->n_choices;
}

struct kind_pick field_pick(const struct form_field *self, size_t i)
{
	const struct kind_info *kind = kind_info(self->kind);

	if (i < kind->n_picks)
		return kind->picks[i];
	const char *choice = self->choices[i - kind->n_picks];

	return (struct kind_pick){choice, choice};
}
