/* Our strings and jansson's: bytes that JSON cannot hold become U+FFFD. */
#ifndef AFTERWORD_REPORT_JSON_TEXT_H
#define AFTERWORD_REPORT_JSON_TEXT_H

#include "base/err.h"
#include "base/str.h"

#include <jansson.h>

/* A new reference. */
json_t *json_text(const char *bytes, size_t len);
json_t *json_text_of(const char *text);

/* Appends the document, indented, with a newline at its end. Takes the reference. */
bool json_write(json_t *root, struct str *out, struct err *err);

#endif
