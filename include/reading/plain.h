/* A typeset document as plain text, with the notes under their lines. */
#ifndef AFTERWORD_READING_PLAIN_H
#define AFTERWORD_READING_PLAIN_H

#include "reading/notes.h"
#include "yaml/tree.h"

/* Appends it. */
void reading_write_plain(struct reading *reading, const struct reading_notes *notes,
	unsigned columns, struct str *out);

/* Appends a file whose form is not known: its keys and values, as they are. */
void reading_write_tree(const struct yaml_tree *tree, unsigned columns, struct str *out);

#endif
