/* What the reports in a folder are called. */
#ifndef AFTERWORD_CLI_EXPORT_NAMES_H
#define AFTERWORD_CLI_EXPORT_NAMES_H

#include "document_paths.h"

/*
 * The name of each document's reports without extension, seen from the folder of the reports: the
 * document's own, below a folder that was named with the folders between them, and with that folder
 * if several were named. Of several that would be the same, or be the list's, all but the first get
 * a number: "outage-2". Release each, and free the array.
 */
struct str *export_names_make(const struct document_paths *paths, bool has_index);

#define EXPORT_INDEX_NAME "index"

#endif
