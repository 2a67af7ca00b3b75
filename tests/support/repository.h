/*
 * A folder for tests of git: a work tree with a blank in its path, with the real git, which sees no
 * settings but the repository's, or with a script in its place.
 */
#ifndef SUPPORT_REPOSITORY_H
#define SUPPORT_REPOSITORY_H

#include "folder.h"

struct repository {
	struct folder folder; /* the work tree is in it */
	char *path;           /* $PATH as it was */
};

/* For cmocka: *state is the repository, empty, on the branch main. */
int repository_set_up(void **state);
int repository_tear_down(void **state);

/* A path in the work tree; good until the next call. */
const char *repository_path(struct repository *self, const char *name);
void repository_put(struct repository *self, const char *name, const char *text);
/* Runs a shell command there; fails the test unless it succeeds. */
void repository_run(struct repository *self, const char *command);
/* Commits all that is there, as this author, at this moment: "2023-10-15T08:00:00Z". */
void repository_commit(struct repository *self, const char *author, const char *at);

/* From now on git is a shell script with this body; NULL: there is none. */
void repository_script(struct repository *self, const char *body);
/* From now on git is the real one. */
void repository_real(struct repository *self);

#endif
