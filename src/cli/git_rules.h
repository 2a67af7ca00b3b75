/*
 * What a user's own attributes say about merging and showing changes: rules that our lines would
 * override, and rules that override ours.
 */
#ifndef AFTERWORD_CLI_GIT_RULES_H
#define AFTERWORD_CLI_GIT_RULES_H

#include "base/slice.h"
#include "git_files.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a rule is, relative to lines at the end of our file. */
enum git_rule_place {
	RULE_BELOW,  /* in a file that ours takes precedence over: our line overrides it */
	RULE_INSIDE, /* in our file: the last one counts */
	RULE_ABOVE,  /* in a file that takes precedence over ours, and stays in force */
	RULE_OWN,    /* in our file, the same as we write it */
};

/* What a rule says about the files it matches, or-ed. */
enum git_rule_says { RULE_MERGE = 1, RULE_DIFF = 2 };

struct git_rule {
	enum git_rule_place place;
	unsigned says;
	char *path;
	unsigned line;
	size_t offset; /* of its line, in our file */
	char *text;    /* as written there */
	char *pattern; /* its first word, unquoted */
};

struct git_rules {
	struct git_rule *items;
	size_t n;
	size_t cap;
	char **macros; /* the user's own attributes that imply such rules */
	size_t n_macros;
	size_t cap_macros;
};

/* Finds all lines that say how files are merged or how their changes are shown; outside our file,
 * not those that say it as ours do. */
bool git_rules_load(
	struct git_rules *self, const struct git_file *ours, struct io io, struct err *err);
void git_rules_release(struct git_rules *self);

/* Could there be a file that both patterns match? If in doubt, yes. */
bool git_patterns_overlap(const char *a, const char *b);

#endif
