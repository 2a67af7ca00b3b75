/* How each kind of value reads; see model/show.h. */
#include "model/show.h"

#include <assert.h>

typedef void show_function(const struct str *text, const struct zone *zone, struct str *out);

static void show_as_stored(const struct str *text, const struct zone *zone, struct str *out)
{
	(void)zone;
	str_append(out, str_text(text), text->len);
}

static void show_time(const struct str *text, const struct zone *zone, struct str *out)
{
	struct when when;

	if (when_parse(&when, str_text(text), NULL))
		when_show(&when, zone, out);
	else
		show_as_stored(text, zone, out);
}

static void show_flag(const struct str *text, const struct zone *zone, struct str *out)
{
	if (str_equal(text, "true", 4))
		str_append_text(out, "yes");
	else if (str_equal(text, "false", 5))
		str_append_text(out, "no");
	else
		show_as_stored(text, zone, out);
}

static show_function *const shows[] = {
	[KIND_LINE] = show_as_stored,
	[KIND_TEXT] = show_as_stored,
	[KIND_DATETIME] = show_time,
	[KIND_DATE] = show_time,
	[KIND_NUMBER] = show_as_stored,
	[KIND_PERCENT] = show_as_stored,
	[KIND_CHOICE] = show_as_stored,
	[KIND_FLAG] = show_flag,
	[KIND_PERSON] = show_as_stored,
	[KIND_LINK] = show_as_stored,
	[KIND_LIST] = show_as_stored,
	[KIND_ROWS] = show_as_stored,
	[KIND_COMPUTED] = show_as_stored,
};

static_assert(sizeof shows / sizeof *shows == N_KINDS, "every kind is shown in some way");

void value_show(const struct form_field *field, const struct str *text, const struct zone *zone,
	struct str *out)
{
	shows[field->kind](text, zone, out);
}

bool kind_shows_as_stored(enum kind kind)
{
	return shows[kind] == show_as_stored;
}
