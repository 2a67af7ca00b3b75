/* afterword git-setup: what makes git merge and compare documents answer by answer. */
#include "base/slice.h"
#include "git.h"
#include "internal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPTION_WRITE, OPTION_GLOBAL };

/*
 * Where afterword is not installed, git must not take a driver that could not be run for
 * a conflict with one side dropped: it then does what it does by itself.
 */
static const struct setting {
	const char *name;
	const char *value;
} settings[] = {
	{"merge.afterword.name", "Afterword, answer by answer"},
	{"merge.afterword.driver",
		"command -v afterword >/dev/null || exec git merge-file --marker-size=%L %A %O %B; "
		"exec afterword merge -L %L -p %P -S %S -X %X -Y %Y %O %A %B"},
	{"diff.afterword.textconv", "command -v afterword >/dev/null || exec cat -- \"$1\"; "
				    "exec afterword diff --textconv --"},
	{"diff.afterword.xfuncname", "^[^ #].*$"},
};

enum { N_SETTINGS = sizeof(settings) / sizeof(settings[0]) };

static const char *const default_patterns[] = {"*.yaml", "*.yml"};

struct setup {
	const struct invocation *call;
	bool is_global;
	struct str attributes; /* path of the file */
	struct str said;
};

/* One line for a pattern; git reads one with blanks or quotes in C's quotes. */
static void append_line(struct str *out, const char *pattern)
{
	assert(pattern);

	bool is_plain = pattern[0] != '#' && pattern[0] != '!' && pattern[0] != '"' &&
			!strpbrk(pattern, " \t\"\\");

	if (!is_plain)
		str_append_char(out, '"');
	for (const char *at = pattern; *at; at++) {
		if (!is_plain && strchr("\"\\", *at))
			str_append_char(out, '\\');
		str_append_char(out, *at);
	}
	if (!is_plain)
		str_append_char(out, '"');
	str_append_text(out, " merge=afterword diff=afterword");
}

static const char *pattern_at(const struct setup *self, size_t i)
{
	size_t n = (size_t)self->call->n_arguments;

	if (n == 0)
		return i < 2 ? default_patterns[i] : NULL;
	return i < n ? self->call->arguments[i] : NULL;
}

static bool check_patterns(const struct setup *self, struct err *err)
{
	for (size_t i = 0; pattern_at(self, i); i++) {
		const char *pattern = pattern_at(self, i);

		if (!pattern[0] || pattern[0] == '!' || strpbrk(pattern, "\r\n"))
			return err_set(
				err, ERR_USAGE, "'%s' is no pattern for .gitattributes", pattern);
	}
	return true;
}

/* --- telling --- */

static void tell(const struct setup *self, struct str *out)
{
	const char *scope = self->is_global ? " --global" : "";

	str_append_text(out,
		"# With this, git merges postmortems answer by answer and shows their changes so.\n"
		"# Other files of these names are merged and shown as ever.\n"
		"#\n"
		"# 1. Which files these are, for ");
	str_append_text(out, self->is_global
				     ? "your own attributes file (gitattributes(5)):\n"
				     : ".gitattributes at the top of the repository; commit it:\n");
	for (size_t i = 0; pattern_at(self, i); i++) {
		str_append_text(out, "#\n# " + (i > 0 ? 2 : 0));
		append_line(out, pattern_at(self, i));
		str_append_char(out, '\n');
	}
	str_appendf(
		out, "#\n# 2. What git runs%s:\n\n", self->is_global ? "" : ", once in each clone");
	for (size_t i = 0; i < N_SETTINGS; i++) {
		str_appendf(out, "git config%s %s ", scope, settings[i].name);
		shell_append(out, settings[i].value);
		str_append_char(out, '\n');
	}
	str_appendf(out, "\n# 'afterword git-setup%s --write' does both.\n", scope);
}

/* --- writing --- */

static void say(struct setup *self, const char *what, const char *how)
{
	str_appendf(&self->said, "%s: %s\n", what, how);
}

static bool write_setting(struct setup *self, const struct setting *setting, struct err *err)
{
	const char *scope = self->is_global ? "--global" : "--local";
	struct str now = {0};
	struct str how = {0};
	int status = 0;
	bool done = git_run((const char *const[]){"config", scope, "--get", setting->name, NULL},
		true, &now, &status, err);

	if (now.len > 0)
		str_splice(&now, now.len - 1, 1, "", 0);
	if (done && status == 0 && strcmp(str_text(&now), setting->value) == 0) {
		say(self, setting->name, "was set already");
		goto out;
	}
	if (done && status == 0)
		str_appendf(&how, "set; it was \"%s\"", str_text(&now));
	else
		str_append_text(&how, "set");
	str_clear(&now);
	done = done && git_run((const char *const[]){"config", scope, "--replace-all",
				       setting->name, setting->value, NULL},
			       false, &now, &status, err);
	if (done && status != 0)
		done = err_set(err, ERR_SYSTEM, "git could not set %s", setting->name);
	if (done)
		say(self, setting->name, str_text(&how));
out:
	str_release(&now);
	str_release(&how);
	return done;
}

static bool has_line(const struct str *text, const char *line)
{
	struct slice rest = slice_of(text);
	struct slice at;

	while (slice_next_line(&rest, &at))
		if (slice_equal(slice_trim(at), line))
			return true;
	return false;
}

