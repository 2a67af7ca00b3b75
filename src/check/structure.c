/* Rules about what is missing or present: fields, rows, a document's readiness. */
#include "internal.h"

#include "model/conflict.h"

#include <string.h>

enum { MANY_CONFLICTS = 50 }; /* in one text; more are not worth reading */

static bool is_required(const struct check *check, const struct form_field *field)
{
	return field->required != STATUS_NEVER && check->status >= field->required;
}

/* Owner and due date have rules of their own, which name the task. */
static bool has_own_rule(const struct form_field *column)
{
	return field_has_role(column, ROLE_TASK_OWNER) || field_has_role(column, ROLE_TASK_DUE);
}

static void check_cells(
	struct check *check, const struct rule *rule, unsigned field, unsigned column)
{
	const struct form_field *table = &check->document->form->fields[field];

	if (!is_required(check, &table->columns[column]) || has_own_rule(&table->columns[column]))
		return;
	for (size_t row = 0; row < check->document->tables[field].n; row++) {
		struct rule_cursor cursor = rule_cursor_cell(check, field, row, column);

		if (cursor.value->is_foreign || !is_blank(cursor.text))
			continue;
		check_report(check, rule, check_level(check), &cursor,
			"\"%s\" is missing in %s %zu of \"%s\"", check_name(check, 0, cursor.field),
			field_row_name(table), row + 1, check_name(check, 1, table));
		check_brief(check, "is missing");
	}
}

static void report_missing(
	struct check *check, const struct rule *rule, const struct rule_cursor *cursor)
{
	const struct form_field *field = cursor->field;
	const char *page = check->document->form->pages[field->page].title;

	if (field->kind == KIND_ROWS) {
		check_report(check, rule, check_level(check), cursor,
			"\"%s\" on the page %s has no rows", check_name(check, 0, field), page);
		check_brief(check, "has no rows");
	} else {
		check_report(check, rule, check_level(check), cursor,
			"\"%s\" is missing on the page %s", check_name(check, 0, field), page);
		check_brief(check, "is missing");
	}
}

void run_missing(struct check *check, const struct rule *rule)
{
	const struct form *form = check->document->form;

	for (unsigned i = 0; i < form->n_fields; i++) {
		const struct form_field *field = &form->fields[i];
		const struct value *value = &check->document->values[i];
		bool is_empty = field->kind == KIND_ROWS ? check->document->tables[i].n == 0
							 : is_blank(str_text(&value->text));

		if (is_empty && is_required(check, field) && !value->is_foreign &&
			kind_info(field->kind)->is_stored) {
			struct rule_cursor cursor = rule_cursor_field(check, i);

			report_missing(check, rule, &cursor);
		}
		for (unsigned column = 0; column < field->n_columns; column++)
			check_cells(check, rule, i, column);
	}
}

void run_ambiguous_file(struct check *check, const struct rule *rule)
{
	const struct yaml_tree *source = &check->document->source;

	for (size_t i = 0; i < source->n_problems; i++) {
		const struct yaml_problem *problem = &source->problems[i];

		check_report_line(check, rule, rule->level, NULL, problem->line, problem->column,
			"%s", problem->message);
	}
}

void run_newer_file(struct check *check, const struct rule *rule)
{
	const struct yaml_tree *source = &check->document->source;

	if (!document_is_newer(check->document))
		return;
	uint32_t version = yaml_find(source, source->root, "afterword");
	const struct yaml_node *node = yaml_node(source, version);

	check_report_line(check, rule, rule->level, NULL, node->line, node->column,
		"a newer Afterword wrote this file, in version %s of its format",
		yaml_text(source, version, NULL));
}

/* The id node of a row without an id in the document; YAML_NONE if there is none. */
static uint32_t lost_id(const struct yaml_tree *source, const struct row *row)
{
	if (row->id[0] != '~' || row->node == YAML_NONE ||
		yaml_node(source, row->node)->kind != YAML_MAPPING)
		return YAML_NONE;
	uint32_t id = yaml_find(source, row->node, "id");

	return id != YAML_NONE && yaml_node(source, id)->kind == YAML_SCALAR ? id : YAML_NONE;
}

