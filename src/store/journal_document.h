/* Which document a journal belongs to, by its path then and what exists now. */
#ifndef AFTERWORD_STORE_JOURNAL_DOCUMENT_H
#define AFTERWORD_STORE_JOURNAL_DOCUMENT_H

#include "journal_file.h"
#include "store/file.h"
#include "store/journal.h"

/* A document's file, read as far as needed. */
struct document_file {
	char *path;
	bool is_loaded;
	bool exists;
	struct file_stamp stamp;
	struct str bytes;
};

/* The document whose journals are asked for. */
struct journal_query {
	struct io io;
	bool is_any;       /* all documents */
	struct str name;   /* its path, without links in its folders; "" if the current folder is
				 gone, so that no journal belongs to it */
	struct str target; /* the same with links at the end followed */
	struct document_file file; /* the last file that was checked */
};

/* document_path NULL: all documents. */
void journal_query_init(struct journal_query *self, struct io io, const char *document_path);
void journal_query_release(struct journal_query *self);

/* Helps to find the document after a move; unknown if there is no such file. */
struct file_identity file_identity_find(struct io io, const char *path);

/* Does it belong to the document, or to one that was moved and is now this one? The latter is noted
 * in the entry. */
bool journal_query_has(
	struct journal_query *self, const struct journal_view *view, struct journal_entry *entry);

/*
 * Reads a journal completely unless it says that it belongs to another document. view and is_live
 * are set only if it was read.
 */
bool journal_query_load(struct journal_query *self, const char *path, struct journal_view *view,
	bool *is_live, bool *is_others_own, struct err *err);

#endif
