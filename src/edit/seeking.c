/* Looking for a text in what values show, without showing those that cannot hold it. */
#include "internal.h"

#include "base/slice.h"
#include "model/kind.h"

/* Is there a time that is a number and shows all of these characters? */
static bool may_be_in_times(const struct needle *needle, const struct when_style *style)
{
	for (size_t i = 0; i < needle->n; i++)
		if (!when_number_may_show(style, needle->codes[i]))
			return false;
	return true;
}

void seeking_init(struct seeking *self, const struct editor *editor, const char *text, size_t len)
{
	struct when_style style = editor_when_style(editor);

	*self = (struct seeking){0};
	needle_init(&self->needle, text, len);
	self->is_in_times = may_be_in_times(&self->needle, &style);
}

void seeking_release(struct seeking *self)
{
	needle_release(&self->needle);
	str_release(&self->scratch);
}

/* A time that is a number, or is stored as one and shown as it is stored, and neither holds it. */
static bool cannot_hold(
	const struct seeking *self, const struct form_field *field, const struct str *text)
{
	return !self->is_in_times && kind_info(field->kind)->is_time &&
	       ascii_is_digit(str_text(text)[0]) &&
	       needle_find(&self->needle, text->data, text->len, 0, NULL) == SIZE_MAX;
}

struct slice seeking_show(struct seeking *self, const struct editor *editor,
	const struct form_field *field, const struct value *value)
{
	if (cannot_hold(self, field, &value->text))
		return (struct slice){0};
	return display_value(editor, field, value, &self->scratch);
}
