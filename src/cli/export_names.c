/* Names from documents, each only once; see export_names.h. */
#include "export_names.h"

#include "base/mem.h"
#include "base/slice.h"
#include "store/path.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct wanted {
	const struct str *name; /* the one that is wanted */
	size_t at;              /* of the document; SIZE_MAX: the list, which is the first */
};

/* ------------------------------------------------------------- the one that is wanted */

static bool is_dots(struct slice name)
{
	return slice_equal(name, ".") || slice_equal(name, "..");
}

/* Of a folder that was named: where its own name begins, unless it is only dots. */
static size_t find_folder_name(const struct document_path *path)
{
	size_t end = path->below - 1;
	size_t from = end;

	while (from > 0 && path->path[from - 1] != '/')
		from--;
	return from == end || is_dots((struct slice){path->path + from, end - from}) ? path->below
										     : from;
}

static bool is_same_folder(const struct document_path *a, const struct document_path *b)
{
	return a->below == b->below && strncmp(a->path, b->path, a->below) == 0;
}

static bool has_several_folders(const struct document_paths *paths)
{
	const struct document_path *first = NULL;

	for (size_t i = 0; i < paths->n; i++) {
		if (paths->items[i].was_named)
			continue;
		if (first && !is_same_folder(first, &paths->items[i]))
			return true;
		first = &paths->items[i];
	}
	return false;
}

static void want(const struct document_path *path, bool with_folder, struct str *out)
{
	size_t from = with_folder && !path->was_named ? find_folder_name(path) : path->below;
	const char *name = path_name(path->path);
	const char *dot = strrchr(name, '.');

	if (path->error)
		return;
	str_append(out, path->path + from,
		(dot && dot > name ? (size_t)(dot - path->path) : strlen(path->path)) - from);
}

/* ------------------------------------------------------------------------ only once */

static int compare(const void *a, const void *b)
{
	const struct wanted *one = a;
	const struct wanted *other = b;
	int order = strcmp(str_text(one->name), str_text(other->name));

	/* SIZE_MAX + 1 is 0. */
	return order != 0 ? order : one->at + 1 < other->at + 1 ? -1 : 1;
}

static int compare_name(const void *name, const void *item)
{
	return strcmp(name, str_text(((const struct wanted *)item)->name));
}

/* "outage-3", the first from a number on that nobody wants. */
static void number(struct str *out, const struct str *name, const struct wanted *all, size_t n,
	unsigned *number)
{
	do {
		str_clear(out);
		str_appendf(out, "%s-%u", str_text(name), (*number)++);
	} while (bsearch(str_text(out), all, n, sizeof *all, compare_name));
}

static void number_doubles(struct str *names, const struct wanted *all, size_t n)
{
	struct str numbered = {0};

	for (size_t i = 0, next; i < n; i = next) {
		unsigned suffix = 2;

		for (next = i + 1; next < n && compare_name(str_text(all[i].name), &all[next]) == 0;
			next++) {
			number(&numbered, all[i].name, all, n, &suffix);
			str_set(&names[all[next].at], numbered.data, numbered.len);
		}
	}
	str_release(&numbered);
}

struct str *export_names_make(const struct document_paths *paths, bool has_index)
{
	struct str *wished = mem_zalloc(paths->n + 1, sizeof *wished);
	struct str *names = mem_zalloc(paths->n + 1, sizeof *names);
	struct wanted *all = mem_zalloc(paths->n + 1, sizeof *all);
	bool with_folder = has_several_folders(paths);
	struct str index = {0};
	size_t n = 0;

	str_append_text(&index, EXPORT_INDEX_NAME);
	if (has_index)
		all[n++] = (struct wanted){&index, SIZE_MAX};
	for (size_t i = 0; i < paths->n; i++) {
		want(&paths->items[i], with_folder, &wished[i]);
		str_append(&names[i], wished[i].data, wished[i].len);
		all[n++] = (struct wanted){&wished[i], i};
	}
	if (n > 0)
		qsort(all, n, sizeof *all, compare);
	number_doubles(names, all, n);
	for (size_t i = 0; i < paths->n; i++)
		str_release(&wished[i]);
	free(wished);
	free(all);
	str_release(&index);
	return names;
}
