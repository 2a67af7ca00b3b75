/*
 * Opening a document should not wait for another program, so the user's name is read from git's
 * settings files, in which it is a line "name = Ida" below "[user]". git itself is asked only where
 * something else may decide: the repository, files that are included, the environment.
 */
#include "git_name.h"

#include "base/slice.h"
#include "store/file.h"
#include "store/git.h"
#include "store/path.h"
#include "store/versions.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- one file --- */

static bool is_word(struct slice text, const char *word)
{
	return text.len == strlen(word) && strncasecmp(text.data, word, text.len) == 0;
}

/* Up to a comment, without quotes and backslashes. */
static void set_value(struct slice text, struct str *out)
{
	bool is_quoted = false;

	str_clear(out);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		if (c == '"')
			is_quoted = !is_quoted;
		else if ((c == '#' || c == ';') && !is_quoted)
			break;
		else if (c == '\\' && i + 1 < text.len)
			str_append_char(out, text.data[++i]);
		else
			str_append_char(out, c);
	}
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		str_splice(out, out->len - 1, 1, "", 0);
}

/* "[user]", but not "[user "x"]". */
static bool is_user_section(struct slice line)
{
	const char *end = memchr(line.data, ']', line.len);
	struct slice name = {line.data + 1, end ? (size_t)(end - line.data) - 1 : 0};

	return is_word(slice_trim(name), "user");
}

static struct slice after_section(struct slice line)
{
	const char *end = memchr(line.data, ']', line.len);

	return slice_from(line, end ? (size_t)(end - line.data) + 1 : line.len);
}

void git_name_read(const char *source, size_t len, struct str *out)
{
	struct slice rest = {source, len};
	struct slice line;
	bool is_user = false;

	while (slice_next_line(&rest, &line)) {
		const char *sign;

		line = slice_trim(line);
		if (line.len > 0 && line.data[0] == '[') {
			is_user = is_user_section(line);
			line = after_section(line);
		}
		sign = line.len > 0 ? memchr(line.data, '=', line.len) : NULL;
		if (!is_user || !sign)
			continue;
		struct slice key = {line.data, (size_t)(sign - line.data)};
		struct slice value = {sign + 1, line.len - key.len - 1};

		if (is_word(slice_trim(key), "name"))
			set_value(slice_trim(value), out);
	}
}

/* --- all of them --- */

struct name_search {
	struct io io;
	struct str *out;
	bool is_unsure; /* only git knows */
};

static bool has(const struct str *source, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= source->len; i++)
		if (strncasecmp(source->data + i, word, len) == 0)
			return true;
	return false;
}

static bool has_one_of(const struct str *source, const char *const *words)
{
	for (; *words; words++)
		if (has(source, *words))
			return true;
	return false;
}

static bool load(
	const struct name_search *self, const char *folder, const char *name, struct str *source)
{
	struct str path = {0};
	bool done;

	str_appendf(&path, "%s%s", folder, name);
	done = file_load(self->io, str_text(&path), source, NULL, NULL);
	str_release(&path);
	return done;
}

static void read_own(struct name_search *self, const char *folder, const char *name)
{
	/* The last two are a value of several lines. */
	static const char *const others[] = {"[include", "[author", "\\\n", "\\\r\n", NULL};
	struct str source = {0};

	if (load(self, folder, name, &source)) {
		git_name_read(str_text(&source), source.len, self->out);
		self->is_unsure = self->is_unsure || has_one_of(&source, others);
	}
	str_release(&source);
}

/* As git does: the system's, then one that the environment names, else both of the user's, of
 * which the last one wins. */
static void read_all_own(struct name_search *self)
{
	const char *system = getenv("GIT_CONFIG_SYSTEM");
	const char *only = getenv("GIT_CONFIG_GLOBAL");
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (!getenv("GIT_CONFIG_NOSYSTEM"))
		read_own(self, system ? system : "/etc/gitconfig", "");
	if (only) {
		read_own(self, only, "");
		return;
	}
	if (config && *config)
		read_own(self, config, "/git/config");
	else if (home && *home)
		read_own(self, home, "/.config/git/config");
	if (home && *home)
		read_own(self, home, "/.gitconfig");
}

/* Whether it counts, which git does not let every repository do, is for git to say. */
static bool may_name(const struct name_search *self, const char *folder)
{
	static const char *const words[] = {"[user", "[author", "[include", "worktreeconfig", NULL};
	struct str source = {0};
	bool result = !load(self, folder, "/.git/config", &source) || has_one_of(&source, words);

	str_release(&source);
	return result;
}

/* Looks upward for a repository; one that is not simply there is git's to find. */
static void look_at_repository(struct name_search *self, const char *folder)
{
	struct str outer = {0};
	struct str dot_git = {0};
	struct stat stat;

	str_appendf(&dot_git, "%s/.git", folder);
	if (self->io.ops->fstatat(self->io.context, AT_FDCWD, str_text(&dot_git), &stat, 0) == 0) {
		self->is_unsure = self->is_unsure || may_name(self, folder);
	} else {
		path_folder(folder, &outer);
		if (strcmp(str_text(&outer), folder) != 0)
			look_at_repository(self, str_text(&outer));
	}
	str_release(&outer);
	str_release(&dot_git);
}

static void look_at_environment(struct name_search *self)
{
	static const char *const names[] = {"GIT_DIR", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		self->is_unsure = self->is_unsure || getenv(names[i]);
}

/* --- asking --- */

/* "KEY\nVALUE" and a NUL, one after the other: the last author's, else the last user's. */
static void take_answer(const struct str *answer, struct str *out)
{
	static const char author[] = "author.name\n";
	bool is_author = false;

	for (size_t at = 0; at < answer->len; at += strlen(answer->data + at) + 1) {
		const char *item = answer->data + at;
		const char *value = strchr(item, '\n');
		bool is_now = strncmp(item, author, strlen(author)) == 0;

		if (!value || (is_author && !is_now))
			continue;
		is_author = is_now;
		str_set(out, value + 1, strlen(value + 1));
	}
}

static void ask(const char *folder, struct str *out)
{
	enum { MILLISECONDS = 300 };
	const char *const words[] = {
		"config", "-z", "--get-regexp", "^(author|user)\\.name$", NULL};
	const struct git_question question = {folder, words, MILLISECONDS};
	struct str answer = {0};

	if (git_ask(&question, &answer, NULL))
		take_answer(&answer, out);
	str_release(&answer);
}

void git_name_find(struct io io, const char *document_path, struct str *out)
{
	const char *author = getenv("GIT_AUTHOR_NAME");
	struct name_search search = {.io = io, .out = out};
	struct version_place place;

	if (author && *author) {
		str_append_text(out, author);
		return;
	}
	read_all_own(&search);
	look_at_environment(&search);
	if (version_place_init(&place, io, document_path, NULL)) {
		look_at_repository(&search, str_text(&place.folder));
		if (search.is_unsure)
			ask(str_text(&place.folder), out);
	}
	version_place_release(&place);
}
