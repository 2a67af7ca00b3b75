/* Whether a clone still has to be set up for merging documents, which is said once in it. */
#ifndef AFTERWORD_STORE_GIT_HINT_H
#define AFTERWORD_STORE_GIT_HINT_H

#include "base/fileio.h"

#include <stdbool.h>

/* What helps, in a message. */
#define GIT_HINT_COMMAND "afterword git-setup --write"

/*
 * Is the document in a clone where git would merge it line by line, so that comments of two people
 * conflict, and is that to be said now? Not if somebody has chosen how such files are merged, and
 * not a second time: the clone's setting afterword.told remembers.
 */
bool git_hint_take(struct io io, const char *path);

#endif
