/*
 * afterword merge: git's merge driver. gitattributes(5) has the contract: the result goes into the
 * file of our side; 0 is clean, up to 128 means conflicts, above that nothing was merged. What is
 * not a document is merged by git itself, as text.
 */
#include "git.h"
#include "internal.h"
#include "merge/merge.h"
#include "model/conflict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	OPTION_SIZE,
	OPTION_PATH,
	OPTION_BASE,
	OPTION_OURS,
	OPTION_THEIRS,
	OPTION_OUT,
};

/* Above 128, so that git does not take our side as the result. */
enum { EXIT_CONFLICTS = 1, EXIT_FAILED = 130, EXIT_USAGE = 129 };

enum { CONFLICTS_MAX = 127 /* the limit of git-merge-file(1)'s exit status */ };

enum side { BASE, OURS, THEIRS, N_SIDES };

struct merge {
	const struct invocation *call;
	const char *paths[N_SIDES];
	struct str sides[N_SIDES];
	const char *name; /* of the file in the repository */
	const char *labels[N_SIDES];
	unsigned marker_size; /* 0: git's own */
	struct str result;
	bool keeps_ours; /* nothing is written: binary files in conflict */
};

/* --- what git says about the sides --- */

/* A placeholder that this git does not know, or has no value for, says nothing. */
static const char *label(const struct invocation *call, int option)
{
	const char *text = call->values[option];

	return text && text[0] && !(text[0] == '%' && strchr("SXY", text[1]) && !text[2]) ? text
											  : NULL;
}

extern char **environ;

/* `git merge` passes the name of what it merges in GITHEAD_ and a commit, even where the driver's
 * placeholders cannot; several names are useless. */
static const char *merged_name(void)
{
	const char *found = NULL;

	for (char **at = environ; *at; at++) {
		if (strncmp(*at, "GITHEAD_", 8) != 0)
			continue;
		if (found)
			return NULL;
		found = strchr(*at, '=') + 1;
	}
	return found && found[0] ? found : NULL;
}

static void find_labels(struct merge *self)
{
	const char *merged = merged_name();

	self->labels[BASE] = label(self->call, OPTION_BASE);
	self->labels[OURS] = label(self->call, OPTION_OURS);
	self->labels[THEIRS] = label(self->call, OPTION_THEIRS);
	if (!self->labels[THEIRS])
		self->labels[THEIRS] = merged ? merged : "theirs";
	if (!self->labels[OURS])
		self->labels[OURS] = merged ? "HEAD" : "ours";
	if (!self->labels[BASE])
		self->labels[BASE] = "base";
}

static bool find_size(struct merge *self, struct err *err)
{
	const char *text = self->call->values[OPTION_SIZE];
	char *end;

	if (!text)
		return true;

	unsigned long size = strtoul(text, &end, 10);

	if (!ascii_is_digit(text[0]) || *end || size > 1000)
		return err_set(err, ERR_USAGE, "'%s' is not a size for a conflict marker", text);
	self->marker_size = (unsigned)size;
	return true;
}

/* --- as documents --- */

static const struct form *find_form(const struct merge *self, struct form_cache *cache,
	const struct yaml_tree *ours, struct err *err)
{
	const char *name = document_form_name(ours, err);

	return name ? form_cache_find(cache, name, self->name, err) : NULL;
}

/* With merge.conflictStyle diff3 or zdiff3, conflicts include the base. */
static bool shows_base(void)
{
	struct str style = {0};
	bool shows;

	git_setting("merge.conflictStyle", &style);
	shows = strcmp(str_text(&style), "diff3") == 0 || strcmp(str_text(&style), "zdiff3") == 0;
	str_release(&style);
	return shows;
}

static bool merge_fields(struct merge *self, size_t *conflicts, struct err *err)
{
	const struct merge_labels labels = {
		.ours = self->labels[OURS],
		.base = self->labels[BASE],
		.theirs = self->labels[THEIRS],
		.marker_size = self->marker_size,
		.shows_base = shows_base(),
	};
	const struct str *base = self->sides[BASE].len > 0 ? &self->sides[BASE] : NULL;
	struct yaml_tree ours;
	struct form_cache cache;
	const struct form *form;
	bool done = false;

	if (!yaml_tree_borrow(&ours, &self->sides[OURS], err))
		return false;
	form_cache_init(&cache, self->call->io);
	form = find_form(self, &cache, &ours, err);
	if (form)
		done = merge_files(form, base, &ours, &self->sides[THEIRS], &labels, &self->result,
			conflicts, err);
	yaml_tree_release(&ours);
	form_cache_release(&cache);
	return done;
}

/* --- as text --- */

/* Does any side have a NUL where git looks for one? */
static bool is_binary(const struct merge *self)
{
	for (size_t i = 0; i < N_SIDES; i++) {
		size_t len = self->sides[i].len < 8000 ? self->sides[i].len : 8000;

		if (len > 0 && memchr(self->sides[i].data, '\0', len))
			return true;
	}
	return false;
}

