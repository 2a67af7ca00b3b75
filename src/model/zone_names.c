/* The names of all zones: the files of the database, read once. */
#include "zone_names.h"

#include "base/mem.h"
#include "model/when.h"

#include <dirent.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ZONE_FOLDER "/usr/share/zoneinfo"
#define DEPTH_MAX 3 /* America/Argentina/Buenos_Aires */
#define COUNT_MAX 4096

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct {
	char **items;
	size_t n;
	size_t cap;
} names;

const char *zone_folder(void)
{
	const char *folder = getenv("TZDIR");

	return folder != NULL && *folder != '\0' ? folder : ZONE_FOLDER;
}

static void add(const char *name)
{
	names.items = mem_grow(names.items, &names.cap, names.n + 1, sizeof *names.items);
	names.items[names.n++] = mem_strdup(name);
}

/* Tables and rules start with a lower-case letter or have an extension; "Factory" is not a real
 * zone. */
static bool is_zone(const char *name)
{
	return *name >= 'A' && *name <= 'Z' && strchr(name, '.') == NULL &&
	       strcmp(name, "Factory") != 0;
}

static bool is_folder(const char *name)
{
	struct str path = {0};
	struct stat status;

	str_appendf(&path, "%s/%s", zone_folder(), name);
	bool is_there = stat(path.data, &status) == 0 && S_ISDIR(status.st_mode);
	str_release(&path);
	return is_there;
}

static void add_folder(const char *prefix, int depth)
{
	struct str path = {0};

	str_appendf(&path, "%s/%s", zone_folder(), prefix);
	DIR *folder = opendir(path.data);

	for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
		if (!is_zone(entry->d_name) || names.n == COUNT_MAX)
			continue;
		str_clear(&path);
		str_appendf(&path, "%s%s%s", prefix, *prefix != '\0' ? "/" : "", entry->d_name);
		if (!is_folder(path.data))
			add(path.data);
		else if (depth < DEPTH_MAX)
			add_folder(path.data, depth + 1);
	}
	if (folder != NULL)
		closedir(folder);
	str_release(&path);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void read_names(void)
{
	add_folder("", 1);
	if (names.n > 0)
		qsort(names.items, names.n, sizeof *names.items, compare);
}

const char *const *zone_names(size_t *n)
{
	pthread_once(&once, read_names);
	*n = names.n;
	return (const char *const *)names.items;
}
