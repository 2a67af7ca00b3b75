/* Findings of several files as one JSON document; docs/rules.md has its shape. */
#include "check/check.h"
#include "json_parts.h"
#include "json_text.h"
#include "report/findings.h"

#include <assert.h>

/* Which field, row and cell; none for a finding about the document. */
static void add_place(
	json_t *entry, const struct finding *finding, const struct form *form, bool with_ids)
{
	if (!finding->has_place)
		return;
	assert(form);

	const struct form_field *field = &form->fields[finding->place.field];
	json_object_set_new(entry, "path", json_text_of(field->path));
	if (finding->place.row[0]) {
		if (with_ids)
			json_object_set_new(entry, "row", json_text_of(finding->place.row));
		if (finding->place.column < field->n_columns)
			json_object_set_new(entry, "cell",
				json_text_of(field->columns[finding->place.column].key));
	}
	if (finding->end > 0) {
		json_object_set_new(entry, "start", json_integer((json_int_t)finding->start));
		json_object_set_new(entry, "end", json_integer((json_int_t)finding->end));
	}
}

json_t *json_finding(const struct finding *finding, const struct form *form, bool with_ids)
{
	json_t *entry = json_object();

	json_object_set_new(entry, "rule", json_text_of(finding->rule->id));
	json_object_set_new(entry, "level", json_text_of(level_name(finding->level)));
	if (finding->line > 0) {
		json_object_set_new(entry, "line", json_integer(finding->line));
		json_object_set_new(entry, "column", json_integer(finding->column));
	}
	add_place(entry, finding, form, with_ids);
	json_object_set_new(entry, "message", json_text_of(finding->text));
	json_object_set_new(entry, "hint", json_text_of(finding->rule->hint));
	return entry;
}

json_t *json_failure(const struct err *failure)
{
	json_t *entry = json_object();

	if (failure->line > 0)
		json_object_set_new(entry, "line", json_integer(failure->line));
	if (failure->column > 0)
		json_object_set_new(entry, "column", json_integer(failure->column));
	json_object_set_new(entry, "message", json_text_of(failure->message));
	return entry;
}

static json_t *file_entry(const struct checked_file *file)
{
	json_t *entry = json_object();
	json_t *findings = json_array();

	json_object_set_new(entry, "path", json_text_of(file->path));
	json_object_set_new(
		entry, "form", file->form ? json_text_of(file->form->name) : json_null());
	if (file->failure)
		json_object_set_new(entry, "failure", json_failure(file->failure));
	for (size_t i = 0; file->findings && i < file->findings->n; i++)
		json_array_append_new(
			findings, json_finding(&file->findings->items[i], file->form, true));
	json_object_set_new(entry, "findings", findings);
	return entry;
}

static json_t *count_entry(const struct checked_file *files, size_t n)
{
	json_int_t counts[N_LEVELS] = {0};
	json_int_t failures = 0;
	json_t *entry = json_object();

	for (size_t i = 0; i < n; i++) {
		failures += files[i].failure != NULL;
		for (unsigned level = 0; files[i].findings && level < N_LEVELS; level++)
			counts[level] += (json_int_t)files[i].findings->counts[level];
	}
	json_object_set_new(entry, "files", json_integer((json_int_t)n));
	json_object_set_new(entry, "failures", json_integer(failures));
	for (unsigned level = N_LEVELS; level-- > 0;)
		json_object_set_new(
			entry, level_name((enum level)level), json_integer(counts[level]));
	return entry;
}

bool findings_format_json(
	const struct checked_file *files, size_t n, struct str *out, struct err *err)
{
	json_t *root = json_object();
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, file_entry(&files[i]));
	json_object_set_new(root, "files", list);
	json_object_set_new(root, "counts", count_entry(files, n));
	return json_write(root, out, err);
}
