/* A list of reports as one HTML page; each row is made where its document is read. */
#ifndef AFTERWORD_REPORT_INDEX_H
#define AFTERWORD_REPORT_INDEX_H

#include "report/report.h"

/* A report of the document in one format. */
struct index_link {
	const char *name; /* "pdf" */
	const char *path; /* seen from the page; anything but a NUL may be in it */
};

struct index_row {
	int64_t began;    /* seconds since 1970 UTC; INT64_MIN: not known */
	struct str title; /* as text, for the order of those that began at the same time */
	struct str html;
};

/* Makes the row of a document, with the first link at its title. */
void index_row_init(struct index_row *self, const struct document *document,
	const struct report_options *options, const struct index_link *links, size_t n);
void index_row_release(struct index_row *self);

/* A document without a report. */
struct index_gap {
	const char *name;
	const char *reason; /* "": for nobody to see */
};

/* Appends the page, the newest first. */
void index_write(const struct index_row *rows, size_t n, const struct index_gap *gaps,
	size_t n_gaps, struct str *out);

#endif
