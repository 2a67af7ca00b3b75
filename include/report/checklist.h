/* The checklist of a document as text for people and as JSON for tools. */
#ifndef AFTERWORD_REPORT_CHECKLIST_H
#define AFTERWORD_REPORT_CHECKLIST_H

#include "base/err.h"
#include "base/str.h"
#include "review/checklist.h"

#include <stdbool.h>

/* Appends one line per question, visible-safe: "[x] key: Is it so?  (Ida Nyman)". */
void checklist_format_text(const struct checklist *checklist, struct str *out);

/* Appends a JSON document; its shape is in docs/review.md. */
bool checklist_format_json(const struct checklist *checklist, struct str *out, struct err *err);

#endif
