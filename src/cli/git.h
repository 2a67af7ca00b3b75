/* What git passes to the commands that it runs: files and forms. */
#ifndef AFTERWORD_CLI_GIT_H
#define AFTERWORD_CLI_GIT_H

#include "base/err.h"
#include "base/str.h"
#include "store/git.h"
#include "store/load.h"

#include <stdbool.h>

/* Reads a file of any size and kind, because git passes whatever there is. */
bool git_read(struct io io, const char *path, struct str *out, struct err *err);

/*
 * The form of a document that git may have copied to another folder to show it: next to the file or
 * else, if the path is absolute, next to the file of that name in the repository.
 */
const struct form *git_find_form(
	struct form_cache *cache, const char *name, const char *path, struct err *err);

#endif
