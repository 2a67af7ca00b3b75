/*
 * 'afterword' alone on a terminal: offers the documents of the folder, the last changed first, and
 * a new one. It asks in plain lines: the choice is made once, before anything is on the screen.
 */
#include "offer.h"

#include "internal.h"

#include "base/mem.h"
#include "base/visible.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>

enum { OFFERED_MAX = 20, HEAD = 4096 /* bytes in which a document says what it is */ };

struct offered {
	char *name;
	time_t changed;
};

struct offers {
	struct offered *items;
	size_t n;
	size_t cap;
};

/* --- the documents --- */

static bool is_yaml_name(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot > name && (strcasecmp(dot, ".yaml") == 0 || strcasecmp(dot, ".yml") == 0);
}

/* Does it begin with the mark of a document, or have it among its first lines? */
static bool is_document(const char *name)
{
	char head[HEAD + 2] = "\n";
	FILE *file = fopen(name, "r");
	size_t len;

	if (!file)
		return false;
	len = fread(head + 1, 1, HEAD, file);
	fclose(file);
	head[len + 1] = '\0';
	return strstr(head, "\nafterword:") != NULL;
}

static void offers_load(struct offers *self)
{
	DIR *folder = opendir(".");
	struct dirent *entry;
	struct stat what;

	while (folder && (entry = readdir(folder))) {
		if (entry->d_name[0] == '.' || !is_yaml_name(entry->d_name) ||
			stat(entry->d_name, &what) != 0 || !S_ISREG(what.st_mode) ||
			!is_document(entry->d_name))
			continue;
		self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
		self->items[self->n++] = (struct offered){mem_strdup(entry->d_name), what.st_mtime};
	}
	if (folder)
		closedir(folder);
}

static int compare(const void *left, const void *right)
{
	const struct offered *a = left;
	const struct offered *b = right;

	if (a->changed != b->changed)
		return a->changed > b->changed ? -1 : 1;
	return strcmp(a->name, b->name);
}

static void offers_release(struct offers *self)
{
	for (size_t i = 0; i < self->n; i++)
		free(self->items[i].name);
	free(self->items);
}

/* --- asking --- */

static bool print_offers(const struct offers *self)
{
	size_t shown = self->n < OFFERED_MAX ? self->n : OFFERED_MAX;
	struct str text = {0};
	bool done;

	for (size_t i = 0; i < shown; i++) {
		str_appendf(&text, "%3zu  ", i + 1);
		visible_append(&text, self->items[i].name, strlen(self->items[i].name));
		str_append_text(&text, "\n");
	}
	if (self->n > shown)
		str_appendf(&text, "     and %zu more\n", self->n - shown);
	str_append_text(&text, self->n > 0
				       ? "Number or file to open, or the name of a new one: "
				       : "Name of a new postmortem (afterword help says more): ");
	done = print(&text);
	fflush(stdout);
	str_release(&text);
	return done;
}

static bool read_line(struct str *line)
{
	int c;

	while ((c = getchar()) != EOF && c != '\n')
		str_append_char(line, (char)c);
	return c != EOF;
}

/* The document with that number in the list; NULL: it is a name. */
static const char *find_numbered(const struct offers *self, const char *answer)
{
	char *end;
	unsigned long number = strtoul(answer, &end, 10);
	bool is_number = answer[0] >= '1' && answer[0] <= '9' && *end == '\0';

	return is_number && self->items && number <= self->n ? self->items[number - 1].name : NULL;
}

/* A new name gets an ending. One that begins with a hyphen is no option. */
static void take(const struct offers *self, const char *answer, struct str *path)
{
	const char *numbered = find_numbered(self, answer);
	const char *name = numbered ? numbered : answer;

	str_appendf(path, "%s%s", name[0] == '-' ? "./" : "", name);
	if (!is_yaml_name(name))
		str_append_text(path, ".yaml");
}

bool offer_document(struct str *path)
{
	struct offers offers = {0};
	struct str line = {0};
	struct slice answer = {0};

	offers_load(&offers);
	if (offers.n > 0)
		qsort(offers.items, offers.n, sizeof(*offers.items), compare);
	if (print_offers(&offers) && read_line(&line))
		answer = slice_trim((struct slice){str_text(&line), line.len});
	if (answer.len > 0) {
		struct str text = {0};

		str_append(&text, answer.data, answer.len);
		take(&offers, str_text(&text), path);
		str_release(&text);
	}
	str_release(&line);
	offers_release(&offers);
	return path->len > 0;
}
