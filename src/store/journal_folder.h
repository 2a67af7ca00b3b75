/* The folder of the journals, and their names. */
#ifndef AFTERWORD_STORE_JOURNAL_FOLDER_H
#define AFTERWORD_STORE_JOURNAL_FOLDER_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/slice.h"
#include "base/source.h"
#include "base/str.h"

/* Journals are only read from and put into a folder that nobody else can write to. */
bool journal_folder_is_ours(const struct stat *stat, struct err *err);

/* Opens it for what is to be put there, and makes it if need be: 0700, whoever made it. -1 on
 * failure. */
int journal_folder_open(struct io io, const char *folder, struct err *err);

/* Appends the names in it, each with a NUL; none if the folder does not exist. */
bool journal_folder_list(struct io io, const char *folder, struct str *names, struct err *err);

/* Appends the start of a journal's name: the document's name in safe characters. */
void journal_stem(const char *document_path, struct str *out);

/* An unused name in the folder, because a rename would replace another file of that name; NULL if
 * there is none. The caller frees it. */
char *journal_name_new(struct io io, int dir, const char *document_path, const char *suffix,
	const struct id_source *ids, struct err *err);

/* Writes a file of this name as a whole, from its parts, durably if it replaces another one, and
 * locks it. Returns its descriptor, -1 on failure: then the name is as it was. */
int journal_file_write(struct io io, int dir, const char *name, const struct slice *parts, size_t n,
	bool replaces, struct err *err);

/* Is the name, which has the suffix, one that a journal of that document would have? */
bool journal_is_named_after(const char *name, const char *document_path, const char *suffix);

/* Does a name have this suffix, and is it not one that was being written? */
bool journal_name_ends_in(const char *name, const char *suffix);

/* The id in a journal's name, which has a suffix; the caller frees it. */
char *journal_name_id(const char *name);

#endif
