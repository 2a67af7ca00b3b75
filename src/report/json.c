/*
 * The document for scripts: every value under its path, the pages with their questions in
 * order, and computed values. docs/format.md describes the shape.
 */
#include "internal.h"
#include "json_parts.h"
#include "json_text.h"
#include "report_plan.h"

#include "base/mem.h"
#include "model/public.h"

#include <stdlib.h>
#include <string.h>

struct writer {
	const struct document *document;
	const struct report_options *options;
	json_t *values;   /* a tree by path, as in the file */
	json_t *computed; /* by path */
	json_t *pages;
	json_t *fields; /* of the current page; borrowed */
	json_t *rows;   /* of the current rows field; borrowed */
	json_t *row;    /* likewise */
};

/* ------------------------------------------------------------------- values */

static json_t *number_value(const struct str *text)
{
	struct slice trimmed = slice_trim(slice_of(text));
	json_t *number = json_loadb(trimmed.data, trimmed.len, JSON_DECODE_ANY, NULL);

	if (json_is_number(number))
		return number;
	json_decref(number);
	return json_text(str_text(text), text->len);
}

static json_t *flag_value(const struct str *text)
{
	if (str_equal(text, "true", 4))
		return json_true();
	if (str_equal(text, "false", 5))
		return json_false();
	return json_text(str_text(text), text->len);
}

static json_t *list_value(const struct str *text)
{
	json_t *list = json_array();
	struct str item = {0};
	size_t at = 0;

	while (list_next(text, &at, &item))
		json_array_append_new(list, json_text(str_text(&item), item.len));
	str_release(&item);
	return list;
}

/* A value in the JSON type of its kind; as text if it is not valid. */
static json_t *typed_value(const struct form_field *field, const struct value *value)
{
	const struct str *text = &value->text;

	if (field->kind == KIND_LIST && !value->is_foreign)
		return list_value(text);
	if (text->len == 0)
		return json_null();
	if (kind_info(field->kind)->is_figure)
		return number_value(text);
	if (kind_info(field->kind)->is_truth)
		return flag_value(text);
	return json_text(text->data, text->len);
}

/* Puts a value under its path, creating the objects above it. Takes the reference. */
static void set_path(json_t *tree, const char *path, json_t *value)
{
	const char *dot;

	for (; (dot = strchr(path, '.')); path = dot + 1) {
		char *key = mem_strndup(path, (size_t)(dot - path));
		json_t *below = json_object_get(tree, key);

		if (!below) {
			below = json_object();
			json_object_set_new(tree, key, below);
		}
		free(key);
		tree = below;
	}
	json_object_set_new(tree, path, value);
}

/* ----------------------------------------------------------- computed values */

static json_t *span_facts(const struct writer *self, const struct form_field *field)
{
	struct span span;

	document_span(self->document, field, self->options->now, &span);
	return json_span(&span);
}

static size_t count_items(const struct document *document, unsigned field)
{
	struct str item = {0};
	size_t at = 0;
	size_t n = 0;

	if (document->form->fields[field].kind == KIND_ROWS)
		return document->tables[field].n;
	while (list_next(&document->values[field].text, &at, &item))
		n++;
	str_release(&item);
	return n;
}

static json_t *count_facts(const struct writer *self, const struct form_field *field)
{
	size_t n = count_items(self->document, form_find(self->document->form, field->from));

	return json_pack("{s:s, s:I}", "kind", "count", "count", (json_int_t)n);
}

static json_t *computed_facts(const struct writer *self, unsigned number)
{
	const struct form_field *field = &self->document->form->fields[number];
	json_t *facts =
		field->how == COMPUTED_SPAN ? span_facts(self, field) : count_facts(self, field);
	struct str text = {0};

	if (!json_is_object(facts))
		return facts;
	document_compute(self->document, number, self->options->now, &text);
	json_object_set_new(facts, "text", json_text(str_text(&text), text.len));
	str_release(&text);
	return facts;
}

/* --------------------------------------------------------------------- walk */

static void write_page(struct writer *self, const struct walk *walk)
{
	json_t *page = json_object();

	self->fields = json_array();
	json_object_set_new(page, "key", json_text_of(walk->page->key));
	json_object_set_new(page, "title", json_text_of(walk->page->title));
	json_object_set_new(page, "heading", json_text_of(walk->page->heading));
	json_object_set_new(page, "private", json_boolean(walk->page->is_private));
	json_object_set_new(page, "fields", self->fields);
	json_array_append_new(self->pages, page);
}

/* The value of a field, for its page and for the tree; the caller gets a reference. */
static json_t *field_value(struct writer *self, const struct walk *walk)
{
	json_t *value;

	if (walk->field->kind == KIND_COMPUTED) {
		value = computed_facts(self, walk->place.field);
		json_object_set(self->computed, walk->field->path, value);
		return value;
	}
	value = walk->field->kind == KIND_ROWS
			? json_array()
			: typed_value(walk->field, &self->document->values[walk->place.field]);
	if (walk->field->kind == KIND_ROWS)
		self->rows = value;
	set_path(self->values, walk->field->path, json_incref(value));
	return value;
}

