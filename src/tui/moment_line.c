/*
 * A time beside its label: with its weekday and without the zone, which the rule names, and after
 * it how long it was from the times before: a span needs no line of its own there. All of it needs
 * the rule and the room of a wide screen; elsewhere spans have their lines.
 */
#include "internal.h"

#include "model/walk.h"

#include <string.h>

enum { GAP = 3 /* columns before the first span */ };

/* --- the time --- */

/* Is it what the rule says of all times, or does the rule say no abbreviation? */
static bool is_label_of_rule(const struct screen *screen, const char *label)
{
	const struct zone_label *rule = &screen->drawn.zones[editor_clock(screen->editor)];

	return !rule->is_known || strcmp(rule->text, label) == 0;
}

static void drop_label(const struct screen *screen, const struct when *when, struct str *out)
{
	struct civil civil;
	size_t len;

	zone_civil(editor_shown_zone(screen->editor), when->seconds, &civil);
	len = strlen(civil.label);
	if (out->len > len + 1 && str_text(out)[out->len - len - 1] == ' ' &&
		strcmp(str_text(out) + out->len - len, civil.label) == 0 &&
		is_label_of_rule(screen, civil.label))
		str_splice(out, out->len - len - 1, len + 1, "", 0);
}

bool moment_append(const struct screen *screen, const struct place *place, struct str *out)
{
	const struct document *document = editor_document(screen->editor);
	const struct value *value = document_value(document, place);
	struct when_style style;
	struct when when;

	if (!screen->layout.has_rules || !value || value->is_foreign ||
		!kind_info(document_field(document, place)->kind)->is_moment ||
		!when_parse(&when, str_text(&value->text), NULL) || when.kind != WHEN_INSTANT)
		return false;
	style = editor_when_style(screen->editor);
	when_show_long(&when, &style, out);
	drop_label(screen, &when, out);
	return true;
}

/* --- spans --- */

static const struct form_field *find_end(
	const struct form *form, const struct form_field *span, const char *path)
{
	unsigned found = span->how == COMPUTED_SPAN ? form_find(form, path) : FORM_NONE;

	return found != FORM_NONE ? &form->fields[found] : NULL;
}

/* The field in whose line the span is; NULL: it has its own. */
static const struct form_field *find_line(
	const struct screen *screen, const struct form_field *span)
{
	const struct form_field *to = find_end(editor_form(screen->editor), span, span->to);

	if (!screen->layout.has_rules || !to || to->page != span->page ||
		!kind_info(to->kind)->is_moment || !field_is_inline(screen, to))
		return NULL;
	return to;
}

/* The heading above a field, on its page. */
static const struct form_field *find_heading(
	const struct form *form, const struct form_field *field)
{
	const struct form_field *first = &form->fields[form->pages[field->page].first];

	while (field > first && !field->heading[0])
		field--;
	return field->heading[0] ? field : NULL;
}

/* All of the incident, which the heading of its times has. */
static const struct form_field *find_heading_of(
	const struct screen *screen, const struct form_field *span)
{
	const struct form *form = editor_form(screen->editor);
	const struct form_field *from = find_end(form, span, span->from);
	const struct form_field *to = find_line(screen, span);

	if (!from || !to || !field_has_role(from, ROLE_START) || !field_has_role(to, ROLE_END))
		return NULL;
	return find_heading(form, to);
}

bool span_has_line(const struct screen *screen, const struct form_field *span)
{
	return !find_line(screen, span);
}

/* Not while one of its times is typed: it is about to be another. */
static bool append_span(const struct screen *screen, const struct form_field *span, struct str *out)
{
	const struct editor *editor = screen->editor;
	const struct form *form = editor_form(editor);
	unsigned focused = editor_focus(editor)->field;
	size_t len = out->len;

	if (editor_is_half_typed(editor) && focused != FORM_NONE &&
		(find_end(form, span, span->from) == &form->fields[focused] ||
			find_end(form, span, span->to) == &form->fields[focused]))
		return false;
	editor_show(editor, &(struct place){.field = (unsigned)(span - form->fields)}, out);
	return out->len > len;
}

static void append_from(const struct screen *screen, const struct form_field *span, struct str *out)
{
	const struct form_field *from = find_end(editor_form(screen->editor), span, span->from);
	struct slice name;

	if (!from)
		return;
	name = from->label[0] ? slice_of_text(from->label) : form_field_name(from);
	str_append_text(out, " from ");
	str_append(out, name.data, name.len);
}

void spans_draw(const struct screen *screen, const struct form_field *field, struct pen *pen)
{
	const struct form *form = editor_form(screen->editor);
	const struct form_page *page = &form->pages[field->page];
	struct str text = {0};

	for (unsigned i = page->first; i < page->first + page->n_fields; i++) {
		const struct form_field *span = &form->fields[i];
		struct str one = {0};

		if (find_line(screen, span) == field && !find_heading_of(screen, span) &&
			append_span(screen, span, &one)) {
			append_from(screen, span, &one);
			str_append_text(&text, text.len > 0 ? ", " : "");
			str_append(&text, str_text(&one), one.len);
		}
		str_release(&one);
	}
	pen_move(pen, pen->column + GAP);
	pen->style = STYLE_DIM;
	pen_write(pen, str_text(&text), text.len);
	pen_finish(pen);
	str_release(&text);
}

void heading_append(const struct screen *screen, const struct form_field *field, struct str *out)
{
	const struct form *form = editor_form(screen->editor);
	const struct form_page *page = &form->pages[field->page];

	str_append_text(out, field->heading);
	for (unsigned i = page->first; i < page->first + page->n_fields; i++) {
		struct str span = {0};

		if (find_heading_of(screen, &form->fields[i]) == field &&
			append_span(screen, &form->fields[i], &span)) {
			if (out->data[out->len - 1] == ':')
				str_splice(out, out->len - 1, 1, "", 0);
			str_appendf(out, "   %s", str_text(&span));
		}
		str_release(&span);
	}
}
