/* Findings as text for people and tools. */
#ifndef AFTERWORD_REPORT_FINDINGS_H
#define AFTERWORD_REPORT_FINDINGS_H

#include "base/err.h"
#include "base/str.h"
#include "check/finding.h"

#include <stdbool.h>

/* Appends one line per finding: "file:line:column: level: message [rule]", visible-safe. */
void findings_format_text(const struct findings *findings, const char *file, struct str *out);

/* One checked file, for formats that hold several. If err is set, it could not be read. */
struct checked_file {
	const char *path;
	const struct form *form; /* NULL if it could not be read */
	const struct findings *findings;
	const struct err *failure;
};

/* Appends a JSON document about all files; its shape is in docs/rules.md. */
bool findings_format_json(
	const struct checked_file *files, size_t n, struct str *out, struct err *err);

#endif