static void write_field(struct writer *self, const struct walk *walk)
{
	const struct form_field *field = walk->field;
	json_t *entry = json_object();
	json_t *time = NULL;

	if (!report_plan_may_show_field(self->document, walk->place.field, self->options)) {
		json_decref(entry);
		return;
	}
	json_object_set_new(entry, "path", json_text_of(field->path));
	json_object_set_new(entry, "label", json_text_of(field->label));
	if (field->heading[0])
		json_object_set_new(entry, "heading", json_text_of(field->heading));
	json_object_set_new(entry, "ask", json_text_of(field->ask));
	json_object_set_new(entry, "kind", json_text_of(kind_info(field->kind)->name));
	json_object_set_new(entry, "value", field_value(self, walk));
	if (kind_info(field->kind)->is_time)
		time = json_time(self->document, &self->document->values[walk->place.field].text);
	json_add_field(entry, field, self->options);
	if (time)
		json_object_set_new(entry, "time", time);
	json_array_append_new(self->fields, entry);
}

static void write_row(struct writer *self, const struct walk *walk)
{
	self->row = json_object();
	if (!self->options->is_public)
		json_object_set_new(self->row, "id", json_text_of(walk->row->id));
	json_array_append_new(self->rows, self->row);
}

static void write_cell(struct writer *self, const struct walk *walk)
{
	if (!report_plan_may_show(walk->field, self->options))
		return;
	json_object_set_new(self->row, walk->field->key,
		typed_value(walk->field, &walk->row->cells[walk->place.column]));
}

static void nothing(struct writer *self, const struct walk *walk)
{
	(void)self;
	(void)walk;
}

static void (*const events[])(struct writer *self, const struct walk *walk) = {
	[WALK_PAGE] = write_page,
	[WALK_FIELD] = write_field,
	[WALK_ROW] = write_row,
	[WALK_CELL] = write_cell,
	[WALK_PAGE_END] = nothing,
};

static json_t *document_head(const struct document *document, const struct report_options *options)
{
	unsigned title = form_find_role(document->form, ROLE_TITLE);
	unsigned status = form_find_role(document->form, ROLE_STATUS);
	json_t *root = json_object();

	json_object_set_new(root, "afterword", json_integer(1));
	json_object_set_new(root, "form", json_text_of(document->form->name));
	json_object_set_new(root, "form_title", json_text_of(document->form->title));
	json_object_set_new(root, "form_version", json_integer(document->form->version));
	if (title != FORM_NONE && !document->form->fields[title].is_private)
		json_object_set_new(root, "title", json_text_of(document_text(document, title)));
	if (!options->is_public || status == FORM_NONE ||
		field_is_public(&document->form->fields[status], options->shows_authors))
		json_object_set_new(
			root, "status", json_text_of(status_name(document_status(document))));
	return root;
}

/* What forms other than this one have under other paths. */
static void add_incident(
	json_t *root, const struct document *document, const struct report_options *options)
{
	struct report_plan plan;
	struct incident incident;

	report_plan_init(&plan, document, options, false);
	incident_init(&incident, &plan);
	json_object_set_new(root, "milestones", json_milestones(&incident));
	json_object_set_new(root, "durations", json_durations(&incident));
	incident_release(&incident);
	report_plan_release(&plan);
}

static void add_findings(
	json_t *root, const struct document *document, const struct report_options *options)
{
	json_t *list = json_array();

	for (size_t i = 0; options->findings && i < options->findings->n; i++)
		json_array_append_new(list, json_finding(&options->findings->items[i],
						    document->form, !options->is_public));
	if (options->findings)
		json_object_set_new(root, "findings", list);
	else
		json_decref(list);
}

bool json_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	struct writer writer = {
		.document = document,
		.options = options,
		.values = json_object(),
		.computed = json_object(),
		.pages = json_array(),
	};
	json_t *root = document_head(document, options);
	struct walk walk;

	walk_init(&walk, document, options->is_public);
	while (walk_next(&walk) != WALK_DONE)
		events[walk.event](&writer, &walk);
	json_object_set_new(root, "public", json_boolean(options->is_public));
	if (options->problem)
		json_object_set_new(root, "problem", json_text_of(options->problem));
	add_incident(root, document, options);
	add_findings(root, document, options);
	if (options->with_review && !options->is_public)
		json_object_set_new(root, "review", json_review(document, options->now));
	json_object_set_new(root, "values", writer.values);
	json_object_set_new(root, "computed", writer.computed);
	json_object_set_new(root, "pages", writer.pages);
	return json_write(root, out, err);
}
