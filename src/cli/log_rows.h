/* Those entries of a log that the options leave, as rows of a document. */
#ifndef AFTERWORD_CLI_LOG_ROWS_H
#define AFTERWORD_CLI_LOG_ROWS_H

#include "internal.h"
#include "log/log.h"

/* What `log --import` is told. */
struct log_options {
	const char *input; /* a path, or "-" */
	const char *format, *grep, *since, *until, *zone, *shift, *day,
		*captured; /* NULL: not given */
	bool is_dry;       /* only print the rows */
	bool is_followed;  /* add them as they come */
};

/* What became of the entries. */
struct log_counts {
	size_t added;
	size_t by_rule[LOG_N_RULES];
	size_t unmatched;  /* without the words of --grep */
	size_t outside;    /* not between --since and --until */
	size_t unreadable; /* lines that are not UTF-8 */
	size_t late;       /* lines whose row was added before they came */
};

struct log_rows {
	const struct log_options *options;
	struct log log;           /* was read */
	struct when before;       /* the time of what came before it; WHEN_NONE: nothing did */
	int64_t shift;            /* of the last try */
	struct log_counts counts; /* of the last try */
	struct err refused;       /* an option that makes no sense, whatever the document */
};

/* A change of a document: data is the rows. It may be tried again with another document; with
 * is_dry it prints them instead. */
bool log_rows_add(
	struct document *document, const struct invocation *call, void *data, struct err *err);

void log_counts_add(struct log_counts *self, const struct log_counts *more);
/* Appends "3 rows added; left out: 2 joins and leaves". */
void log_counts_format(
	const struct log_counts *self, const struct log_options *options, struct str *out);

/* By the name given, or NULL for none. Fails with the names there are. */
bool log_options_format(
	const struct log_options *self, const struct log_format **format, struct err *err);

#endif
