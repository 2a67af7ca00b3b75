/* git's own files with one pattern per line. */
#ifndef AFTERWORD_CLI_GIT_FILES_H
#define AFTERWORD_CLI_GIT_FILES_H

#include "internal.h"

#include <stdint.h>

enum git_file_kind {
	GIT_ATTRIBUTES, /* .gitattributes at the top, which is committed */
	GIT_EXCLUDE,    /* info/exclude, for this clone only */
};

struct git_file {
	enum git_file_kind kind;
	bool is_global; /* the user's, for all repositories */
	struct str path;
};

/* Finds where it is, even if it does not exist; fails outside a repository. */
bool git_file_find(struct git_file *self, enum git_file_kind kind, bool is_global, struct err *err);
void git_file_release(struct git_file *self);

/* Where to add lines in a file, and from where on an existing line counts. */
struct git_lines_place {
	size_t at; /* SIZE_MAX: at the end */
	size_t known_from;
};

/*
 * Adds those of the lines that are missing, each with its newline; everything else is
 * unchanged. Appends what was done to said.
 */
bool git_file_add(const struct git_file *self, const struct invocation *call,
	const struct str *lines, struct git_lines_place place, struct str *said, struct err *err);

#endif
