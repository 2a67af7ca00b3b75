/* What the reader of a report should know of it; see export_notes.h. */
#include "export_notes.h"

#include "base/visible.h"
#include "check/revealing.h"
#include "model/public.h"
#include "model/task.h"
#include "model/when.h"
#include "report/findings.h"

#include <string.h>

static void append_sentence(const char *path, const char *words, const char *more, struct str *out)
{
	str_append_text(out, "afterword: ");
	visible_append(out, path, strlen(path));
	str_appendf(out, ": %s", words);
	visible_append(out, more, strlen(more));
	str_append_char(out, '\n');
}

static size_t append_revealing(const char *path, const struct document *document,
	const struct report_options *options, struct str *out)
{
	struct findings findings = {0};
	size_t n;

	check_revealing(document, options->shows_authors, &findings);
	findings_format_text(&findings, path, out);
	n = findings.n;
	findings_release(&findings);
	return n;
}

size_t export_notes(const char *path, const struct document *document,
	const struct report_options *options, struct str *out)
{
	if (options->problem)
		append_sentence(path, "the report shows a document with a problem; ",
			options->problem, out);
	return options->is_public ? append_revealing(path, document, options, out) : 0;
}

static bool is_undated(const struct form_field *tasks, unsigned due, const struct row *row)
{
	struct slice text = slice_trim(slice_of(&row->cells[due].text));
	struct when when;

	return text.len > 0 && !task_is_closed(tasks, row) &&
	       !when_parse(&when, str_text(&row->cells[due].text), NULL);
}

void export_notes_undated(const char *path, const struct document *document,
	const struct report_options *options, struct str *out)
{
	unsigned number = form_find_role(document->form, ROLE_TASKS);
	const struct form_field *tasks;
	unsigned due;

	if (number == FORM_NONE)
		return;
	tasks = &document->form->fields[number];
	due = form_find_column_role(tasks, ROLE_TASK_DUE);
	for (size_t i = 0; due != FORM_NONE && i < document->tables[number].n; i++) {
		const struct row *row = &document->tables[number].items[i];

		if (is_undated(tasks, due, row) &&
			(!options->is_public || row_is_public(tasks, row)))
			append_sentence(path,
				"an open task is not in the calendar, its due date cannot be read: ",
				str_text(&row->cells[due].text), out);
	}
}

void export_notes_left_out(const char *path, const struct document *document,
	const struct report_options *options, struct str *out)
{
	struct str records = {0};
	struct str words = {0};

	if (!options->is_public)
		return;
	report_find_left_out(document, options, &records);
	report_append_left_out(slice_of(&records), false, &words);
	append_sentence(path, "left out of the public report: ", str_text(&words), out);
	str_release(&words);
	str_release(&records);
}
