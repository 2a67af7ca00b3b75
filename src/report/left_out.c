/* What a public report leaves out, and what should not be passed on at all. */
#include "report/report.h"

#include "check/check.h"
#include "model/public.h"

/* What of one sort is left out: "3 columns (Who, Owner, Ticket)". */
struct sort {
	size_t n;
	struct str labels;
};

enum { PAGES, FIELDS, COLUMNS, ROWS, N_SORTS };

static void count(struct sort *self, size_t n, struct slice label)
{
	if (n == 0)
		return;
	self->n += n;
	str_append_text(&self->labels, self->labels.len > 0 ? ", " : "");
	str_append(&self->labels, label.data, label.len);
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

/* In the rows that are there. */
static bool is_column_filled(
	const struct form_field *table, const struct rows *rows, unsigned column)
{
	for (size_t i = 0; i < rows->n; i++)
		if (has_text(&rows->items[i].cells[column]) &&
			row_is_public(table, &rows->items[i]))
			return true;
	return false;
}

/* The column that marks rows is told by the number of these. */
static void count_of_table(struct sort sorts[N_SORTS], const struct document *document,
	unsigned field, const struct report_options *options)
{
	const struct form_field *table = &document->form->fields[field];
	const struct rows *rows = &document->tables[field];
	size_t n = 0;

	for (unsigned i = 0; i < table->n_columns; i++)
		count(&sorts[COLUMNS],
			!field_is_public(&table->columns[i], options->shows_authors) &&
				!field_has_role(&table->columns[i], ROLE_ROW_PRIVATE) &&
				is_column_filled(table, rows, i),
			form_field_short_name(&table->columns[i]));
	for (size_t i = 0; i < rows->n; i++)
		n += !row_is_public(table, &rows->items[i]);
	count(&sorts[ROWS], n, form_field_short_name(table));
}

static void count_of_page(struct sort sorts[N_SORTS], const struct document *document,
	const struct form_page *page, const struct report_options *options)
{
	if (page->is_private) {
		count(&sorts[PAGES], is_page_filled(document, page), slice_of_text(page->title));
		return;
	}
	for (unsigned i = page->first; i < page->first + page->n_fields; i++) {
		const struct form_field *field = &document->form->fields[i];

		if (field_is_public(field, options->shows_authors) &&
			value_is_public(field, &document->values[i]))
			count_of_table(sorts, document, i, options);
		else
			count(&sorts[FIELDS], is_filled(document, i), form_field_short_name(field));
	}
}

void report_append_left_out(
	const struct document *document, const struct report_options *options, struct str *out)
{
	static const char *const names[] = {
		[PAGES] = "page", [FIELDS] = "field", [COLUMNS] = "column", [ROWS] = "row"};
	struct sort sorts[N_SORTS] = {0};
	size_t from = out->len;

	for (size_t i = 0; i < document->form->n_pages; i++)
		count_of_page(sorts, document, &document->form->pages[i], options);
	for (size_t i = 0; i < N_SORTS; i++) {
		if (sorts[i].n > 0)
			str_appendf(out, "%s%zu %s%s (%s)", out->len > from ? ", " : "", sorts[i].n,
				names[i], sorts[i].n == 1 ? "" : "s", str_text(&sorts[i].labels));
		str_release(&sorts[i].labels);
	}
	if (out->len == from)
		str_append_text(out, "nothing");
}

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
