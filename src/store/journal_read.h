/* Reads a journal's file without trusting it. */
#ifndef AFTERWORD_STORE_JOURNAL_READ_H
#define AFTERWORD_STORE_JOURNAL_READ_H

#include "journal_file.h"

/* Opens one; -1 if it is not ours: a link, another user's, or one that others can write to. */
int journal_open_own(struct io io, const char *path, struct stat *stat, struct err *err);

/* Does its session hold the lock? Without locks no session appears live. */
bool journal_is_locked(struct io io, int fd);

/* Reads enough to see whose it is. */
bool journal_read_head(struct io io, int fd, struct str *bytes, struct err *err);

/* Reads the rest; bytes has what was already read, and is taken. */
bool journal_read_rest(struct io io, int fd, const struct stat *stat, struct str *bytes,
	struct journal_view *view, struct err *err);

#endif
