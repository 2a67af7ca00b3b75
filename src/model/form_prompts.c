/* Reads what to ask about the rows of a timeline, kind by kind. */
#include "form_reader.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool set_kind(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	struct form_prompts *prompts = target;

	return form_set_line(self, target, at, node) &&
	       (prompts->kind[0] != '\0' || form_error(self, node, "the text must not be empty"));
}

static bool set_ask(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	struct form_prompts *prompts = target;

	(void)at;
	return form_read_words(self, node, &prompts->ask, &prompts->n_ask);
}

static const struct form_key prompts_keys[] = {
	{"kind", set_kind, offsetof(struct form_prompts, kind)},
	{"ask", set_ask, 0, .is_required = true},
};

static bool is_same_kind(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool read_item(struct form_reader *self, uint32_t node)
{
	struct form *form = self->form;
	struct form_prompts *prompts;

	form->prompts = mem_resize(form->prompts, form->n_prompts + 1, sizeof *form->prompts);
	prompts = &form->prompts[form->n_prompts++];
	*prompts = (struct form_prompts){0};
	if (!form_read_mapping(self, node, "prompt", prompts_keys,
		    sizeof prompts_keys / sizeof prompts_keys[0], prompts))
		return false;
	for (size_t i = 0; i + 1 < form->n_prompts; i++) {
		if (!is_same_kind(form->prompts[i].kind, prompts->kind))
			continue;
		return prompts->kind == NULL
			       ? form_error(
					 self, node, "there are already prompts for all other rows")
			       : form_error(self, yaml_find(self->tree, node, "kind"),
					 "there are already prompts for \"%s\"", prompts->kind);
	}
	return true;
}

bool form_read_prompts(struct form_reader *self, void *form, size_t at, uint32_t node)
{
	const struct yaml_node *list = yaml_node(self->tree, node);

	(void)form;
	(void)at;
	if (list->kind != YAML_SEQUENCE || list->count == 0)
		return form_error(self, node, "\"prompts\" must be a list of kinds and questions");
	if (list->count > FORM_MAX_WORDS)
		return form_error(self, node, "more than %d kinds with prompts", FORM_MAX_WORDS);
	for (uint32_t item = YAML_NONE; (item = form_next_item(self, node, item)) != YAML_NONE;)
		if (!read_item(self, item))
			return false;
	return true;
}

/* The column with the kinds of events; NULL: there is none. */
static const struct form_field *find_kinds(const struct form *form, unsigned events)
{
	unsigned column = form_find_column_role(&form->fields[events], ROLE_EVENT_KIND);

	return column != FORM_NONE ? &form->fields[events].columns[column] : NULL;
}

static bool check_kind(struct form_reader *self, unsigned events, const char *kind, uint32_t node)
{
	const struct form_field *rows = &self->form->fields[events];
	const struct form_field *kinds = find_kinds(self->form, events);

	if (kinds == NULL)
		return form_error(self, node,
			"prompts for a kind need a column with the role event-kind in \"%s\"",
			rows->path);
	for (size_t i = 0; i < kinds->n_choices; i++)
		if (strcmp(kinds->choices[i], kind) == 0)
			return true;
	return !kind_info(kinds->kind)->takes_choices ||
	       form_error(self, node, "\"%s\" is not a choice of \"%s\" in \"%s\"", kind,
		       kinds->key, rows->path);
}

bool form_check_prompts(struct form_reader *self)
{
	const struct form *form = self->form;
	unsigned events = form_find_role(form, ROLE_EVENTS);
	uint32_t list = yaml_find(self->tree, self->tree->root, "prompts");
	uint32_t item = YAML_NONE;

	if (form->n_prompts == 0)
		return true;
	if (events == FORM_NONE)
		return form_error(self, list, "prompts need a rows field with the role events");
	for (size_t i = 0; i < form->n_prompts; i++) {
		const char *kind = form->prompts[i].kind;

		item = form_next_item(self, list, item);
		if (kind != NULL &&
			!check_kind(self, events, kind, yaml_find(self->tree, item, "kind")))
			return false;
	}
	return true;
}
