/* The user's own git, as a program that is run: no shell reads what it is told. */
#ifndef AFTERWORD_CLI_GIT_H
#define AFTERWORD_CLI_GIT_H

#include "base/err.h"
#include "base/str.h"
#include "store/load.h"

#include <stdbool.h>

enum { GIT_WORDS = 16 };

/*
 * Runs git with these words, NULL-terminated, at most GIT_WORDS, and appends what it prints.
 *
 * What it says on stderr is lost when is_quiet. *status is its exit status, 128 + signal
 * when one ended it. Fails when there is no git to run.
 */
bool git_run(
	const char *const *words, bool is_quiet, struct str *out, int *status, struct err *err);

/* A setting, with git's own rules about where from; "" when there is none, or no git. */
void git_setting(const char *name, struct str *out);

/* Reads a file of any size and kind: git hands out whatever there is. */
bool git_read(struct io io, const char *path, struct str *out, struct err *err);

/*
 * The form of a document that git may have copied to another folder to show it: beside the
 * file or else, when the path is absolute, beside the file of that name in the repository.
 */
const struct form *git_find_form(
	struct form_shelf *shelf, const char *name, const char *path, struct err *err);

#endif
