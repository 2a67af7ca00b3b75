/*
 * The fields of a form: one table of the keys that a field may have, with the kinds each
 * belongs to; the same for fields and for the columns of a table.
 */
#include "form_reader.h"

#include "base/mem.h"

#include <math.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

static bool set_path(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	size_t len;
	const char *text = form_scalar(self, node, &len);
	unsigned depth = 0;

	if (!text)
		return false;
	for (size_t from = 0; from <= len; depth++) {
		const char *dot = memchr(text + from, '.', len - from);
		size_t part = (dot ? (size_t)(dot - text) : len) - from;

		if (!form_is_key(text + from, part) || depth == FORM_MAX_PATH_DEPTH)
			return form_error(self, node,
				"a path is 1 to %d names separated by dots, as in impact.service",
				FORM_MAX_PATH_DEPTH);
		from += part + 1;
	}
	return form_set_line(self, target, at, node);
}

static bool set_kind(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	enum kind *slot = (enum kind *)((char *)target + at);
	struct str known = {0};

	if (kind_parse(yaml_text(self->tree, node, NULL), slot))
		return true;
	for (size_t i = 0; i < kind_count(); i++)
		str_appendf(&known, "%s%s", i > 0 ? ", " : "", kind_info((enum kind)i)->name);
	form_error_unknown(self, node, "kind", str_text(&known));
	str_release(&known);
	return false;
}

/* A word of a small set, and what it means. */
struct word {
	const char *name;
	unsigned value;
};

/* Finds a word in a table; what is the name of the set in the message. */
static bool read_word(struct form_reader *self, uint32_t node, const char *what,
	const struct word *words, size_t n, unsigned *value)
{
	const char *text = yaml_text(self->tree, node, NULL);
	struct str known = {0};

	for (size_t i = 0; i < n; i++) {
		if (strcmp(text, words[i].name) == 0) {
			*value = words[i].value;
			return true;
		}
	}
	for (size_t i = 0; i < n; i++)
		str_appendf(&known, "%s%s", i > 0 ? ", " : "", words[i].name);
	form_error_unknown(self, node, what, str_text(&known));
	str_release(&known);
	return false;
}

bool form_set_status(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	enum status *slot = (enum status *)((char *)target + at);

	if (status_parse(yaml_text(self->tree, node, NULL), slot))
		return true;
	return form_error_unknown(self, node, "status", "draft, review, final");
}

static bool set_shown(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	static const struct word words[] = {
		{"filled", SHOWN_FILLED},
		{"always", SHOWN_ALWAYS},
		{"head", SHOWN_HEAD},
		{"never", SHOWN_NEVER},
	};
	enum shown *slot = (enum shown *)((char *)target + at);
	unsigned value;

	if (!read_word(self, node, "way to be shown", words, LENGTH(words), &value))
		return false;
	*slot = (enum shown)value;
	return true;
}

static bool add_lint(struct form_reader *self, unsigned *lints, uint32_t node)
{
	static const struct word words[] = {
		{"blame", LINT_BLAME},
		{"names", LINT_NAMES},
		{"vague", LINT_VAGUE},
		{"single", LINT_SINGLE},
	};
	unsigned value;

	if (!read_word(self, node, "lint", words, LENGTH(words), &value))
		return false;
	*lints |= value;
	return true;
}

static bool set_lint(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	unsigned *slot = (unsigned *)((char *)target + at);

	if (yaml_node(self->tree, node)->kind != YAML_SEQUENCE)
		return add_lint(self, slot, node);
	for (uint32_t item = YAML_NONE; (item = form_next_item(self, node, item)) != YAML_NONE;)
		if (!add_lint(self, slot, item))
			return false;
	return true;
}

static bool set_after(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	struct form_field *field = target;

	(void)at;
	return form_read_words(self, node, &field->after, &field->n_after);
}

static bool set_before(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	struct form_field *field = target;

	(void)at;
	return form_read_words(self, node, &field->before, &field->n_before);
}

