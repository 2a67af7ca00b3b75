/*
 * Where forms come from: a given path, `forms/` next to the document,
 * $XDG_CONFIG_HOME/afterword/forms, the installed folder, the built-in ones.
 */
#ifndef AFTERWORD_STORE_FORMS_H
#define AFTERWORD_STORE_FORMS_H

#include "base/err.h"
#include "base/fileio.h"
#include "model/form.h"

/*
 * Loads a form by name (a-z, 0-9, - and _ only) or, if it contains a '/' or ends in
 * .yaml, by path. document_path (may be NULL) says where `forms/` is. If the first form
 * found has an error, that is an error; the search does not continue. The caller frees
 * it.
 */
struct form *forms_load(struct io io, const char *name, const char *document_path, struct err *err);

struct form_entry {
	char *name;
	char *title;
	char *origin;     /* a path, or "built-in" */
	char *problem;    /* NULL, or why it cannot be used */
	bool is_shadowed; /* an earlier one has the same name */
};

struct form_list {
	struct form_entry *items;
	size_t n;
	size_t cap;
};

/* All forms that can be found from a folder (NULL: the current one), in look-up order. */
void forms_list(struct io io, const char *folder, struct form_list *list);
void form_list_release(struct form_list *self);

#endif
