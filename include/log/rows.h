/* Entries of a log as rows of a document's timeline. */
#ifndef AFTERWORD_LOG_ROWS_H
#define AFTERWORD_LOG_ROWS_H

#include "log/log.h"
#include "merge/diff.h"
#include "model/document.h"

/* The timeline of a form: a rows field with columns for the time and the text. */
struct timeline {
	unsigned field;
	unsigned time, text; /* columns */
	unsigned kind, who;  /* FORM_NONE: it has none */
};

/* Fails if the form has none, or one without a time or a text. */
bool timeline_find(struct timeline *self, const struct form *form, struct err *err);

/*
 * Reads a text as log_read does, but rows that were copied from a timeline of this form, or from
 * one with some of its columns, with all their cells.
 */
bool log_read_for(struct log *self, struct slice text, const struct log_format *format,
	const struct timeline *timeline, const struct form *form, struct err *err);

/* When the incident of a document began and ended; WHEN_NONE if it does not say. */
void log_find_incident(const struct document *document, struct when *start, struct when *end);

/* Takes a kind of the form that is set off from the text, as in "09:41 action: restarted it", from
 * lines that people wrote. */
void log_take_kinds(struct log *self, const struct timeline *timeline, const struct form *form);

/* The index of a row with this stored time: after the last row that is not later. */
size_t timeline_place(
	const struct timeline *self, const struct document *document, const char *time);

/* Appends the ops that insert these entries, which are in order of time, where their times belong.
 */
void log_append_ops(const struct log *self, const size_t *indexes, size_t n,
	const struct timeline *timeline, const struct document *document,
	const struct id_source *ids, struct ops *ops);

/* Gives entries that have the time and the text of a row the rule LOG_DUPLICATE, also those that
 * stand twice in the log, and takes it from others. */
void log_find_duplicates(
	struct log *self, const struct timeline *timeline, const struct document *document);

/* The indexes of the entries with this in order of time, those of one moment and those without a
 * time as in the log. The caller frees it. */
size_t *log_sort(const struct log *self, const bool *is_wanted, size_t *n);

/* How many of these entries, from the first one on, a document has room for. */
size_t log_count_fitting(const struct log *self, const size_t *indexes, size_t n,
	const struct timeline *timeline, const struct document *document);

/* Puts what a row of the entry has into cells, one for each column of the timeline. */
void log_fill_cells(const struct log_entry *entry, const struct timeline *timeline,
	const struct form *form, struct str *cells);

#endif
