/* The version that --since names, for what `review` prints about it. */
#ifndef AFTERWORD_CLI_REVIEW_SINCE_H
#define AFTERWORD_CLI_REVIEW_SINCE_H

#include "internal.h"

#include "session/since.h"
#include "store/read_marks.h"

/* Finds the version of a document that the call's --since names. */
bool review_find_since(const struct invocation *call, const char *path,
	const struct document *document, struct version *out, struct err *err);

/* Keeps the call's document as it is in the file, for a later --since. */
bool review_keep(const struct invocation *call, enum read_mark_kind kind, struct err *err);

#endif
