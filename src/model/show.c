/* How each kind of value is shown; see model/show.h. */
#include "model/show.h"

#include "kind_values.h"
#include "model/number.h"

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

void value_show_in(const struct form_field *field, const struct str *text,
	const struct when_style *style, struct str *out)
{
	struct when when;

	if (kind_info(field->kind)->is_time && when_parse(&when, str_text(text), NULL))
		when_show_in(&when, style, out);
	else
		value_show(field, text, style->zone, out);
}

/* In US style a time that exists twice is ambiguous, so it gets its label. */
static void show_us(const struct when *when, const struct zone *zone, struct str *out)
{
	const struct when_context context = {.zone = zone, .may_be_ongoing = true};
	struct str text = {0};
	struct str note = {0};
	struct when back;

	when_show_us(when, zone, &text);
	bool is_same = when_parse_loose(&back, str_text(&text), &context, &note, NULL) &&
		       back.kind == when->kind && back.seconds == when->seconds;
	if (!is_same) {
		str_clear(&text);
		when_show(when, zone, &text);
	}
	str_append(out, text.data, text.len);
	str_release(&text);
	str_release(&note);
}

/* Only a number gets the sign: "some 80" is left as it is. */
static void show_percent(const struct str *text, struct str *out)
{
	struct str plain = {0};

	str_append(out, str_text(text), text->len);
	if (text->len > 0 && number_read(slice_of(text), &plain) == text->len)
		str_append_char(out, '%');
	str_release(&plain);
}

void value_show_report(const struct form_field *field, const struct str *text,
	const struct zone *zone, enum time_style style, struct str *out)
{
	const struct kind_info *kind = kind_info(field->kind);
	struct when when;

	if (kind->is_share)
		show_percent(text, out);
	else if (style == TIME_US && kind->is_time && when_parse(&when, str_text(text), NULL))
		show_us(&when, zone, out);
	else
		value_show(field, text, zone, out);
}

bool kind_shows_as_stored(enum kind kind)
{
	return kind_info(kind)->show == NULL && kind_info(kind)->n_picks == 0;
}
