/* A text in the user's own editor, by the name of its program. */
#ifndef AFTERWORD_TUI_EXTERNAL_EDITOR_H
#define AFTERWORD_TUI_EXTERNAL_EDITOR_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/*
 * Writes text to a private file, waits for the editor, reads the file back into text.
 * name becomes the file's name, followed by .md; editor is a command of the shell, "" for vi.
 * The terminal must be given back before.
 *
 * Fails, with text unchanged, if the editor does, or if the file is not UTF-8 text or is
 * too large; then the file is kept and the message says where.
 */
bool editor_run(struct str *text, const char *name, const char *editor, struct err *err);

/* Opens a file that is to stay, and waits for the editor. */
bool editor_open(const char *path, const char *editor, struct err *err);

#endif
