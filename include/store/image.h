/* Images below a document's folder, for reports that hold them. */
#ifndef AFTERWORD_STORE_IMAGE_H
#define AFTERWORD_STORE_IMAGE_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define IMAGE_MAX_BYTES ((size_t)4 << 20)

/*
 * Reads an image by its path as an answer has it, with %20 for a space; type becomes a string such
 * as "image/png", by its first bytes.
 *
 * Fails with a sentence for what is not below the folder, even by a link, is no file, no PNG, JPEG,
 * GIF or WebP, or larger than IMAGE_MAX_BYTES. Nothing is waited for.
 */
bool image_load(struct io io, const char *folder, const char *path, struct str *bytes,
	const char **type, struct err *err);

#endif
