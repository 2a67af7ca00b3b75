/* The tables of a review, and new rows for them. */
#include "review/review_tables.h"

#include "model/walk.h"

#include <string.h>

enum { DAY = 24 * 60 * 60 };

unsigned review_field(const struct form *form, enum review_table table)
{
	return (unsigned)form->n_answers + table;
}

const struct rows *review_rows(const struct document *document, enum review_table table)
{
	return &document->tables[review_field(document->form, table)];
}

const char *review_text(const struct row *row, unsigned column)
{
	return str_text(&row->cells[column].text);
}

unsigned review_choice(const struct document *document, enum review_table table,
	const struct row *row, unsigned column)
{
	const struct form_field *field =
		&document->form->fields[review_field(document->form, table)].columns[column];
	const char *text = review_text(row, column);
	unsigned i = 0;

	while (i < field->n_choices && strcmp(field->choices[i], text) != 0)
		i++;
	return i;
}

int64_t review_seconds(const struct row *row, unsigned column, int64_t now, bool *is_ahead)
{
	struct when when;

	*is_ahead = false;
	if (!when_parse(&when, review_text(row, column), NULL) ||
		(when.kind != WHEN_INSTANT && when.kind != WHEN_DATE))
		return INT64_MIN;
	*is_ahead = when.seconds - DAY > now;
	return when.seconds;
}

int64_t review_counted_seconds(const struct row *row, unsigned column, int64_t now)
{
	bool is_ahead;
	int64_t at = review_seconds(row, column, now, &is_ahead);

	return is_ahead ? INT64_MIN : at;
}

void review_append_time(const struct document *document, int64_t seconds, struct str *out)
{
	struct when when = {.kind = WHEN_INSTANT, .seconds = seconds};
	struct zone zone;
	struct civil civil;

	document_zone(document, &zone);
	zone_civil(&zone, seconds, &civil);
	when.offset = civil.offset;
	when_format(&when, out);
}

int64_t review_later(int64_t now, int64_t other)
{
	return other >= now ? other + 1 : now;
}

void review_op_add(const struct document *document, enum review_table table, size_t index,
	const char *id, const struct slice *cells, struct op *out)
{
	document_op_insert(document, review_field(document->form, table), index, id, out);
	for (size_t i = 0; i < out->n_cells; i++)
		str_append(&out->cells[i], cells[i].data, cells[i].len);
}