/* Gives the same bytes as git's own merge of text, and the same status. */
static int merge_text(struct merge *self, struct err *err)
{
	char size[40];
	int status = 0;

	if (is_binary(self)) {
		self->keeps_ours = true;
		complain("cannot merge binary files: %s (%s and %s)", self->name,
			self->labels[OURS], self->labels[THEIRS]);
		return EXIT_CONFLICTS;
	}
	snprintf(size, sizeof(size), "--marker-size=%u",
		self->marker_size ? self->marker_size : CONFLICT_MARKER);

	const char *const words[] = {"merge-file", "-p", "-q", size, "-L", self->labels[OURS], "-L",
		self->labels[BASE], "-L", self->labels[THEIRS], "--", self->paths[OURS],
		self->paths[BASE], self->paths[THEIRS], NULL};

	if (!git_run(words, false, &self->result, &status, err))
		return EXIT_FAILED;
	/* With 128 git has died, and its output is not a result. */
	if (status > CONFLICTS_MAX) {
		err_set(err, ERR_SYSTEM, "git could not merge it as text");
		return EXIT_FAILED;
	}
	return status;
}

/* If it looks like a document but is not merged as one, say so. */
static bool looks_like_document(const struct str *bytes)
{
	return strncmp(str_text(bytes), "afterword:", 10) == 0 ||
	       strstr(str_text(bytes), "\nafterword:") != NULL;
}

static void explain_text(const struct merge *self, const struct err *why)
{
	struct str text = {0};

	if (looks_like_document(&self->sides[OURS])) {
		err_format(why, &text);
		complain("%s: merged as text, not field by field: %s", self->name, str_text(&text));
	}
	str_release(&text);
}

static int merge(struct merge *self, struct err *err)
{
	size_t conflicts = 0;
	struct err why = {0};

	if (!merge_fields(self, &conflicts, &why)) {
		explain_text(self, &why);
		return merge_text(self, err);
	}
	if (conflicts > 0)
		complain("%s: %zu %s for you to decide; 'afterword check' and the editor show %s",
			self->name, conflicts, conflicts == 1 ? "conflict" : "conflicts",
			conflicts == 1 ? "it" : "them");
	return conflicts > 0 ? EXIT_CONFLICTS : EXIT_FINE;
}

/* --- the files --- */

static bool write_result(const struct merge *self, struct err *err)
{
	const char *out = self->call->values[OPTION_OUT];
	struct file_save save = {
		.path = out ? out : self->paths[OURS],
		.bytes = &self->result,
		.ids = &self->call->ids,
	};
	struct str old = {0};

	if (!out)
		save.base = &self->sides[OURS];
	else if (!input_read_replaced(self->call->io, &save, &old, err))
		return false;

	enum file_result result = file_replace(self->call->io, &save, NULL, err);

	str_release(&old);
	if (result == FILE_CHANGED)
		err_set(err, ERR_CHANGED, "it was changed meanwhile; nothing was written");
	return result == FILE_SAVED || err_locate(err, save.path, 0, 0);
}

static bool put_result(const struct merge *self, struct err *err)
{
	const char *out = self->call->values[OPTION_OUT];
	const struct str *ours = &self->sides[OURS];

	if (self->keeps_ours)
		return true;
	if (out && strcmp(out, "-") == 0)
		return print(&self->result) || err_set(err, ERR_SYSTEM, "nothing was written");
	if (!out && str_equal(&self->result, str_text(ours), ours->len))
		return true;
	return write_result(self, err);
}

static bool read_sides(struct merge *self, struct err *err)
{
	for (size_t i = 0; i < N_SIDES; i++) {
		self->paths[i] = self->call->arguments[i];
		if (!git_read(self->call->io, self->paths[i], &self->sides[i], err))
			return false;
	}
	self->name = self->call->values[OPTION_PATH];
	if (!self->name)
		self->name = self->paths[OURS];
	return true;
}

static int run(const struct invocation *call)
{
	struct merge self = {.call = call};
	struct err err = {0};
	int status = EXIT_FAILED;

	if (!find_size(&self, &err)) {
		complain_err(&err);
		return EXIT_USAGE;
	}
	find_labels(&self);
	if (read_sides(&self, &err))
		status = merge(&self, &err);
	if (err.code == ERR_NONE && !put_result(&self, &err))
		status = EXIT_FAILED;
	if (err.code != ERR_NONE)
		complain_err(&err);
	for (size_t i = 0; i < N_SIDES; i++)
		str_release(&self.sides[i]);
	str_release(&self.result);
	return status;
}

const struct command command_merge = {
	.name = "merge",
	.arguments = "BASE OURS THEIRS",
	.about = "Merge two versions of a document, for git: see git-setup",
	.least = 3,
	.most = 3,
	.usage_status = EXIT_USAGE,
	.options =
		{
			[OPTION_SIZE] = {"marker-size", 'L', "N",
				"length of a conflict marker, 7 by default"},
			[OPTION_PATH] = {"path", 'p', "PATH",
				"the file's name in the repository, to find its form"},
			[OPTION_BASE] = {"base-label", 'S', "TEXT",
				"label of the base in conflicts"},
			[OPTION_OURS] = {"our-label", 'X', "TEXT", "label of our side"},
			[OPTION_THEIRS] = {"their-label", 'Y', "TEXT", "label of the other side"},
			[OPTION_OUT] = {"output", 'o', "OUT",
				"the file to write, by default OURS; - prints"},
		},
	.run = run,
};
