/* What journals of sessions that ended hold and no file does, and how it is had back. */
#ifndef AFTERWORD_CLI_PENDING_JOURNALS_H
#define AFTERWORD_CLI_PENDING_JOURNALS_H

#include "internal.h"
#include "store/journal.h"
#include "store/load.h"

/*
 * Does it hold what neither the file nor another journal does? Where the file is gone, or is no
 * document any more that holds what was saved into it, that is all of the text.
 */
bool journal_waits(struct form_shelf *shelf, const struct journal_entry *entry);

/* Does a journal of the document at path wait? False also where none can be looked at. */
bool is_awaited(struct io io, const char *path);

/* The process of a session that has the document at path open; 0: none on this machine. */
long find_open_session(struct io io, const char *path);

/* Says the command that writes what waits for path to a new file: path itself when it is free. */
void say_how_to_recover(const char *path, bool is_free);
/* And the one that throws it away. */
void say_how_to_forget(const char *path);

#endif
