/*
 * Which files in a folder are reports that export wrote there, by size and checksum, so that it
 * replaces its own and no others: neither somebody else's file nor a report that was changed since.
 */
#ifndef AFTERWORD_CLI_EXPORT_RECORD_H
#define AFTERWORD_CLI_EXPORT_RECORD_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Hidden, in the folder of the reports. */
#define EXPORT_RECORD_NAME ".afterword-reports"

struct export_record {
	struct str text; /* of the file; empty if there is none */
	struct record_line *lines;
	size_t n;
};

/* Lines that cannot be read are skipped: those files count as somebody else's. */
bool export_record_load(
	struct export_record *self, struct io io, const char *folder, struct err *err);
void export_record_release(struct export_record *self);

/* Did export write these bytes to the file of this name, seen from the folder? */
bool export_record_has(const struct export_record *self, const char *name, const struct str *bytes);

/* Appends the line of a file that was written. */
void export_record_add_line(const char *name, const struct str *bytes, struct str *lines);

/* Writes it with these lines added, which replace those of the same names. */
bool export_record_save(const struct export_record *self, struct io io, const char *folder,
	const struct str *lines, const struct id_source *ids, struct err *err);

#endif
