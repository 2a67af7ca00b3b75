/* Runs the user's own git, without a shell. */
#ifndef AFTERWORD_STORE_GIT_H
#define AFTERWORD_STORE_GIT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum { GIT_WORDS = 24 };

/*
 * Runs git with these words, NULL-terminated, at most GIT_WORDS, and appends its output.
 *
 * Its stderr is discarded if is_quiet. *status is its exit status, 128 + signal if one ended it.
 * Fails if git cannot be run.
 */
bool git_run(
	const char *const *words, bool is_quiet, struct str *out, int *status, struct err *err);

/* One that git answers from what is there: it runs nothing, waits for no network and no lock. */
struct git_question {
	const char *folder;
	const char *const *words; /* NULL-terminated */
	unsigned milliseconds;    /* how long it may take */
};

/* Appends git's answer; false if it has none, or not in time. */
bool git_ask(const struct git_question *self, struct str *out, struct err *err);

/* A git setting, from wherever git finds it; "" if there is none, or no git. */
void git_setting(const char *name, struct str *out);

#endif
