/*
 * From a path to a document and back, in one step each: what the editor and every
 * command share.
 */
#ifndef AFTERWORD_STORE_LOAD_H
#define AFTERWORD_STORE_LOAD_H

#include "model/document.h"
#include "store/file.h"

/* Forms read so far, so that a thousand documents of one folder read their form once. */
struct form_shelf {
	struct io io;
	struct shelved_form *items;
	size_t n;
	size_t cap;
};

void form_shelf_init(struct form_shelf *self, struct io io);
void form_shelf_release(struct form_shelf *self);

/* The form a document at this path means by name; borrowed from the shelf. */
const struct form *form_shelf_find(
	struct form_shelf *self, const char *name, const char *document_path, struct err *err);

/* A document with what its file was. */
struct loaded {
	struct document document;
	struct file_stamp stamp;
};

/*
 * Reads a document and, through the shelf, its form.
 *
 * Fails with a sentence, the path and, where there is one, line and column. The
 * shelf must outlive it.
 */
bool loaded_init(struct loaded *self, struct form_shelf *shelf, const char *path, struct err *err);
/* The same from bytes that were read already, and are taken; without a stamp. */
bool loaded_parse(struct loaded *self, struct form_shelf *shelf, const char *path,
	struct str *bytes, struct err *err);

void loaded_release(struct loaded *self);

/*
 * Reads bytes back as a document of form: the test every save passes first.
 *
 * Fails with ERR_REFUSED unless they hold exactly the values of dump, as
 * document_dump gives them. The document is the caller's on success.
 */
bool document_read_back(struct document *self, const struct form *form, const struct str *bytes,
	const struct str *dump, struct err *err);

/*
 * Saves a document over the file it was loaded from, or as a new file when base is
 * NULL: formatted, read back, replaced.
 */
enum file_result document_save(const struct document *self, struct io io, const char *path,
	const struct str *base, const struct id_source *ids, struct err *err);

#endif
