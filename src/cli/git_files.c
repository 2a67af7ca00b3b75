/* .gitattributes and the like: where git looks for them, and adding lines to them. */
#include "git_files.h"

#include "base/slice.h"
#include "git.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The user's: a setting names it, else it is in git's configuration folder. */
static const struct {
	const char *setting;
	const char *name;
} globals[] = {
	[GIT_ATTRIBUTES] = {"core.attributesFile", "attributes"},
	[GIT_EXCLUDE] = {"core.excludesFile", "ignore"},
};

/* One line of git's output; false if it fails. */
static bool ask(const char *const *words, struct str *out, struct err *err)
{
	int status = 0;

	if (!git_run(words, true, out, &status, err) || status != 0 || out->len == 0)
		return false;
	str_splice(out, out->len - 1, 1, "", 0);
	return true;
}

static bool find_local(struct git_file *self, struct err *err)
{
	static const char *const words[][4] = {
		[GIT_ATTRIBUTES] = {"rev-parse", "--show-toplevel", NULL},
		[GIT_EXCLUDE] = {"rev-parse", "--git-path", "info/exclude", NULL},
	};

	if (!ask(words[self->kind], &self->path, err))
		return err_set(err, ERR_MISSING,
			"this folder is not in a git repository; run it in one, or with --global");
	if (self->kind == GIT_ATTRIBUTES)
		str_append_text(&self->path, "/.gitattributes");
	return true;
}

/* gitattributes(5), gitignore(5): $XDG_CONFIG_HOME/git, else ~/.config/git. */
static bool find_global(struct git_file *self, struct err *err)
{
	const char *setting = globals[self->kind].setting;
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (ask((const char *const[]){"config", "--global", "--type=path", "--get", setting, NULL},
		    &self->path, err))
		return true;
	if (err->code != ERR_NONE)
		return false;
	str_clear(&self->path);
	if (config && config[0] == '/')
		str_append_text(&self->path, config);
	else if (home && home[0] == '/')
		str_appendf(&self->path, "%s/.config", home);
	else
		return err_set(err, ERR_MISSING, "HOME is not set");
	str_appendf(&self->path, "/git/%s", globals[self->kind].name);
	return true;
}

bool git_file_find(struct git_file *self, enum git_file_kind kind, bool is_global, struct err *err)
{
	*self = (struct git_file){.kind = kind, .is_global = is_global};
	return is_global ? find_global(self, err) : find_local(self, err);
}

void git_file_release(struct git_file *self)
{
	str_release(&self->path);
}

/* --- adding --- */

/* git only creates info and its configuration folder when it needs them. */
static void make_folders(const char *path)
{
	struct str folder = {0};

	str_append_text(&folder, path);
	for (size_t i = 1; i < folder.len; i++)
		if (folder.data[i] == '/') {
			folder.data[i] = '\0';
			mkdir(folder.data, 0777);
			folder.data[i] = '/';
		}
	str_release(&folder);
}

static bool has_line(const struct str *text, size_t from, const char *line)
{
	struct slice rest = slice_from(slice_of(text), from < text->len ? from : text->len);
	struct slice at;

	while (slice_next_line(&rest, &at))
		if (slice_equal(slice_trim(at), line))
			return true;
	return false;
}

static bool load(
	const struct git_file *self, struct io io, struct str *out, bool *exists, struct err *err)
{
	const char *path = str_text(&self->path);
	struct stat what;

	*exists = lstat(path, &what) == 0;
	if (!*exists)
		return errno == ENOENT || errno == ENOTDIR ||
		       err_system(err, errno, "it cannot be examined");
	/* git does not follow a link in the repository, so neither do we. */
	if (S_ISLNK(what.st_mode) && self->kind == GIT_ATTRIBUTES && !self->is_global)
		return err_set(err, ERR_REFUSED, "it is a link, which git does not read");
	return file_load(io, path, out, NULL, err);
}

static void add_lines(const struct git_file *self, const struct str *lines,
	struct git_lines_place place, struct str *text, struct str *said)
{
	struct slice rest = slice_of(lines);
	struct str wanted = {0};
	size_t at = place.at < text->len ? place.at : text->len;

	for (struct slice line; slice_next_line(&rest, &line);) {
		str_set(&wanted, line.data, line.len);
		if (has_line(text, place.known_from, str_text(&wanted)))
			continue;
		if (at > 0 && text->data[at - 1] != '\n')
			str_splice(text, at++, 0, "\n", 1);
		str_appendf(said, "%s: added: %s\n", str_text(&self->path), str_text(&wanted));
		str_append_char(&wanted, '\n');
		str_splice(text, at, 0, wanted.data, wanted.len);
		at += wanted.len;
	}
	str_release(&wanted);
}

static bool write_back(const struct git_file *self, const struct invocation *call,
	const struct str *old, const struct str *text, struct err *err)
{
	struct file_save save = {
		.path = str_text(&self->path), .base = old, .bytes = text, .ids = &call->ids};

	make_folders(save.path);

	enum file_result result = file_replace(call->io, &save, NULL, err);

	if (result == FILE_CHANGED)
		err_set(err, ERR_CHANGED, "it was changed meanwhile; nothing was written");
	return result == FILE_SAVED;
}

bool git_file_add(const struct git_file *self, const struct invocation *call,
	const struct str *lines, struct git_lines_place place, struct str *said, struct err *err)
{
	struct str old = {0};
	struct str text = {0};
	struct str added = {0};
	bool exists;
	bool done = load(self, call->io, &old, &exists, err);

	str_append(&text, str_text(&old), old.len);
	if (done)
		add_lines(self, lines, place, &text, &added);
	if (done && added.len == 0)
		str_appendf(&added, "%s: already had the lines\n", str_text(&self->path));
	else if (done)
		done = write_back(self, call, exists ? &old : NULL, &text, err);
	if (done)
		str_append(said, str_text(&added), added.len);
	else
		err_locate(err, str_text(&self->path), 0, 0);
	str_release(&old);
	str_release(&text);
	str_release(&added);
	return done;
}
