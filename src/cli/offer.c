/*
 * 'afterword' alone on a terminal: offers the documents of the folder, the last changed first, and
 * a new one. It asks in plain lines: the choice is made once, before anything is on the screen. It
 * asks until the answer can be opened.
 */
#include "offer.h"

#include "ask_line.h"
#include "internal.h"

#include "base/mem.h"
#include "base/visible.h"
#include "store/path.h"
#include "text/grapheme.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	OFFERED_MAX = 20,
	LINES_BELOW = 5,    /* how many more, the question, and once more after a refusal */
	NUMBER_COLUMNS = 5, /* before a name */
	HEAD = 4096,        /* bytes in which a document says what it is */
};

struct offered {
	char *name;
	time_t changed;
};

struct offers {
	struct offered *items;
	size_t n;
	size_t cap;
	size_t n_shown; /* the first ones, which have a number */
};

/* --- the documents --- */

static bool is_yaml_name(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot > name && dot[-1] != '/' &&
	       (strcasecmp(dot, ".yaml") == 0 || strcasecmp(dot, ".yml") == 0);
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

/* --- the list --- */

static struct winsize screen_size(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
		size = (struct winsize){.ws_row = 24, .ws_col = 80};
	return size;
}

/* On one line, so that the whole list is on the screen. */
static void append_name(struct str *out, const char *name, size_t columns)
{
	struct str shown = {0};
	size_t fit;

	visible_append(&shown, name, strlen(name));
	fit = grapheme_fit(str_text(&shown), shown.len, (unsigned)columns);
	if (fit < shown.len && columns > 3)
		fit = grapheme_fit(str_text(&shown), shown.len, (unsigned)columns - 3);
	str_append(out, str_text(&shown), fit);
	str_append_text(out, fit < shown.len ? "...\n" : "\n");
	str_release(&shown);
}

static bool print_offers(struct offers *self)
{
	struct winsize size = screen_size();
	size_t most = size.ws_row > LINES_BELOW ? size.ws_row - LINES_BELOW : 1;
	size_t columns = size.ws_col > NUMBER_COLUMNS + 4 ? size.ws_col - NUMBER_COLUMNS - 1 : 4;
	struct str text = {0};
	bool done;

	most = most < OFFERED_MAX ? most : OFFERED_MAX;
	self->n_shown = self->n < most ? self->n : most;
	for (size_t i = 0; i < self->n_shown; i++) {
		str_appendf(&text, "%3zu  ", i + 1);
		append_name(&text, self->items[i].name, columns);
	}
	if (self->n > self->n_shown)
		str_appendf(&text, "     and %zu more\n", self->n - self->n_shown);
	done = print(&text);
	fflush(stdout);
	str_release(&text);
	return done;
}

/* --- the answer --- */

static bool is_folder(const char *path)
{
	struct stat what;

	return stat(path, &what) == 0 && S_ISDIR(what.st_mode);
}

/* Can a new one be there? If not, why says it. */
static bool check_folder(const char *path, struct str *why)
{
	struct str folder = {0};
	const char *name;
	struct stat what;

	path_folder(path, &folder);
	name = str_text(&folder);
	if (stat(name, &what) != 0 && errno == ENOENT)
		str_appendf(why, "There is no folder %s.", name);
	else if (!is_folder(name))
		str_appendf(why, "%s is not a folder.", name);
	else if (access(name, W_OK | X_OK) != 0)
		str_appendf(why, "The folder %s cannot be written in: %s.", name, strerror(errno));
	str_release(&folder);
	return why->len == 0;
}

/* A name that is not in the list: of an existing document, or of a new one, which gets an ending.
 */
static void take_name(const char *name, struct str *path, struct str *why)
{
	struct stat what;

	str_append_text(path, name);
	if (!is_yaml_name(name))
		str_append_text(path, ".yaml");
	if (is_folder(str_text(path)))
		str_appendf(why, "%s is a folder.", str_text(path));
	else if (stat(str_text(path), &what) == 0)
		return;
	else if (errno != ENOENT && errno != ENOTDIR)
		str_appendf(why, "%s: %s.", name, strerror(errno));
	else if (lstat(str_text(path), &what) == 0)
		str_appendf(why, "%s is a link to a file that does not exist.", str_text(path));
	else if (is_folder(name))
		str_appendf(why, "%s is a folder.", name);
	else if (stat(name, &what) != 0)
		check_folder(str_text(path), why);
	else if (S_ISREG(what.st_mode) && is_document(name))
		str_set(path, name, strlen(name));
	else
		str_appendf(why, "%s is no postmortem.", name);
}

/* A number that is not in the list is most likely a slip, and no name of a new document. */
static void take(const struct offers *self, const char *answer, struct str *path, struct str *why)
{
	bool is_number = self->n > 0 && answer[strspn(answer, "0123456789")] == '\0';
	unsigned long number = is_number ? strtoul(answer, NULL, 10) : 0;

	if (is_number && number >= 1 && number <= self->n_shown)
		str_append_text(path, self->items[number - 1].name);
	else if (is_number)
		str_appendf(why, "%s is not in the list; as a name it is %s.yaml.", answer, answer);
	else
		take_name(answer, path, why);
	if (why->len == 0 && str_text(path)[0] == '-') /* no option */
		str_splice(path, 0, 0, "./", 2);
}

/* --- asking --- */

/* False: nothing is to be opened. */
static bool ask_name(const struct offers *self, struct str *answer)
{
	struct str line = {0};
	struct slice name = {0};

	if (ask_line(self->n > 0 ? "Number or file to open, or the name of a new one: "
				 : "Name of a new postmortem (afterword help says more): ",
		    &line))
		name = slice_trim((struct slice){str_text(&line), line.len});
	str_set(answer, name.data ? name.data : "", name.len);
	str_release(&line);
	return answer->len > 0;
}

static bool print_refusal(struct str *why)
{
	bool done;

	str_append_char(why, '\n');
	done = print(why);
	fflush(stdout);
	str_clear(why);
	return done;
}

static void ask(const struct offers *self, struct str *path)
{
	struct str answer = {0};
	struct str why = {0};

	while (ask_name(self, &answer)) {
		take(self, str_text(&answer), path, &why);
		if (why.len == 0)
			break;
		str_clear(path);
		if (!print_refusal(&why))
			break;
	}
	str_release(&answer);
	str_release(&why);
}

bool offer_document(struct str *path)
{
	struct offers offers = {0};

	offers_load(&offers);
	if (offers.n > 0)
		qsort(offers.items, offers.n, sizeof(*offers.items), compare);
	if (print_offers(&offers))
		ask(&offers, path);
	offers_release(&offers);
	return path->len > 0;
}
