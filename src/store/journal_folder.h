/* The folder of journals and the names in it. */
#ifndef AFTERWORD_STORE_JOURNAL_FOLDER_H
#define AFTERWORD_STORE_JOURNAL_FOLDER_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/str.h"

/* Journals are read from and put into a folder that nobody else can write to. */
bool journal_folder_is_ours(const struct stat *stat, struct err *err);

/* Appends the names in it, each with a NUL; none when there is no such folder. */
bool journal_folder_list(struct io io, const char *folder, struct str *names, struct err *err);

/* Appends what a document's journals are named after it: its name in plain signs. */
void journal_stem(const char *document_path, struct str *out);

/* Is the name one that a journal of that document would have? */
bool journal_is_named_after(const char *name, const char *document_path);

/* Does a name end so, and is it not one that was being written? */
bool journal_name_ends_in(const char *name, const char *suffix);

/* What a journal is called by, of its name, which has a suffix; the caller's. */
char *journal_name_id(const char *name);

#endif
