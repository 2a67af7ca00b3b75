/* A text in the user's own editor, as $VISUAL or $EDITOR names it. */
#ifndef AFTERWORD_TUI_EXTERNAL_EDITOR_H
#define AFTERWORD_TUI_EXTERNAL_EDITOR_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/*
 * Writes text to a private file, waits for the editor, reads the file back into text.
 * name becomes the file's name, with .md behind it. The terminal must be given back
 * before.
 *
 * Fails, with text unchanged, when the editor does, or when the file is no UTF-8 text
 * or too large; then the file is kept and the message says where.
 */
bool editor_run(struct str *text, const char *name, struct err *err);

#endif
