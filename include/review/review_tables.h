/*
 * The tables of a review (forms/review.yaml) in a document, and new rows for them. Rows are only
 * added: what changes is said by one more row, and the newest counts.
 */
#ifndef AFTERWORD_REVIEW_REVIEW_TABLES_H
#define AFTERWORD_REVIEW_REVIEW_TABLES_H

#include "base/slice.h"
#include "model/document.h"

#include <stdint.h>

/* In the order of the form. */
enum review_table { REVIEW_COMMENTS, REVIEW_SIGNOFFS, REVIEW_STATES, REVIEW_CHECKLIST };

enum comment_column {
	COMMENT_ABOUT,
	COMMENT_ROW,
	COMMENT_QUOTE,
	COMMENT_BEFORE,
	COMMENT_AFTER,
	COMMENT_KIND,
	COMMENT_TO,
	COMMENT_DOES,
	COMMENT_BY,
	COMMENT_AT,
	COMMENT_TEXT,
	COMMENT_INSTEAD,
	N_COMMENT_COLUMNS,
};

enum signoff_column {
	SIGNOFF_BY,
	SIGNOFF_AT,
	SIGNOFF_DOES,
	SIGNOFF_OF,
	SIGNOFF_WHO,
	SIGNOFF_TEXT,
	N_SIGNOFF_COLUMNS,
};

enum state_column { STATE_BY, STATE_AT, STATE_TO, STATE_WAIVES, STATE_WHY, N_STATE_COLUMNS };

enum tick_column { TICK_OF, TICK_BY, TICK_AT, TICK_ANSWER, TICK_WHY, N_TICK_COLUMNS };

/* The number of its field. */
unsigned review_field(const struct form *form, enum review_table table);
const struct rows *review_rows(const struct document *document, enum review_table table);

/* A cell's text, "" when absent. */
const char *review_text(const struct row *row, unsigned column);
/* The row's choice in that column as its number in the form's list; n_choices if there is none
 * such. */
unsigned review_choice(const struct document *document, enum review_table table,
	const struct row *row, unsigned column);

/*
 * When a row was written, in seconds since 1970; INT64_MIN if it does not say.
 *
 * is_ahead: by more than a day after now. Such a row is shown but never counts, because it would
 * win for as long as its date is to come.
 */
int64_t review_seconds(const struct row *row, unsigned column, int64_t now, bool *is_ahead);

/* The same of a row that counts; INT64_MIN if it does not. */
int64_t review_counted_seconds(const struct row *row, unsigned column, int64_t now);

/* Appends a time as rows store it: with the offset of the document's zone. */
void review_append_time(const struct document *document, int64_t seconds, struct str *out);

/* When a row is written that is to count after another one: now, or a second after that. */
int64_t review_later(int64_t now, int64_t other);

/* The op that inserts a row. cells: one text per column, empty ones for absent values. */
void review_op_add(const struct document *document, enum review_table table, size_t index,
	const char *id, const struct slice *cells, struct op *out);

#endif
