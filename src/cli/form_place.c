/* A form given by path; see form_place.h. */
#include "form_place.h"

#include "store/forms.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Is it the form that documents there are opened with? */
static bool is_same(const struct form *a, const struct form *b)
{
	return a == b || strcmp(a->origin, b->origin) == 0 || form_is_same(a, b);
}

static void folder_beside(const char *path, struct str *out)
{
	const char *slash = strrchr(path, '/');

	if (slash)
		str_append(out, path, (size_t)(slash - path) + 1);
	str_append_text(out, "forms");
}

static bool copy(const struct invocation *call, const char *given, const struct form *form,
	const char *path, struct err *err)
{
	struct str to = {0};
	struct str bytes = {0};
	struct file_save save = {.bytes = &bytes, .ids = &call->ids};
	bool done = file_load(call->io, given, &bytes, NULL, err);

	folder_beside(path, &to);
	if (done && mkdir(str_text(&to), 0777) != 0 && errno != EEXIST)
		done = err_system(err, errno, "%s: the folder for its form could not be created",
			str_text(&to));
	str_appendf(&to, "/%s.yaml", form->name);
	save.path = str_text(&to);
	if (done) {
		enum file_result result = file_replace(call->io, &save, NULL, err);

		if (result == FILE_CHANGED)
			err_set(err, ERR_CHANGED, "%s: already exists; nothing was written",
				str_text(&to));
		done = result == FILE_SAVED;
	}
	if (done)
		complain("the form is now at %s, where %s finds it", str_text(&to), path);
	str_release(&to);
	str_release(&bytes);
	return done;
}

/* Offers two solutions; the second affects all documents there with that form name. */
static void complain_taken(const struct form *given, const struct form *found, const char *path)
{
	struct str folder = {0};
	struct str target = {0};
	struct str command = {0};

	folder_beside(path, &folder);
	str_appendf(&target, "%s/%s.yaml", str_text(&folder), given->name);
	complain(
		"%s would be opened with another form of the name \"%s\" (%s); nothing was written",
		path, given->name, found->origin);
	complain("to keep both, give this one a different name after 'form:'");
	if (access(str_text(&target), F_OK) != 0) {
		str_append_text(&command, "mkdir -p ");
		shell_append(&command, str_text(&folder));
		str_append_text(&command, " && cp ");
		shell_append(&command, given->origin);
		str_append_char(&command, ' ');
		shell_append(&command, str_text(&target));
		complain("to use it for all documents there: %s", str_text(&command));
	}
	str_release(&folder);
	str_release(&target);
	str_release(&command);
}

bool form_place(const struct invocation *call, const struct form *form, const char *given,
	const char *path, struct err *err)
{
	struct err why = {0};
	struct form *found = NULL;
	bool done = true;

	if (strcmp(form->name, given) == 0)
		return true;
	found = forms_load(call->io, form->name, path, &why);
	if (!found && why.code != ERR_MISSING) {
		*err = why;
		return false;
	}
	if (!found) {
		done = copy(call, given, form, path, err);
	} else if (!is_same(form, found)) {
		complain_taken(form, found, path);
		done = false;
	}
	form_free(found);
	return done;
}
