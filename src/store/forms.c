/*
 * Finds forms: an ordered list of folders, and at its end the forms inside the program. A
 * name is never a path, so a document cannot make the program read arbitrary files.
 */
#include "store/forms.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "builtin.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

static const char SUFFIX[] = ".yaml";

enum { MAX_NAME = 64, N_FOLDERS = 3 };

/* The folders searched for forms, in order. */
struct folders {
	struct str paths[N_FOLDERS];
	size_t n;
};

static void folders_init(struct folders *self, const char *library)
{
	*self = (struct folders){0};
	str_appendf(&self->paths[self->n++], "%s/forms", library);
	if (path_xdg("XDG_CONFIG_HOME", ".config", &self->paths[self->n]))
		str_append_text(&self->paths[self->n++], "/forms");
	str_append_text(&self->paths[self->n++], AFTERWORD_FORMS_FOLDER);
}

static void folders_release(struct folders *self)
{
	for (size_t i = 0; i < N_FOLDERS; i++)
		str_release(&self->paths[i]);
}

static bool is_name(const char *text, size_t len)
{
	return len > 0 && len <= MAX_NAME &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") >= len;
}

static bool has_suffix(const char *text)
{
	size_t len = strlen(text);
	size_t suffix = strlen(SUFFIX);

	return len > suffix && strcmp(text + len - suffix, SUFFIX) == 0;
}

static struct form *load_path(struct io io, const char *path, struct err *err)
{
	struct str source = {0};
	struct form *form = NULL;

	if (file_load(io, path, &source, NULL, err))
		form = form_parse(str_text(&source), source.len, path, err);
	str_release(&source);
	if (!form)
		err_locate(err, path, 0, 0);
	return form;
}

/* A document names its form by the form's own name, so a file of another name does not match. */
static struct form *check_name(struct form *form, const char *name, struct err *err)
{
	if (!form || strcmp(form->name, name) == 0)
		return form;
	err_set(err, ERR_FORM, "the form in this file is named \"%.*s\", not \"%s\"",
		utf8_fit(form->name, 64), form->name, name);
	err_locate(err, form->origin, 0, 0);
	form_free(form);
	return NULL;
}

static struct form *find_builtin(const char *name, struct err *err)
{
	for (struct form *const *form = builtin_forms; *form; form++)
		if (strcmp((*form)->name, name) == 0)
			return *form;
	err_set(err, ERR_MISSING,
		"there is no form named \"%s\"; 'afterword forms' lists what there is", name);
	return NULL;
}

/* Nothing can be read here; the next folder may have the form. */
static bool is_passed_over(const struct err *err)
{
	return err->code == ERR_MISSING || (err->code == ERR_SYSTEM && err->number == EACCES);
}

static struct form *find_form(
	struct io io, const char *name, const struct folders *folders, struct err *err)
{
	struct str path = {0};
	struct form *form = NULL;
	struct err why = {0};
	struct err unreadable = {0};

	for (size_t i = 0; i < folders->n && why.code == ERR_NONE && !form; i++) {
		str_clear(&path);
		str_appendf(&path, "%s/%s%s", str_text(&folders->paths[i]), name, SUFFIX);
		form = check_name(load_path(io, str_text(&path), &why), name, &why);
		if (!is_passed_over(&why))
			continue;
		if (why.code == ERR_SYSTEM && unreadable.code == ERR_NONE)
			unreadable = why;
		why = (struct err){0};
	}
	str_release(&path);
	if (!form && why.code == ERR_NONE) {
		form = find_builtin(name, &why);
		if (!form && unreadable.code != ERR_NONE)
			why = unreadable;
	}
	if (!form && err && err->code == ERR_NONE)
		*err = why;
	return form;
}

struct form *forms_load(struct io io, const char *name, const char *document_path, struct err *err)
{
	struct str library = {0};
	struct folders folders;
	struct form *form;

	if (strchr(name, '/') || has_suffix(name))
		return load_path(io, name, err);
	if (!is_name(name, strlen(name))) {
		err_set(err, ERR_FORM,
			"\"%.*s\" is not a name for a form; it may only have a-z, 0-9, - and _",
			utf8_fit(name, 64), name);
		return NULL;
	}
	path_folder(document_path ? document_path : "", &library);
	folders_init(&folders, str_text(&library));
	form = find_form(io, name, &folders, err);
	folders_release(&folders);
	str_release(&library);
	return form;
}

/* --- listing --- */

static bool is_listed(const struct form_list *list, const char *name)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].name, name) == 0)
			return true;
	return false;
}

/* Takes name and form. */
static void add_entry(struct form_list *list, char *name, const char *origin, struct form *form,
	const struct err *err)
{
	bool is_shadowed = is_listed(list, name);
	struct str problem = {0};

	if (!form)
		err_format(err, &problem);
	list->items = mem_grow(list->items, &list->cap, list->n + 1, sizeof(*list->items));
	list->items[list->n++] = (struct form_entry){
		.name = name,
		.title = mem_strdup(form ? form->title : ""),
		.origin = mem_strdup(origin),
		.problem = form ? NULL : str_take(&problem),
		.is_shadowed = is_shadowed,
	};
	form_free(form);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The form names in a folder, sorted; the caller frees array and names. */
static char **list_names(struct io io, const char *folder, size_t *n)
{
	int fd =
		io.ops->openat(io.context, AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	struct str all = {0};
	char **names = NULL;
	size_t cap = 0;

	*n = 0;
	if (fd < 0)
		return NULL;
	if (io.ops->list(io.context, fd, &all) != 0)
		str_clear(&all);
	io_close(io, fd);
	for (size_t at = 0; at < all.len; at += strlen(all.data + at) + 1) {
		const char *name = all.data + at;
		size_t len = strlen(name);

		if (!has_suffix(name) || !is_name(name, len - strlen(SUFFIX)))
			continue;
		names = mem_grow(names, &cap, *n + 1, sizeof(*names));
		names[(*n)++] = mem_strndup(name, len - strlen(SUFFIX));
	}
	str_release(&all);
	if (names)
		qsort(names, *n, sizeof(*names), compare_names);
	return names;
}

static void list_folder(struct io io, const char *folder, struct form_list *list)
{
	size_t n;
	char **names = list_names(io, folder, &n);

	for (size_t i = 0; i < n; i++) {
		struct str path = {0};
		struct err err = {0};
		struct form *form;

		str_appendf(&path, "%s/%s%s", folder, names[i], SUFFIX);
		form = check_name(load_path(io, str_text(&path), &err), names[i], &err);
		add_entry(list, names[i], str_text(&path), form, &err);
		str_release(&path);
	}
	free(names);
}

void forms_list(struct io io, const char *folder, struct form_list *list)
{
	struct folders folders;

	folders_init(&folders, folder ? folder : ".");
	for (size_t i = 0; i < folders.n; i++)
		list_folder(io, str_text(&folders.paths[i]), list);
	folders_release(&folders);
	for (struct form *const *form = builtin_forms; *form; form++)
		add_entry(list, mem_strdup((*form)->name), (*form)->origin, *form, NULL);
}

void form_list_release(struct form_list *self)
{
	for (size_t i = 0; i < self->n; i++) {
		free(self->items[i].name);
		free(self->items[i].title);
		free(self->items[i].origin);
		free(self->items[i].problem);
	}
	free(self->items);
	*self = (struct form_list){0};
}
