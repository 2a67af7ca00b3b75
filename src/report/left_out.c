/* What a public report leaves out, and what should not be passed on at all. */
#include "report/report.h"

#include "check/check.h"
#include "model/public.h"

#include <string.h>

enum { PAGES, FIELDS, COLUMNS, ROWS, N_SORTS };

/* A record: its sort, how many, and the label with a NUL. */
static void count(struct str *records, char sort, size_t n, struct slice label)
{
	if (n == 0)
		return;
	str_append_char(records, sort);
	str_append(records, (const char *)&n, sizeof n);
	str_append(records, label.data, label.len);
	str_append_char(records, '\0');
}

static bool has_text(const struct value *value)
{
	return slice_trim(slice_of(&value->text)).len > 0;
}

static bool has_cells(const struct row *row, const struct form_field *table)
{
	for (size_t i = 0; i < table->n_columns; i++)
		if (has_text(&row->cells[i]))
			return true;
	return false;
}

static bool is_filled(const struct document *document, unsigned field)
{
	const struct rows *rows = &document->tables[field];

	for (size_t i = 0; i < rows->n; i++)
		if (has_cells(&rows->items[i], &document->form->fields[field]))
			return true;
	return has_text(&document->values[field]);
}

static bool is_page_filled(const struct document *document, const struct form_page *page)
{
	for (unsigned i = page->first; i < page->first + page->n_fields; i++)
		if (is_filled(document, i))
			return true;
	return false;
}

/* Is something of a column left out in the rows that are there? */
static bool lacks_cells(const struct document *document, unsigned field, unsigned column,
	const struct report_options *options)
{
	const struct form_field *table = &document->form->fields[field];
	const struct rows *rows = &document->tables[field];
	bool is_private = !field_is_public(&table->columns[column], options->shows_authors);

	for (size_t i = 0; i < rows->n; i++) {
		const struct value *cell = &rows->items[i].cells[column];

		if (has_text(cell) && row_is_public(table, &rows->items[i]) &&
			(is_private || !value_is_public(document, &table->columns[column], cell)))
			return true;
	}
	return false;
}

/* The column that marks rows is told by the number of these. */
static void count_of_table(struct str *records, const struct document *document, unsigned field,
	const struct report_options *options)
{
	const struct form_field *table = &document->form->fields[field];
	const struct rows *rows = &document->tables[field];
	size_t n = 0;

	for (unsigned i = 0; i < table->n_columns; i++)
		count(records, COLUMNS,
			!field_has_role(&table->columns[i], ROLE_ROW_PRIVATE) &&
				lacks_cells(document, field, i, options),
			form_field_short_name(&table->columns[i]));
	for (size_t i = 0; i < rows->n; i++)
		n += !row_is_public(table, &rows->items[i]);
	count(records, ROWS, n, form_field_short_name(table));
}

static void count_of_page(struct str *records, const struct document *document,
	const struct form_page *page, const struct report_options *options)
{
	if (page->is_private) {
		count(records, PAGES, is_page_filled(document, page), slice_of_text(page->title));
		return;
	}
	for (unsigned i = page->first; i < page->first + page->n_fields; i++) {
		const struct form_field *field = &document->form->fields[i];

		if (field_is_public(field, options->shows_authors) &&
			value_is_public(document, field, &document->values[i]))
			count_of_table(records, document, i, options);
		else
			count(records, FIELDS, is_filled(document, i),
				form_field_short_name(field));
	}
}

void report_find_left_out(
	const struct document *document, const struct report_options *options, struct str *records)
{
	for (size_t i = 0; i < document->form->n_pages; i++)
		count_of_page(records, document, &document->form->pages[i], options);
}

/* ----------------------------------------------------------------------- in words */

/* What of one sort is left out. */
struct sort {
	size_t n;
	struct str labels; /* each with a NUL */
};

static bool has_label(const struct sort *self, const char *label)
{
	const char *text = str_text(&self->labels);

	for (size_t at = 0; at < self->labels.len; at += strlen(text + at) + 1)
		if (strcmp(text + at, label) == 0)
			return true;
	return false;
}

static void sum_up(struct slice records, bool is_of_several, struct sort sorts[N_SORTS])
{
	while (records.len > 0) {
		struct sort *sort = &sorts[(int)records.data[0]];
		const char *label = records.data + 1 + sizeof sort->n;
		size_t len = strlen(label) + 1;
		size_t n;

		memcpy(&n, records.data + 1, sizeof n);
		sort->n += n;
		if (!is_of_several || !has_label(sort, label))
			str_append(&sort->labels, label, len);
		records = slice_from(records, 1 + sizeof n + len);
	}
}

static void append_sort(const struct sort *self, const char *name, struct str *out)
{
	const char *text = str_text(&self->labels);

	str_appendf(out, "%zu %s%s (", self->n, name, self->n == 1 ? "" : "s");
	for (size_t at = 0; at < self->labels.len; at += strlen(text + at) + 1)
		str_appendf(out, "%s%s", at > 0 ? ", " : "", text + at);
	str_append_char(out, ')');
}

void report_append_left_out(struct slice records, bool is_of_several, struct str *out)
{
	static const char *const names[] = {
		[PAGES] = "page", [FIELDS] = "field", [COLUMNS] = "column", [ROWS] = "row"};
	struct sort sorts[N_SORTS] = {0};
	size_t from = out->len;

	sum_up(records, is_of_several, sorts);
	for (size_t i = 0; i < N_SORTS; i++) {
		if (sorts[i].n > 0) {
			str_append_text(out, out->len > from ? ", " : "");
			append_sort(&sorts[i], names[i], out);
		}
		str_release(&sorts[i].labels);
	}
	if (out->len == from)
		str_append_text(out, "nothing");
}

/* ---------------------------------------------------------------------- problems */

bool report_find_problem(const struct document *document, struct str *out)
{
	static const char *const rules[] = {"open-conflict", "ambiguous-file", "newer-file"};
	struct findings findings = {0};
	size_t from = out->len;

	check_document_by(document, rules, sizeof rules / sizeof rules[0], &findings);
	if (findings.n > 0)
		str_appendf(out, "line %u: %s", findings.items[0].line, findings.items[0].text);
	findings_release(&findings);
	return out->len > from;
}
