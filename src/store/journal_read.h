/* Reading the file of a journal, with care. */
#ifndef AFTERWORD_STORE_JOURNAL_READ_H
#define AFTERWORD_STORE_JOURNAL_READ_H

#include "journal_file.h"

/* Opens one; -1 when it is none of ours, as a link, another user's or one that others can write to.
 */
int journal_open_own(struct io io, const char *path, struct stat *stat, struct err *err);

/* Its session holds the lock. Without locks nobody is taken for alive. */
bool journal_is_locked(struct io io, int fd);

/* As much of it as tells whose it is. */
bool journal_read_head(struct io io, int fd, struct str *bytes, struct err *err);

/* Reads the rest; what was read already is in bytes, which are taken. */
bool journal_read_rest(struct io io, int fd, const struct stat *stat, struct str *bytes,
	struct journal_view *view, struct err *err);

#endif
