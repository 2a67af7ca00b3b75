/* What has changed since an earlier version, as JSON. */
#ifndef AFTERWORD_REPORT_CHANGES_H
#define AFTERWORD_REPORT_CHANGES_H

#include "base/err.h"
#include "base/str.h"
#include "review/review_events.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One answer, cell or row. */
struct reported_change {
	struct place place; /* of a row: without column */
	enum op_kind kind;
	struct str text; /* as `diff` has it */
	const char *by;  /* NULL: unknown */
	int64_t at;      /* seconds since 1970 */
	bool is_uncommitted;
};

struct changes_report {
	const char *path;
	const char *what; /* "HEAD~1", "you read it" */
	int64_t at;       /* of that; 0: unknown */
	const struct form *form;
	const struct reported_change *changes;
	size_t n_changes;
	const struct review_events *events;
};

/* Appends a JSON document; its shape is in docs/review.md. */
bool changes_format_json(const struct changes_report *self, struct str *out, struct err *err);

#endif
