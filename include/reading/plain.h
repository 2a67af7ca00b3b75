/* A typeset document as plain text, with the notes under their lines. */
#ifndef AFTERWORD_READING_PLAIN_H
#define AFTERWORD_READING_PLAIN_H

#include "reading/notes.h"

/* Appends it. */
void reading_write_plain(struct reading *reading, const struct reading_notes *notes,
	unsigned columns, struct str *out);

#endif
