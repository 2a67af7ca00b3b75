/* Finds journals that wait, for commands that would otherwise ignore them. */
#include "pending_journals.h"

#include <string.h>

bool journal_waits(struct form_cache *cache, const struct journal_entry *entry)
{
	struct loaded file = {0};
	bool is_document, is_held;

	if (entry->problem || entry->is_live || entry->is_aside || entry->taken_by)
		return false;
	if (entry->n_ops > 0)
		return true;
	is_document = !entry->is_in_file && loaded_init(&file, cache, entry->document_path, NULL);
	is_held = journal_is_held(cache->io, entry, is_document ? &file.document : NULL);
	if (is_document)
		loaded_release(&file);
	return !is_held;
}

static void load_list(struct journal_list *list, struct io io, const char *path)
{
	struct str folder = {0};

	if (journal_folder(&folder, NULL))
		journal_list_load(list, io, str_text(&folder), path, NULL);
	str_release(&folder);
}

bool is_awaited(struct io io, const char *path)
{
	struct journal_list list = {0};
	struct form_cache cache;
	bool is_found = false;

	form_cache_init(&cache, io);
	load_list(&list, io, path);
	for (size_t i = 0; i < list.n && !is_found; i++)
		is_found = journal_waits(&cache, &list.items[i]);
	journal_list_release(&list);
	form_cache_release(&cache);
	return is_found;
}

long find_open_session(struct io io, const char *path)
{
	struct journal_list list = {0};
	long process = 0;

	load_list(&list, io, path);
	for (size_t i = 0; i < list.n && process == 0; i++)
		if (!list.items[i].problem && list.items[i].is_live)
			process = list.items[i].pid;
	journal_list_release(&list);
	return process;
}

/* A path as a word of a command that must not be taken for an option. */
static void append_path(struct str *out, const char *path)
{
	struct str word = {0};

	if (path[0] == '-')
		str_append_text(&word, "./");
	str_append_text(&word, path);
	shell_append(out, str_text(&word));
	str_release(&word);
}

/* "a/postmortem.yaml": "a/postmortem.recovered.yaml" */
static void name_beside(const char *path, struct str *out)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	size_t stem = dot && dot > name ? (size_t)(dot - path) : strlen(path);

	str_appendf(out, "%.*s.recovered.yaml", (int)stem, path);
}

void say_how_to_recover(const char *path, bool is_free)
{
	struct str out = {0};
	struct str command = {0};

	if (is_free)
		str_append_text(&out, path);
	else
		name_beside(path, &out);
	str_append_text(&command, "afterword recover -o ");
	append_path(&command, str_text(&out));
	str_append_char(&command, ' ');
	append_path(&command, path);
	complain("to get it back: %s", str_text(&command));
	str_release(&out);
	str_release(&command);
}

void say_how_to_forget(const char *path)
{
	struct str command = {0};

	str_append_text(&command, "afterword recover --remove ");
	append_path(&command, path);
	complain("to throw it away: %s", str_text(&command));
	str_release(&command);
}
