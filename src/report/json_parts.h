/* The parts of the JSON export; each function returns a new reference. */
#ifndef AFTERWORD_REPORT_JSON_PARTS_H
#define AFTERWORD_REPORT_JSON_PARTS_H

#include "incident.h"

#include "check/check.h"
#include "review/checklist.h"
#include "review/threads.h"

#include <jansson.h>

struct thread_filter;

/* One finding, as docs/rules.md has it; a public report has no ids of rows. */
json_t *json_finding(const struct finding *finding, const struct form *form, bool with_ids);

/* Why a file could not be read, and where. */
json_t *json_failure(const struct err *failure);

/* NULL if the text is not a time. A day is represented by its first second. */
json_t *json_time(const struct document *document, const struct str *text);
json_t *json_when(const struct when *when, const struct zone *zone);

/* One thread, one question and all sign-offs, as docs/review.md has them; everything of it. */
json_t *json_thread(const struct threads *threads, const struct thread *thread);
json_t *json_tick(const struct tick *tick);
/* Those that the filter takes; NULL: all. */
json_t *json_signoffs(
	const struct document *document, const struct thread_filter *filter, int64_t now);
/* Sets a cell of a row of the review as text. */
void json_set_cell(json_t *entry, const char *key, const struct row *row, unsigned column);
json_t *json_review(const struct document *document, int64_t now);

/* Null if nothing is known. */
json_t *json_span(const struct span *span);

/* Adds what the form says of a field; of a table also what it says of the columns that a report
 * may show. */
void json_add_field(
	json_t *entry, const struct form_field *field, const struct report_options *options);

/* By the names of their roles, whatever the form calls them; null for what is not known. */
json_t *json_milestones(const struct incident *incident);
json_t *json_durations(const struct incident *incident);

#endif
