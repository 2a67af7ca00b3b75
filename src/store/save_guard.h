/* Saves a document that has no session and so no journal. */
#ifndef AFTERWORD_STORE_SAVE_GUARD_H
#define AFTERWORD_STORE_SAVE_GUARD_H

#include "model/document.h"
#include "store/file.h"

/* As file_replace; before a file is written in place, a journal records the save, as in a
 * session. */
enum file_result guarded_replace(const struct document *document, struct io io, const char *path,
	const struct str *base, const struct str *bytes, const struct id_source *ids,
	struct err *err);

#endif
