/* afterword git-setup: what makes git merge and compare documents answer by answer. */
#include "base/slice.h"
#include "git.h"
#include "git_files.h"
#include "git_rules.h"
#include "internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OPTION_WRITE, OPTION_GLOBAL, OPTION_OVERRIDE };

/*
 * If afterword is not installed, git must not treat a driver that could not be run as a
 * conflict with one side dropped: these settings make it fall back to its default.
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

/* The hidden files of docs/format.md. Those that contain the user's text are not hidden from
 * git. */
static const char *const side_files[] = {".*.here-????????", ".*.????????.tmp", ".*.????????.bak"};

struct setup {
	const struct invocation *call;
	bool is_global;
	bool overrides; /* what the user's own rules say */
	struct git_rules rules;
	struct str said;
};

/* Does a rule of the user's, which no order of lines can override, say this about files of the
 * pattern? */
static bool is_said_below(const struct setup *self, const char *pattern, enum git_rule_says says)
{
	for (size_t i = 0; i < self->rules.n; i++)
		if (self->rules.items[i].place == RULE_BELOW &&
			(self->rules.items[i].says & (unsigned)says) != 0 &&
			git_patterns_overlap(self->rules.items[i].pattern, pattern))
			return true;
	return false;
}

static bool has_own(const struct setup *self, const char *pattern)
{
	for (size_t i = 0; i < self->rules.n; i++)
		if (self->rules.items[i].place == RULE_OWN &&
			strcmp(self->rules.items[i].pattern, pattern) == 0)
			return true;
	return false;
}

/* May our line say this about its files? */
static bool may_say(const struct setup *self, const char *pattern, enum git_rule_says says)
{
	return self->overrides || has_own(self, pattern) || !is_said_below(self, pattern, says);
}

/* One line for a pattern; git reads one with spaces or quotes in C-style quotes. */
static void append_line(const struct setup *self, struct str *out, const char *pattern)
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
	if (may_say(self, pattern, RULE_MERGE))
		str_append_text(out, " merge=afterword");
	if (may_say(self, pattern, RULE_DIFF))
		str_append_text(out, " diff=afterword");
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
			return err_set(err, ERR_USAGE, "'%s' is not a pattern for .gitattributes",
				pattern);
	}
	return true;
}

static void append_attributes(const struct setup *self, struct str *lines)
{
	for (size_t i = 0; pattern_at(self, i); i++) {
		if (!may_say(self, pattern_at(self, i), RULE_MERGE) &&
			!may_say(self, pattern_at(self, i), RULE_DIFF))
			continue;
		append_line(self, lines, pattern_at(self, i));
		str_append_char(lines, '\n');
	}
}

static void append_excludes(const struct setup *self, struct str *lines)
{
	(void)self;
	for (size_t i = 0; i < sizeof(side_files) / sizeof(side_files[0]); i++)
		str_appendf(lines, "%s\n", side_files[i]);
}

/* --- reporting --- */

/* As lines of a comment. */
static void append_comment(const struct setup *self,
	void (*append)(const struct setup *self, struct str *lines), struct str *out)
{
	struct str lines = {0};
	struct slice line;

	append(self, &lines);
	str_append_text(out, "#\n");
	for (struct slice rest = slice_of(&lines); slice_next_line(&rest, &line);)
		str_appendf(out, "# %.*s\n", (int)line.len, line.data);
	str_append_text(out, "#\n");
	str_release(&lines);
}

