/*
 * Exporters: one table, one function each, over the same walk.
 */
#ifndef AFTERWORD_REPORT_REPORT_H
#define AFTERWORD_REPORT_REPORT_H

#include "base/err.h"
#include "base/str.h"
#include "model/document.h"

#include <stdbool.h>
#include <stdint.h>

struct report_options {
	bool is_public; /* private fields and columns are left out by construction */
	int64_t now;    /* seconds since 1970 UTC, for what is ongoing */
};

struct exporter {
	const char *name;      /* "text", as --to takes it */
	const char *extension; /* "txt" */
	const char *about;     /* one line for help */
	bool (*run)(const struct document *document, const struct report_options *options,
		struct str *out, struct err *err);
};

/* The table; the first is taken when nobody says which. */
const struct exporter *report_exporters(size_t *n);
/* By its name or the ending of its files, in any case; NULL when there is none. */
const struct exporter *report_exporter_find(const char *name);

#endif