static bool set_within(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	struct form_field *field = target;

	(void)at;
	if (!form_read_words(self, node, &field->within, &field->n_within))
		return false;
	if (field->n_within != 2)
		return form_error(self, node, "\"within\" names two paths: from and to");
	return true;
}

static bool set_choices(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	struct form_field *field = target;

	(void)at;
	return form_read_words(self, node, &field->choices, &field->n_choices);
}

static bool set_closed(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	struct form_field *field = target;

	(void)at;
	return form_read_words(self, node, &field->closed, &field->n_closed);
}

static const struct form_key span_keys[] = {
	{"from", form_set_line, offsetof(struct form_field, from), .is_required = true},
	{"to", form_set_line, offsetof(struct form_field, to), .is_required = true},
};

static bool set_span(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	struct form_field *field = target;

	(void)at;
	field->how = COMPUTED_SPAN;
	return form_read_mapping(self, node, "span", span_keys, LENGTH(span_keys), field);
}

static bool set_count(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	struct form_field *field = target;

	if (field->how == COMPUTED_SPAN)
		return form_error(self, node, "a field computes a span or a count, not both");
	field->how = COMPUTED_COUNT;
	return form_set_line(self, target, at, node);
}

static bool read_columns(struct form_reader *self, void *target, size_t at, uint32_t node);

#define AT(member) offsetof(struct form_field, member)

static const struct form_key field_keys[] = {
	{"key", form_set_key, AT(key), .is_required = true},
	{"path", set_path, AT(path), .is_for_fields = true},
	{"ask", form_set_line, AT(ask)},
	{"label", form_set_line, AT(label)},
	{"help", form_set_text, AT(help)},
	{"hint", form_set_line, AT(hint)},
	{"kind", set_kind, AT(kind), .is_required = true},
	{"role", form_set_roles, AT(roles)},
	{"required", form_set_status, AT(required)},
	{"heading", form_set_line, AT(heading), .is_for_fields = true},
	{"milestone", form_set_line, AT(milestone), .is_for_fields = true, .suits = kind_is_time},
	{"after", set_after, 0, .suits = kind_is_time},
	{"before", set_before, 0, .suits = kind_is_time},
	{"within", set_within, 0, .suits = kind_is_time},
	{"future", form_set_flag, AT(is_to_come), .suits = kind_is_time},
	{"choices", set_choices, 0, .suits = kind_takes_choices, .is_needed = true},
	{"closed", set_closed, 0, .suits = kind_takes_choices},
	{"min", form_set_number, AT(min), .suits = kind_is_figure},
	{"max", form_set_number, AT(max), .suits = kind_is_figure},
	{"row", form_set_line, AT(row), .is_for_fields = true, .suits = kind_is_table},
	{"sorted", form_set_flag, AT(sorted), .is_for_fields = true, .suits = kind_is_table},
	{"private", form_set_flag, AT(is_private)},
	{"shown", set_shown, AT(shown), .is_for_fields = true},
	{"answers", form_set_line, AT(answers), .is_for_fields = true},
	{"lint", set_lint, AT(lint)},
	{"columns", read_columns, 0, .is_for_fields = true, .suits = kind_is_table,
		.is_needed = true},
	{"span", set_span, 0, .is_for_fields = true, .suits = kind_is_computed},
	{"count", set_count, AT(from), .is_for_fields = true, .suits = kind_is_computed},
};

#undef AT

/* Checks, once the kind is known, which keys do not belong here and which are missing. */
static bool check_keys(struct form_reader *self, const struct form_field *field, uint32_t node)
{
	const struct kind_info *kind = kind_info(field->kind);

	for (size_t i = 0; i < LENGTH(field_keys); i++) {
		const struct form_key *key = &field_keys[i];
		uint32_t value = yaml_find(self->tree, node, key->name);

		bool suits = key->suits == NULL || key->suits(kind);
		if (value == YAML_NONE && suits && key->is_needed)
			return form_error(
				self, node, "kind %s needs \"%s\"", kind->name, key->name);
		if (value == YAML_NONE)
			continue;
		uint32_t place = yaml_key_of(self->tree, value);
		if (field->is_column && key->is_for_fields)
			return form_error(self, place, "a column cannot have \"%s\"", key->name);
		if (!suits)
			return form_error(
				self, place, "kind %s cannot have \"%s\"", kind->name, key->name);
	}
	if (field->kind == KIND_COMPUTED && field->how == COMPUTED_NONE)
		return form_error(self, node, "kind computed needs \"span\" or \"count\"");
	return true;
}

