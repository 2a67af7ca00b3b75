/* The bytes of a mark's file. */
#ifndef AFTERWORD_STORE_READ_MARK_FILE_H
#define AFTERWORD_STORE_READ_MARK_FILE_H

#include "store/read_marks.h"

void read_mark_format(const struct read_mark *self, const struct str *document, struct str *out);

/* False if it is damaged, or about another document. */
bool read_mark_parse(struct read_mark *self, const struct str *document, const struct str *bytes);

/* Appends the name of a document's mark: a digest of its real path, and the kind. */
void read_mark_name(const struct str *document, enum read_mark_kind kind, struct str *out);
bool read_mark_is_name(const char *name);

#endif
