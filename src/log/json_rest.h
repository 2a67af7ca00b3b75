/* What an object says that has a time, but none of the usual names for a text. */
#ifndef AFTERWORD_LOG_JSON_REST_H
#define AFTERWORD_LOG_JSON_REST_H

#include "base/str.h"

#include <jansson.h>

/* Appends "status: failed; ref: main; environment: production", without the members with these
 * names; the names end with NULL. */
void json_rest_append(const json_t *object, const char *const *without, struct str *out);
#endif
