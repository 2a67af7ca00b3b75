/*
 * Comments that were typed and not posted. They are their author's own, so they are in no document:
 * each session has a file of them beside its journal, in the format of a journal, and written like
 * one, before what was typed can be seen. Unlike a journal it outlives the session, until all of
 * it is posted or emptied.
 */
#ifndef AFTERWORD_STORE_DRAFTS_H
#define AFTERWORD_STORE_DRAFTS_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/slice.h"
#include "base/source.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* What is known of one. Numbers of their own in the file: add new ones at the end. */
enum draft_cell {
	DRAFT_ABOUT, /* a place as comments name it; empty: the whole document */
	DRAFT_QUOTE, /* the words there, and what is around them; empty: all of it */
	DRAFT_BEFORE,
	DRAFT_AFTER,
	DRAFT_TO, /* the thread that it replies to; empty: none */
	DRAFT_KIND,
	DRAFT_TEXT, /* empty: there is nothing to post any more */
	N_DRAFT_CELLS,
};

struct draft {
	struct str cells[N_DRAFT_CELLS];
};

struct draft_list {
	struct draft *items;
	size_t n;
	size_t cap;
};

struct drafts;

/* With what earlier sessions left for the document. Writes nothing before the first change; what is
 * wrong with the folder is reported then. */
struct drafts *drafts_open(struct io io, const char *folder, const char *document_path,
	const char *form_name, const struct id_source *ids, const struct time_source *time);

/* Borrowed, until the next change. An index stays that of its draft. */
const struct draft_list *drafts_list(const struct drafts *self);

/* Adds one and returns its index; it is written with the next change. One text per cell. */
size_t drafts_add(struct drafts *self, const struct slice *cells);
/*
 * Changes a cell with one write. Once this returns, it survives a crash of the program, and after
 * the next sync a crash of the machine. If it fails, it is kept in memory and written with the next
 * change.
 */
bool drafts_set(
	struct drafts *self, size_t nth, enum draft_cell cell, struct slice text, struct err *err);

/* To be synced as those of a journal are; -1: nothing was written yet. */
int drafts_fd(const struct drafts *self);
int drafts_folder_fd(const struct drafts *self);
/* After a failed sync: writes all of it to a new file, durably. */
bool drafts_renew(struct drafts *self, struct err *err);

/* The document is at another path from now on. */
bool drafts_move_to(struct drafts *self, const char *document_path, struct err *err);

/* At the end of a session: what is left is in one durable file, or in none if nothing is. */
bool drafts_finish(struct drafts *self, struct err *err);
/* Leaves the file as it is. */
void drafts_free(struct drafts *self);

/* --- without a session --- */

/* A file that a session left. */
struct draft_file {
	char *path;
	char *document_path;
	char *problem;   /* NULL, or why it cannot be read; then the rest is not known */
	int64_t started; /* when the session began, in seconds since 1970 */
	struct draft_list list;
	bool is_cut; /* its end is damaged; what is before that counts */
};

struct draft_files {
	struct draft_file *items;
	size_t n;
	size_t cap;
};

/* Those that are damaged or have a text, from sessions that have ended: of a document, or of all if
 * its path is NULL. */
bool draft_files_load(struct draft_files *self, struct io io, const char *folder,
	const char *document_path, struct err *err);
void draft_files_release(struct draft_files *self);

#endif
