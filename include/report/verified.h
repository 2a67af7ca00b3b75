/* The names in a review beside those of the commits that brought them, as text and as JSON. */
#ifndef AFTERWORD_REPORT_VERIFIED_H
#define AFTERWORD_REPORT_VERIFIED_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum verified { VERIFIED_FITS, VERIFIED_DIFFERS, VERIFIED_UNCOMMITTED, N_VERIFIED };

/* One row; texts are borrowed. */
struct verified_row {
	const char *table; /* what a row is called: "comment" */
	const char *id;
	const char *by;
	unsigned line, column;
	enum verified outcome;
	const char *commit; /* the one that differs, else the newest of its lines; "" if it is not
			       committed */
	const char *author; /* of that */
	char signature;     /* of that, as git's %G? says; '\0': unknown, or nobody has asked */
};

/* Appends a line for each row that does not fit, visible-safe. */
void verified_format_text(
	const struct verified_row *rows, size_t n, const char *file, struct str *out);

/* Appends a JSON document about all of them; its shape is in docs/review.md. */
bool verified_format_json(const struct verified_row *rows, size_t n, const char *file,
	struct str *out, struct err *err);

#endif
