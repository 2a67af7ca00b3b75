/* What the store's modules share internally. */
#ifndef AFTERWORD_STORE_INTERNAL_H
#define AFTERWORD_STORE_INTERNAL_H

#include "base/fileio.h"
#include "store/file.h"
#include "store/path.h"

/* path.c */

/* Appends the path with the links at its end followed; the last one's target need not exist. */
bool path_follow(struct io io, const char *path, struct str *out, struct err *err);

/* Makes a folder and its missing parents (0700), durably. */
bool path_make_folder(struct io io, const char *path, struct err *err);

/* Appends "$VARIABLE/afterword", or "$HOME/FALLBACK/afterword" if that is not absolute; false
 * without a home. */
bool path_xdg(const char *variable, const char *fallback, struct str *out);

/* file.c */

void stamp_set(struct file_stamp *self, const struct stat *from);

#endif
