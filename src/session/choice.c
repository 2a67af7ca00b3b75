/* Choices and flags: values that are picked, not typed. */
#include "editing.h"

#include "base/utf8.h"

#include <string.h>
#include <wctype.h>

bool choice_is_focused(const struct session *self)
{
	const struct form_field *field = focus_field(self);

	return field != NULL && (field->kind == KIND_CHOICE || field->kind == KIND_FLAG);
}

/* The values of a field in order. */
static const char *const *values_of(const struct form_field *field, size_t *n)
{
	static const char *const flags[] = {"true", "false"};

	if (field->kind == KIND_FLAG) {
		*n = 2;
		return flags;
	}
	*n = field->n_choices;
	return (const char *const *)field->choices;
}

static bool set(struct session *self, const char *text)
{
	struct place place;

	session_place(self, &place);
	if (!change_is_allowed(self, &place))
		return true;
	undo_begin(self, STEP_WHOLE);
	change_set(self, &place, text, strlen(text));
	undo_end(self);
	return true;
}

/* Index of the present value; n when it is none of them. */
static size_t index_of_value(const struct session *self, const char *const *values, size_t n)
{
	struct place place;
	const struct value *value;

	session_place(self, &place);
	value = document_value(&self->document, &place);
	for (size_t i = 0; i < n; i++)
		if (strcmp(values[i], str_text(&value->text)) == 0)
			return i;
	return n;
}

bool choice_cycle(struct session *self, int direction)
{
	size_t n;
	const char *const *values = values_of(focus_field(self), &n);
	size_t at = index_of_value(self, values, n);

	if (n == 0)
		return true;
	if (at == n)
		at = direction > 0 ? 0 : n - 1;
	else
		at = direction > 0 ? (at + 1) % n : (at + n - 1) % n;
	return set(self, values[at]);
}

/* What people press for a flag, beside the first letters of its words. */
static bool begins_with(const struct form_field *field, const char *value, uint32_t letter)
{
	uint32_t first;

	if (field->kind == KIND_FLAG)
		return letter == (uint32_t)value[0] || letter == (value[0] == 't' ? 'y' : 'n');
	if (value[0] == '\0')
		return false;
	utf8_decode(value, strlen(value), &first);
	return (uint32_t)towlower((wint_t)first) == letter;
}

bool choice_type(struct session *self, const char *text, size_t len)
{
	const struct form_field *field = focus_field(self);
	size_t n;
	const char *const *values = values_of(field, &n);
	size_t at = index_of_value(self, values, n);
	uint32_t letter;

	utf8_decode(text, len, &letter);
	letter = (uint32_t)towlower((wint_t)letter);
	for (size_t i = 0; i < n; i++) {
		size_t next = at == n ? i : (at + 1 + i) % n;
		if (begins_with(field, values[next], letter))
			return set(self, values[next]);
	}
	typing_refuse(self);
	return true;
}

bool choice_clear(struct session *self)
{
	return set(self, "");
}
