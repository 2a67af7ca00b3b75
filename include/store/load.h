/* From a path to a document and back, in one step each; shared by the editor and all commands. */
#ifndef AFTERWORD_STORE_LOAD_H
#define AFTERWORD_STORE_LOAD_H

#include "model/document.h"
#include "store/file.h"

/* Forms read so far, so that a thousand documents in one folder read their form once. */
struct form_cache {
	struct io io;
	struct cached_form *items;
	size_t n;
	size_t cap;
};

void form_cache_init(struct form_cache *self, struct io io);
void form_cache_release(struct form_cache *self);

/* The form that a document at this path means by name; borrowed from the cache. */
const struct form *form_cache_find(
	struct form_cache *self, const char *name, const char *document_path, struct err *err);

/* A document and the state of its file. */
struct loaded {
	struct document document;
	struct file_stamp stamp;
};

/*
 * Reads a document and, through the cache, its form.
 *
 * Fails with a sentence, the path and, if known, line and column. The cache must outlive
 * it.
 */
bool loaded_init(struct loaded *self, struct form_cache *cache, const char *path, struct err *err);
/* The same from bytes that were already read, which are taken; without a stamp. */
bool loaded_parse(struct loaded *self, struct form_cache *cache, const char *path,
	struct str *bytes, struct err *err);

void loaded_release(struct loaded *self);

/*
 * Reads bytes back as a document of form: the test that every save must pass first.
 *
 * Fails with ERR_REFUSED unless they have exactly the values of dump, as given by
 * document_dump. On success the caller owns the document.
 */
bool document_read_back(struct document *self, const struct form *form, const struct str *bytes,
	const struct str *dump, struct err *err);

/*
 * Saves a document over the file it was loaded from, or as a new file if base is NULL:
 * formats, reads back, replaces.
 */
enum file_result document_save(const struct document *self, struct io io, const char *path,
	const struct str *base, const struct id_source *ids, struct err *err);

#endif
