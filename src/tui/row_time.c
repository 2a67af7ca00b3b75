/* The time of the event under the cursor as the foot says it: in both zones, after the start of the
 * incident and after the row before. */
#include "internal.h"

#include "model/walk.h"

#include <string.h>

static void append_span(const struct screen *screen, const struct when *from, const struct when *to,
	const char *before, const char *after, struct str *out)
{
	struct span span;

	span_between(&span, from, to, editor_shown_zone(screen->editor), screen->tables.today.now);
	if (span.kind != SPAN_EXACT && span.kind != SPAN_ABOUT)
		return;
	str_append_text(out, before);
	span_format(&span, out);
	str_append_text(out, after);
}

static bool read_time(const struct row *row, unsigned column, struct when *when)
{
	return when_parse(when, str_text(&row->cells[column].text), NULL) &&
	       (when->kind == WHEN_INSTANT || when->kind == WHEN_DATE);
}

/* The other zone: with the day if that is another one. */
static void append_other_zone(const struct screen *screen, const struct when *when,
	const char *separator, struct str *out)
{
	const struct editor *editor = screen->editor;
	enum shown_clock other =
		editor_clock(editor) == CLOCK_DOCUMENT ? CLOCK_UTC : CLOCK_DOCUMENT;
	struct civil shown, civil;

	if (when->kind != WHEN_INSTANT)
		return;
	zone_civil(editor_shown_zone(editor), when->seconds, &shown);
	zone_civil(editor_clock_zone(editor, other), when->seconds, &civil);
	if (civil.offset == shown.offset && strcmp(civil.label, shown.label) == 0)
		return;
	str_append_text(out, separator);
	if (civil.day != shown.day)
		str_appendf(out, "%.3s ", civil_weekday_name(civil.weekday));
	str_appendf(out, "%02d:%02d %s", civil.hour, civil.minute, civil.label);
}

/* How long after the start, and after the row above. */
static void append_distances(const struct screen *screen, const struct row *row, unsigned column,
	const struct when *when, const char *separator, struct str *out)
{
	const struct document *document = editor_document(screen->editor);
	unsigned start = form_find_role(document->form, ROLE_START);
	bool is_first = editor_focus(screen->editor)->row == 0;
	size_t len = out->len;
	struct when other = {0};

	if (start != FORM_NONE)
		document_when(document, start, &other);
	if (other.kind == WHEN_INSTANT && other.seconds != when->seconds)
		append_span(screen, &other, when, separator, " from start", out);
	if (!is_first && read_time(row - 1, column, &other))
		append_span(screen, &other, when, out->len > len ? ", " : separator,
			" after the row before", out);
}

bool row_time_append(const struct screen *screen, const char *separator, struct str *out)
{
	const struct editor *editor = screen->editor;
	unsigned number = editor_focus(editor)->field;
	const struct form_field *field = &editor_form(editor)->fields[number];
	const struct rows *rows = &editor_document(editor)->tables[number];
	unsigned column = form_find_column_role(field, ROLE_EVENT_TIME);
	size_t nth = editor_focus(editor)->row;
	struct when_style style;
	struct when when;

	if (!editor_on_row(editor) || column == FORM_NONE ||
		!read_time(&rows->items[nth], column, &when))
		return false;
	style = editor_when_style(editor);
	when_show_long(&when, &style, out);
	append_other_zone(screen, &when, separator, out);
	append_distances(screen, &rows->items[nth], column, &when, separator, out);
	return true;
}
