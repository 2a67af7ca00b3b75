/* Walks the folders that a command line names; see document_paths.h. */
#include "document_paths.h"

#include "base/mem.h"
#include "store/path.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_FOLDERS = 16 };

static bool has_yaml_name(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot != name && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

bool is_document_text(const struct str *bytes)
{
	bool found = false;

	for (const char *at = str_text(bytes); at && !found; at = strchr(at, '\n')) {
		at += *at == '\n';
		at += strncmp(at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
		found = strncmp(at, "afterword:", strlen("afterword:")) == 0;
	}
	return found;
}

bool is_folder(const char *path)
{
	struct stat what;

	return stat(path, &what) == 0 && S_ISDIR(what.st_mode);
}

static struct document_path *add(struct document_paths *self, const char *path, size_t below)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n] = (struct document_path){.path = mem_strdup(path), .below = below};
	return &self->items[self->n++];
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder, sorted, so that every run has the same output; hidden ones left out.
 * false with errno. */
static bool list_folder(const char *path, char ***names, size_t *n)
{
	DIR *folder = opendir(path);
	size_t cap = 0;

	*names = NULL;
	*n = 0;
	if (!folder)
		return false;
	for (const struct dirent *entry; (entry = readdir(folder));) {
		if (entry->d_name[0] == '.')
			continue;
		*names = mem_grow(*names, &cap, *n + 1, sizeof(**names));
		(*names)[(*n)++] = mem_strdup(entry->d_name);
	}
	closedir(folder);
	if (*n)
		qsort(*names, *n, sizeof(**names), compare_names);
	return true;
}

static void add_folder(struct document_paths *self, const char *path, size_t below, unsigned depth)
{
	char **names;
	size_t n;

	if (!list_folder(path, &names, &n))
		add(self, path, below)->error = errno;
	for (size_t i = 0; i < n; i++) {
		struct str inner = {0};
		struct stat what;

		str_appendf(&inner, "%s/%s", path, names[i]);
		if (lstat(str_text(&inner), &what) == 0) {
			if (S_ISDIR(what.st_mode) && depth < MAX_FOLDERS)
				add_folder(self, str_text(&inner), below, depth + 1);
			else if (S_ISREG(what.st_mode) && has_yaml_name(names[i]))
				add(self, str_text(&inner), below);
		}
		str_release(&inner);
		free(names[i]);
	}
	free(names);
}

void document_paths_add(struct document_paths *self, const char *path)
{
	struct str folder = {0};

	if (!is_folder(path)) {
		add(self, path, (size_t)(path_name(path) - path))->was_named = true;
		return;
	}
	str_append_text(&folder, path);
	while (folder.len > 1 && folder.data[folder.len - 1] == '/')
		str_splice(&folder, folder.len - 1, 1, "", 0);
	add_folder(self, str_text(&folder), folder.len + 1, 0);
	str_release(&folder);
}

/* ------------------------------------------------------------------------ only once */

struct resolved {
	char *path; /* without links and dots, if it is there */
	size_t at;
};

static int compare_resolved(const void *a, const void *b)
{
	const struct resolved *one = a;
	const struct resolved *other = b;
	int order = strcmp(one->path, other->path);

	return order != 0 ? order : one->at < other->at ? -1 : 1;
}

static void drop(struct document_path *path)
{
	free(path->path);
	path->path = NULL;
}

void document_paths_drop_doubles(struct document_paths *self)
{
	struct resolved *all = mem_zalloc(self->n + 1, sizeof *all);
	size_t n = self->n;

	for (size_t i = 0; i < n; i++) {
		char *path = realpath(self->items[i].path, NULL);

		all[i] = (struct resolved){path ? path : mem_strdup(self->items[i].path), i};
	}
	qsort(all, n, sizeof *all, compare_resolved);
	for (size_t i = 1; i < n; i++)
		if (strcmp(all[i].path, all[i - 1].path) == 0)
			drop(&self->items[all[i].at]);
	self->n = 0;
	for (size_t i = 0; i < n; i++)
		if (self->items[i].path)
			self->items[self->n++] = self->items[i];
	for (size_t i = 0; i < n; i++)
		free(all[i].path);
	free(all);
}

void document_paths_release(struct document_paths *self)
{
	for (size_t i = 0; i < self->n; i++)
		free(self->items[i].path);
	free(self->items);
	*self = (struct document_paths){0};
}