static bool read_field(struct form_reader *self, struct form_field *field, uint32_t node)
{
	field->min = NAN;
	field->max = NAN;
	field->line = yaml_node(self->tree, node)->line;
	if (!form_read_mapping(self, node, field->is_column ? "column" : "field", field_keys,
		    LENGTH(field_keys), field) ||
		!check_keys(self, field, node))
		return false;
	form_complete_field(field);
	return true;
}

static bool read_column(struct form_reader *self, struct form_field *rows, uint32_t node)
{
	struct form_field *column = &rows->columns[rows->n_columns++];

	column->is_column = true;
	/* Read first, or the columns of a column would be read in vain. */
	uint32_t kind = yaml_find(self->tree, node, "kind");
	if (kind != YAML_NONE && strcmp(yaml_text(self->tree, kind, NULL), "rows") == 0)
		return form_error(self, kind, "rows cannot contain rows");
	if (!read_field(self, column, node))
		return false;
	if (column->kind == KIND_COMPUTED)
		return form_error(self, kind, "a column cannot be computed");
	uint32_t key = yaml_find(self->tree, node, "key");
	if (strcmp(column->key, "id") == 0)
		return form_error(self, key, "\"id\" is reserved for the row's own id");
	if (form_find_column(rows, column->key) + 1 != rows->n_columns)
		return form_error(self, key, "there is already a column \"%s\"", column->key);
	return true;
}

static bool read_columns(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	struct form_field *rows = target;
	const struct yaml_node *columns = yaml_node(self->tree, node);

	(void)at;
	if (columns->kind != YAML_SEQUENCE || columns->count == 0)
		return form_error(self, node, "\"columns\" must be a list of columns");
	if (columns->count > FORM_MAX_COLUMNS)
		return form_error(self, node, "more than %d columns", FORM_MAX_COLUMNS);
	if (rows->is_column)
		return form_error(self, node, "rows cannot contain rows");
	rows->columns = mem_zalloc(columns->count, sizeof *rows->columns);
	for (uint32_t item = YAML_NONE; (item = form_next_item(self, node, item)) != YAML_NONE;)
		if (!read_column(self, rows, item))
			return false;
	return true;
}

static bool add_field(struct form_reader *self, uint32_t node)
{
	struct form *form = self->form;
	size_t n = form->n_fields;

	if (n == FORM_MAX_FIELDS && form->n_answers == 0) /* the review's do not count */
		return form_error(self, node, "more than %d fields", FORM_MAX_FIELDS);
	form->fields = mem_grow(form->fields, &self->cap_fields, n + 1, sizeof *form->fields);
	self->nodes = mem_grow(self->nodes, &self->cap_nodes, n + 1, sizeof *self->nodes);
	form->fields[n] = (struct form_field){.page = (unsigned)form->n_pages - 1};
	self->nodes[n] = node;
	form->n_fields++;
	form->pages[form->n_pages - 1].n_fields++;
	return read_field(self, &form->fields[n], node);
}

bool form_read_fields(struct form_reader *self, void *page, size_t at, uint32_t node)
{
	const struct yaml_node *fields = yaml_node(self->tree, node);

	(void)page;
	(void)at;
	if (fields->kind != YAML_SEQUENCE || fields->count == 0)
		return form_error(self, node, "\"fields\" must be a list of fields");
	for (uint32_t item = YAML_NONE; (item = form_next_item(self, node, item)) != YAML_NONE;)
		if (!add_field(self, item))
			return false;
	return true;
}
