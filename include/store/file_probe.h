/*
 * A look at the file under an open document: has somebody else written it, and what
 * do the three versions that a merge needs look like by now? Made in the saver's
 * thread, so that no key waits for a disk or a parser.
 */
#ifndef AFTERWORD_STORE_FILE_PROBE_H
#define AFTERWORD_STORE_FILE_PROBE_H

#include "model/document.h"
#include "store/file.h"

enum look_result {
	LOOK_SAME,        /* going by its stamp */
	LOOK_CHANGED,     /* the stamp is another one; nothing was read */
	LOOK_BUSY,        /* somebody is writing it this moment: look again soon */
	LOOK_EQUAL,       /* another stamp over the same bytes */
	LOOK_DOCUMENT,    /* another document: base and theirs are there */
	LOOK_NO_DOCUMENT, /* nothing that can be merged: err says why */
	LOOK_GONE,        /* there is no file */
};

struct look_request {
	char *path;
	const struct form *form;
	struct file_stamp known;
	bool reads;      /* else only the stamp is looked at */
	bool is_patient; /* while somebody writes, the saver looks again, a third of a second */
	struct str base; /* what the file held when it was last read or written */
};

struct look {
	enum look_result result;
	struct err err;
	struct file_stamp stamp;
	struct document base; /* parsed from the request's base: its nodes have the same numbers */
	struct document theirs; /* may be read-only */
};

/* Looks; wall is the time by the wall clock, in milliseconds. */
void look_make(struct look *self, struct io io, const struct look_request *request, int64_t wall);

void look_release(struct look *self);
void look_request_release(struct look_request *self);

#endif
