/* Files and forms as git passes them. */
#include "git.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool git_read(struct io io, const char *path, struct str *out, struct err *err)
{
	int fd = io.ops->openat(io.context, AT_FDCWD, path, O_RDONLY | O_NOCTTY | O_CLOEXEC, 0);
	bool done;

	if (fd < 0) {
		err_system(err, errno, "the file cannot be opened");
		return err_locate(err, path, 0, 0);
	}
	done = io_read_all(io, fd, SIZE_MAX / 4, out, err);
	io_close(io, fd);
	return done || err_locate(err, path, 0, 0);
}

/* --- forms --- */

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* "a/forms/NAME.yaml" and "copy.yaml": "a/copy.yaml". */
static void sibling(const char *form, const char *name, struct str *out)
{
	const char *folder = strstr(form, "forms/");

	for (const char *next = folder; (next = strstr(next + 1, "forms/"));)
		folder = next;
	str_clear(out);
	str_append(out, form, (size_t)(folder - form));
	str_append_text(out, name);
}

/*
 * The path in the repository of a copied file, as far as its form requires: one with a form of that
 * name next to it. False if there is none.
 */
static bool find_home(const char *form, const char *name, struct str *out)
{
	struct str pattern = {0};
	struct str found = {0};
	int status = 0;
	size_t n = 0;

	str_appendf(&pattern, ":(top,glob)**/forms/%s.yaml", form);
	git_run((const char *const[]){"ls-files", "-z", "--", str_text(&pattern), NULL}, true,
		&found, &status, NULL);
	for (size_t at = 0; at < found.len; at += strlen(found.data + at) + 1) {
		n++;
		sibling(found.data + at, name, out);
		if (access(str_text(out), F_OK) == 0)
			break;
		if (n > 1)
			str_clear(out); /* several, and none of them has such a file next to it */
	}
	str_release(&pattern);
	str_release(&found);
	return out->len > 0;
}

const struct form *git_find_form(
	struct form_cache *cache, const char *name, const char *path, struct err *err)
{
	struct str home = {0};
	const struct form *form;

	/* A name that is a pattern is not a form's name. */
	if (path[0] == '/' && !strpbrk(name, "*?[\\/") && find_home(name, name_of(path), &home))
		path = str_text(&home);
	form = form_cache_find(cache, name, path, err);
	str_release(&home);
	return form;
}
