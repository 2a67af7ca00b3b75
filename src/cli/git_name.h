/* The user's name as git has it, without running git. */
#ifndef AFTERWORD_CLI_GIT_NAME_H
#define AFTERWORD_CLI_GIT_NAME_H

#include "base/fileio.h"
#include "base/str.h"

/* Appends user.name of the user's own git settings; nothing if it is not there. What a repository
 * sets and what files include is not looked at: git itself knows that. */
void git_name_find(struct io io, struct str *out);

/* Sets out to the last user.name in the bytes of a git settings file, if there is one. */
void git_name_read(const char *source, size_t len, struct str *out);

#endif
