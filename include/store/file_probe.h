/*
 * Checks the file under an open document: has somebody else written it, and what are the
 * three versions that a merge needs? Made in the saver's thread, so that no key waits for
 * a disk or a parser.
 */
#ifndef AFTERWORD_STORE_FILE_PROBE_H
#define AFTERWORD_STORE_FILE_PROBE_H

#include "model/document.h"
#include "store/file.h"

enum probe_result {
	PROBE_SAME,        /* by its stamp */
	PROBE_CHANGED,     /* the stamp differs; nothing was read */
	PROBE_BUSY,        /* somebody is writing it right now: check again soon */
	PROBE_EQUAL,       /* another stamp, the same bytes */
	PROBE_DOCUMENT,    /* another document: base and theirs are set */
	PROBE_NO_DOCUMENT, /* cannot be merged: err says why */
	PROBE_GONE,        /* there is no file */
};

struct file_probe_request {
	char *path;
	const struct form *form;
	struct file_stamp known;
	bool reads;         /* else only the stamp is checked */
	bool is_patient;    /* keeps checking for a third of a second while somebody writes */
	struct str base;    /* the file's bytes when it was last read or written */
	struct str opening; /* as the document was opened, if that is to be read, too */
};

struct file_probe {
	enum probe_result result;
	struct err err;
	struct file_stamp stamp;
	struct document base; /* parsed from the request's base: its nodes have the same numbers */
	struct document theirs;   /* may be read-only */
	struct document *opening; /* NULL: not asked for, or it cannot be read */
};

/* Makes the check; wall is the wall clock's time in milliseconds. */
void file_probe_make(struct file_probe *self, struct io io,
	const struct file_probe_request *request, int64_t wall);

void file_probe_release(struct file_probe *self);
void file_probe_request_release(struct file_probe_request *self);

#endif
