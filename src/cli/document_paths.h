/* The documents that a command line names: files, and what is in folders. */
#ifndef AFTERWORD_CLI_DOCUMENT_PATHS_H
#define AFTERWORD_CLI_DOCUMENT_PATHS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct document_path {
	char *path;
	size_t below;   /* where in it the part begins that is below the folder named by the user;
			   of a file that was named, its name */
	bool was_named; /* by the user, not found in a folder */
	int error;      /* errno if it is a folder that cannot be listed; 0: it is a file */
};

struct document_paths {
	struct document_path *items;
	size_t n;
	size_t cap;
};

/*
 * Adds a file, or the files of a folder and of the folders in it whose names are those of YAML
 * files; sorted, hidden ones left out. Links in a folder are not followed.
 */
void document_paths_add(struct document_paths *self, const char *path);

/* Keeps only the first of what leads to the same file. */
void document_paths_drop_doubles(struct document_paths *self);
void document_paths_release(struct document_paths *self);

/* In a folder, other programs' YAML files are skipped: they have no `afterword:` key. */
bool is_document_text(const struct str *bytes);

bool is_folder(const char *path);

#endif
