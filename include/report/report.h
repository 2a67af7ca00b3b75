/* Exporters: one table, one function each, using the same walk. */
#ifndef AFTERWORD_REPORT_REPORT_H
#define AFTERWORD_REPORT_REPORT_H

#include "base/err.h"
#include "base/slice.h"
#include "base/str.h"
#include "model/document.h"

#include <stdbool.h>
#include <stdint.h>

/* Where a report takes images from that lie beside the document, if it is to hold them. */
struct image_source {
	/* Reads one; its type is such as "image/png". False if it is not to be shown, which is
	 * then said elsewhere. */
	bool (*load)(
		struct image_source *self, const char *path, struct str *bytes, const char **type);
	/* Notes one whose address cannot be that of such an image. */
	void (*refuse)(struct image_source *self, const char *shown);
};

struct report_options {
	const char *name;    /* of the document's file, which is not shown; NULL: there is none */
	bool is_public;      /* only what model/public.h says, and without empty questions */
	bool shows_authors;  /* a public one that is signed all the same */
	const char *problem; /* a sentence for those who read it; NULL: none */
	bool tasks_as_list;  /* in Markdown: boxes to check instead of a table */
	unsigned width;      /* of the text report: columns to wrap it at; 0: it is not wrapped */
	size_t enough;       /* bytes of the text report after which it may end; 0: it is whole */
	const char *paper;   /* of HTML when it is printed: "A4", "letter"; NULL: the printer's */
	struct image_source *images;     /* in HTML; NULL: their descriptions are shown */
	bool with_review;                /* what was said about it, too; never in a public one */
	bool wants_findings;             /* in JSON: what is found, too */
	const struct findings *findings; /* private to report_write */
	int64_t now;                     /* seconds since 1970 UTC, for what is late or ongoing */
};

struct exporter {
	const char *name;      /* "text", for --to */
	const char *extension; /* "txt" */
	const char *about;     /* one line for help */
	bool is_printed;       /* run makes HTML, which another program makes a PDF of */
	/* For report_write only: a public report is made of a document without what is private. */
	bool (*run)(const struct document *document, const struct report_options *options,
		struct str *out, struct err *err);
};

/* Appends a report. A public one is made of what is public of the document, whatever the format. */
bool report_write(const struct exporter *exporter, const struct document *document,
	const struct report_options *options, struct str *out, struct err *err);

/* Appends what of a document a public report leaves out, as records; those of several documents can
 * be joined. */
void report_find_left_out(
	const struct document *document, const struct report_options *options, struct str *records);
/* Appends that in words: "1 page (Internal), 3 columns (Who, Owner, Ticket), 2 rows (Events)";
 * "nothing" if it is all there. Of several documents each label is named once. */
void report_append_left_out(struct slice records, bool is_of_several, struct str *out);

/*
 * Appends why a document should not be passed on as it is: two versions of a text await a decision,
 * or the file is not clear. False if there is no reason.
 */
bool report_find_problem(const struct document *document, struct str *out);

/* The table; the first one is the default. */
const struct exporter *report_exporters(size_t *n);
/* By its name or file extension, ignoring case; NULL if there is none. */
const struct exporter *report_exporter_find(const char *name);
/* By the longest extension, or the name, that a file's name ends in, ignoring case; NULL if there
 * is none. */
const struct exporter *report_exporter_of_file(const char *path);

enum { EXPORTERS_MOST = 16 };

/* Some of them, each once. */
struct exporter_list {
	const struct exporter *items[EXPORTERS_MOST];
	size_t n;
};

bool exporter_list_has(const struct exporter_list *self, const struct exporter *exporter);
/* Reads "html,pdf,md"; false if one is not there, with its name in unknown. */
bool exporter_list_read(struct exporter_list *self, const char *names, struct str *unknown);
/* The same with a sentence. */
bool exporter_list_get(struct exporter_list *self, const char *names, struct err *err);

#endif
