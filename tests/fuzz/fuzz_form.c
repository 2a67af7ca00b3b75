/* Any bytes as a form: a form that holds together, or one error with its place. */
#include "fuzz.h"

#include "base/err.h"
#include "model/task.h"

#include <string.h>

/* However the choices are ordered, stepping on from any of them gives one of them. */
static void check_states(const struct form_field *field)
{
	if (!field_has_role(field, ROLE_TASK_STATE))
		return;
	for (size_t i = 0; i < field->n_closed; i++)
		REQUIRE(task_state_is_closed(field, field->closed[i]));
	for (size_t i = 0; i < field->n_choices; i++)
		REQUIRE(task_box_of(field, task_state_after(field, field->choices[i])) <
			N_TASK_BOXES);
}

static void check_field(const struct form_field *field)
{
	struct str text = {0};

	REQUIRE(field->key && field->path && field_hint(field));
	check_states(field);
	str_append_text(&text, field->key);
	if (field->ask)
		str_append_text(&text, field->ask);
	for (size_t i = 0; i < field->n_columns; i++)
		check_field(&field->columns[i]);
	fuzz_require_visible(&text);
	str_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = {0};
	struct form *form = form_parse((const char *)data, size, "f.yaml", &err);

	if (!form) {
		REQUIRE(err.message[0] != '\0' && err.line > 0);
		return 0;
	}

	struct document document;
	struct str out = {0};

	for (size_t i = 0; i < form->n_fields; i++)
		check_field(&form->fields[i]);
	document_init_new(&document, form);
	document_format(&document, &out, NULL);
	document_release(&document);
	str_release(&out);
	form_free(form);
	return 0;
}
