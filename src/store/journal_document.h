/* Which document a journal is of, by its path then and by what is there now. */
#ifndef AFTERWORD_STORE_JOURNAL_DOCUMENT_H
#define AFTERWORD_STORE_JOURNAL_DOCUMENT_H

#include "journal_file.h"
#include "store/file.h"
#include "store/journal.h"

/* A document's file, as far as somebody had to look. */
struct there {
	char *path;
	bool is_loaded;
	bool exists;
	struct file_stamp stamp;
	struct str bytes;
};

/* The document whose journals are asked for. */
struct wanted {
	struct io io;
	bool is_any;     /* all documents */
	struct str name; /* where it is looked for, without links in the folders before it; "" where
			    the working folder is gone, so that no journal is of it */
	struct str target;  /* the same behind links */
	struct there there; /* the last file that was looked at */
};

/* document_path NULL: all. */
void wanted_init(struct wanted *self, struct io io, const char *document_path);
void wanted_release(struct wanted *self);

/* Is it of the document, or of one that was moved and is this one now? Notes that in the entry. */
bool wanted_has(struct wanted *self, const struct journal_view *view, struct journal_entry *entry);

/*
 * Is it of another document by its head, which may be damaged, so that the rest need not be
 * read? That of a document that is gone is not while it may hold what was not saved.
 */
bool wanted_lacks(const struct wanted *self, const struct stat *stat, const struct str *head);

#endif
