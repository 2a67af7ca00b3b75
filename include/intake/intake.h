/*
 * Importers: from another format to a document. What cannot be placed is kept in
 * the document where people see it, and reported.
 */
#ifndef AFTERWORD_INTAKE_INTAKE_H
#define AFTERWORD_INTAKE_INTAKE_H

#include "base/err.h"
#include "base/source.h"
#include "base/str.h"
#include "model/document.h"

#include <stdbool.h>

struct intake_note {
	unsigned line; /* in the input, from 1 */
	char *text;    /* what happened to it, a sentence */
};

struct intake_report {
	struct intake_note *notes;
	size_t n;
	size_t cap;
};

void intake_report_release(struct intake_report *self);

struct intake_options {
	const char *zone;            /* for times without one; "" means UTC and is reported */
	int64_t now;                 /* seconds since 1970 UTC */
	const struct id_source *ids; /* for rows */
};

struct importer {
	const char *name;  /* "text", for --from */
	const char *about; /* one line for help */
	/*
	 * Fills an empty document from len bytes of UTF-8.
	 *
	 * Fails only if the input is not text at all; everything else is a note.
	 */
	bool (*run)(struct document *document, const char *input, size_t len,
		const struct intake_options *options, struct intake_report *report,
		struct err *err);
};

/* The table; the first one is the default. */
const struct importer *intake_importers(size_t *n);
/* By its name, ignoring case; NULL if there is none. */
const struct importer *intake_importer_find(const char *name);

#endif