static void append_instructions(const struct setup *self, struct str *out)
{
	const char *scope = self->is_global ? " --global" : "";

	str_appendf(out,
		"# With this, git merges postmortems and shows their changes answer by answer.\n"
		"# Other files with these names are merged and shown as usual.\n"
		"#\n"
		"# 1. Which files these are, for %s:\n",
		self->is_global ? "your own attributes file (gitattributes(5))"
				: ".gitattributes at the top of the repository; commit it");
	append_comment(self, append_attributes, out);
	str_appendf(out, "# 2. Hidden files of an open editor, which git should ignore, for %s:\n",
		self->is_global ? "your own ignore\n# file (gitignore(5))" : ".git/info/exclude");
	append_comment(self, append_excludes, out);
	str_appendf(
		out, "# 3. What git runs%s:\n\n", self->is_global ? "" : ", once in each clone");
	for (size_t i = 0; i < N_SETTINGS; i++) {
		str_appendf(out, "git config%s %s ", scope, settings[i].name);
		shell_append(out, settings[i].value);
		str_append_char(out, '\n');
	}
	str_appendf(out, "\n# 'afterword git-setup%s --write' does all of it.\n", scope);
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
		say(self, setting->name, "was already set");
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

static bool concerns_us(const struct setup *self, const struct git_rule *rule)
{
	for (size_t i = 0; pattern_at(self, i); i++)
		if (git_patterns_overlap(rule->pattern, pattern_at(self, i)))
			return true;
	return false;
}

/*
 * Before the first rule that would be overridden, because the last line that matches a file counts;
 * otherwise at the end.
 */
static struct git_lines_place place_of_lines(const struct setup *self)
{
	struct git_lines_place place = {.at = SIZE_MAX};

	for (size_t i = 0; i < self->rules.n; i++) {
		const struct git_rule *rule = &self->rules.items[i];

		if (rule->place != RULE_INSIDE || !concerns_us(self, rule))
			continue;
		if (self->overrides)
			place.known_from = rule->offset;
		else if (rule->offset < place.at)
			place.at = rule->offset;
	}
	return place;
}

/* Does a line of ours that was already there take precedence? */
static bool is_behind_own(const struct setup *self, const struct git_rule *rule)
{
	for (size_t i = 0; i < self->rules.n; i++) {
		const struct git_rule *own = &self->rules.items[i];

		if (own->place == RULE_OWN && git_patterns_overlap(own->pattern, rule->pattern) &&
			(rule->place == RULE_BELOW ||
				(rule->place == RULE_INSIDE && own->offset > rule->offset)))
			return true;
	}
	return false;
}

/* Each rule of the user's that matches such files, and which of the two counts from now on. */
static void say_rules(struct setup *self)
{
	static const char *const does[] = {
		[RULE_MERGE] = "merge",
		[RULE_DIFF] = "diff",
		[RULE_MERGE | RULE_DIFF] = "merge or diff",
	};
	bool any = false;

	for (size_t i = 0; i < self->rules.n; i++) {
		const struct git_rule *rule = &self->rules.items[i];
		bool is_overridden =
			rule->place != RULE_ABOVE && (self->overrides || is_behind_own(self, rule));

		if (rule->place == RULE_OWN || !concerns_us(self, rule))
			continue;
		str_appendf(&self->said, "%s:%u: \"%s\" ", rule->path, rule->line, rule->text);
		str_appendf(&self->said,
			is_overridden
				? "is overridden where it says how to %s\n"
				: "stays in force; Afterword does not %s the files it names\n",
			does[rule->says]);
		any = any || (!is_overridden && rule->place != RULE_ABOVE);
	}
	if (any)
		str_appendf(&self->said,
			"To have Afterword do it for these files, too: afterword git-setup%s --write "
			"--override\n",
			self->is_global ? " --global" : "");
}

/* Finds one of git's files, and adds lines to it. */
static bool write_lines(struct setup *self, enum git_file_kind kind,
	void (*append)(const struct setup *self, struct str *lines), struct err *err)
{
	struct git_file file = {0};
	struct str lines = {0};

	append(self, &lines);

	bool done = git_file_find(&file, kind, self->is_global, err) &&
		    git_file_add(&file, self->call, &lines,
			    kind == GIT_ATTRIBUTES ? place_of_lines(self)
						   : (struct git_lines_place){.at = SIZE_MAX},
			    &self->said, err);

	git_file_release(&file);
	str_release(&lines);
	return done;
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
	/* Outside a repository, do not set anything, either. */
	struct git_file file = {0};
	bool done = git_file_find(&file, GIT_ATTRIBUTES, self->is_global, err) &&
		    git_rules_load(&self->rules, &file, self->call->io, err);

	git_file_release(&file);
	for (size_t i = 0; done && i < N_SETTINGS; i++)
		done = write_setting(self, &settings[i], err);
	if (!done || !write_lines(self, GIT_ATTRIBUTES, append_attributes, err) ||
		!write_lines(self, GIT_EXCLUDE, append_excludes, err))
		return false;
	say_rules(self);
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
	struct setup self = {
		.call = call,
		.is_global = call->values[OPTION_GLOBAL] != NULL,
		.overrides = call->values[OPTION_OVERRIDE] != NULL,
	};
	struct err err = {0};
	bool done = check_patterns(&self, &err);

	if (done && call->values[OPTION_WRITE])
		done = write_all(&self, &err);
	else if (done)
		append_instructions(&self, &self.said);
	/* Even after a failure, because this much was done. */
	if (!print(&self.said))
		done = false;
	if (err.code != ERR_NONE)
		complain_err(&err);
	git_rules_release(&self.rules);
	str_release(&self.said);
	return done ? EXIT_FINE : EXIT_WRONG;
}

const struct command command_git_setup = {
	.name = "git-setup",
	.arguments = "[PATTERN...]",
	.about = "Show how to have git merge and compare documents; --write sets it up",
	.most = -1,
	.options =
		{
			[OPTION_WRITE] = {"write", 0, NULL,
				"set it up for this repository: config, .gitattributes, excludes"},
			[OPTION_GLOBAL] = {"global", 0, NULL,
				"for all of your repositories instead"},
			[OPTION_OVERRIDE] = {"override", 0, NULL,
				"also for files that your own attributes merge differently"},
		},
	.run = run,
};