static void check_row_id(struct check *check, const struct rule *rule, unsigned field, size_t row)
{
	const struct document *document = check->document;
	uint32_t id = lost_id(&document->source, &document->tables[field].items[row]);

	if (id == YAML_NONE)
		return;
	const char *text = yaml_text(&document->source, id, NULL);
	size_t first = document_row_index(document, field, text);

	if (first == SIZE_MAX)
		return;
	struct rule_cursor cursor = rule_cursor_cell(check, field, row, 0);
	const struct yaml_node *node = yaml_node(&document->source, id);

	check_report_line(check, rule, rule->level, &cursor, node->line, node->column,
		"row %zu has the id %s of row %zu", row + 1, check_quote(check, text, strlen(text)),
		first + 1);
}

void run_duplicate_row_id(struct check *check, const struct rule *rule)
{
	const struct form *form = check->document->form;

	for (unsigned i = 0; i < form->n_fields; i++)
		for (size_t row = 0; row < check->document->tables[i].n; row++)
			check_row_id(check, rule, i, row);
}

/* One note for a table: a hand-written file mostly has no ids at all. */
void run_row_without_id(struct check *check, const struct rule *rule)
{
	const struct document *document = check->document;

	for (unsigned i = 0; i < document->form->n_fields; i++) {
		size_t n = 0;

		for (size_t row = 0; row < document->tables[i].n; row++)
			n += document->tables[i].items[row].id[0] == '~' &&
			     lost_id(&document->source, &document->tables[i].items[row]) ==
				     YAML_NONE;
		if (n == 0)
			continue;
		struct rule_cursor cursor = rule_cursor_field(check, i);

		check_report(check, rule, rule->level, &cursor, "%zu %s without an id", n,
			n == 1 ? "row is" : "rows are");
	}
}

static bool is_marker(const char *line, size_t len)
{
	static const char *const markers[] = {"<<<<<<<", "|||||||", ">>>>>>>"};

	for (size_t i = 0; i < LENGTH(markers); i++) {
		size_t size = strlen(markers[i]);

		if (len >= size && memcmp(line, markers[i], size) == 0 &&
			(len == size || line[size] != line[0]))
			return true;
	}
	return false;
}

/* Lines that git and other merge tools leave where they could not merge two texts. */
static bool find_marker(const struct rule_cursor *cursor, size_t *start, size_t *end)
{
	for (size_t at = 0; at < cursor->len; at = *end + 1) {
		*start = at;
		*end = at + rule_cursor_line(cursor, at);
		if (is_marker(cursor->text + at, *end - at))
			return true;
	}
	return false;
}

/* Most texts have none of the signs. */
static bool may_have_marker(const struct rule_cursor *cursor)
{
	static const char signs[] = "<|>";

	for (const char *sign = signs; *sign != '\0'; sign++)
		if (memchr(cursor->text, *sign, cursor->len))
			return true;
	return false;
}

/* The first marker line of the next conflict, or a lone one; *at moves past it. */
static bool find_open(const struct rule_cursor *cursor, size_t *at, size_t *start, size_t *end)
{
	struct conflict conflict;

	if (!conflict_find(cursor->text, cursor->len, *at, &conflict)) {
		bool is_found = *at == 0 && find_marker(cursor, start, end);

		*at = cursor->len;
		return is_found;
	}
	*start = conflict.start;
	*end = conflict.start + rule_cursor_line(cursor, conflict.start);
	*at = conflict.end;
	return true;
}

void run_open_conflict(struct check *check, const struct rule *rule)
{
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, NULL);) {
		size_t at = 0;
		size_t start;
		size_t end;

		if (!may_have_marker(&cursor))
			continue;
		for (unsigned n = 0; n < MANY_CONFLICTS && find_open(&cursor, &at, &start, &end);
			n++)
			check_report_words(check, rule, rule->level, &cursor, start, end,
				"two versions of this text are waiting for a decision");
	}
}

void run_final_with_errors(struct check *check, const struct rule *rule)
{
	unsigned field = form_find_role(check->document->form, ROLE_STATUS);
	size_t n = check->findings->counts[LEVEL_ERROR];

	if (check->status != STATUS_FINAL || document_status(check->document) != STATUS_FINAL ||
		n == 0 || field == FORM_NONE)
		return;
	struct rule_cursor cursor = rule_cursor_field(check, field);

	check_report(check, rule, rule->level, &cursor, "the document is final and has %zu error%s",
		n, n == 1 ? "" : "s");
}
