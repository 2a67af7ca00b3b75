/* What a comment is about, in the words of the screen. */
#include "internal.h"

void comment_append_where(const struct screen *screen, const struct place *on, struct str *out)
{
	const struct form *form = editor_form(screen->editor);

	if (on->field == FORM_NONE) {
		str_append_text(out, "the whole document");
		return;
	}
	const struct form_field *field = &form->fields[on->field];
	struct slice name = form_field_short_name(field);

	str_append_text(out, form->pages[field->page].title);
	str_append_text(out, ", ");
	if (on->row[0])
		str_append_text(out, field_row_name(field));
	else
		str_append(out, name.data, name.len);
}
