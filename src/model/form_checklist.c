/* Reads the checklist of a form: the questions to go through before a document is final. */
#include "form_reader.h"

#include "base/mem.h"

#include <stddef.h>
#include <string.h>

static bool set_ask(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	if (!form_set_line(self, target, at, node))
		return false;
	return (*(char **)((char *)target + at))[0] != '\0' ||
	       form_error(self, node, "the text must not be empty");
}

static const struct form_key question_keys[] = {
	{"key", form_set_key, offsetof(struct form_question, key), .is_required = true},
	{"ask", set_ask, offsetof(struct form_question, ask), .is_required = true},
	{"help", form_set_text, offsetof(struct form_question, help)},
	{"from", form_set_status, offsetof(struct form_question, from)},
};

static bool read_question(struct form_reader *self, uint32_t node)
{
	struct form *form = self->form;
	struct form_question *question = &form->checklist[form->n_checklist++];

	question->from = STATUS_DRAFT;
	if (!form_read_mapping(self, node, "question", question_keys,
		    sizeof question_keys / sizeof question_keys[0], question))
		return false;
	if (!question->help)
		question->help = mem_strdup("");
	return form_find_question(form, question->key) == question ||
	       form_error(self, yaml_find(self->tree, node, "key"),
		       "there is already a question \"%s\"", question->key);
}

bool form_read_checklist(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	const struct yaml_node *list = yaml_node(self->tree, node);
	struct form *form = target;

	(void)at;
	if (list->kind != YAML_SEQUENCE || list->count == 0)
		return form_error(self, node, "\"checklist\" must be a list of questions");
	if (list->count > FORM_MAX_QUESTIONS)
		return form_error(self, node, "more than %d questions", FORM_MAX_QUESTIONS);
	form->checklist = mem_zalloc(list->count, sizeof *form->checklist);
	for (uint32_t item = YAML_NONE; (item = form_next_item(self, node, item)) != YAML_NONE;)
		if (!read_question(self, item))
			return false;
	return true;
}
