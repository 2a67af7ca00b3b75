/* The user's name as git would write it into a commit. */
#ifndef AFTERWORD_CLI_GIT_NAME_H
#define AFTERWORD_CLI_GIT_NAME_H

#include "base/fileio.h"
#include "base/str.h"

/*
 * Appends the name of the author of a commit in the repository of a document: $GIT_AUTHOR_NAME,
 * author.name, user.name; nothing if there is none. It need not wait for git where only the user's
 * own settings can name somebody.
 */
void git_name_find(struct io io, const char *document_path, struct str *out);

/* Sets out to the last user.name in the bytes of a git settings file, if there is one. */
void git_name_read(const char *source, size_t len, struct str *out);

#endif
