/* What a field is called on a page: the question above its value, or the label at its left. */
#include "internal.h"

#include "text/grapheme.h"

enum { LABEL_MAX = 22 };

const char *field_ask(const struct form_field *field)
{
	if (field->ask[0])
		return field->ask;
	return field->label[0] ? field->label : field->key;
}

static bool is_short(const struct screen *screen, struct slice text)
{
	unsigned room = (screen->layout.page.columns - MARK_COLUMNS) * 2 / 5;

	return text.len > 0 &&
	       grapheme_width(text.data, text.len) <= (room < LABEL_MAX ? room : LABEL_MAX);
}

struct slice field_side_label(const struct screen *screen, const struct form_field *field)
{
	struct slice name = form_field_name(field);

	return is_short(screen, name) ? name : slice_of_text(field->label);
}

bool field_is_inline(const struct screen *screen, const struct form_field *field)
{
	const struct kind_info *info = kind_info(field->kind);

	if (info->is_stored && !info->is_one_line && !info->has_items)
		return false;
	return is_short(screen, field_side_label(screen, field));
}
