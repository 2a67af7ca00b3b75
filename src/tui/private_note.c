/* What the form keeps out of public reports: a sign at the left, and a sentence at the place. */
#include "internal.h"

#include "model/public.h"

bool place_is_private(const struct screen *screen, const struct place *place)
{
	const struct document *document = editor_document(screen->editor);
	const struct form_field *field = &document->form->fields[place->field];
	size_t row =
		place->row[0] ? document_row_index(document, place->field, place->row) : SIZE_MAX;

	return field->is_private ||
	       (place->row[0] && place->column < field->n_columns &&
		       field->columns[place->column].is_private) ||
	       (row != SIZE_MAX &&
		       !row_is_public(field, &document->tables[place->field].items[row]));
}

/* The row under the cursor, or the open one. */
static bool is_row_private(const struct screen *screen)
{
	const struct focus *focus = editor_focus(screen->editor);
	const struct document *document = editor_document(screen->editor);
	const struct rows *rows;

	if (focus->field == FORM_NONE || document->form->fields[focus->field].kind != KIND_ROWS)
		return false;
	rows = &document->tables[focus->field];
	return focus->row < rows->n &&
	       !row_is_public(&document->form->fields[focus->field], &rows->items[focus->row]);
}

const char *private_words(const struct screen *screen)
{
	const struct focus *focus = editor_focus(screen->editor);
	const struct form *form = editor_form(screen->editor);
	const struct form_field *field = editor_field(screen->editor);

	if (focus->field == FORM_NONE)
		return NULL;
	if (form->pages[form->fields[focus->field].page].is_private)
		return "Private page: not in a public report";
	if (is_row_private(screen))
		return "Private row: not in a public report";
	if (form->fields[focus->field].is_private || (field && field->is_private))
		return "Private: not in a public report";
	return NULL;
}
