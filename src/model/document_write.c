/* Values as new YAML, and a complete document in canonical shape. */
#include "document_internal.h"

#include <string.h>

#define STEP 2

static size_t skip_digits(const char *text, size_t at)
{
	return at + strspn(text + at, "0123456789");
}

/* A JSON number, which every reader recognizes. */
static bool is_number(const char *text, size_t len)
{
	size_t at = text[0] == '-';
	size_t whole = skip_digits(text, at);

	if (whole == at || (text[at] == '0' && whole > at + 1))
		return false;
	at = whole;
	if (text[at] == '.') {
		size_t end = skip_digits(text, at + 1);
		if (end == at + 1)
			return false;
		at = end;
	}
	return at == len;
}

static bool is_flag(const char *text)
{
	return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
}

enum yaml_shape text_shape(enum kind kind, const char *text, size_t len)
{
	const struct kind_info *info = kind_info(kind);

	/* One final newline is removed when prose is read, so any text with lines is written as
	 * prose. */
	if (len > 0 && memchr(text, '\n', len))
		return YAML_PROSE;
	if (len == 0 && !info->is_prose)
		return YAML_QUOTED;
	if (info->shape == YAML_RAW && !(info->is_truth ? is_flag(text) : is_number(text, len)))
		return YAML_WORD;
	return info->shape;
}

static void list_build(struct yaml_value *out, const struct str *text)
{
	struct str item = {0};

	out->kind = YAML_VALUE_SEQUENCE;
	for (size_t at = 0; list_next(text, &at, &item);)
		yaml_value_set(yaml_value_add(out, NULL),
			text_shape(KIND_LIST, item.data, item.len), item.data, item.len);
	str_release(&item);
}

void value_build(struct yaml_value *out, const struct value *value, enum kind kind)
{
	const char *text = str_text(&value->text);

	if (kind == KIND_LIST)
		list_build(out, &value->text);
	else
		yaml_value_set(out, text_shape(kind, text, value->text.len), text, value->text.len);
}

static size_t count_filled(const struct row *row, const struct form_field *field)
{
	size_t n = 0;

	for (size_t i = 0; i < field->n_columns; i++)
		n += row->cells[i].text.len > 0;
	return n;
}

void row_build(struct yaml_value *out, const struct row *row, const struct form_field *field)
{
	out->kind = YAML_VALUE_MAPPING;
	/* Not more: a large table has a hundred thousand rows. */
	yaml_value_reserve(out, 1 + count_filled(row, field));
	if (row->id[0] != '~')
		yaml_value_set(yaml_value_add(out, "id"), YAML_WORD, row->id, strlen(row->id));
	for (size_t i = 0; i < field->n_columns; i++)
		if (row->cells[i].text.len > 0)
			value_build(yaml_value_add(out, field->columns[i].key), &row->cells[i],
				field->columns[i].kind);
}

void field_build(struct yaml_value *out, const struct document *document, size_t number)
{
	const struct form_field *field = &document->form->fields[number];
	const struct rows *rows = &document->tables[number];

	if (field->kind != KIND_ROWS) {
		value_build(out, &document->values[number], field->kind);
		return;
	}
	out->kind = YAML_VALUE_SEQUENCE;
	for (size_t i = 0; i < rows->n; i++)
		row_build(yaml_value_add(out, NULL), &rows->items[i], field);
}

bool field_is_empty(const struct document *document, size_t number)
{
	return document->values[number].text.len == 0 && document->tables[number].n == 0;
}

static struct yaml_value *mapping_build(struct yaml_value *parent, const char *key)
{
	for (size_t i = 0; i < parent->n_items; i++)
		if (strcmp(parent->items[i].key, key) == 0)
			return &parent->items[i];

	struct yaml_value *mapping = yaml_value_add(parent, key);
	mapping->kind = YAML_VALUE_MAPPING;
	mapping->blank_before = true;
	return mapping;
}

struct yaml_value *path_build(struct yaml_value *mapping, const char *path, bool is_root)
{
	char part[PATH_PART_SIZE];

	while ((path = path_next(path, part))) {
		mapping = mapping_build(mapping, part);
		is_root = false;
	}
	bool follows_page = mapping->n_items > 0 &&
			    mapping->items[mapping->n_items - 1].kind == YAML_VALUE_MAPPING;
	struct yaml_value *value = yaml_value_add(mapping, part);
	value->blank_before = !is_root || follows_page;
	return value;
}

/* Lists the possible statuses, for those who edit the file by hand. */
static char *status_comment(const struct form_field *field)
{
	struct str comment = {0};

	for (size_t i = 0; i < field->n_choices; i++)
		str_appendf(&comment, "%s%s", i > 0 ? ", " : "", field->choices[i]);
	return str_take(&comment);
}

void document_write(const struct document *self, struct str *out)
{
	const struct form *form = self->form;
	struct yaml_value root = {.kind = YAML_VALUE_MAPPING};
	struct yaml_layout layout = {.newline = "\n", .step = STEP};

	yaml_value_set(yaml_value_add(&root, "afterword"), YAML_RAW, "1", 1);
	yaml_value_set(yaml_value_add(&root, "form"), YAML_WORD, form->name, strlen(form->name));
	if (document_has_us_dates(self))
		dates_build(yaml_value_add(&root, "dates"), self);
	for (size_t i = 0; i < form->n_fields; i++) {
		if (!kind_info(form->fields[i].kind)->is_stored || field_is_empty(self, i))
			continue;
		struct yaml_value *value = path_build(&root, form->fields[i].path, true);
		field_build(value, self, i);
		if (field_has_role(&form->fields[i], ROLE_STATUS))
			value->comment = status_comment(&form->fields[i]);
	}
	yaml_value_write(out, &root, &layout);
	yaml_value_release(&root);
}
