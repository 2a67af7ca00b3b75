/* What the reader of a report should know of it, and whoever passes it on. */
#ifndef AFTERWORD_CLI_EXPORT_NOTES_H
#define AFTERWORD_CLI_EXPORT_NOTES_H

#include "internal.h"
#include "report/report.h"

/*
 * Appends lines for standard error: that the document has a problem; of a public report the words
 * in it that tell too much.
 *
 * Returns how many such words there are.
 */
size_t export_notes(const char *path, const struct document *document,
	const struct report_options *options, struct str *out);

/* Of a calendar: the open tasks that are not in it because their due date cannot be read. */
void export_notes_undated(const char *path, const struct document *document,
	const struct report_options *options, struct str *out);

/* The last line of a public report: what it leaves out. */
void export_notes_left_out(const char *path, const struct document *document,
	const struct report_options *options, struct str *out);

#endif
