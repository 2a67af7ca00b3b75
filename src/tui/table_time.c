/* How a table shows times: in a timeline, whose days are lines of their own, the clock alone. */
#include "internal.h"

#include "model/task.h"

bool table_has_days(const struct form_field *field)
{
	return field_has_role(field, ROLE_EVENTS) && field->sorted &&
	       form_find_column_role(field, ROLE_EVENT_TIME) != FORM_NONE;
}

bool table_is_clock(const struct table *table, const struct form_field *field, unsigned column)
{
	return table->has_days && column < field->n_columns &&
	       field_has_role(&field->columns[column], ROLE_EVENT_TIME);
}

static void append_clock(const struct screen *screen, const struct when *when, struct str *out)
{
	struct civil civil;

	zone_civil(editor_shown_zone(screen->editor), when->seconds, &civil);
	if (when->is_about)
		str_append_char(out, '~');
	str_append_padded(out, (unsigned)civil.hour, 2);
	str_append_char(out, ':');
	str_append_padded(out, (unsigned)civil.minute, 2);
	if (civil.second == 0)
		return;
	str_append_char(out, ':');
	str_append_padded(out, (unsigned)civil.second, 2);
}

void table_append_time(const struct screen *screen, const struct table *table,
	const struct place *place, struct str *out)
{
	const struct editor *editor = screen->editor;
	const struct form_field *field = &editor_form(editor)->fields[place->field];
	struct when_style style = editor_when_style(editor);
	struct when when;

	if (!when_parse(
		    &when, str_text(&document_value(editor_document(editor), place)->text), NULL))
		editor_show(editor, place, out);
	else if (when.kind == WHEN_INSTANT && table_is_clock(table, field, place->column))
		append_clock(screen, &when, out);
	else
		when_show_short(&when, &style, !table->is_short, out);
}

enum due table_append_due(const struct screen *screen, const struct table *table,
	const struct place *place, struct str *out)
{
	const struct editor *editor = screen->editor;
	const struct document *document = editor_document(editor);
	const struct form_field *field = &document->form->fields[place->field];
	size_t index = document_row_index(document, place->field, place->row);
	const struct row *row = &document->tables[place->field].items[index];
	int64_t late = task_days_late(field, row, editor_zone(editor), screen->tables.today.now);

	if (late > 0) {
		str_appendf(out, "%lld d late", (long long)late);
		return DUE_LATE;
	}
	if (row->cells[place->column].text.len > 0) {
		table_append_time(screen, table, place, out);
		return DUE_DATED;
	}
	str_append_text(out, task_is_closed(field, row) ? "-" : "no date");
	return task_is_closed(field, row) ? DUE_NEVER : DUE_UNDATED;
}

void table_append_day(const struct screen *screen, const struct place *row, struct str *out)
{
	static const struct zone days = {"UTC"}; /* which have none */
	const struct editor *editor = screen->editor;
	struct place place = *row;
	struct when when;
	struct civil civil;

	place.column =
		form_find_column_role(&editor_form(editor)->fields[place.field], ROLE_EVENT_TIME);
	when_parse(&when, str_text(&document_value(editor_document(editor), &place)->text), NULL);
	zone_civil(
		when.kind == WHEN_DATE ? &days : editor_shown_zone(editor), when.seconds, &civil);
	civil_show_day(&civil, editor_when_style(editor).dates, true, out);
}
