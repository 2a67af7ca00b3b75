#include "finding_place.h"

#include "internal.h"

/* The column with the time by which a row is named; FORM_NONE if there is none. */
static unsigned time_column(const struct form_field *field)
{
	for (unsigned i = 0; i < field->n_columns; i++)
		if (kind_info(field->columns[i].kind)->is_moment)
			return i;
	return FORM_NONE;
}

/* The time of a row in the shown zone; false if it has none. */
static bool row_time(
	const struct screen *screen, const struct place *place, size_t row, struct civil *civil)
{
	const struct document *document = editor_document(screen->editor);
	unsigned column = time_column(&document->form->fields[place->field]);
	struct when when;

	if (column == FORM_NONE || row >= document->tables[place->field].n)
		return false;
	if (!when_parse(&when,
		    str_text(&document->tables[place->field].items[row].cells[column].text),
		    NULL) ||
		when.kind != WHEN_INSTANT)
		return false;
	zone_civil(editor_shown_zone(screen->editor), when.seconds, civil);
	return true;
}

static bool is_same_day(const struct civil *a, const struct civil *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day;
}

/* By its time, with the date if that is not the first row's; else by its number. */
static void append_row(const struct screen *screen, const struct place *place, struct str *out)
{
	const struct document *document = editor_document(screen->editor);
	size_t row = document_row_index(document, place->field, place->row);
	struct civil first, civil;

	if (row == SIZE_MAX) {
		str_append_text(out, "a row that is gone");
		return;
	}
	field_append_row(&document->form->fields[place->field], true, out);
	if (!row_time(screen, place, row, &civil)) {
		str_appendf(out, " %zu", row + 1);
	} else {
		str_append_text(out, " ");
		if (!row_time(screen, place, 0, &first) || !is_same_day(&first, &civil)) {
			civil_append_date(
				&civil, editor_when_style(screen->editor).dates, false, out);
			str_append_text(out, " ");
		}
		str_appendf(out, "%02d:%02d", civil.hour, civil.minute);
	}
}

/* Is it clear which table "row" means? */
static bool is_only_table(const struct form *form, unsigned field)
{
	if (form->fields[field].row[0] != '\0')
		return true;

	const struct form_page *page = &form->pages[form->fields[field].page];

	for (unsigned i = page->first; i < page->first + page->n_fields; i++)
		if (i != field && kind_info(form->fields[i].kind)->is_table)
			return false;
	return true;
}

void finding_place_append(
	const struct screen *screen, const struct finding *finding, struct str *out)
{
	const struct form *form = editor_form(screen->editor);
	const struct form_field *field;
	struct slice name;

	if (!finding->has_place)
		return;
	field = &form->fields[finding->place.field];
	if (finding->place.row[0] == '\0') {
		name = form_field_short_name(field);
		str_append(out, name.data, name.len);
		return;
	}
	if (!is_only_table(form, finding->place.field))
		str_appendf(out, "%s, ", field->label);
	append_row(screen, &finding->place, out);
	if (finding->place.column < field->n_columns)
		str_appendf(out, ", %s", field->columns[finding->place.column].label);
}
