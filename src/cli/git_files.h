/* Files of git's own that hold a pattern a line. */
#ifndef AFTERWORD_CLI_GIT_FILES_H
#define AFTERWORD_CLI_GIT_FILES_H

#include "internal.h"

#include <stdint.h>

enum git_file_kind {
	GIT_ATTRIBUTES, /* .gitattributes at the top, which is committed */
	GIT_EXCLUDE,    /* info/exclude, of this clone alone */
};

struct git_file {
	enum git_file_kind kind;
	bool is_global; /* the user's, for all repositories */
	struct str path;
};

/* Finds where it is, whether there or not; fails where there is no repository. */
bool git_file_find(struct git_file *self, enum git_file_kind kind, bool is_global, struct err *err);
void git_file_release(struct git_file *self);

/* Where lines come to stand in a file, and from where on one that is there counts. */
struct git_lines_place {
	size_t at; /* SIZE_MAX: at the end */
	size_t known_from;
};

/*
 * Adds there those of the lines, each with its newline, that it does not have; all else
 * stays. Appends what was done to said.
 */
bool git_file_add(const struct git_file *self, const struct invocation *call,
	const struct str *lines, struct git_lines_place place, struct str *said, struct err *err);

#endif
