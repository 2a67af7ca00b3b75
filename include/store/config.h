/* The files of the user's own settings, config.yaml and keys.yaml: read, and replaced as safely as
 * documents are. */
#ifndef AFTERWORD_STORE_CONFIG_H
#define AFTERWORD_STORE_CONFIG_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"

#include <stdbool.h>

struct config_file {
	struct io io;
	struct id_source ids; /* for the name of a temporary file */
	struct str path;      /* "" where there is no home to have it in */
};

/* The file of this name in the user's folder; it need not be there. */
void config_file_init(
	struct config_file *self, struct io io, const struct id_source *ids, const char *name);
void config_file_release(struct config_file *self);

/* Reads it; one that is not there is empty. */
bool config_file_read(
	const struct config_file *self, struct str *bytes, bool *is_there, struct err *err);

/* Writes it, and makes its folder if need be. base is what was read, NULL where nothing was there;
 * when it is another file by now nothing is written. */
bool config_file_write(const struct config_file *self, const struct str *base,
	const struct str *bytes, struct err *err);

#endif
