/*
 * What a user's own attributes say of merging and of showing changes: rules that lines of ours
 * would override, and rules that override ours.
 */
#ifndef AFTERWORD_CLI_GIT_RULES_H
#define AFTERWORD_CLI_GIT_RULES_H

#include "base/slice.h"
#include "git_files.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a rule stands, as it comes before or after lines at the end of our file. */
enum git_rule_place {
	RULE_BELOW,  /* in a file that ours goes before: a line of ours overrides it */
	RULE_INSIDE, /* in our file: whichever stands last counts */
	RULE_ABOVE,  /* in a file that goes before ours, which stays in force */
	RULE_OWN,    /* in our file, and a line as we write it */
};

/* What a rule says of the files it names, or-ed. */
enum git_rule_says { RULE_MERGE = 1, RULE_DIFF = 2 };

struct git_rule {
	enum git_rule_place place;
	unsigned says;
	char *path;
	unsigned line;
	size_t offset; /* of its line, in our file */
	char *text;    /* as it stands there */
	char *pattern; /* its first word, without quotes */
};

struct git_rules {
	struct git_rule *items;
	size_t n;
	size_t cap;
	char **macros; /* names of the user's own attributes that say such things */
	size_t n_macros;
	size_t cap_macros;
};

/* Finds all lines that say how files are merged or how their changes are shown; elsewhere than in
 * our file not those that say it as ours do. */
bool git_rules_load(
	struct git_rules *self, const struct git_file *ours, struct io io, struct err *err);
void git_rules_release(struct git_rules *self);

/* May there be a file that both patterns name? Sooner yes than no. */
bool git_patterns_meet(const char *a, const char *b);

#endif
