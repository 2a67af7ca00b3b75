/* One document of a call that writes reports into a folder, and what became of it. */
#ifndef AFTERWORD_CLI_EXPORT_JOB_H
#define AFTERWORD_CLI_EXPORT_JOB_H

#include "document_paths.h"
#include "export_record.h"
#include "internal.h"
#include "report/index.h"
#include "report/report.h"

/* What all documents of a call have in common. */
struct export_job {
	const struct invocation *call;
	struct io io; /* for the reports */
	struct exporter_list exporters;
	struct report_options options;
	const char *folder; /* of the reports, without a slash at its end */
	bool has_images;    /* they are put into the reports */
	bool is_strict;     /* words that tell too much count as a band does */
	bool is_forced;     /* files that export did not write are replaced, too */
	bool has_index;
	bool has_several; /* documents: what public reports leave out is said once */
	struct export_record record;
	struct form_cache cache;
};

enum export_text {
	EXPORT_MESSAGES, /* sentences, each with a NUL at its end */
	EXPORT_NOTES,    /* lines on reports that were written */
	EXPORT_LEFT_OUT, /* records of what a public one of several leaves out */
	EXPORT_WRITTEN,  /* lines for the record */
	EXPORT_REASON,   /* why the list does not lead to a report; "" if it does */
	EXPORT_TITLE,    /* of its row */
	EXPORT_ROW,
	N_EXPORT_TEXTS,
};

struct export_result {
	bool is_other;  /* another program's file, for which nothing was done */
	bool is_failed; /* something was not read or not written */
	bool is_public; /* and at least one was written */
	bool has_band;  /* or, if that is strict, words that tell too much */
	int64_t began;  /* of its row */
	struct str texts[N_EXPORT_TEXTS];
};

/* Reads a document and writes its reports, whose names without extension are all name. */
void export_job_do(struct export_job *self, const struct document_path *path, const char *name,
	struct export_result *result);

/*
 * Writes a file in the folder and appends its line for the record. One that is there is only
 * replaced if export wrote it and nobody has changed it since, or if forced; a document never, nor
 * the file that source (may be NULL) is the state of.
 */
bool export_job_write(const struct export_job *self, const char *name, const struct str *bytes,
	const struct file_stamp *source, struct str *lines, struct err *err);

void export_result_release(struct export_result *self);

#endif
