/* How each kind of value is shown; see model/show.h. */
#include "model/show.h"

#include "kind_values.h"

#include <string.h>

void show_time(const struct str *text, const struct zone *zone, struct str *out)
{
	struct when when;

	if (when_parse(&when, str_text(text), NULL))
		when_show(&when, zone, out);
	else
		str_append(out, str_text(text), text->len);
}

/* The kind's own words for a value; NULL if it has none. */
static const char *find_pick(const struct kind_info *kind, const struct str *text)
{
	for (size_t i = 0; i < kind->n_picks; i++)
		if (str_equal(text, kind->picks[i].value, strlen(kind->picks[i].value)))
			return kind->picks[i].shown;
	return NULL;
}

void value_show(const struct form_field *field, const struct str *text, const struct zone *zone,
	struct str *out)
{
	const struct kind_info *kind = kind_info(field->kind);
	const char *pick = find_pick(kind, text);

	if (pick != NULL)
		str_append_text(out, pick);
	else if (kind->show != NULL)
		kind->show(text, zone, out);
	else
		str_append(out, str_text(text), text->len);
}

bool kind_shows_as_stored(enum kind kind)
{
	return kind_info(kind)->show == NULL && kind_info(kind)->n_picks == 0;
}