/* git does not follow a link here, and neither do we. */
static bool load_attributes(
	const struct setup *self, struct str *out, bool *exists, struct err *err)
{
	const char *path = str_text(&self->attributes);
	struct stat what;

	*exists = lstat(path, &what) == 0;
	if (!*exists)
		return errno == ENOENT || errno == ENOTDIR ||
		       err_system(err, errno, "it cannot be looked at");
	if (S_ISLNK(what.st_mode) && !self->is_global)
		return err_set(err, ERR_REFUSED, "it is a link, which git does not read");
	return file_load(self->call->io, path, out, NULL, err);
}

static bool write_attributes(struct setup *self, struct err *err)
{
	struct str old = {0};
	struct str new = {0};
	struct str line = {0};
	bool exists, done;
	struct file_save save = {
		.path = str_text(&self->attributes), .bytes = &new, .ids = &self->call->ids};

	done = load_attributes(self, &old, &exists, err);
	str_append(&new, str_text(&old), old.len);
	for (size_t i = 0; done && pattern_at(self, i); i++) {
		str_clear(&line);
		append_line(&line, pattern_at(self, i));
		if (has_line(&new, str_text(&line)))
			continue;
		if (new.len > 0 && new.data[new.len - 1] != '\n')
			str_append_char(&new, '\n');
		str_appendf(&new, "%s\n", str_text(&line));
		str_appendf(&self->said, "%s: added: %s\n", save.path, str_text(&line));
	}
	if (done && new.len == old.len) {
		say(self, save.path, "had the lines already");
	} else if (done) {
		save.base = exists ? &old : NULL;
		enum file_result result = file_replace(self->call->io, &save, NULL, err);

		if (result == FILE_CHANGED)
			err_set(err, ERR_CHANGED, "it changed meanwhile, nothing was written");
		done = result == FILE_SAVED;
	}
	if (!done)
		err_locate(err, save.path, 0, 0);
	str_release(&old);
	str_release(&new);
	str_release(&line);
	return done;
}

/* One line that git prints; false when it fails. */
static bool ask(const char *const *words, struct str *out, struct err *err)
{
	int status = 0;

	if (!git_run(words, true, out, &status, err) || status != 0 || out->len == 0)
		return false;
	str_splice(out, out->len - 1, 1, "", 0);
	return true;
}

static bool find_repository(struct setup *self, struct err *err)
{
	static const char *const words[] = {"rev-parse", "--show-toplevel", NULL};

	if (!ask(words, &self->attributes, err))
		return err_set(err, ERR_MISSING,
			"this folder is in no git repository; run it in one, or with --global");
	str_append_text(&self->attributes, "/.gitattributes");
	return true;
}

/* gitattributes(5): core.attributesFile, else $XDG_CONFIG_HOME/git/attributes, else
 * ~/.config/git/attributes. */
static bool find_global(struct setup *self, struct err *err)
{
	static const char *const words[] = {
		"config", "--global", "--type=path", "--get", "core.attributesFile", NULL};
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (ask(words, &self->attributes, err))
		return true;
	if (err->code != ERR_NONE)
		return false;
	str_clear(&self->attributes);
	if (config && config[0] == '/')
		str_append_text(&self->attributes, config);
	else if (home && home[0] == '/')
		str_appendf(&self->attributes, "%s/.config", home);
	else
		return err_set(err, ERR_MISSING, "HOME is not set");
	mkdir(str_text(&self->attributes), 0777);
	str_append_text(&self->attributes, "/git");
	mkdir(str_text(&self->attributes), 0777);
	str_append_text(&self->attributes, "/attributes");
	return true;
}

/* Would the shell that git starts find the program? */
static bool is_on_path(void)
{
	const char *at = getenv("PATH");
	struct str path = {0};
	bool is_found = false;

	while (at && !is_found) {
		const char *end = strchr(at, ':');
		size_t len = end ? (size_t)(end - at) : strlen(at);

		str_clear(&path);
		str_append(&path, at, len);
		str_append_text(&path, len > 0 ? "/afterword" : "./afterword");
		is_found = access(str_text(&path), X_OK) == 0;
		at = end ? end + 1 : NULL;
	}
	str_release(&path);
	return is_found;
}

static bool write_all(struct setup *self, struct err *err)
{
	if (!(self->is_global ? find_global : find_repository)(self, err))
		return false;
	for (size_t i = 0; i < N_SETTINGS; i++)
		if (!write_setting(self, &settings[i], err))
			return false;
	if (!write_attributes(self, err))
		return false;
	if (!self->is_global)
		str_append_text(&self->said,
			"Commit .gitattributes; run this once in every other clone.\n");
	if (!is_on_path())
		str_append_text(&self->said,
			"afterword is not on the PATH: until it is, git merges "
			"these files as any other text.\n");
	return true;
}

static int run(const struct invocation *call)
{
	struct setup self = {.call = call, .is_global = call->values[OPTION_GLOBAL] != NULL};
	struct err err = {0};
	bool done = check_patterns(&self, &err);

	if (done && call->values[OPTION_WRITE])
		done = write_all(&self, &err);
	else if (done)
		tell(&self, &self.said);
	/* Also after a failure: this much was done. */
	if (!print(&self.said))
		done = false;
	if (err.code != ERR_NONE)
		complain_err(&err);
	str_release(&self.attributes);
	str_release(&self.said);
	return done ? EXIT_FINE : EXIT_WRONG;
}

const struct command command_git_setup = {
	.name = "git-setup",
	.arguments = "[PATTERN...]",
	.about = "Tell how git merges and compares documents; --write sets it up",
	.most = -1,
	.options =
		{
			[OPTION_WRITE] = {"write", 0, NULL,
				"set it up for this repository: its config, its .gitattributes"},
			[OPTION_GLOBAL] = {"global", 0, NULL,
				"for all of your repositories instead"},
		},
	.run = run,
};
