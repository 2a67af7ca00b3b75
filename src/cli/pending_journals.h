/* What journals of ended sessions contain and no file does, and how to get it back. */
#ifndef AFTERWORD_CLI_PENDING_JOURNALS_H
#define AFTERWORD_CLI_PENDING_JOURNALS_H

#include "internal.h"
#include "store/journal.h"
#include "store/load.h"

/*
 * Does it contain what neither the file nor another journal does? If the file is gone, or no longer
 * a document with what was saved into it, that is all of the text.
 */
bool journal_waits(struct form_cache *cache, const struct journal_entry *entry);

/* Does a journal of the document at path wait? Also false if journals cannot be read. */
bool is_awaited(struct io io, const char *path);

/* The process of a session that has the document at path open; 0: none on this machine. */
long find_open_session(struct io io, const char *path);

/* Prints the command that writes what waits for path to a new file: to path itself if it is
 * free. */
void say_how_to_recover(const char *path, bool is_free);
/* And the command that discards it. */
void say_how_to_forget(const char *path);

#endif
