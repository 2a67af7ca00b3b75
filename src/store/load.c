/* Documents from paths: file, YAML, form and document in one step, and the way back. */
#include "store/load.h"

#include "base/mem.h"
#include "save_guard.h"
#include "store/forms.h"
#include "yaml/tree.h"

#include <stdlib.h>
#include <string.h>

struct cached_form {
	char *name;
	char *folder; /* of the documents that use it */
	struct form *form;
};

void form_cache_init(struct form_cache *self, struct io io)
{
	*self = (struct form_cache){.io = io};
}

void form_cache_release(struct form_cache *self)
{
	for (size_t i = 0; i < self->n; i++) {
		free(self->items[i].name);
		free(self->items[i].folder);
		form_free(self->items[i].form);
	}
	free(self->items);
	*self = (struct form_cache){.io = self->io};
}

static char *folder_of(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;

	return slash ? mem_strndup(path, (size_t)(slash - path)) : mem_strdup("");
}

const struct form *form_cache_find(
	struct form_cache *self, const char *name, const char *document_path, struct err *err)
{
	char *folder = folder_of(document_path);

	for (size_t i = 0; i < self->n; i++) {
		const struct cached_form *item = &self->items[i];

		if (strcmp(item->name, name) == 0 && strcmp(item->folder, folder) == 0) {
			free(folder);
			return item->form;
		}
	}

	struct form *form = forms_load(self->io, name, document_path, err);

	if (!form) {
		free(folder);
		return NULL;
	}
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = (struct cached_form){mem_strdup(name), folder, form};
	return form;
}

/* A missing form is an error in the document, at the line that names it. */
static const struct form *find_form(struct form_cache *cache, const struct yaml_tree *tree,
	const char *name, const char *path, struct err *err)
{
	struct err why = {0};
	const struct form *form = form_cache_find(cache, name, path, &why);
	const struct yaml_node *asks = yaml_node(tree, yaml_find(tree, tree->root, "form"));

	if (form)
		return form;
	if (why.path[0] == '\0')
		err_locate(&why, path, asks->line, asks->column);
	if (err && err->code == ERR_NONE)
		*err = why;
	return NULL;
}

bool loaded_parse(struct loaded *self, struct form_cache *cache, const char *path,
	struct str *bytes, struct err *err)
{
	struct yaml_tree tree = {0};
	const struct form *form = NULL;

	*self = (struct loaded){0};
	if (!document_tree_take(&tree, bytes, err))
		return err_locate(err, path, 0, 0);

	const char *name = document_form_name(&tree, err);

	if (name)
		form = find_form(cache, &tree, name, path, err);
	if (form && document_init(&self->document, form, &tree, err))
		return true;
	yaml_tree_release(&tree);
	return err_locate(err, path, 0, 0);
}

bool loaded_init(struct loaded *self, struct form_cache *cache, const char *path, struct err *err)
{
	struct str bytes = {0};
	struct file_stamp stamp;
	bool done = file_load(cache->io, path, &bytes, &stamp, err) &&
		    loaded_parse(self, cache, path, &bytes, err);

	if (done)
		self->stamp = stamp;
	str_release(&bytes);
	return done;
}

void loaded_release(struct loaded *self)
{
	document_release(&self->document);
	*self = (struct loaded){0};
}

/* Why cannot be read what was formatted. */
static bool refuse_unread(const struct err *why, struct err *err)
{
	return err_set(err, ERR_REFUSED, "it could not be read back (%s)", why->message);
}

/* Of what was read back: is it the same? If not, it is released. */
static bool check_same(struct document *self, bool is_same, struct err *err)
{
	if (is_same)
		return true;
	document_release(self);
	return err_set(err, ERR_REFUSED, "it would not read back as the same values");
}

bool document_read_back(struct document *self, const struct form *form, const struct str *bytes,
	const struct str *dump, struct err *err)
{
	struct err why = {0};
	struct str copy = {0};
	struct str read = {0};
	bool is_same;

	str_set(&copy, str_text(bytes), bytes->len);
	if (!document_take_written(self, form, &copy, &why))
		return refuse_unread(&why, err);
	document_dump(self, &read);
	is_same = str_equal(&read, str_text(dump), dump->len);
	str_release(&read);
	return check_same(self, is_same, err);
}

/* As document_read_back, beside the document that was formatted, and without a copy of the bytes:
 * a document may be so large that there is no memory for more. */
static bool take_back(
	struct document *self, const struct document *other, struct str *bytes, struct err *err)
{
	struct err why = {0};

	if (!document_take_written(self, other->form, bytes, &why))
		return refuse_unread(&why, err);
	return check_same(self, document_holds_same(other, self), err);
}

enum file_result document_save(const struct document *self, struct io io, const char *path,
	const struct str *base, const struct id_source *ids, struct err *err)
{
	struct str bytes = {0};
	struct document check = {0};
	struct err why = {0};
	enum file_result result = FILE_FAILED;
	bool is_formatted = document_format(self, &bytes, err);

	if (is_formatted && !take_back(&check, self, &bytes, &why)) {
		err_set(err, why.code, "%s, so nothing was written", why.message);
	} else if (is_formatted) {
		result = guarded_replace(self, io, path, base, &check.source.source, ids, err);
		document_release(&check);
	}
	str_release(&bytes);
	return result;
}
