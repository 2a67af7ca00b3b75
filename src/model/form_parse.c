/* Reads a form from its file: its top level and its pages. Fields are read in form_field.c. */
#include "form_reader.h"
#include "form_review.h"

#include "base/ensure.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

static bool set_version(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	unsigned *slot = (unsigned *)((char *)target + at);
	size_t len;
	const char *text = form_scalar(self, node, &len);

	if (!text)
		return false;
	if (len == 0 || len > 6 || strspn(text, "0123456789") != len || text[0] == '0')
		return form_error(self, node, "a version is a whole number, at least 1");
	*slot = (unsigned)strtoul(text, NULL, 10);
	return true;
}

/* The shape of a tag such as de or pt-BR: 2 to 8 letters, then parts of letters and digits. */
static bool is_language(const char *text)
{
	enum { PART_MOST = 8, TAG_MOST = 35 };
	size_t len = strspn(text, LETTERS);

	if (len < 2 || len > PART_MOST || strlen(text) > TAG_MOST)
		return false;
	for (text += len; *text == '-'; text += 1 + len) {
		len = strspn(text + 1, LETTERS "0123456789");
		if (len == 0 || len > PART_MOST)
			return false;
	}
	return *text == '\0';
}

static bool set_language(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	if (!form_set_line(self, target, at, node))
		return false;
	return is_language(*(char **)((char *)target + at)) ||
	       form_error(self, node, "a language is a tag such as de or pt-BR");
}

static const struct form_key page_keys[] = {
	{"key", form_set_key, offsetof(struct form_page, key), .is_required = true},
	{"title", form_set_line, offsetof(struct form_page, title), .is_required = true},
	{"heading", form_set_line, offsetof(struct form_page, heading)},
	{"about", form_set_text, offsetof(struct form_page, about)},
	{"private", form_set_flag, offsetof(struct form_page, is_private)},
	{"fields", form_read_fields, 0, .is_required = true},
};

static void default_text(char **slot, const char *text)
{
	if (!*slot)
		*slot = mem_strdup(text);
}

/* What the page says of its fields, at the end, because it may say it below them. */
static void complete_fields(struct form *form, const struct form_page *page)
{
	for (size_t i = 0; i < page->n_fields; i++) {
		struct form_field *field = &form->fields[page->first + i];
		struct str path = {0};

		field->is_private = field->is_private || page->is_private;
		if (field->path)
			continue;
		str_appendf(&path, "%s.%s", page->key, field->key);
		field->path = str_take(&path);
	}
}

static bool read_page(struct form_reader *self, uint32_t node)
{
	struct form *form = self->form;

	form->pages =
		mem_grow(form->pages, &self->cap_pages, form->n_pages + 2, sizeof *form->pages);
	struct form_page *page = &form->pages[form->n_pages];
	page[0] = (struct form_page){.first = (unsigned)form->n_fields};
	page[1] = (struct form_page){0}; /* the review's */
	form->n_pages++;
	if (!form_read_mapping(
		    self, node, "page", page_keys, sizeof page_keys / sizeof page_keys[0], page))
		return false;
	default_text(&page->heading, page->title);
	default_text(&page->about, "");
	complete_fields(form, page);
	for (size_t i = 0; i + 1 < form->n_pages; i++)
		if (strcmp(form->pages[i].key, page->key) == 0)
			return form_error(self, yaml_find(self->tree, node, "key"),
				"there is already a page \"%s\"", page->key);
	return true;
}

static bool read_pages(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	const struct yaml_node *pages = yaml_node(self->tree, node);

	(void)target;
	(void)at;
	if (pages->kind != YAML_SEQUENCE || pages->count == 0)
		return form_error(self, node, "\"pages\" must be a list of pages");
	if (pages->count > FORM_MAX_PAGES)
		return form_error(self, node, "more than %d pages", FORM_MAX_PAGES);
	for (uint32_t item = YAML_NONE; (item = form_next_item(self, node, item)) != YAML_NONE;)
		if (!read_page(self, item))
			return false;
	return true;
}

static const struct form_key form_keys[] = {
	{"form", form_set_key, offsetof(struct form, name), .is_required = true},
	{"version", set_version, offsetof(struct form, version)},
	{"title", form_set_line, offsetof(struct form, title), .is_required = true},
	{"about", form_set_text, offsetof(struct form, about)},
	{"language", set_language, offsetof(struct form, language)},
	{"prompts", form_read_prompts, 0},
	{"pages", read_pages, 0, .is_required = true},
	{"checklist", form_read_checklist, 0},
};

/* The tables of the review, behind the form's own pages. */
static void add_review(struct form_reader *self)
{
	static const char source[] = REVIEW_SOURCE;
	const struct yaml_tree *own = self->tree;
	struct yaml_tree tree = {0};

	ENSURE(yaml_tree_parse(&tree, source, sizeof source - 1, self->err));
	self->tree = &tree;
	ENSURE(read_page(self, tree.root));
	self->form->n_pages--;
	self->tree = own;
	yaml_tree_release(&tree);
}

/* Its fields may be elsewhere, and form_check has looked at those only. */
static bool check_page_keys(struct form_reader *self)
{
	uint32_t pages = yaml_find(self->tree, self->tree->root, "pages");

	for (uint32_t item = YAML_NONE; (item = form_next_item(self, pages, item)) != YAML_NONE;) {
		uint32_t key = yaml_find(self->tree, item, "key");

		if (strcmp(yaml_text(self->tree, key, NULL), REVIEW_KEY) == 0)
			return form_error(self, key,
				"\"%s\" is where the program keeps comments and sign-offs; give this "
				"page another key",
				REVIEW_KEY);
	}
	return true;
}

static bool read_form(struct form_reader *self)
{
	const struct yaml_tree *tree = self->tree;

	if (tree->n_problems > 0) {
		err_set(self->err, ERR_FORM, "%s", tree->problems[0].message);
		return err_locate(self->err, self->form->origin, tree->problems[0].line,
			tree->problems[0].column);
	}
	if (tree->root == YAML_NONE)
		return form_error(self, YAML_NONE, "the form is empty");
	self->form->version = 1;
	if (!form_read_mapping(self, tree->root, "form", form_keys,
		    sizeof form_keys / sizeof form_keys[0], self->form))
		return false;
	default_text(&self->form->about, "");
	default_text(&self->form->language, "en");
	self->form->n_answers = self->form->n_fields;
	if (!form_check(self) || !form_check_prompts(self) || !check_page_keys(self))
		return false;
	add_review(self);
	return true;
}

static bool read_source(
	struct form_reader *self, struct yaml_tree *tree, const char *source, size_t len)
{
	struct err syntax = {0};

	if (len > FORM_MAX_BYTES)
		return form_error(self, YAML_NONE, "a form is at most %u kB; this one is larger",
			FORM_MAX_BYTES / 1024);
	if (yaml_tree_parse(tree, source, len, &syntax))
		return read_form(self);
	err_set(self->err, ERR_FORM, "%s", syntax.message);
	return err_locate(self->err, self->form->origin, syntax.line, syntax.column);
}

struct form *form_parse(const char *source, size_t len, const char *origin, struct err *err)
{
	struct yaml_tree tree = {0};
	struct form *form = mem_zalloc(1, sizeof *form);
	struct form_reader reader = {.tree = &tree, .form = form, .err = err};

	form->origin = mem_strdup(origin);
	if (!read_source(&reader, &tree, source, len)) {
		form_free(form);
		form = NULL;
	}
	free(reader.nodes);
	yaml_tree_release(&tree);
	return form;
}
